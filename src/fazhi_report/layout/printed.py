"""Pages as they were printed: a PDF measured line by line, through the extra ``pdf`` (pdfplumber)."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import TypedDict, cast

from fazhi_report.errors import FazhiError
from fazhi_report.norms.length import Length, pt

MOST_PAGES = 300
"""Most pages that are measured."""
_SAME_LINE = 2


class _Character(TypedDict):
    text: str
    x0: float
    x1: float
    matrix: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """Words on one baseline; lengths from the page's upper left corner.

    Args:
        text: The words, blanks left out.
        left, right: Where they begin and end.
        baseline: Their baseline.
    """

    text: str
    left: Length
    right: Length
    baseline: Length


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """One page.

    Args:
        number: Its number, from 1.
        lines: From top to bottom.
    """

    number: int
    lines: tuple[PrintedLine, ...]

    @property
    def text(self) -> str:
        """All words of the page, blanks left out."""
        return "".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed document."""

    pages: tuple[PrintedPage, ...]


def measure_pages(pdf: bytes) -> Printed:
    """Measure a PDF.

    Raises:
        FazhiError: The extra is missing, or the PDF cannot be read.
    """
    try:
        import pdfplumber  # noqa: PLC0415  (an extra: only --render needs it)
    except ImportError:
        raise FazhiError(
            "量页面要用 pdfplumber，没有安装", '运行 pip install "fazhi-report[pdf]"，或去掉 --render'
        ) from None
    try:
        with pdfplumber.open(io.BytesIO(pdf)) as file:
            pages = tuple(
                PrintedPage(number, tuple(_lines(page.chars, float(page.height))))
                for number, page in enumerate(file.pages[: MOST_PAGES + 1], 1)
            )
    except Exception as error:  # noqa: BLE001  (the library raises what it likes on broken files)
        raise FazhiError(f"排出来的 PDF 读不了（{type(error).__name__}）", "去掉 --render 再试") from None
    if len(pages) > MOST_PAGES:
        raise FazhiError(f"排出来超过 {MOST_PAGES} 页，没有量", "去掉 --render")
    return Printed(pages)


def _lines(characters: object, height: float) -> Iterator[PrintedLine]:
    placed = [
        (round(height - one["matrix"][5], _SAME_LINE), one["x0"], one["x1"], one["text"])
        for one in cast("list[_Character]", characters)
        if one["text"].strip()
    ]
    for baseline, group in groupby(sorted(placed), key=itemgetter(0)):
        line = list(group)
        text = "".join(one[3] for one in line)
        yield PrintedLine(text, pt(line[0][1]), pt(line[-1][2]), pt(baseline))
