"""Statistics in Chinese characters, and the fixed words that are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_report.numbers.numerals import chinese_counts, to_chinese
from growth import assert_linear


@pytest.mark.parametrize(
    ("text", "count", "value"),
    [
        ("全年审结二十三件，", "二十三件", 23),
        ("培训一百零五人次", "一百零五人次", 105),
        ("涉及三千万元", "三千万元", 30_000_000),
        ("审结民事案件近百件", "近百件", None),
        ("惠及上千人次", "上千人次", None),
        ("开展数十场活动", "数十场", None),
        ("走访三十余家企业", "三十余家", None),
        ("培训十余场", "十余场", None),
        ("培训不少于三十场", "不少于三十场", None),
        ("共受理两件", "两件", 2),
        ("发出三份", "三份", 3),
    ],
)
def test_a_count_in_words_is_found(text: str, count: str, value: int | None) -> None:
    (found,) = chinese_counts(text)
    assert found.text == count
    assert text[found.start : found.end] == count
    assert found.value == value


@pytest.mark.parametrize(
    "text",
    [
        "一是加强领导，二是压实责任",
        "落实行政执法三项制度",
        "创建“三个一”机制",
        "“十四五”规划",
        "第一责任人",
        "第二十次全国代表大会",
        "十三届全国人大一次会议",
        "一律公开",
        "参与群众13.2万余人次",
        "千家万户",
        "“百名律师进百村”",
        "《关于二十件实事的通知》",
        "一件事一次办",
        "村（社区）三级体系",
        "十个重点领域",
        "三人行",
        "两次督办",
        "三四百件",
        "一支团队支撑",
        "老百姓家门口",
        "十件民生实事",
    ],
)
def test_a_fixed_word_is_none(text: str) -> None:
    assert not list(chinese_counts(text))


@given(st.integers(11, 10**8).filter(lambda number: number % 10), st.sampled_from(["件", "人次", "场"]))
def test_every_larger_number_is_read_back(number: int, unit: str) -> None:
    (found,) = chinese_counts(f"全年办理案件共{to_chinese(number)}{unit}。")
    assert (found.value, found.unit) == (number, unit)


@given(
    st.text(alphabet="第近约上数一二三十百千万亿零件人次名家余多“”《》，共 ", max_size=60)
    | st.text(max_size=60)
)
def test_counts_stand_in_order_and_apart(text: str) -> None:
    found = list(chinese_counts(text))
    edges = [edge for count in found for edge in (count.start, count.end)]
    assert edges == sorted(edges)
    assert all(count.text == text[count.start : count.end] for count in found)


@pytest.mark.parametrize("piece", ["十", "近十", "二十三件", "“十", "一万"])
def test_long_texts_take_linear_time(piece: str) -> None:
    assert_linear(lambda text: list(chinese_counts(text)), piece)
