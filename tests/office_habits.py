"""Documents as offices make them by hand in a word processor, made here with python-docx: habits, not norms."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as AT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

TITLE = "某某市司法局关于2024年度法治政府建设情况的报告"
OPENING = "2024年，我局坚持以习近平法治思想为指导，全面推进依法行政。现将有关情况报告如下。"
FIRST = "一、主要举措和成效"
SECOND = "（一）健全依法行政制度体系"
THIRD = "1.加强行政规范性文件管理"
TEXT = (
    "全年审查行政规范性文件62件，备案46件，清理废止12件，文件质量和管理水平不断提高，合法性审查实现全覆盖。"
)
CLOSING = "特此报告。"
ORGAN = "某某市司法局"
DATE = "2025年2月28日"


def _word(paragraph: Any, text: str, family: str, size: float, **more: Any) -> Any:
    """A run in a family, as “字体” in a word processor sets it: the Chinese face and the Latin one."""
    run = paragraph.add_run(text)
    run.font.size = Pt(size)
    run.font.name = "Times New Roman"
    run._element.rPr.rFonts.set(qn("w:eastAsia"), family)
    for name, value in more.items():
        setattr(run.font, name, value)
    return run


def _line(document: Any, text: str, family: str = "仿宋_GB2312", size: float = 16, **more: Any) -> Any:
    paragraph = document.add_paragraph()
    _word(paragraph, text, family, size, **more)
    return paragraph


def _indented(document: Any, text: str, family: str = "仿宋_GB2312") -> Any:
    paragraph = _line(document, text, family)
    properties = paragraph._p.get_or_add_pPr()
    properties.append(parse_xml(f'<w:ind {nsdecls("w")} w:firstLineChars="200" w:firstLine="640"/>'))
    return paragraph


def _exactly(document: Document, points: float) -> None:
    for paragraph in document.paragraphs:
        paragraph.paragraph_format.line_spacing = Pt(points)
        paragraph.paragraph_format.space_after = Pt(0)


def _page(document: Document, top: float, bottom: float, left: float, right: float) -> None:
    (section,) = document.sections
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(top), Mm(bottom)
    section.left_margin, section.right_margin = Mm(left), Mm(right)
    section.header_distance, section.footer_distance = Mm(15), Mm(17.5)


def _grid(document: Document, kind: str, pitch: int) -> None:
    properties = document.sections[0]._sectPr
    for old in properties.findall(qn("w:docGrid")):
        properties.remove(old)
    properties.append(parse_xml(f'<w:docGrid {nsdecls("w")} w:type="{kind}" w:linePitch="{pitch}"/>'))


def _number_in_the_middle(document: Document) -> None:
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.alignment = AT.CENTER
    run = paragraph.add_run()
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        tag = f'<w:fldChar {nsdecls("w")} w:fldCharType="{kind}"/>' if kind else ""
        run._r.append(parse_xml(tag or f"<w:instrText {nsdecls('w')}>{text}</w:instrText>"))


def _saved(document: Document) -> bytes:
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def typed() -> bytes:
    """All in Normal: bold 宋体 title, blanks for indents, blanks that push signature and date, the default margins."""
    document = docx.Document()
    _page(document, 25.4, 25.4, 31.8, 31.8)
    _line(document, TITLE, "宋体", 22, bold=True).alignment = AT.CENTER
    _line(document, "")
    _line(document, "某某市人民政府：")
    _line(document, f"\u3000\u3000{OPENING}")
    _line(document, f"\u3000\u3000{FIRST}", "黑体")
    _line(document, f"\u3000\u3000{SECOND}", "楷体_GB2312", bold=True)
    _line(document, f"\u3000\u3000{THIRD}。{TEXT}")
    _line(document, f"\u3000\u3000{CLOSING}")
    _line(document, "")
    _line(document, " " * 40 + ORGAN)
    _line(document, " " * 40 + DATE)
    _exactly(document, 28)
    _grid(document, "lines", 312)
    _number_in_the_middle(document)
    return _saved(document)


def right_but_28_points() -> bytes:
    """A careful office: right margins, faces, indents; lines of 28 points, right-aligned signature, the page set well."""
    document = docx.Document()
    _page(document, 37, 35, 28, 26)
    _line(document, TITLE, "方正小标宋简体", 22).alignment = AT.CENTER
    _line(document, "")
    _line(document, "某某市人民政府：")
    for text, family in (
        (OPENING, "仿宋_GB2312"),
        (FIRST, "黑体"),
        (SECOND, "楷体_GB2312"),
        (THIRD, "仿宋_GB2312"),
        (TEXT, "仿宋_GB2312"),
        (CLOSING, "仿宋_GB2312"),
    ):
        _indented(document, text, family)
    _line(document, "")
    _line(document, ORGAN).alignment = AT.RIGHT
    _line(document, DATE).alignment = AT.RIGHT
    _exactly(document, 28)
    _grid(document, "lines", 312)
    return _saved(document)


_LISTS = """<w:numbering {space}><w:abstractNum w:abstractNumId="90"><w:multiLevelType w:val="multilevel"/>
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%1、"/>
<w:pPr><w:ind w:left="420" w:hanging="420"/></w:pPr></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="（%2）"/>
<w:pPr><w:ind w:left="840" w:hanging="420"/></w:pPr></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/>
<w:pPr><w:ind w:left="1260" w:hanging="420"/></w:pPr></w:lvl></w:abstractNum>
<w:num w:numId="90"><w:abstractNumId w:val="90"/></w:num></w:numbering>"""


def automatic_numbers() -> bytes:
    """Headings numbered by the word processor, with the indents it gives them."""
    document = docx.Document()
    _page(document, 37, 35, 28, 26)
    lists = parse_xml(_LISTS.format(space=nsdecls("w")))
    target = document.part.numbering_part.element
    abstract, number = lists
    target.insert(0, abstract)
    target.append(number)

    def numbered(text: str, depth: int, family: str) -> None:
        paragraph = _line(document, text, family)
        paragraph._p.get_or_add_pPr().append(
            parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{depth}"/><w:numId w:val="90"/></w:numPr>')
        )

    _line(document, TITLE, "方正小标宋简体", 22).alignment = AT.CENTER
    _line(document, "")
    _indented(document, OPENING)
    numbered(FIRST[2:], 0, "黑体")
    numbered(SECOND[3:], 1, "楷体_GB2312")
    numbered(THIRD[2:], 2, "仿宋_GB2312")
    _indented(document, TEXT)
    numbered("存在的不足和原因", 0, "黑体")
    _indented(document, CLOSING)
    _line(document, "")
    _line(document, f"{ORGAN}\u3000\u3000").alignment = AT.RIGHT
    _line(document, f"{DATE}\u3000\u3000").alignment = AT.RIGHT
    _exactly(document, 28.95)
    return _saved(document)


def by_theme() -> bytes:
    """No run names a Chinese face: the theme does, and its Chinese face stands by script alone."""
    document = docx.Document()
    _page(document, 37, 35, 28, 26)
    for text in (TITLE, "", "某某市人民政府：", OPENING, FIRST, SECOND, TEXT, CLOSING, ORGAN, DATE):
        run = document.add_paragraph().add_run(text)
        run.font.size = Pt(16)
        run._element.get_or_add_rPr().append(
            parse_xml(f'<w:rFonts {nsdecls("w")} w:asciiTheme="minorHAnsi" w:eastAsiaTheme="minorEastAsia"/>')
        )
    language = f'<w:themeFontLang {nsdecls("w")} w:val="en-US" w:eastAsia="zh-CN"/>'
    for old in document.settings.element.findall(qn("w:themeFontLang")):
        document.settings.element.remove(old)
    document.settings.element.append(parse_xml(language))
    return _saved(document)


def red_head_as_table() -> bytes:
    """A red head whose number line is a table, and an imprint that is one, too."""
    document = docx.Document()
    _page(document, 37, 35, 28, 26)
    mark = _line(document, f"{ORGAN}文件", "方正小标宋简体", 50)
    mark.alignment = AT.CENTER
    mark.runs[0].font.color.rgb = RGBColor(0xFF, 0, 0)
    table = document.add_table(1, 2)
    for cell, text in zip(table.rows[0].cells, ("某司〔2025〕6号", "签发人：张某某"), strict=True):
        _word(cell.paragraphs[0], text, "仿宋_GB2312", 16)
    _line(document, "")
    _line(document, TITLE, "方正小标宋简体", 22).alignment = AT.CENTER
    _line(document, "")
    _line(document, "某某市人民政府：")
    for text in (OPENING, TEXT, CLOSING):
        _indented(document, text)
    figures = document.add_table(2, 2)
    for row, words in zip(figures.rows, (("项目", "数量"), ("一、审查文件", "62件")), strict=True):
        for cell, text in zip(row.cells, words, strict=True):
            _word(cell.paragraphs[0], text, "宋体", 12)
    _line(document, "")
    _line(document, ORGAN).alignment = AT.RIGHT
    _line(document, DATE).alignment = AT.RIGHT
    imprint = document.add_table(2, 1)
    for row, text in zip(
        imprint.rows,
        ("抄送：市委全面依法治市委员会办公室。", "某某市司法局办公室\u3000\u3000\u30002025年2月28日印发"),
        strict=True,
    ):
        _word(row.cells[0].paragraphs[0], text, "仿宋_GB2312", 14)
    _exactly(document, 28.95)
    return _saved(document)


_BOX = """<w:p {space} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
 xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml">
<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor
 xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><wps:txbx><w:txbxContent><w:p><w:r>
<w:t>{text}</w:t></w:r></w:p></w:txbxContent></wps:txbx></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict>
<v:textbox><w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict></mc:Fallback>
</mc:AlternateContent></w:r></w:p>"""


def with_text_box() -> bytes:
    """A remark in a text box at the top, a header with words, and a hidden line."""
    document = docx.Document()
    _page(document, 37, 35, 28, 26)
    _line(document, TITLE, "方正小标宋简体", 22).alignment = AT.CENTER
    _line(document, "")
    _indented(document, OPENING)
    document.element.body.insert(-1, parse_xml(_BOX.format(space=nsdecls("w"), text="内部资料，注意保存")))
    _indented(document, TEXT)
    _line(document, "此句藏着。", hidden=True)
    _indented(document, CLOSING)
    _line(document, "")
    _line(document, ORGAN).alignment = AT.RIGHT
    _line(document, DATE).alignment = AT.RIGHT
    document.sections[0].header.paragraphs[0].text = "某某市司法局内部文件"
    _exactly(document, 28.95)
    return _saved(document)


_NUMBER_BOX = """<w:p {space}><w:r><w:drawing><wp:anchor
 xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">
<wp:positionH relativeFrom="margin"><wp:align>{at}</wp:align></wp:positionH>
<wps:txbx xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><w:txbxContent><w:p>
<w:r><w:rPr><w:rFonts w:ascii="宋体" w:eastAsia="宋体" w:hAnsi="宋体"/><w:sz w:val="28"/></w:rPr><w:t>— </w:t></w:r>
<w:r><w:rPr><w:rFonts w:ascii="宋体" w:eastAsia="宋体" w:hAnsi="宋体"/><w:sz w:val="28"/></w:rPr>
<w:fldChar w:fldCharType="begin"/><w:instrText>PAGE</w:instrText><w:fldChar w:fldCharType="end"/></w:r>
<w:r><w:rPr><w:rFonts w:ascii="宋体" w:eastAsia="宋体" w:hAnsi="宋体"/><w:sz w:val="28"/></w:rPr><w:t> —</w:t></w:r>
</w:p></w:txbxContent></wps:txbx></wp:anchor></w:drawing></w:r></w:p>"""


def number_in_box(at: str = "center") -> bytes:
    """The page's number in a text box, as WPS sets it, and words beside it in the footer."""
    document = docx.Document()
    _page(document, 37, 35, 28, 26)
    _line(document, TITLE, "方正小标宋简体", 22).alignment = AT.CENTER
    _line(document, "")
    for text in (OPENING, TEXT, CLOSING):
        _indented(document, text)
    _line(document, "")
    _line(document, f"{ORGAN}\u3000\u3000\u3000\u3000").alignment = AT.RIGHT
    _line(document, f"{DATE}\u3000\u3000\u3000\u3000").alignment = AT.RIGHT
    footer = document.sections[0].footer
    footer.paragraphs[0].text = "联系人：张某"
    footer._element.append(parse_xml(_NUMBER_BOX.format(space=nsdecls("w"), at=at)))
    _exactly(document, 28.95)
    return _saved(document)


HABITS: dict[str, Callable[[], bytes]] = {
    "typed": typed,
    "28-points": right_but_28_points,
    "automatic-numbers": automatic_numbers,
    "by-theme": by_theme,
    "red-head-as-table": red_head_as_table,
    "text-box": with_text_box,
    "number-in-box": number_in_box,
}
"""Documents by their habit."""
