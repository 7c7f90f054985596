from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_report.document.nodes import Datum, Ordinal, Strong, Text
from fazhi_report.norms.length import mm, pt
from fazhi_report.writers.docx.oxml import W_NAMESPACE, EdgeRule, ParagraphFormat, blank, paragraph, run, runs
from fazhi_report.writers.docx.styles import Align, StyleId
from wordprocessing import W, words


def parse(xml: str) -> ET.Element:
    return ET.fromstring(f'<w:body xmlns:w="{W_NAMESPACE}">{xml}</w:body>')  # noqa: S314  (our own output)


@given(st.text(min_size=1))
def test_whatever_comes_is_well_formed(text: str) -> None:
    read = words(parse(run(text)))
    assert len(read.replace("\r\n", "\n")) <= len(text)


@given(
    st.text(
        st.characters(exclude_categories=("Cc", "Cs", "Cn"), exclude_characters="\ufffe\uffff"), min_size=1
    )
)
def test_what_can_be_written_is_read_back(text: str) -> None:
    assert words(parse(run(text))) == text


@pytest.mark.parametrize(
    ("text", "hinted"), [("法治", False), ("“法治”", True), ("a—b", True), ("80件", False)]
)
def test_marks_shared_with_english_are_called_chinese(text: str, hinted: bool) -> None:  # noqa: FBT001
    assert ("w:hint" in run(text)) is hinted


def test_space_at_an_end_is_kept() -> None:
    assert 'xml:space="preserve"' in run(" 法")
    assert "xml:space" not in run("法 治")


def test_no_words_no_run() -> None:
    assert run("") == runs(()) == runs((Text(""), Ordinal("是"))) == ""


def test_stress_alone_parts_runs() -> None:
    parts = (Text("受理"), Datum("reconsideration.received", "80件"), Strong("复议"), Ordinal("是", "一是"))
    body = parse(runs(parts))
    assert [words(one) for one in body.iter(f"{W}r")] == ["受理80件", "复议", "一是"]


def test_blank_lines_are_paragraphs_of_the_body_type() -> None:
    assert blank(2) == "<w:p></w:p>" * 2
    assert blank(1, keep_next=True).count("<w:keepNext/>") == 1


def test_a_place_is_written_in_the_order_of_the_schema() -> None:
    place = ParagraphFormat(
        keep_next=True,
        frame="<w:framePr/>",
        borders=(EdgeRule("bottom", pt(1), "FF0000", space=mm(4)),),
        fill="000000",
        tabs=((pt(10), Align.RIGHT),),
        before=pt(1),
        line=pt(2),
        left=pt(3),
        right=pt(4),
        hanging=pt(5),
        align=Align.CENTER,
    )
    assert paragraph(StyleId.BODY, "", place) == (
        '<w:p><w:pPr><w:pStyle w:val="BodyText"/><w:keepNext/><w:framePr/>'
        '<w:pBdr><w:bottom w:val="single" w:sz="8" w:space="11" w:color="FF0000"/></w:pBdr>'
        '<w:shd w:val="clear" w:color="auto" w:fill="000000"/><w:tabs><w:tab w:val="right" w:pos="200"/></w:tabs>'
        '<w:spacing w:before="20" w:line="40" w:lineRule="exact"/>'
        '<w:ind w:left="60" w:right="80" w:hanging="100"/><w:jc w:val="center"/></w:pPr></w:p>'
    )
