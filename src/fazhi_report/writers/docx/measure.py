"""How wide words run and on how many lines they come, in the type of the body."""

from __future__ import annotations

import re
from functools import lru_cache

from fazhi_report.norms import gbt9704 as norms
from fazhi_report.norms.length import Length

# Half-width forms (East Asian Width Na and H) as far as they come in reports.
_NARROW = re.compile("[\x20-\x7e\uff61-\uffdc\uffe8-\uffee]")
# No line begins with these, none ends with those (GB/T 15834-2011, 5.1).
_NEVER_FIRST = re.escape("。，、；：？！）》〉】〕」』”’…—·％%℃,.;:?!)")
_NEVER_LAST = re.escape("（《〈【〔「『“‘(")
_UNBROKEN = re.compile(f"[{_NEVER_LAST}]*(?:[0-9A-Za-z][0-9A-Za-z.,:%/-]*|.)[{_NEVER_FIRST}]*", re.DOTALL)


def columns(text: str) -> float:
    """Width of words in characters (字): a half-width letter or digit counts one half."""
    return len(text) - len(_NARROW.findall(text)) / 2


# A report is measured to set it and again to count its pages; and nearly all pieces are single characters.
_piece_columns = lru_cache(maxsize=4096)(columns)


def chars(count: float) -> Length:
    """Width of so many characters of body type as they are set, 28 to the line."""
    return (norms.BODY.value.size + norms.CHAR_SPACING.value) * count


def width(text: str) -> Length:
    """Width of words in body type as they are set."""
    return norms.BODY.value.size * columns(text) + norms.CHAR_SPACING.value * len(text)


@lru_cache(maxsize=1024)
def count_lines(text: str, per_line: float, *, indent: float = 0) -> int:
    """On how many lines words come.

    Args:
        text: The words of a paragraph.
        per_line: Characters (字) to the line.
        indent: Characters left empty at the head of the first line.
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
    """Pieces that stay on one line: numbers, Latin words, a character with the marks that cling to it."""
    return _UNBROKEN.findall(text)
