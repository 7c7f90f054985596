"""How wide words run and on how many lines they come, in the type of the body."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from fazhi_report.norms import gbt9704 as norms
from fazhi_report.norms.length import Length

_NARROW = frozenset({"Na", "H"})
# No line begins with these, none ends with those (GB/T 15834-2011, 5.1).
_NEVER_FIRST = frozenset("。，、；：？！）》〉】〕」』”’…—·％%℃,.;:?!)")
_NEVER_LAST = frozenset("（《〈【〔「『“‘(")
_WORD = re.compile(r"[0-9A-Za-z][0-9A-Za-z.,:%/-]*|.", re.DOTALL)


def columns(text: str) -> float:
    """Width of words in characters (字): a half-width letter or digit counts one half."""
    narrow = sum(1 for character in text if unicodedata.east_asian_width(character) in _NARROW)
    return len(text) - narrow / 2


def chars(count: float) -> Length:
    """Width of so many characters of body type as they are set, 28 to the line."""
    return (norms.BODY.value.size + norms.CHAR_SPACING.value) * count


def width(text: str) -> Length:
    """Width of words in body type as they are set."""
    return norms.BODY.value.size * columns(text) + norms.CHAR_SPACING.value * len(text)


def count_lines(text: str, per_line: float, *, indent: float = 0) -> int:
    """On how many lines words come.

    Args:
        text: The words of a paragraph.
        per_line: Characters (字) to the line.
        indent: Characters left empty at the head of the first line.
    """
    lines, used = 1, indent
    for piece in unbroken(text):
        room = columns(piece)
        if used + room > per_line and used > 0:
            lines, used = lines + 1, 0.0
        used += room
        while used > per_line:
            lines, used = lines + 1, used - per_line
    return lines


def unbroken(text: str) -> Iterator[str]:
    """Pieces that stay on one line: numbers, Latin words, a character with the marks that cling to it."""
    piece = ""
    for match in _WORD.finditer(text):
        if piece and match[0] not in _NEVER_FIRST and piece[-1] not in _NEVER_LAST:
            yield piece
            piece = ""
        piece += match[0]
    if piece:
        yield piece
