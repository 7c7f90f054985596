"""Bounds of what is measured on printed pages; what is measured there is tried in tests/office."""

from __future__ import annotations

from io import BytesIO

import pytest
from pypdf import PdfWriter

from fazhi_report.docx_in import printed
from fazhi_report.docx_in.printed import Glyph, PrintedLine, PrintedPage, measure_pages
from fazhi_report.errors import FazhiError
from fazhi_report.norms import gbt9704 as norms
from fazhi_report.norms.length import Length, mm


def blank(width: Length, height: Length, count: int = 1) -> bytes:
    writer = PdfWriter()
    for _ in range(count):
        writer.add_blank_page(width.pt, height.pt)
    stream = BytesIO()
    writer.write(stream)
    return stream.getvalue()


def test_pages_have_a_picture_where_one_is_asked_for() -> None:
    upright, across = norms.PAPER_WIDTH.value, norms.PAPER_HEIGHT.value
    (page,) = measure_pages(blank(upright, across), picture_width=36).pages
    assert page.picture.startswith(b"\x89PNG")
    assert (page.upright, page.lines) == (True, ())
    (page,) = measure_pages(blank(across, upright)).pages
    assert (page.upright, page.picture) == (False, b"")


def test_paper_larger_than_any_is_not_drawn() -> None:
    with pytest.raises(FazhiError, match="第 1 面的纸张大过 600 mm"):
        measure_pages(blank(mm(20_000), mm(100)))


def test_what_is_no_pdf_is_told() -> None:
    with pytest.raises(FazhiError, match="排出来的 PDF 读不了"):
        measure_pages(b"not a PDF")


def test_characters_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    glyph = Glyph("字", *(Length(0),) * 4)
    full = PrintedPage(1, (PrintedLine("字字", Length(0), Length(0), (glyph, glyph)),))
    monkeypatch.setattr(printed, "MOST_CHARACTERS", 3)
    monkeypatch.setattr(printed, "_page", lambda *_: full)
    upright, across = norms.PAPER_WIDTH.value, norms.PAPER_HEIGHT.value
    assert len(measure_pages(blank(upright, across)).pages) == 1
    with pytest.raises(FazhiError, match="超过 3 字"):
        measure_pages(blank(upright, across, 2))
