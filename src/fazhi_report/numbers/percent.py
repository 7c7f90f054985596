"""Computes percentages in exact arithmetic and compares them with percentages as written."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from math import floor

from fazhi_report.numbers.interval import Interval, Mode, digits, rounding_interval, written_interval

Number = int | Decimal
"""An operand as written; no float, which is not exact."""

_HUNDRED = 100


class PercentVerdict(Enum):
    """How a stated rate agrees with the exact value of its operands."""

    ROUNDED = "rounded"
    """四舍五入: the exact value rounded to the digits written, or the exact value itself."""
    CUT = "cut"
    """截尾: further digits were dropped where rounding would have gone up."""
    WRONG = "wrong"
    """不符: no way of shortening the exact value gives the rate."""
    NOT_APPLICABLE = "not applicable"
    """无从计算: nothing can be divided by the base."""


@dataclass(frozen=True, slots=True)
class PercentComparison:
    """The comparison of a stated rate with its operands.

    Args:
        verdict: How the two agree.
        expected: The exact value rounded to the digits of the stated rate; None where there is none.
    """

    verdict: PercentVerdict
    expected: Decimal | None


def share(part: Number, whole: Number, digits: int, mode: Mode = "round") -> Decimal | None:
    """Return how many percent of a whole a part is.

    Args:
        part: The part.
        whole: The whole.
        digits: Digits behind the point, kept even when they are zeros.
        mode: Rounded or cut.

    Returns:
        The percentage, such as ``Decimal("99.78")``; None when the whole is zero or less.
    """
    exact = _share(part, whole)
    return None if exact is None else shorten(exact, digits, mode)


def growth(new: Number, old: Number, digits: int, mode: Mode = "round") -> Decimal | None:
    """Return by how many percent a new value is larger than an old one; negative when it fell.

    Args:
        new: The value of this period.
        old: The value of the period compared with.
        digits: Digits behind the point, kept even when they are zeros.
        mode: Rounded or cut.

    Returns:
        The percentage; None when the old value is zero or less, since nothing grows from there.
    """
    exact = _growth(new, old)
    return None if exact is None else shorten(exact, digits, mode)


def points(new: Decimal, old: Decimal) -> Decimal:
    """Return the exact difference of two percentages in percentage points, with the digits of the finer one."""
    return shorten(Fraction(new) - Fraction(old), max(digits(new), digits(old)), "round")


def shorten(exact: Fraction, digits: int, mode: Mode) -> Decimal:
    """Return an exact value with a fixed number of digits, rounded half away from zero or cut towards zero."""
    magnitude = abs(exact) * 10**digits
    units = floor(magnitude + Fraction(1, 2)) if mode == "round" else floor(magnitude)
    # Through text, since arithmetic on Decimal is rounded to the context's precision.
    return Decimal(f"{'-' if exact < 0 and units else ''}{units}E-{digits}")


def decimal(value: Fraction) -> str:
    """Return all digits of a number; its decimal expansion must be finite, as of any sum of written numbers."""
    digits = next(
        (count for count in range(_MOST_DIGITS) if (value * 10**count).denominator == 1), _MOST_DIGITS
    )
    return f"{shorten(value, digits, 'round'):f}"


_MOST_DIGITS = 12


def classify_share(part: Number, whole: Number, rate: Decimal) -> PercentComparison:
    """Compare a stated share with its operands: 45% of 36 and 80 is rounded, 66% of 8 and 12 is cut.

    The digits of ``rate`` count as written, so that 24.30 claims more than 24.3.
    """
    return _compare(_share(part, whole), rate)


def classify_growth(new: Number, old: Number, rate: Decimal) -> PercentComparison:
    """Compare a stated growth with its operands; a fall (下降) is a negative rate."""
    return _compare(_growth(new, old), rate)


def _share(part: Number, whole: Number) -> Fraction | None:
    return Fraction(part) / Fraction(whole) * _HUNDRED if whole > 0 else None


def _growth(new: Number, old: Number) -> Fraction | None:
    return (Fraction(new) / Fraction(old) - 1) * _HUNDRED if old > 0 else None


def _compare(exact: Fraction | None, rate: Decimal) -> PercentComparison:
    if exact is None:
        return PercentComparison(PercentVerdict.NOT_APPLICABLE, None)
    expected = shorten(exact, digits(rate), "round")
    if exact in rounding_interval(rate, "round"):
        return PercentComparison(PercentVerdict.ROUNDED, expected)
    if exact in rounding_interval(rate, "cut"):
        return PercentComparison(PercentVerdict.CUT, expected)
    return PercentComparison(PercentVerdict.WRONG, expected)


UNBOUNDED = 10**15
"""Largest whole number that is tried; no office counts so far."""

_PERCENT = Fraction(1, 100)

Neighbours = tuple[tuple[int, "Decimal"], ...]
"""Whole numbers next to an exact base, each with the rate that it would give."""


def integer_bases(new: int, rate: Decimal, mode: Mode | None = None) -> range:
    """Return the whole numbers of last year from which a count would have grown by a rate.

    Args:
        new: This year's count, not negative.
        rate: The stated growth in percent, digits as written, negative for a fall.
        mode: How the rate was shortened; None allows either way.

    Returns:
        Every base above zero, up to `UNBOUNDED`. For 207 and 24.3 there is none.
    """
    return _divisors(new, written_interval(rate, mode).scaled(_PERCENT).moved(Fraction(1)), first=1)


def integer_stocks(change: int, rate: Decimal, mode: Mode | None = None) -> range:
    """Return the whole numbers that a change raised or, for a negative rate, lowered by the stated percentage.

    A stock may be smaller than what was added to it, but not smaller than what was taken from it.
    """
    ratio = written_interval(abs(rate), mode).scaled(_PERCENT)
    return _divisors(change, ratio, first=max(1, change) if rate < 0 else 1)


def nearest_bases(new: int, rate: Decimal) -> Neighbours:
    """Return the whole bases on both sides of the exact one, with the growth that each would give.

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
    """Return the whole numbers, from ``first`` on, by which a count divided gives a ratio inside the interval."""
    if dividend <= 0:
        return range(first, UNBOUNDED + 1) if dividend == 0 and Fraction(0) in ratio else range(0)
    least, most = ratio.ends
    if most <= 0:
        return range(0)
    low = dividend / most
    # A ratio that reaches down to zero is met by every divisor that is large enough.
    endless = least <= 0
    high = Fraction(UNBOUNDED) if endless else dividend / least
    divisors = Interval(low, high, ratio.high_closed, endless or ratio.low_closed)
    return divisors.whole_numbers(first, UNBOUNDED)
