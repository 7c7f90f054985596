"""The columns and cells of a comparison as text, and the JSON, CSV, Markdown and HTML made of them."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from html import escape
from importlib import import_module
from itertools import groupby
from typing import TYPE_CHECKING, Protocol, cast

from fazhi_report.comparison.rows import Comparison, ComparisonRow, change_words, percent, rate_words
from fazhi_report.numbers.interval import Interval
from fazhi_report.numbers.percent import decimal
from fazhi_report.text.markdown import escape_markdown
from fazhi_report.writers.excel import harmless

if TYPE_CHECKING:
    # The model is large, and the help of a command needs none.
    from fazhi_report.ledger import LedgerEntry

TITLE = "主要数据对照表"
NOTHING = "—"
"""Printed when a year lacks the figure."""


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column of the sheet.

    Args:
        name: Its name in data.
        title: Its printed heading.
        right: Whether it is aligned right.
    """

    name: str
    title: str
    right: bool = False


def columns(comparison: Comparison) -> tuple[SheetColumn, ...]:
    """Return the columns of a comparison, with the names of the two sides as headings."""
    return (
        *((SheetColumn("organ", "机关"),) if comparison.by_unit else ()),
        SheetColumn("domain", "领域"),
        SheetColumn("label", "指标"),
        SheetColumn("old", comparison.old, right=True),
        SheetColumn("new", comparison.new, right=True),
        SheetColumn("change", "增减", right=True),
        SheetColumn("rate", "幅度", right=True),
        SheetColumn("status", "情况"),
        SheetColumn("note", "说明"),
    )


def cells(row: ComparisonRow) -> dict[str, str]:
    """Return the printed text of a row by column name."""
    return {
        "organ": row.organ,
        "domain": row.domain,
        "label": row.label,
        "old": text(row.old),
        "new": text(row.new),
        "change": change_words(row),
        "rate": rate_words(row),
        "status": row.status.value,
        "note": row.note,
    }


def text(entry: LedgerEntry | None) -> str:
    """Return a figure as it is printed."""
    return NOTHING if entry is None else entry.text


def groups(comparison: Comparison) -> Iterator[tuple[str, tuple[ComparisonRow, ...]]]:
    """Yield the rows grouped by organ and domain, each group with its heading."""
    for (organ, domain), rows in groupby(comparison.rows, key=lambda row: (row.organ, row.domain)):
        yield "　".join(filter(None, (organ, domain))), tuple(rows)


_STYLE = (
    "body{margin:2em auto;max-width:72em;padding:0 1em;font-family:serif;line-height:1.6;color:#111;background:#fff}"
    "table{border-collapse:collapse;width:100%;margin:0 0 1.5em}caption{text-align:left;font-weight:bold}"
    "th,td{border:1px solid #767676;padding:.2em .5em;vertical-align:top;text-align:left}"
    "th.n,td.n{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}"
    "thead{display:table-header-group}tr{break-inside:avoid}"
)


def to_html(comparison: Comparison) -> bytes:
    """Return HTML with one table per domain, fit for screen readers and for print in grey."""
    title = f"{comparison.organ}{TITLE}（{comparison.old}、{comparison.new}）"
    return sheet_page(title, _STYLE, f"<p>{escape(comparison.summary)}</p>\n" + "".join(_tables(comparison)))


def sheet_page(title: str, style: str, content: str) -> bytes:
    """Return an HTML page that allows its one style sheet, by its digest, and nothing else: no script, no address.

    Args:
        title: Title and first heading.
        style: The style sheet.
        content: What follows the heading, as HTML.
    """
    digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    head = (
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        f"<title>{escape(title)}</title>\n<style>{style}</style>\n</head>\n<body>\n<main>\n<h1>{escape(title)}</h1>\n"
    )
    return (head + content + "</main>\n</body>\n</html>\n").encode("utf-8")


def _tables(comparison: Comparison) -> Iterator[str]:
    shown = [column for column in columns(comparison) if column.name not in {"organ", "domain"}]
    kind = {column.name: ' class="n"' if column.right else "" for column in shown}
    for heading, rows in groups(comparison):
        yield f"<table>\n<caption>{escape(heading)}</caption>\n<thead><tr>"
        for column in shown:
            yield f'<th scope="col"{kind[column.name]}>{escape(column.title)}</th>'
        yield "</tr></thead>\n<tbody>\n"
        for row in rows:
            words = cells(row)
            yield f'<tr data-key="{escape(row.key)}">'
            for column in shown:
                tag = 'th scope="row"' if column.name == "label" else "td"
                words_in = escape(words[column.name])
                yield f"<{tag}{kind[column.name]}>{words_in}</{tag.partition(' ')[0]}>"
            yield "</tr>\n"
        yield "</tbody>\n</table>\n"


FORMAT = 1
"""Version of the JSON format; increased by every change that breaks its readers."""

_HEAD = (
    *("机关", "领域", "指标", "指标键", "{old}", "{new}", "{old}数", "{new}数"),
    *("增减", "增减单位", "增长率（%）", "百分点", "情况", "说明"),
)


def to_json(comparison: Comparison) -> bytes:
    """Return JSON with all rows, numbers as exact text: decimals, and fractions for rates."""
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
    """Return CSV with one row per figure, numbers without plus sign and unit; Excel opens it directly."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(harmless(word.format(old=comparison.old, new=comparison.new)) for word in _HEAD)
    writer.writerows([harmless(cell) for cell in _record(row)] for row in comparison.rows)
    return ("\ufeff" + stream.getvalue()).encode("utf-8")


def to_markdown(comparison: Comparison) -> bytes:
    """Return Markdown with one table per domain, each under a heading."""
    shown = [column for column in columns(comparison) if column.name not in {"organ", "domain"}]
    lines = [
        f"# {escape_markdown(comparison.organ)}{TITLE}（{comparison.old}、{comparison.new}）",
        "",
        comparison.summary,
    ]
    for heading, rows in groups(comparison):
        lines += ["", f"## {escape_markdown(heading)}", ""]
        lines.append("|" + "|".join(f" {escape_markdown(column.title)} " for column in shown) + "|")
        lines.append("|" + "|".join(" ---: " if column.right else " --- " for column in shown) + "|")
        for row in rows:
            words = cells(row)
            lines.append("|" + "|".join(f" {escape_markdown(words[column.name])} " for column in shown) + "|")
    return ("\n".join(lines) + "\n").encode("utf-8")


def _row(row: ComparisonRow) -> dict[str, object]:
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


def _side(entry: LedgerEntry | None) -> dict[str, object] | None:
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


def _span(span: Interval | None, write: Callable[[Fraction], str]) -> dict[str, str | None] | None:
    if span is None:
        return None
    return {
        "low": None if span.low is None else write(span.low),
        "high": None if span.high is None else write(span.high),
    }


def _exact(span: Interval | None, write: Callable[[Fraction], str]) -> str | None:
    return None if span is None or span.exact is None else write(span.exact)


def _record(row: ComparisonRow) -> list[str]:
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


def _number(entry: LedgerEntry | None) -> str:
    """Return the number in full; empty for an approximate figure."""
    if entry is None or (entry.written is None and entry.figure.status != "zero"):
        return ""
    if entry.written is None:
        return "0"
    return "" if entry.written.hedge else f"{entry.written.value:f}"


class Exporter(Protocol):
    """A function that writes a comparison in one format; equal comparisons give equal bytes."""

    def __call__(self, comparison: Comparison) -> bytes:
        """Write the comparison."""
        ...


# Modules by name, so that a comparison imports only what it is written with.
_FUNCTIONS = {
    "json": ("fazhi_report.comparison.sheet", "to_json"),
    "csv": ("fazhi_report.comparison.sheet", "to_csv"),
    "md": ("fazhi_report.comparison.sheet", "to_markdown"),
    "html": ("fazhi_report.comparison.sheet", "to_html"),
    "xlsx": ("fazhi_report.comparison.workbook", "to_xlsx"),
}
EXPORTS = tuple(_FUNCTIONS)


def exporter(name: str) -> Exporter:
    """Return the exporter of a format.

    Raises:
        KeyError: There is no such format.
    """
    module, function = _FUNCTIONS[name]
    return cast("Exporter", getattr(import_module(module), function))
