"""A comparison as a document: 附件：主要数据对照表, an attachment to a report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from fazhi_report.comparison.rows import Comparison, ComparisonRow
from fazhi_report.comparison.sheet import TITLE, cells, columns, groups
from fazhi_report.document.nodes import (
    UNSIGNED,
    AttachmentBlock,
    Block,
    Datum,
    Document,
    Inlines,
    Paragraph,
    Properties,
    TableBlock,
    Text,
)
from fazhi_report.typesetting.line_breaks import break_lines

_COLUMNS = ("label", "old", "new", "change", "rate")


def compose_comparison(comparison: Comparison, year: int) -> Document:
    """Return the attachment with one table, domain after domain.

    Args:
        comparison: The comparison to print.
        year: The later year; its last day is the date of the file, since a comparison has no date of issue.
    """
    title = f"{comparison.organ}{TITLE}（{comparison.old}、{comparison.new}）"
    return Document(
        properties=Properties(title, comparison.organ, year, date(year, 12, 31), "publish"),
        title=(),
        blocks=(),
        signature=UNSIGNED,
        attachments=(
            AttachmentBlock(title, tuple(_blocks(comparison)), break_lines(title, comparison.organ)),
        ),
    )


def _blocks(comparison: Comparison) -> Iterator[Block]:
    """Yield a single table, so that the columns align on every page; each domain is named in a row of its own.

    Notes are numbered below the table, because a column for them would leave too little space for the figures.
    """
    shown = [column for column in columns(comparison) if column.name in _COLUMNS]
    rows: list[tuple[Inlines, ...]] = []
    notes: list[str] = []
    for heading, group in groups(comparison):
        # Writers merge a row that has words in its first cell alone, and set it as the head of a group.
        rows.append(((Text(heading),), *(() for _ in _COLUMNS[1:])))
        for row in group:
            if row.note:
                notes.append(row.note)
            rows.append(tuple(_cells(row, len(notes) if row.note else None)))
    if rows:
        yield TableBlock(tuple((Text(column.title),) for column in shown), tuple(rows), note=_note(notes))
    else:
        yield Paragraph((Text(f"{comparison.old}与{comparison.new}没有可列的指标。"),))


def _note(notes: Sequence[str]) -> Inlines:
    numbered = "".join(f"〔{number}〕{note.rstrip('。')}。" for number, note in enumerate(notes, 1))
    return (Text(f"注：{numbered}"),) if notes else ()


def _cells(row: ComparisonRow, note: int | None) -> Iterator[Inlines]:
    words = cells(row)
    for name in _COLUMNS:
        entry = {"old": row.old, "new": row.new}.get(name)
        if entry is not None:
            yield (Datum(entry.key, entry.text),)
        elif name == "label":
            yield (Text(words[name] + ("" if note is None else f"〔{note}〕")),)
        elif name == "rate" and row.change is None:
            # Where no rate can be computed, its cell gives the reason.
            yield (Text(words["status"]),)
        else:
            # The minus sign that Chinese fonts contain; a hyphen would be too short in print.
            yield (Text(words[name].replace("-", "－")) if name in {"change", "rate"} else Text(words[name]),)
