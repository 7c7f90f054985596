"""主要数据一览: the figures that stand before the text, each with last year's value and small columns for the years."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from fazhi_report.document.fact import Fact, Highlight, YearFigure
from fazhi_report.document.nodes import Document

_NUMBER = re.compile(r"(?P<before>\D*)(?P<digits>\d[\d.,]*)(?P<after>.*)", re.DOTALL)
_STEP, _WIDTH, _HEIGHT = 10, 7, 40
_FEWEST = 2
_EM_PER_COLUMN = Decimal("0.62")


@dataclass(frozen=True, slots=True)
class YearColumn:
    """A column of a small chart, in the unit of its drawing.

    Args:
        x: Its left edge.
        y: Its top edge.
        height: Its height.
        is_now: Whether it is that of this year.
    """

    x: int
    y: str
    height: str
    is_now: bool


@dataclass(frozen=True, slots=True)
class GlanceItem:
    """One of the figures before the text.

    Args:
        fact: The figure.
        words: The printed figure in three parts: what is before the number, the number, what is after it.
        columns: Its columns, oldest first; none where it has no years or a value below zero.
        years: The years of the columns, such as ``2021—2025年``.
        spoken: The values of the years in words, for readers who cannot see the columns.
    """

    fact: Fact
    words: tuple[str, str, str]
    columns: tuple[YearColumn, ...] = ()
    years: str = ""
    spoken: str = ""

    @property
    def box(self) -> str:
        """The view box of the drawing."""
        return f"0 0 {len(self.columns) * _STEP - (_STEP - _WIDTH)} {_HEIGHT}"

    @property
    def width(self) -> str:
        """The width of the drawing in em: columns are of one width, however many there are."""
        return f"{len(self.columns) * _EM_PER_COLUMN}em"


def glance(document: Document) -> tuple[GlanceItem, ...]:
    """Return the figures before the text, in their order; a figure that the document does not list is left out."""
    facts = {fact.key: fact for fact in document.facts}
    return tuple(
        _item(facts[one.key], one, document.properties.year)
        for one in document.highlights
        if one.key in facts
    )


def _item(fact: Fact, chosen: Highlight, year: int) -> GlanceItem:
    match = _NUMBER.fullmatch(fact.text)
    words = (match["before"], match["digits"], match["after"]) if match else ("", fact.text, "")
    years = chosen.years or tuple(_last_and_this(fact, year))
    numbers = [Decimal(one.number) for one in years if one.number]
    if len(numbers) < _FEWEST or min(numbers) < 0:
        return GlanceItem(fact, words)
    spoken = "，".join(f"{one.year}年{one.text}" for one in years if one.text)
    return GlanceItem(
        fact, words, tuple(_columns(years, max(numbers))), f"{years[0].year}—{years[-1].year}年", spoken
    )


def _last_and_this(fact: Fact, year: int) -> Iterator[YearFigure]:
    """Yield last year and this year where the two can be compared."""
    if fact.change and fact.previous_number:
        yield YearFigure(year - 1, fact.previous, fact.previous_number)
        yield YearFigure(year, fact.text, fact.number)


def _columns(years: Sequence[YearFigure], most: Decimal) -> Iterator[YearColumn]:
    """Yield one column per year; heights are in proportion, from zero."""
    for place, one in enumerate(years):
        part = Decimal(one.number) / most if one.number and most else Decimal(0)
        # A value that is there is seen, however small it is.
        height = max(part * _HEIGHT, Decimal(1)) if one.number else Decimal(0)
        yield YearColumn(
            place * _STEP, f"{_HEIGHT - height:.2f}", f"{height:.2f}", is_now=place == len(years) - 1
        )
