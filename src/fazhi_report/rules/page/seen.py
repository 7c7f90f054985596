"""Where the elements of a document stand on its printed pages: what the rows of `distances` measure.

Across the page, places are measured from the margins of the file, so that a wrong margin is reported once. Down the
page, they are measured from the type area of the standard, which the paper itself shows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

from fazhi_report.docx_in.facts import PageSection
from fazhi_report.docx_in.printed import Glyph, PrintedLine, PrintedPage, PrintedPages, PrintedRule
from fazhi_report.norms import gbt9704 as norms
from fazhi_report.norms.elements import Role
from fazhi_report.norms.length import Length
from fazhi_report.recognise.anatomy import Anatomy, Element
from fazhi_report.recognise.lines import SIGNATORY, number_in
from fazhi_report.rules.page import masthead
from fazhi_report.rules.page.lengths import unit

_BLANKS = re.compile(r"\s+")
PROBE = 8  # characters; as many begin no other paragraph
LEAST_RULE = norms.TYPE_AREA_WIDTH.value / 4
"""A shorter line is an underline."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """A place on a printed page, measured.

    Args:
        at: The element, or the section by its index.
        page: Number of the page.
        value: The distance.
        unit: The width of one character, where the clause counts in characters; None where it counts in millimetres.
        label: What was measured, where it differs from place to place; empty for the label of the row.
        wanted: The required distance, in the unit of the clause, where it differs from place to place.
    """

    at: Element | int
    page: int
    value: Length
    unit: Length | None = None
    label: str = ""
    wanted: float | None = None


See: TypeAlias = Callable[[Anatomy, PrintedPages], Iterable[Sighting]]
"""Yields the places of a printed document at which a distance is measured."""


@dataclass(frozen=True, slots=True)
class Found:
    """Words of an element on a page."""

    page: PrintedPage
    line: PrintedLine
    glyphs: tuple[Glyph, ...]

    @property
    def left(self) -> Length:
        """The left edge of the first character."""
        return self.glyphs[0].left

    @property
    def right(self) -> Length:
        """The right edge of the last character."""
        return self.glyphs[-1].right

    @property
    def top(self) -> Length:
        """The upper edge of the ink."""
        return min(glyph.top for glyph in self.glyphs)

    @property
    def bottom(self) -> Length:
        """The lower edge of the ink."""
        return max(glyph.bottom for glyph in self.glyphs)


def foot() -> Length:
    """Return the distance from the upper edge of the paper to the foot of the type area."""
    return norms.TOP_MARGIN.value + norms.TYPE_AREA_HEIGHT.value


def probe(element: Element) -> str:
    """Return the first characters of an element, without blanks, by which it is found in print."""
    return plain(element.paragraph.words)[:PROBE]


def plain(words: str) -> str:
    """Return words without blanks, as lines of a page give them."""
    return _BLANKS.sub("", words)


def find(printed: PrintedPages, words: str, *, last: bool = False) -> Found | None:
    """Return the first or last place of words on one line: a line of its own before one that says more."""
    if not words:
        return None
    pages = reversed(printed.pages) if last else iter(printed.pages)
    within: Found | None = None
    for page in pages:
        for line in reversed(page.lines) if last else page.lines:
            at = line.text.find(words)
            if at < 0 or not line.glyphs:
                continue
            found = Found(page, line, line.glyphs[at : at + len(words)])
            if line.text == words:
                return found
            within = within or found
    return within


def edges(section: PageSection) -> tuple[Length, Length]:
    """Return the left and the right edge of the type area of a section, from the left edge of the paper."""
    return section.left, section.width - section.right


def room_left(layout: Anatomy, element: Element, found: Found) -> Sighting:
    """Return the room on the left of words of an element."""
    left, _ = edges(layout.layout.section_of(element.paragraph))
    return Sighting(element, found.page.number, found.left - left, unit(element))


def room_right(layout: Anatomy, element: Element, found: Found) -> Sighting:
    """Return the room on the right of words of an element."""
    _, right = edges(layout.layout.section_of(element.paragraph))
    return Sighting(element, found.page.number, right - found.right, unit(element))


# ── Masthead ────────────────────────────────────────────────────────────────────────────────────────────────────
def top_of_mark(layout: Anatomy, printed: PrintedPages) -> Iterator[Sighting]:
    """Yield how far the upper edge of the organ's mark is below that of the type area."""
    for element in layout.of(Role.ORGAN_MARK)[:1]:
        found = find(printed, plain(element.paragraph.words)) or find(printed, probe(element))
        if found is not None:
            yield Sighting(element, found.page.number, found.top - norms.TOP_MARGIN.value)


def _number(layout: Anatomy, printed: PrintedPages) -> tuple[Element, Found] | None:
    """Return the document number of the masthead and its place."""
    for element in masthead.numbered(layout):
        found = find(printed, plain(number_in(element.paragraph.printed)))
        if found is not None:
            return element, found
    return None


def room_left_of_number(layout: Anatomy, printed: PrintedPages) -> Iterator[Sighting]:
    """Yield the room on the left of the document number that stands beside signatories."""
    number = _number(layout, printed)
    if number is not None and any(True for _ in masthead.signed(layout)):
        yield room_left(layout, *number)


def centre_of_number(layout: Anatomy, printed: PrintedPages) -> Iterator[Sighting]:
    """Yield how far the document number without signatories is off the middle."""
    number = _number(layout, printed)
    if number is None or any(True for _ in masthead.signed(layout)):
        return
    element, found = number
    left, right = edges(layout.layout.section_of(element.paragraph))
    off = (found.left + found.right) / 2 - (left + right) / 2
    yield Sighting(element, found.page.number, off, unit(element))


def room_right_of_signatory(layout: Anatomy, printed: PrintedPages) -> Iterator[Sighting]:
    """Yield the room on the right of the signatories on the line of the word 签发人."""
    for element in masthead.signed(layout):
        label = SIGNATORY.search(element.paragraph.words)
        found = None if label is None else find(printed, plain(label[0]))
        if found is not None:
            yield room_right(layout, element, replace(found, glyphs=found.line.glyphs))


def _red_rule(layout: Anatomy, printed: PrintedPages) -> tuple[Element, Found, PrintedRule] | None:
    """Return the lowest line of the masthead and the rule below it."""
    below = [
        (element, found)
        for element in layout.of(Role.NUMBER_LINE)
        if (found := find(printed, plain(element.paragraph.words))) is not None
    ]
    number = _number(layout, printed)
    below += [number] if number is not None else []
    if not below:
        return None
    element, found = max(below, key=lambda one: (-one[1].page.number, one[1].line.baseline))
    title = layout.first(Role.TITLE)
    head = None if title is None else find(printed, probe(title))
    end = foot() if head is None or head.page.number != found.page.number else head.line.baseline
    for rule in found.page.rules:
        if found.line.baseline < rule.middle < end and rule.right - rule.left > LEAST_RULE:
            return element, found, rule
    return None


def gap_above_red_rule(layout: Anatomy, printed: PrintedPages) -> Iterator[Sighting]:
    """Yield the distance from the ink of the document number to the red rule."""
    seen = _red_rule(layout, printed)
    if seen is not None:
        element, found, rule = seen
        bottom = max(glyph.bottom for glyph in found.line.glyphs)
        yield Sighting(element, found.page.number, rule.top - bottom)


def length_of_red_rule(layout: Anatomy, printed: PrintedPages) -> Iterator[Sighting]:
    """Yield the length of the red rule."""
    seen = _red_rule(layout, printed)
    if seen is not None:
        element, found, rule = seen
        yield Sighting(element, found.page.number, rule.right - rule.left)


def start_of_red_rule(layout: Anatomy, printed: PrintedPages) -> Iterator[Sighting]:
    """Yield how far the red rule begins to the right of the left edge of the type area."""
    seen = _red_rule(layout, printed)
    if seen is not None:
        element, found, rule = seen
        left, _ = edges(layout.layout.section_of(element.paragraph))
        yield Sighting(element, found.page.number, rule.left - left)
