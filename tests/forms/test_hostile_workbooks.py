"""Workbooks made to hurt: refused in a sentence, in little time, and nothing in them is run or fetched."""

from __future__ import annotations

import contextlib
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from fazhi_report.errors import FazhiError
from fazhi_report.forms.answers import AnswerPlace
from fazhi_report.forms.filled import read_filled
from fazhi_report.forms.form_workbook import form_workbook
from fazhi_report.forms.identity import FormIdentity
from fazhi_report.forms.questions import form_questions, sheets
from fazhi_report.readers.grid import read_workbook
from fazhi_report.source.load import load_text
from filled_forms import data_file
from growth import assert_linear
from properties import tried

SHEET = "xl/worksheets/sheet1.xml"


def form(offices: int = 1) -> bytes:
    year = load_text(data_file(offices), Path("2025.yaml")).year
    assert year is not None
    return form_workbook(
        FormIdentity(year.organ.name, 2025, "0"), sheets(form_questions(year.figures), "domain")
    )


def with_part(change: Callable[[bytes], bytes], name: str = SHEET) -> bytes:
    """A form with a part changed."""
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(form())) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for one in old.namelist():
            content = old.read(one)
            made.writestr(one, change(content) if one == name else content)
    return buffer.getvalue()


def merged(reference: str) -> Callable[[bytes], bytes]:
    return lambda content: content.replace(
        b"<mergeCells", f'<hyperlinks><hyperlink ref="{reference}"/></hyperlinks><mergeCells'.encode(), 1
    )


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (with_part(merged("A1:XFD1048576")), "盖住了"),
        (with_part(merged("nowhere")), "已损坏"),
        (with_part(lambda one: b'<!DOCTYPE x [<!ENTITY a "a">]>' + one), "已损坏|文档类型"),
        (with_part(lambda one: one[: len(one) // 2]), "已损坏"),
        (with_part(lambda _: b" " * 20_000_000), "压缩炸弹|已损坏"),
        (b"PK\x03\x04", "已损坏"),
        (b"", "不是 .xlsx"),
    ],
    ids=["everything merged", "merged nowhere", "entities", "cut off", "blown up", "no zip", "nothing"],
)
def test_it_is_refused_in_a_sentence(data: bytes, words: str) -> None:
    with pytest.raises(FazhiError, match=words) as told:
        read_workbook(data)
    assert told.value.hint


PARTS = (
    SHEET,
    "xl/workbook.xml",
    "xl/styles.xml",
    "xl/sharedStrings.xml",
    "docProps/custom.xml",
    "[Content_Types].xml",
    "xl/_rels/workbook.xml.rels",
)
SCRAPS = (
    *(
        b"",
        b"<",
        b"</row>",
        b"<row/>",
        b"<c/>",
        b'r="A0"',
        b'r="ZZZZ9"',
        b'r="XFD1048576"',
        b't="s"',
        b't="e"',
    ),
    *(
        b't="d"',
        b"<v>1e999</v>",
        b"<v>99999999999</v>",
        b"<v>x</v>",
        b"<f>1/0</f>",
        b'ref="A1:"',
        b'count="-1"',
    ),
    *(
        b'xfId="99"',
        b'numFmtId="14"',
        b'sqref=""',
        b"rId9",
        b'state="veryHidden"',
        "无".encode(),
        b"\xff",
        b"&#0;",
    ),
)


@tried(12)
@given(
    st.sampled_from(PARTS),
    st.lists(st.tuples(st.floats(0, 1), st.sampled_from(SCRAPS), st.integers(0, 40)), max_size=4),
)
def test_whatever_is_broken_it_is_read_or_refused(part: str, cuts: list[tuple[float, bytes, int]]) -> None:
    def change(content: bytes) -> bytes:
        for where, scrap, length in cuts:
            at = int(where * len(content))
            content = content[:at] + scrap + content[at + length :]
        return content

    book = None
    with contextlib.suppress(FazhiError):
        book = read_workbook(with_part(change, part))
    if book is None:
        return
    questions = form_questions({})
    assert read_filled(book, "表.xlsx", FormIdentity("示例市司法局", 2025, "0"), questions).answers == []


def test_a_cell_at_the_far_end_costs_nothing() -> None:
    book = Workbook()
    sheet: Any = book.active
    sheet.cell(1048576, 16384, "x")
    buffer = BytesIO()
    book.save(buffer)
    (grid,) = read_workbook(buffer.getvalue()).grids
    assert [cell.text for cell in grid.cells.values()] == ["x"]
    found = read_filled(
        read_workbook(buffer.getvalue()), "表.xlsx", FormIdentity("示例市司法局", 2025, "0"), ()
    )
    assert (found.answers, found.refused) == ([], [])
    assert found.passed == [f"{AnswerPlace('表.xlsx', 'Sheet')}：不是采集表，没有看"]


def test_a_form_is_read_in_linear_time() -> None:
    def read(marks: str) -> object:
        offices = len(marks)
        year = load_text(data_file(offices), Path("2025.yaml")).year
        assert year is not None
        meant = FormIdentity("示例市司法局", 2025, "0")
        return read_filled(read_workbook(form(offices)), "表.xlsx", meant, form_questions(year.figures))

    assert_linear(read, "一", 15)
