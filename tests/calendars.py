"""Calendar files as another library reads them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, cast

import icalendar


@dataclass(frozen=True)
class ReadEvent:
    """An event of a calendar file."""

    uid: str
    start: date
    end: date
    summary: str
    description: str


def events_in(content: bytes) -> list[ReadEvent]:
    """The events, in the order of the file; nothing in it may be in doubt."""
    read: Any = icalendar.Calendar.from_ical(content)
    assert not read.errors
    return [
        ReadEvent(
            str(one["UID"]),
            cast("date", one.decoded("DTSTART")),
            cast("date", one.decoded("DTEND")),
            str(one["SUMMARY"]),
            str(one["DESCRIPTION"]),
        )
        for one in read.walk("VEVENT")
    ]
