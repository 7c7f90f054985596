"""A comparison as a sheet of words for people: the same columns in every format that is read by eye."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from fazhi_report.compare.rows import Comparison, Row
from fazhi_report.compare.words import change_words, rate_words
from fazhi_report.ledger.evaluate import Entry

TITLE = "主要数据对照表"
NOTHING = "—"
"""What stands where a year has no such figure."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the sheet.

    Args:
        name: Its name in data.
        title: Its heading for people.
        right: Whether it is set flush right.
    """

    name: str
    title: str
    right: bool = False


def columns(comparison: Comparison) -> tuple[Column, ...]:
    """The columns of a comparison, the two sides under their own names."""
    return (
        *((Column("organ", "机关"),) if comparison.by_unit else ()),
        Column("domain", "领域"),
        Column("label", "指标"),
        Column("old", comparison.old, right=True),
        Column("new", comparison.new, right=True),
        Column("change", "增减", right=True),
        Column("rate", "幅度", right=True),
        Column("status", "情况"),
        Column("note", "说明"),
    )


def cells(row: Row) -> dict[str, str]:
    """The words of a row by column."""
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


def text(entry: Entry | None) -> str:
    """A figure as it is printed."""
    return NOTHING if entry is None else entry.text


def groups(comparison: Comparison) -> Iterator[tuple[str, tuple[Row, ...]]]:
    """Neighbouring rows of one organ and one domain, under the words that head them."""
    for (organ, domain), rows in groupby(comparison.rows, key=lambda row: (row.organ, row.domain)):
        yield "　".join(filter(None, (organ, domain))), tuple(rows)
