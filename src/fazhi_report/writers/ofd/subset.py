"""The part of a font that a document uses."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import TYPE_CHECKING

from fazhi_report.writers.fonts import Font

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

_NAMES = [1, 2, 4, 6]
"""Family, style, full and PostScript name."""


def subset(font: Font, characters: Iterable[str]) -> bytes:
    """Return a TrueType font with the glyphs of these characters alone: same font and characters, same bytes.

    Args:
        font: An installed font.
        characters: What is printed in it.
    """
    from fontTools import subset as subsetting  # noqa: PLC0415  (an extra: whoever wants an OFD file has set a PDF)

    options = subsetting.Options()
    options.layout_features = []
    options.name_IDs = _NAMES
    options.notdef_outline = True
    options.hinting = False
    options.drop_tables += ["DSIG", "GPOS", "GSUB", "BASE", "VORG", "vhea", "vmtx"]
    options.font_number = font.index
    worker, stream = subsetting.Subsetter(options), BytesIO()
    worker.populate(unicodes=sorted({ord(one) for one in characters}))
    with subsetting.load_font(font.path, options, lazy=True) as made:
        made.recalcTimestamp = False
        worker.subset(made)
        if "CFF " in made:
            _with_quadratic_curves(made)
        made.save(stream, reorderTables=True)
    return stream.getvalue()


_LARGEST_ERROR = 0.5
"""How far a quadratic curve may lie from the cubic one, in thousandths of the type size."""


def _with_quadratic_curves(font: TTFont) -> None:
    """Replace cubic outlines by quadratic ones: some readers of OFD draw TrueType alone."""
    from fontTools.pens.cu2quPen import Cu2QuPen  # noqa: PLC0415  (an extra)
    from fontTools.pens.ttGlyphPen import TTGlyphPen  # noqa: PLC0415
    from fontTools.ttLib import newTable  # noqa: PLC0415

    outlines, order = font.getGlyphSet(), font.getGlyphOrder()
    error = _LARGEST_ERROR * font["head"].unitsPerEm / 1000
    glyphs = {}
    for name in order:
        pen = TTGlyphPen(outlines)
        outlines[name].draw(Cu2QuPen(pen, error, reverse_direction=True))
        glyphs[name] = pen.glyph()
    font["loca"] = newTable("loca")
    font["glyf"] = table = newTable("glyf")
    table.glyphOrder, table.glyphs = order, glyphs
    font.recalcBBoxes = True
    metrics = font["hmtx"]
    for name, glyph in glyphs.items():
        glyph.recalcBounds(table)
        # The left bearing of TrueType is where the outline begins.
        metrics[name] = (metrics[name][0], glyph.xMin)
    maxp = font["maxp"]
    maxp.tableVersion = 0x00010000
    for field in _TRUETYPE_LIMITS:
        setattr(maxp, field, 0)
    maxp.maxZones = 1
    del font["CFF "]
    font["post"].formatType = 3.0
    font["head"].glyphDataFormat = 0
    font.sfntVersion = "\x00\x01\x00\x00"


_TRUETYPE_LIMITS = (
    "maxTwilightPoints",
    "maxStorage",
    "maxFunctionDefs",
    "maxInstructionDefs",
    "maxStackElements",
    "maxSizeOfInstructions",
    "maxComponentElements",
)
"""What instructions need: there are none."""
