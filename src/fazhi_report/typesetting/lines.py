"""The width of words in body type, and the number of lines that they take."""

from __future__ import annotations

import re
from functools import lru_cache

from fazhi_report.norms import gbt9704 as norms
from fazhi_report.norms.length import Length
from fazhi_report.text.width import columns

# No line begins with these, none ends with those (GB/T 15834-2011, 5.1).
NEVER_FIRST = "。，、；：？！）》〉】〕」』”’…—·％%℃,.;:?!)"
NEVER_LAST = "（《〈【〔「『“‘("
_UNBROKEN = re.compile(
    f"[{re.escape(NEVER_LAST)}]*(?:[0-9A-Za-z][0-9A-Za-z.,:%/-]*|.)[{re.escape(NEVER_FIRST)}]*", re.DOTALL
)


# A report is measured to set it and again to count its pages; and nearly all pieces are single characters.
_piece_columns = lru_cache(maxsize=4096)(columns)


def chars(count: float) -> Length:
    """The width of that many characters of body type, 28 to the line."""
    return (norms.BODY.value.size + norms.CHAR_SPACING.value) * count


def width(text: str) -> Length:
    """The width of a text in body type."""
    return norms.BODY.value.size * columns(text) + norms.CHAR_SPACING.value * len(text)


@lru_cache(maxsize=1024)
def count_lines(text: str, per_line: float, *, indent: float = 0) -> int:
    """The number of lines of a paragraph.

    Args:
        text: Its text.
        per_line: Characters (字) per line.
        indent: Indent of the first line in characters.
    """
    lines, used = 1, indent
    for piece in unbroken(text):
        room = _piece_columns(piece)
        if used + room > per_line and used > 0:
            lines, used = lines + 1, 0.0
        used += room
        while used > per_line:
            lines, used = lines + 1, used - per_line
    return lines


def unbroken(text: str) -> list[str]:
    """The unbreakable pieces of a text: numbers, Latin words, a character with the marks that may not leave it."""
    return _UNBROKEN.findall(text)
