"""Stretches of exact numbers, each end open or closed: what a rounded figure leaves possible."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING, Literal

from fazhi_report.numbers.figure import PERCENT, POINTS, SCALES

if TYPE_CHECKING:
    from decimal import Decimal

    from fazhi_report.numbers.figure import WrittenFigure

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


FAR = Fraction(10**15)
"""Where a figure without an upper end is broken off: more than any office counts."""

_SCALES = tuple(sorted(filter(None, SCALES), key=len, reverse=True))
_AT_LEAST = frozenset({"余", "多", "超", "逾", "超过", "以上", "至少", "不少于", "不低于"})
_AT_MOST = frozenset({"近", "将近", "接近", "以下", "以内", "不超过"})


def base_unit(written: WrittenFigure) -> str:
    """The unit without what only scales it: 元 for 万元, and one form of the percent sign."""
    if written.is_percent:
        return PERCENT[0]
    if written.is_points:
        return POINTS[0]
    return written.unit.removeprefix(_unit_scale(written))


def _unit_scale(written: WrittenFigure) -> str:
    return next((scale for scale in _SCALES if written.unit.startswith(scale)), "")


def magnitude(written: WrittenFigure) -> Fraction:
    """The number in its base unit: 70600 for 7.06万件, 205745800 for 20574.58万元."""
    return Fraction(written.number) * _factor(written)


def _factor(written: WrittenFigure) -> int:
    return SCALES[written.scale] * SCALES[_unit_scale(written)]


def extent(written: WrittenFigure) -> Interval:
    """All numbers in the base unit that a figure may stand for.

    An exact count stands for itself. A decimal, 万, 亿 and a percentage have lost digits, rounded or cut. A hedge
    opens one end (80余 is no less than 80, 近480 no more than 480) or both (约).
    """
    if written.hedge:
        return _hedged(magnitude(written), written.hedge)
    if is_exact(written):
        return point(magnitude(written))
    return written_interval(written.number).scaled(Fraction(_factor(written)))


def is_exact(written: WrittenFigure) -> bool:
    """Whether a figure stands for one number alone: whole, without hedge, scale, 万元 or percent sign."""
    return written.is_count and not _unit_scale(written)


def point(value: Fraction) -> Interval:
    """The interval of one number."""
    return Interval(value, value, low_closed=True, high_closed=True)


def _hedged(value: Fraction, hedge: str) -> Interval:
    if hedge in _AT_LEAST:
        return Interval(value, FAR, low_closed=True, high_closed=False)
    if hedge in _AT_MOST:
        return Interval(-FAR, value, low_closed=False, high_closed=True)
    return Interval(-FAR, FAR, low_closed=False, high_closed=False)


def total(terms: Iterable[Interval]) -> Interval:
    """All sums of one number from each interval; zero for none."""
    result = point(Fraction(0))
    for term in terms:
        result = Interval(
            result.low + term.low,
            result.high + term.high,
            low_closed=result.low_closed and term.low_closed,
            high_closed=result.high_closed and term.high_closed,
        )
    return result


def negated(interval: Interval) -> Interval:
    """Every number with the other sign."""
    return Interval(
        -interval.high, -interval.low, low_closed=interval.high_closed, high_closed=interval.low_closed
    )


def quotient(part: Interval, whole: Interval) -> Interval | None:
    """All quotients of two intervals without negative numbers; None when the divisor may be zero."""
    if whole.low <= 0 or part.low < 0:
        return None
    return Interval(
        part.low / whole.high,
        part.high / whole.low,
        low_closed=part.low_closed and whole.high_closed,
        high_closed=part.high_closed and whole.low_closed,
    )


def exceeds(one: Interval, other: Interval) -> bool:
    """Whether every number of one lies above every number of the other."""
    if one.low == other.high:
        return not (one.low_closed and other.high_closed)
    return one.low > other.high


def apart(one: Interval, other: Interval) -> bool:
    """Whether no number belongs to both."""
    return exceeds(one, other) or exceeds(other, one)


_SPAN_AT_LEAST = frozenset({"不少于", "不低于", "超过", "至少", "超", "逾", "以上"})
_SPAN_AT_MOST = frozenset({"不超过", "以下", "以内"})
_JUST_UNDER = frozenset({"将近", "接近", "近"})
_JUST_OVER = frozenset({"余", "多"})


@dataclass(frozen=True, slots=True)
class ValueRange:
    """All numbers from one end to another.

    Args:
        low: The lower end; None where there is none.
        high: The upper end; None where there is none.
    """

    low: Fraction | None
    high: Fraction | None

    @classmethod
    def exactly(cls, value: Fraction) -> ValueRange:
        """The one number."""
        return cls(value, value)

    @property
    def exact(self) -> Fraction | None:
        """The number, where there is only one."""
        return self.low if self.low == self.high else None

    @property
    def unknown(self) -> bool:
        """Whether anything is possible."""
        return self.low is None and self.high is None

    @property
    def least(self) -> Fraction:
        """The distance from zero that is certain, whatever the number is."""
        if self.low is not None and self.low > 0:
            return self.low
        if self.high is not None and self.high < 0:
            return -self.high
        return Fraction(0)

    def __sub__(self, other: ValueRange) -> ValueRange:
        low = None if self.low is None or other.high is None else self.low - other.high
        high = None if self.high is None or other.low is None else self.high - other.low
        return ValueRange(low, high)

    def scaled(self, factor: Fraction) -> ValueRange:
        """Every number times a positive factor."""
        return ValueRange(
            None if self.low is None else self.low * factor, None if self.high is None else self.high * factor
        )

    def growth_from(self, old: ValueRange) -> ValueRange | None:
        """By what part of the old number this one is larger; negative where it is smaller.

        Returns:
            None where the old number may be zero or less, since nothing grows from there; or where this one may be
            negative.
        """
        if old.low is None or old.low <= 0 or self.low is None or self.low < 0:
            return None
        low = Fraction(-1) if old.high is None else self.low / old.high - 1
        high = None if self.high is None else self.high / old.low - 1
        return ValueRange(low, high)


def possible(written: WrittenFigure) -> ValueRange:
    """What may stand behind a figure as written.

    An unhedged figure means itself. 80余 is at least 80 and below 90, 近480 above 470 and at most 480, 约300
    nearer to 300 than to 200 or 400: the last digit that is not zero says how finely the writer counted.
    90以上 has no upper end.
    """
    value = Fraction(written.value)
    if not written.hedge:
        return ValueRange.exactly(value)
    step = _step(written)
    words = _words(written.hedge)
    if words & _SPAN_AT_LEAST:
        return ValueRange(value, None)
    if words & _SPAN_AT_MOST:
        return ValueRange(min(value, Fraction(0)), value)
    if words <= _JUST_OVER:
        return ValueRange(value, value + step)
    # Below a round ten, hundred or thousand people count by nines: 近100 is above 90.
    below = step / 10 if value == step else step
    if words <= _JUST_UNDER:
        return ValueRange(value - below, value)
    # 约80余 says both: nearer to eighty than to seventy, and below ninety.
    return ValueRange(value - below / 2, value + (step if words & _JUST_OVER else step / 2))


def _words(hedge: str) -> set[str]:
    """The hedges that a hedge is made of, the longest first, so that 接近 is not read as 近."""
    found: set[str] = set()
    known = sorted(
        (*_SPAN_AT_LEAST, *_SPAN_AT_MOST, *_JUST_UNDER, *_JUST_OVER, "大约", "约", "左右", "上下"),
        key=len,
        reverse=True,
    )
    while hedge:
        word = next(word for word in known if hedge.startswith(word))
        found.add(word)
        hedge = hedge.removeprefix(word)
    return found


def _step(written: WrittenFigure) -> Fraction:
    """One in the place of the last digit that is not zero, in the unit: ten for 80, 0.1万 for 12.6万."""
    digits = written.text_number.replace(",", "")
    behind = len(digits.partition(".")[2].rstrip("0"))
    scale = Fraction(written.value) / Fraction(written.number) if written.number else Fraction(1)
    if behind:
        return scale / Fraction(10) ** behind
    whole = digits.partition(".")[0]
    zeros = len(whole) - len(whole.rstrip("0")) if whole.strip("-−0") else 0
    return scale * Fraction(10**zeros)
