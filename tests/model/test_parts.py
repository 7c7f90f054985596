"""Parts are a list with roles; the five names are its short form."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from fazhi_report.composition.report import compose
from fazhi_report.document.nodes import body
from fazhi_report.model.matters import stated
from fazhi_report.model.report import Report
from fazhi_report.model.walk import texts
from fazhi_report.norms.outline import outline

HEAD: dict[str, Any] = {"year": "2024", "organ": {"name": "示例市司法局"}}
ROLES = ("plans", "achievements", "shortcomings", "leader_duties")
CONTENT = {name: {"heading": f"标题{at}", "text": [f"正文{at}。"]} for at, name in enumerate(ROLES)}
SHORT = {**HEAD, "order": [*ROLES, "other"], **CONTENT}
LISTED = {**HEAD, "parts": [{"role": name, **CONTENT[name]} for name in ROLES]}


def report(**fields: Any) -> Report:
    return Report.model_validate({**HEAD, **fields})


def printed(made: Report) -> list[str]:
    """The lines of a report without its date, of which it has none."""
    return list(body(compose(made)))


def test_both_forms_are_one_report() -> None:
    short, listed = Report.model_validate(SHORT), Report.model_validate(LISTED)
    assert printed(short) == printed(listed)
    assert sorted(text for _, text in texts(short)) == sorted(text for _, text in texts(listed))
    assert [one.role for one in short.body_parts] == [one.role for one in listed.body_parts] == list(ROLES)
    for made in (short, listed):
        for one in made.body_parts:
            assert made.role_at((*one.route, "text", 0, "<paragraph>")) == one.role
        assert [one.text for one in stated(made, "plan")] == ["正文0。"]


@pytest.mark.parametrize("also", ["order", *ROLES])
def test_both_forms_in_one_file_are_refused_with_the_name_that_is_too_much(also: str) -> None:
    with pytest.raises(ValidationError, match=rf"已经写在 parts 里，又另写了 {also}"):
        Report.model_validate({**LISTED, also: SHORT[also]})


def test_a_report_without_any_text_is_refused() -> None:
    with pytest.raises(ValidationError, match="报告没有正文"):
        report()


def test_a_role_is_a_row_of_the_outline_and_a_part_may_have_none() -> None:
    parts = [{"role": role, "heading": "甲", "text": "乙。"} for role in (*outline().parts, None)]
    made = report(parts=parts)
    assert len(made.body_parts) == len(outline().parts) + 1
    assert made.role_at(("parts", len(parts) - 1, "heading")) == "parts"
    with pytest.raises(ValidationError, match="没有“summary”这种部分"):
        report(parts=[{"role": "summary", "heading": "甲", "text": "乙。"}])


@pytest.mark.parametrize(
    ("numbers", "as_printed"),
    [
        ([None, None, None], ["一、甲", "二、甲", "三、甲"]),
        ([None, "八、", None], ["一、甲", "八、甲", "九、甲"]),
        ([None, "一、", None], ["一、甲", "一、甲", "二、甲"]),
        (["", None, None], ["甲", "一、甲", "二、甲"]),
        (["第一部分", "（五）", "7."], ["第一部分甲", "（五）甲", "7.甲"]),
    ],
)
def test_a_number_of_its_own_is_printed_and_the_next_ones_count_on(
    numbers: list[str | None], as_printed: list[str]
) -> None:
    made = report(parts=[{"number": number, "heading": "甲", "text": "乙。"} for number in numbers])
    assert [line for line in printed(made) if line.endswith("甲")] == as_printed


def test_items_of_a_part_stand_between_its_text_and_its_sections() -> None:
    made = report(
        parts=[
            {
                "role": "plans",
                "heading": "甲",
                "text": "乙。",
                "items": [{"lead": "子。"}, {"lead": "丑。", "text": "寅。"}],
                "sections": [{"heading": "卯", "items": [{"lead": "辰。"}]}],
            }
        ]
    )
    assert printed(made)[:6] == ["一、甲", "乙。", "1.子。", "2.丑。寅。", "（一）卯", "1.辰。"]
    assert [(one.where, one.text) for one in stated(made, "plan")] == [
        ("1.", "子。"),
        ("2.", "丑。寅。"),
        ("（一）1.", "辰。"),
    ]


def test_sections_and_items_have_numbers_of_their_own_too() -> None:
    sections = [
        {"heading": "子", "items": [{"number": "3.", "lead": "寅", "items": [{"number": "", "lead": "卯"}]}]},
        {"number": "（一）", "heading": "丑"},
    ]
    made = report(parts=[{"heading": "甲", "run_in": True, "text": "乙。", "sections": sections}])
    assert printed(made)[:5] == ["一、甲乙。", "（一）子", "3.寅", "卯", "（一）丑"]


@pytest.mark.parametrize("number", ["八、九、", "{{ a.b }}", "[一]", "一、标题"])
def test_what_is_no_number_is_refused(number: str) -> None:
    with pytest.raises(ValidationError, match="number"):
        report(parts=[{"number": number, "heading": "甲", "text": "乙。"}])


def test_a_report_without_date_and_signature_ends_with_its_text() -> None:
    made = report(**CONTENT, signature={"unsigned": True})
    assert printed(made)[-1].startswith("正文")
    assert printed(report(**CONTENT))[-1] == "示例市司法局"
