"""Figures of many years side by side: a row a figure, a cell a year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from fazhi_report.tree.nodes import Document, Fact

_FULL = Decimal(100)
_MOST_CHARTS = 12
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class Point:
    """A figure in one year.

    Args:
        year: The year.
        fact: What that year's report says; None where it says nothing.
        height: Its height in per cent of the row's greatest; empty where a chart cannot show it.
    """

    year: int
    fact: Fact | None
    height: str = ""

    @property
    def top(self) -> str:
        """Where its column begins, counted from above."""
        return f"{_FULL - Decimal(self.height):.2f}" if self.height else ""


@dataclass(frozen=True, slots=True)
class Row:
    """A figure through the years.

    Args:
        fact: What the last report that has it says of it.
        points: One a year, in order.
    """

    fact: Fact
    points: tuple[Point, ...]

    @property
    def is_drawn(self) -> bool:
        """Whether enough years can be drawn."""
        return sum(bool(point.height) for point in self.points) >= _FEWEST

    @property
    def line(self) -> str:
        """The points of a line from left to right, y counted from above, for ``polyline``."""
        last = max(len(self.points) - 1, 1)
        return " ".join(
            f"{index * 100 / last:.2f},{point.top}" for index, point in enumerate(self.points) if point.height
        )


def rows(documents: Sequence[Document]) -> tuple[Row, ...]:
    """Every figure of any year, fields and figures in the order of the latest reports.

    Args:
        documents: One a year, in the order of the years.
    """
    latest: dict[str, Fact] = {}
    for document in reversed(documents):
        for fact in document.facts:
            latest.setdefault(fact.key, fact)
    by_year = [
        (document.properties.year, {fact.key: fact for fact in document.facts}) for document in documents
    ]
    places = {
        domain: place for place, domain in enumerate(dict.fromkeys(fact.domain for fact in latest.values()))
    }
    ordered = sorted(latest.values(), key=lambda fact: places[fact.domain])
    return tuple(_row(fact, [(year, facts.get(fact.key)) for year, facts in by_year]) for fact in ordered)


def by_domain(made: Sequence[Row]) -> tuple[tuple[str, tuple[Row, ...]], ...]:
    """Rows by their field."""
    return tuple((domain, tuple(members)) for domain, members in groupby(made, lambda row: row.fact.domain))


def drawn(made: Sequence[Row]) -> tuple[Row, ...]:
    """The rows that get a chart of their own: the first of every field, then the second, until there are enough."""
    ranks: list[tuple[int, Row]] = []
    seen: dict[str, int] = {}
    for row in made:
        if row.is_drawn:
            seen[row.fact.domain] = seen.get(row.fact.domain, 0) + 1
            ranks.append((seen[row.fact.domain], row))
    chosen = [row for _, row in sorted(ranks, key=lambda rank: rank[0])[:_MOST_CHARTS]]
    return tuple(row for _, row in ranks if row in chosen)


def _row(latest: Fact, years: Sequence[tuple[int, Fact | None]]) -> Row:
    numbers = [_number(fact, latest) for _, fact in years]
    known = [number for number in numbers if number is not None]
    most = max(known, default=Decimal(0))
    points = (
        Point(year, fact, "" if number is None or min(known) < 0 else _height(number, most))
        for (year, fact), number in zip(years, numbers, strict=True)
    )
    return Row(latest, tuple(points))


def _number(fact: Fact | None, latest: Fact) -> Decimal | None:
    """A year's number, where it can stand in one chart with the others: it is in the same unit."""
    return Decimal(fact.number) if fact and fact.number and fact.unit == latest.unit else None


def _height(number: Decimal, most: Decimal) -> str:
    return f"{number / most * _FULL:.2f}" if most else "0.00"
