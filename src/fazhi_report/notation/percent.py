"""Percentages in exact arithmetic: computed to given digits, and judged as written."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from math import floor

from fazhi_report.notation.interval import Mode, digits, rounding_interval

Number = int | Decimal
"""An operand as written; a float would bring an error of its own."""

_HUNDRED = 100


class Verdict(Enum):
    """What a stated rate is, beside the exact value of its operands."""

    ROUNDED = "rounded"
    """四舍五入: the exact value rounded to the digits written, or the exact value itself."""
    CUT = "cut"
    """截尾: further digits were dropped where rounding would have gone up."""
    WRONG = "wrong"
    """不符: no way of shortening the exact value gives the rate."""
    NOT_APPLICABLE = "not applicable"
    """无从计算: nothing can be divided by the base."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A stated rate beside its operands.

    Args:
        verdict: How the two agree.
        expected: The exact value rounded to the digits of the stated rate; None where there is none.
    """

    verdict: Verdict
    expected: Decimal | None


def share(part: Number, whole: Number, digits: int, mode: Mode = "round") -> Decimal | None:
    """How many percent of a whole a part is.

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
    """By how many percent a new value lies above an old one; negative when it fell.

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
    """The difference of two percentages in percentage points (个百分点): exact, digits of the finer."""
    return shorten(Fraction(new) - Fraction(old), max(digits(new), digits(old)), "round")


def shorten(exact: Fraction, digits: int, mode: Mode) -> Decimal:
    """An exact value with a fixed number of digits: rounded half away from zero, or cut towards zero."""
    magnitude = abs(exact) * 10**digits
    units = floor(magnitude + Fraction(1, 2)) if mode == "round" else floor(magnitude)
    # Through text, since arithmetic on Decimal is rounded to the context's precision.
    return Decimal(f"{'-' if exact < 0 and units else ''}{units}E-{digits}")


def classify_share(part: Number, whole: Number, rate: Decimal) -> Comparison:
    """Judge a stated share by its operands: 36 of 80 is 45%; 8 of 12 as 66% is cut.

    The digits of ``rate`` count as written, so that 24.30 claims more than 24.3.
    """
    return _compare(_share(part, whole), rate)


def classify_growth(new: Number, old: Number, rate: Decimal) -> Comparison:
    """Judge a stated growth by its operands; a fall (下降) is a negative rate."""
    return _compare(_growth(new, old), rate)


def _share(part: Number, whole: Number) -> Fraction | None:
    return Fraction(part) / Fraction(whole) * _HUNDRED if whole > 0 else None


def _growth(new: Number, old: Number) -> Fraction | None:
    return (Fraction(new) / Fraction(old) - 1) * _HUNDRED if old > 0 else None


def _compare(exact: Fraction | None, rate: Decimal) -> Comparison:
    if exact is None:
        return Comparison(Verdict.NOT_APPLICABLE, None)
    expected = shorten(exact, digits(rate), "round")
    if exact in rounding_interval(rate, "round"):
        return Comparison(Verdict.ROUNDED, expected)
    if exact in rounding_interval(rate, "cut"):
        return Comparison(Verdict.CUT, expected)
    return Comparison(Verdict.WRONG, expected)
