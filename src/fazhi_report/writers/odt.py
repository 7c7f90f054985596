"""What LibreOffice ignores in a .docx, set on its own side by way of .odt: no gaps round digits, no hanging marks.

A .docx says that Chinese and digits stand close (``autoSpaceDE``, ``autoSpaceDN``) and that no mark hangs out of the
type area (``overflowPunct``). LibreOffice 7.4 reads neither, but keeps the same wishes in the styles of its own format.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable
from enum import StrEnum
from io import BytesIO

from fazhi_report.docx_in.archive import open_archive, parse

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DOCX_STYLES, _ODT_STYLES = "word/styles.xml", "styles.xml"
_OFF = {"0", "false", "off"}


class Ignored(StrEnum):
    """A wish of a .docx that LibreOffice ignores, by the attribute of .odt that it goes by, and its value."""

    NO_GAPS = 'style:text-autospace="none"'
    NO_HANGING = 'style:punctuation-wrap="simple"'


def ignored(docx: bytes) -> frozenset[Ignored]:
    """The wishes of a .docx for all its text that LibreOffice ignores; none for what is no package.

    Raises:
        FazhiError: The file is damaged.
    """
    if not docx.startswith(b"PK"):
        return frozenset()
    archive = open_archive(docx)
    if _DOCX_STYLES not in archive.names:
        return frozenset()
    styles = parse(archive.read(_DOCX_STYLES), _DOCX_STYLES)
    properties = [
        *styles.iterfind(f"{_W}docDefaults/{_W}pPrDefault/{_W}pPr"),
        *(
            style.find(f"{_W}pPr")
            for style in styles.iterfind(f"{_W}style[@{_W}type='paragraph']")
            if style.get(f"{_W}default") in {"1", "true", "on"}
        ),
    ]
    off = {
        name
        for found in properties
        if found is not None
        for name in ("overflowPunct", "autoSpaceDE", "autoSpaceDN")
        if (wish := found.find(f"{_W}{name}")) is not None and wish.get(f"{_W}val") in _OFF
    }
    wishes = {Ignored.NO_GAPS} if {"autoSpaceDE", "autoSpaceDN"} <= off else set[Ignored]()
    return frozenset(wishes | ({Ignored.NO_HANGING} if "overflowPunct" in off else set()))


def granted(odt: bytes, wishes: Iterable[Ignored]) -> bytes:
    """The .odt with the wishes set in its styles.

    Raises:
        FazhiError: The file is damaged.
    """
    archive = open_archive(odt)
    styles = archive.read(_ODT_STYLES)
    for wish in wishes:
        name, _, _ = wish.partition("=")
        styles = re.sub(rf'{name}="[a-z-]+"'.encode(), wish.encode(), styles)
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as written:
        # The order stays: the type of the file is its first part, and is not compressed.
        for entry in archive.zipped.infolist():
            content = styles if entry.filename == _ODT_STYLES else archive.zipped.read(entry)
            written.writestr(entry, content)
    return made.getvalue()
