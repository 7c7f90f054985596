"""Sentences with the figures that stand in them: where claims are looked for."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from fazhi_report.numbers.finder import FoundNumber, Kind, fold_digits, numbers
from fazhi_report.text.patterns import Pattern

_END = Pattern("[。！？!?\n]|$")
_CLAUSE = Pattern("[，,；;。：:、（(\n]")

NEAR = 12
"""Figures looked back over for an operand: a long list costs no more than a short one."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence.

    Args:
        text: The whole text, digits in half width, so that offsets hold.
        start: Where the sentence begins.
        end: Just behind its full stop.
        figures: Its statistics and announced numbers, in order.
    """

    text: str
    start: int
    end: int
    figures: tuple[FoundNumber, ...]

    def lead(self, index: int) -> str:
        """The words between a figure and the one before it, or the beginning of the sentence."""
        start = self.figures[index - 1].end if index else self.start
        return self.text[start : self.figures[index].start]

    def clause(self, index: int) -> str:
        """The words before a figure in its own clause."""
        return _CLAUSE.pieces(self.lead(index))[-1].strip()

    def between(self, left: FoundNumber, right: FoundNumber) -> str:
        """The words between two figures."""
        return self.text[left.end : right.start]

    def before(self, index: int) -> list[FoundNumber]:
        """The figures before one, the nearest first."""
        return list(reversed(self.figures[max(0, index - NEAR) : index]))

    def alike(self, index: int) -> tuple[FoundNumber, ...]:
        """The other exact counts of the same unit, near a figure."""
        figure = self.figures[index]
        near = self.figures[max(0, index - NEAR) : index + NEAR + 1]
        return tuple(other for other in near if other is not figure and same_unit(other, figure))

    def inside(self, start: int, end: int) -> tuple[FoundNumber, ...]:
        """The figures that begin between two places."""
        first, last = (bisect_left(self.figures, place, key=_start) for place in (start, end))
        return self.figures[first:last]


def _start(figure: FoundNumber) -> int:
    return figure.start


def same_unit(one: FoundNumber, other: FoundNumber) -> bool:
    """Whether two figures are exact counts of the same unit."""
    return one.is_count and other.is_count and one.unit == other.unit


def passages(text: str) -> Iterator[Passage]:
    """The sentences of a text that hold figures; a semicolon ends none."""
    folded = fold_digits(text)
    figures = [number for number in numbers(text) if number.kind in {Kind.STATISTIC, Kind.ANNOUNCED}]
    ends = [0, *(match.end() for match in _END.finditer(folded))]
    first = 0
    for start, end in pairwise(ends):
        last = first
        while last < len(figures) and figures[last].start < end:
            last += 1
        if last > first:
            yield Passage(folded, start, end, tuple(figures[first:last]))
        first = last
