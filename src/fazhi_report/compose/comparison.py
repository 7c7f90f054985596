"""A comparison as a document: 附件：主要数据对照表, to be bound behind a report."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from fazhi_report.compare.rows import Comparison, Row
from fazhi_report.compare.sheet import TITLE, cells, columns, groups
from fazhi_report.tree.nodes import (
    UNSIGNED,
    Attachment,
    Block,
    Datum,
    Document,
    Inlines,
    Paragraph,
    Properties,
    Strong,
    Table,
    Text,
)

_COLUMNS = ("label", "old", "new", "change", "rate", "note")


def compose_comparison(comparison: Comparison, year: int) -> Document:
    """The attachment: a table, the domains one after another.

    Args:
        comparison: What to print.
        year: The later year; the file is stamped with its last day, since a comparison has no date of issue.
    """
    title = f"{comparison.organ}{TITLE}（{comparison.old}、{comparison.new}）"
    return Document(
        properties=Properties(title, comparison.organ, year, date(year, 12, 31), "publish"),
        title=(),
        blocks=(),
        signature=UNSIGNED,
        attachments=(Attachment(title, tuple(_blocks(comparison))),),
    )


def _blocks(comparison: Comparison) -> Iterator[Block]:
    """One table, so that its columns stand in line on every page; a row of its own names each domain."""
    shown = [column for column in columns(comparison) if column.name in _COLUMNS]
    rows: list[tuple[Inlines, ...]] = []
    for heading, group in groups(comparison):
        rows.append(((Strong(heading),), *((Text(""),) for _ in _COLUMNS[1:])))
        rows += [tuple(_cells(row)) for row in group]
    if rows:
        yield Table(tuple((Text(column.title),) for column in shown), tuple(rows))
    else:
        yield Paragraph((Text(f"{comparison.old}与{comparison.new}没有可列的指标。"),))


def _cells(row: Row) -> Iterator[Inlines]:
    words = cells(row)
    for name in _COLUMNS:
        entry = {"old": row.old, "new": row.new}.get(name)
        if entry is not None:
            yield (Datum(entry.key, entry.text),)
        elif name == "note":
            yield (Text(_told(row)),)
        else:
            # A minus in print is no hyphen.
            yield (Text(words[name].replace("-", "−")) if name in {"change", "rate"} else Text(words[name]),)


def _told(row: Row) -> str:
    """What became of the figure where the numbers do not say it, and the note."""
    plain = row.status.name in {"SAME", "CHANGED"}
    return "；".join(filter(None, ("" if plain else row.status.value, row.note)))
