"""The set pages: their words with the places of these, and their pictures, read from the PDF with PDFium."""

from __future__ import annotations

import hashlib
import re
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from ctypes import c_uint
from dataclasses import dataclass
from io import BytesIO
from itertools import groupby

from pypdfium2 import PdfDocument, PdfObject, PdfPage, PdfTextPage, raw

# PDFium is not made for threads: one call at a time, and nothing of it is kept open between two.
_ONE_AT_A_TIME = threading.Lock()
# PDFium sees a blank where a mark leaves half of its square empty.
_BETWEEN = re.compile(r"(?<=[^\x00-\x7f])[ \r\n]+(?=[^\x00-\x7f])")
_SCALE = 2.0
"""Dots of a picture for each point of the page: sharp at 96 dots an inch, and at half as many more."""
_QUICK = 1
_SAME_LINE = 0.5
_SAME_RUN = 0.6


@dataclass(frozen=True, slots=True)
class Box:
    """A place on a page, in points from its upper left corner."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Words:
    """Words on one line of a page."""

    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class PaperPage:
    """A page.

    Args:
        width, height: Its size in points.
        text: Its characters in the order of reading, line ends among them.
        words: The words of its lines with their places.
        digest: Equal where two pages look the same.
    """

    width: float
    height: float
    text: str
    words: tuple[Words, ...]
    digest: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters of a page.

    Args:
        page: Index of the page, from 0.
        start: The first of the characters in `PaperPage.text`.
        count: How many.
    """

    page: int
    start: int
    count: int


@dataclass(frozen=True, slots=True)
class Paper:
    """All pages of a PDF.

    Args:
        pdf: The PDF.
        sheets: Its pages.
    """

    pdf: bytes
    sheets: tuple[PaperPage, ...]

    @classmethod
    def of(cls, pdf: bytes) -> Paper:
        """Read the pages of a PDF."""
        with _opened(pdf) as document:
            return cls(pdf, tuple(_sheet(document[number]) for number in range(len(document))))

    def boxes(self, stretches: Iterable[tuple[str, Stretch]]) -> list[tuple[str, int, Box]]:
        """Name, page and place of each line of the stretches; the stretches have names."""
        found: list[tuple[str, int, Box]] = []
        by_page = sorted(stretches, key=lambda one: one[1].page)
        with _opened(self.pdf) as document:
            for number, named in groupby(by_page, key=lambda one: one[1].page):
                page = document[number]
                text = page.get_textpage()
                for name, one in named:
                    found += [
                        (name, number, box) for box in _joined(_rects(page, text, one.start, one.count))
                    ]
                text.close()
                page.close()
        return found

    def picture(self, digest: str) -> bytes | None:
        """The page with that digest as PNG; None where there is none."""
        for number, sheet in enumerate(self.sheets):
            if sheet.digest == digest:
                return _picture(self.pdf, number)
        return None


@contextmanager
def _opened(pdf: bytes) -> Iterator[PdfDocument]:
    with _ONE_AT_A_TIME:
        document = PdfDocument(pdf)
        try:
            yield document
        finally:
            document.close()


def _sheet(page: PdfPage) -> PaperPage:
    width, height = page.get_size()
    text = page.get_textpage()
    characters = text.get_text_range(errors="replace")
    words = tuple(
        Words(_BETWEEN.sub("", text.get_text_bounded(*_back(box, height), errors="replace").strip()), box)
        for box in _joined(_rects(page, text, 0, -1))
    )
    text.close()
    looks = (width, height, words, tuple(_drawn(page)))
    page.close()
    digest = hashlib.sha256(repr(looks).encode("utf-8", errors="replace")).hexdigest()[:16]
    return PaperPage(width, height, characters, tuple(one for one in words if one.text), digest)


def _drawn(page: PdfPage) -> Iterator[tuple[object, ...]]:
    """Place and ink of whatever is drawn on a page: a rule or a line of a chart has no words."""
    for one in page.get_objects():
        inks = [
            tuple(_ink(ask, one)) for ask in (raw.FPDFPageObj_GetFillColor, raw.FPDFPageObj_GetStrokeColor)
        ]
        yield (one.type, one.get_bounds(), *inks)


def _ink(ask: Callable[..., object], one: PdfObject) -> Iterator[int]:
    parts = [c_uint() for _ in range(4)]
    ask(one, *parts)
    yield from (part.value for part in parts)


def _rects(page: PdfPage, text: PdfTextPage, start: int, count: int) -> list[Box]:
    """The places of characters: one for each run that the PDF holds, in the order of reading."""
    height = page.get_size()[1]
    found = []
    for number in range(text.count_rects(start, count)):
        left, bottom, right, top = text.get_rect(number)
        found.append(Box(left, height - top, right - left, top - bottom))
    return found


def _joined(boxes: Iterable[Box]) -> list[Box]:
    """Boxes that follow one another on one line, made one."""
    lines: list[Box] = []
    for box in boxes:
        if lines and _goes_on(lines[-1], box):
            last = lines[-1]
            right = max(last.left + last.width, box.left + box.width)
            top = min(last.top, box.top)
            bottom = max(last.top + last.height, box.top + box.height)
            lines[-1] = Box(min(last.left, box.left), top, right - min(last.left, box.left), bottom - top)
        else:
            lines.append(box)
    return lines


def _goes_on(last: Box, box: Box) -> bool:
    high = max(last.height, box.height, 1.0)
    middle = box.top + box.height / 2
    level = last.top - high * _SAME_LINE <= middle <= last.top + last.height + high * _SAME_LINE
    gap = box.left - (last.left + last.width)
    return level and -high * _SAME_RUN <= gap <= high * _SAME_RUN * 2


def _back(box: Box, height: float) -> tuple[float, float, float, float]:
    """Left, bottom, right and top, as PDF counts them, with a little room."""
    return box.left - 1, height - box.top - box.height - 1, box.left + box.width + 1, height - box.top + 1


def _picture(pdf: bytes, number: int) -> bytes:
    with _opened(pdf) as document:
        page = document[number]
        bitmap = page.render(scale=_SCALE)
        made = BytesIO()
        bitmap.to_pil().save(made, "PNG", compress_level=_QUICK)
        bitmap.close()
        page.close()
        return made.getvalue()
