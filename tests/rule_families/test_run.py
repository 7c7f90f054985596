from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path, PurePath

import pytest

from fazhi_report.findings import Issue, Place, Severity
from fazhi_report.model.report import Report
from fazhi_report.rules import run
from fazhi_report.rules.registry import Rule
from fazhi_report.rules.run import Checked, Subjects, check
from fazhi_report.source.load import Source, load_text

MINIMAL = (Path(__file__).parent.parent / "data" / "minimal.yaml").read_text(encoding="utf-8")
PATH = PurePath("2024.yaml")


def late(report: Report) -> Iterator[Issue]:  # noqa: ARG001
    yield Issue(("date_of_issue",), "迟", "早些", related=(("year",), ("organ", "name")))
    yield Issue(("year",), "早")
    yield Issue(("year",), "早")
    yield Issue(("opening", 0, "<paragraph>"), "词", offset=6)


def broken(source: Source) -> Iterator[Issue]:  # noqa: ARG001
    yield Issue(("year",), "坏")


def compared(report: Report, previous: Report) -> Iterator[Issue]:  # noqa: ARG001
    yield Issue(("year",), "比")


def drawn(document: object) -> Iterator[Issue]:  # noqa: ARG001
    yield Issue(("year",), "画")


RULES: Mapping[str, Rule] = {
    "FZ402": Rule("FZ402", Severity.WARNING, late, ("report",)),
    "FZ001": Rule("FZ001", Severity.ERROR, broken, ("source",), silenceable=False),
    "FZ501": Rule("FZ501", Severity.NOTE, compared, ("report", "previous")),
    "FZ601": Rule("FZ601", Severity.NOTE, drawn, ("document",)),
}


@pytest.fixture(autouse=True)
def four_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "data_rules", lambda: RULES)


def checked(text: str = MINIMAL, select: list[str] | None = None, ignore: list[str] | None = None) -> Checked:
    return check(Subjects.of(load_text(text, PATH)), select=select or [], ignore=ignore or [])


def codes(result: Checked) -> list[tuple[int, str]]:
    return [(one.place.line, one.code) for one in result.findings]


def test_findings_are_placed_sorted_and_told_once() -> None:
    result = checked()
    assert codes(result) == [(3, "FZ001"), (3, "FZ402"), (8, "FZ402"), (21, "FZ402")]
    last = result.findings[-1]
    assert last.severity is Severity.WARNING
    assert last.place == Place(PATH, 21, 16)
    assert last.related == (Place(PATH, 3, 7), Place(PATH, 5, 9))
    assert (last.message, last.hint, last.route) == ("迟", "早些", ("date_of_issue",))
    assert result.findings[2].place.column == 16


def test_rules_without_a_subject_are_skipped_with_the_reason() -> None:
    assert checked().skipped == (("FZ501", "没有上一年度的数据"), ("FZ601", "报告没有编排成文"))
    assert checked("year: x\n").skipped[0] == ("FZ402", "文件有错误，读不出报告")


def test_a_subject_that_is_given_is_used() -> None:
    source = load_text(MINIMAL, PATH)
    result = check(Subjects(source, source.report, previous=source.report))
    assert (3, "FZ501") in codes(result)


def test_selection_is_by_prefix_and_never_silences_what_stops_the_reading() -> None:
    assert {code for _, code in codes(checked(select=["FZ5"]))} == {"FZ001"}
    assert {code for _, code in codes(checked(select=["FZ4"]))} == {"FZ001", "FZ402"}
    assert {code for _, code in codes(checked(ignore=["FZ"]))} == {"FZ001"}
    assert checked(ignore=["FZ"]).skipped == ()


def test_comments_excuse_what_may_be_excused() -> None:
    text = MINIMAL.replace("2025-02-28", "2025-02-28 # fazhi: ignore[FZ402] 已核实")
    assert codes(checked(text)) == [(3, "FZ001"), (3, "FZ402"), (8, "FZ402")]
    text = MINIMAL.replace("year: 2024", "year: 2024 # fazhi: ignore[FZ402, FZ001] 已核实")
    assert codes(checked(text)) == [(3, "FZ001"), (8, "FZ402"), (21, "FZ402")]
    text = MINIMAL.replace("2025-02-28", "2025-02-28 # fazhi: ignore[FZ402]")
    assert (21, "FZ402") in codes(checked(text))


def test_an_excuse_in_a_broken_file_does_no_harm() -> None:
    text = "# fazhi: ignore[FZ402] 已核实\nyear: 'x\n"
    assert codes(checked(text)) == [(1, "FZ001")]
