"""How 发文机关标志 is set (GB/T 9704-2012 7.2.4): condensed first, then in two lines, names of several organs spread."""

from __future__ import annotations

import math
from dataclasses import dataclass

from fazhi_report.norms import gbt9704 as norms
from fazhi_report.norms.gbt9704 import Profile
from fazhi_report.norms.length import Length, pt
from fazhi_report.text.width import columns
from fazhi_report.typesetting.line_breaks import halves

WORD = "文件"
"""The word behind the name; beside several names it stands on their right, in the middle of their height."""


@dataclass(frozen=True, slots=True)
class MarkLine:
    """A line of the mark.

    Args:
        text: Its words.
        spread: What is added behind each character but the last, so that all lines are equally wide.
    """

    text: str
    spread: Length


@dataclass(frozen=True, slots=True)
class MarkLayout:
    """The mark as it is set; the places are measured from the left edge of the type area.

    Args:
        size: Type size.
        scale: Width of the characters in per cent of their natural width (字符缩放).
        lines: The lines from top to bottom.
        word: What stands on the right of all lines, in the middle of their height; empty for nothing.
        pitch: Height of a line.
        left: Where the lines begin.
        width: How wide they are.
        word_left: Where the word on the right begins.
        fits: Whether the mark fits the type area at the least size; where it does not, it is too wide all the same.
    """

    size: Length
    scale: int
    lines: tuple[MarkLine, ...]
    word: str
    pitch: Length
    left: Length
    width: Length
    word_left: Length
    fits: bool

    @property
    def height(self) -> Length:
        """The height of all lines."""
        return self.pitch * len(self.lines)

    @property
    def word_top(self) -> Length:
        """How far the line of the word on the right begins below the first line."""
        return (self.height - self.pitch) / 2


def mark_layout(names: tuple[str, ...], word: str = "", *, room: Length | None = None) -> MarkLayout:
    """The mark as it is set.

    Args:
        names: The name with 文件 or without, or one entry per organ or line.
        word: What stands on the right of the names; empty for nothing.
        room: The height that all lines may take, so that the first page shows text of the body; None for any height.
    """
    whole = _set(names, word, room)
    if len(names) > 1 or (whole.fits and whole.size == _largest(1, room)):
        return whole
    # Condensed as far as it may be, the name does not fit on one line at full size.
    (name,), apart = word_apart(names)
    parts = halves(name)
    if len(parts) == 1:
        return whole
    broken = _set(parts, word or apart, room)
    return max((broken, whole), key=lambda one: (one.fits, one.size))


def word_apart(lines: tuple[str, ...]) -> tuple[tuple[str, ...], str]:
    """The names of a mark without 文件, and 文件 where the mark ends with it."""
    *names, last = lines
    if not last.endswith(WORD):
        return lines, ""
    last = last.removesuffix(WORD)
    return (*names, last) if last else tuple(names), WORD


def mark_room(profile: Profile, *, title_lines: int, number_lines: int, further_lines: float) -> Length:
    """The height that the mark may take so that the first page shows two lines of the body (7.3.3).

    Args:
        profile: The page profile.
        title_lines: Lines of the title.
        number_lines: Lines of document number and signatories.
        further_lines: Lines of the addressees.
    """
    blank = norms.MARK_GAP_LINES.value + norms.TITLE_GAP_LINES.value + norms.ADDRESSEE_GAP_LINES.value
    lines = blank + number_lines - 1 + further_lines + norms.FIRST_PAGE_LINES.value
    fixed = norms.DOCUMENT_NUMBER.value.size + norms.RULE_GAP.value + norms.TITLE_PITCH.value * title_lines
    return profile.text_height - profile.mark_top - profile.line_pitch * lines - fixed


def _set(lines: tuple[str, ...], word: str, room: Length | None) -> MarkLayout:
    """The lines at the largest size and width at which the widest of them fits."""
    longest = max(map(columns, lines), default=1.0)
    beside = columns(word) + norms.MARK_WORD_GAP.value if word else 0.0
    area, least = norms.TYPE_AREA_WIDTH.value, norms.MARK_LEAST_SIZE.value
    count = max(longest + beside, 1.0)
    size, narrowest = _largest(len(lines), room), norms.MARK_LEAST_SCALE.value
    while size > least and size * (count * narrowest / 100) > area:
        size = size - norms.MARK_SIZE_STEP.value
    scale = min(100, math.floor(area.twips * 100 / (size.twips * count)))
    fits = scale >= narrowest
    scale = max(scale, narrowest)
    em = size * (scale / 100)
    width, total = em * longest, em * count
    left = (area - total) / 2
    return MarkLayout(
        size=size,
        scale=scale,
        lines=tuple(MarkLine(line, _spread(line, width, em)) for line in lines),
        word=word,
        pitch=size * norms.MARK_LINE_RATIO.value,
        left=left,
        width=width,
        word_left=left + total - em * columns(word),
        fits=fits,
    )


def _spread(line: str, width: Length, em: Length) -> Length:
    if len(line) < 2:  # noqa: PLR2004  (a single character cannot be spread)
        return Length(0)
    return (width - em * columns(line)) / (len(line) - 1)


def _largest(count: int, room: Length | None) -> Length:
    """The largest size of so many lines: that of the norm, or what leaves room for text on the first page."""
    size = norms.ORGAN_MARK.value.size
    if room is None:
        return size
    fitting = pt(math.floor((room / (count * norms.MARK_LINE_RATIO.value)).pt))
    return max(min(size, fitting), norms.MARK_LEAST_SIZE.value)
