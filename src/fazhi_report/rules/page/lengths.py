"""Lengths, counts and places in a line: how rules take them, and how messages name them."""

from __future__ import annotations

from fazhi_report.docx_in.facts import Alignment, MeasuredParagraph, PageSection
from fazhi_report.docx_in.placement import LineExtent, measure_of, room_between, spans, trimmed
from fazhi_report.norms import placement
from fazhi_report.norms.gbt9704 import HAO, PROFILES, Profile, Type
from fazhi_report.norms.length import Length
from fazhi_report.recognise.anatomy import Anatomy, Element

_HAO_NAMES = {size: name for name, size in HAO.items()}


# ── Words for lengths and counts ────────────────────────────────────────────────────────────────────────────────
def number(value: float) -> str:
    """A number with at most one decimal, and no idle zero."""
    return f"{value:.1f}".removesuffix(".0")


def millimetres(length: Length) -> str:
    """A length as a ruler shows it."""
    return f"{number(length.mm)} mm"


def chars_text(count: float) -> str:
    """A count of characters in words."""
    return f"{number(count)} 字"


def lines_text(count: float) -> str:
    """A count of empty lines in words."""
    return f"空 {number(count)} 行"


def size_name(size: Length) -> str:
    """A type size by its Chinese name where it has one, else in points."""
    return _HAO_NAMES.get(size) or f"{number(size.pt)} 磅"


def type_name(wanted: Type) -> str:
    """A face at a size, such as 三号仿宋."""
    return f"{size_name(wanted.size)}{wanted.face.name}"


def align_name(paragraph: MeasuredParagraph) -> str:
    """An alignment in the words of a word processor."""
    return {
        Alignment.LEFT: "左对齐",
        Alignment.CENTER: "居中",
        Alignment.RIGHT: "右对齐",
        Alignment.BOTH: "两端对齐",
        Alignment.DISTRIBUTE: "分散对齐",
    }[paragraph.align]


# ── Lengths and places, for measures and for rules that weigh several ───────────────────────────────────────────
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


def in_chars(element: Element, length: Length) -> float:
    """A length in characters of a paragraph."""
    return length.twips / max(unit(element).twips, 1)


def gap_in_lines(layout: Anatomy, above: Element, below: Element) -> float:
    """Empty lines between two elements, room above and below paragraphs counted in."""
    pitch = layout.pitch
    room = room_between(layout.layout, above.paragraph, below.paragraph)
    return room.twips / pitch.twips if pitch.twips > 0 else 0.0


def extents(layout: Anatomy, element: Element) -> tuple[LineExtent, ...] | None:
    """The pieces of a line and where they stand, blanks typed to push them taken off; None where that is unknown."""
    found = spans(element.paragraph, layout.layout.section_of(element.paragraph))
    if found is None:
        return None
    run = element.paragraph.head
    return tuple(trimmed(one, run.size + run.spacing) for one in found if one.text.strip("\u3000 "))


def from_right(layout: Anatomy, element: Element, span: LineExtent) -> float:
    """Room on the right of words, in characters."""
    section = layout.layout.section_of(element.paragraph)
    return in_chars(element, measure_of(section) - span.end)


def from_left(element: Element, span: LineExtent) -> float:
    """Room on the left of words, in characters."""
    return in_chars(element, span.start)


def near(found: float, wanted: float) -> bool:
    """Whether a place in a line is the one asked for, as far as words can be measured."""
    return abs(found - wanted) <= placement.PLACE_SLACK.value


def first_indent(element: Element) -> float:
    """Indent of the first line in characters, typed blanks counted in."""
    paragraph = element.paragraph
    blanks = len(paragraph.words) - len(paragraph.words.lstrip("\u3000"))
    if paragraph.first_chars is not None:
        return paragraph.first_chars + blanks
    return in_chars(element, paragraph.left + paragraph.first) + blanks


def runs_full(paragraph: MeasuredParagraph) -> bool:
    """Whether the lines of a paragraph begin at the left edge and run to the right one."""
    return paragraph.align in {Alignment.LEFT, Alignment.BOTH}


def is_flush_left(element: Element) -> bool:
    """Whether a paragraph begins at the left edge of the type area."""
    return runs_full(element.paragraph) and abs(first_indent(element)) <= placement.INDENT_SLACK.value


def indented_slightly(element: Element, room: Length) -> bool:
    """Whether an indent is no larger than indents are measured exactly."""
    return abs(room.twips) <= unit(element).twips * placement.INDENT_SLACK.value
