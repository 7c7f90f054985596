from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from fazhi_report.document.nodes import (
    AttachmentBlock,
    Document,
    ImprintBlock,
    Masthead,
    Paragraph,
    SignatureBlock,
    Text,
)
from fazhi_report.norms import gbt9704 as norms
from fazhi_report.norms.gbt9704 import CLASSIC, Profile
from fazhi_report.writers.docx.document import write
from fazhi_report.writers.docx.pages import extent
from specimens import LONG, ORGAN, PUBLISHED, SUBMITTED, TABLE
from wordprocessing import R, W, attribute, of_style, paragraphs, part, parts, style, words

DOCUMENTS = pytest.mark.parametrize(
    "document", [PUBLISHED, SUBMITTED, LONG], ids=["published", "submitted", "long"]
)
# ISO/IEC 29500-1, CT_PPr and CT_RPr; told here a second time, so that writer and test err apart.
PARAGRAPH_ORDER = (
    "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
    "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"
)
RUN_ORDER = (
    "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid "
    "vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em "
    "lang eastAsianLayout specVanish oMath"
)
ORDERS = {f"{W}pPr": PARAGRAPH_ORDER, f"{W}rPr": RUN_ORDER}
XML_PARTS = (
    "word/document.xml",
    "word/styles.xml",
    "word/footer1.xml",
    "word/footer2.xml",
    "word/footer3.xml",
)
# Marks that English has too: Word sets them in a Latin face unless it is told not to.
SHARED_MARKS = re.compile("[“”‘’—…·×①★]")


def keeps(paragraph: ET.Element) -> bool:
    return paragraph.find(f"{W}pPr/{W}keepNext") is not None


@DOCUMENTS
def test_same_document_same_bytes(document: Document, profile: Profile) -> None:
    assert write(document, profile) == write(document, profile)


@DOCUMENTS
def test_children_stand_in_the_order_of_the_schema(document: Document, profile: Profile) -> None:
    content = write(document, profile)
    for name in XML_PARTS:
        for element in part(content, name).iter():
            if order := ORDERS.get(element.tag, "").split():
                places = [order.index(child.tag.removeprefix(W)) for child in element]
                assert places == sorted(set(places)), ET.tostring(element)


@DOCUMENTS
def test_shared_marks_never_fall_into_a_latin_face(document: Document) -> None:
    content = write(document, CLASSIC)
    seen = 0
    for name in ("word/document.xml", "word/footer1.xml", "word/footer2.xml"):
        for run in part(content, name).iter(f"{W}r"):
            if SHARED_MARKS.search(words(run)):
                seen += 1
                assert attribute(run, "rPr/rFonts", "hint") == "eastAsia", words(run)
    assert seen >= 2  # the dashes of the page numbers, at the least


@DOCUMENTS
def test_every_style_asked_for_is_defined(document: Document) -> None:
    content = write(document, CLASSIC)
    defined = {element.get(f"{W}styleId") for element in part(content, "word/styles.xml").iter(f"{W}style")}
    asked = {
        element.get(f"{W}val")
        for element in part(content).iter()
        if element.tag in {f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle"}
    }
    assert asked <= defined


@DOCUMENTS
def test_every_footer_asked_for_is_there(document: Document) -> None:
    content = write(document, CLASSIC)
    relations = {
        element.get("Id"): element.get("Target") for element in part(content, "word/_rels/document.xml.rels")
    }
    asked = [element.get(f"{R}id") for element in part(content).iter(f"{W}footerReference")]
    assert len(asked) in {2, 4}
    assert {f"word/{relations[wanted]}" for wanted in asked} <= set(parts(content))


def test_the_file_says_whose_it_is() -> None:
    core = parts(write(SUBMITTED, CLASSIC))["docProps/core.xml"].decode("utf-8")
    assert f"<dc:creator>{ORGAN}</dc:creator>" in core
    assert f"<dc:title>{SUBMITTED.properties.title}</dc:title>" in core
    assert core.count(">2025-02-28T00:00:00Z<") == 2


def test_hostile_words_come_out_as_words() -> None:
    hostile = "</w:t></w:r> & <script> ]]> \x00\ud800 \"'"
    document = replace(
        PUBLISHED, blocks=(Paragraph((Text(hostile),)),), title=(hostile,), addressees=(hostile,)
    )
    (body,) = of_style(write(document, CLASSIC), "BodyText")
    assert words(body) == hostile.replace("\x00", "\ufffd").replace("\ud800", "\ufffd")


def test_neighbours_of_one_look_share_a_run() -> None:
    body = of_style(write(PUBLISHED, CLASSIC), "RunInHeading3")[0]
    assert [words(run) for run in body.iter(f"{W}r")] == [
        "1.健全“1+3”审查机制。",
        "全年审查规范性文件62件，备案46件；办结率99.78%……做到应审尽审。",
    ]


def test_headings_run_in_wear_their_face_on_their_words_alone() -> None:
    (body,) = of_style(write(PUBLISHED, CLASSIC), "RunInHeading2")
    faces = [(attribute(run, "rPr/rStyle", "val"), words(run)) for run in body.iter(f"{W}r")]
    assert faces == [
        ("Heading2Char", "（二）聚焦复议为民。"),
        (None, "收到行政复议申请80件，立案前化解36件，化解率45%。"),
    ]


def test_a_published_report_opens_with_its_title() -> None:
    content = write(PUBLISHED, CLASSIC)
    assert style(paragraphs(content)[0]) == "Title"
    assert not of_style(content, "OrganMark")
    assert not of_style(content, "Imprint")


def test_the_mark_stands_where_it_stands_whatever_is_above(profile: Profile) -> None:
    assert SUBMITTED.masthead is not None
    tops = []
    for head in (SUBMITTED.masthead, replace(SUBMITTED.masthead, corner=())):
        content = write(replace(SUBMITTED, masthead=head), profile)
        (mark,) = of_style(content, "OrganMark")
        above = [style(paragraph) for paragraph in paragraphs(content)].index("OrganMark")
        before = attribute(mark, "pPr/spacing", "before")
        assert before is not None
        tops.append(int(before) + above * profile.line_pitch.tw)
    assert abs(tops[0] - tops[1]) <= 1


def test_names_wrap_under_the_first_name() -> None:
    assert SUBMITTED.masthead is not None
    head = replace(SUBMITTED.masthead, signatories=("张三丰", "李四", "欧阳修远"))
    first, last = of_style(write(replace(SUBMITTED, masthead=head), CLASSIC), "DocumentNumber")
    assert words(first) == "签发人：张三丰李四"
    assert words(last) == "示司〔2025〕8号欧阳修远"
    label, name = (
        [int(stop.get(f"{W}pos", "0")) for stop in paragraph.iter(f"{W}tab") if stop.get(f"{W}pos")][1]
        for paragraph in (first, last)
    )
    wide = norms.BODY.value.size.tw + norms.CHAR_SPACING.value.tw
    assert name - label == 4 * wide
    # 欧阳修远 李四: four characters, one between, two; and one left empty at the edge.
    assert name == 8844 - wide * (1 + 2 + 1 + 4)
    assert first.find(f"{W}pPr/{W}pBdr") is None
    assert last.find(f"{W}pPr/{W}pBdr/{W}bottom") is not None


def test_signature_and_date_stay_with_the_words_before_them_where_they_might_part() -> None:
    short, long = Paragraph((Text("短。"),)), Paragraph((Text("法" * 28 * 4),))
    for above, expected in ((9, True), (2, False)):
        document = replace(PUBLISHED, blocks=(*(short,) * above, long))
        *before, last = of_style(write(document, CLASSIC), "BodyText")
        assert keeps(last) is expected
        assert not any(map(keeps, before))


def test_no_blank_line_parts_signature_from_date() -> None:
    styles = [style(paragraph) for paragraph in paragraphs(write(PUBLISHED, CLASSIC))]
    assert styles[-3:] == ["Normal", "Signature", "Date"]
    sealed = replace(PUBLISHED, signature=SignatureBlock((ORGAN,), "2025年2月28日", sealed=True))
    styles = [style(paragraph) for paragraph in paragraphs(write(sealed, CLASSIC))]
    assert styles[-4:] == ["Normal", "Normal", "Signature", "Date"]


def test_a_table_keeps_its_head_and_never_clips() -> None:
    content = write(PUBLISHED, CLASSIC)
    (table,) = part(content).iter(f"{W}tbl")
    rows = list(table.iter(f"{W}tr"))
    assert rows[0].find(f"{W}trPr/{W}tblHeader") is not None
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    assert {attribute(row, "trPr/trHeight", "hRule") for row in rows} == {"atLeast"}
    widths = [int(column.get(f"{W}w", "0")) for column in table.iter(f"{W}gridCol")]
    assert sum(widths) == 8844
    numbers = [attribute(row.findall(f"{W}tc")[2], "p/pPr/jc", "val") for row in rows[1:]]
    assert numbers == ["right"] * 3
    assert attribute(rows[1].findall(f"{W}tc")[3], "p/pPr/jc", "val") == "left"


def test_attachments_open_pages_and_say_what_the_list_says() -> None:
    content = write(SUBMITTED, CLASSIC)
    listed = [words(paragraph) for paragraph in of_style(content, "AttachmentNote")]
    titles = [words(paragraph) for paragraph in of_style(content, "AttachmentTitle")]
    assert listed == [f"附件：1.{titles[0]}", f"2.{titles[1]}"]
    styles = [style(paragraph) for paragraph in paragraphs(content)]
    at = styles.index("AttachmentMark")
    assert styles[at : at + 4] == ["AttachmentMark", "Normal", "AttachmentTitle", "Normal"]
    assert len(of_style(content, "AttachmentMark")) == 2


def test_a_shared_page_and_a_page_of_its_own() -> None:
    shared = part(write(SUBMITTED, CLASSIC))
    assert len(list(shared.iter(f"{W}sectPr"))) == 1
    text, own = part(write(replace(SUBMITTED, attachments=SUBMITTED.attachments[:1]), CLASSIC)).iter(
        f"{W}sectPr"
    )
    assert attribute(text, "type", "val") is None
    assert attribute(own, "type", "val") == "evenPage"


def test_the_imprints_page_is_numbered_unless_a_blank_page_comes_before_it() -> None:
    bare = replace(SUBMITTED, attachments=(), notes=())
    for count, pages, numbered in ((32, 3, True), (24, 2, False)):
        document = replace(bare, blocks=(Paragraph((Text("短段落。"),)),) * count)
        assert extent(document, CLASSIC).pages == pages
        *_, own = part(write(document, CLASSIC)).iter(f"{W}sectPr")
        footers = {one.get(f"{R}id") for one in own.iter(f"{W}footerReference")}
        assert attribute(own, "type", "val") == "evenPage", "even where the estimate errs"
        assert footers == ({"rIdFooterOdd", "rIdFooterImprint"} if numbered else {"rIdFooterBlank"})
        assert ("word/footerImprint.xml" in parts(write(document, CLASSIC))) is numbered


def test_the_imprint_hangs_in_one_frame() -> None:
    content = write(SUBMITTED, CLASSIC)
    framed = [
        paragraph for paragraph in paragraphs(content) if paragraph.find(f"{W}pPr/{W}framePr") is not None
    ]
    assert [style(paragraph) for paragraph in framed] == [
        "ImprintRule",
        "Imprint",
        "ImprintRule",
        "Imprint",
        "ImprintRule",
    ]
    frames = {ET.tostring(paragraph.find(f"{W}pPr/{W}framePr") or ET.Element("none")) for paragraph in framed}
    assert len(frames) == 1
    heights = [attribute(paragraph, "pPr/spacing", "line") for paragraph in framed[::2]]
    assert heights == ["20", "14", "20"]
    assert paragraphs(content)[-1].find(f"{W}pPr/{W}framePr") is None, (
        "a frame hangs on the paragraph behind it"
    )


def test_without_signatories_the_number_is_centred_above_the_rule() -> None:
    head = Masthead((ORGAN, "示例市教育局"), "示司〔2025〕8号")
    content = write(replace(SUBMITTED, masthead=head), CLASSIC)
    (number,) = of_style(content, "DocumentNumber")
    assert words(number) == "示司〔2025〕8号"
    assert number.find(f"{W}pPr/{W}tabs") is None
    assert number.find(f"{W}pPr/{W}pBdr/{W}bottom") is not None
    first, second = of_style(content, "OrganMark")
    assert attribute(first, "pPr/spacing", "before")
    assert attribute(second, "pPr/spacing", "before") is None


def test_a_mark_too_long_for_the_line_is_condensed() -> None:
    head = Masthead(("示例市人力资源和社会保障局文件",), "示人社〔2025〕8号")
    (mark,) = of_style(write(replace(SUBMITTED, masthead=head), CLASSIC), "OrganMark")
    assert attribute(mark, "r/rPr/sz", "val") == "84"
    scale = int(attribute(mark, "r/rPr/w", "val") or "")
    assert 42 * 15 * scale <= norms.TYPE_AREA_WIDTH.value.pt * 100 < 42 * 15 * (scale + 1)


def test_marks_of_several_organs_stand_in_lines_with_the_word_beside_them() -> None:
    head = Masthead(("示例市司法局", "示例市教育体育局"), "示司〔2025〕8号", mark_word="文件")
    content = write(replace(SUBMITTED, masthead=head), CLASSIC)
    above, first, second, word = of_style(content, "OrganMark")
    assert [words(one) for one in (above, first, second, word)] == [
        "",
        "示例市司法局",
        "示例市教育体育局",
        "文件",
    ]
    assert attribute(first, "r/rPr/spacing", "val"), "the shorter name is spread"
    assert attribute(second, "r/rPr/spacing", "val") is None
    (table,) = (
        one
        for one in part(content).iter(f"{W}tbl")
        if one.find(f".//{W}pStyle[@{W}val='OrganMark']") is not None
    )
    cells = list(table.iter(f"{W}tc"))
    assert [[words(one) for one in cell.iter(f"{W}p")] for cell in cells] == [
        ["示例市司法局", "示例市教育体育局"],
        ["文件"],
    ]
    assert {attribute(cell, "tcPr/vAlign", "val") for cell in cells} == {"center"}


def test_an_attachment_that_ends_with_a_table_still_ends_its_section() -> None:
    last = AttachmentBlock("附表", (replace(TABLE, note=()),))
    root = part(write(replace(SUBMITTED, attachments=(last,)), CLASSIC))
    breaks = root.findall(f"{W}body/{W}p/{W}pPr/{W}sectPr")
    assert len(breaks) == 1


@pytest.mark.parametrize(
    ("imprint", "framed"),
    [
        (ImprintBlock(copied_to=("甲",)), ["ImprintRule", "Imprint", "ImprintRule"]),
        (ImprintBlock(printed_by="乙"), ["ImprintRule", "Imprint", "ImprintRule"]),
        (
            ImprintBlock(addressees=("丙",), copied_to=("甲",), printed_by="乙", printed_on="2025年3月1日"),
            ["ImprintRule", "Imprint", "Imprint", "ImprintRule", "Imprint", "ImprintRule"],
        ),
    ],
)
def test_rules_stand_only_between_what_there_is(imprint: ImprintBlock, framed: list[str]) -> None:
    content = write(replace(SUBMITTED, imprint=imprint), CLASSIC)
    found = [style(one) for one in paragraphs(content) if one.find(f"{W}pPr/{W}framePr") is not None]
    assert found == framed


def test_a_bare_table_and_a_report_to_nobody() -> None:
    document = replace(PUBLISHED, blocks=(replace(TABLE, caption=(), note=()),), addressees=())
    content = write(document, CLASSIC)
    styles = {style(paragraph) for paragraph in paragraphs(content)}
    assert not styles & {"Caption", "TableNote", "Addressee"}
