"""The places where clauses of the page are judged: elements by role, sections, footers, and gaps between elements."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from fazhi_report.docx_in.facts import Alignment, Footer, LineRule, MeasuredParagraph, PageSection, Run
from fazhi_report.docx_in.placement import cut, family
from fazhi_report.norms import placement
from fazhi_report.norms.elements import HEADINGS, IMPRINT, MASTHEAD, TEXT, Role
from fazhi_report.norms.length import Length
from fazhi_report.recognise.anatomy import Anatomy, Element
from fazhi_report.rules.page.clause import Places

AROUND_BODY = (Role.ADDRESSEE, Role.ATTACHMENT_NOTE, Role.SIGNATURE, Role.DATE, Role.NOTE)
"""The elements around the body that are set like it."""
TYPED_INTO_PLACE = (
    Role.NUMBER_LINE,
    Role.SIGNATURE,
    Role.DATE,
    Role.PRINTED_BY,
    Role.ORGAN_MARK,
    Role.TITLE,
    Role.NOTE,
    Role.TABLE,
)
"""Elements in which blanks push words into place."""
_NO_TEXT = re.compile(r"此\s*页\s*无\s*正\s*文")


def of(*roles: Role) -> Places[Element]:
    """The elements of some roles."""
    return lambda layout: layout.of(*roles)


def first(role: Role) -> Places[Element]:
    """The first element of a role."""
    return lambda layout: layout.of(role)[:1]


def all_but(*roles: Role) -> Places[Element]:
    """All elements but those of some roles."""
    return lambda layout: (one for one in layout.elements if one.role not in roles)


def written(*without: Role) -> Places[Element]:
    """All paragraphs that hold words, but those of some roles."""
    return all_but(Role.BLANK, *without)


def has(*roles: Role) -> Callable[[Anatomy], bool]:
    """Return a condition: an element of some roles is present."""
    return lambda layout: layout.first(*roles) is not None


def has_all(*roles: Role) -> Callable[[Anatomy], bool]:
    """Return a condition: an element of each of some roles is present."""
    return lambda layout: all(layout.first(role) is not None for role in roles)


def aligned_marks(layout: Anatomy) -> Iterable[Element]:
    """The organ's marks whose place an alignment decides.

    Neither those in frames and cells nor names spread to one width, by the program or with the characters' spacing.
    """
    for one in layout.of(Role.ORGAN_MARK):
        paragraph = one.paragraph
        free = paragraph.anchor is None and paragraph.cell is None
        spread = any(run.spacing.twips > 0 for run in paragraph.runs)
        if free and not spread and paragraph.align is not Alignment.DISTRIBUTE:
            yield one


def body(layout: Anatomy) -> tuple[Element, ...]:
    """Headings and text in the flow of the page, those of attachments included."""
    return tuple(one for one in layout.of(*TEXT) if one.paragraph.anchor is None)


# Elements with an edge of the type area, 左 or 右.
Edge = tuple[Element, str]


def edges_of(*roles: Role) -> Places[Edge]:
    """Both edges of the elements of some roles."""
    return lambda layout: ((one, side) for one in layout.of(*roles) for side in "左右")


def body_edges(layout: Anatomy) -> Iterator[Edge]:
    """Both edges of the paragraphs of the body that run from one to the other."""
    for one in body(layout):
        if one.paragraph.align in {Alignment.LEFT, Alignment.BOTH}:
            yield from ((one, "左"), (one, "右"))


def pages_without_text(layout: Anatomy) -> Iterable[Element]:
    """Paragraphs that hold the words 此页无正文."""
    return (one for one in layout.elements if _NO_TEXT.search(one.paragraph.words))


# Pairs of elements, the upper one first.
Pair = tuple[Element, Element]


def masthead_and_title(layout: Anatomy) -> Iterable[Pair]:
    """The last line of the masthead, and the title."""
    return zip(layout.of(*MASTHEAD)[-1:], layout.of(Role.TITLE)[:1], strict=False)


def title_and_below(layout: Anatomy) -> Iterable[Pair]:
    """The last line of the title and the addressee or text right below it."""
    titles, below = layout.of(Role.TITLE), layout.first(Role.ADDRESSEE, *TEXT)
    if titles and below is not None and layout.before(below) is titles[-1]:
        yield titles[-1], below


def copied_and_printed(layout: Anatomy) -> Iterable[Pair]:
    """The last line of those copied to, and the first of the printing organ."""
    return zip(layout.of(Role.COPIED_TO)[-1:], layout.of(Role.PRINTED_BY)[:1], strict=False)


def text_and_note(layout: Anatomy) -> Iterable[Pair]:
    """Yield the line above the list of attachments, and its first line."""
    for note in layout.of(Role.ATTACHMENT_NOTE)[:1]:
        above = layout.before(note)
        if above is not None:
            yield above, note


# Stretches of words, with the element that contains them.
Stretch = tuple[Element, Iterable[Run]]


def words_of(*roles: Role) -> Places[Stretch]:
    """All words of the elements of some roles."""
    return lambda layout: ((one, one.paragraph.runs) for one in layout.of(*roles))


def heading_words(*roles: Role) -> Places[Stretch]:
    """The words of headings of some levels, without the text that runs on."""
    return lambda layout: ((one, cut(one.paragraph.runs, 0, one.extent)) for one in layout.of(*roles))


def body_words(layout: Anatomy) -> Iterable[Stretch]:
    """The words of the body, without those of headings."""
    for one in layout.of(*TEXT):
        start = one.extent if one.role in HEADINGS else 0
        yield one, cut(one.paragraph.runs, start, len(one.paragraph.words))


def families(element: Element) -> Iterator[str]:
    """Family names that an element's visible characters are set in."""
    seen: set[str] = set()
    for run in element.paragraph.runs:
        for character in {"a" if one.isascii() else one for one in run.text if not one.isspace()}:
            name = family(run, character)
            if name and name not in seen:
                seen.add(name)
                yield name


def fonts(layout: Anatomy) -> Iterable[tuple[Element, str]]:
    """Every element with each family that its words are set in."""
    return ((one, name) for one in layout.elements for name in families(one))


# Sections, by their index.
Section = tuple[int, PageSection]


def sections(layout: Anatomy) -> Iterable[Section]:
    """All sections."""
    return enumerate(layout.layout.sections)


def is_landscape(section: PageSection) -> bool:
    """Whether the pages of a section are wider than high."""
    return section.width > section.height


def upright_sections(layout: Anatomy) -> Iterable[Section]:
    """Yield the sections in portrait; landscape ones contain tables, and their margins are rotated, too (8)."""
    for index, section in enumerate(layout.layout.sections):
        if not is_landscape(section) and section.width.twips > 0:
            yield index, section


def later_sections(layout: Anatomy) -> Iterable[Section]:
    """Sections behind the first, where pages are numbered."""
    return islice(sections(layout), 1, None) if has_page_numbers(layout) else ()


def no_upright_section(layout: Anatomy) -> str:
    """Return why margins cannot be judged; empty where they can."""
    return "" if any(True for _ in upright_sections(layout)) else "没有写明纸张和页边距，或各页都是横排"


# ── Page numbers ────────────────────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True, slots=True)
class PageNumberLine:
    """A line of a footer that prints the page number.

    Args:
        index: The section's index.
        section: The section.
        footer: The footer.
        line: The line.
    """

    index: int
    section: PageSection
    footer: Footer
    line: MeasuredParagraph


def page_numbers(*kinds: str, landscape: bool | None = False) -> Places[PageNumberLine]:
    """The lines that print page numbers, in the footers of some kinds that the file uses; no kind for all.

    Args:
        kinds: Kinds of footers, such as ``even``.
        landscape: Whether those of landscape pages are meant, and not those of portrait pages; None for both.
    """

    def places(layout: Anatomy) -> Iterator[PageNumberLine]:
        for index, section in enumerate(layout.layout.sections):
            if landscape is not None and is_landscape(section) is not landscape:
                continue
            used = {"even": layout.layout.even_and_odd, "first": section.title_page}
            for kind, footer in section.footers.items():
                line = footer.number_line
                if line is not None and (not kinds or kind in kinds) and used.get(kind, True):
                    yield PageNumberLine(index, section, footer, line)

    return places


def has_page_numbers(layout: Anatomy) -> bool:
    """Whether portrait pages are numbered."""
    return any(True for _ in page_numbers()(layout))


def has_landscape_numbers(layout: Anatomy) -> bool:
    """Whether landscape pages are numbered."""
    return any(True for _ in page_numbers(landscape=True)(layout))


Stroke = tuple[Element, Length]


def imprint_rules(layout: Anatomy) -> list[Stroke]:
    """Rules of the imprint: borders of its paragraphs, or empty filled lines; element and thickness, top to bottom."""
    found = layout.of(*IMPRINT)
    if not found:
        return []
    first = found[0].number - 1
    while first > 0 and layout.elements[first - 1].role is Role.BLANK:
        first -= 1
    rules: list[Stroke] = []
    for one in layout.elements[first:]:
        paragraph = one.paragraph
        filled = one.role is Role.BLANK and paragraph.fill and paragraph.line.rule is LineRule.EXACT
        if filled and paragraph.line.height <= placement.THICKEST_RULE.value:
            rules.append((one, paragraph.line.height))
        rules += [(one, border.thickness) for border in paragraph.borders if border.edge in {"top", "bottom"}]
    return rules


def ruled(layout: Anatomy) -> Iterable[Element]:
    """Yield the paragraphs whose borders are the rules of an imprint that has more than one."""
    rules = imprint_rules(layout)
    return [one for one, _ in rules] if len(rules) > 1 else []


def outer_rules(layout: Anatomy) -> Iterable[Stroke]:
    """The first and the last rule of the imprint."""
    rules = imprint_rules(layout)
    return [rules[0], rules[-1]] if len(rules) > 1 else []


def inner_rules(layout: Anatomy) -> Iterable[Stroke]:
    """The rules of the imprint between the first and the last."""
    return imprint_rules(layout)[1:-1]
