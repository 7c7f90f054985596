"""What prints without being text, pages in a table and tracked ends of paragraphs: check-docx and import read the same."""

from __future__ import annotations

import pytest

from docx_packages import document, p
from fazhi_report.document.raw import RawParagraph, RawTable
from fazhi_report.docx_in.signs import UNKNOWN_SIGN
from fazhi_report.readers.docx import read
from wordfiles import docx, measured

SYMBOL = '<w:r><w:sym w:font="{}" w:char="{}"/></w:r>'
IN_FONT = '<w:r><w:rPr><w:rFonts w:ascii="{0}" w:hAnsi="{0}"/></w:rPr><w:t>{1}</w:t></w:r>'
FORM = '<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{}</w:ffData></w:fldChar></w:r>'
END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
TICK = "<w:checkBox><w:default w:val='{}'/></w:checkBox>"
CHOICE = "<w:ddList><w:result w:val='1'/><w:listEntry w:val='不公开'/><w:listEntry w:val='公开'/></w:ddList>"
SHOWN = {
    "symbol": (SYMBOL.format("Wingdings 2", "F052") + SYMBOL.format("Wingdings", "F0A8"), "☑□"),
    "symbol of a text font": (SYMBOL.format("宋体", "2611"), "☑"),
    "symbol nobody knows": (SYMBOL.format("Wingdings 3", "F021"), UNKNOWN_SIGN),
    "letters in a font of symbols": (
        IN_FONT.format("Wingdings 2", "R") + IN_FONT.format("Symbol", "3是"),
        "☑3是",
    ),
    "boxes": (FORM.format(TICK.format(1)) + END + FORM.format(TICK.format(0)) + END, "☒☐"),
    "list": (FORM.format(CHOICE) + END, "公开"),
    "field of text": (
        f'{FORM.format("<w:textInput/>")}<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>填的</w:t></w:r>{END}',
        "填的",
    ),
    "ruby": (
        "<w:r><w:ruby><w:rt><w:r><w:t>zì</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>字</w:t></w:r></w:rubyBase></w:ruby></w:r>",
        "字",
    ),
    "hidden": ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>暗记</w:t></w:r>", ""),
    "superscript": ('<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>2</w:t></w:r>', "2"),
    "equation": ("<w:r><w:instrText> EQ \\o(○,一)</w:instrText></w:r>", ""),
}


@pytest.mark.parametrize("kind", SHOWN)
def test_what_prints_is_read_alike_or_told(kind: str) -> None:
    run, text = SHOWN[kind]
    body = f"<w:p><w:r><w:t>前</w:t></w:r>{run}<w:r><w:t>后</w:t></w:r></w:p>"
    scan, layout = read(document(body)), measured(body)
    assert [one.text for one in scan.blocks if isinstance(one, RawParagraph)] == [f"前{text}后"]
    assert [one.printed for one in layout.paragraphs] == [f"前{text}后"]
    told = [one.reason for one in scan.removed] + [*scan.notes] + [one.words for one in scan.doubts]
    assert any(word in "".join(told) for word in ("符号", "表单域", "拼音", "隐藏", "EQ", "上下标")) is (
        kind != "letters in a font of symbols"
    )


def test_tracked_ends_are_read_as_accepted() -> None:
    gone = "<w:rPr><w:del w:id='1'/></w:rPr>"
    row = "<w:tr>{}<w:tc>{}</w:tc></w:tr>"
    table = f"<w:tbl>{row.format('<w:trPr><w:del/></w:trPr>', p('删去的行'))}{row.format('', p('留下的行'))}</w:tbl>"
    body = p("前段尾", gone) + p("中间", gone) + p("后段头。") + p("另一段") + p("最后", gone) + table
    scan, layout = read(document(body)), measured(body)
    assert [one.text for one in scan.blocks if isinstance(one, RawParagraph)] == [
        "前段尾中间后段头。",
        "另一段",
        "最后",
    ]
    assert [one.rows for one in scan.blocks if isinstance(one, RawTable)] == [(("留下的行",),)]
    assert [one.printed for one in layout.paragraphs] == ["前段尾中间后段头。", "另一段", "最后", "留下的行"]
    assert layout.other_content.revisions == 3


def _table(*cells: str) -> str:
    return f"<w:tbl><w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr></w:tbl>"


PAGE = (
    p("示例市司法局报告")
    + p("全年学习12次，参加人数超过四百。")
    + _table(p("复议"), p("12件"))
    + p("一、安排")
)


@pytest.mark.parametrize(
    ("body", "is_page"),
    [
        (_table(PAGE), True),
        (_table(p("示例网"), _table(PAGE)) + p(""), True),
        (_table(*map(p, ("甲", "乙", "丙", "丁")), PAGE), False),
        (_table(p("甲"), p("一段话也可以很长很长很长很长很长很长很长很长")), False),
        (p("表外的正文与表里的正文差不多一样长一样长一样长") + _table(PAGE), False),
    ],
)
def test_a_page_in_a_table_is_read_as_a_page(body: str, is_page: bool) -> None:  # noqa: FBT001
    scan, layout = read(document(body)), measured(body)
    assert (RawParagraph("一、安排", 4 if "示例网" not in body else 5) in scan.blocks) is is_page
    outside = [one.printed for one in layout.paragraphs if one.cell is None and one.printed]
    assert ("一、安排" in outside) is is_page
    assert ("复议" in outside) is False
    assert bool(layout.other_content.page_tables) is is_page


def test_a_bullet_is_no_text_and_told() -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="{}"/><w:lvlText w:val="{}"/></w:lvl>'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )
    listed = p("抓学习。", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
    for form, text, first, told in (
        ("bullet", "●", "", True),
        ("ideographTraditional", "%1、", "甲、", False),
    ):
        scan = read(docx(listed + _table(listed), numbering=numbering.format(form, text)))
        assert scan.blocks[0] == RawParagraph(f"{first}抓学习。", 1)
        assert any("项目符号 2 处" in one for one in scan.notes) is told
