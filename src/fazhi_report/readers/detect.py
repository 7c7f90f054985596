"""Choice of the reader by suffix and content; the content takes precedence."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from fazhi_report.document.raw import SUFFIXES, SourceDocument, raw_texts
from fazhi_report.docx_in.archive import open_archive, read_file
from fazhi_report.docx_in.links import without_links
from fazhi_report.errors import FazhiError
from fazhi_report.libreoffice import DOCX, Call, convert
from fazhi_report.readers import docx
from fazhi_report.readers.wrapped import flat_package, markup, page_of

MOST_CHARACTERS = 500_000
"""Longest text that is processed, in characters; the longest report known has about 40,000."""
_WORDS = frozenset({".docx", ".doc", ".wps", ".odt", ".rtf", ".mht", ".mhtml", ".xml"})
"""Suffixes of word processors, which all write each other's formats under each other's suffixes."""
_WORD_2003 = ".word2003"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_WORKS = b"\x01\xfe"
_FILTERS = {".doc": "MS Word 97", ".odt": "writer8", ".rtf": "Rich Text Format", ".wps": "MS_Works"}
"""Names of the import filters that are passed to LibreOffice, because it would guess plain text or a web page."""
_NO_TEXT = {
    ".xlsx": "Excel 表格",
    ".xls": "Excel 表格",
    ".ppt": "演示文稿",
    ".pptx": "演示文稿",
    ".ole": "不认识的旧版 Office 文件",
    ".zip": "压缩包，但不是 Word 文档",
    ".xml": "XML 文件",
}
_RESAVE = "用 Word、WPS 打开后另存为 .docx，再导入"


def read(path: Path) -> SourceDocument:
    """Return the raw paragraphs and tables of an old file.

    Raises:
        FazhiError: The file is missing, of a format that cannot be read, empty, or refused as unsafe.
    """
    if path.is_dir():
        raise FazhiError(f"{path} 是文件夹", f"写出其中的一个文件，如 {path / '2020.docx'}")
    suffix = path.suffix.lower()
    if suffix not in {*SUFFIXES, ".xml"}:
        known = "、".join(SUFFIXES)
        raise FazhiError(f"不认识后缀“{path.suffix or '（无）'}”：{path}", f"能导入的有 {known}")
    data = read_file(path)
    if not data.strip(b"\0 \r\n\t"):
        raise FazhiError(f"{path} 是空文件", "检查是不是选错了文件")
    kind = _kind(data, suffix)
    if kind in _NO_TEXT:
        cure = _RESAVE if kind in {".xml", ".ole"} else "检查是不是选错了文件"
        raise FazhiError(f"后缀是 {suffix}，内容却是{_NO_TEXT[kind]}，不能导入", cure)
    scan = _read(data, kind)
    if not _is_expected(kind, suffix):
        named = "Word 2003 的 XML 文档" if kind == _WORD_2003 else kind
        scan = replace(scan, notes=(*scan.notes, f"后缀是 {suffix}，内容是 {named}，按内容读"))
    if not scan.blocks:
        raise FazhiError(f"{path} 里没有文字", "检查是不是选错了文件；图片里的文字读不出来")
    if sum(map(len, raw_texts(scan.blocks))) > MOST_CHARACTERS:
        raise FazhiError(f"{path} 超过 {MOST_CHARACTERS // 10_000} 万字，没有继续读", "检查是不是选错了文件")
    return scan


def _is_expected(kind: str, suffix: str) -> bool:
    """Whether a suffix is usual for a kind of content; .htm is .html, and Kingsoft's .wps is .doc."""
    return kind == suffix or {kind, suffix} in ({".html", ".htm"}, {".mht", ".mhtml"}, {".doc", ".wps"})


def _read(data: bytes, kind: str) -> SourceDocument:
    """Return the content of a file of a known kind.

    Readers are imported where they are used, because a .txt needs neither lxml nor LibreOffice.
    """
    if kind == ".mht":
        data, kind = page_of(data), ".html"
    match kind:
        case ".docx" | ".word2003":
            from fazhi_report.readers.docx import read as docx  # noqa: PLC0415

            return docx(data if data.startswith(_ZIP) else _package(data, kind))
        case ".html" | ".htm":
            from fazhi_report.readers.html import read as html  # noqa: PLC0415

            return html(data)
        case ".md":
            from fazhi_report.readers.text import read_markdown as markdown  # noqa: PLC0415

            return markdown(data)
        case ".doc" | ".wps" | ".odt" | ".rtf":
            return read_office(data, kind)
        case ".pdf":
            from fazhi_report.readers.pdf import read as pdf  # noqa: PLC0415

            return pdf(data)
        case _:
            from fazhi_report.readers.text import read_text as plain  # noqa: PLC0415

            return plain(data)


def _package(data: bytes, kind: str) -> bytes:
    """Return the package that a single XML file holds."""
    if kind == _WORD_2003:
        from fazhi_report.readers.word2003 import package_of  # noqa: PLC0415

        return package_of(data)
    return flat_package(data)


def _kind(data: bytes, suffix: str) -> str:
    """Return the kind of content as a suffix; that of the file when the content does not determine it.

    Raises:
        FazhiError: The suffix is that of a word processor, but the content is of no such format.
    """
    found = _binary(data, suffix) or markup(data, whole=suffix in {".txt", ".md"})
    if found == ".xml" and suffix not in _WORDS:
        # Text that begins with a tag, or a page that declares itself as XML.
        found = ".html" if suffix in {".html", ".htm"} else ""
    if found or suffix not in {*_WORDS, ".pdf"}:
        return found or suffix
    raise FazhiError(
        f"后缀是 {suffix}，内容却不是 Word、WPS 文档", "检查是不是选错了文件；是纯文字的，把后缀改成 .txt"
    )


def _binary(data: bytes, suffix: str) -> str:
    """Return the kind of content by its first bytes, as a suffix; empty when they do not determine it."""
    if data.startswith(_OLE):
        return _compound(data)
    if data.startswith(_ZIP):
        return _zipped(data)
    if data.startswith(_WORKS) and suffix in _WORDS:
        return ".wps"
    return ".pdf" if data.startswith(b"%PDF-") else ".rtf" if data.startswith(b"{\\rtf") else ""


def _compound(data: bytes) -> str:
    """Return the kind of an OLE file by the names in its directory, as a suffix."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise FazhiError("文件加了密码，打不开", "在 Word 或 WPS 中去掉密码，另存后再试")
    if "WordDocument".encode("utf-16-le") in data:
        return ".doc"
    names = {"PowerPoint Document": ".ppt", "Workbook": ".xls", "MatOST": ".wps", "CONTENTS": ".wps"}
    return next((kind for name, kind in names.items() if name.encode("utf-16-le") in data), ".ole")


def _zipped(data: bytes) -> str:
    names = open_archive(data).names
    if "content.xml" in names:
        return ".odt"
    for folder, kind in (("word/", ".docx"), ("xl/", ".xlsx"), ("ppt/", ".pptx")):
        # The main part may have any name; Word also writes document2.xml.
        if any(name.startswith(folder) and name.endswith(".xml") for name in names):
            return kind
    return ".zip"


def read_office(data: bytes, kind: str) -> SourceDocument:
    """Return the blocks of an old office file, converted to .docx by LibreOffice.

    Args:
        data: The bytes.
        kind: What they are, as a suffix.

    Raises:
        FazhiError: LibreOffice is missing, takes too long, or cannot read the file.
    """
    call = Call(
        DOCX,
        otherwise=_RESAVE,
        slow=_RESAVE,
        failed=f"文件可能损坏或加密；{_RESAVE}",
        filter=_FILTERS[kind],
    )
    try:
        (made,) = convert({f"source{kind}": without_links(data)}, call).values()
    except FazhiError as error:
        raise FazhiError(f"读 {kind} 要用 LibreOffice：{error.message}", error.hint) from None
    scan = docx.read(made, converted=True)
    notes = (*scan.notes, f"经 LibreOffice 从 {kind} 转换；段号是转换后的段号")
    return replace(scan, styled=False, notes=notes)
