"""主要数据: the figures of a report as groups of rows and as bar charts, and those of several years side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from fazhi_report.document.fact import Fact
from fazhi_report.document.nodes import Document

_FEWEST = 3
_FEWEST_COMPARED = 2
_MOST = 8
_WHOLE = Decimal(100)
_RATES = "比率"


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart; lengths are per cent of the width of the chart.

    Args:
        fact: The figure.
        length: Length of this year's bar.
        before: Length of last year's bar; empty where last year's figure is unknown.
    """

    fact: Fact
    length: str
    before: str = ""


@dataclass(frozen=True, slots=True)
class BarChart:
    """Bars of figures with the same unit, on one scale.

    Args:
        title: Its title.
        unit: The unit of all figures.
        bars: One bar per figure.
    """

    title: str
    unit: str
    bars: tuple[Bar, ...]

    @property
    def has_before(self) -> bool:
        """Whether the chart has a bar of last year."""
        return any(bar.before for bar in self.bars)


@dataclass(frozen=True, slots=True)
class FigureGroup:
    """The figures of one domain (领域)."""

    domain: str
    facts: tuple[Fact, ...]


def groups(facts: Iterable[Fact]) -> tuple[FigureGroup, ...]:
    """The figures by domain; domains and figures keep the order of the data."""
    found: dict[str, list[Fact]] = {}
    for fact in facts:
        found.setdefault(fact.domain, []).append(fact)
    return tuple(FigureGroup(domain, tuple(members)) for domain, members in found.items())


def charts(facts: Sequence[Fact]) -> tuple[BarChart, ...]:
    """One chart per domain and unit with three figures, or with two where last year is known; then one of all shares."""
    made = [chart for group in groups(facts) for chart in _of_group(group)]
    shares = [fact for fact in facts if fact.share]
    if len(shares) >= _FEWEST:
        made.append(_chart(_RATES, "%", shares[:_MOST], _WHOLE))
    return tuple(made)


def _of_group(group: FigureGroup) -> Iterable[BarChart]:
    measured = sorted((fact for fact in group.facts if _is_measured(fact)), key=lambda fact: fact.unit)
    for unit, members in groupby(measured, key=lambda fact: fact.unit):
        chosen = list(members)[:_MOST]
        fewest = _FEWEST_COMPARED if any(fact.previous_number for fact in chosen) else _FEWEST
        if len(chosen) >= fewest:
            yield _chart(group.domain, unit, chosen, max(_lengths(chosen)))


def _is_measured(fact: Fact) -> bool:
    """Whether a bar can show the figure: it is a count or an amount of money, and not negative."""
    return bool(fact.number) and fact.unit not in {"", "%", "个百分点"} and Decimal(fact.number) >= 0


def _lengths(facts: Iterable[Fact]) -> list[Decimal]:
    return [Decimal(text) for fact in facts for text in (fact.number, fact.previous_number) if text]


def _chart(title: str, unit: str, facts: Sequence[Fact], most: Decimal) -> BarChart:
    return BarChart(
        title,
        unit,
        tuple(Bar(fact, _length(fact.number, most), _length(fact.previous_number, most)) for fact in facts),
    )


def _length(text: str, most: Decimal) -> str:
    if not text:
        return ""
    part = Decimal(text) / most * 100 if most else Decimal(0)
    return f"{max(min(part, _WHOLE), Decimal(0)):.2f}"


_FULL = Decimal(100)
_MOST_CHARTS = 12
_SERIES_FEWEST = 2


@dataclass(frozen=True, slots=True)
class YearValue:
    """The value of a figure in one year.

    Args:
        year: The year.
        fact: The figure in the report of that year; None where the report lacks it.
        height: Per cent of the greatest value of the row; empty where a chart cannot show the value.
    """

    year: int
    fact: Fact | None
    height: str = ""

    @property
    def top(self) -> str:
        """Distance of the top of its column from the top of the chart, in per cent."""
        return f"{_FULL - Decimal(self.height):.2f}" if self.height else ""


@dataclass(frozen=True, slots=True)
class YearsRow:
    """A figure over the years.

    Args:
        fact: The figure in the latest report that has it.
        points: One value per year, in order.
    """

    fact: Fact
    points: tuple[YearValue, ...]

    @property
    def is_drawn(self) -> bool:
        """Whether the row has at least two values that a chart can show."""
        return sum(bool(point.height) for point in self.points) >= _SERIES_FEWEST

    @property
    def line(self) -> str:
        """The points of a line from left to right, y counted from above, for ``polyline``."""
        last = max(len(self.points) - 1, 1)
        return " ".join(
            f"{index * 100 / last:.2f},{point.top}" for index, point in enumerate(self.points) if point.height
        )


def rows(documents: Sequence[Document]) -> tuple[YearsRow, ...]:
    """Every figure of any year; domains and figures are in the order of the latest report that has them.

    Args:
        documents: One document per year, in the order of the years.
    """
    return rows_of([(document.properties.year, document.facts) for document in documents])


def rows_of(years: Sequence[tuple[int, Sequence[Fact]]]) -> tuple[YearsRow, ...]:
    """Every figure of any year, as `rows` does, from the figures of each year in the order of the years."""
    latest: dict[str, Fact] = {}
    for _, facts in reversed(years):
        for fact in facts:
            latest.setdefault(fact.key, fact)
    by_year = [(year, {fact.key: fact for fact in facts}) for year, facts in years]
    places = {
        domain: place for place, domain in enumerate(dict.fromkeys(fact.domain for fact in latest.values()))
    }
    ordered = sorted(latest.values(), key=lambda fact: places[fact.domain])
    return tuple(_row(fact, [(year, facts.get(fact.key)) for year, facts in by_year]) for fact in ordered)


def by_domain(made: Sequence[YearsRow]) -> tuple[tuple[str, tuple[YearsRow, ...]], ...]:
    """The rows by domain."""
    return tuple((domain, tuple(members)) for domain, members in groupby(made, lambda row: row.fact.domain))


def drawn(made: Sequence[YearsRow]) -> tuple[YearsRow, ...]:
    """The rows that get a chart: the first of every domain, then the second of every domain, up to twelve."""
    ranks: list[tuple[int, YearsRow]] = []
    seen: dict[str, int] = {}
    for row in made:
        if row.is_drawn:
            seen[row.fact.domain] = seen.get(row.fact.domain, 0) + 1
            ranks.append((seen[row.fact.domain], row))
    chosen = [row for _, row in sorted(ranks, key=lambda rank: rank[0])[:_MOST_CHARTS]]
    return tuple(row for _, row in ranks if row in chosen)


def _row(latest: Fact, years: Sequence[tuple[int, Fact | None]]) -> YearsRow:
    numbers = [_number(fact, latest) for _, fact in years]
    known = [number for number in numbers if number is not None]
    most = max(known, default=Decimal(0))
    points = (
        YearValue(year, fact, "" if number is None or min(known) < 0 else _height(number, most))
        for (year, fact), number in zip(years, numbers, strict=True)
    )
    return YearsRow(latest, tuple(points))


def _number(fact: Fact | None, latest: Fact) -> Decimal | None:
    """The number of a year; None where it is missing or in another unit than that of the latest year."""
    return Decimal(fact.number) if fact and fact.number and fact.unit == latest.unit else None


def _height(number: Decimal, most: Decimal) -> str:
    return f"{number / most * _FULL:.2f}" if most else "0.00"
