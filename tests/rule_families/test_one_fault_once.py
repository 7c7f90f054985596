"""A fault is told once, by the rule that knows most of it."""

from __future__ import annotations

from pathlib import Path, PurePath

import pytest

from fazhi_report.model.report import Report
from fazhi_report.rules.run import Subjects, check
from fazhi_report.source.load import load_text

MINIMAL = (Path(__file__).resolve().parents[1] / "data" / "minimal.yaml").read_text(encoding="utf-8")
THIS_YEAR = "  reconsideration.carried_in: 5件\n  reconsideration.pending: {value: 7件, previous: 6件}\n"


def last_year(figures: str) -> Report:
    found = load_text(MINIMAL.replace("2024", "2023") + figures, PurePath("2023.yaml")).report
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("last", "code"),
    [
        (None, "FZ109"),
        ("  own.a: {value: 3件, label: 甲}\n", "FZ109"),
        ("  reconsideration.pending: 6件\n", "FZ503"),
    ],
    ids=["no file", "no closing in it", "closing in it"],
)
def test_an_opening_other_than_last_years_closing(last: str | None, code: str) -> None:
    source = load_text(MINIMAL + THIS_YEAR, PurePath("2024.yaml"))
    previous = None if last is None else last_year(last)
    found = check(Subjects.of(source, previous=previous), select=["FZ109", "FZ503"]).findings
    assert [one.code for one in found] == [code]
