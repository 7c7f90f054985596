from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_report.source.encoding import MOST_BYTES, decode

TEXT = "year: 2024\norgan:\n  name: 示例市司法局\n"


def kinds(data: bytes) -> list[str]:
    return [one.kind for one in decode(data).problems]


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("gbk", "GBK"),
        ("gb18030", "GBK"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("utf-32", "UTF-32"),
    ],
)
def test_other_encodings_are_named_with_the_cure(encoding: str, name: str) -> None:
    (problem,) = decode(TEXT.encode(encoding)).problems
    assert problem.kind == "encoding"
    assert name in problem.message
    assert "UTF-8" in problem.hint


@pytest.mark.parametrize(
    "data", [TEXT.encode("utf-8-sig"), TEXT.replace("\n", "\r\n").encode(), TEXT.encode()]
)
def test_what_windows_writes_is_the_same_text(data: bytes) -> None:
    decoded = decode(data)
    assert not decoded.problems
    assert decoded.text == TEXT


def test_latin_in_utf16_without_a_mark_is_recognised() -> None:
    assert kinds("year: 2024\nkind: report\n".encode("utf-16-le")) == ["encoding"]


def test_a_spoilt_byte_is_told_where_it_stands() -> None:
    decoded = decode(TEXT.encode().replace("示".encode(), b"\xe7\xa4", 1))
    (problem,) = decoded.problems
    assert problem.kind == "encoding"
    assert problem.offset == TEXT.index("示") == len(decoded.text)


@pytest.mark.parametrize(
    "bad", ["\x00", "\x1b", "\x85", "\u2028", "\u202e", "\ufeff", "\ufffd", "\ue00f", "\U0010fffd", "\uffff"]
)
def test_forbidden_characters_are_told_where_they_stand(bad: str) -> None:
    decoded = decode(f"a: 甲{bad}乙\n".encode())
    assert [(one.kind, one.offset) for one in decoded.problems] == [("character", 4)]
    assert f"U+{ord(bad):04X}" in decoded.problems[0].message


@pytest.mark.parametrize("good", ["\t", "　", "·", "〇", "𠮷", "\ue863", "é", "\u200b", "①", "“”——……"])
def test_what_people_write_is_not_forbidden(good: str) -> None:
    assert not decode(f"a: 甲{good}乙\n".encode()).problems


def test_a_file_of_forbidden_characters_is_told_briefly() -> None:
    assert len(decode(b"\x07" * 10_000).problems) == 20


def test_size_is_bounded() -> None:
    assert kinds(b"#" * MOST_BYTES) == []
    assert kinds(b"#" * (MOST_BYTES + 1)) == ["unsupported"]


@given(st.binary(max_size=200))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    decoded = decode(data)
    for one in decoded.problems:
        assert one.offset is not None
        assert one.offset <= len(decoded.text)


@given(st.text(alphabet=st.characters(codec="gb18030", exclude_categories=["C", "Zl", "Zp"]), max_size=80))
def test_utf8_is_never_taken_for_anything_else(text: str) -> None:
    data = text.encode()
    if not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        assert "encoding" not in kinds(data)


@given(st.permutations("临海市忠诚履行谋划法治推进厉按照统筹四个能定位"), st.integers(6, 24))
def test_chinese_in_gbk_is_recognised(letters: list[str], length: int) -> None:
    (problem,) = decode(f"a: {''.join(letters[:length])}\n".encode("gbk")).problems
    assert "GBK" in problem.message
