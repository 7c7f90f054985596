from __future__ import annotations

import json
from pathlib import PurePath, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_report.errors import FazhiError
from fazhi_report.findings import Finding, Place, Severity
from fazhi_report.reporters.formats import REPORTERS, reporter
from fazhi_report.reporters.summary import Summary, visible
from fazhi_report.reporters.unfinished import WORK

PATH = PurePath("data/2020.yaml")
FINDINGS = (
    Finding(
        Place(PATH, 41, 13),
        "FZ202",
        Severity.WARNING,
        "主动公开 207 条，同比增长 24.3%：没有整数基期",
        "核对本期数与上年数",
        ("figures", "a.b", 0),
        (Place(PATH, 3, 1),),
    ),
    Finding(Place(PATH, 50, 1), "FZ301", Severity.NOTE, "次序不同"),
)
SUMMARY = Summary.of(FINDINGS, 2, [("FZ501", "没有上一年度的数据"), ("FZ501", "没有上一年度的数据")])


def finding(message: str) -> Finding:
    return Finding(Place(PATH, 1, 1), "FZ004", Severity.ERROR, message)


def test_text() -> None:
    assert REPORTERS["text"](FINDINGS, SUMMARY) == (
        "data/2020.yaml:41:13 FZ202 警告 主动公开 207 条，同比增长 24.3%：没有整数基期\n"
        "  提示：核对本期数与上年数\n"
        "  另见：data/2020.yaml:3:1\n"
        "data/2020.yaml:50:1 FZ301 提示 次序不同\n"
    )


def test_nothing_to_say_is_nothing() -> None:
    assert REPORTERS["text"]((), Summary(1)) == ""


def test_json() -> None:
    text = REPORTERS["json"](FINDINGS, SUMMARY)
    assert text.endswith("}\n")
    assert "没有整数基期" in text
    assert json.loads(text) == {
        "format": 1,
        "findings": [
            {
                "path": "data/2020.yaml",
                "line": 41,
                "column": 13,
                "code": "FZ202",
                "severity": "warning",
                "message": "主动公开 207 条，同比增长 24.3%：没有整数基期",
                "hint": "核对本期数与上年数",
                "route": ["figures", "a.b", 0],
                "related": [{"path": "data/2020.yaml", "line": 3, "column": 1}],
            },
            {
                "path": "data/2020.yaml",
                "line": 50,
                "column": 1,
                "code": "FZ301",
                "severity": "note",
                "message": "次序不同",
                "hint": "",
                "route": [],
                "related": [],
            },
        ],
        "summary": {"files": 2, "errors": 0, "warnings": 1, "notes": 1, "numbers": 0, "held": 0},
        "skipped": [{"code": "FZ501", "reason": "没有上一年度的数据"}],
    }


def test_paths_in_json_have_forward_slashes() -> None:
    one = Finding(Place(PureWindowsPath("data\\2020.yaml"), 1, 1), "FZ004", Severity.ERROR, "错")
    assert json.loads(REPORTERS["json"]([one], Summary(1)))["findings"][0]["path"] == "data/2020.yaml"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("甲 a“”，", "甲 a“”，"),
        ("a\nb\tc", "a\\u000ab\\u0009c"),
        ("\x1b[31m", "\\u001b[31m"),
        ("甲\u202e乙\u2066", "甲\\u202e乙\\u2066"),
        ("\u2028\u200b\ufeff", "\\u2028\\u200b\\ufeff"),
        ("\ud800\ue000\U0010ff00", "\\ud800\\ue000\\U0010ff00"),
        ("𠮷　·", "𠮷　·"),
    ],
)
def test_what_cannot_be_seen_is_written_out(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(st.text(max_size=60))
@pytest.mark.parametrize("name", sorted(REPORTERS))
def test_quoted_data_cannot_forge_a_line(name: str, message: str) -> None:
    plain = REPORTERS[name]([finding("甲")], Summary(1))
    text = REPORTERS[name]([finding(message)], Summary(1))
    assert text.count("\n") == plain.count("\n")
    assert all(one.isprintable() or one in "\n　\u3000\xa0" or one.isspace() for one in text)
    assert len(text.splitlines()) == len(plain.splitlines())
    text.encode("utf-8")


@given(st.text(max_size=60))
def test_json_keeps_every_message(message: str) -> None:
    assert json.loads(REPORTERS["json"]([finding(message)], Summary(1)))["findings"][0]["message"] == message


def test_formats_go_by_name() -> None:
    assert reporter("json") is REPORTERS["json"]
    with pytest.raises(FazhiError) as caught:
        reporter("xml")
    assert "text、json" in caught.value.hint


def test_the_sum_in_words() -> None:
    assert SUMMARY.sentence == "检查了 2 个文件：警告 1 处，提示 1 处"
    assert Summary(1).sentence == "检查了 1 个文件：没有发现问题"


@given(st.lists(st.tuples(st.sampled_from(("FZ101", "FZ205")), st.integers(1, 99)), max_size=20))
def test_the_short_text_hides_nothing_without_a_number(made: list[tuple[str, int]]) -> None:
    """Every finding is shown, or counted in the line of its rule."""
    found = sorted(Finding(Place(PATH, line, 1), code, Severity.ERROR, "错") for code, line in made)
    lines = reporter("text", brief=True)(found, SUMMARY).splitlines()
    for code in ("FZ101", "FZ205"):
        count = sum(one.code == code for one in found)
        shown = [line for line in lines if line.startswith(PATH.as_posix()) and code in line]
        told = [line for line in lines if line.startswith(code)]
        assert len(shown) == (3 if count > 5 else count)
        assert told == ([f"{code}共 {count} 处，列了前 3 处；-v 全部列出"] if count > 5 else [])


@given(st.lists(st.tuples(st.sampled_from(("FZ101", *WORK)), st.integers(1, 40)), max_size=30, unique=True))
def test_the_work_left_in_a_draft_is_one_line(made: list[tuple[str, int]]) -> None:
    """Sentences of last year alone make no draft; much work left is counted, a little is listed."""
    found = sorted(
        Finding(Place(PATH, line, 1), code, Severity.ERROR, "错", route=(line,)) for code, line in made
    )
    lines = reporter("text", brief=True)(found, SUMMARY).splitlines()
    left = [one for one in found if one.code in WORK]
    summed = [line for line in lines if "还没有写完" in line]
    assert len(summed) == (len(left) > 5 and {one.code for one in left} != {"FZ520"})
    if summed:
        counts = [f"{sum(one.code == code for one in left)} {words}" for code, words in WORK.items()]
        assert summed[0].endswith("；-v 逐处列出")
        assert all(count in summed[0] for count in counts if not count.startswith("0 "))
        assert not any(f" {code} " in line for line in lines for code in WORK)


@pytest.mark.parametrize("name", sorted(set(REPORTERS) - {"text"}))
def test_a_program_always_gets_all(name: str) -> None:
    many = FINDINGS * 9
    assert reporter(name, brief=True)(many, SUMMARY) == reporter(name)(many, SUMMARY)
