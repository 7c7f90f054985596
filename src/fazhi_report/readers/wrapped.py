"""Readers of documents saved as text: a page with its pictures (MHT), a package as a single XML file (Flat OPC)."""

from __future__ import annotations

import base64
import binascii
import codecs
import email
import email.policy
import io
import re
import zipfile

from lxml import etree

from fazhi_report.docx_in.archive import MOST_ENTRIES, damaged, parse
from fazhi_report.errors import FazhiError

_SNIFFED = 4096
_HEADER = r"[A-Za-z][A-Za-z0-9-]*:[^\n]*\n(?:[ \t][^\n]*\n)*"
_HEAD = re.compile(
    rf"\s*(?:{_HEADER})*?(?:MIME-Version\s*:|Content-Type\s*:\s*multipart/related)", re.IGNORECASE
)
_BEFORE_ROOT = re.compile(r"(?s)\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*|<!DOCTYPE(?!\s+html)[^>]*>\s*)*")
_ROOT = re.compile(r"<(?:!DOCTYPE\s+html|(?:[A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*))", re.IGNORECASE)
_PAGE_NAMES = "html head body meta title style script table div p span font h1 h2 h3 br center base link"
_PAGE = frozenset(_PAGE_NAMES.split())
_PACKAGE = "http://schemas.microsoft.com/office/2006/xmlPackage"
_WORD_2003 = "http://schemas.microsoft.com/office/word/2003/wordml"
_PKG = f"{{{_PACKAGE}}}"
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def markup(data: bytes, *, whole: bool = False) -> str:
    """Return the kind of markup as a suffix; empty when the bytes are not markup.

    ``.html`` and ``.mht`` are pages, ``.docx`` is Flat OPC, ``.word2003`` the XML of Word 2003, ``.xml`` any other.

    Args:
        data: The bytes.
        whole: Whether a page must be complete, because Markdown may begin with an element of a page.
    """
    opening = _opening(data)
    if _HEAD.match(opening):
        return ".mht"
    before = _BEFORE_ROOT.match(opening)
    root = _ROOT.match(opening, before.end() if before else 0)
    if root is None:
        return ""
    if _PACKAGE in opening:
        return ".docx"
    if _WORD_2003 in opening:
        return ".word2003"
    name = (root[1] or "html").lower()
    return ".html" if name == "html" or (name in _PAGE and not whole) else ".xml"


def _opening(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) : _SNIFFED].decode(encoding, errors="replace")
    sample = data[:_SNIFFED]
    # A tag with two bytes per character, without the byte order mark that should precede it.
    wide = {b"<\0": "utf-16-le", b"\0<": "utf-16-be"}.get(sample.lstrip(b" \r\n\t")[:2])
    return sample.decode(wide or "utf-8", errors="replace")


def page_of(data: bytes) -> bytes:
    """Return the page of an MHT file without its pictures and style sheets.

    Raises:
        FazhiError: It contains no page.
    """
    message = email.message_from_bytes(data, policy=email.policy.default)
    for at, part in enumerate(message.walk()):
        if at > MOST_ENTRIES:
            break
        if part.get_content_type() == "text/html":
            content = part.get_payload(decode=True)
            if isinstance(content, bytes) and content.strip():
                return content
    raise FazhiError("单个文件网页（MHT）里没有网页", "用 Word、WPS 或浏览器打开，另存为 .docx 或 .html 再试")


def flat_package(data: bytes) -> bytes:
    """Return the package in a Flat OPC file as a zip archive.

    Raises:
        FazhiError: The file is not XML, exceeds the limits of `archive`, or has a damaged part.
    """
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        overrides = []
        for part in parse(data, "文件").iterchildren(f"{_PKG}part"):
            name = part.get(f"{_PKG}name", "").lstrip("/")
            if not name or name in made.NameToInfo:
                raise damaged("部件没有名称，或者重名")
            overrides.append((name, part.get(f"{_PKG}contentType", "")))
            made.writestr(name, _content(part, name))
        made.writestr("[Content_Types].xml", _types(overrides))
    return stream.getvalue()


def _content(part: etree._Element, name: str) -> bytes:
    root = next(iter(part.iterfind(f"{_PKG}xmlData/*")), None)
    if root is not None:
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    try:
        return base64.b64decode("".join(map(str, part.itertext())).encode("ascii"))
    except (binascii.Error, ValueError):
        raise damaged(f"读不出 {name}") from None


def _types(overrides: list[tuple[str, str]]) -> bytes:
    root = etree.Element("{http://schemas.openxmlformats.org/package/2006/content-types}Types")
    for name, kind in overrides:
        etree.SubElement(root, "Override", PartName=f"/{name}", ContentType=kind)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
