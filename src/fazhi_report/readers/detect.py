"""Choice of the reader by suffix and content; the content takes precedence."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from fazhi_report.document.raw import SourceDocument, raw_texts
from fazhi_report.docx_in.archive import open_archive, read_file
from fazhi_report.errors import FazhiError
from fazhi_report.libreoffice import DOCX, Call, convert
from fazhi_report.readers import docx

SUFFIXES = (".docx", ".html", ".htm", ".txt", ".md", ".doc", ".wps", ".odt", ".pdf")
"""Suffixes that can be imported."""
MOST_CHARACTERS = 2_000_000
"""Longest text that is processed, in characters; the longest report known has about 40,000."""
_TEXTS = frozenset({".txt", ".md", ".html", ".htm"})
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_OFFICE = frozenset({".doc", ".wps", ".odt"})
_BEGINNINGS = (_OLE, _ZIP, b"{\\rtf", b"\x01\xfe")
"""First bytes of .doc and Kingsoft .wps, of zip packages, of RTF, and of Microsoft Works .wps."""


def read(path: Path) -> SourceDocument:
    """Return the raw paragraphs and tables of an old file.

    Raises:
        FazhiError: The file is missing, of a format that cannot be read, not what its suffix says, or hostile.
    """
    if path.is_dir():
        raise FazhiError(f"{path} 是文件夹", f"写出其中的一个文件，如 {path / '2020.docx'}")
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        known = "、".join(SUFFIXES)
        raise FazhiError(f"不认识后缀“{path.suffix or '（无）'}”：{path}", f"能导入的有 {known}")
    data = read_file(path)
    if not data.strip(b"\0 \r\n\t"):
        raise FazhiError(f"{path} 是空文件", "检查是不是选错了文件")
    scan = _read(data, suffix)
    if not scan.blocks:
        raise FazhiError(f"{path} 里没有文字", "检查是不是选错了文件；图片里的文字读不出来")
    if sum(map(len, raw_texts(scan.blocks))) > MOST_CHARACTERS:
        raise FazhiError(f"{path} 超过 {MOST_CHARACTERS // 10_000} 万字，没有继续读", "检查是不是选错了文件")
    return scan


def _read(data: bytes, suffix: str) -> SourceDocument:
    actual = _actual(data, suffix)
    if actual != suffix and not _kin(actual, suffix):
        raise FazhiError(
            f"后缀是 {suffix}，内容却像是 {actual}", f"把后缀改成 {actual} 再试，或检查是不是选错了文件"
        )
    if suffix in _OFFICE and not data.startswith(_BEGINNINGS) and actual not in _TEXTS:
        # LibreOffice reads any other content as plain text.
        raise FazhiError(
            f"后缀是 {suffix}，内容却不是 Word、WPS 文档", "检查是不是选错了文件；是纯文字的，把后缀改成 .txt"
        )
    if {actual, suffix} <= _TEXTS:
        suffix = actual
    # Each reader is imported where it is used: a .txt needs neither lxml nor LibreOffice.
    match suffix:
        case ".docx":
            from fazhi_report.readers.docx import read as docx  # noqa: PLC0415

            return docx(data)
        case ".html" | ".htm":
            from fazhi_report.readers.html import read as html  # noqa: PLC0415

            return html(data)
        case ".md":
            from fazhi_report.readers.text import read_markdown as markdown  # noqa: PLC0415

            return markdown(data)
        case ".doc" | ".wps" | ".odt":
            # GONE

            return read_office(data, suffix)
        case ".pdf":
            from fazhi_report.readers.pdf import read as pdf  # noqa: PLC0415

            return pdf(data)
        case _:
            from fazhi_report.readers.text import read_text as plain  # noqa: PLC0415

            return plain(data)


def _actual(data: bytes, suffix: str) -> str:
    """Return the suffix of the actual format by the first bytes; the given suffix when they decide nothing."""
    if data.startswith(b"%PDF-"):
        return ".pdf"
    if data.startswith(_OLE):
        return ".doc"
    if data.startswith(_ZIP):
        return _zipped(data)
    opening = data[:1024].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if opening.startswith((b"<!doctype html", b"<html")):
        return ".html"
    if opening.startswith(b"{\\rtf"):
        return ".rtf"
    return suffix


def _zipped(data: bytes) -> str:
    names = open_archive(data).names
    if "word/document.xml" in names:
        return ".docx"
    if "content.xml" in names:
        return ".odt"
    return ".xlsx" if "xl/workbook.xml" in names else ".zip"


def _kin(actual: str, suffix: str) -> bool:
    """Whether the actual format is usual for the suffix: .wps and .doc share a format, and HTML is often saved as .doc."""
    legacy_named_new = actual == ".doc" and suffix == ".docx"
    return (
        {actual, suffix} <= _TEXTS
        or ({actual, suffix} <= {*_OFFICE, ".docx", ".rtf", ".html"} and suffix in _OFFICE)
        or legacy_named_new
    )


_BY_HAND = "用 Word、WPS 打开后另存为 .docx，再导入"


def read_office(data: bytes, suffix: str) -> SourceDocument:
    """Return the blocks of an old office file, converted to .docx by LibreOffice.

    Args:
        data: The bytes.
        suffix: Suffix with its dot, by which LibreOffice recognises the format.

    Raises:
        FazhiError: LibreOffice is missing, takes too long, or cannot read the file.
    """
    if data.startswith(b"PK"):
        # Limits are checked before another program, without these limits, unpacks the file.
        open_archive(data).survey()
    call = Call(DOCX, otherwise=_BY_HAND, slow=_BY_HAND, failed=f"文件可能损坏或加密；{_BY_HAND}")
    try:
        (made,) = convert({f"source{suffix}": data}, call).values()
    except FazhiError as error:
        raise FazhiError(f"读 {suffix} 要用 LibreOffice：{error.message}", error.hint) from None
    scan = docx.read(made, converted=True)
    notes = (*scan.notes, f"经 LibreOffice 从 {suffix} 转换；段号是转换后的段号")
    return replace(scan, styled=False, notes=notes)
