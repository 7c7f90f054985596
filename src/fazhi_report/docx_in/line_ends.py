"""Blanks typed at the ends of paragraphs: kept as wide as Word and WPS set them."""

from __future__ import annotations

import io
import re
import zipfile

from lxml import etree

from fazhi_report.docx_in.archive import open_archive, parse

JOINER = "\u2060"
"""Word joiner (U+2060): without width, and no blank."""
_BLANK = "\u3000"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PARTS = re.compile(r"word/(?:document|header|footer)[0-9]*\.xml")


def with_blanks_kept(data: bytes) -> bytes:
    """Return the file with a word joiner behind full-width blanks that end a paragraph.

    LibreOffice lets them hang over the edge of a right-aligned line, where Word and WPS count their width.

    Raises:
        FazhiError: The package is damaged or exceeds the limits of `archive`.
    """
    archive = open_archive(data)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for entry in archive.zipped.infolist():
            content = archive.zipped.read(entry)
            concerned = _PARTS.fullmatch(entry.filename) and _BLANK.encode("utf-8") in content
            made.writestr(entry, _part(entry.filename, content) if concerned else content)
    return stream.getvalue()


def _part(name: str, content: bytes) -> bytes:
    root = parse(content, name)
    for paragraph in root.iter(f"{_W}p"):
        texts = [one for one in paragraph.iter(f"{_W}t") if one.text]
        if texts and (texts[-1].text or "").endswith(_BLANK):
            texts[-1].text = f"{texts[-1].text}{JOINER}"
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
