"""The statistics that stand beside the report (statistics.yaml): their tables, and which cells must agree."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from fazhi_report.norms.shipped import Years

FormName = Literal["disclosure", "enforcement", "review"]
FORM_NAMES: tuple[FormName, ...] = get_args(FormName)
"""The kinds of statistics."""
FORM_WORDS: Mapping[str, str] = {
    "disclosure": "信息公开年报",
    "enforcement": "行政执法统计年报",
    "review": "复议应诉统计",
}
"""Kind → its short Chinese name."""
Relation = Literal["equal", "at_most", "both_or_neither"]
Strength = Literal["error", "question"]
TOTAL = "total"
"""Key of the row of totals, where a table has one row per unit."""
EVERY = "*"
"""Stands for all rows of units, or for all columns that are parts of the total."""


_EXPLAINED = re.compile(r"(?<=.)（[^（）]{6,}）$")


@dataclass(frozen=True, slots=True)
class TableItem:
    """A row or a column of a table.

    Args:
        key: Its key.
        label: What is printed.
        aliases: Other labels in use.
        under: The labels above it (of a column) or left of it (of a row), the outermost first.
        unit: Its unit; empty where the label says none.
        money: Whether it is an amount.
        part: Whether it is one of the parts of the total.
        columns: Of a row: keys of the only columns that it has; empty for all.
        called: What messages call it; empty for its label.
    """

    key: str
    label: str
    aliases: tuple[str, ...] = ()
    under: tuple[str, ...] = ()
    unit: str = ""
    money: bool = False
    part: bool = False
    columns: tuple[str, ...] = ()
    called: str = ""

    @property
    def name(self) -> str:
        """What messages call it: the label without an explanation in brackets at its end."""
        return self.called or _EXPLAINED.sub("", self.label) or self.label


@dataclass(frozen=True, slots=True)
class IdentityTerm:
    """One number of an identity.

    Args:
        key: Key of the row or column, or a whole place such as ``enforcement/permits/total/granted``.
        minus: Whether it is subtracted.
        last: Whether it is last year's.
    """

    key: str
    minus: bool = False
    last: bool = False


@dataclass(frozen=True, slots=True)
class CellIdentity:
    """A relation that cells of a table must have (勾稽关系).

    Args:
        title: Its Chinese name.
        along: ``rows``: the terms are rows, and it holds in each column; ``columns``: the other way round.
        left: The terms on the left.
        relation: How the sides compare.
        right: The terms on the right.
        strength: Whether a breach is an error or a question.
        reason: Why a breach may be right; empty for an error.
        rows: Keys of the only rows for which it holds; empty for all.
    """

    title: str
    along: Literal["rows", "columns"]
    left: tuple[IdentityTerm, ...]
    relation: Relation
    right: tuple[IdentityTerm, ...]
    strength: Strength
    reason: str = ""
    rows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ColumnClasses:
    """The columns of a table as one area uses them for some years.

    Args:
        key: Its key.
        title: Its Chinese name.
        source: Where it is used.
        years: The years for which it is taken by itself.
        columns: The columns.
        money: The unit of amounts.
        by_name: Whether it is only taken where the data name it.
    """

    key: str
    title: str
    source: str
    years: Years
    columns: Mapping[str, TableItem]
    money: str = ""
    by_name: bool = False


@dataclass(frozen=True, slots=True)
class StatisticsTable:
    """A table.

    Args:
        key: Its key.
        title: Its name.
        number: Its number as printed.
        marks: Words by which it is recognised.
        classes: The sets of columns; a table with fixed columns has one.
        rows: The fixed rows; empty for a table with one row per unit and a row of totals.
        optional: Whether it may be missing.
        identities: What its cells must agree in.
        across: What its cells must agree in with last year's.
        notes: Words below the table.
    """

    key: str
    title: str
    number: str
    marks: tuple[str, ...]
    classes: Mapping[str, ColumnClasses]
    rows: Mapping[str, TableItem] = field(default_factory=dict)
    optional: bool = False
    identities: tuple[CellIdentity, ...] = ()
    across: tuple[CellIdentity, ...] = ()
    notes: tuple[str, ...] = ()

    def classes_for(self, year: int, named: str | None = None) -> ColumnClasses:
        """Return the set of columns of a year.

        Args:
            year: The year of the data.
            named: The set that the data name; None for the one that is valid in the year, else the first.
        """
        if named is not None and named in self.classes:
            return self.classes[named]
        usual = [one for one in self.classes.values() if not one.by_name] or list(self.classes.values())
        return next((one for one in usual if year in one.years), usual[0])


@dataclass(frozen=True, slots=True)
class StatisticsForm:
    """A kind of statistics with its tables.

    Args:
        key: Its kind.
        title: Its name.
        marks: Words by which a document of the kind is recognised.
        source: The decree.
        tables: The tables in order.
    """

    key: str
    title: str
    marks: tuple[str, ...]
    source: str
    tables: Mapping[str, StatisticsTable]

    @property
    def short(self) -> str:
        """Its short name."""
        return FORM_WORDS[self.key]


@dataclass(frozen=True, slots=True)
class BetweenIdentity:
    """A relation between two documents of one unit and year; a breach is always a question.

    Args:
        title: Its Chinese name.
        left: The places on the left.
        relation: How the sides compare.
        right: The places on the right.
        reason: Why they may differ.
    """

    title: str
    left: tuple[IdentityTerm, ...]
    relation: Relation
    right: tuple[IdentityTerm, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class StatisticsNorms:
    """All kinds of statistics.

    Args:
        version: Increased with every change.
        states: State of a cell without a number → how it is written.
        forms: Kind → its tables.
        between: What different documents must agree in.
    """

    version: int
    states: Mapping[str, tuple[str, ...]]
    forms: Mapping[str, StatisticsForm]
    between: tuple[BetweenIdentity, ...]
