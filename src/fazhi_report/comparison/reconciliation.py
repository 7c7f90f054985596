"""The report and the statistics of one office held against each other, and each kind against the year before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from functools import cached_property

from fazhi_report.comparison.stated_in_text import stated_figures
from fazhi_report.comparison.years import Book
from fazhi_report.findings import Place, Route
from fazhi_report.model.report import Report, YearFigures
from fazhi_report.model.statistics import YearStatistics
from fazhi_report.norms.catalogue import named_key
from fazhi_report.norms.statistics import (
    FORM_WORDS,
    TOTAL,
    BetweenIdentity,
    CellIdentity,
    IdentityTerm,
    Relation,
    StatisticsNorms,
)
from fazhi_report.numbers.interval import Interval, possible_values
from fazhi_report.numbers.percent import decimal
from fazhi_report.source.load import Source
from fazhi_report.statistics.identities import Addend, across_words, sides
from fazhi_report.statistics.normed import NormedTable, normed_tables

REPORT = "report"
_REPORT_WORDS = "年度报告"
_SIGNS: Mapping[Relation, tuple[str, str]] = {
    "equal": ("=", "≠"),
    "at_most": ("≤", ">"),
    "both_or_neither": ("同为零或同不为零", "不同"),
}
"""Relation → its sign, and the sign where it does not hold."""


class Outcome(Enum):
    """What became of a relation."""

    DIFFERS = "不一致"
    OPEN = "不能比"
    AGREES = "一致"


@dataclass(frozen=True, slots=True)
class ReconciledNumber:
    """A number of a document.

    Args:
        name: What it is called there.
        text: As it is written; why there is none, where there is none.
        value: What it may be; None where there is no number.
        place: Where it stands; None where it is not written.
        key: Its key.
        scope: Its scope (口径); empty where the document says none.
        minus: Whether it is subtracted.
    """

    name: str
    text: str
    value: Interval | None
    place: Place | None
    key: str
    scope: str = ""
    minus: bool = False


@dataclass(frozen=True, slots=True)
class ReconciledSide:
    """One side of a relation."""

    document: str
    numbers: tuple[ReconciledNumber, ...]

    @property
    def value(self) -> Interval | None:
        """The sum; None where a number is missing."""
        total = Interval.exactly(Fraction(0))
        for one in self.numbers:
            if one.value is None:
                return None
            total = total - one.value if one.minus else total + one.value
        return total

    @property
    def text(self) -> str:
        """The numbers as they were added."""
        words = ""
        for one in self.numbers:
            sign = (" − " if one.minus else " + ") if words else ""
            words += f"{sign}{one.text}"
        total = self.value
        if len(self.numbers) > 1 and total is not None and total.exact is not None:
            words += f" = {decimal(total.exact)}"
        return words

    @property
    def names(self) -> str:
        """What was added."""
        return "，".join(one.name for one in self.numbers)

    @property
    def places(self) -> tuple[str, ...]:
        """File, line, column and key of each number that is written."""
        return tuple(f"{one.place} {one.key}" for one in self.numbers if one.place is not None)

    @property
    def scope(self) -> str:
        """The scopes that the document gives."""
        return "；".join(dict.fromkeys(one.scope for one in self.numbers if one.scope))


@dataclass(frozen=True, slots=True)
class ReconciledRow:
    """A relation between two documents.

    Args:
        organ: The office.
        year: The year; of two years the later one.
        title: What should agree.
        left: The one side.
        relation: How they should compare.
        right: The other side.
        outcome: Whether they do.
        reason: Why they may differ.
    """

    organ: str
    year: int
    title: str
    left: ReconciledSide
    relation: Relation
    right: ReconciledSide
    outcome: Outcome
    reason: str

    @property
    def sign(self) -> str:
        """The relation as a sign, its contrary where it does not hold, a question mark where that cannot be told."""
        return (
            "？" if self.outcome is Outcome.OPEN else _SIGNS[self.relation][self.outcome is Outcome.DIFFERS]
        )

    @property
    def question(self) -> str:
        """What is asked where they differ: the scopes that differ, then the usual reason."""
        if self.outcome is not Outcome.DIFFERS:
            return ""
        left, right = self.left.scope, self.right.scope
        said = f"口径：{self.left.document}“{left or '没有写'}”，{self.right.document}“{right or '没有写'}”。"
        return f"{said if left != right else ''}{self.reason}"


@dataclass(frozen=True)
class OfficeDocument:
    """A report, figures alone, or statistics of one office and year.

    Args:
        source: The data file, which holds either.
        norms: The tables of statistics.
    """

    source: Source
    norms: StatisticsNorms

    @property
    def held(self) -> Report | YearFigures | YearStatistics:
        """What the file holds.

        Raises:
            ValueError: It has errors.
        """
        found = self.source.statistics or self.source.year
        if found is None:
            raise ValueError("the file has errors")
        return found

    @property
    def kind(self) -> str:
        """``report`` or the kind of statistics."""
        return self.held.kind if isinstance(self.held, YearStatistics) else REPORT

    @property
    def words(self) -> str:
        """The kind in Chinese."""
        return FORM_WORDS.get(self.kind, _REPORT_WORDS)

    @cached_property
    def tables(self) -> Mapping[str, NormedTable]:
        """The filled tables of statistics by key."""
        held = self.held
        if not isinstance(held, YearStatistics):
            return {}
        return {one.norm.key: one for one in normed_tables(held, self.norms.forms[held.kind])}

    @cached_property
    def book(self) -> Book | None:
        """The figures of a report; None for statistics."""
        held = self.held
        return None if isinstance(held, YearStatistics) else Book.of(held)

    def quantity(self, key: str, *, minus: bool = False) -> ReconciledNumber:
        """Return the number at ``TABLE/ROW/COLUMN``, or the figure of an indicator."""
        return self._figure(key, minus) if self.book is not None else self._cell(key, minus)

    def _figure(self, key: str, minus: bool) -> ReconciledNumber:  # noqa: FBT001  (private)
        book = self.book
        if book is None or key not in book.entries:
            return ReconciledNumber(named_key(key), "没有写", None, None, key, minus=minus)
        entry = book.entries[key]
        value = book.value(key)
        text = entry.text if value is not None else book.why_none(key)
        place = self.source.locate(("figures", key))
        name = named_key(key, entry.figure.label)
        return ReconciledNumber(name, text, value, place, key, book.scope(key)[0], minus)

    def _cell(self, key: str, minus: bool) -> ReconciledNumber:  # noqa: FBT001  (private)
        table_key, row, column = key.split("/")
        table = self.tables.get(table_key)
        norm = self.norms.forms[self.kind].tables.get(table_key)
        if table is None:
            title = table_key if norm is None else norm.title
            return ReconciledNumber(f"“{title}”", "没有这张表", None, None, key, minus=minus)
        if row == TOTAL and row not in table.table.rows and len(table.units) == 1:
            row = table.units[0]
        name = f"{table.name}“{table.row_name(row)}”行“{table.column_name(column)}”"
        return self._quantity(name, table, (row, column), minus=minus)

    @cached_property
    def stated(self) -> Mapping[str, ReconciledNumber]:
        """The figures that the text of statistics states, by the keys of their indicators."""
        held = self.held
        found: dict[str, ReconciledNumber] = {}
        for key, number, route in stated_figures(held) if isinstance(held, YearStatistics) else ():
            if number.written is not None:
                place = self.source.locate(route, number.start)
                value = possible_values(number.written)
                found[key] = ReconciledNumber(named_key(key), number.text, value, place, f"text/{key}")
        return found

    def of_addend(self, addend: Addend, table: NormedTable) -> ReconciledNumber:
        """Return a number of an identity."""
        row, column = (str(one) for one in addend.route[-2:])
        return self._quantity(addend.name, table, (row, column), minus=addend.minus)

    def _quantity(
        self, name: str, table: NormedTable, at: tuple[str, str], *, minus: bool
    ) -> ReconciledNumber:
        row, column = at
        found = table.table.cell(row, column)
        key = f"{table.norm.key}/{row}/{column}"
        scope = table.table.scope or ""
        if found is None:
            return ReconciledNumber(name, "没有写", None, None, key, scope, minus)
        route: Route = table.route(row, column)
        value = None if found.number is None else Interval.exactly(Fraction(found.number))
        return ReconciledNumber(
            name, found.text or "空着", value, self.source.locate(route), key, scope, minus
        )


def reconcile(documents: Sequence[OfficeDocument], norms: StatisticsNorms) -> list[ReconciledRow]:
    """Return what should agree between the documents of one office, year by year.

    Args:
        documents: The documents of the office, one of a kind and year.
        norms: The relations.
    """
    by_place = {(one.held.year, one.kind): one for one in documents}
    rows: list[ReconciledRow] = []
    for year in sorted({one.held.year for one in documents}):
        here = {kind: one for (of, kind), one in by_place.items() if of == year}
        rows += (row for one in norms.between if (row := _between(one, here)) is not None)
        for kind, document in here.items():
            rows += (row for one in norms.between if (row := _within(one, document)) is not None)
            last = by_place.get((year - 1, kind))
            if last is not None:
                rows += _across(document, last)
    return rows


def _between(identity: BetweenIdentity, here: Mapping[str, OfficeDocument]) -> ReconciledRow | None:
    left, right = (_side_of(terms, here) for terms in (identity.left, identity.right))
    if left is None or right is None or not (left.places or right.places):
        return None
    return _row(next(iter(here.values())), identity.title, (left, right), identity)


def _within(identity: BetweenIdentity, document: OfficeDocument) -> ReconciledRow | None:
    """Return what the text of statistics and their own tables say of a figure; None where the text states none of it."""
    keys = [term.key.partition("/") for term in identity.left]
    if any(kind != REPORT or key not in document.stated for kind, _, key in keys):
        return None
    right = _side_of(identity.right, {document.kind: document})
    if right is None or not right.places:
        return None
    left = ReconciledSide(f"{document.words}的文字", tuple(document.stated[key] for _, _, key in keys))
    return _row(document, f"{identity.title}（文字和表）", (left, right), identity)


def _row(
    document: OfficeDocument,
    title: str,
    both: tuple[ReconciledSide, ReconciledSide],
    identity: BetweenIdentity | CellIdentity,
) -> ReconciledRow:
    left, right = both
    organ, year, relation = document.held.organ.name, document.held.year, identity.relation
    outcome = _outcome(relation, left.value, right.value)
    return ReconciledRow(organ, year, title, left, relation, right, outcome, identity.reason)


def _side_of(terms: Iterable[IdentityTerm], here: Mapping[str, OfficeDocument]) -> ReconciledSide | None:
    numbers = []
    words = ""
    for term in terms:
        kind, _, key = term.key.partition("/")
        if kind not in here:
            return None
        words = here[kind].words
        numbers.append(here[kind].quantity(key, minus=term.minus))
    return ReconciledSide(words, tuple(numbers))


def _across(document: OfficeDocument, last: OfficeDocument) -> Iterator[ReconciledRow]:
    """Yield what should agree between the statistics of two years."""
    for key, table in document.tables.items():
        before = last.tables.get(key)
        if before is None:
            continue
        for identity in table.norm.across:
            for at, left, right in sides(identity, table, before):
                first, second = (
                    _side_across(side.addends, document, last, (table, before)) for side in (left, right)
                )
                title = f"{identity.title}（{across_words(identity, table, at)}）"
                yield _row(document, title, (first, second), identity)


def _side_across(
    addends: Sequence[Addend],
    document: OfficeDocument,
    last: OfficeDocument,
    tables: tuple[NormedTable, NormedTable],
) -> ReconciledSide:
    table, before = tables
    numbers = tuple(
        last.of_addend(one, before) if one.last else document.of_addend(one, table) for one in addends
    )
    years = sorted({document.held.year - one.last for one in addends})
    return ReconciledSide(f"{document.words}（{'、'.join(map(str, years))}年）", numbers)


def _outcome(relation: Relation, left: Interval | None, right: Interval | None) -> Outcome:
    if left is None or right is None:
        return Outcome.OPEN
    broken = left.exceeds(right) if relation == "at_most" else left.apart(right)
    return Outcome.DIFFERS if broken else Outcome.AGREES
