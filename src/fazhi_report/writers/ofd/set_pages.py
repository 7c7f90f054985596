"""The set page as an archive's format needs it: every glyph and every line with its place, read from the PDF."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, cast

from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.utils import apply_matrix_pt

from fazhi_report.norms.length import pt

if TYPE_CHECKING:
    from pdfminer.pdfcolor import PDFColorSpace
    from pdfminer.pdfdevice import PDFTextSeq
    from pdfminer.pdffont import PDFFont
    from pdfminer.pdfinterp import PDFGraphicState, PDFTextState
    from pdfminer.utils import Matrix, PathSegment, Point

Color = tuple[int, int, int]
"""Red, green and blue, from 0 to 255."""
Turn = tuple[float, float, float, float]
"""How type is turned and stretched: where the unit vectors along and down its line come to lie."""
UPRIGHT: Turn = (1.0, 0.0, 0.0, 1.0)
_STROKED, _HOLLOW = (1, 2), 1
"""Rendering modes in which the outline of type is drawn, and the one in which nothing else is (ISO 32000-1, 9.3.6)."""
_WHOLE = 255


@dataclass(frozen=True, slots=True)
class SetGlyph:
    """A glyph on the page; lengths in millimetres, from the page's upper left corner.

    Args:
        text: The characters that it stands for.
        x, y: Where its baseline begins.
        advance: Its width along its line, before it is turned and stretched.
        size: The type size.
        font: The PostScript name of its font.
        color: Colour of its inside; None where only its outline is drawn.
        turn: How it is turned and stretched; its height is that of the type size.
        stroke: Thickness of its outline; 0 where none is drawn.
        outline: Colour of its outline.
    """

    text: str
    x: float
    y: float
    advance: float
    size: float
    font: str
    color: Color | None
    turn: Turn = UPRIGHT
    stroke: float = 0.0
    outline: Color = (0, 0, 0)


@dataclass(frozen=True, slots=True)
class DrawnPath:
    """A drawn path; lengths in millimetres, from the page's upper left corner.

    Args:
        steps: Its steps: ``M``, ``L``, ``B`` (a cubic curve) or ``C`` (back to the beginning), with their points.
        stroke: Colour of its line; None where none is drawn.
        fill: Colour of its inside; None where none is filled.
        width: Thickness of the line.
        even_odd: Whether the inside is told by the even-odd rule.
        dashes: Lengths of dashes and gaps; empty for a whole line.
    """

    steps: tuple[tuple[str, tuple[tuple[float, float], ...]], ...]
    stroke: Color | None
    fill: Color | None
    width: float
    even_odd: bool
    dashes: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class SetPage:
    """A page, and what is painted on it in that order.

    Args:
        width, height: Its size in millimetres.
        marks: Its glyphs and shapes.
    """

    width: float
    height: float
    marks: tuple[SetGlyph | DrawnPath, ...]


def read_pages(content: bytes) -> Iterator[SetPage]:
    """Yield the pages of a PDF that this program has set."""
    resources = PDFResourceManager()
    for page in PDFPage.create_pages(PDFDocument(PDFParser(BytesIO(content)))):
        left, bottom, right, top = page.mediabox
        device = _Device(resources, (left, top))
        PDFPageInterpreter(resources, device).process_page(page)
        yield SetPage(pt(right - left).mm, pt(top - bottom).mm, tuple(device.marks))


class _Device(PDFTextDevice):
    """Collects what a page paints.

    Args:
        resources: What the interpreter of pages shares.
        corner: The upper left corner of the page in the space of the PDF.
    """

    def __init__(self, resources: PDFResourceManager, corner: Point) -> None:
        super().__init__(resources)
        self.marks: list[SetGlyph | DrawnPath] = []
        self._height = corner[1]
        self._mode = 0

    def render_string(
        self, textstate: PDFTextState, seq: PDFTextSeq, ncs: PDFColorSpace, graphicstate: PDFGraphicState
    ) -> None:
        """Remember how type is painted, which its characters do not tell."""
        self._mode = textstate.render
        super().render_string(textstate, seq, ncs, graphicstate)

    def render_char(  # noqa: PLR0917  (pdfminer's own)
        self,
        matrix: Matrix,
        font: PDFFont,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: PDFColorSpace,  # noqa: ARG002
        graphicstate: PDFGraphicState,
    ) -> float:
        """Collect a glyph."""
        across, up, back, high, left, base = matrix
        advance = font.char_width(cid) * fontsize * scaling
        # What is only made larger or smaller is type of another size, and stands without a matrix.
        scale = math.hypot(back, high)
        self.marks.append(
            SetGlyph(
                font.to_unichr(cid),
                *self._place((left + back * rise, base + high * rise)),
                pt(font.char_width(cid) * fontsize * scale).mm,
                pt(fontsize * scale).mm,
                str(font.fontname).rpartition("+")[2],
                None if self._mode == _HOLLOW else _color(graphicstate.ncolor),
                _rounded((across * scaling / scale, -up * scaling / scale, -back / scale, high / scale)),
                pt(graphicstate.linewidth * scale).mm if self._mode in _STROKED else 0.0,
                _color(graphicstate.scolor) if self._mode in _STROKED else (0, 0, 0),
            )
        )
        return advance

    def paint_path(
        self,
        graphicstate: PDFGraphicState,
        stroke: bool,  # noqa: FBT001  (pdfminer's own)
        fill: bool,  # noqa: FBT001
        evenodd: bool,  # noqa: FBT001
        path: Sequence[PathSegment],
    ) -> None:
        """Collect a path."""
        matrix = cast("Matrix", self.ctm)
        scale = abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]) ** 0.5
        steps = tuple(self._steps(matrix, path))
        if not steps:
            return
        dashes, _ = cast("tuple[Sequence[float], float]", graphicstate.dash or ((), 0))
        self.marks.append(
            DrawnPath(
                steps,
                _color(graphicstate.scolor) if stroke else None,
                _color(graphicstate.ncolor) if fill else None,
                pt(graphicstate.linewidth * scale).mm,
                evenodd,
                tuple(pt(length * scale).mm for length in dashes),
            )
        )

    def _steps(
        self, matrix: Matrix, path: Sequence[PathSegment]
    ) -> Iterator[tuple[str, tuple[tuple[float, float], ...]]]:
        for name, *flat in path:
            points = tuple(
                self._place(apply_matrix_pt(matrix, pair)) for pair in zip(flat[::2], flat[1::2], strict=True)
            )
            yield _STEPS[name], points

    def _place(self, point: Point) -> tuple[float, float]:
        """The place of a point of the PDF on the page."""
        return pt(point[0]).mm, pt(self._height - point[1]).mm


_STEPS = {"m": "M", "l": "L", "c": "B", "h": "C"}


def _rounded(turn: Turn) -> Turn:
    a, b, c, d = (round(one, 4) + 0.0 for one in turn)
    return a, b, c, d


def _color(color: object) -> Color:
    """A colour of the PDF, grey or of three parts; black where it is another kind."""
    parts = (
        [float(one) for one in color] if isinstance(color, (tuple, list)) else [float(cast("float", color))]
    )
    match parts:
        case [grey]:
            red = green = blue = grey
        case [red, green, blue]:
            pass
        case _:
            red = green = blue = 0.0
    return round(red * _WHOLE), round(green * _WHOLE), round(blue * _WHOLE)
