"""The rows of a comparison: two figures, their difference and its words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING

from fazhi_report.numbers.figure import POINTS
from fazhi_report.numbers.interval import Interval
from fazhi_report.numbers.percent import decimal, shorten

if TYPE_CHECKING:
    # The model is large, and the help of a command needs none.
    from fazhi_report.ledger import LedgerEntry


class Status(StrEnum):
    """The result of comparing a figure; the value is the printed word."""

    SAME = "持平"
    CHANGED = "变动"
    ADDED = "新增"
    GONE = "不再列"
    RENAMED = "改键"
    HEDGED = "约数"
    ZERO_BASE = "基期为零"
    UNIT = "单位不同"
    SCOPE = "口径不同"
    NO_NUMBER = "没有数值"


LARGE = Fraction(1, 2)
"""Relative change above which an explanation is asked for, unless the figure has its own threshold."""
FLOOR = 10
"""Absolute change below which no explanation is asked for, whatever the percentage (from 2 to 4)."""

INCOMPARABLE = frozenset({Status.UNIT, Status.SCOPE, Status.NO_NUMBER})
"""The results where both years have the figure but cannot be compared."""


@dataclass(frozen=True, slots=True)
class ComparisonRow:
    """A figure in two years (or in two organs).

    Args:
        key: Its key in the later year, or in the earlier one when the later lacks it.
        label: Its Chinese name.
        domain: Chinese name of its domain.
        old: The earlier year's; None where there is none.
        new: The later year's; None where there is none.
        status: The result of the comparison.
        change: New minus old, in ``unit``; None when the two cannot be compared.
        unit: Unit of the change, with its scale.
        growth: Change divided by old, 1 for a doubling; None for rates, for a base of zero and where nothing compares.
        points: Difference of two rates in percentage points; None for other figures.
        remarks: Remarks for the reader, Chinese.
        organ: The organ of the figure; empty when all rows are of the same organ.
    """

    key: str
    label: str
    domain: str
    old: LedgerEntry | None
    new: LedgerEntry | None
    status: Status
    change: Interval | None = None
    unit: str = ""
    growth: Interval | None = None
    points: Interval | None = None
    remarks: tuple[str, ...] = ()
    organ: str = ""

    @property
    def note(self) -> str:
        """The remarks, followed by the note in the later year's data, such as the cause of a large change."""
        figure = None if self.new is None else self.new.figure
        own = "" if figure is None else figure.note or ""
        restated = ""
        if figure is not None and figure.restated is not None:
            restated = f"上年数更正为{figure.previous}：{figure.restated.reason}"
        return "；".join(filter(None, (*self.remarks, restated, own)))

    @property
    def move(self) -> Fraction:
        """The size of the change that is certain, 1 for a doubling or for 100 percentage points; 0 when uncertain."""
        if self.points is not None:
            return self.points.least / 100
        return Fraction(0) if self.growth is None else self.growth.least


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two years, or two folders of units, side by side.

    Args:
        old: Name of the left side, such as ``2020年``.
        new: Name of the right side.
        organ: The organ of both years; empty for units.
        rows: The rows in printed order.
    """

    old: str
    new: str
    organ: str
    rows: tuple[ComparisonRow, ...]

    @property
    def by_unit(self) -> bool:
        """Whether the rows are of several organs."""
        return any(row.organ for row in self.rows)

    @property
    def summary(self) -> str:
        """One line with the numbers of figures compared, risen, fallen and not comparable."""
        risen = sum(_sign(row) > 0 for row in self.rows)
        fallen = sum(_sign(row) < 0 for row in self.rows)
        counted = Counter(row.status for row in self.rows)
        incomparable = sum(counted[status] for status in INCOMPARABLE)
        comparable = len(self.rows) - counted[Status.ADDED] - counted[Status.GONE] - incomparable
        level = comparable - risen - fallen
        moves = f"增 {risen} 项、减 {fallen} 项、持平或说不准 {level} 项"
        rest = f"新增 {counted[Status.ADDED]} 项，不再列 {counted[Status.GONE]} 项，不可比 {incomparable} 项"
        return f"{self.old} → {self.new}：可比 {comparable} 项（{moves}），{rest}"


def biggest_first(rows: Sequence[ComparisonRow]) -> tuple[ComparisonRow, ...]:
    """Return the rows with the largest certain change first; equal changes keep their order."""
    return tuple(sorted(rows, key=lambda row: -row.move))


def changed_only(rows: Sequence[ComparisonRow]) -> tuple[ComparisonRow, ...]:
    """Return the rows without the unchanged ones."""
    return tuple(row for row in rows if row.status is not Status.SAME)


def _sign(row: ComparisonRow) -> int:
    return 0 if row.change is None else row.change.sign


UNKNOWN = "说不准"
NOT_APPLICABLE = "不适用"
_GROWTH_DIGITS = 1


def change_words(row: ComparisonRow) -> str:
    """Return the change with sign and unit: ``+18件``, ``-900件``, ``0``, ``+10～+20条``.

    Empty when the two cannot be compared, and when both have the same approximate wording.
    """
    if row.change is None or _alike(row):
        return ""
    if row.change.exact == 0:
        return "0"
    return _stretch(row.change, decimal, row.unit)


def rate_words(row: ComparisonRow) -> str:
    """Return the growth in per cent with one decimal; for a range in whole per cents, rounded outwards.

    ``不适用`` when the base is zero, ``说不准`` when it may be zero; empty when nothing compares, and for rates, whose
    change is given in percentage points.
    """
    if row.growth is not None and not _alike(row):
        exact = row.growth.exact
        return f"{_signed(percent(exact))}%" if exact is not None else _outwards(row.growth)
    has_no_rate = row.change is None or row.points is not None or row.unit in POINTS or _nothing_moved(row)
    if has_no_rate:
        return ""
    return NOT_APPLICABLE if _is_zero(row.old) else UNKNOWN


def percent(part: Fraction) -> str:
    """Return a fraction in per cent with one decimal, rounded half away from zero: 1/4 is 25.0."""
    return f"{shorten(part * 100, _GROWTH_DIGITS, 'round'):f}"


def _is_zero(entry: LedgerEntry | None) -> bool:
    return entry is not None and (entry.written is None or entry.written.value == 0)


def _alike(row: ComparisonRow) -> bool:
    """Whether both years have the same approximate wording, so that no change is known."""
    return row.status is Status.SAME and row.change is not None and row.change.exact is None


def _nothing_moved(row: ComparisonRow) -> bool:
    return row.status is Status.SAME or (row.change is not None and row.change.exact == 0)


def _outwards(growth: Interval) -> str:
    low = None if growth.low is None else str(floor(growth.low * 100))
    high = None if growth.high is None else str(ceil(growth.high * 100))
    return _ends(low, high, "%")


def _stretch(span: Interval, write: Callable[[Fraction], str], unit: str) -> str:
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
