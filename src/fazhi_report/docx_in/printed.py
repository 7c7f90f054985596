"""Pages as printed: a PDF made by LibreOffice, read line by line with the extra ``pdf``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from fazhi_report.errors import FazhiError
from fazhi_report.norms.length import Length, pt

if TYPE_CHECKING:
    from pypdf import PageObject

MOST_PAGES = 300
"""Most pages that are measured."""


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """The text on a baseline.

    Args:
        text: The text without blanks.
        baseline: Distance of the baseline from the top of the page.
    """

    text: str
    baseline: Length


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """A printed page.

    Args:
        number: Its number, from 1.
        lines: From top to bottom.
    """

    number: int
    lines: tuple[PrintedLine, ...]

    @property
    def text(self) -> str:
        """The text of the page without blanks."""
        return "".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True)
class PrintedPages:
    """A printed document.

    Args:
        pages: Its pages.
        substituted: Font families missing on this machine, each with the fonts used instead.
    """

    pages: tuple[PrintedPage, ...]
    substituted: tuple[tuple[str, str], ...] = ()


def measure_pages(pdf: bytes) -> PrintedPages:
    """Return the pages of a PDF.

    Raises:
        FazhiError: The extra is missing, or the PDF is unreadable or too long.
    """
    try:
        from pypdf import PdfReader  # noqa: PLC0415  (an extra: only --render needs it)
        from pypdf.errors import PyPdfError  # noqa: PLC0415
    except ImportError:
        raise FazhiError(
            "量页面要用 pypdf，没有安装", '运行 pip install "fazhi-report[pdf]"，或去掉 --render'
        ) from None
    broken = (PyPdfError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError, OSError)
    try:
        read = PdfReader(BytesIO(pdf), strict=False).pages[: MOST_PAGES + 1]
        pages = tuple(PrintedPage(number, tuple(_lines(page))) for number, page in enumerate(read, 1))
    except broken as error:
        raise FazhiError(f"排出来的 PDF 读不了（{type(error).__name__}）", "去掉 --render 再试") from None
    if len(pages) > MOST_PAGES:
        raise FazhiError(f"排出来超过 {MOST_PAGES} 页，没有量", "去掉 --render")
    return PrintedPages(pages)


def _lines(page: PageObject) -> Iterator[PrintedLine]:
    height = float(page.mediabox.height)
    pieces: list[tuple[float, float, str]] = []

    def visit(text: str, outer: Sequence[float], inner: Sequence[float], *_: object) -> None:
        words = "".join(text.split())
        if words:
            x, y = inner[4], inner[5]
            down = height - (outer[1] * x + outer[3] * y + outer[5])
            pieces.append((round(down, 1), outer[0] * x + outer[2] * y + outer[4], words))

    page.extract_text(visitor_text=visit)
    for baseline, group in groupby(sorted(pieces), key=itemgetter(0)):
        yield PrintedLine("".join(words for _, _, words in group), pt(baseline))
