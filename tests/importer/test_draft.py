"""What a draft tells the drafter: where a missing part may stand, and what was left out before the text."""

from __future__ import annotations

from fazhi_report.importer.draft import Wish, draft
from fazhi_report.readers.text import scan

REPORT = """示例镇人民政府2022年法治政府建设工作情况
（内部资料）
我镇辖27个村，总人口6.35万人。主要做了以下工作：
一、主要工作
（一）党政主要负责人履行推进法治建设第一责任人职责。专题学法6次。
（二）规范执法。办案45件。
二、存在问题
法律顾问不足。
三、下步打算
新增示范村2个。
"""


def words(place: str, text: str = REPORT, wish: Wish | None = None) -> str:
    """The doubts about a field."""
    return "\n".join(one.words for one in draft(scan(text), wish).account.notes.get((place,), ()))


def test_a_short_opening_is_no_boilerplate() -> None:
    assert draft(scan(REPORT)).values["opening"] == ["我镇辖27个村，总人口6.35万人。主要做了以下工作："]


def test_what_is_left_out_before_the_text_is_shown() -> None:
    assert words("title") == "正文之前的一行没有收：“（内部资料）”"


def test_a_missing_part_is_looked_for_among_the_sections() -> None:
    assert "第 5 行“党政主要负责人履行推进法治建设第一责任人职责。”一节像是" in words("parts")


def test_a_year_that_contradicts_the_title_is_told_and_changes_no_part() -> None:
    assert words("year", wish=Wish(2021)) == "标题写的是2022年，--year 指明的是2021年"
    kept, other = draft(scan(REPORT)).values, draft(scan(REPORT), Wish(2021)).values
    assert {**kept, "year": 2021} == other


def test_an_office_above_in_one_character_is_an_addressee() -> None:
    text = REPORT.replace("我镇辖", "区政府：\n我镇辖")
    assert draft(scan(text)).values["addressees"] == ["区政府"]
