"""Figures over many years: each a series that keeps its thread through renamed keys, and says where it breaks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from fazhi_report.compare.book import Book, former_keys, label
from fazhi_report.compare.rows import INCOMPARABLE, Status
from fazhi_report.compare.words import decimal
from fazhi_report.compare.years import factor_between, row_of
from fazhi_report.ledger.evaluate import Entry
from fazhi_report.notation.figure import POINTS
from fazhi_report.tree.nodes import Chart, ChartLine, Inlines, Text

_BARS = "▁▂▃▄▅▆▇█"
_NO_BAR = "·"


@dataclass(frozen=True, slots=True)
class Point:
    """A figure in one year.

    Args:
        year: The year.
        entry: The figure; None where that year does not hold it.
        value: Where it stands, in the unit of the series; a hedged figure at its own number. None where there is none.
        broken: Why it cannot be set against the point before it; empty where it can.
    """

    year: int
    entry: Entry | None
    value: Fraction | None = None
    broken: str = ""

    @property
    def text(self) -> str:
        """The figure as printed; empty where there is none."""
        return "" if self.entry is None else self.entry.text

    @property
    def hedged(self) -> bool:
        """Whether the figure is only about so."""
        return self.entry is not None and self.entry.written is not None and bool(self.entry.written.hedge)


@dataclass(frozen=True, slots=True)
class Series:
    """One figure over the years.

    Args:
        key: Its key in the latest year that holds it.
        label: Its name then.
        unit: Its unit then; every value stands in it.
        points: A point a year, from the first to the last, years without a file among them.
    """

    key: str
    label: str
    unit: str
    points: tuple[Point, ...]

    @property
    def spark(self) -> str:
        """The line as bars, the highest eight times the lowest mark; a dot where a year has no number."""
        values = [point.value for point in self.points if point.value is not None]
        low, high = min(values, default=Fraction(0)), max(values, default=Fraction(0))
        bars = []
        for point in self.points:
            if point.value is None:
                bars.append(_NO_BAR)
            else:
                part = Fraction(1, 2) if low == high else (point.value - low) / (high - low)
                bars.append(_BARS[min(int(part * len(_BARS)), len(_BARS) - 1)])
        return "".join(bars)

    @property
    def breaks(self) -> str:
        """Where the line breaks, and why; empty where it does not."""
        return "；".join(f"{point.year}年起{point.broken}" for point in self.points if point.broken)


def series(books: Sequence[Book], key: str) -> Series | None:
    """A figure over the years.

    Args:
        books: The years, in any order, of one organ.
        key: Its key in any of the years.

    Returns:
        None where no year holds it.
    """
    found = {book.year: (book, entry) for book in books if (entry := _find(book, key, books)) is not None}
    if not found:
        return None
    _, last = found[max(found)]
    points = []
    before: tuple[Book, Entry] | None = None
    for year in range(min(book.year for book in books), max(book.year for book in books) + 1):
        if year not in found:
            points.append(Point(year, None))
            continue
        book, entry = found[year]
        points.append(Point(year, entry, _value(book, entry, last), _break(before, (book, entry))))
        if book.value(entry.key) is not None:
            before = book, entry
    return Series(last.key, label(last), _unit(last), tuple(points))


def to_chart(drawn: Sequence[Series], caption: Inlines = (), note: Inlines = ()) -> Chart:
    """Series of one unit as a chart; a series that breaks becomes several lines, so that none joins what differs."""
    years = [point.year for point in drawn[0].points]
    lines = tuple(line for one in drawn for line in _lines(one))
    return Chart(
        tuple(f"{year}年" for year in years),
        drawn[0].unit,
        lines,
        describe(drawn),
        caption or (Text("、".join(one.label for one in drawn)),),
        note,
    )


def describe(drawn: Sequence[Series]) -> str:
    """Series in words, for those who cannot see the chart."""
    return "".join(f"{_described(one)}。" for one in drawn)


def by_unit(drawn: Sequence[Series]) -> list[list[Series]]:
    """Series in groups that may share an axis, in the order of their first."""
    groups: dict[str, list[Series]] = {}
    for one in drawn:
        groups.setdefault(one.unit, []).append(one)
    return list(groups.values())


def _described(one: Series) -> str:
    told = "，".join(f"{point.year}年{point.text}" for point in one.points if point.text)
    return f"{one.label}：{told}" + (f"（{one.breaks}）" if one.breaks else "")


def _find(book: Book, key: str, books: Sequence[Book]) -> Entry | None:
    """The entry that a year holds under the key, or under a key that any year calls the same figure."""
    known, waiting = {key}, [key]
    while waiting:
        at = waiting.pop()
        for other in books:
            for entry in other.entries.values():
                names = {entry.key, *former_keys(entry)}
                if at in names:
                    waiting += names - known
                    known |= names
    return next((entry for one, entry in book.entries.items() if one in known), None)


def _value(book: Book, entry: Entry, last: Entry) -> Fraction | None:
    span, factor = book.value(entry.key), factor_between(entry, last)
    if span is None or factor is None:
        return None
    value = Fraction(0) if entry.written is None else Fraction(entry.written.value)
    return value * factor


def _break(before: tuple[Book, Entry] | None, after: tuple[Book, Entry]) -> str:
    if before is None:
        return ""
    row = row_of(before[0], after[0], before[1], after[1])
    broken = row.status in INCOMPARABLE and row.status is not Status.NO_NUMBER
    return row.remarks[-1] if broken else ""


def _unit(entry: Entry) -> str:
    written = entry.written
    if written is None:
        return ""
    return "%" if written.is_percent else POINTS[0] if written.is_points else written.unit


def _lines(one: Series) -> Iterator[ChartLine]:
    starts = [0, *(number for number, point in enumerate(one.points) if point.broken), len(one.points)]
    for number, (start, end) in enumerate(pairwise(starts)):
        own = [point if start <= at < end else Point(point.year, None) for at, point in enumerate(one.points)]
        name = one.label if number == 0 else f"{one.label}（{one.points[start].year}年起）"
        yield ChartLine(
            one.key,
            name,
            tuple(point.text for point in own),
            tuple(None if point.value is None else Decimal(decimal(point.value)) for point in own),
        )
