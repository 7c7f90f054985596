"""Where the clauses of the page are judged: elements by what they are, sections, footers, and what lies between."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from fazhi_report.docx_in.facts import (
    Alignment,
    Border,
    Footer,
    LineRule,
    MeasuredParagraph,
    PageSection,
    Run,
)
from fazhi_report.docx_in.placement import LineExtent, cut, family, spans, trimmed
from fazhi_report.norms import elements, placement
from fazhi_report.norms.length import Length
from fazhi_report.recognise.anatomy import HEADINGS, IMPRINT, MASTHEAD, TEXT, Anatomy, Element, Role
from fazhi_report.recognise.lines import SIGNATORY, number_in
from fazhi_report.rules.page.clause import Places

CORNER = tuple(one.role for one in elements.CORNER)
"""The elements in the upper left corner of the masthead."""
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
_UPWARD = re.compile("(?:报告|请示)$")
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
    """Applies where an element of some roles is there."""
    return lambda layout: layout.first(*roles) is not None


def has_all(*roles: Role) -> Callable[[Anatomy], bool]:
    """Applies where an element of each of some roles is there."""
    return lambda layout: all(layout.first(role) is not None for role in roles)


def loose_marks(layout: Anatomy) -> Iterable[Element]:
    """The organ's marks that an alignment places: not those in frames, nor names spread over the line."""
    for one in layout.of(Role.ORGAN_MARK):
        if one.paragraph.align is not Alignment.DISTRIBUTE and one.paragraph.anchor is None:
            yield one


def numbered(layout: Anatomy) -> Iterable[Element]:
    """The line that holds the document number, the last one of several."""
    lines = reversed(layout.of(Role.NUMBER_LINE))
    return islice((one for one in lines if number_in(one.paragraph.printed)), 1)


def signed(layout: Anatomy) -> Iterable[Element]:
    """The line that holds the word 签发人, the first one of several."""
    lines = layout.of(Role.NUMBER_LINE)
    return islice((one for one in lines if SIGNATORY.search(one.paragraph.words)), 1)


def corner(layout: Anatomy) -> Iterable[tuple[Element, ...]]:
    """The elements in the upper left corner together, where there are several."""
    found = layout.of(*CORNER)
    return [found] if len(found) > 1 else []


def upward(layout: Anatomy) -> Iterable[Element]:
    """The document number or title of an issued document that goes to a superior organ: a report or a request."""
    title = "".join(one.paragraph.printed for one in layout.of(Role.TITLE))
    issued_upward = layout.issued and _UPWARD.search(title)
    return layout.of(Role.NUMBER_LINE, Role.TITLE)[:1] if issued_upward else ()


def end_of_masthead(layout: Anatomy) -> Iterable[Element]:
    """The last element of the masthead of an issued document."""
    return layout.of(*MASTHEAD)[-1:] if layout.issued else ()


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


def mark_and_number(layout: Anatomy) -> Iterable[Pair]:
    """The last line of the organ's mark and the first with document number or signatory."""
    return zip(layout.of(Role.ORGAN_MARK)[-1:], layout.of(Role.NUMBER_LINE)[:1], strict=False)


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
    """What stands above the list of attachments, and its first line."""
    for note in layout.of(Role.ATTACHMENT_NOTE)[:1]:
        above = layout.before(note)
        if above is not None:
            yield above, note


# Stretches of words, with the element they stand in.
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


def number_words(layout: Anatomy) -> Iterable[Stretch]:
    """The words before 签发人 in the lines of the document number."""
    for one in layout.of(Role.NUMBER_LINE):
        yield one, cut(one.paragraph.runs, 0, _label_of_signatory(one)[0])


def signatory_label(layout: Anatomy) -> Iterable[Stretch]:
    """The word 签发人 with its colon, where a name follows."""
    return ((one, cut(one.paragraph.runs, *_label_of_signatory(one))) for one in layout.of(Role.NUMBER_LINE))


def signatory_names(layout: Anatomy) -> Iterable[Stretch]:
    """The words behind 签发人."""
    for one in layout.of(Role.NUMBER_LINE):
        end = _label_of_signatory(one)[1]
        yield one, cut(one.paragraph.runs, end, len(one.paragraph.words))


def has_signatory(layout: Anatomy) -> bool:
    """Whether a name stands behind 签发人."""
    return any(_label_of_signatory(one)[1] < len(one.paragraph.words) for one in layout.of(Role.NUMBER_LINE))


def _label_of_signatory(element: Element) -> tuple[int, int]:
    """Where the word 签发人 begins and where its colon ends; behind the last word where the line has none."""
    found = SIGNATORY.search(element.paragraph.words)
    end = len(element.paragraph.words)
    return (end, end) if found is None else found.span()


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


def upright_sections(layout: Anatomy) -> Iterable[Section]:
    """Sections whose page stands upright; landscape ones hold tables, and their margins are turned, too (8)."""
    for index, section in enumerate(layout.layout.sections):
        if section.height >= section.width and section.width.twips > 0:
            yield index, section


def later_sections(layout: Anatomy) -> Iterable[Section]:
    """Sections behind the first, where pages are numbered."""
    return islice(sections(layout), 1, None) if has_page_numbers(layout) else ()


def no_upright_section(layout: Anatomy) -> str:
    """Why margins cannot be judged."""
    return "" if any(True for _ in upright_sections(layout)) else "没有写明纸张和页边距，或各页都是横排"


# ── Page numbers ────────────────────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True, slots=True)
class NumberLine:
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


def page_numbers(*kinds: str) -> Places[NumberLine]:
    """The lines that print page numbers, in the footers of some kinds that the file uses; no kind for all."""

    def places(layout: Anatomy) -> Iterator[NumberLine]:
        for index, section in enumerate(layout.layout.sections):
            used = {"even": layout.layout.even_and_odd, "first": section.title_page}
            for kind, footer in section.footers.items():
                line = footer.number_line
                if line is not None and (not kinds or kind in kinds) and used.get(kind, True):
                    yield NumberLine(index, section, footer, line)

    return places


def has_page_numbers(layout: Anatomy) -> bool:
    """Whether pages are numbered."""
    return any(True for _ in page_numbers()(layout))


# ── Rules: the red one of the masthead, and those of the imprint ────────────────────────────────────────────────
@dataclass(frozen=True, slots=True)
class RedRule:
    """The rule between masthead and title; a drawn one has no border to measure."""

    element: Element
    border: Border | None


def red_rule(layout: Anatomy) -> RedRule | None:
    """The rule between masthead and title; None where there is none, or no masthead."""
    numbers, title = layout.of(Role.NUMBER_LINE), layout.first(Role.TITLE)
    if not layout.issued:
        return None
    start = numbers[-1].number - 1 if numbers else 0
    end = title.number if title is not None else start + 3
    for element in layout.elements[start:end]:
        paragraph = element.paragraph
        edges = {"bottom"} if element.role is not Role.BLANK else {"bottom", "top"}
        edges = edges if element.role is not Role.TITLE else {"top"}
        border = next((one for one in paragraph.borders if one.edge in edges), None)
        if border is not None:
            return RedRule(element, border)
    drawn = next((one for one in layout.elements[:end] if one.paragraph.red_line), None)
    return None if drawn is None else RedRule(drawn, None)


def has_red_rule(layout: Anatomy) -> bool:
    """Whether a rule stands between masthead and title."""
    return red_rule(layout) is not None


def red_borders(layout: Anatomy) -> Iterable[tuple[Element, Border]]:
    """The rule between masthead and title, where it is a border."""
    found = red_rule(layout)
    return [] if found is None or found.border is None else [(found.element, found.border)]


def borders_below_number(layout: Anatomy) -> Iterable[tuple[Element, Border]]:
    """The same, where it is the border of the document number's own line."""
    return [(one, border) for one, border in red_borders(layout) if one.role is Role.NUMBER_LINE]


def bordered(layout: Anatomy) -> Iterable[Element]:
    """The paragraph whose border is the rule between masthead and title."""
    return [one for one, _ in red_borders(layout)]


def rule_is_drawn(layout: Anatomy) -> str:
    """Why the rule between masthead and title cannot be measured."""
    found = red_rule(layout)
    return "分隔线是画出来的图形" if found is not None and found.border is None else ""


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
    """The paragraphs that bear the rules of an imprint that has more than one."""
    rules = imprint_rules(layout)
    return [one for one, _ in rules] if len(rules) > 1 else []


def outer_rules(layout: Anatomy) -> Iterable[Stroke]:
    """The first and the last rule of the imprint."""
    rules = imprint_rules(layout)
    return [rules[0], rules[-1]] if len(rules) > 1 else []


def inner_rules(layout: Anatomy) -> Iterable[Stroke]:
    """The rules of the imprint between the first and the last."""
    return imprint_rules(layout)[1:-1]


# ── Lines in which words stand at a place ───────────────────────────────────────────────────────────────────────
def extents(layout: Anatomy, element: Element) -> tuple[LineExtent, ...] | None:
    """The pieces of a line and where they stand, blanks typed to push them taken off; None where that is unknown."""
    found = spans(element.paragraph, layout.layout.section_of(element.paragraph))
    if found is None:
        return None
    run = element.paragraph.head
    return tuple(trimmed(one, run.size + run.spacing) for one in found if one.text.strip("\u3000 "))
