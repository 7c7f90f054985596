"""The XML of Word 2003 (WordprocessingML 2003) as a .docx package: the same elements under an older name."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from lxml import etree

from fazhi_report.docx_in.archive import damaged, parse
from fazhi_report.docx_in.properties import W, child, local
from fazhi_report.errors import FazhiError

_OLD = b"http://schemas.microsoft.com/office/word/2003/wordml"
_HINT = "{http://schemas.microsoft.com/office/word/2003/auxHint}"
_AML = "{http://schemas.microsoft.com/aml/2001/core}"
_CONTENT_TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
_STYLED = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r"'
    ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>'
    "</Relationships>"
)
_TRACKED = {"Word.Insertion": "ins", "Word.Deletion": "del"}
_ELSEWHERE = {"hdr": "header", "ftr": "footer", "footnote": "footnotes", "endnote": "endnotes"}
"""Element in the text → the part that holds it in a .docx."""


def package_of(data: bytes) -> bytes:
    """Return the document as a .docx: text, styles, numbers as printed, tracked changes, headers and notes.

    Raises:
        FazhiError: The file is not XML, exceeds the limits of `archive`, lacks a body, or holds macros.
    """
    root = parse(etree.tostring(parse(data, "文件")).replace(_OLD, W[1:-1].encode()), "文件")
    if root.get(f"{W}macrosPresent") == "yes":
        raise FazhiError("文件里有宏，没有读", "在 Word 或 WPS 中另存为不带宏的 .docx 再试")
    body, styles = child(root, "body"), child(root, "styles")
    if body is None:
        raise damaged("没有正文")
    elsewhere = dict(_set_apart(body))
    _rename(body)
    _number(body)
    _unwrap(body)
    document = etree.Element(f"{W}document")
    document.append(body)
    parts = {"word/document.xml": document, **elsewhere}
    parts["word/styles.xml"] = etree.Element(f"{W}styles") if styles is None else styles
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("[Content_Types].xml", _CONTENT_TYPES)
        made.writestr("word/_rels/document.xml.rels", _STYLED)
        for name, part in parts.items():
            made.writestr(name, etree.tostring(part, xml_declaration=True, encoding="UTF-8"))
    return stream.getvalue()


def _set_apart(body: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    """Take headers, notes and comments out of the text, each as a part with its name; data of pictures are dropped."""
    for number, one in enumerate(
        list(body.iter(*(f"{W}{name}" for name in _ELSEWHERE), f"{_AML}annotation"))
    ):
        name = _ELSEWHERE.get(local(one), "comments" if _kind(one) == "Word.Comment" else "")
        parent = one.getparent()
        if name and parent is not None:
            made = etree.Element(one.tag)
            made.extend(list(one))
            parent.remove(one)
            yield f"word/{name}{number}.xml", made
    for one in list(body.iter(f"{W}binData")):
        one.text = None


def _kind(annotation: etree._Element) -> str:
    return annotation.get(f"{W}type", "")


def _rename(body: etree._Element) -> None:
    """Give tracked changes and links the names that they have in a .docx."""
    for one in body.iter(f"{_AML}annotation"):
        if _kind(one) in _TRACKED:
            one.tag = f"{W}{_TRACKED[_kind(one)]}"
    for one in body.iter(f"{W}hlink"):
        one.tag = f"{W}hyperlink"


def _number(body: etree._Element) -> None:
    """Write the automatic number of each paragraph, which the file gives as printed, before its text."""
    for listed in list(body.iter(f"{W}listPr")):
        printed, properties = listed.find(f"{_HINT}t"), listed.getparent()
        paragraph = None if properties is None else properties.getparent()
        if printed is None or paragraph is None or local(paragraph) != "p":
            continue
        run = etree.Element(f"{W}r")
        font = listed.find(f"{_HINT}font")
        if font is not None:
            family = font.get(f"{_HINT}val", "")
            formatting = etree.SubElement(run, f"{W}rPr")
            etree.SubElement(formatting, f"{W}rFonts", {f"{W}ascii": family, f"{W}hAnsi": family})
        etree.SubElement(run, f"{W}t").text = printed.get(f"{_HINT}val", "")
        paragraph.insert(1, run)


def _unwrap(body: etree._Element) -> None:
    """Put what sections and annotations of the old format wrap in their place."""
    wrappers = (f"{_HINT}sect", f"{_HINT}sub-section", f"{_AML}content", f"{_AML}annotation")
    for one in reversed(list(body.iter(*wrappers))):
        parent = one.getparent()
        if parent is not None:
            for entry in list(one):
                one.addprevious(entry)
            parent.remove(one)
