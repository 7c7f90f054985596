"""Who owes a report to whom, and by when: the national rule (deadlines.yaml), and what a local rule makes of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from fazhi_report.norms.shipped import Years, read

MonthDay = tuple[int, int]
"""Month and day in the year after the report year."""


@dataclass(frozen=True, slots=True)
class ReviewStep:
    """A step on the way of a report, such as 征求意见 or 审签.

    Args:
        name: Its name, Chinese.
        by: The last day for it; None where the rule sets none.
        note: What the rule says of it, Chinese; empty for nothing.
    """

    name: str
    by: MonthDay | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class ReportDuty:
    """The duty of one kind of author; days are month and day in the year after the report year.

    Args:
        author: The kind of author, Chinese.
        kind: Kind of the organ, as in the data; of joint authors that of the government, the office …
        names: Pattern of the names of the organs concerned; empty for all.
        joint: Whether it is the duty of a party committee and a government that report together; None for either.
        source: The decree.
        years: Report years for which it holds.
        to: The addressee, Chinese.
        addressed: Pattern that one addressee must match; empty for any.
        copies: The organ that gets a copy, Chinese; empty for none.
        copied: Pattern that one of 抄送 must match.
        due: Last day to report.
        publish: Last day to publish; None where the decree sets none.
        title: Words that the title must contain; empty for any.
        order: Names of the parts in their order; empty for that of the national outline.
        steps: The steps of review, in order.
        note: What else the local rule says, Chinese; empty for nothing.
        local: Field → the local rule that sets it; fields of the national rule are not in it.
    """

    author: str
    kind: str
    source: str
    years: Years
    to: str
    due: MonthDay
    names: str = ""
    joint: bool | None = None
    addressed: str = ""
    copies: str = ""
    copied: str = ""
    publish: MonthDay | None = None
    title: str = ""
    order: tuple[str, ...] = ()
    steps: tuple[ReviewStep, ...] = ()
    note: str = ""
    local: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def due_on(self, year: int) -> date:
        """Return the last day to submit the report on a year."""
        return date(year + 1, *self.due)

    def publish_by(self, year: int) -> date | None:
        """Return the last day to publish the report on a year; None where the decree sets none."""
        return None if self.publish is None else date(year + 1, *self.publish)

    def source_of(self, name: str) -> str:
        """Return the decree, or the local rule, that a field comes from."""
        return self.local.get(name, self.source)


@dataclass(frozen=True, slots=True)
class Duties:
    """The national table.

    Args:
        version: Increased with every change.
        rows: Its rows; the first that matches applies.
    """

    version: int
    rows: tuple[ReportDuty, ...]

    def of(self, kind: str, name: str, year: int, *, joint: bool = False) -> ReportDuty | None:
        """Return the duty of an organ for a report year; None where no decree sets one.

        Args:
            kind: Kind of the organ, as in the data.
            name: Full name of the organ.
            year: The year reported on.
            joint: Whether a party committee reports together with it.
        """
        fitting = (
            row for row in self.rows if row.kind == kind and year in row.years and row.joint in {None, joint}
        )
        return next((row for row in fitting if re.search(row.names, name)), None)


@lru_cache(maxsize=1)
def duties() -> Duties:
    """Return the table that comes with the program; read once."""
    data = read("deadlines")
    rows = (_row(entry, kind) for entry in data["rows"] for kind in _kinds(entry["kind"]))
    return Duties(int(data["version"]), tuple(rows))


def _kinds(written: str | list[str]) -> list[str]:
    return [written] if isinstance(written, str) else written


def _row(entry: dict[str, Any], kind: str) -> ReportDuty:
    return ReportDuty(
        author=entry["author"],
        kind=kind,
        source=entry["source"],
        years=Years.of(entry["valid_for_years"]),
        to=entry["to"],
        due=_day(entry["due"]),
        names=entry.get("names", ""),
        joint=entry["joint"] == "true" if "joint" in entry else None,
        addressed=entry.get("addressed", ""),
        copies=entry.get("copies", ""),
        copied=entry.get("copied", ""),
        publish=_day(entry["publish"]) if "publish" in entry else None,
    )


def _day(written: str) -> MonthDay:
    month, day = written.split("-")
    return int(month), int(day)
