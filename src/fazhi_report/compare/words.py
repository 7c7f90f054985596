"""How a move is written: signed, exact where it is exact, a range where it is not."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import ceil, floor

from fazhi_report.compare.rows import Row, Status
from fazhi_report.ledger.evaluate import Entry
from fazhi_report.notation.figure import POINTS
from fazhi_report.notation.percent import shorten
from fazhi_report.notation.span import Span

UNKNOWN = "说不准"
NOT_APPLICABLE = "不适用"
_MOST_DIGITS = 12
_GROWTH_DIGITS = 1


def change_words(row: Row) -> str:
    """The change with sign and unit: ``+18件``, ``-900件``, ``0``, ``+10～+20条``.

    Empty where nothing compares, and where both years say the same about so much.
    """
    if row.change is None or _alike(row):
        return ""
    if row.change.exact == 0:
        return "0"
    return _stretch(row.change, decimal, row.unit)


def rate_words(row: Row) -> str:
    """The growth in per cent: one digit, rounded; of a range whole per cents, rounded outwards.

    ``不适用`` where the base is zero, ``说不准`` where it may be; empty where nothing compares, and for rates, whose
    change is told in points.
    """
    if row.growth is not None and not _alike(row):
        exact = row.growth.exact
        return f"{_signed(percent(exact))}%" if exact is not None else _outwards(row.growth)
    told = row.change is None or row.points is not None or row.unit in POINTS or _nothing_moved(row)
    if told:
        return ""
    return NOT_APPLICABLE if _is_zero(row.old) else UNKNOWN


def percent(part: Fraction) -> str:
    """A part in per cent with one digit, rounded half away from zero: 1/4 is 25.0."""
    return f"{shorten(part * 100, _GROWTH_DIGITS, 'round'):f}"


def decimal(value: Fraction) -> str:
    """A number in all its digits; it must have an end (a difference of written numbers always has)."""
    digits = next((count for count in range(_MOST_DIGITS) if (value * 10**count).denominator == 1), None)
    return f"{shorten(value, _MOST_DIGITS if digits is None else digits, 'round'):f}"


def _is_zero(entry: Entry | None) -> bool:
    return entry is not None and (entry.written is None or entry.written.value == 0)


def _alike(row: Row) -> bool:
    """Whether both years are hedged in the same words: nothing says that anything moved."""
    return row.status is Status.SAME and row.change is not None and row.change.exact is None


def _nothing_moved(row: Row) -> bool:
    return row.status is Status.SAME or (row.change is not None and row.change.exact == 0)


def _outwards(growth: Span) -> str:
    low = None if growth.low is None else str(floor(growth.low * 100))
    high = None if growth.high is None else str(ceil(growth.high * 100))
    return _ends(low, high, "%")


def _stretch(span: Span, write: Callable[[Fraction], str], unit: str) -> str:
    low = None if span.low is None else write(span.low)
    high = None if span.high is None else write(span.high)
    return _ends(low, high, unit)


def _ends(low: str | None, high: str | None, unit: str) -> str:
    if low is not None and high is not None:
        return f"{_signed(low)}{unit}" if low == high else f"{_signed(low)}～{_signed(high)}{unit}"
    if low is not None:
        return f"至少{_signed(low)}{unit}"
    return UNKNOWN if high is None else f"至多{_signed(high)}{unit}"


def _signed(number: str) -> str:
    return number if number.startswith("-") or not number.strip("0.") else f"+{number}"
