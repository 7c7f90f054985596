"""Where words stand on the page, computed from the measured layout: across in a line, and down in lines."""

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
from fazhi_report.norms.gbt9704 import FACES, Face
from fazhi_report.norms.length import Length
from fazhi_report.norms.placement import DARKEST_RED, LIGHTEST_REST
from fazhi_report.text.width import columns


@dataclass(frozen=True, slots=True)
class LineExtent:
    """Words between two tabs, and where they stand from the left edge of the type area."""

    text: str
    start: Length
    end: Length


def width(runs: Iterable[Run]) -> Length:
    """How wide words run: Chinese as wide as the type is high, half-width forms half of that."""
    return Length(sum(run.size.twips * columns(run.text) + run.spacing.twips * len(run.text) for run in runs))


def spans(paragraph: MeasuredParagraph, section: PageSection) -> tuple[LineExtent, ...] | None:
    """The pieces of a paragraph of one line, parted by tabs; None where their place cannot be told."""
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
    """The width that places in a line are told by: that of the norm, so that a wrong margin is one fault, not five.

    A landscape page has its own.
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
        # Blanks behind the words do not push a line that ends on the right.
        last[-1] = _with(last[-1], last[-1].text.rstrip(" "))
    return pieces


def _with(run: Run, text: str) -> Run:
    return replace(run, text=text)


def trimmed(span: LineExtent, unit: Length) -> LineExtent:
    """The span without the full-width blanks with which words are pushed into place."""
    lead = len(span.text) - len(span.text.lstrip("\u3000 "))
    trail = len(span.text) - len(span.text.rstrip("\u3000"))
    start = span.start + unit * columns(span.text[:lead])
    return LineExtent(span.text.strip(), start, span.end - unit * trail)


def trimmed_from_right(paragraph: MeasuredParagraph, section: PageSection) -> float | None:
    """Room on the right of a line's last words, in characters; None where it cannot be told."""
    found = spans(paragraph, section)
    wide = paragraph.head.size + paragraph.head.spacing
    if not found or wide.twips <= 0:
        return None
    return (measure_of(section) - trimmed(found[-1], wide).end).twips / wide.twips


def line_height(paragraph: MeasuredParagraph, section: PageSection) -> Length:
    """The height of one line, the grid considered."""
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
    """Whether the height of a line does not hang on the font that is found for it."""
    return paragraph.line.rule is LineRule.EXACT or (
        section.grid is not Grid.NONE and paragraph.snap and section.line_pitch.twips > 0
    )


def room_between(layout: Layout, above: MeasuredParagraph, below: MeasuredParagraph) -> Length:
    """From the foot of one paragraph's last line to the head of another's first, what stands between counted in."""
    between = layout.paragraphs[above.number : below.number - 1]
    total = above.after + below.before
    for one in between:
        if one.cell is None and one.anchor is None:
            total = total + one.before + line_height(one, layout.section_of(one)) + one.after
    return total


def usual_pitch(layout: Layout, paragraphs: Iterable[MeasuredParagraph]) -> Length:
    """The line height that most of some paragraphs have; the norm's where there are none."""
    counted = Counter(line_height(one, layout.section_of(one)).tw for one in paragraphs)
    return Length(counted.most_common(1)[0][0]) if counted else norms.LINE_PITCH.value


def top_of(layout: Layout, paragraph: MeasuredParagraph) -> Length | None:
    """From the type area's upper edge to the first line of a paragraph of page one; None where it hangs loose."""
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
_BY_FAMILY = {family.lower(): face for face in FACES for family in face.families}
SHARED_MARKS = frozenset("“”‘’—…·×①②③④⑤⑥⑦⑧⑨⑩℃‰")
"""Marks that Chinese shares with Latin: Word sets them in the Latin face unless it is told otherwise."""


def family(run: Run, character: str) -> str:
    """The family name that a character is set in (ISO/IEC 29500-1, 17.3.2.26)."""
    code = ord(character)
    if code < _ASCII_END:
        return run.fonts.ascii
    if code < _SHARED_END and not run.hint:
        return run.fonts.hansi
    return run.fonts.east_asia


def chinese(text: str) -> str:
    """The characters of a text that only a Chinese face holds."""
    return "".join(one for one in text if ord(one) >= _SHARED_END and not one.isspace())


def face_of(name: str) -> Face | None:
    """The face of the norms that a family belongs to; None for any other."""
    return _BY_FAMILY.get(name.strip().lower())


def is_face(name: str, face: Face) -> bool:
    """Whether a family satisfies a face."""
    return face_of(name) is face


def cut(runs: tuple[Run, ...], start: int, end: int) -> Iterator[Run]:
    """The runs of a stretch of a paragraph's words."""
    at = 0
    for run in runs:
        text = run.text[max(start - at, 0) : max(end - at, 0)]
        at += len(run.text)
        if text:
            yield replace(run, text=text)


def is_red(color: str) -> bool:
    """Whether a colour of six hexadecimal digits is a red."""
    try:
        red, green, blue = (int(color[at : at + 2], 16) for at in (0, 2, 4))
    except ValueError:
        return False
    return red >= DARKEST_RED.value and max(green, blue) <= LIGHTEST_REST.value
