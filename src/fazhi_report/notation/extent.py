"""How far a written figure reaches: every number that it may stand for."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import TYPE_CHECKING

from fazhi_report.notation.figure import PERCENT, POINTS, SCALES
from fazhi_report.notation.interval import Interval, written_interval

if TYPE_CHECKING:
    from fazhi_report.notation.figure import WrittenFigure

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
