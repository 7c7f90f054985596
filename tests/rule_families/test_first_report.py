"""What structure and deadlines say of the first real report, line by line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from fazhi_report.findings import Finding, Severity
from fazhi_report.rules.run import Subjects, check
from fazhi_report.source.load import Source, load

PATH = Path(__file__).parents[2] / "data" / "2020.yaml"


def found(source: Source) -> list[Finding]:
    subjects = Subjects.of(source, today=date(2021, 6, 1))
    return list(check(subjects, select=["FZ3", "FZ4"]).findings)


def test_above_a_note_only_the_missing_word_and_the_date_that_differs() -> None:
    source = load(PATH)
    lines = source.text.splitlines()
    above = [finding for finding in found(source) if finding.severity > Severity.NOTE]
    assert [finding.code for finding in above] == ["FZ342", "FZ405"]
    phrase, day = above
    assert lines[phrase.place.line - 1][phrase.place.column - 1 :].startswith("重要工作部署、重大问题")
    assert lines[day.place.line - 1].strip() == "date_of_issue: 2021-03-09"
    assert [lines[place.line - 1] for place in day.related] == ["date_of_issue: 2021年2月28日"]


def test_the_notes_are_the_order_the_full_stops_and_one_duty() -> None:
    source = load(PATH)
    lines = source.text.splitlines()
    notes = [finding for finding in found(source) if finding.severity == Severity.NOTE]
    assert [finding.code for finding in notes] == ["FZ301", *["FZ321"] * 4, "FZ341"]
    assert lines[notes[0].place.line - 1].startswith("order:")
    assert all(lines[note.place.line - 1][note.place.column - 1] == "。" for note in notes[1:5])
    assert "出庭应诉" in notes[-1].message
