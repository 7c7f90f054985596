"""The smallest package that is ours alone: what python-docx is given to grow the base from."""

from __future__ import annotations

from fazhi_report.norms import gbt9704 as norms
from fazhi_report.norms.gbt9704 import Face
from fazhi_report.writers.docx.oxml import R_NAMESPACE, W_NAMESPACE, escape
from fazhi_report.writers.docx.parts import CORE, DECLARATION, DOCUMENT

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_NAMESPACES = f'xmlns:w="{W_NAMESPACE}" xmlns:r="{R_NAMESPACE}"'
_WORD_URI = "http://schemas.microsoft.com/office/word"

# GB2312 in the words of Windows; roman for faces with feet, modern for 黑体.
_CHARSET = "86"


def seed() -> dict[str, bytes]:
    """Parts of an empty document in Chinese, with our fonts and settings and no style but the defaults."""
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
    """Defaults: body type in all four slots, so that no mark falls into a Latin face, and no theme.

    Figures and Latin letters are called English: called Chinese, LibreOffice tears numbers at the end of a line.
    """
    family, size = norms.BODY.value.face.family, norms.BODY.value.size.half_points
    return (
        f"<w:styles {_NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>"
        f'<w:rFonts w:ascii="{family}" w:eastAsia="{family}" w:hAnsi="{family}" w:cs="{family}"/>'
        f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/><w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults></w:styles>"
    )


def _settings() -> str:
    """No compression of punctuation, for it would undo the 28 characters of a line."""
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
    """A face with the families that may stand in for it where the first is missing."""
    kind = "modern" if face is norms.HEITI else "roman"
    return (
        f'<w:font w:name="{escape(face.family)}"><w:altName w:val="{escape(",".join(face.families[1:]))}"/>'
        f'<w:charset w:val="{_CHARSET}"/><w:family w:val="{kind}"/><w:pitch w:val="default"/></w:font>'
    )
