"""Measures that several rules of the page take: gaps in lines, places in characters."""

from __future__ import annotations

from fazhi_report.docx_in.facts import Alignment, MeasuredParagraph, PageSection
from fazhi_report.docx_in.placement import LineExtent, measure_of, room_between, spans, trimmed
from fazhi_report.norms import gbt9704 as norms
from fazhi_report.norms import placement
from fazhi_report.norms.gbt9704 import PROFILES, Profile
from fazhi_report.norms.length import Length
from fazhi_report.recognise.anatomy import Anatomy, Element


def profile_of(section: PageSection) -> Profile:
    """The way of setting the page that a section comes nearest to."""

    def misses(profile: Profile) -> int:
        off = (section.top - profile.top, section.bottom - profile.bottom)
        return sum(abs(one.twips) > placement.PLATE_SLACK.value.twips for one in off)

    # Of equals the first is taken: the margins as the standard has them.
    return min(PROFILES.values(), key=misses)


def unit(element: Element) -> Length:
    """How wide one character of a paragraph is."""
    run = element.paragraph.head
    return run.size + run.spacing


def gap_in_lines(layout: Anatomy, above: Element, below: Element) -> float:
    """Empty lines between two elements, room above and below paragraphs counted in."""
    pitch = layout.pitch
    room = room_between(layout.layout, above.paragraph, below.paragraph)
    return room.twips / pitch.twips if pitch.twips > 0 else 0.0


def is_gap(layout: Anatomy, above: Element, below: Element, lines: int) -> bool:
    """Whether so many empty lines stand between two elements."""
    return abs(gap_in_lines(layout, above, below) - lines) <= placement.GAP_SLACK.value


def lines_text(count: float) -> str:
    """A count of lines in words."""
    return f"空 {count:.1f}".removesuffix(".0") + " 行"


def place(layout: Anatomy, element: Element) -> tuple[LineExtent, ...] | None:
    """The pieces of a line and where they stand, blanks typed to push them taken off; None where that is untold."""
    found = spans(element.paragraph, layout.layout.section_of(element.paragraph))
    if found is None:
        return None
    return tuple(trimmed(one, unit(element)) for one in found if one.text.strip("\u3000 "))


def from_right(layout: Anatomy, element: Element, span: LineExtent) -> float:
    """Room on the right of words, in characters."""
    section = layout.layout.section_of(element.paragraph)
    return (measure_of(section) - span.end).twips / max(unit(element).twips, 1)


def from_left(element: Element, span: LineExtent) -> float:
    """Room on the left of words, in characters."""
    return span.start.twips / max(unit(element).twips, 1)


def near(found: float, wanted: float) -> bool:
    """Whether a place in a line is the one asked for, as far as words can be measured."""
    return abs(found - wanted) <= placement.PLACE_SLACK.value


def first_indent(element: Element) -> float:
    """Indent of the first line in characters, typed blanks counted in."""
    paragraph = element.paragraph
    blanks = len(paragraph.words) - len(paragraph.words.lstrip("\u3000"))
    if paragraph.first_chars is not None:
        return paragraph.first_chars + blanks
    return (paragraph.left + paragraph.first).twips / max(unit(element).twips, 1) + blanks


def is_centred(paragraph: MeasuredParagraph) -> bool:
    """Whether a paragraph is centred between the margins."""
    return paragraph.align is Alignment.CENTER and abs(
        (paragraph.left + paragraph.first - paragraph.right).twips
    ) <= (norms.BODY.value.size.twips * placement.INDENT_SLACK.value * 2)


def is_flush_left(element: Element) -> bool:
    """Whether a paragraph begins at the left edge of the type area."""
    return element.paragraph.align in {Alignment.LEFT, Alignment.BOTH} and (
        abs(first_indent(element)) <= placement.INDENT_SLACK.value
    )


def align_name(paragraph: MeasuredParagraph) -> str:
    """An alignment in the words of a word processor."""
    return {
        Alignment.LEFT: "左对齐",
        Alignment.CENTER: "居中",
        Alignment.RIGHT: "右对齐",
        Alignment.BOTH: "两端对齐",
        Alignment.DISTRIBUTE: "分散对齐",
    }[paragraph.align]


def chars_text(count: float) -> str:
    """A count of characters in words."""
    return f"{count:.1f}".removesuffix(".0") + " 字"
