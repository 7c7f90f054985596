"""Facts about a PDF, read with pypdf, and the replacement of its dates."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, cast

from fazhi_report.errors import FazhiError

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader
    from pypdf.generic import ArrayObject, DictionaryObject, PdfObject

_SUBSET = re.compile(r"^[A-Z]{6}\+")
_ENCODING = "-Identity-H"
"""What a font of type 0 may bear behind its name (ISO 32000-1, 9.7.6.2)."""


@dataclass(frozen=True, slots=True)
class Sample:
    """The text and the fonts of one page.

    Args:
        words: The text.
        fonts: PostScript names of the fonts of the text, sorted.
    """

    words: str
    fonts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """A PDF and the facts about it.

    Args:
        content: The PDF.
        page_count: The number of its pages.
        fonts: PostScript name → whether every font of that name is embedded.
        metadata: Its XMP packet; empty where there is none.
    """

    content: bytes
    page_count: int
    fonts: Mapping[str, bool]
    metadata: bytes

    @classmethod
    def of(cls, content: bytes) -> Facts:
        """Read a PDF that Typst or LibreOffice has written.

        Raises:
            FazhiError: The bytes are no PDF, or a PDF without pages.
        """
        fonts: dict[str, bool] = {}
        with _told():
            reader = _reader(content)
            count = len(reader.pages)
            for name, embedded in (font for page in reader.pages for font in _fonts(page)):
                fonts[name] = fonts.get(name, True) and embedded
            xmp = reader.root_object.get("/Metadata")
            packet = b"" if xmp is None else xmp.get_object().get_data()
        if not count:
            raise _unreadable("一页也没有")
        return cls(content, count, fonts, packet)

    def samples(self) -> tuple[Sample, ...]:
        """Text and fonts of each page."""
        with _told():
            return tuple(_sample(page) for page in _reader(self.content).pages)

    @property
    def archival(self) -> bool:
        """Whether the PDF declares itself PDF/A-2b and embeds all its fonts."""
        part = re.search(rb"pdfaid:part\W{1,3}2\b", self.metadata)
        level = re.search(rb"pdfaid:conformance\W{1,3}B\b", self.metadata)
        return bool(part and level) and all(self.fonts.values())


@contextlib.contextmanager
def _told() -> Iterator[None]:
    """Report a broken file as a `FazhiError`."""
    from pypdf.errors import PyPdfError  # noqa: PLC0415  (an extra: only whoever prints needs it)

    # pypdf meets broken files with whatever the broken place raises.
    broken = (PyPdfError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError, OSError)
    try:
        yield
    except broken as error:
        raise _unreadable(type(error).__name__) from error


def _unreadable(reason: str) -> FazhiError:
    return FazhiError(
        f"写出的 PDF 读不出来（{reason}）",
        "再试一次；用 LibreOffice 打印的，重装它，或用 --soffice 指明另一个",
    )


def _reader(content: bytes) -> PdfReader:
    from pypdf import PdfReader  # noqa: PLC0415  (an extra: only whoever prints needs it)

    return PdfReader(BytesIO(content), strict=False)


def _sample(page: PageObject) -> Sample:
    """Text and fonts of a page; only fonts in use, since LibreOffice lists all fonts of the file with every page."""
    fonts: set[str] = set()

    def visit(
        text: str, _cm: object, _tm: object, font: Mapping[str, PdfObject] | None, _size: object
    ) -> None:
        if text.strip() and font:
            fonts.add(_name(font))

    return Sample(page.extract_text(visitor_text=visit), tuple(sorted(fonts)))


def _name(font: Mapping[str, PdfObject]) -> str:
    """The PostScript name of a font without the marks of its subset and its encoding."""
    return _SUBSET.sub("", str(font["/BaseFont"]).removeprefix("/")).removesuffix(_ENCODING)


def _fonts(page: PageObject) -> Iterator[tuple[str, bool]]:
    """PostScript name of each font of a page → whether it is embedded."""
    fonts = _dictionary(_dictionary(page["/Resources"]).get("/Font"))
    for font in map(_dictionary, fonts.values()):
        inner = font
        if "/DescendantFonts" in font:
            inner = _dictionary(cast("ArrayObject", font["/DescendantFonts"])[0])
        descriptor = _dictionary(inner.get("/FontDescriptor"))
        yield _name(font), any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))


def _dictionary(found: PdfObject | None) -> Mapping[str, PdfObject]:
    """The dictionary that an object is or refers to; an empty one for None."""
    return {} if found is None else cast("DictionaryObject", found.get_object())


def dated(content: bytes, day: date) -> bytes:
    """The PDF with the dates of the .docx in place of those of the conversion, overwritten at equal length.

    NOTE: two conversions of one document still differ in their font subsets, which LibreOffice orders anew each time.

    Args:
        content: The PDF as LibreOffice wrote it.
        day: The date to set, at midnight.
    """
    stamp, iso = f"{day:%Y%m%d}000000".encode(), f"{day:%Y-%m-%d}T00:00:00".encode()
    content = re.sub(rb"(?<=/CreationDate\(D:)\d{14}", stamp, content)
    return re.sub(rb"(?<=<xmp:(?:Create|Modify)Date>)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", iso, content)
