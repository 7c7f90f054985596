from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_report.text.width import columns
from fazhi_report.typesetting.lines import count_lines, unbroken, width

PROSE = st.text(alphabet="法治政府建设，。、“”（）《》0123456789.%aB ", max_size=200)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("", 0), ("临海市司法局", 6), ("2021年2月28日", 6.5), ("“1+3”", 3.5), ("𠮷", 1), ("99.78%", 3)],
)
def test_columns(text: str, expected: float) -> None:
    assert columns(text) == expected


def test_width_gives_each_character_its_spacing() -> None:
    # 16 pt less a quarter point: 28 of them are 441 pt, and fit into 442.2 pt.
    assert width("法" * 28).pt == pytest.approx(441)


@pytest.mark.parametrize(
    ("text", "indent", "expected"),
    [
        ("法" * 28, 0, 1),
        ("法" * 29, 0, 2),
        ("法" * 26, 2, 1),
        ("法" * 27, 2, 2),
        ("", 2, 1),
        ("法" * 28 + "。", 0, 2),  # the mark takes a character along, the line does not grow
        ("法" * 27 + "（法" + "法" * 26, 0, 2),  # an opening bracket does not end a line
        ("法" * 27 + "2021年", 0, 2),  # a number is not torn
        ("9" * 57, 0, 2),  # unless it is longer than a line
    ],
)
def test_lines(text: str, indent: float, expected: int) -> None:
    assert count_lines(text, 28, indent=indent) == expected


@given(PROSE)
def test_nothing_is_lost_between_pieces(text: str) -> None:
    assert "".join(unbroken(text)) == text


@given(PROSE, st.integers(2, 28))
def test_lines_hold_what_they_must(text: str, per_line: int) -> None:
    lines = count_lines(text, per_line)
    assert lines * per_line >= columns(text)
    assert lines <= max(1, len(text))


@given(PROSE, st.integers(2, 28))
def test_more_words_never_take_fewer_lines(text: str, per_line: int) -> None:
    assert count_lines(text + "法", per_line) >= count_lines(text, per_line)
