"""Looks as Word resolves them: chains, defaults, themes, direct formatting, lists, frames, boxes."""

from __future__ import annotations

import pytest

from fazhi_report.docx_in.facts import PAGE_FIELD, Alignment, Anchor, Cell, LineRule
from fazhi_report.norms.length import mm, pt, twips
from wordfiles import A4, docx, measured, p

FONTS = '<w:rFonts w:ascii="{0}" w:hAnsi="{0}" w:eastAsia="{0}"/>'
THEME = (
    '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:themeElements><a:fontScheme>'
    '<a:majorFont><a:latin typeface="Major"/><a:ea typeface=""/><a:font script="Hans" typeface="等线 Light"/>'
    '<a:font script="Jpan" typeface="游ゴシック"/></a:majorFont>'
    '<a:minorFont><a:latin typeface="Minor"/><a:ea typeface="东亚"/></a:minorFont>'
    "</a:fontScheme></a:themeElements></a:theme>"
)
DEFAULTS = (
    "<w:docDefaults><w:rPrDefault><w:rPr>"
    '<w:rFonts w:asciiTheme="minorHAnsi" w:eastAsiaTheme="majorEastAsia"/><w:sz w:val="21"/>'
    '</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="200" w:line="276" w:lineRule="auto"/></w:pPr>'
    "</w:pPrDefault></w:docDefaults>"
)


def style(key: str, inner: str, base: str = "", kind: str = "paragraph", *, default: bool = False) -> str:
    based = f'<w:basedOn w:val="{base}"/>' if base else ""
    mark = ' w:default="1"' if default else ""
    return f'<w:style w:type="{kind}" w:styleId="{key}"{mark}><w:name w:val="{key}"/>{based}{inner}</w:style>'


def test_a_chain_of_styles_is_followed_and_direct_formatting_wins() -> None:
    styles = (
        DEFAULTS
        + style("A", '<w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:sz w:val="32"/></w:rPr>', default=True)
        + style("B", f'<w:pPr><w:ind w:left="640"/></w:pPr><w:rPr>{FONTS.format("黑体")}</w:rPr>', "A")
    )
    first, second = measured(
        p("甲", '<w:pStyle w:val="B"/>', '<w:sz w:val="44"/>') + p("乙"), styles=styles
    ).paragraphs
    assert (first.style, first.align, first.left) == ("B", Alignment.CENTER, twips(640))
    assert (first.head.fonts.east_asia, first.head.size) == ("黑体", pt(22))
    assert (second.style, second.head.size, second.after, second.line.multiple) == ("A", pt(16), pt(10), 1.15)


def test_a_circle_of_styles_ends() -> None:
    styles = style("A", "", "B") + style("B", '<w:rPr><w:sz w:val="32"/></w:rPr>', "A")
    (one,) = measured(p("甲", '<w:pStyle w:val="A"/>'), styles=styles).paragraphs
    assert one.head.size == pt(16)


@pytest.mark.parametrize(("language", "family"), [("zh-CN", "等线 Light"), ("ja-JP", "游ゴシック")])
def test_theme_faces_are_resolved_by_the_language(language: str, family: str) -> None:
    (one,) = measured(
        p("甲"),
        styles=DEFAULTS,
        theme=THEME,
        settings=f'<w:themeFontLang w:eastAsia="{language}"/>',
    ).paragraphs
    assert (one.head.fonts.ascii, one.head.fonts.east_asia) == ("Minor", family)


def test_a_named_face_undoes_an_inherited_theme() -> None:
    (one,) = measured(p("甲", run='<w:rFonts w:eastAsia="仿宋"/>'), styles=DEFAULTS, theme=THEME).paragraphs
    assert (one.head.fonts.ascii, one.head.fonts.east_asia) == ("Minor", "仿宋")


def test_bold_within_bold_of_another_kind_of_style_is_not_bold() -> None:
    bold = "<w:rPr><w:b/></w:rPr>"
    styles = style("P", bold) + style("C", bold, kind="character")
    runs = (
        '<w:r><w:t>甲</w:t></w:r><w:r><w:rPr><w:rStyle w:val="C"/></w:rPr><w:t>乙</w:t></w:r>'
        '<w:r><w:rPr><w:rStyle w:val="C"/><w:b/></w:rPr><w:t>丙</w:t></w:r>'
    )
    (one,) = measured(f'<w:p><w:pPr><w:pStyle w:val="P"/></w:pPr>{runs}</w:p>', styles=styles).paragraphs
    assert [(run.text, run.bold) for run in one.runs] == [("甲", True), ("乙", False), ("丙", True)]


def test_an_indent_told_in_characters_wins() -> None:
    (one,) = measured(
        p("甲", '<w:ind w:firstLineChars="200" w:firstLine="420"/>', '<w:sz w:val="32"/>')
    ).paragraphs
    assert (one.first_chars, one.first) == (2.0, twips(420))
    (alone,) = measured(p("甲", '<w:ind w:firstLineChars="200"/>', '<w:sz w:val="32"/>')).paragraphs
    assert alone.first == pt(32)


def test_a_hanging_line_undoes_an_inherited_indent() -> None:
    styles = style("A", '<w:pPr><w:ind w:firstLine="630" w:firstLineChars="200"/></w:pPr>')
    (one,) = measured(
        p("甲", '<w:pStyle w:val="A"/><w:ind w:left="840" w:hanging="840"/>'), styles=styles
    ).paragraphs
    assert (one.left, one.first, one.first_chars) == (twips(840), twips(-840), None)


def test_hidden_and_deleted_words_are_left_out_and_inserted_ones_are_read() -> None:
    body = (
        "<w:p><w:r><w:t>甲</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>乙</w:t></w:r>"
        "<w:del><w:r><w:delText>丙</w:delText></w:r></w:del><w:ins><w:r><w:t>丁</w:t></w:r></w:ins></w:p>"
    )
    layout = measured(body)
    assert layout.paragraphs[0].words == "甲丁"
    assert layout.other_content.revisions == 2


def test_the_result_of_a_field_is_read_and_its_instruction_is_not() -> None:
    field = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF x </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>第3页</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t>止</w:t></w:r></w:p>'
    )
    assert measured(field).paragraphs[0].words == "第3页止"


def test_a_page_number_told_in_pieces_is_found_in_the_footer() -> None:
    footer = (
        '<w:p><w:r><w:t>— </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        "<w:r><w:instrText>PAGE  \\* MERGEFORMAT</w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>7</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t> —</w:t></w:r></w:p>'
    )
    section = measured(
        p("甲"), f'<w:footerReference w:type="default" r:id="footer1"/>{A4}', footer1=footer
    ).sections[0]
    line = section.footers["default"].number_line
    assert line is not None
    assert line.words == f"— {PAGE_FIELD} —"


def test_cells_know_their_place() -> None:
    row = f"<w:tr><w:tc>{p('甲')}</w:tc><w:tc>{p('乙')}</w:tc></w:tr>"
    layout = measured(f"{p('上')}<w:tbl>{row}{row}</w:tbl>{p('下')}")
    assert [one.cell for one in layout.paragraphs] == [
        None,
        Cell(0, 0, 0),
        Cell(0, 0, 1),
        Cell(0, 1, 0),
        Cell(0, 1, 1),
        None,
    ]
    assert [one.number for one in layout.paragraphs] == [1, 2, 3, 4, 5, 6]


BOX = (
    "<w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing><wp:anchor>"
    '<wp:positionV relativeFrom="{origin}">{place}</wp:positionV>'
    "<wps:txbx><w:txbxContent>{inner}</w:txbxContent></wps:txbx></wp:anchor></w:drawing></mc:Choice>"
    "<mc:Fallback><w:pict><v:textbox><w:txbxContent>{inner}</w:txbxContent></v:textbox></w:pict></mc:Fallback>"
    "</mc:AlternateContent></w:r></w:p>"
)


def test_a_text_box_is_read_once_and_its_place_told() -> None:
    at = BOX.format(origin="margin", place="<wp:posOffset>1260000</wp:posOffset>", inner=p("某某局文件"))
    layout = measured(at)
    assert [one.words for one in layout.paragraphs] == ["", "某某局文件"]
    assert layout.paragraphs[0].blank
    anchor = layout.paragraphs[1].anchor
    assert anchor is not None
    assert anchor.absolute is not None
    assert abs((anchor.absolute - mm(72)).mm) < 0.1
    foot = BOX.format(origin="margin", place="<wp:align>bottom</wp:align>", inner=p("抄送：甲。"))
    assert measured(foot).paragraphs[1].anchor == Anchor(bottom=True)


@pytest.mark.parametrize(
    "told",
    [
        '<w:drawing><wp:positionH relativeFrom="margin"><wp:align>outside</wp:align></wp:positionH>{}</w:drawing>',
        '<w:pict><v:shape style="margin-left:0;mso-position-horizontal:outside">{}</v:shape></w:pict>',
    ],
)
def test_a_text_box_tells_which_edge_it_is_bound_to(told: str) -> None:
    box = told.format(f"<w:txbxContent>{p('1')}</w:txbxContent>")
    anchor = measured(f"<w:p><w:r>{box}</w:r></w:p>").paragraphs[1].anchor
    assert anchor is not None
    assert anchor.across == "outside"


def test_what_reformatting_would_lose_is_counted() -> None:
    body = p("藏", run="<w:vanish/>") + "<w:p><w:hyperlink><w:r><w:t>链</w:t></w:r></w:hyperlink></w:p>"
    footer = p("第 1 页 共 8 页") + p("联系人：张三")
    reference = '<w:footerReference w:type="default" r:id="footer1"/>'
    other_content = measured(body, f"{reference}{A4}", footer1=footer).other_content
    assert (other_content.hidden, other_content.links, other_content.footers) == (1, 1, 1)


def test_a_red_line_that_is_drawn_is_seen() -> None:
    line = (
        '<w:p><w:r><w:drawing><wp:anchor><a:prstGeom prst="line"/><a:ln><a:srgbClr val="FF0000"/></a:ln>'
        "</wp:anchor></w:drawing></w:r></w:p>"
    )
    assert measured(line).paragraphs[0].red_line
    assert not measured(line.replace("FF0000", "0000FF")).paragraphs[0].red_line


def test_what_the_file_holds_besides_is_counted() -> None:
    merged = '<w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p/></w:tc></w:tr>'
    other_content = measured(
        f'<w:tbl>{merged}</w:tbl><w:p><w:r><w:footnoteReference w:id="2"/><w:commentReference w:id="1"/>'
        "<w:object/></w:r></w:p>"
    ).other_content
    assert (
        other_content.merged_cells,
        other_content.notes,
        other_content.comments,
        other_content.pictures,
    ) == (1, 1, 1, 1)


def test_sections_count_and_inherit_footers() -> None:
    ends = p("甲", f'<w:sectPr><w:footerReference w:type="default" r:id="footer1"/>{A4}</w:sectPr>')
    layout = measured(ends + p("乙"), footer1=p("x"))
    assert [one.section for one in layout.paragraphs] == [0, 1]
    assert all("default" in one.footers for one in layout.sections)


def test_lengths_with_units_of_their_own_are_read() -> None:
    (one,) = measured(
        p("甲", '<w:ind w:left="1cm"/><w:spacing w:line="28.95pt" w:lineRule="exact"/>')
    ).paragraphs
    assert (one.left, one.line.rule) == (mm(10), LineRule.EXACT)
    assert one.line.height == twips(579)


def test_nonsense_counts_as_not_said() -> None:
    (one,) = measured(
        p("甲", '<w:ind w:left="x"/><w:jc w:val="y"/><w:outlineLvl w:val="99"/>', '<w:sz w:val="-"/>')
    ).paragraphs
    assert (one.left.tw, one.align, one.outline, one.head.size) == (0, Alignment.LEFT, None, pt(10))


def test_a_file_without_any_other_part_is_read() -> None:
    assert measured(p("甲"), "").sections[0].width.tw == 0
    assert docx(p("甲")) == docx(p("甲"))
