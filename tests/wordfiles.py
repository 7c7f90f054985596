"""Small .docx files from a few lines of WordprocessingML: what other programs write, and we do not."""

from __future__ import annotations

from pathlib import PurePath

from fazhi_report.docx_in.facts import Layout
from fazhi_report.docx_in.measure import measure
from fazhi_report.norms.elements import Role
from fazhi_report.recognise.anatomy import Anatomy
from fazhi_report.recognise.recognise import recognise
from fazhi_report.writers.package import pack

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_MORE = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:v"'
)
NAMESPACES = f"{_W} {_R} {_MORE}"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_KINDS = {
    "styles": "styles",
    "numbering": "numbering",
    "settings": "settings",
    "theme": "theme",
    "footer1": "footer",
}
A4 = (
    '<w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588" w:footer="1431" w:gutter="0"/>'
)


def p(text: str = "", properties: str = "", run: str = "") -> str:
    """A paragraph of one run."""
    words = f'<w:r><w:rPr>{run}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>' if text else ""
    return f"<w:p><w:pPr>{properties}</w:pPr>{words}</w:p>"


def docx(body: str, section: str = A4, **others: str) -> bytes:
    """A package; other parts by the name of their root's contents: ``styles``, ``numbering``, ``settings`` …"""
    roots = {"styles": "w:styles", "numbering": "w:numbering", "settings": "w:settings", "footer1": "w:ftr"}
    parts = {
        f"word/{name}.xml": f"<{roots[name]} {NAMESPACES}>{content}</{roots[name]}>"
        if name in roots
        else content
        for name, content in others.items()
    }
    links = "".join(
        f'<Relationship Id="{name}" Type="{_OFFICE}/{_KINDS[name]}" Target="{name}.xml"/>' for name in others
    )
    parts["word/document.xml"] = (
        f"<w:document {NAMESPACES}><w:body>{body}<w:sectPr>{section}</w:sectPr></w:body></w:document>"
    )
    parts["word/_rels/document.xml.rels"] = (
        f'<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>'
    )
    parts["_rels/.rels"] = (
        f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r" Type="{_OFFICE}/officeDocument"'
        ' Target="/word/document.xml"/></Relationships>'
    )
    parts["[Content_Types].xml"] = f'<Types xmlns="{_PACKAGE}/content-types"/>'
    return pack({name: text.encode("utf-8") for name, text in parts.items()})


def measured(body: str, section: str = A4, **others: str) -> Layout:
    return measure(docx(body, section, **others), PurePath("x.docx"))


def read(*lines: str) -> Anatomy:
    """The anatomy of plain lines; an empty one is an empty paragraph."""
    return recognise(measured("".join(map(p, lines))))


def roles(*lines: str) -> list[Role]:
    return [one.role for one in read(*lines).elements]
