"""Stretches of exact numbers, each end open or closed: what a rounded figure leaves possible."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from decimal import Decimal

Mode = Literal["round", "cut"]
"""How a value lost its further digits: rounded half away from zero (四舍五入), or cut towards zero (截尾)."""


@dataclass(frozen=True, slots=True)
class Interval:
    """All numbers between two ends.

    Args:
        low: The lower end.
        high: The upper end.
        low_closed: Whether the lower end itself belongs.
        high_closed: Whether the upper end itself belongs.
    """

    low: Fraction
    high: Fraction
    low_closed: bool
    high_closed: bool

    def __contains__(self, value: Fraction) -> bool:
        above = value > self.low or (self.low_closed and value == self.low)
        return above and (value < self.high or (self.high_closed and value == self.high))

    def scaled(self, factor: Fraction) -> Interval:
        """Every number times a positive factor."""
        return Interval(self.low * factor, self.high * factor, self.low_closed, self.high_closed)

    def moved(self, distance: Fraction) -> Interval:
        """Every number plus a distance."""
        return Interval(self.low + distance, self.high + distance, self.low_closed, self.high_closed)

    def whole_numbers(self, first: int, last: int) -> range:
        """The whole numbers of the interval from ``first`` to ``last``, found without counting."""
        start = ceil(self.low) if self.low_closed else floor(self.low) + 1
        stop = floor(self.high) + 1 if self.high_closed else ceil(self.high)
        start = max(start, first)
        return range(start, max(start, min(stop, last + 1)))


def digits(text_number: Decimal) -> int:
    """How many digits a number was written with behind the point: 1 for 24.3, 2 for 24.30.

    Raises:
        ValueError: The number is not finite.
    """
    if not text_number.is_finite():
        raise ValueError(f"“{text_number}”不是数字，没有小数位数。")
    return max(0, -int(text_number.as_tuple().exponent))


def rounding_interval(rate: Decimal, mode: Mode) -> Interval:
    """All exact values that are written as this rate when rounded or cut to its digits.

    24.3 stands for [24.25, 24.35) when rounded and for [24.3, 24.4) when cut; below zero the mirror image
    holds, and zero itself is reached from both sides. Official reports do both: 140 of 151 was published as
    92.71%, although 92.715… rounds to 92.72%.
    """
    exact, unit = Fraction(rate), Fraction(1, 10 ** digits(rate))
    inner, outer = (unit / 2, unit / 2) if mode == "round" else (Fraction(0), unit)
    if exact > 0:
        return Interval(exact - inner, exact + outer, low_closed=True, high_closed=False)
    if exact < 0:
        return Interval(exact - outer, exact + inner, low_closed=False, high_closed=True)
    return Interval(-outer, outer, low_closed=False, high_closed=False)


def written_interval(rate: Decimal, mode: Mode | None = None) -> Interval:
    """`rounding_interval`, or without a mode all values that either way of shortening writes so."""
    if mode is not None:
        return rounding_interval(rate, mode)
    rounded, cut = rounding_interval(rate, "round"), rounding_interval(rate, "cut")
    # The two overlap, so that the union has no hole: cut reaches further from zero, rounded nearer to it.
    if rate > 0:
        return Interval(rounded.low, cut.high, low_closed=True, high_closed=False)
    if rate < 0:
        return Interval(cut.low, rounded.high, low_closed=False, high_closed=True)
    return cut
