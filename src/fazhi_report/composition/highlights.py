"""The figures that the web page shows before the text: those that the office chose, or else those that moved most."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from fazhi_report.comparison.series import Point, Series, series
from fazhi_report.comparison.years import Book
from fazhi_report.document.fact import Fact, Highlight, YearFigure
from fazhi_report.model.report import Report, Year
from fazhi_report.numbers.figure import PERCENT, POINTS
from fazhi_report.numbers.percent import decimal

_COUNTS = (8, 6, 4)
"""How many figures are chosen, if there are that many: rows of four or three are full."""
_MOST_OF_A_DOMAIN = 2
_LEAST = 10
"""A count that was or is below this says little by its per cent: 1 to 3 is no growth of 200 per cent."""
_WHOLE = 100
_MOST_YEARS = 5
_FEWEST_YEARS = 3


def highlights(
    report: Report,
    facts: Sequence[Fact],
    wanted: Sequence[str],
    others: Sequence[Year],
) -> tuple[Highlight, ...]:
    """Return the figures that stand before the text, each with its years.

    Args:
        report: The report.
        facts: Its figures, without those that the edition does not show.
        wanted: Keys that the office's settings choose; the data file's own choice goes before them.
        others: Other years of the same organ; those after the report are not looked at, and internal figures never.
    """
    own = report.publication.highlights if report.publication else ()
    known = {fact.key: fact for fact in facts}
    chosen = [known[key] for key in own or wanted if key in known] or _moved_most(facts)
    if not chosen:
        return ()
    before = sorted((one for one in others if one.year < report.year), key=lambda one: one.year)
    near = [one for one in before if one.year > report.year - _MOST_YEARS]
    books = [Book.of(one, internal=False) for one in (*near, report)] if near else []
    return tuple(Highlight(fact.key, _years(books, fact)) for fact in chosen)


def _moved_most(facts: Sequence[Fact]) -> list[Fact]:
    """Return the figures that changed most, in the order of the data; if few changed, also the greatest counts."""
    ranked = sorted((fact for fact in facts if _movement(fact)), key=_movement, reverse=True)
    chosen = list(_few_of_each(ranked))
    if len(chosen) < _COUNTS[-1]:
        chosen += (fact for fact in _greatest_of_each(facts) if fact not in chosen)
    most = next((count for count in _COUNTS if count <= len(chosen)), len(chosen))
    kept = {fact.key for fact in chosen[:most]}
    return [fact for fact in facts if fact.key in kept]


def _few_of_each(ranked: Sequence[Fact]) -> Iterator[Fact]:
    seen: dict[str, int] = {}
    for fact in ranked:
        seen[fact.domain] = seen.get(fact.domain, 0) + 1
        if seen[fact.domain] <= _MOST_OF_A_DOMAIN:
            yield fact


def _greatest_of_each(facts: Sequence[Fact]) -> list[Fact]:
    """Return the greatest count of every domain, the greatest first."""
    counts = [
        fact
        for fact in facts
        if fact.number and fact.unit not in (*PERCENT, *POINTS) and not fact.unit.endswith("元")
    ]
    greatest: dict[str, Fact] = {}
    for fact in counts:
        if fact.domain not in greatest or Decimal(fact.number) > Decimal(greatest[fact.domain].number):
            greatest[fact.domain] = fact
    return sorted(greatest.values(), key=lambda fact: Decimal(fact.number), reverse=True)


def _movement(fact: Fact) -> Decimal:
    """Return how far a figure moved, as a part of last year's; 0 where that cannot be told or says little."""
    if not (fact.change and fact.number and fact.previous_number):
        return Decimal(0)
    new, old = Decimal(fact.number), Decimal(fact.previous_number)
    if fact.unit in PERCENT:
        return abs(new - old) / _WHOLE
    if min(new, old) < _LEAST:
        return Decimal(0)
    # Of two figures that moved by the same part, the one that counts more weighs more.
    return abs(new - old) / old * max(new, old).log10()


def _years(books: Sequence[Book], fact: Fact) -> tuple[YearFigure, ...]:
    """Return the years of a figure since the last break of its series; empty where fewer than three have a number."""
    found = series(books, fact.key) if books else None
    if found is None:
        return ()
    points = list(_since_break(found))
    if sum(point.value is not None for point in points) < _FEWEST_YEARS or points[-1].text != fact.text:
        return ()
    return tuple(_year_figure(point) for point in points)


def _since_break(found: Series) -> Sequence[Point]:
    start = max((at for at, point in enumerate(found.points) if point.broken), default=0)
    first = next((at for at in range(start, len(found.points)) if found.points[at].text), start)
    return found.points[first:]


def _year_figure(point: Point) -> YearFigure:
    return YearFigure(point.year, point.text, "" if point.value is None else decimal(point.value))
