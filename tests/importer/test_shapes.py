"""Shapes of old reports: on one line, title or heading and text in one line, titled by the file name alone."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_report.commands.import_ import Recovered, recover_scan
from fazhi_report.importer.suggestions import FigureBinding
from fazhi_report.readers.text import scan
from properties import tried

TITLE = "示例县2023年法治政府建设工作报告"
LINES = (
    "2023年，示例县扎实推进法治政府建设。",
    "一、主要举措和成效",
    "（一）规范执法",
    "1.加强检查。开展检查45次。",
    "2.加强培训。培训126人。",
    "二、存在的不足",
    "执法力量薄弱。",
    "三、下一步安排",
    "2024年，加强培训。",
)
SIGNED = ("示例县人民政府", "2024年1月15日")


def imported(text: str, name: str = "old.txt") -> Recovered:
    return recover_scan(scan(text), Path(name))


def values(text: str, name: str = "old.txt") -> Any:
    return imported(text, name).values


def lines(*more: str) -> str:
    return "\n".join((*more, *LINES, *SIGNED))


def test_a_report_on_one_short_line_is_parted() -> None:
    assert values(" ".join((TITLE, *LINES, *SIGNED))) == values(lines(TITLE))


def test_one_line_without_blanks_is_parted_at_its_numbers() -> None:
    found = values(
        "示例县扎实工作。一、主要举措和成效。检查45次。二、存在的不足。力量薄弱。三、下一步安排。加强培训。再接再厉，久久为功，务求实效。"
    )
    assert [one["text"] for one in found["parts"][:2]] == [["检查45次。"], ["力量薄弱。"]]


@pytest.mark.parametrize("blank", ["", " ", "　　"])
def test_a_title_in_the_line_of_the_text(blank: str) -> None:
    assert values(lines(TITLE).replace("\n", blank, 1)) == values(lines(TITLE))


@pytest.mark.parametrize("blank", ["", " "])
@pytest.mark.parametrize("number", ["1.", "1、", "１．"])
def test_a_heading_without_a_stop_before_its_items(number: str, blank: str) -> None:
    text = lines(TITLE).replace("执法\n1.", f"执法{blank}{number}").replace("次。\n2.", "次。2.")
    assert values(text) == values(lines(TITLE))


def test_a_decimal_in_a_heading_is_no_item() -> None:
    found = values(lines(TITLE).replace("规范执法", "办件提速1.5倍"))
    assert found["parts"][0]["sections"][0]["heading"] == "办件提速1.5倍"


@pytest.mark.parametrize("name", [f"{TITLE}.txt", f"3.{TITLE}(1).txt", f"附件：{TITLE}（定稿）.txt"])
def test_the_file_name_serves_where_the_title_is_missing(name: str) -> None:
    found = imported(lines(), name)
    assert found.values["title"] == {"text": TITLE}
    assert "# 待核：标题取自文件名，正文里没有" in found.text
    assert found.balance.even


def test_the_masthead_names_the_organ_where_nothing_else_does() -> None:
    found = imported("示例市司法局文件\n示司〔2021〕8号\n现将有关情况报告如下：：\n" + "\n".join(LINES))
    assert found.values["organ"] == {"name": "示例市司法局", "kind": "department"}
    assert found.balance.even


def test_a_title_in_the_text_goes_before_the_file_name() -> None:
    assert values(lines(TITLE), "示例市2019年法治政府建设年度报告.txt") == values(lines(TITLE))


@pytest.mark.parametrize("begin", ["下一步，", "2024年，", "明年，", "下一步工作中，"])
def test_a_plan_without_a_heading_is_pointed_to(begin: str) -> None:
    text = lines(TITLE).replace("三、下一步安排\n2024年，", begin)
    assert (
        f"# 待核：“{begin}加强培训。”一段像是下一年度的安排，没有标题，留在原处（原文第 9 行）"
        in imported(text).text
    )


@tried(60)
@given(
    st.lists(
        st.sampled_from(
            (
                TITLE,
                *LINES,
                *SIGNED,
                "二、存在的不足",
                "（二）规范执法",
                "近百件。",
                "2023年13月1日",
                "（内部）",
                "发布时间：昨天",
            )
        ),
        min_size=1,
        max_size=12,
    ),
    st.sampled_from(FigureBinding),
)
def test_the_doubts_counted_are_those_of_the_file(written: list[str], binding: FigureBinding) -> None:
    found = recover_scan(scan("\n".join(written)), Path("old.txt"), binding=binding)
    assert found.doubts == len(re.findall(r"(?m)^\s*# 待核：", found.text))


WIDE = str.maketrans("0123456789.", "０１２３４５６７８９．")


def test_digits_in_full_width_are_those_in_half_width() -> None:
    figures = "收到行政复议申请80件，受理62件。法治宣传经费12.5万元。"
    narrow = lines(TITLE).replace("2023年，示例县扎实推进法治政府建设。", figures)
    wide = imported(
        "\n".join(line if "." in line[:2] else line.translate(WIDE) for line in narrow.split("\n"))
    )
    assert wide.values == values(narrow)
    assert {one.text for one in wide.suggestions} >= {"80件", "62件", "12.5万元"}
