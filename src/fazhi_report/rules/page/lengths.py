"""Measures lengths, counts and places in a line for rules, and writes them for messages."""

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
    """Return a number with at most one decimal, without a final zero."""
    return f"{value:.1f}".removesuffix(".0")


def millimetres(length: Length) -> str:
    """Return a length in millimetres, for messages."""
    return f"{number(length.mm)} mm"


def chars_text(count: float) -> str:
    """Return a count of characters in words."""
    return f"{number(count)} 字"


def lines_text(count: float) -> str:
    """Return a count of empty lines in words."""
    return f"空 {number(count)} 行"


def size_name(size: Length) -> str:
    """Return the Chinese name of a type size; its points where it has none."""
    return _HAO_NAMES.get(size) or f"{number(size.pt)} 磅"


def type_name(wanted: Type) -> str:
    """Return the name of a face at a size, such as 三号仿宋."""
    return f"{size_name(wanted.size)}{wanted.face.name}"


def align_name(paragraph: MeasuredParagraph) -> str:
    """Return the name of an alignment in word processors."""
    return {
        Alignment.LEFT: "左对齐",
        Alignment.CENTER: "居中",
        Alignment.RIGHT: "右对齐",
        Alignment.BOTH: "两端对齐",
        Alignment.DISTRIBUTE: "分散对齐",
    }[paragraph.align]


# ── Lengths and places, for measures and for rules that weigh several ───────────────────────────────────────────
def profile_of(section: PageSection) -> Profile:
    """Return the page profile that a section is nearest to."""

    def misses(profile: Profile) -> int:
        off = (section.top - profile.top, section.bottom - profile.bottom)
        return sum(abs(one.twips) > placement.PLATE_SLACK.value.twips for one in off)

    # Of equals the first is taken: the margins as the standard has them.
    return min(PROFILES.values(), key=misses)


def unit(element: Element) -> Length:
    """Return the width of one character of a paragraph."""
    run = element.paragraph.head
    return run.size + run.spacing


def in_chars(element: Element, length: Length) -> float:
    """Return a length in characters of a paragraph."""
    return length.twips / max(unit(element).twips, 1)


def gap_in_lines(layout: Anatomy, above: Element, below: Element) -> float:
    """Return the number of empty lines between two elements, spacing above and below paragraphs included."""
    pitch = layout.pitch
    room = room_between(layout.layout, above.paragraph, below.paragraph)
    return room.twips / pitch.twips if pitch.twips > 0 else 0.0


def extents(layout: Anatomy, element: Element) -> tuple[LineExtent, ...] | None:
    """Return the pieces of a line and their places, without blanks typed to move them; None where that is unknown."""
    found = spans(element.paragraph, layout.layout.section_of(element.paragraph))
    if found is None:
        return None
    run = element.paragraph.head
    return tuple(trimmed(one, run.size + run.spacing) for one in found if one.text.strip("\u3000 "))


def from_right(layout: Anatomy, element: Element, span: LineExtent) -> float:
    """Return the room on the right of words, in characters."""
    section = layout.layout.section_of(element.paragraph)
    return in_chars(element, measure_of(section) - span.end)


def from_left(element: Element, span: LineExtent) -> float:
    """Return the room on the left of words, in characters."""
    return in_chars(element, span.start)


def near(found: float, wanted: float) -> bool:
    """Whether a place in a line is the one required, within the accuracy of measured words."""
    return abs(found - wanted) <= placement.PLACE_SLACK.value


def first_indent(element: Element) -> float:
    """Return the indent of the first line in characters, typed blanks included."""
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
    """Whether an indent is within the accuracy of measured indents."""
    return abs(room.twips) <= unit(element).twips * placement.INDENT_SLACK.value
