"""Two figures side by side: what became of the one in the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from fazhi_report.ledger.evaluate import Entry
from fazhi_report.notation.span import Span


class Status(StrEnum):
    """What became of a figure; the value is what people read."""

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


INCOMPARABLE = frozenset({Status.UNIT, Status.SCOPE, Status.NO_NUMBER})
"""Both years hold the figure, but no difference of the two means anything."""


@dataclass(frozen=True, slots=True)
class Row:
    """One figure of two years.

    Args:
        key: Its key in the later year, or in the earlier one where it is gone.
        label: Its Chinese name.
        domain: Chinese name of its domain.
        old: The earlier year's; None where there is none.
        new: The later year's; None where there is none.
        status: What became of it.
        change: New less old, in ``unit``; None where the two cannot be compared.
        unit: Unit of the change, with its scale.
        growth: Change over old, 1 for a doubling; None for rates, and where the base is zero or nothing compares.
        points: Percentage points between two rates; None for all else.
        remarks: What a reader has to know, Chinese.
        organ: Whose figure it is; empty where all are one organ's.
    """

    key: str
    label: str
    domain: str
    old: Entry | None
    new: Entry | None
    status: Status
    change: Span | None = None
    unit: str = ""
    growth: Span | None = None
    points: Span | None = None
    remarks: tuple[str, ...] = ()
    organ: str = ""

    @property
    def note(self) -> str:
        """Remarks, then what the later year's data say themselves, such as the cause of a large move."""
        figure = None if self.new is None else self.new.figure
        own = "" if figure is None else figure.note or ""
        restated = ""
        if figure is not None and figure.restated is not None:
            restated = f"上年数更正为{figure.previous}：{figure.restated.reason}"
        return "；".join(filter(None, (*self.remarks, restated, own)))

    @property
    def move(self) -> Fraction:
        """How far it surely moved, 1 for a doubling or for a hundred percentage points; 0 where nothing is sure."""
        if self.points is not None:
            return self.points.least / 100
        return Fraction(0) if self.growth is None else self.growth.least


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two years, or two folders of units, side by side.

    Args:
        old: What stands on the left, such as ``2020年``.
        new: What stands on the right.
        organ: Whose years they are; empty for units.
        rows: In the order of print.
    """

    old: str
    new: str
    organ: str
    rows: tuple[Row, ...]

    @property
    def by_unit(self) -> bool:
        """Whether the rows are of several organs."""
        return any(row.organ for row in self.rows)

    @property
    def summary(self) -> str:
        """One line: how many figures compare, how they moved, and what does not compare."""
        risen = sum(_sign(row) > 0 for row in self.rows)
        fallen = sum(_sign(row) < 0 for row in self.rows)
        counted = Counter(row.status for row in self.rows)
        incomparable = sum(counted[status] for status in INCOMPARABLE)
        comparable = len(self.rows) - counted[Status.ADDED] - counted[Status.GONE] - incomparable
        level = comparable - risen - fallen
        moves = f"增 {risen} 项、减 {fallen} 项、持平或说不准 {level} 项"
        rest = f"新增 {counted[Status.ADDED]} 项，不再列 {counted[Status.GONE]} 项，不可比 {incomparable} 项"
        return f"{self.old} → {self.new}：可比 {comparable} 项（{moves}），{rest}"


def biggest_first(rows: Sequence[Row]) -> tuple[Row, ...]:
    """The rows that surely moved furthest first; rows that moved alike keep their order."""
    return tuple(sorted(rows, key=lambda row: -row.move))


def changed_only(rows: Sequence[Row]) -> tuple[Row, ...]:
    """The rows without those that stayed exactly what they were."""
    return tuple(row for row in rows if row.status is not Status.SAME)


def _sign(row: Row) -> int:
    change = row.change
    if change is None:
        return 0
    if change.low is not None and change.low > 0:
        return 1
    return -1 if change.high is not None and change.high < 0 else 0
