from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_report.numbers.dates import format_date, moved
from fazhi_report.text.references import OpenDay, ask, is_open, open_places, pieces
from fazhi_report.text.zones import sentences

CHINESE = st.text(alphabet="年报告2025【】待填：，。；！？《》“” 0", max_size=60)


@given(CHINESE)
def test_pieces_make_up_the_text(text: str) -> None:
    assert "".join(piece for piece, _ in pieces(text)) == text
    assert [piece for piece, is_one in pieces(text) if is_one] == [text[a:b] for a, b in open_places(text)]
    assert any(is_one for _, is_one in pieces(text)) is is_open(text)


@given(CHINESE)
def test_a_question_is_one_open_place_whatever_it_asks(question: str) -> None:
    asked = ask(question)
    assert list(pieces(asked)) == [(asked, True)]


def test_an_open_day_prints_its_words_and_lies_behind_every_day() -> None:
    day = OpenDay("【待填：成文日期】")
    assert format_date(day) == "【待填：成文日期】"
    assert day.year == 9999


@given(CHINESE)
def test_sentences_lose_nothing_but_white_space(text: str) -> None:
    found = list(sentences(text))
    assert all(text.startswith(one.words, one.start) for one in found)
    letters = [
        "".join(char for char in part if char.isalnum()) for part in (text, *(one.words for one in found))
    ]
    assert letters[0] == "".join(letters[1:])


def test_sentences_have_their_places() -> None:
    assert [(one.words, one.start) for one in sentences("甲。 乙；“丙！”丁")] == [
        ("甲。", 0),
        ("乙；", 3),
        ("“丙！”", 5),
        ("丁", 9),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2020年市司法局推进法治政府建设情况", "2021年市司法局推进法治政府建设情况"),
        ("2021年法治政府建设工作思路", "2022年法治政府建设工作思路"),
        ("2019年和2020年对比", "2020年和2021年对比"),
        ("截至2020年12月31日", "截至2021年12月31日"),
        ("落实《2020年工作要点》", "落实《2020年工作要点》"),
        ("实施纲要（2016—2020年）", "实施纲要（2016—2020年）"),
        ("2020—2025年规划", "2020—2025年规划"),
        ("2020年—2025年规划", "2020年—2025年规划"),
        ("2015年以来", "2015年以来"),
        ("2016至2020年", "2016至2020年"),
        ("12020年", "12020年"),
        ("没有年份", "没有年份"),
    ],
)
def test_years_that_mean_this_report_move(text: str, expected: str) -> None:
    assert moved(text, 2020) == expected


@given(CHINESE)
def test_moving_keeps_the_length(text: str) -> None:
    assert len(moved(text, 2025)) == len(text)
