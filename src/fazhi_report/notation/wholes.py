"""Which whole numbers could stand behind a stated rate, found by division and not by trying."""

from __future__ import annotations

from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING

from fazhi_report.notation.interval import Interval, Mode, digits, written_interval
from fazhi_report.notation.percent import growth

if TYPE_CHECKING:
    from decimal import Decimal

UNBOUNDED = 10**15
"""Where whole numbers without an end are broken off: more than any office counts."""

_PERCENT = Fraction(1, 100)

Neighbours = tuple[tuple[int, "Decimal"], ...]
"""Whole numbers beside a gap, each with the rate that it would give."""


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
