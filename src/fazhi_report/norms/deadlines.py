"""Deadlines of reporting and publication, with addressees and copies (deadlines.yaml)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from fazhi_report.norms.shipped import Years, read


@dataclass(frozen=True, slots=True)
class Deadline:
    """The duty of one kind of author; days are month and day in the year after the report year.

    Args:
        author: The kind of author, Chinese.
        kind: ``department``, ``government`` or ``township``.
        names: Pattern of the names of the organs concerned; empty for all.
        source: The decree.
        years: Report years for which it holds.
        to: The addressee, Chinese.
        addressed: Pattern that one addressee must match; empty for any.
        copies: The organ that gets a copy, Chinese; empty for none.
        copied: Pattern that one of 抄送 must match.
        due: Last day to report.
        publish: Last day to publish; None where the decree sets none.
    """

    author: str
    kind: str
    source: str
    years: Years
    to: str
    due: tuple[int, int]
    names: str = ""
    addressed: str = ""
    copies: str = ""
    copied: str = ""
    publish: tuple[int, int] | None = None

    def due_on(self, year: int) -> date:
        """The last day to submit the report on a year."""
        return date(year + 1, *self.due)

    def publish_by(self, year: int) -> date | None:
        """The last day to publish the report on a year; None where the decree sets none."""
        return None if self.publish is None else date(year + 1, *self.publish)


@dataclass(frozen=True, slots=True)
class Deadlines:
    """The table of deadlines.

    Args:
        version: Increased with every change.
        rows: Its rows; the first that matches applies.
    """

    version: int
    rows: tuple[Deadline, ...]

    def of(self, kind: str, name: str, year: int) -> Deadline | None:
        """The duty of an organ for a report year; None where no decree sets one.

        Args:
            kind: ``department``, ``government`` or ``township``.
            name: Full name of the organ.
            year: The year reported on.
        """
        fitting = (row for row in self.rows if row.kind == kind and year in row.years)
        return next((row for row in fitting if re.search(row.names, name)), None)


@lru_cache(maxsize=1)
def deadlines() -> Deadlines:
    """The table that comes with the program; read once."""
    data = read("deadlines")
    return Deadlines(int(data["version"]), tuple(_row(entry) for entry in data["rows"]))


def _row(entry: dict[str, Any]) -> Deadline:
    return Deadline(
        author=entry["author"],
        kind=entry["kind"],
        source=entry["source"],
        years=Years.of(entry["valid_for_years"]),
        to=entry["to"],
        due=_day(entry["due"]),
        names=entry.get("names", ""),
        addressed=entry.get("addressed", ""),
        copies=entry.get("copies", ""),
        copied=entry.get("copied", ""),
        publish=_day(entry["publish"]) if "publish" in entry else None,
    )


def _day(written: str) -> tuple[int, int]:
    month, day = written.split("-")
    return int(month), int(day)
