"""A two-page document with a red head and an imprint, made with python-docx and raw XML, and copies with one thing moved.

Nothing of the program's writers is used. The file declares some of the displacements not at all, or wrongly: blanks
typed on the wrong side, padding of cells, drawn lines.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from types import MappingProxyType

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm

_WORDS = "全市司法行政系统坚持依法行政，审查规范性文件六十二件，备案四十六件，办结行政复议案件八十件，群众满意度不断提高。"
_FANGSONG, _KAITI, _SONGTI, _TITLE = "仿宋", "楷体", "宋体", "方正小标宋简体"
_NUMBER, _SIGNATORY, _NAME = "示司〔2025〕6号", "签发人：", "张某某"
_PITCH = 28.95
FRAMED = 'w:vAnchor="text" w:hAnchor="margin" w:xAlign="right" w:y="1"'
FRAME = 'w:vAnchor="margin" w:hAnchor="margin" w:xAlign="left" w:yAlign="bottom"'


@dataclass(frozen=True)
class Footing:
    """A page number: what is typed around its field, its paragraph's indents and alignment, its frame."""

    before: str
    after: str
    indent: str
    align: str
    frame: str = ""


def _run(text: str, family: str = _FANGSONG, size: float = 16, color: str = "") -> str:
    fonts = f'<w:rFonts w:ascii="{family}" w:hAnsi="{family}" w:eastAsia="{family}" w:hint="eastAsia"/>'
    tint = f'<w:color w:val="{color}"/>' if color else ""
    pieces = "<w:tab/>".join(f'<w:t xml:space="preserve">{piece}</w:t>' for piece in text.split("\t"))
    half_points = round(size * 2)
    # 28 characters fill a line.
    narrow = '<w:spacing w:val="-5"/>' if size == 16 else ""
    return f'<w:r><w:rPr>{fonts}{tint}{narrow}<w:sz w:val="{half_points}"/></w:rPr>{pieces}</w:r>'


def _line(
    content: str = "",
    *,
    frame: str = "",
    border: str = "",
    tabs: str = "",
    line: float = _PITCH,
    before: float = 0,
    after: float = 0,
    indent: str = "",
    align: str = "left",
) -> str:
    """A paragraph; heights in points, the rest as XML."""
    heights = f'w:before="{round(before * 20)}" w:after="{round(after * 20)}" w:line="{round(line * 20)}"'
    framed = f'<w:framePr w:w="8844" w:hSpace="0" w:wrap="notBeside" {frame}/>' if frame else ""
    return (
        f'<w:p {nsdecls("w")}><w:pPr>{framed}{border}{tabs}<w:snapToGrid w:val="0"/>'
        f'<w:spacing {heights} w:lineRule="exact"/>{indent}<w:jc w:val="{align}"/></w:pPr>{content}</w:p>'
    )


def _tabs(**stops: int) -> str:
    return (
        "<w:tabs>"
        + "".join(f'<w:tab w:val="{kind}" w:pos="{at}"/>' for kind, at in stops.items())
        + "</w:tabs>"
    )


def _edge(side: str, eighths: int, space: int, color: str) -> str:
    return f'<w:{side} w:val="single" w:sz="{eighths}" w:space="{space}" w:color="{color}"/>'


def number_line(
    *, start: int = 315, end: int = 8529, gap: int = 11, indent: str = "", ruled: bool = True
) -> str:
    """Document number and signatory at tab stops (twips), with the red rule as border at a gap in points."""
    border = f"<w:pBdr>{_edge('bottom', 8, gap, 'FF0000')}</w:pBdr>" if ruled else ""
    words = _run(f"\t{_NUMBER}\t{_SIGNATORY}") + _run(_NAME, _KAITI)
    return _line(words, border=border, tabs=_tabs(left=start, right=end), line=16, indent=indent)


def number_table(padding: int) -> str:
    """The same in a table whose cells keep a padding (twips); blanks set the words in."""
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="4422" w:type="dxa"/></w:tcPr>{_line(content, align=align, line=16)}</w:tc>'
        for content, align in (
            (_run(f"\u3000{_NUMBER}"), "left"),
            (_run(_SIGNATORY) + _run(f"{_NAME}\u3000", _KAITI), "right"),
        )
    )
    margins = "".join(f'<w:{side} w:w="{padding}" w:type="dxa"/>' for side in ("left", "right"))
    return (
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="8844" w:type="dxa"/><w:tblInd w:w="{padding}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>'
        f'<w:tblGrid><w:gridCol w:w="4422"/><w:gridCol w:w="4422"/></w:tblGrid><w:tr>{cells}</w:tr></w:tbl>'
    )


def drawn_rule(*, left: float = 0, length: float = 156, down: float = 11) -> str:
    """The red rule as a drawn line, hung on a paragraph of one point; millimetres, and points down from it."""
    start, end = left * 72 / 25.4, (left + length) * 72 / 25.4
    style = "position:absolute;mso-position-horizontal-relative:margin;mso-position-vertical-relative:text"
    shape = (
        f'<w:r><w:pict><v:line xmlns:v="urn:schemas-microsoft-com:vml" style="{style}" from="{start:.2f}pt,{down}pt" '
        f'to="{end:.2f}pt,{down}pt" strokecolor="red" strokeweight="1pt"/></w:pict></w:r>'
    )
    return _line(shape, line=1)


def _imprint(frame: str, start: int, end: int, length: int) -> str:
    def rule(points: float) -> str:
        shade = '<w:shd w:val="clear" w:color="auto" w:fill="000000"/>'
        short = f'<w:ind w:right="{8844 - length}"/>' if length < 8844 else ""
        return _line(frame=frame, border=shade, line=points, indent=short)

    copied = "抄送：示例市委全面依法治市委员会办公室，示例市人大常委会办公室，省司法厅，市政协办公室。"
    hanging = '<w:ind w:left="1120" w:right="280" w:hanging="840"/>'
    printed = _run("示例市司法局办公室\t2025年3月1日印发", size=14)
    return (
        rule(1)
        + _line(_run(copied, size=14), frame=frame, line=24, indent=hanging)
        + rule(0.7)
        + _line(printed, frame=frame, tabs=_tabs(right=end), line=24, indent=f'<w:ind w:left="{start}"/>')
        + rule(1)
    )


def _footer(footing: Footing) -> str:
    before, after = (_run(text, _SONGTI, 14) for text in (footing.before, footing.after))
    field = _run("1", _SONGTI, 14)
    content = f'{before}<w:fldSimple w:instr=" PAGE ">{field}</w:fldSimple>{after}'
    if not footing.frame:
        return _line(content, line=20, indent=footing.indent, align=footing.align)
    framed = _line(content, line=20, indent=footing.indent, align=footing.align, frame=footing.frame)
    return framed.replace('w:w="8844" ', "") + _line(line=20)


ODD = Footing("— ", " —", '<w:ind w:right="280"/>', "right")
EVEN = Footing("— ", " —", '<w:ind w:left="280"/>', "left")


def paper(
    *,
    mark_before: float = 89.6,
    number: str = "",
    odd: Footing = ODD,
    even: Footing = EVEN,
    footer: float = 25.24,
    name: int = 1363,
    date: int = 1280,
    frame: str = FRAME,
    printed: tuple[int, int] = (280, 8564),
    imprint_rule: int = 8844,
) -> bytes:
    """A document of two pages, right in everything but what is given otherwise.

    Args:
        mark_before: Space above the organ's mark, in points.
        number: XML of the line of document number and signatory, and of the red rule below it; empty for a right one.
        odd, even: The page numbers.
        footer: Distance of the footer from the foot of the paper, in millimetres.
        name, date: Indents of signature and date on the right, in twips.
        frame: Attributes of the frame of the imprint; empty for an imprint in the flow.
        printed: Indent of the printing organ and tab stop of the date, in twips.
        imprint_rule: Length of the rules of the imprint, in twips.
    """
    mark = _run("示例市司法局文件", _TITLE, 42, "FF0000")
    indent = '<w:ind w:firstLineChars="200" w:firstLine="640"/>'
    body = (
        _line(mark, line=52.5, before=mark_before, align="center"),
        *(_line() for _ in range(2)),
        number or number_line(),
        *(_line() for _ in range(2)),
        _line(_run("示例市司法局关于2024年度法治工作的报告", _TITLE, 22), line=36, align="center"),
        _line(),
        _line(_run("示例市人民政府：")),
        *(_line(_run(_WORDS), indent=indent, align="both") for _ in range(6)),
        _line(_run("特此报告。"), indent=indent, align="both"),
        *(_line() for _ in range(2)),
        _line(_run("示例市司法局"), indent=f'<w:ind w:right="{name}"/>', align="right"),
        _line(_run("2025年2月28日"), indent=f'<w:ind w:right="{date}"/>', align="right"),
        _imprint(frame, *printed, imprint_rule),
        _line(line=1),
    )
    return _saved("".join(body), _footer(odd), _footer(even), footer)


def _saved(body: str, odd: str, even: str, footer: float) -> bytes:
    document = docx.Document()
    (section,) = document.sections
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.header_distance, section.footer_distance = Mm(15), Mm(footer)
    document.settings.odd_and_even_pages_header_footer = True
    for place, content in ((section.footer, odd), (section.even_page_footer, even)):
        place.is_linked_to_previous = False
        for old in list(place._element):
            place._element.remove(old)
        place._element.extend(parse_xml(f"<w:ftr {nsdecls('w')}>{content}</w:ftr>"))
    properties = section._sectPr
    for old in properties.findall(qn("w:docGrid")):
        properties.remove(old)
    properties.append(parse_xml(f'<w:docGrid {nsdecls("w")} w:type="lines" w:linePitch="579"/>'))
    for element in parse_xml(f"<w:body {nsdecls('w')}>{body}</w:body>"):
        properties.addprevious(element)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def _typed(before: str, after: str, align: str, indent: str = "") -> Footing:
    return Footing(before, after, indent, align)


MOVED: Mapping[str, tuple[bytes, frozenset[str]]] = MappingProxyType(
    {
        "right": (paper(), frozenset()),
        "right, in a table without padding": (
            paper(number=number_table(0) + drawn_rule()),
            frozenset(),
        ),
        "blank typed before the odd page number, which stands at the edge": (
            paper(odd=_typed("\u3000— ", " —", "right")),
            frozenset({"单页码居右"}),
        ),
        "odd page number pushed to the left by the alignment of even ones": (
            paper(odd=_typed("\u3000— ", " —", "left")),
            frozenset({"单页码居右"}),
        ),
        "odd page number in a frame at the edge": (
            paper(odd=Footing("— ", " —", "", "left", FRAMED)),
            frozenset({"单页码居右"}),
        ),
        "odd page number in a frame, a blank typed behind it": (
            paper(odd=Footing("— ", " —\u3000", "", "left", FRAMED)),
            frozenset(),
        ),
        "even page number on the right": (
            paper(even=_typed("— ", " —\u3000", "right")),
            frozenset({"双页码居左"}),
        ),
        "page numbers 10 mm too low": (paper(footer=15.24), frozenset({"页码一字线至版心下边缘"})),
        "mark 13 mm too high": (
            paper(mark_before=89.6 - 13 * 72 / 25.4),
            frozenset({"发文机关标志上边缘至版心上边缘"}),
        ),
        "red rule 5 mm too low": (paper(number=number_line(gap=25)), frozenset({"发文字号至红色分隔线"})),
        "drawn red rule 5 mm to the right": (
            paper(number=number_line(ruled=False) + drawn_rule(left=5)),
            frozenset({"红色分隔线左端至版心左边缘"}),
        ),
        "drawn red rule 12 mm short": (
            paper(number=number_line(ruled=False) + drawn_rule(length=144)),
            frozenset({"红色分隔线长度"}),
        ),
        "number line in cells with padding": (
            paper(number=number_table(340) + drawn_rule()),
            frozenset({"发文字号居左（上行文）", "签发人居右"}),
        ),
        "date and signature at the edge": (
            paper(name=0, date=0),
            frozenset({"成文日期的位置"}),
        ),
        "signature 6 mm left of the middle of the date": (
            paper(name=1363 + 340),
            frozenset({"发文机关署名的位置"}),
        ),
        "imprint in the flow": (paper(frame=""), frozenset({"版记末条分隔线至版心下边缘"})),
        "imprint framed 5 mm too high": (
            paper(frame='w:vAnchor="page" w:hAnchor="margin" w:xAlign="left" w:y="13900"'),
            frozenset({"版记末条分隔线至版心下边缘"}),
        ),
        "printing organ and date at the edges": (
            paper(printed=(0, 8844)),
            frozenset({"印发机关居左", "印发日期居右"}),
        ),
        "rules of the imprint 10 mm short": (paper(imprint_rule=8277), frozenset({"版记分隔线长度"})),
    }
)
"""Copy → the document, and the distances that are wrong on its pages."""
