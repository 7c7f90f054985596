"""Which whole numbers could stand behind a stated rate, found by division and not by trying."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING

from fazhi_report.notation.interval import Interval, Mode, digits, written_interval
from fazhi_report.notation.percent import growth, share

if TYPE_CHECKING:
    from decimal import Decimal

UNBOUNDED = 10**15
"""Where whole numbers without an end are broken off: more than any office counts."""

_PERCENT = Fraction(1, 100)

Neighbours = tuple[tuple[int, "Decimal"], ...]
"""Whole numbers beside a gap, each with the rate that it would give."""


class Reading(Enum):
    """What the count may be in “N件，同比增长P%”, where no second figure stands."""

    NEW_VALUE = "new value"
    """本期数: the base is last year's count."""
    DIFFERENCE = "difference"
    """增减数: N were added or cut, and the base is the stock before (新增N家，增长P%)."""
    PART = "part"
    """部分数: N of a larger whole."""
    WHOLE = "whole"
    """总数: some part of N."""


@dataclass(frozen=True, slots=True)
class Possible:
    """A reading of a lone count and the whole numbers that would make its rate true."""

    reading: Reading
    numbers: range


def integer_bases(new: int, rate: Decimal, mode: Mode | None = None) -> range:
    """The whole numbers of last year from which a count would have grown by a rate.

    Args:
        new: This year's count, not negative.
        rate: The stated growth in percent, digits as written, negative for a fall.
        mode: How the rate was shortened; None allows either way.

    Returns:
        Every base above zero, up to `UNBOUNDED`. For 207 and 24.3 there is none.
    """
    return _divisors(new, written_interval(rate, mode).scaled(_PERCENT).moved(Fraction(1)), first=1)


def integer_wholes(part: int, rate: Decimal, mode: Mode | None = None) -> range:
    """The whole numbers, not less than a part, of which the part is so many percent."""
    return _divisors(part, written_interval(rate, mode).scaled(_PERCENT), first=max(1, part))


def integer_stocks(change: int, rate: Decimal, mode: Mode | None = None) -> range:
    """The whole numbers that a change raised or, for a negative rate, lowered by so many percent.

    A stock may be smaller than what was added to it, but not than what was taken from it.
    """
    ratio = written_interval(abs(rate), mode).scaled(_PERCENT)
    return _divisors(change, ratio, first=max(1, change) if rate < 0 else 1)


def integer_parts(whole: int, rate: Decimal, mode: Mode | None = None) -> range:
    """The parts, from nothing to all, that are so many percent of a whole; none of a whole of zero."""
    if whole <= 0:
        return range(0)
    return written_interval(rate, mode).scaled(_PERCENT * whole).whole_numbers(0, whole)


def nearest_bases(new: int, rate: Decimal) -> Neighbours:
    """The whole bases on both sides of the exact one, with the growth that each would give.

    For 207 and 24.3 these are 166 with 24.7 and 167 with 24.0. Fewer than two where the neighbour would be
    zero, none where no base can give the rate at all.
    """
    ratio = Fraction(rate) * _PERCENT + 1
    if ratio <= 0:
        return ()
    lower = floor(new / ratio)
    bases = ((base, growth(new, base, digits(rate))) for base in (lower, lower + 1))
    return tuple((base, value) for base, value in bases if value is not None)


def nearest_parts(whole: int, rate: Decimal) -> Neighbours:
    """The parts on both sides of the exact one, with the share of each.

    For 14 and 83.33 these are 11 with 78.57 and 12 with 85.71.
    """
    lower = floor(Fraction(rate) * _PERCENT * whole)
    parts = ((part, share(part, whole, digits(rate))) for part in (lower, lower + 1) if 0 <= part <= whole)
    return tuple((part, value) for part, value in parts if value is not None)


def readings(count: int, rate: Decimal, mode: Mode | None = None) -> tuple[Possible, ...]:
    """Every reading of a lone count that whole numbers can make true, the likeliest first.

    A checker speaks only when nothing is left: 减少45家，精简率47.9% is wrong for a new value, but 45 of 94.
    """
    size = abs(rate)
    found = (
        Possible(Reading.NEW_VALUE, integer_bases(count, rate, mode)),
        Possible(Reading.DIFFERENCE, integer_stocks(count, rate, mode)),
        Possible(Reading.PART, integer_wholes(count, size, mode)),
        Possible(Reading.WHOLE, integer_parts(count, size, mode)),
    )
    return tuple(possible for possible in found if possible.numbers)


def _divisors(dividend: int, ratio: Interval, first: int) -> range:
    """The whole numbers from ``first`` on by which a count gives a ratio of the interval."""
    if dividend <= 0:
        return range(first, UNBOUNDED + 1) if dividend == 0 and Fraction(0) in ratio else range(0)
    if ratio.high <= 0:
        return range(0)
    low = dividend / ratio.high
    # A ratio that reaches down to zero is met by every divisor that is large enough.
    endless = ratio.low <= 0
    high = Fraction(UNBOUNDED) if endless else dividend / ratio.low
    divisors = Interval(low, high, ratio.high_closed, endless or ratio.low_closed)
    return divisors.whole_numbers(first, UNBOUNDED)
