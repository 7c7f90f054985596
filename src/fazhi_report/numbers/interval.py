"""The exact numbers that a written figure may mean, and exact arithmetic on such intervals."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING, Literal

from fazhi_report.numbers.figure import PERCENT, POINTS, SCALES
from fazhi_report.numbers.hedges import Bound, bounds

if TYPE_CHECKING:
    from decimal import Decimal

    from fazhi_report.numbers.figure import WrittenFigure

Mode = Literal["round", "cut"]
"""How a value lost its further digits: rounded half away from zero (四舍五入), or cut towards zero (截尾)."""


@dataclass(frozen=True, slots=True)
class Interval:
    """All numbers between two ends.

    Args:
        low: The lower end; None where there is none.
        high: The upper end; None where there is none.
        low_closed: Whether the lower end itself belongs to the interval; always False where there is no lower end.
        high_closed: Whether the upper end itself belongs to the interval; always False where there is no upper end.
    """

    low: Fraction | None
    high: Fraction | None
    low_closed: bool = True
    high_closed: bool = True

    def __post_init__(self) -> None:
        if self.low is None and self.low_closed:
            object.__setattr__(self, "low_closed", False)
        if self.high is None and self.high_closed:
            object.__setattr__(self, "high_closed", False)

    @classmethod
    def exactly(cls, value: Fraction) -> Interval:
        """Return the interval of one number."""
        return cls(value, value)

    def __contains__(self, value: Fraction) -> bool:
        above = self.low is None or value > self.low or (self.low_closed and value == self.low)
        below = self.high is None or value < self.high or (self.high_closed and value == self.high)
        return above and below

    @property
    def exact(self) -> Fraction | None:
        """The number, where there is only one; None otherwise."""
        return self.low if self.low is self.high or self.low == self.high else None

    @property
    def ends(self) -> tuple[Fraction, Fraction]:
        """Both ends.

        Raises:
            ValueError: The interval has no lower or no upper end.
        """
        if self.low is None or self.high is None:
            raise ValueError("区间没有上限或者下限。")
        return self.low, self.high

    @property
    def least(self) -> Fraction:
        """The distance from zero that is certain, whichever number is meant."""
        if self.low is not None and self.low > 0:
            return self.low
        if self.high is not None and self.high < 0:
            return -self.high
        return Fraction(0)

    @property
    def sign(self) -> int:
        """1 where every number is above zero, -1 where every number is below zero, 0 otherwise."""
        zero = Interval.exactly(Fraction(0))
        return int(self.exceeds(zero)) - int(zero.exceeds(self))

    def __neg__(self) -> Interval:
        low = None if self.high is None else -self.high
        high = low if self.high is self.low else None if self.low is None else -self.low
        return Interval(low, high, self.high_closed, self.low_closed)

    def __add__(self, other: Interval) -> Interval:
        low = None if self.low is None or other.low is None else self.low + other.low
        if self.high is self.low and other.high is other.low:
            high = low
        else:
            high = None if self.high is None or other.high is None else self.high + other.high
        closed = self.low_closed and other.low_closed, self.high_closed and other.high_closed
        return Interval(low, high, *closed)

    def __sub__(self, other: Interval) -> Interval:
        return self + -other

    def scaled(self, factor: Fraction) -> Interval:
        """Return every number times a positive factor."""
        if factor == 1:
            return self
        low = None if self.low is None else self.low * factor
        # Most intervals are one number; fractions are dear.
        high = low if self.high is self.low else None if self.high is None else self.high * factor
        return Interval(low, high, self.low_closed, self.high_closed)

    def moved(self, distance: Fraction) -> Interval:
        """Return every number plus a distance."""
        return self + Interval.exactly(distance)

    def quotient(self, divisor: Interval) -> Interval | None:
        """Return all quotients of two intervals without negative numbers.

        Returns:
            None where the divisor may be zero or less, or the dividend less than zero.
        """
        if divisor.low is None or divisor.low <= 0 or self.low is None or self.low < 0:
            return None
        low = Fraction(0) if divisor.high is None else self.low / divisor.high
        if self.high is self.low and divisor.high is divisor.low:
            high: Fraction | None = low
        else:
            high = None if self.high is None else self.high / divisor.low
        return Interval(
            low,
            high,
            self.low_closed and (divisor.high_closed or self.low == 0),
            self.high_closed and divisor.low_closed,
        )

    def growth_from(self, old: Interval) -> Interval | None:
        """Return by what part of the old number this one is larger; negative where it is smaller.

        Returns:
            None where the old number may be zero or less, since nothing grows from there; or where this one may be
            negative.
        """
        ratio = self.quotient(old)
        return None if ratio is None else ratio.moved(Fraction(-1))

    def exceeds(self, other: Interval) -> bool:
        """Return whether every number of this interval lies above every number of the other."""
        if self.low is None or other.high is None:
            return False
        if self.low == other.high:
            return not (self.low_closed and other.high_closed)
        return self.low > other.high

    def apart(self, other: Interval) -> bool:
        """Return whether no number belongs to both intervals."""
        return self.exceeds(other) or other.exceeds(self)

    def joined(self, other: Interval) -> Interval:
        """Return the smallest interval that holds both."""
        lower, higher = -_higher(-self, -other), _higher(self, other)
        return Interval(lower.low, higher.high, lower.low_closed, higher.high_closed)

    def whole_numbers(self, first: int, last: int) -> range:
        """Return the whole numbers of the interval from ``first`` to ``last``, found without counting."""
        start, stop = first, last + 1
        if self.low is not None:
            start = max(start, ceil(self.low) if self.low_closed else floor(self.low) + 1)
        if self.high is not None:
            stop = min(stop, floor(self.high) + 1 if self.high_closed else ceil(self.high))
        return range(start, max(start, stop))


def _higher(one: Interval, other: Interval) -> Interval:
    """Return the one of two intervals whose upper end reaches further."""
    if one.high is None or other.high is None:
        return one if one.high is None else other
    return max(one, other, key=lambda each: (each.high or Fraction(0), each.high_closed))


def total(terms: Iterable[Interval]) -> Interval:
    """Return all sums of one number from each interval; zero for none."""
    return sum(terms, Interval.exactly(Fraction(0)))


def digits(text_number: Decimal) -> int:
    """Return how many digits a number was written with behind the point: 1 for 24.3, 2 for 24.30.

    Raises:
        ValueError: The number is not finite.
    """
    if not text_number.is_finite():
        raise ValueError(f"“{text_number}”不是数字，没有小数位数。")
    return max(0, -int(text_number.as_tuple().exponent))


def rounding_interval(rate: Decimal, mode: Mode) -> Interval:
    """Return all exact values that are written as this rate when rounded or cut to its digits.

    24.3 means [24.25, 24.35) when rounded and for [24.3, 24.4) when cut; below zero the mirror image
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
    """Return `rounding_interval`; without a mode, all values that either way of shortening writes so.

    The two intervals of a rate overlap, so that the joined interval has no hole.
    """
    if mode is not None:
        return rounding_interval(rate, mode)
    return rounding_interval(rate, "round").joined(rounding_interval(rate, "cut"))


_SCALES = tuple(sorted(filter(None, SCALES), key=len, reverse=True))


def base_unit(written: WrittenFigure) -> str:
    """Return the unit without what only scales it: 元 for 万元, and one form of the percent sign."""
    if written.is_percent:
        return PERCENT[0]
    if written.is_points:
        return POINTS[0]
    return written.unit.removeprefix(_unit_scale(written))


def _unit_scale(written: WrittenFigure) -> str:
    return next((scale for scale in _SCALES if written.unit.startswith(scale)), "")


def unit_factor(written: WrittenFigure) -> int:
    """Return how many base units one unit is: 10000 for 万元, 1 for 件."""
    return SCALES[_unit_scale(written)]


def magnitude(written: WrittenFigure) -> Fraction:
    """Return the number in its base unit: 70600 for 7.06万件, 205745800 for 20574.58万元."""
    return Fraction(written.number) * _factor(written)


def _factor(written: WrittenFigure) -> int:
    return SCALES[written.scale] * unit_factor(written)


def is_exact(written: WrittenFigure) -> bool:
    """Return whether a figure means exactly one number: whole, without hedge, scale, 万元 or percent sign."""
    return written.is_count and unit_factor(written) == 1


def possible_values(written: WrittenFigure) -> Interval:
    """Return every exact number that a figure may mean, in its base unit (元 for 万元).

    An exact count means itself. A decimal, 万, 亿 and a percentage have lost digits, rounded or cut.

    A hedge is read by the step of the number, which is one in the place of the last digit that the writer vouches
    for: ten for 480, a hundred for 1300, 0.1万 for 12.6万, and half a ten for a count that ends in 1 to 9 (485余).

    - 近480 is (470, 480]: for fewer, the writer would have written 近470. Below 1, 10, 100 and so on the step is a tenth:
      近100 is [90, 100].
    - 80余 is [80, 90).
    - 约300 is [250, 350], nearer to 300 than to 200 or 400, and always holds what the number without 约 may be.
    - 超过80 and 80以上 have no upper end; 不超过80 is [0, 80].

    The written number itself always belongs to the interval: 近480 is also written for 480. See decision 15.
    """
    if not written.hedge:
        return _unhedged(written)
    value, said = magnitude(written), bounds(written.hedge)
    if Bound.AT_LEAST in said:
        return Interval(value, None)
    if Bound.AT_MOST in said:
        return Interval(Fraction(0) if value >= 0 else None, value)
    if value < 0:
        return -_near(replace(written, text_number=written.text_number.lstrip("-−")), said)
    return _near(written, said)


def _unhedged(written: WrittenFigure) -> Interval:
    if is_exact(written):
        return Interval.exactly(magnitude(written))
    return written_interval(written.number).scaled(Fraction(_factor(written)))


def _near(written: WrittenFigure, said: frozenset[Bound]) -> Interval:
    """Return what 近, 余 and 约 leave possible of a number that is not negative."""
    value, above = magnitude(written), _step(written)
    # Below a round ten, hundred or thousand people count by nines: 近100 is from 90 on.
    round_power = value == above
    below = above / 10 if round_power else above
    found = Interval.exactly(value)
    if Bound.JUST_BELOW in said:
        found = found.joined(Interval(value - below, value, low_closed=round_power))
    if Bound.JUST_ABOVE in said:
        found = found.joined(Interval(value, value + above, high_closed=False))
    if Bound.AROUND in said:
        around = Interval(value - below / 2, value + above / 2)
        found = found.joined(around).joined(_unhedged(replace(written, hedge="", hedge_first=False)))
    return found


_TEN = 10


def _step(written: WrittenFigure) -> Fraction:
    """Return one in the place of the last digit that the writer vouches for, in the base unit."""
    factor = Fraction(_factor(written))
    if behind := digits(written.number):
        return factor / Fraction(10**behind)
    whole = int(written.number)
    zeros = len(str(whole)) - len(str(whole).rstrip("0")) if whole else 0
    if not zeros and whole > _TEN and is_exact(replace(written, hedge="")):
        # Nobody counts 485 pieces and writes 余 behind it: the last digit is not vouched for.
        return Fraction(_TEN, 2)
    return factor * int(f"1{'0' * zeros}")
