"""Names that every system takes."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_report.text.file_names import DEVICES, FORBIDDEN, MOST_BYTES, folded, safe_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("某局2020年报告", "某局2020年报告"),
        ("a/b\\c:d", "a_b_c_d"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ("CON", "_CON"),
        ("con.txt", "_con.txt"),
        ("CONIN$", "_CONIN$"),
        ("conout$.docx", "_conout$.docx"),
        ("COM¹.x", "_COM¹.x"),
        ("contract", "contract"),
        ("a. . ", "a"),
        ("...", "otherwise"),
        ("", "otherwise"),
        ("a\u202eb\x00c\n", "a_b_c_"),
        ("报" * 200, "报" * 60),
        ("a" * 200, "a" * 80),
        ("𠀀" * 90, "𠀀" * 45),
    ],
)
def test_names(text: str, name: str) -> None:
    assert safe_name(text, "otherwise") == name


@given(st.text())
def test_any_text_becomes_a_name(text: str) -> None:
    name = safe_name(text, "otherwise")
    assert name
    assert not FORBIDDEN.search(name)
    assert not DEVICES.match(name)
    assert name not in {".", ".."}
    assert not name.startswith(".")
    assert not name.endswith((".", " "))
    assert len(name.encode("utf-8")) <= MOST_BYTES + 1
    assert not any(unicodedata.category(char) in {"Cc", "Cf", "Cs"} for char in name)
    assert safe_name(name, "otherwise") == name


def test_names_that_are_one_file_elsewhere() -> None:
    assert folded("Ab.DOCX") == folded("aB.docx")
    assert folded("e\u0301") == folded("é")
    assert folded("straße") == folded("STRASSE")
    assert folded("甲") != folded("乙")
