"""What is inside a font file: its characters, the widths of marks, and whether it may be embedded."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from fazhi_report.errors import FazhiError

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

EXTRA = '运行 pip install "fazhi-report[pdf]" 后重试；只想要 Word 文件的，不加 --format pdf'
"""What brings the packages that set a PDF, for messages."""
_RESTRICTED = 0x0002
"""The bit of ``fsType`` by which a font forbids embedding (OpenType, OS/2)."""
_PERMISSIONS = 0x000F


@dataclass(frozen=True, slots=True)
class Glyphs:
    """The characters of a font, and whether its maker allows that a PDF carries it.

    Args:
        characters: Code points; none where the file cannot be read.
        may_be_embedded: Whether ``fsType`` allows it.
    """

    characters: frozenset[int]
    may_be_embedded: bool


NOTHING = Glyphs(frozenset(), may_be_embedded=True)


@lru_cache(maxsize=512)
def glyphs(path: str, index: int) -> Glyphs:
    """The characters of the font at that place of a font file; `NOTHING` where it cannot be read.

    Raises:
        FazhiError: fonttools is missing.
    """
    with _opened(path, index) as font:
        if font is None:
            return NOTHING
        permissions = int(font["OS/2"].fsType) & _PERMISSIONS if "OS/2" in font else 0
        return Glyphs(frozenset(font.getBestCmap() or {}), permissions != _RESTRICTED)


@lru_cache(maxsize=64)
def widths(path: str, index: int, characters: str) -> Mapping[str, float]:
    """The widths of characters in parts of the type size, without those that the font lacks.

    Raises:
        FazhiError: fonttools is missing.
    """
    with _opened(path, index) as font:
        if font is None:
            return MappingProxyType({})
        names, metrics, whole = font.getBestCmap(), font["hmtx"], font["head"].unitsPerEm
        there = [one for one in characters if ord(one) in names]
        return MappingProxyType({one: metrics[names[ord(one)]][0] / whole for one in there})


@lru_cache(maxsize=64)
def middle(path: str, index: int, character: str) -> float:
    """The height of the middle of a character above the baseline, in parts of the type size; 0 where it is missing.

    Raises:
        FazhiError: fonttools is missing.
    """
    with _opened(path, index) as font:
        from fontTools.pens.boundsPen import BoundsPen  # noqa: PLC0415  (an extra)

        name = font.getBestCmap().get(ord(character)) if font else None
        if font is None or name is None:
            return 0.0
        outlines = font.getGlyphSet()
        pen = BoundsPen(outlines)
        outlines[name].draw(pen)
        _, low, _, high = pen.bounds or (0, 0, 0, 0)
        return float(low + high) / 2 / float(font["head"].unitsPerEm)


@contextlib.contextmanager
def _opened(path: str, index: int) -> Iterator[TTFont | None]:
    """The font; None where the file is none, or broken."""
    try:
        from fontTools.ttLib import TTFont, TTLibError  # noqa: PLC0415  (an extra: only whoever sets a PDF needs it)
    except ImportError:
        raise FazhiError("生成 PDF 要用 fonttools 查字体里有哪些字，这里没有装", EXTRA) from None

    # A broken font is met with whatever the broken place raises.
    broken = (
        TTLibError,
        ArithmeticError,
        AssertionError,
        AttributeError,
        LookupError,
        TypeError,
        ValueError,
        OSError,
    )
    with contextlib.ExitStack() as stack:
        try:
            font = stack.enter_context(TTFont(path, fontNumber=index, lazy=True))
            font.getBestCmap()
        except broken:
            font = None
        yield font
