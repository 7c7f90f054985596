"""The files beside a page, and the line by which the report is cited."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from fazhi_report.document.nodes import Document

_KILO = 1024


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file that a page offers.

    Args:
        suffix: The suffix of its name, which is also the name of the format.
        name: Its Chinese name.
        media: Its media type.
        use: What it is for, in Chinese.
    """

    suffix: str
    name: str
    media: str
    use: str


@dataclass(frozen=True, slots=True)
class OfferedFile:
    """A file that a page offers.

    Args:
        kind: Its kind.
        size: Its size in words, such as ``83 KB``; empty when unknown.
    """

    kind: FileKind
    size: str = ""


DATA_FILES = (
    FileKind("data.csv", "数据 CSV", "text/csv", "可用 WPS 表格、Excel 打开"),
    FileKind("data.json", "数据 JSON", "application/json", "供程序读取"),
    FileKind("dictionary.csv", "数据字典 CSV", "text/csv", "字段、指标的释义、单位和口径"),
)
"""The data files that always accompany a page."""
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_TEXT_FILES = (
    FileKind("pdf", "全文 PDF", "application/pdf", "与纸质版式相同"),
    FileKind("ofd", "全文 OFD", "application/ofd", "国家版式文件，供归档"),
    FileKind("docx", "全文 Word", _WORD, "可编辑、复制"),
)


def offered(document: Document, sizes: Mapping[str, int]) -> tuple[OfferedFile, ...]:
    """Return the files to download: the whole text in the formats that are written, then the data if there are any.

    Args:
        document: The document of the page.
        sizes: Suffix → bytes of each file that is written with the page; data files accompany it in any case.
    """
    texts = (kind for kind in _TEXT_FILES if kind.suffix in sizes)
    data = DATA_FILES if document.facts else ()
    return tuple(OfferedFile(kind, size_words(sizes.get(kind.suffix))) for kind in (*texts, *data))


def size_words(count: int | None) -> str:
    """Return a number of bytes in words, such as ``83 KB``; empty for None."""
    if count is None:
        return ""
    if count < _KILO * _KILO:
        return f"{-(-count // _KILO)} KB"
    return f"{count / _KILO / _KILO:.1f} MB"


def citation(document: Document) -> str:
    """Return the report as a work cites it (GB/T 7714-2015, 4.6): author, title, kind, date of publication, address."""
    properties, page = document.properties, document.properties.webpage
    kind = "[R/OL]" if page.address else "[R]"
    day = page.published_at.partition(" ")[0] or properties.issued.isoformat()
    return f"{properties.organ}. {properties.title}{kind}. ({day})" + (
        f". {page.address}" if page.address else "."
    )
