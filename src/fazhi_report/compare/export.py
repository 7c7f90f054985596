"""A comparison as data (JSON, CSV) and as Markdown."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from fractions import Fraction

from fazhi_report.compare.rows import Comparison, Row
from fazhi_report.compare.sheet import TITLE, cells, columns, groups
from fazhi_report.compare.words import decimal, percent
from fazhi_report.ledger.evaluate import Entry
from fazhi_report.notation.cells import harmless
from fazhi_report.notation.span import Span

FORMAT = 1
"""Raised when a reader of the JSON would have to change."""

_MARKDOWN = re.compile(r"([\\`*_\[\]<>|&~])")
_HEAD = (
    *("机关", "领域", "指标", "指标键", "{old}", "{new}", "{old}数", "{new}数"),
    *("增减", "增减单位", "增长率（%）", "百分点", "情况", "说明"),
)


def to_json(comparison: Comparison) -> bytes:
    """Every row with its numbers as exact text: decimals as decimals, parts as fractions."""
    data = {
        "format": FORMAT,
        "organ": comparison.organ,
        "old": comparison.old,
        "new": comparison.new,
        "summary": comparison.summary,
        "rows": [_row(row) for row in comparison.rows],
    }
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def to_csv(comparison: Comparison) -> bytes:
    """A row a figure, numbers without sign of plus and without unit; opens in Excel as it is."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(harmless(word.format(old=comparison.old, new=comparison.new)) for word in _HEAD)
    writer.writerows([harmless(cell) for cell in _record(row)] for row in comparison.rows)
    return ("\ufeff" + stream.getvalue()).encode("utf-8")


def to_markdown(comparison: Comparison) -> bytes:
    """A table a domain, under a heading."""
    shown = [column for column in columns(comparison) if column.name not in {"organ", "domain"}]
    lines = [
        f"# {_escape(comparison.organ)}{TITLE}（{comparison.old}、{comparison.new}）",
        "",
        comparison.summary,
    ]
    for heading, rows in groups(comparison):
        lines += ["", f"## {_escape(heading)}", ""]
        lines.append("|" + "|".join(f" {_escape(column.title)} " for column in shown) + "|")
        lines.append("|" + "|".join(" ---: " if column.right else " --- " for column in shown) + "|")
        for row in rows:
            words = cells(row)
            lines.append("|" + "|".join(f" {_escape(words[column.name])} " for column in shown) + "|")
    return ("\n".join(lines) + "\n").encode("utf-8")


def _escape(words: str) -> str:
    return _MARKDOWN.sub(r"\\\1", words)


def _row(row: Row) -> dict[str, object]:
    return {
        "organ": row.organ,
        "domain": row.domain,
        "key": row.key,
        "label": row.label,
        "status": row.status.name.lower(),
        "old": _side(row.old),
        "new": _side(row.new),
        "change": _span(row.change, decimal),
        "unit": row.unit,
        "growth": _span(row.growth, str),
        "growth_percent": _exact(row.growth, percent),
        "points": _span(row.points, decimal),
        "remarks": list(row.remarks),
        "note": row.note,
    }


def _side(entry: Entry | None) -> dict[str, object] | None:
    if entry is None:
        return None
    written = entry.written
    return {
        "key": entry.key,
        "text": entry.text,
        "value": None if written is None else f"{written.value:f}",
        "unit": "" if written is None else written.unit,
        "hedge": "" if written is None else written.hedge,
        "status": entry.figure.status,
        "derived": entry.figure.derive is not None,
    }


def _span(span: Span | None, write: Callable[[Fraction], str]) -> dict[str, str | None] | None:
    if span is None:
        return None
    return {
        "low": None if span.low is None else write(span.low),
        "high": None if span.high is None else write(span.high),
    }


def _exact(span: Span | None, write: Callable[[Fraction], str]) -> str | None:
    return None if span is None or span.exact is None else write(span.exact)


def _record(row: Row) -> list[str]:
    sides = (row.old, row.new)
    return [
        row.organ,
        row.domain,
        row.label,
        row.key,
        *("" if one is None else one.text for one in sides),
        *(_number(one) for one in sides),
        _exact(row.change, decimal) or "",
        row.unit,
        _exact(row.growth, percent) or "",
        _exact(row.points, decimal) or "",
        row.status.value,
        row.note,
    ]


def _number(entry: Entry | None) -> str:
    """The number in full; nothing for a hedged one, which is no number to reckon with."""
    if entry is None or (entry.written is None and entry.figure.status != "zero"):
        return ""
    if entry.written is None:
        return "0"
    return "" if entry.written.hedge else f"{entry.written.value:f}"
