"""Who reports to whom, with a copy to whom, by which day, and by which day it is published (deadlines.yaml)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from fazhi_report.norms.shipped import Years, read


@dataclass(frozen=True, slots=True)
class Deadline:
    """What one kind of author owes; days are month and day of the year after the report year.

    Args:
        author: The kind of author, Chinese.
        kind: ``department``, ``government`` or ``township``.
        names: Pattern of the names of organs that it is for; empty for all.
        source: The decree.
        years: Report years for which it holds.
        to: To whom the author reports, Chinese.
        addressed: Pattern that one of the addressees fits; empty for any.
        copies: Who gets a copy, Chinese; empty for nobody.
        copied: Pattern that one of those copied to fits.
        due: Last day to report.
        publish: Last day to publish; None where the decree names none.
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
        """Last day to report on a year."""
        return date(year + 1, *self.due)

    def publish_by(self, year: int) -> date | None:
        """Last day to publish the report on a year; None where none is decreed."""
        return None if self.publish is None else date(year + 1, *self.publish)


@dataclass(frozen=True, slots=True)
class Deadlines:
    """The whole table.

    Args:
        version: Counts up with every change.
        rows: Its rows; the first that fits counts.
    """

    version: int
    rows: tuple[Deadline, ...]

    def of(self, kind: str, name: str, year: int) -> Deadline | None:
        """What an organ owes for a report year; None where nothing was decreed.

        Args:
            kind: ``department``, ``government`` or ``township``.
            name: Full name of the organ.
            year: The year reported on.
        """
        fitting = (row for row in self.rows if row.kind == kind and year in row.years)
        return next((row for row in fitting if re.search(row.names, name)), None)


@lru_cache(maxsize=1)
def deadlines() -> Deadlines:
    """The shipped table, read once."""
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
