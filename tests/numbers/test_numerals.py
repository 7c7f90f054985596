"""Chinese numerals, there and back."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from fazhi_report.numbers.numerals import LIMIT, from_chinese, to_chinese

WRITTEN = [
    (0, "零"),
    (1, "一"),
    (10, "十"),
    (11, "十一"),
    (20, "二十"),
    (28, "二十八"),
    (99, "九十九"),
    (100, "一百"),
    (105, "一百零五"),
    (110, "一百一十"),
    (111, "一百一十一"),
    (1001, "一千零一"),
    (1010, "一千零一十"),
    (1100, "一千一百"),
    (10_000, "一万"),
    (10_001, "一万零一"),
    (10_010, "一万零一十"),
    (11_000, "一万一千"),
    (100_000, "十万"),
    (101_000, "十万一千"),
    (110_000, "十一万"),
    (12_345_678, "一千二百三十四万五千六百七十八"),
    (99_999_999, "九千九百九十九万九千九百九十九"),
    (100_000_000, "一亿"),
    (100_001_000, "一亿零一千"),
    (100_100_000, "一亿零一十万"),
    (1_000_000_000, "十亿"),
]


@pytest.mark.parametrize(("number", "text"), WRITTEN)
def test_numbers_are_written_as_headings_count(number: int, text: str) -> None:
    assert to_chinese(number) == text
    assert from_chinese(text) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("两", 2),
        ("两百", 200),
        ("两万零二", 20_002),
        ("廿", 20),
        ("廿八", 28),
        ("卅一", 31),
        ("一十五", 15),
        ("一百十五", 115),
        ("一百〇五", 105),
        ("二十万零五千", 205_000),
        ("二〇二一", 2021),
        ("二○二一", 2021),
        ("一九四九", 1949),
    ],
)
def test_other_ways_of_writing_are_read(text: str, number: int) -> None:
    assert from_chinese(text) == number


@pytest.mark.parametrize(
    "text",
    [
        "",
        "三四",
        "三四百",
        "一百五",
        "十零五",
        "一百零",
        "零五",
        "百",
        "二十十",
        "一万万",
        "亿",
        "十八九",
        "18",
        "一 二",
        "壹",
        "一" * 13,
        "九亿亿",
    ],
)
def test_what_is_no_number_is_refused_in_chinese(text: str) -> None:
    with pytest.raises(ValueError, match="不是汉字数字"):
        from_chinese(text)


@pytest.mark.parametrize("number", [-1, LIMIT])
def test_numbers_out_of_range_are_refused(number: int) -> None:
    with pytest.raises(ValueError, match="写不成汉字数字"):
        to_chinese(number)


@given(st.integers(0, LIMIT - 1))
@example(LIMIT - 1)
def test_there_and_back(number: int) -> None:
    text = to_chinese(number)
    assert from_chinese(text) == number
    assert "零零" not in text
    assert text == "零" or not text.endswith("零")


@given(st.text("零〇一二两三九十百千万亿廿", max_size=8))
def test_whatever_is_read_can_be_written(text: str) -> None:
    try:
        number = from_chinese(text)
    except ValueError:
        return
    assert from_chinese(to_chinese(number)) == number
