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
    Heading,
    Inlines,
    Properties,
    Table,
    Text,
)
from fazhi_report.tree.numbering import number

_COLUMNS = ("label", "old", "new", "change", "rate", "note")


def compose_comparison(comparison: Comparison, year: int) -> Document:
    """The attachment: a table a domain, each under its heading.

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
        attachments=(Attachment(title, number(_blocks(comparison))),),
    )


def _blocks(comparison: Comparison) -> Iterator[Block]:
    shown = [column for column in columns(comparison) if column.name in _COLUMNS]
    header = tuple((Text(column.title),) for column in shown)
    for heading, rows in groups(comparison):
        yield Heading(1, (Text(heading),))
        yield Table(header, tuple(tuple(_cells(row)) for row in rows))


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
