"""What the same desk has to send in beside the annual report, and by when (neighbours.yaml)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Any

from fazhi_report.norms.shipped import read


class DateCertainty(StrEnum):
    """How far a date is known."""

    NATIONAL = "national"
    LOCAL = "local"
    UNVERIFIED = "unverified"


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A document that is due beside the annual report.

    Args:
        key: Its identifier.
        name: Its name, Chinese.
        who: Who owes it, Chinese.
        to: What is done with it, Chinese.
        due: Month and day of the year after the one that it is about; None where no day is set.
        when: When it is due, Chinese, where no day is set.
        certain: How far the date is known.
        where: The place whose rule it is, Chinese; empty for the whole country.
        source: The rule, Chinese.
        kinds: The kinds of organs that owe it; empty for all.
    """

    key: str
    name: str
    who: str
    to: str
    due: tuple[int, int] | None
    when: str
    certain: DateCertainty
    where: str
    source: str
    kinds: tuple[str, ...]

    def due_on(self, year: int) -> date | None:
        """Return the day on which the document on a year is due; None where no day is set."""
        return None if self.due is None else date(year + 1, *self.due)

    @property
    def remark(self) -> str:
        """How far the date may be relied on, Chinese; empty for a national rule."""
        match self.certain:
            case DateCertainty.NATIONAL:
                return ""
            case DateCertainty.LOCAL:
                return f"这是{self.where}的要求，别处以本地通知为准"
            case DateCertainty.UNVERIFIED:
                return "日期没有核到原文，请核对后再用"


@lru_cache(maxsize=1)
def neighbours() -> tuple[Neighbour, ...]:
    """Return the table that comes with the program; read once."""
    return tuple(map(_row, read("neighbours")["rows"]))


def _row(entry: dict[str, Any]) -> Neighbour:
    day = entry.get("due")
    month_day = tuple(map(int, day.split("-"))) if day else None
    return Neighbour(
        entry["key"],
        entry["name"],
        entry["who"],
        entry["to"],
        None if month_day is None else (month_day[0], month_day[1]),
        entry.get("when", ""),
        DateCertainty(entry["certain"]),
        entry.get("where", ""),
        entry["source"],
        tuple(entry.get("kinds", ())),
    )
