"""The table of elements: each row stands by itself, and an element is named nowhere else."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter

from fazhi_report.model.report import Report
from fazhi_report.norms.elements import BY_KEY, CORNER, ELEMENTS, Role
from fazhi_report.recognise.lines import copied, corner, is_date, is_note, level, number_line, printing
from fazhi_report.writers.docx.styles import looks

SOURCE = Path(__file__).parents[2] / "src/fazhi_report"


def test_keys_are_unique_and_styles_are_those_of_the_writer() -> None:
    keys = [one.key for one in ELEMENTS]
    assert len(set(keys)) == len(keys)
    assert {one.style for one in ELEMENTS if one.style} <= {str(look.style) for look in looks()}


def test_the_corner_is_in_the_model() -> None:
    assert {one.key for one in CORNER} <= Report.model_fields.keys()


@pytest.mark.parametrize("key", ["urgency", "copy_number"])
def test_an_element_of_the_corner_is_named_in_the_model_and_the_table_alone(key: str) -> None:
    # As an attribute, a text, a field or an argument; a sentence may well speak of urgency.
    use = re.compile(rf"[.\"']{key}\b|\b{key}\s*[:=]")
    named = {
        path.relative_to(SOURCE).as_posix()
        for path in SOURCE.rglob("*.*")
        if path.suffix in {".py", ".j2"} and use.search(path.read_text(encoding="utf-8"))
    }
    assert named == {"model/report.py", "norms/elements.py"}


@pytest.mark.parametrize(
    ("key", "text"),
    [("copy_number", "000012"), ("secrecy", "机密★3年"), ("secrecy", "绝密"), ("urgency", "加急")],
)
def test_what_the_corner_prints_is_recognised_and_read_back(key: str, text: str) -> None:
    row = BY_KEY[key]
    assert corner(text) is row.role
    kind: Any = Report.model_fields[key].annotation
    value = TypeAdapter(kind).validate_python(row.value_of(text))
    assert row.printed_from(value) == text


@pytest.mark.parametrize(
    "words",
    [
        "我局印发了2025年3月1日印发的通知，并抓好落实。",
        "抄送的材料：三份。",
        "2025年3月1日起施行",
        "关于印发2024年计划的通知",
        "主送机关",
    ],
)
def test_a_sentence_that_speaks_of_an_element_is_none(words: str) -> None:
    assert copied(words) is None
    assert printing(words) is None
    assert not is_date(words)
    assert not is_note(words)
    assert corner(words) is None


def test_names_of_two_characters_stay_together() -> None:
    found = number_line("示司〔2025〕8号\t签发人：张 三\t李四、王五六")
    assert found.number == "示司〔2025〕8号"
    assert found.signatories == ("张\u3000三", "李四", "王五六")
    assert level("（一）学习") is Role.HEADING_2
