"""Where words stand on the page, computed from the measured layout: across in a line, and down in lines."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from fazhi_report.layout.facts import NONE, Align, Grid, Layout, LineRule, Paragraph, Run, Section
from fazhi_report.norms import gbt9704 as norms
from fazhi_report.norms import placement
from fazhi_report.norms.length import Length
from fazhi_report.notation.columns import columns


@dataclass(frozen=True, slots=True)
class Span:
    """Words between two tabs, and where they stand from the left edge of the type area."""

    text: str
    start: Length
    end: Length


def width(runs: Iterable[Run]) -> Length:
    """How wide words run: Chinese as wide as the type is high, half-width forms half of that."""
    return Length(sum(run.size.twips * columns(run.text) + run.spacing.twips * len(run.text) for run in runs))


def spans(paragraph: Paragraph, section: Section) -> tuple[Span, ...] | None:
    """The pieces of a paragraph of one line, parted by tabs; None where their place cannot be told."""
    pieces = _pieces(paragraph.runs)
    widths = [width(piece) for piece in pieces]
    texts = ["".join(run.text for run in piece) for piece in pieces]
    left, right = paragraph.left + paragraph.first, measure_of(section) - paragraph.right
    total = Length(sum(one.twips for one in widths))
    if len(pieces) == 1 and paragraph.align in {Align.RIGHT, Align.CENTER}:
        start = right - total if paragraph.align is Align.RIGHT else (left + right - total) / 2
        return (Span(texts[0], start, start + total),)
    if paragraph.align not in {Align.LEFT, Align.BOTH} or "\n" in paragraph.words.strip():
        return None
    return _tabbed(texts, widths, left, paragraph.tabs)


def measure_of(section: Section) -> Length:
    """The width that places in a line are told by: that of the norm, so that a wrong margin is one fault, not five.

    A landscape page has its own.
    """
    return norms.TYPE_AREA_WIDTH.value if section.height >= section.width else section.text_width


def _tabbed(
    texts: list[str], widths: list[Length], left: Length, tabs: tuple[tuple[Length, str], ...]
) -> tuple[Span, ...] | None:
    at, found = left, []
    for number, (text, wide) in enumerate(zip(texts, widths, strict=True)):
        if number:
            stop = next(((place, kind) for place, kind in tabs if place > at), None)
            if stop is None:
                return None
            place, kind = stop
            back = {"right": 1.0, "center": 0.5}.get(kind, 0.0)
            at = max(at, place - wide * back)
        found.append(Span(text, at, at + wide))
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


def trimmed(span: Span, unit: Length) -> Span:
    """The span without the full-width blanks with which words are pushed into place."""
    lead = len(span.text) - len(span.text.lstrip("\u3000 "))
    trail = len(span.text) - len(span.text.rstrip("\u3000"))
    start = span.start + unit * columns(span.text[:lead])
    return Span(span.text.strip(), start, span.end - unit * trail)


def trimmed_from_right(paragraph: Paragraph, section: Section) -> float | None:
    """Room on the right of a line's last words, in characters; None where it cannot be told."""
    found = spans(paragraph, section)
    wide = paragraph.head.size + paragraph.head.spacing
    if not found or wide.twips <= 0:
        return None
    return (measure_of(section) - trimmed(found[-1], wide).end).twips / wide.twips


def line_height(paragraph: Paragraph, section: Section) -> Length:
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


def is_certain(paragraph: Paragraph, section: Section) -> bool:
    """Whether the height of a line does not hang on the font that is found for it."""
    return paragraph.line.rule is LineRule.EXACT or (
        section.grid is not Grid.NONE and paragraph.snap and section.line_pitch.twips > 0
    )


def room_between(layout: Layout, above: Paragraph, below: Paragraph) -> Length:
    """From the foot of one paragraph's last line to the head of another's first, what stands between counted in."""
    between = layout.paragraphs[above.number : below.number - 1]
    total = above.after + below.before
    for one in between:
        if one.cell is None and one.anchor is None:
            total = total + one.before + line_height(one, layout.section_of(one)) + one.after
    return total


def usual_pitch(layout: Layout, paragraphs: Iterable[Paragraph]) -> Length:
    """The line height that most of some paragraphs have; the norm's where there are none."""
    counted = Counter(line_height(one, layout.section_of(one)).tw for one in paragraphs)
    return Length(counted.most_common(1)[0][0]) if counted else norms.LINE_PITCH.value


def top_of(layout: Layout, paragraph: Paragraph) -> Length | None:
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
