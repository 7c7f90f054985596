"""Values to YAML and back: nothing changes on the way."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fazhi_report.source.dump import difference, dump, scalar
from fazhi_report.source.load import load, load_text
from fazhi_report.source.parse import parse
from hostile_words import hostile_words
from report_strategies import dump_report, reports

ROOT = Path(__file__).parents[2]
FILES = sorted(
    path
    for path in (*ROOT.glob("data/*.yaml"), *ROOT.glob("examples/*/data/*.yaml"))
    if re.search("^kind: report", path.read_text(encoding="utf-8"), re.MULTILINE)
)


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.parent.name}-{path.stem}")
def test_a_data_file_written_again_says_the_same(path: Path) -> None:
    report = load(path).report
    assert report is not None
    again = load_text(dump_report(report), path)
    assert again.problems == ()
    assert again.report == report


def test_generated_reports_come_back() -> None:
    @settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
    @given(reports())
    def comes_back(report: object) -> None:
        again = load_text(dump_report(report), Path("a.yaml"))  # type: ignore[arg-type]
        assert again.problems == ()
        assert again.report == report

    comes_back()


@given(
    st.text(st.characters(exclude_categories=("Cs", "Cc", "Co", "Cn")), min_size=1, max_size=30).filter(
        str.strip
    )
)
def test_any_text_survives_on_one_line(text: str) -> None:
    words = text.strip()
    value = parse(f"a: {scalar(words)}\n").value
    assert value == {"a": words}


@settings(max_examples=150, deadline=None)
@given(st.lists(hostile_words(), min_size=12, max_size=12))
def test_no_words_lead_the_writer_astray(words: list[str]) -> None:
    one, two, three, *others = words
    values: dict[str, object] = {
        "kind": "report",
        "organ": {"name": one},
        "title": {"lines": [two, three]},
        "addressees": [one, two],
        "figures": {"own.a": {"value": three, "label": one, "claim": {"share": {"of": two, "digits": 1}}}},
        "opening": others[:3],
        "achievements": {
            "heading": others[3],
            "text": [others[4], {"inline": True, "measures": [{"text": one}, {"lead": two, "text": three}]}],
            "sections": [{"heading": two, "run_in": False, "items": [{"lead": others[5], "text": [one]}]}],
        },
        "plans": {"heading": one, "text": [{"table": {"columns": [one, two], "rows": [[three, one]]}}]},
        "signature": {"organs": [others[6]], "seal": True},
    }
    text = dump(values, notes={("organ",): [one], ("plans", "text", 0): [two]}, head=[three], tail=[one])
    assert difference(text.encode(), values) == ""
    # A reader that is not ours sees no other keys.
    assert list(yaml.safe_load(text)) == list(values)
    assert load_text(text, Path("a.yaml")).ignores == ()


def test_a_file_that_says_something_else_is_told() -> None:
    values: dict[str, object] = {"kind": "report", "opening": ["甲。", "乙。"], "signature": {"seal": True}}
    text = dump(values)
    assert difference(text.encode(), values) == ""
    for other in (
        text.replace("乙", "丙"),
        text.replace("\n\n  乙", "\n  乙"),
        text.replace("true", "false"),
        f"{text}file_name: 甲\n",
        text.replace("opening:", "closing:"),
        text[:-9],
        f"{text}\x00",
    ):
        assert difference(other.encode(), values)


def test_sentences_stand_one_a_line_and_quotes_are_not_torn() -> None:
    text = dump({"kind": "report", "opening": ["甲做了事。乙说“好。”丙记下；丁看着。"]})
    assert text.splitlines()[-3:] == ["  甲做了事。", "  乙说“好。”丙记下；", "  丁看着。"]


def test_notes_stand_above_what_they_are_about() -> None:
    text = dump(
        {"kind": "report", "plans": {"heading": "安排", "sections": [{"heading": "甲"}]}},
        notes={("plans", "sections", 0): ["看看\n这里"], ("shortcomings",): ["缺一部分"]},
    )
    assert "    # 看看\n    # 这里\n    - heading: 甲" in text
    assert "# 缺一部分" in text
    parsed = parse(text)
    assert parsed.value == {"kind": "report", "plans": {"heading": "安排", "sections": [{"heading": "甲"}]}}
