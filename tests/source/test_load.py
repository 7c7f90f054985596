from __future__ import annotations

import errno
import os
from pathlib import Path, PurePath

import pytest

from fazhi_report.errors import FazhiError
from fazhi_report.findings import Place
from fazhi_report.source.load import Source, load, load_text

MINIMAL = Path(__file__).parent.parent / "data" / "minimal.yaml"


def test_a_good_file_is_a_report_without_problems() -> None:
    source = load(MINIMAL)
    assert source.report is not None
    assert source.report.organ.name == "示例市司法局"
    assert source.problems == ()
    assert source.locate(("year",)) == Place(MINIMAL, 3, 7)


def test_what_cannot_be_opened_is_an_error_with_a_cure(tmp_path: Path) -> None:
    for path in (tmp_path / "none.yaml", tmp_path, tmp_path / "none" / "none.yaml", Path("a\0b")):
        with pytest.raises(FazhiError) as caught:
            load(path)
        assert caught.value.hint


def test_a_file_that_may_not_be_read_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(FazhiError, match="：没有权限") as caught:
        load(MINIMAL)
    assert "权限" in caught.value.hint
    # Windows refuses to open a folder so.
    with pytest.raises(FazhiError) as caught:
        load(MINIMAL.parent)
    assert "文件夹" in caught.value.hint


def test_broken_syntax_hides_everything_else() -> None:
    source = load_text("year: x\nyear: y\na: 'b\n", PurePath("x.yaml"))
    assert [one.kind for one in source.problems] == ["duplicate_key", "syntax"]
    assert (source.report, source.marks) == (None, None)


def test_places_are_found_without_marks() -> None:
    source = Source(PurePath("x"), "一\n二三", None, None)
    assert source.locate((), 3) == Place(PurePath("x"), 2, 2)
    assert source.locate(("year",)) == Place(PurePath("x"), 1, 1)


def test_a_duplicate_key_keeps_the_report_back() -> None:
    text = MINIMAL.read_text(encoding="utf-8") + "kind: report\n"
    assert load_text(text, MINIMAL).report is None


def test_a_thousand_faults_are_told_briefly() -> None:
    source = load_text("".join(f"k{number}: v\n" for number in range(1000)), PurePath("x"))
    assert len(source.problems) == 101
    assert "没有一一列出" in source.problems[-1].message


def test_what_stops_the_reading_is_told_behind_a_thousand_faults() -> None:
    source = load_text("a: 1\n" * 1000 + "b: 'x\n", PurePath("x"))
    assert len(source.problems) == 101
    assert source.problems[-1].kind == "syntax"


def test_lone_surrogates_are_told() -> None:
    assert [one.kind for one in load_text("a: \ud800\n", PurePath("x")).problems] == ["encoding"]
