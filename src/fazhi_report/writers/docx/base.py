"""Makes the parts that all documents share, with python-docx, from the table of styles.

Run ``python -m fazhi_report.writers.docx.base`` after a change of norms or styles; a test fails where
that was forgotten. A build never imports this module: it reads the parts (docs/decisions/0002-docx-base.md).
"""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import TYPE_CHECKING, cast

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.parts.hdrftr import FooterPart
from docx.shared import Length, Pt, RGBColor, Twips
from lxml import etree

from fazhi_report.norms import gbt9704 as norms
from fazhi_report.norms.gbt9704 import Face, Type
from fazhi_report.typesetting.lines import chars
from fazhi_report.writers.docx.oxml import R_NAMESPACE, SCHEMA_ORDER, W_NAMESPACE, EdgeRule, escape
from fazhi_report.writers.docx.page import FooterId
from fazhi_report.writers.docx.parts import BASE, CORE, DECLARATION, DOCUMENT
from fazhi_report.writers.docx.styles import Align, StyleId, StyleLook, WordsLook, looks, words_looks
from fazhi_report.writers.package import pack

if TYPE_CHECKING:
    from docx.document import Document as DocxDocument
    from docx.styles.style import CharacterStyle, ParagraphStyle
    from docx.text.parfmt import ParagraphFormat

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_NAMESPACES = f'xmlns:w="{W_NAMESPACE}" xmlns:r="{R_NAMESPACE}"'
_WORD_URI = "http://schemas.microsoft.com/office/word"

# GB2312 in the words of Windows; roman for faces with feet, modern for 黑体.
_CHARSET = "86"


def seed() -> dict[str, bytes]:
    """An empty document in Chinese with the fonts and settings of the norms, and with the default styles alone."""
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relationships(
            ("rId1", f"{_OFFICE}/relationships/officeDocument", DOCUMENT),
            ("rId2", f"{_PACKAGE}/relationships/metadata/core-properties", CORE),
            ("rId3", f"{_OFFICE}/relationships/extended-properties", "docProps/app.xml"),
        ),
        CORE: f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"/>',
        "docProps/app.xml": (
            f'<Properties xmlns="{_OFFICE}/extended-properties"><Application>fazhi-report</Application></Properties>'
        ),
        DOCUMENT: f"<w:document {_NAMESPACES}><w:body><w:sectPr/></w:body></w:document>",
        "word/_rels/document.xml.rels": _relationships(
            ("rIdStyles", f"{_OFFICE}/relationships/styles", "styles.xml"),
            ("rIdSettings", f"{_OFFICE}/relationships/settings", "settings.xml"),
            ("rIdFonts", f"{_OFFICE}/relationships/fontTable", "fontTable.xml"),
        ),
        "word/styles.xml": _styles(),
        "word/settings.xml": _settings(),
        "word/fontTable.xml": _fonts(),
    }
    return {name: (DECLARATION + text).encode("utf-8") for name, text in parts.items()}


def _content_types() -> str:
    overrides = (
        (DOCUMENT, f"{_WORD_TYPE}.document.main+xml"),
        ("word/styles.xml", f"{_WORD_TYPE}.styles+xml"),
        ("word/settings.xml", f"{_WORD_TYPE}.settings+xml"),
        ("word/fontTable.xml", f"{_WORD_TYPE}.fontTable+xml"),
        (CORE, "application/vnd.openxmlformats-package.core-properties+xml"),
        ("docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml"),
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        + "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in overrides)
        + "</Types>"
    )


def _relationships(*rows: tuple[str, str, str]) -> str:
    inner = "".join(
        f'<Relationship Id="{key}" Type="{kind}" Target="{target}"/>' for key, kind, target in rows
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>'


def _styles() -> str:
    """Set the defaults: the body face in all four font slots, so that no mark is set in a Latin face, and no theme.

    The language of Latin letters and digits is English: as Chinese, LibreOffice breaks numbers at the end of a line.
    """
    family, size = norms.BODY.value.face.family, norms.BODY.value.size.half_points
    return (
        f"<w:styles {_NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>"
        f'<w:rFonts w:ascii="{family}" w:eastAsia="{family}" w:hAnsi="{family}" w:cs="{family}"/>'
        f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/><w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults></w:styles>"
    )


def _settings() -> str:
    """Switch off the compression of punctuation, which would put more than 28 characters on a line."""
    return (
        f'<w:settings {_NAMESPACES}><w:zoom w:percent="100"/><w:bordersDoNotSurroundHeader/>'
        f'<w:bordersDoNotSurroundFooter/><w:defaultTabStop w:val="{norms.BODY.value.size.tw}"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
        f'<w:compatSetting w:name="compatibilityMode" w:uri="{_WORD_URI}" w:val="15"/></w:compat>'
        '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
    )


def _fonts() -> str:
    return f"<w:fonts {_NAMESPACES}>{''.join(map(_font, norms.FACES))}</w:fonts>"


def _font(face: Face) -> str:
    """The entry of a face in the font table, with its other families as alternatives."""
    kind = "modern" if face is norms.HEITI else "roman"
    return (
        f'<w:font w:name="{escape(face.family)}"><w:altName w:val="{escape(",".join(face.families[1:]))}"/>'
        f'<w:charset w:val="{_CHARSET}"/><w:family w:val="{kind}"/><w:pitch w:val="default"/></w:font>'
    )


_ALIGN = {
    Align.LEFT: WD_ALIGN_PARAGRAPH.LEFT,
    Align.CENTER: WD_ALIGN_PARAGRAPH.CENTER,
    Align.RIGHT: WD_ALIGN_PARAGRAPH.RIGHT,
    Align.BOTH: WD_ALIGN_PARAGRAPH.JUSTIFY,
}


def make_base() -> dict[str, bytes]:
    """Part name → indented XML of styles, settings, fonts, footers and relationships.

    Returns:
        All parts except the text of a document and its core properties.
    """
    document = Document(BytesIO(pack(seed())))
    document.settings.odd_and_even_pages_header_footer = True
    for look in looks():
        _paragraph_style(document, look)
    for words in words_looks():
        _words_style(document, words)
    _table_style(document)
    for number, (footer_id, align) in enumerate(_FOOTERS, 1):
        _footer(document, f"/word/footer{number}.xml", footer_id, align)
    buffer = BytesIO()
    document.save(buffer)
    with zipfile.ZipFile(buffer) as archive:
        names = sorted(set(archive.namelist()) - {DOCUMENT, CORE})
        return {name: _readable(archive.read(name)) for name in names}


def main() -> None:
    """Write the parts into the folder from which the writer reads them."""
    for name, content in make_base().items():
        path = BASE / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _paragraph_style(document: DocxDocument, look: StyleLook) -> None:
    style: ParagraphStyle = document.styles.add_style(
        look.name, WD_STYLE_TYPE.PARAGRAPH, builtin=look.builtin
    )
    element = _opening(style, look.style)
    _put(element, "basedOn", val=look.base)
    _put(element, "next", val=look.follow)
    link = next((words.style for words in words_looks() if words.link is look.style), None)
    _put(element, "link", val=link)
    _paragraph_format(style.paragraph_format, look)
    _chinese_line_breaking(_child(element, "pPr"), look)
    if look.type is not None:
        _type(style, look.type)
    if look.spacing is not None:
        _put(_child(element, "rPr"), "spacing", val=look.spacing.tw)
    if look.color is not None:
        style.font.color.rgb = RGBColor.from_string(look.color)


def _opening(style: ParagraphStyle | CharacterStyle, style_id: str) -> BaseOxmlElement:
    """Begin a style with its identifier, its name and its entry in Word's gallery."""
    style.hidden, style.quick_style = False, True
    style.element.set(qn("w:styleId"), style_id)
    if style_id is StyleId.NORMAL:
        style.element.set(qn("w:default"), "1")
    element: BaseOxmlElement = style.element
    return element


def _paragraph_format(paragraph: ParagraphFormat, look: StyleLook) -> None:
    paragraph.alignment = None if look.align is None else _ALIGN[look.align]
    paragraph.keep_with_next = look.keep_next or None
    paragraph.page_break_before = look.page_break or None
    if look.base is None:
        paragraph.widow_control = False
        paragraph.space_before = paragraph.space_after = Length(0)
    if look.line is not None:
        paragraph.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        paragraph.line_spacing = Twips(look.line.tw)
    if look.after is not None:
        paragraph.space_after = Twips(look.after.tw)
    if look.indent is not None:
        paragraph.first_line_indent = Twips(chars(look.indent).tw)


def _chinese_line_breaking(element: BaseOxmlElement, look: StyleLook) -> None:
    """Add the properties that python-docx does not know: grid, forbidden line ends, indents in characters, outline."""
    if look.base is None:
        _put(element, "kinsoku", val=1)
        for off in ("overflowPunct", "autoSpaceDE", "autoSpaceDN"):
            _put(element, off, val=0)
    if look.off_grid or look.line is not None:
        _put(element, "snapToGrid", val=0)
    if look.indent is not None:
        _child(element, "ind").set(qn("w:firstLineChars"), str(look.indent * 100))
    _put(element, "outlineLvl", val=look.outline)


def _words_style(document: DocxDocument, look: WordsLook) -> None:
    style: CharacterStyle = document.styles.add_style(
        look.name, WD_STYLE_TYPE.CHARACTER, builtin=look.style is StyleId.STRONG
    )
    element = _opening(style, look.style)
    _put(element, "link", val=look.link)
    style.font.bold = look.bold or None
    if look.type is not None:
        _type(style, look.type)


def _type(style: ParagraphStyle | CharacterStyle, wanted: Type) -> None:
    """Set the size, and the face in all four font slots, so that “” and digits have it too."""
    family = wanted.face.family
    style.font.name = family
    fonts = style.element.rPr.rFonts
    fonts.set(qn("w:eastAsia"), family)
    fonts.set(qn("w:cs"), family)
    style.font.size = Pt(wanted.size.pt)
    _put(style.element.rPr, "szCs", val=wanted.size.half_points)


def _table_style(document: DocxDocument) -> None:
    style = document.styles.add_style("Table Grid", WD_STYLE_TYPE.TABLE, builtin=True)
    style.element.set(qn("w:styleId"), StyleId.TABLE)
    edges = ("top", "left", "bottom", "right", "insideH", "insideV")
    lines = "".join(str(EdgeRule(edge, norms.TABLE_RULE.value, norms.BLACK.value)) for edge in edges)
    side, above = norms.CELL_MARGIN.value.tw, norms.CELL_PADDING.value.tw
    margins = (("top", above), ("left", side), ("bottom", above), ("right", side))
    cells = "".join(f'<w:{edge} w:w="{width}" w:type="dxa"/>' for edge, width in margins)
    style.element.append(
        parse_xml(
            f"<w:tblPr {nsdecls('w')}><w:tblBorders>{lines}</w:tblBorders>"
            f"<w:tblCellMar>{cells}</w:tblCellMar></w:tblPr>"
        )
    )


_FOOTERS = (
    (FooterId.ODD, Align.RIGHT),
    (FooterId.EVEN, Align.LEFT),
    (FooterId.BLANK, None),
    (FooterId.TURNED_ODD, Align.RIGHT),
    (FooterId.TURNED_EVEN, Align.LEFT),
)


def _footer(document: DocxDocument, name: str, footer_id: FooterId, align: Align | None) -> None:
    """A footer; where it has an alignment, with the page number."""
    number = _paragraph("") if align is None else _page_number(align)
    if footer_id in {FooterId.TURNED_ODD, FooterId.TURNED_EVEN}:
        number = _turned(number) + _paragraph("")
    xml = f"<w:ftr {nsdecls('w', 'r')}>{number}</w:ftr>"
    part = FooterPart(PackURI(name), CONTENT_TYPE.WML_FOOTER, parse_xml(xml), document.part.package)
    document.part.load_rel(RELATIONSHIP_TYPE.FOOTER, part, footer_id)


def _page_number(align: Align) -> str:
    """The page number between dashes, one character from the edge (7.5)."""
    indent = (norms.PAGE_NUMBER.value.size * norms.PAGE_NUMBER_INDENT.value).tw
    dash = '<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t xml:space="preserve">{}</w:t></w:r>'
    number = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    content = dash.format("— ") + number + dash.format(" —")
    return _paragraph(content, f'<w:ind w:{align}="{indent}"/><w:jc w:val="{align}"/>')


def _paragraph(content: str, place: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{StyleId.FOOTER}"/>{place}</w:pPr>{content}</w:p>'


def _turned(number: str) -> str:
    """The page number at the place of portrait pages on a page that is turned clockwise (8).

    A table of one cell beside the left edge of the page, whose text runs downwards: word processors know no other box
    that both Word and LibreOffice turn.
    """
    line, length = norms.PAGE_NUMBER_LINE.value, norms.TYPE_AREA_WIDTH.value
    # Lines that run downwards have their dashes in the middle.
    left = norms.BOTTOM_MARGIN.value - norms.PAGE_NUMBER_DROP.value - line / 2
    return (
        '<w:tbl><w:tblPr><w:tblpPr w:leftFromText="0" w:rightFromText="0" w:topFromText="0" w:bottomFromText="0"'
        f' w:vertAnchor="page" w:horzAnchor="page" w:tblpX="{left.tw}" w:tblpY="{norms.LEFT_MARGIN.value.tw}"/>'
        f'<w:tblW w:w="{line.tw}" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblCellMar>'
        + "".join(f'<w:{edge} w:w="0" w:type="dxa"/>' for edge in ("top", "left", "bottom", "right"))
        + f'</w:tblCellMar></w:tblPr><w:tblGrid><w:gridCol w:w="{line.tw}"/></w:tblGrid>'
        f'<w:tr><w:trPr><w:trHeight w:val="{length.tw}" w:hRule="exact"/></w:trPr>'
        f'<w:tc><w:tcPr><w:tcW w:w="{line.tw}" w:type="dxa"/><w:textDirection w:val="tbRl"/></w:tcPr>'
        f"{number}</w:tc></w:tr></w:tbl>"
    )


def _put(parent: BaseOxmlElement, name: str, *, val: str | int | None) -> None:
    """Add a child element with a value; None adds nothing."""
    if val is not None:
        _child(parent, name).set(qn("w:val"), str(val))


def _child(parent: BaseOxmlElement, name: str) -> BaseOxmlElement:
    """The child element of that name; a missing one is inserted in the order of the schema."""
    found = parent.find(qn(f"w:{name}"))
    if isinstance(found, BaseOxmlElement):
        return found
    order = SCHEMA_ORDER[etree.QName(parent).localname].split()
    followers = (f"w:{follower}" for follower in order[order.index(name) + 1 :])
    made = cast("BaseOxmlElement", OxmlElement(f"w:{name}"))
    parent.insert_element_before(made, *followers)
    return made


def _readable(content: bytes) -> bytes:
    """The XML indented, without unused namespaces."""
    root = etree.fromstring(content)
    # Readers such as docx2python look r up in every footer, used or not.
    etree.cleanup_namespaces(root, keep_ns_prefixes=["r"])
    etree.indent(root, space="  ")
    return DECLARATION.encode("utf-8") + etree.tostring(root, encoding="utf-8") + b"\n"


if __name__ == "__main__":
    main()
