"""The title of a report: its words, and its lines (GB/T 9704-2012 7.3.1)."""

from __future__ import annotations

from fazhi_report.model.authors import joined
from fazhi_report.model.organ import TITLE_PRESETS
from fazhi_report.model.report import Report
from fazhi_report.text.organ_names import title_on_one_line
from fazhi_report.typesetting.line_breaks import BrokenLines, break_title, kept_lines

DRAFT_MARK = "（草稿）"
"""Appended to the title of a draft."""


def title_text(report: Report, *, draft: bool = False) -> str:
    """Return the title on one line, marked as a draft if it is one."""
    title, mark = report.title, DRAFT_MARK if draft else ""
    if title.lines:
        return title_on_one_line(title.lines) + mark
    if title.text is not None:
        return title.text + mark
    organ = joined((one.name for one in report.organ.each), title.between)
    return TITLE_PRESETS[title.preset or "about"].format(organ=organ, year=report.year) + mark


def title_lines(report: Report, *, draft: bool = False) -> BrokenLines:
    """Return the title broken by meaning; lines given in the data are kept, well broken or not."""
    if report.title.lines:
        *before, last = report.title.lines
        return kept_lines((*before, last + (DRAFT_MARK if draft else "")))
    names = tuple(one.name for one in report.organ.each)
    text = title_text(report, draft=draft)
    if report.title.between != "line" or len(names) == 1:
        return break_title(text, *names)
    year, _, subject = text.partition(joined(names, "line"))
    parts = [break_title(one) for one in (year, *names, subject) if one]
    return BrokenLines(tuple(line for one in parts for line in one.lines), all(one.well for one in parts))
