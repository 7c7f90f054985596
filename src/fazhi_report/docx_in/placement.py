"""The position of text on the page, computed from the measured layout: horizontally, and vertically by lines."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from fazhi_report.docx_in.facts import (
    NONE,
    Alignment,
    Grid,
    Layout,
    LineRule,
    MeasuredParagraph,
    PageSection,
    Run,
)
from fazhi_report.norms import gbt9704 as norms
from fazhi_report.norms import placement
from fazhi_report.norms.gbt9704 import Face, face_of
from fazhi_report.norms.length import Length
from fazhi_report.text.width import columns


@dataclass(frozen=True, slots=True)
class LineExtent:
    """A piece of a line between two tabs, with its start and end from the left edge of the type area."""

    text: str
    start: Length
    end: Length


def width(runs: Iterable[Run]) -> Length:
    """Return the width of text: a Chinese character is as wide as the type size, a half-width one half of that."""
    return Length(sum(run.size.twips * columns(run.text) + run.spacing.twips * len(run.text) for run in runs))


def spans(paragraph: MeasuredParagraph, section: PageSection) -> tuple[LineExtent, ...] | None:
    """Return the pieces of a one-line paragraph, separated by tabs; None when their positions are unknown."""
    pieces = _pieces(paragraph.runs)
    widths = [width(piece) for piece in pieces]
    texts = ["".join(run.text for run in piece) for piece in pieces]
    left, right = paragraph.left + paragraph.first, measure_of(section) - paragraph.right
    total = Length(sum(one.twips for one in widths))
    if len(pieces) == 1 and paragraph.align in {Alignment.RIGHT, Alignment.CENTER}:
        start = right - total if paragraph.align is Alignment.RIGHT else (left + right - total) / 2
        return (LineExtent(texts[0], start, start + total),)
    if paragraph.align not in {Alignment.LEFT, Alignment.BOTH} or "\n" in paragraph.words.strip():
        return None
    return _tabbed(texts, widths, left, paragraph.tabs)


def measure_of(section: PageSection) -> Length:
    """Return the line width from which positions are measured: that of the norm, so that a wrong margin is reported once.

    For a landscape page it is that of the page itself.
    """
    return norms.TYPE_AREA_WIDTH.value if section.height >= section.width else section.text_width


def _tabbed(
    texts: list[str], widths: list[Length], left: Length, tabs: tuple[tuple[Length, str], ...]
) -> tuple[LineExtent, ...] | None:
    at, found = left, []
    for number, (text, wide) in enumerate(zip(texts, widths, strict=True)):
        if number:
            stop = next(((place, kind) for place, kind in tabs if place > at), None)
            if stop is None:
                return None
            place, kind = stop
            back = {"right": 1.0, "center": 0.5}.get(kind, 0.0)
            at = max(at, place - wide * back)
        found.append(LineExtent(text, at, at + wide))
        at = at + wide
    return tuple(found)


def _pieces(runs: tuple[Run, ...]) -> list[list[Run]]:
    pieces: list[list[Run]] = [[]]
    for run in runs:
        for number, text in enumerate(run.text.split("\t")):
            if number:
                pieces.append([])
            if text:
                pieces[-1].append(_with(run, text))
    last = pieces[-1]
    if last:
        # Trailing blanks do not move a right-aligned line.
        last[-1] = _with(last[-1], last[-1].text.rstrip(" "))
    return pieces


def _with(run: Run, text: str) -> Run:
    return replace(run, text=text)


def trimmed(span: LineExtent, unit: Length) -> LineExtent:
    """Return the piece without leading and trailing full-width blanks."""
    lead = len(span.text) - len(span.text.lstrip("\u3000 "))
    trail = len(span.text) - len(span.text.rstrip("\u3000"))
    start = span.start + unit * columns(span.text[:lead])
    return LineExtent(span.text.strip(), start, span.end - unit * trail)


def trimmed_from_right(paragraph: MeasuredParagraph, section: PageSection) -> float | None:
    """Return the space to the right of a line's last piece, in characters; None when unknown."""
    found = spans(paragraph, section)
    wide = paragraph.head.size + paragraph.head.spacing
    if not found or wide.twips <= 0:
        return None
    return (measure_of(section) - trimmed(found[-1], wide).end).twips / wide.twips


def line_height(paragraph: MeasuredParagraph, section: PageSection) -> Length:
    """Return the height of a line, with the document grid applied."""
    size = max((run.size for run in paragraph.runs if run.text.strip()), default=paragraph.mark.size)
    natural = size * placement.NATURAL_LINE.value
    gridded = section.grid is not Grid.NONE and paragraph.snap and section.line_pitch.twips > 0
    match paragraph.line.rule:
        case LineRule.EXACT:
            return paragraph.line.height
        case LineRule.AT_LEAST:
            least = max(paragraph.line.height, natural)
            return (
                section.line_pitch * math.ceil(least.twips / section.line_pitch.twips) if gridded else least
            )
        case _ if gridded:
            cells = math.ceil(natural.twips / section.line_pitch.twips)
            return section.line_pitch * (cells * paragraph.line.multiple)
        case _:
            return natural * paragraph.line.multiple


def is_certain(paragraph: MeasuredParagraph, section: PageSection) -> bool:
    """Whether the height of a line is independent of the font that is available."""
    return paragraph.line.rule is LineRule.EXACT or (
        section.grid is not Grid.NONE and paragraph.snap and section.line_pitch.twips > 0
    )


def room_between(layout: Layout, above: MeasuredParagraph, below: MeasuredParagraph) -> Length:
    """Return the distance from the last line of a paragraph to the first line of another, blank paragraphs included."""
    between = layout.paragraphs[above.number : below.number - 1]
    total = above.after + below.before
    for one in between:
        if one.cell is None and one.anchor is None:
            total = total + one.before + line_height(one, layout.section_of(one)) + one.after
    return total


def usual_pitch(layout: Layout, paragraphs: Iterable[MeasuredParagraph]) -> Length:
    """Return the most frequent line height of paragraphs; that of the norm when there are none."""
    counted = Counter(line_height(one, layout.section_of(one)).tw for one in paragraphs)
    return Length(counted.most_common(1)[0][0]) if counted else norms.LINE_PITCH.value


def top_of(layout: Layout, paragraph: MeasuredParagraph) -> Length | None:
    """Return the distance from the top of the type area to a paragraph on page one; None when it is not in the flow."""
    section = layout.section_of(paragraph)
    if paragraph.anchor is not None:
        absolute = paragraph.anchor.absolute
        return None if absolute is None else absolute - section.top
    total = paragraph.before
    for one in layout.paragraphs[: paragraph.number - 1]:
        if one.cell is not None or (one.anchor is None and not is_certain(one, section)):
            return None
        if one.anchor is None:
            total = total + one.before + line_height(one, section) + one.after
    return total if total.twips >= 0 else NONE


_ASCII_END = 0x80
_SHARED_END = 0x2E80
SHARED_MARKS = frozenset("“”‘’—…·×①②③④⑤⑥⑦⑧⑨⑩℃‰")
"""Marks common to Chinese and Latin; Word uses the Latin font for them unless ``w:hint`` is set."""


def family(run: Run, character: str) -> str:
    """Return the font family of a character (ISO/IEC 29500-1, 17.3.2.26)."""
    code = ord(character)
    if code < _ASCII_END:
        return run.fonts.ascii
    if code < _SHARED_END and not run.hint:
        return run.fonts.hansi
    return run.fonts.east_asia


def chinese(text: str) -> str:
    """Return the characters of a text that only a Chinese font contains."""
    return "".join(one for one in text if ord(one) >= _SHARED_END and not one.isspace())


def is_face(name: str, face: Face) -> bool:
    """Whether a font family is of a typeface."""
    return face_of(name) is face


def cut(runs: tuple[Run, ...], start: int, end: int) -> Iterator[Run]:
    """Yield the runs of a range of characters."""
    at = 0
    for run in runs:
        text = run.text[max(start - at, 0) : max(end - at, 0)]
        at += len(run.text)
        if text:
            yield replace(run, text=text)
