"""Fonts made on the spot: every Chinese character is a square, so that pages can be set where no font is installed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from io import BytesIO
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

from fazhi_report.norms import gbt9704 as norms
from fazhi_report.norms.gbt9704 import Face
from fazhi_report.writers.fonts import Font, names_of
from sfnt import renamed

POSTSCRIPT: Mapping[Face, str] = {
    norms.FANGSONG: "SquareFang",
    norms.KAITI: "SquareKai",
    norms.HEITI: "SquareHei",
    norms.XIAOBIAOSONG: "SquareTitle",
    norms.SONGTI: "SquareSong",
}
_WHOLE = 1000


def gb2312() -> str:
    """The characters of GB/T 2312-1980."""
    codes = (
        bytes((row, cell)) for row in (*range(0xA1, 0xA4), *range(0xB0, 0xF8)) for cell in range(0xA1, 0xFF)
    )
    return "".join(code.decode("gb2312", errors="ignore") for code in codes)


@cache
def squares(more: str = "") -> bytes:
    """A font of squares: ASCII half as wide as high, all of GB 2312 and the marks as wide as high."""
    characters = dict.fromkeys((*map(chr, range(0x20, 0x7F)), *gb2312(), *"—…“”‘’·％〔〕㎡℃×÷", *more))
    names = {one: f"u{ord(one):X}" for one in characters}
    widths = {one: _WHOLE // 2 if ord(one) < 0x7F else _WHOLE for one in characters}
    builder = FontBuilder(_WHOLE, isTTF=True)
    builder.setupGlyphOrder([".notdef", *names.values()])
    builder.setupCharacterMap({ord(one): name for one, name in names.items()})
    blank = TTGlyphPen(None).glyph()
    shapes = {width: _square(width) for width in set(widths.values())}
    dash = _box(0, 360, _WHOLE, 400)
    drawn = {
        name: blank if one.isspace() else dash if one == "—" else shapes[widths[one]]
        for one, name in names.items()
    }
    builder.setupGlyf({".notdef": shapes[_WHOLE], **drawn})
    builder.setupHorizontalMetrics(
        {".notdef": (_WHOLE, 0), **{name: (widths[one], 0) for one, name in names.items()}}
    )
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": "Squares", "styleName": "Regular", "psName": "Squares"})
    builder.setupOS2(sTypoAscender=880, sTypoDescender=-120, usWeightClass=400, fsType=0)
    builder.setupPost()
    made = BytesIO()
    builder.save(made)
    return made.getvalue()


def _square(width: int) -> object:
    return _box(40, -80, width - 40, 840)


def _box(left: int, bottom: int, right: int, top: int) -> object:
    pen = TTGlyphPen(None)
    pen.moveTo((left, bottom))
    for corner in ((left, top), (right, top), (right, bottom)):
        pen.lineTo(corner)
    pen.closePath()
    return pen.glyph()


def put(folder: Path, faces: Iterable[Face] = norms.FACES, more: str = "") -> tuple[Font, ...]:
    """Write a font of squares for each face, by the family that documents name, and list them as installed fonts."""
    for face in faces:
        (folder / f"{POSTSCRIPT[face]}.ttf").write_bytes(
            renamed(squares(more), face.family, POSTSCRIPT[face])
        )
    return listed(folder)


def listed(folder: Path) -> tuple[Font, ...]:
    """The fonts of a folder as a machine lists them."""
    return tuple(
        Font(families, postscript, str(path), index)
        for path in sorted(folder.iterdir())
        for index, (families, postscript) in enumerate(names_of(path))
    )
