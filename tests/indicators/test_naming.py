"""Figures without an indicator: noun phrases for people, keys that stay the same over years and offices."""

from __future__ import annotations

import re

from fazhi_report.indicators.documents import NamedFigure, Passage, named
from fazhi_report.indicators.scope import Scope
from fazhi_report.norms.catalogue import catalogue
from fazhi_report.text.references import KEY_PATTERN
from growth import assert_linear


def figures(*texts: str, heading: str = "", organ: str = "示例市司法局") -> list[NamedFigure]:
    passages = [Passage(text, (heading,) if heading else ()) for text in texts]
    return [one for row in named(passages, Scope(organ)) for one in row]


def test_a_name_is_a_noun_phrase() -> None:
    text = (
        "新建（改建）法治公园3个。全年开展工业产品抽检480批次，同比减少12批次，抽检合格率98.5%。"
        "对31个社区逐一走访。帮助500多名求职者实现再就业，占比24%。发放补贴1.2亿元（上年0.9亿元）。"
    )
    assert [one.label for one in figures(text)] == [
        "新建改建法治公园",
        "开展工业产品抽检",
        "开展工业产品抽检同比减少",
        "抽检合格率",
        "社区逐一走访",
        "帮助求职者",
        "帮助求职者占比",
        "发放补贴",
        "发放补贴上年数",
    ]


def test_the_key_does_not_tell_where_the_figure_stands_nor_of_which_year_or_place_it_is() -> None:
    (first,) = figures("2024年，全市共发放药品480箱。")
    *_, later = figures("修路3条。", "铺管9处。", "今年以来，全县累计发放药品512箱。", organ="邻县司法局")
    assert first.key == later.key
    assert re.fullmatch(KEY_PATTERN, first.key)


def test_another_unit_or_another_matter_is_another_figure() -> None:
    keys = {
        one.key
        for one in figures("发放药品480箱。", "发放药品36万元。", "信访件办结率98%。", "消费投诉办结率97%。")
    }
    assert len(keys) == 4


def test_the_same_words_with_two_values_are_told_apart_by_wider_words() -> None:
    text = ("开展食品安全检查，发现问题12个。", "开展消防检查，发现问题9个。")
    first, second = figures(*text)
    assert first.key != second.key
    # In another order and with other values they are the same two.
    assert {one.key for one in figures(text[1].replace("9", "30"), text[0])} == {first.key, second.key}
    # Where nothing tells them apart there is no key.
    assert [one.key for one in figures("发现问题12个。", "发现问题9个。")] == ["", ""]


def test_a_change_is_no_count() -> None:
    keys = [one.key for one in figures("发放药品480箱，同比增长12%，同比增加9箱。")]
    assert [key.rpartition(".")[2] in catalogue().qualifiers for key in keys] == [False, True, True]


def test_a_change_with_a_subject_of_its_own_is_no_count_either() -> None:
    for text, kind in (("全年合同审核量增加31份。", "change"), ("窗口排队时长整体压缩达92.42%。", "growth")):
        (figure,) = figures(text)
        assert figure.key.endswith(f".{kind}"), text


def test_two_values_of_one_indicator_are_asked_and_one_value_twice_is_one_key() -> None:
    once = "受理行政复议案件96件。"
    assert {one.key for one in figures(once, once)} == {"reconsideration.accepted"}
    assert all(one.key.startswith("own.") or not one.key for one in figures(once, once.replace("6", "7")))


def test_a_cell_is_read_with_its_heads() -> None:
    caption = ("行政复议案件办理情况",)
    cells = [Passage("62件", caption, ("维持", "数量（件）")), Passage("9份", (), ("复议意见书", "2025年"))]
    assert [row[0].key for row in named(cells, Scope())] == [
        "reconsideration.upheld",
        "reconsideration.opinions",
    ]
    (reading,) = [row[0].reading for row in named(cells[:1], Scope())]
    assert (reading.spot.number.start, reading.spot.number.end) == (0, 3)


def test_time_grows_with_the_figures_that_nothing_parts() -> None:
    assert_linear(lambda text: named([Passage(text)], Scope()), "发现隐患12处，办理案件9件，发现隐患8处，")
