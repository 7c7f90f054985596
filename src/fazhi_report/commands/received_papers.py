"""What becomes of the papers of each unit: which count, which were replaced, and the rows of the register."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from fazhi_report.commands.assignment import Assignment
from fazhi_report.commands.city import DATA
from fazhi_report.commands.paper_record import PaperHead
from fazhi_report.commands.roster import RosterUnit
from fazhi_report.commands.unit_papers import UnitOutcome, UnitTask

ANSWERED, FAULTY, WAITING, BROKEN, MISSING = "已报", "已报，有错误", "已报，新件待定", "交了，不能用", "未报"
CURRENT, REPLACED, SAME, UNREADABLE, ASKED, FOREIGN, WRONG_YEAR, PASSED, APART = (
    "收下",
    "已被后来的代替",
    "重复",
    "打不开",
    "待认领",
    "不是本市的",
    "年度不对",
    "略过",
    "另存",
)


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A received file in the register.

    Args:
        name: Its path below the folder of received files.
        verdict: What became of it, Chinese.
        unit: The unit's name; empty where it is nobody's.
        reason: Why, Chinese; empty for a paper that counts.
        hint: The cure.
        head: What is known of it; None for a file that is not looked at.
    """

    name: str
    verdict: str
    unit: str = ""
    reason: str = ""
    hint: str = ""
    head: PaperHead | None = None


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit in the register.

    Args:
        unit: The unit.
        state: Whether it has answered, Chinese.
        papers: Its papers that count: the report first, then forms.
        others: Number of its papers that do not count.
        outcome: What became of them; None where there are none.
        record: The file with the details; None where there are none.
    """

    unit: RosterUnit
    state: str
    papers: tuple[PaperHead, ...] = ()
    others: int = 0
    outcome: UnitOutcome | None = None
    record: Path | None = None


@dataclass(slots=True)
class UnitWork:
    """The papers of one unit.

    Args:
        unit: The unit.
        folder: Its folder in the city.
        record: Where its record lies.
        reports: Its reports of the year, in the order in which they came.
        forms: Its forms and workbooks of the year that count.
        replaced: Pairs of papers: an earlier one and the one that took its place.
        rest: Its other papers.
        doubles: Papers with the content of an earlier one, with the earlier one.
    """

    unit: RosterUnit
    folder: Path
    record: Path
    reports: list[PaperHead] = field(default_factory=list)
    forms: list[PaperHead] = field(default_factory=list)
    replaced: list[tuple[PaperHead, PaperHead]] = field(default_factory=list)
    rest: list[PaperHead] = field(default_factory=list)
    doubles: dict[PaperHead, PaperHead] = field(default_factory=dict)
    seen: dict[str, PaperHead] = field(default_factory=dict)

    @property
    def counts(self) -> tuple[PaperHead, ...]:
        """The papers that count."""
        return (*self.reports[-1:], *self.forms)

    def add(self, head: PaperHead, year: int) -> None:
        """Take a paper that came after those taken before.

        Args:
            head: The paper.
            year: The year that is collected.
        """
        if (first := self.seen.setdefault(head.digest, head)) is not head:
            self.doubles[head] = first
            return
        if head.kind not in {"report", "figures"} or head.year not in {None, year}:
            self.rest.append(head)
            return
        if head.kind == "report":
            if self.reports:
                self.replaced.append((self.reports[-1], head))
            self.reports.append(head)
            return
        # Forms of different sheets add up; a form with mostly the same figures takes the place of the earlier one.
        for earlier in list(self.forms):
            shared = len(set(earlier.keys) & set(head.keys))
            if 2 * shared >= min(len(earlier.keys), len(head.keys)):
                self.forms.remove(earlier)
                self.replaced.append((earlier, head))
        self.forms.append(head)

    def task(self, year: int, today: date, city: Path, taken: Collection[str]) -> UnitTask:
        """Return what is to be done for the unit."""
        return UnitTask(
            self.unit,
            self.folder / DATA / f"{year}.yaml",
            self.record,
            self.reports[-1].record if self.reports else None,
            tuple(one.record for one in self.forms),
            tuple((old.record, new.record) for old, new in self.replaced if new in self.counts),
            year,
            today,
            city,
            self.unit.name in taken,
        )


def paper_row(head: PaperHead, whose: Assignment, works: Mapping[str, UnitWork], year: int) -> PaperRow:
    """Return the row of a paper: what became of it, and why."""
    unit = "" if whose.unit is None else whose.unit.name
    if trouble := _trouble(head, whose, year):
        return PaperRow(head.name, trouble[0], unit, trouble[1], trouble[2], head)
    work = works[unit]
    if head in work.doubles:
        return PaperRow(head.name, SAME, unit, f"与 {work.doubles[head].name} 内容相同", "", head)
    if head.kind == "statistics":
        return PaperRow(head.name, APART, unit, "是统计年报的数据，不是年度报告，原件已存", "", head)
    if head in work.counts:
        return PaperRow(head.name, CURRENT, unit, whose.reason, "", head)
    newer = next((new for old, new in work.replaced if old == head), None)
    return PaperRow(head.name, REPLACED, unit, f"后来又交了 {newer.name}" if newer else "", "", head)


def _trouble(head: PaperHead, whose: Assignment, year: int) -> tuple[str, str, str] | None:
    """Return verdict, reason and cure of a paper that cannot be taken; None for one that can."""
    if head.kind == "none":
        return UNREADABLE, head.reason, head.hint
    if whose.verdict == "foreign":
        return FOREIGN, whose.reason, "退回送错的单位，或补进花名册"
    if whose.unit is None:
        names = "、".join(one.name for one in whose.candidates[:3])
        told = f"可能是{names}；" if names else ""
        return ASKED, whose.reason, f"{told}问清后写 --assign {head.name}=单位全称"
    if head.year not in {None, year}:
        return WRONG_YEAR, f"是 {head.year} 年的，这次收 {year} 年的", "请单位改报，或另收那一年"
    return None


def unit_row(work: UnitWork, outcome: UnitOutcome | None) -> UnitRow:
    """Return the row of a unit: whether it has answered, and with what."""
    others = len(work.reports[:-1]) + len(work.rest) + sum(old in work.forms for old, _ in work.replaced)
    if outcome is None:
        return UnitRow(work.unit, BROKEN if work.rest else MISSING, (), len(work.rest))
    bad = outcome.errors or outcome.reason
    state = WAITING if outcome.waiting else FAULTY if bad else ANSWERED
    return UnitRow(work.unit, state, work.counts, others, outcome, work.record)
