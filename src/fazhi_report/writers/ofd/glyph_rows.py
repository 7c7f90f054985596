"""Glyphs of one look that stand in a row, as one object of text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from fazhi_report.writers.ofd.set_pages import DrawnPath, SetGlyph

_SAME = 0.001
"""Millimetres by which glyphs of one row may differ from its line."""
_FARTHEST = 3.0
"""Widest gap within a row, in parts of the type size."""
_ONE_UNIT = "\uffff"


@dataclass(slots=True)
class GlyphRow:
    """Glyphs of one look in a row.

    Args:
        first: The first glyph.
        text: The characters.
        offsets: Where each character begins behind the first, along the line, before it is turned and stretched.
        end: Where the last one ends.
    """

    first: SetGlyph
    text: str
    offsets: list[float] = field(default_factory=list)
    end: float = 0.0

    def takes(self, glyph: SetGlyph) -> bool:
        """Whether a glyph goes on with the row."""
        first = self.first
        if replace(glyph, text=first.text, x=first.x, y=first.y, advance=first.advance) != first:
            return False
        if max(self.text[-1], glyph.text[:1]) > _ONE_UNIT:
            # What readers count for such a character differs: it has a row of its own.
            return False
        along, down = self.place(glyph)
        return abs(down) < _SAME and self.offsets[-1] < along < self.end + first.size * _FARTHEST

    def place(self, glyph: SetGlyph) -> tuple[float, float]:
        """The place of a glyph from the first: along the line and below it, before both are turned and stretched."""
        a, b, c, d = self.first.turn
        x, y = glyph.x - self.first.x, glyph.y - self.first.y
        whole = a * d - b * c
        return (d * x - c * y) / whole, (a * y - b * x) / whole

    def add(self, glyph: SetGlyph) -> None:
        """Put a glyph at the end of the row; one for several characters shares its width among them."""
        along = self.place(glyph)[0]
        width = glyph.advance / len(glyph.text)
        self.offsets += [along + width * number for number in range(len(glyph.text))]
        self.end = along + glyph.advance


def in_rows(marks: Sequence[SetGlyph | DrawnPath]) -> Iterator[GlyphRow | DrawnPath]:
    """Yield what a page paints, in that order, with the glyphs in rows; a row neither begins nor ends with a blank."""
    row: GlyphRow | None = None
    for mark in marks:
        if isinstance(mark, SetGlyph) and mark.text.isspace() and row is None:
            continue
        if isinstance(mark, SetGlyph) and row is not None and row.takes(mark):
            row.text += mark.text
            row.add(mark)
            continue
        if row is not None:
            yield _trimmed(row)
        row = None
        if isinstance(mark, DrawnPath):
            yield mark
        elif mark.text and not mark.text.isspace():
            row = GlyphRow(mark, mark.text)
            row.add(mark)
    if row is not None:
        yield _trimmed(row)


def _trimmed(row: GlyphRow) -> GlyphRow:
    text = row.text.rstrip()
    if text == row.text:
        return row
    return GlyphRow(row.first, text, row.offsets[: len(text)], row.offsets[len(text)])
