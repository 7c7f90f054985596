"""The places and measures of the masthead (版头) for rows of the page's rules."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from fazhi_report.docx_in.facts import Border
from fazhi_report.docx_in.placement import LineExtent, cut, line_height, measure_of, top_of
from fazhi_report.norms import elements, placement
from fazhi_report.norms import gbt9704 as norms
from fazhi_report.norms.elements import MASTHEAD, Role
from fazhi_report.norms.gbt9704 import Norm
from fazhi_report.norms.length import Length
from fazhi_report.norms.placement import is_red
from fazhi_report.recognise.anatomy import Anatomy, Element
from fazhi_report.recognise.lines import SIGNATORY, number_in
from fazhi_report.rules.page.clause import Breach
from fazhi_report.rules.page.lengths import chars_text, extents, from_left, millimetres, near, profile_of
from fazhi_report.rules.page.places import Pair, Stretch
from fazhi_report.typography.document_number import document_number

CORNER = tuple(one.role for one in elements.CORNER)
"""The elements in the upper left corner of the masthead."""
_UPWARD = re.compile("(?:报告|请示)$")


def numbered(layout: Anatomy) -> Iterable[Element]:
    """Yield the line that contains the document number, the last one of several."""
    lines = reversed(layout.of(Role.NUMBER_LINE))
    return islice((one for one in lines if number_in(one.paragraph.printed)), 1)


def signed(layout: Anatomy) -> Iterable[Element]:
    """Yield the line that contains the word 签发人, the first one of several."""
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


def mark_and_number(layout: Anatomy) -> Iterable[Pair]:
    """The last line of the organ's mark and the first with document number or signatory."""
    return zip(layout.of(Role.ORGAN_MARK)[-1:], layout.of(Role.NUMBER_LINE)[:1], strict=False)


def number_words(layout: Anatomy) -> Iterable[Stretch]:
    """The words of the document number; in a line without one, what stands before 签发人, but no names below it."""
    below = False
    for one in layout.of(Role.NUMBER_LINE):
        label, end = _label_of_signatory(one)
        below = below or label < end
        otherwise = 0 if below and label == end else label
        yield one, cut(one.paragraph.runs, 0, min(label, _end_of_number(one) or otherwise))


def signatory_label(layout: Anatomy) -> Iterable[Stretch]:
    """The word 签发人 with its colon, where a name follows."""
    return ((one, cut(one.paragraph.runs, *_label_of_signatory(one))) for one in layout.of(Role.NUMBER_LINE))


def signatory_names(layout: Anatomy) -> Iterable[Stretch]:
    """The words behind 签发人, and in the lines below those behind the document number."""
    below = False
    for one in layout.of(Role.NUMBER_LINE):
        label, end = _label_of_signatory(one)
        start = _end_of_number(one) if below and label == end else end
        yield one, cut(one.paragraph.runs, start, len(one.paragraph.words))
        below = below or label < end


def has_signatory(layout: Anatomy) -> bool:
    """Whether a name comes behind 签发人."""
    return any(_label_of_signatory(one)[1] < len(one.paragraph.words) for one in layout.of(Role.NUMBER_LINE))


def _end_of_number(element: Element) -> int:
    """Return the offset behind the document number in a line; 0 where it has none."""
    words = element.paragraph.words
    number = number_in(words)
    return words.find(number) + len(number) if number else 0


def _label_of_signatory(element: Element) -> tuple[int, int]:
    """Return the offsets where 签发人 begins and where its colon ends; the line's length where it has none."""
    found = SIGNATORY.search(element.paragraph.words)
    end = len(element.paragraph.words)
    return (end, end) if found is None else found.span()


# ── The red rule ──────────────────────────────────────────────────────────────────────────────────────────────
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
    """Whether there is a rule between masthead and title."""
    return red_rule(layout) is not None


def red_borders(layout: Anatomy) -> Iterable[tuple[Element, Border]]:
    """The rule between masthead and title, where it is a border."""
    found = red_rule(layout)
    return [] if found is None or found.border is None else [(found.element, found.border)]


def borders_below_number(layout: Anatomy) -> Iterable[tuple[Element, Border]]:
    """Yield the rule between masthead and title where it is the border of the document number's own line."""
    return [(one, border) for one, border in red_borders(layout) if one.role is Role.NUMBER_LINE]


def bordered(layout: Anatomy) -> Iterable[Element]:
    """The paragraph whose border is the rule between masthead and title."""
    return [one for one, _ in red_borders(layout)]


def rule_is_drawn(layout: Anatomy) -> str:
    """Return why the rule between masthead and title cannot be measured; empty where it can."""
    found = red_rule(layout)
    return "分隔线是画出来的图形" if found is not None and found.border is None else ""


# ── Measures ────────────────────────────────────────────────────────────────────────────────────────────────────
def mark_top(layout: Anatomy, mark: Element) -> Length | None:
    """Return the distance from the top of the mark's words to that of the type area; None where the file does not fix it."""
    top = top_of(layout.layout, mark.paragraph)
    if top is None:
        return None
    size = mark.paragraph.head.size
    section = layout.layout.section_of(mark.paragraph)
    height = line_height(mark.paragraph, section)
    # The lead was measured on a line of one height; a higher or lower one centres the words as much lower or higher.
    lead = size * norms.MARK_LEAD_RATIO.value + (height - size * norms.MARK_LINE_RATIO.value) / 2
    # Where the page is set the compensated way, so is the mark.
    return top + lead - (profile_of(section).mark_top - norms.MARK_TOP.value)


def height_of_mark_unknown(layout: Anatomy) -> str:
    """Return why the height of the organ's mark cannot be judged; empty where it can."""
    mark = layout.first(Role.ORGAN_MARK)
    known = mark is not None and mark_top(layout, mark) is not None
    return "" if known else "发文机关标志在文本框或表格里，或上方的行高由字体决定"


def height_of_mark(layout: Anatomy, mark: Element, norm: Norm[Length]) -> Breach | None:
    """Check how far the organ's mark is below the upper edge of the type area."""
    found = mark_top(layout, mark)
    if found is None:
        return None
    off = found - norm.value
    if abs(off.twips) <= placement.MARK_SLACK.value.twips:
        return None
    cure = f"段前距{'减少' if off.twips > 0 else '增加'} {abs(off.pt):.0f} 磅"
    height = f"约 {millimetres(found)}" if found.twips >= 0 else "高过版心上边缘"
    return Breach(mark, f" {millimetres(norm.value)}", height, cure)


def count_of_digits(_: Anatomy, element: Element, norm: Norm[int]) -> Breach | None:
    """Check the digits of the copy number."""
    written = element.paragraph.printed
    if len(written) == norm.value:
        return None
    return Breach(element, f" {norm.value} 位", f" {len(written)} 位", f"写作“{written:0>{norm.value}}”")


def form_of_document_number(_: Anatomy, element: Element, norm: Norm[str]) -> Breach | None:
    """Check the form of the document number in the masthead."""
    written = number_in(element.paragraph.printed)
    faults = list(document_number(written))
    if not faults:
        return None
    at = max(element.paragraph.words.find(written), 0)
    return Breach(element, norm.value, "、".join(fault.message for fault in faults), faults[0].hint, at)


def order_in_corner(_: Anatomy, elements: tuple[Element, ...], __: Norm[str]) -> Breach | None:
    """Check the order of copy number, secrecy and urgency."""
    order = [CORNER.index(one.role) for one in elements]
    misplaced = [one for one, at, right in zip(elements, order, sorted(order), strict=True) if at != right]
    if not misplaced:
        return None
    wanted = "、".join(CORNER[at].value for at in sorted(set(order)))
    return Breach(misplaced[0], wanted, "、".join(one.role.value for one in elements))


def _place_of_document_number(layout: Anatomy, element: Element) -> LineExtent | None:
    """Return the place of the document number; None in a cell, or where that is unknown."""
    if element.paragraph.cell is not None:
        return None
    words = number_in(element.paragraph.printed)
    return next((one for one in extents(layout, element) or () if words in one.text), None)


def place_of_document_number_unknown(layout: Anatomy) -> str:
    """Return why the place of the document number cannot be judged; empty where it can."""
    known = all(_place_of_document_number(layout, one) is not None for one in numbered(layout))
    return "" if known else "发文字号在表格或文本框里，或用空格推开"


def place_of_document_number(layout: Anatomy, element: Element, _: Norm[str]) -> Breach | None:
    """Check the place of the document number: in the middle, or on the left beside signatories."""
    span = _place_of_document_number(layout, element)
    if span is None:
        return None
    if any(True for _ in signed(layout)):
        left, edge = from_left(element, span), norms.EDGE_INDENT.value
        if near(left, edge):
            return None
        cure = "用制表位把发文字号排在左起一字处"
        return Breach(element, f"居左空 {edge} 字", f"左空 {chars_text(left)}", cure)
    middle = (span.start + span.end) / 2 - measure_of(layout.layout.section_of(element.paragraph)) / 2
    off = abs(middle.twips) / norms.BODY.value.size.twips
    return (
        None if near(off, 0) else Breach(element, "居中", f"偏离中线 {chars_text(off)}", "居中，缩进改为 0")
    )


def signatory(layout: Anatomy, element: Element, _: Norm[str]) -> Breach | None:
    """Check whether a signatory is named."""
    there = any(True for _ in signed(layout))
    return None if there else Breach(element, "标注签发人", "没有")


def rule_below_masthead(layout: Anatomy, element: Element, _: Norm[str]) -> Breach | None:
    """Check whether there is a rule between masthead and title."""
    return Breach(element, "一条红色分隔线", "没有") if red_rule(layout) is None else None


def gap_above_border(layout: Anatomy, place: tuple[Element, Border], norm: Norm[Length]) -> Breach | None:
    """Check the distance between words and the border below them."""
    element, border = place
    paragraph = element.paragraph
    height = line_height(paragraph, layout.layout.section_of(paragraph))
    gap = border.space + Length(max((height - paragraph.head.size).twips / 2, 0))
    if abs((gap - norm.value).twips) <= placement.RULE_GAP_SLACK.value.twips:
        return None
    return Breach(element, f" {millimetres(norm.value)}", f"约 {millimetres(gap)}")


def _red(element: Element, color: str, norm: Norm[str]) -> Breach | None:
    found = f"颜色 {color}" if color else "黑色"
    return None if is_red(color) else Breach(element, norm.value, found)


def red_words(_: Anatomy, element: Element, norm: Norm[str]) -> Breach | None:
    """Check the colour of an element that must be red."""
    return _red(element, element.paragraph.head.color, norm)


def red_border(_: Anatomy, place: tuple[Element, Border], norm: Norm[str]) -> Breach | None:
    """Check the colour of a rule that must be red."""
    element, border = place
    return _red(element, border.color, norm)


def place_of_signatory_unknown(layout: Anatomy) -> str:
    """Return why the room on the right of the signatory cannot be judged; empty where it can."""
    known = all(one.paragraph.cell is None and extents(layout, one) for one in signed(layout))
    return "" if known else "签发人在表格或文本框里，或用空格推开"
