"""Dates → an iCalendar file (RFC 5545) that calendars of office suites and telephones take in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

_MOST_OCTETS = 75
"""Octets per line without its end; a longer line is folded (RFC 5545, 3.1)."""
_SPECIAL = re.compile(r"[\\;,]")
_BREAKS = re.compile(r"\r\n|[\r\n\x0b\x0c\u0085\u2028\u2029]")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """Something that is due on a day.

    Args:
        uid: Its identifier, the same whenever the calendar is made again.
        day: The day.
        summary: What is due, one line.
        description: Who, to whom, by which rule; may have several lines.
        stamp: The day on which this entry counts as written; never the day of the run, so that bytes stay the same.
    """

    uid: str
    day: date
    summary: str
    description: str
    stamp: date


def calendar(events: Iterable[CalendarEvent], name: str) -> bytes:
    """Return the events as one calendar, in the order given.

    Args:
        events: What is due.
        name: The name under which calendars show it.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//fazhi-report//deadlines//ZH",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_escaped(name)}",
    ]
    for event in events:
        lines += _event(event)
    lines.append("END:VCALENDAR")
    return b"".join(b"\r\n".join(_folded(line)) + b"\r\n" for line in lines)


def _event(event: CalendarEvent) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{_escaped(event.uid)}"
    yield f"DTSTAMP:{event.stamp:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}"
    # The end is the first day on which it is over (3.6.1).
    yield f"DTEND;VALUE=DATE:{event.day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_escaped(event.summary)}"
    yield f"DESCRIPTION:{_escaped(event.description)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _escaped(text: str) -> str:
    """Return a text as a value: marks with a backslash, line breaks as its two characters (3.3.11)."""
    marked = _SPECIAL.sub(r"\\\g<0>", _CONTROLS.sub("", _BREAKS.sub("\n", text)))
    return marked.replace("\n", "\\n")


def _folded(line: str) -> Iterator[bytes]:
    """Yield the octets of a line in pieces that are short enough, each but the first behind a space.

    A character of several octets is never cut.
    """
    piece, room = bytearray(), _MOST_OCTETS
    for character in line:
        octets = character.encode("utf-8")
        if len(piece) + len(octets) > room:
            yield bytes(piece)
            piece, room = bytearray(b" "), _MOST_OCTETS
        piece += octets
    yield bytes(piece)
