"""What a newer paper of a unit changes: figures and paragraphs, old and new."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import PurePath

from pydantic import BaseModel, ConfigDict

from fazhi_report.commands.paper_record import PaperRecord
from fazhi_report.comparison.rows import Status
from fazhi_report.comparison.years import Book, compare_years
from fazhi_report.ledger import evaluate, in_words
from fazhi_report.model.report import Report, Year
from fazhi_report.model.walk import texts
from fazhi_report.source.load import load_text

_MOST_PARAGRAPHS = 2_000
"""Most paragraphs that are paired; beyond that only their number is told."""


class PaperChange(BaseModel):
    """A figure or a paragraph that a newer paper changes.

    Args:
        kind: 指标 or 段落.
        label: Name of the figure; empty for a paragraph.
        old: What it was; empty where it is new.
        new: What it is; empty where it is gone.
    """

    model_config = ConfigDict(frozen=True, defer_build=True)

    kind: str
    label: str
    old: str
    new: str


def paper_changes(earlier: PaperRecord, later: PaperRecord) -> Iterator[PaperChange]:
    """Yield what the later of two papers changes; one that cannot be read as a whole is compared line by line."""
    old, new = (load_text(one.text, PurePath("paper.yaml")).year for one in (earlier, later))
    if old is None or new is None:
        yield from _paragraphs(_lines(earlier.text), _lines(later.text))
        return
    for row in compare_years(Book.of(old), Book.of(new)).rows:
        if row.status is not Status.SAME:
            was, now = ("" if entry is None else entry.text for entry in (row.old, row.new))
            if was != now:
                yield PaperChange(kind="指标", label=row.label, old=was, new=now)
    yield from _paragraphs(_texts(old), _texts(new))


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]


def _texts(year: Year) -> list[str]:
    if not isinstance(year, Report):
        return []
    ledger = evaluate(year.figures)
    return [in_words(text, ledger) for _, text in texts(year) if text.strip()]


def _paragraphs(old: list[str], new: list[str]) -> Iterator[PaperChange]:
    if max(len(old), len(new)) > _MOST_PARAGRAPHS:
        yield PaperChange(kind="段落", label="", old=f"{len(old)} 段", new=f"{len(new)} 段")
        return
    for what, first, last, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            continue
        was, now = old[first:last], new[start:end]
        for at in range(max(len(was), len(now))):
            yield PaperChange(
                kind="段落",
                label="",
                old=was[at] if at < len(was) else "",
                new=now[at] if at < len(now) else "",
            )
