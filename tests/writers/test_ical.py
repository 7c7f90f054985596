"""The calendar file, read back by another library and by the letter of RFC 5545."""

from __future__ import annotations

import re
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from calendars import ReadEvent, events_in
from fazhi_report.writers.ical import CalendarEvent, calendar

TEXTS = st.text(
    st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("，,;；\\：:\n𠀀"), max_size=200
)
DAYS = st.dates(date(2015, 1, 1), date(2101, 12, 30))
EVENTS = st.builds(CalendarEvent, st.from_regex("[0-9a-f]{8}@x", fullmatch=True), DAYS, TEXTS, TEXTS, DAYS)


def visible(text: str) -> str:
    """A text without what a calendar cannot hold: every kind of line break is one."""
    return re.sub("\u0085|\u2028|\u2029", "\n", text)


@given(st.lists(EVENTS, max_size=4), TEXTS)
def test_another_library_reads_the_same(events: list[CalendarEvent], name: str) -> None:
    assert events_in(calendar(events, name)) == [
        ReadEvent(
            one.uid, one.day, one.day + timedelta(days=1), visible(one.summary), visible(one.description)
        )
        for one in events
    ]


@given(st.lists(EVENTS, max_size=4), TEXTS)
def test_lines_end_and_fold_by_the_letter(events: list[CalendarEvent], name: str) -> None:
    content = calendar(events, name)
    assert content == calendar(events, name)
    assert content.endswith(b"\r\n")
    lines = content.split(b"\r\n")[:-1]
    for line in lines:
        assert len(line) <= 75
        assert b"\r" not in line
        assert b"\n" not in line
        # Every line is whole characters: some programs decode before they unfold.
        line.decode("utf-8")
    unfolded = content.replace(b"\r\n ", b"").decode().split("\r\n")[:-1]
    assert all(re.match(r"[A-Z-]+(?:;[A-Z]+=[A-Z]+)?:", line) for line in unfolded)
    assert unfolded.count("BEGIN:VEVENT") == unfolded.count("END:VEVENT") == len(events)
