"""Where page numbers, signature, date and imprint stand on the printed pages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi_report.docx_in.facts import Alignment
from fazhi_report.docx_in.printed import PrintedLine, PrintedPage, PrintedPages, PrintedRule
from fazhi_report.norms import gbt9704 as norms
from fazhi_report.norms.elements import IMPRINT, Role
from fazhi_report.norms.length import Length
from fazhi_report.recognise.anatomy import Anatomy, Element
from fazhi_report.recognise.lines import copied
from fazhi_report.rules.page.lengths import unit
from fazhi_report.rules.page.places import families
from fazhi_report.rules.page.seen import (
    LEAST_RULE,
    PROBE,
    Found,
    See,
    Sighting,
    edges,
    find,
    foot,
    plain,
    probe,
    room_left,
    room_right,
)
from fazhi_report.rules.page.signed import SignedMeasure, SignedPlaces, Stand, date_alone
from fazhi_report.text.width import columns

_DASHED = re.compile("[—–―－-][0-9]{1,4}[—–―－-]")
_PLAIN = re.compile("[0-9]{1,4}")
_DASHES = "—–―－-"
_TABBED = re.compile(r"[\t\n]")
_IMPRINT_COLUMNS = norms.TYPE_AREA_WIDTH.value.twips / norms.IMPRINT.value.size.twips - 2


# ── Page numbers ────────────────────────────────────────────────────────────────────────────────────────────────
def _page_numbers(printed: PrintedPages) -> Iterator[Found]:
    """Yield the number of each page: the lowest one with dashes, else the lowest line that is a number alone."""
    for page in printed.pages:
        for pattern, whole in ((_DASHED, False), (_PLAIN, True)):
            found = next(
                filter(None, (_number_on(page, line, pattern, whole) for line in reversed(page.lines))), None
            )
            if found is not None:
                yield found
                break


def _number_on(page: PrintedPage, line: PrintedLine, pattern: re.Pattern[str], whole: bool) -> Found | None:  # noqa: FBT001
    match = pattern.fullmatch(line.text) if whole else pattern.search(line.text)
    low = line.baseline > foot() - norms.LINE_PITCH.value
    return Found(page, line, line.glyphs[slice(*match.span())]) if match and low and line.glyphs else None


def numbered_pages(printed: PrintedPages) -> frozenset[int]:
    """Return the pages that have a page number, by their place among the pages."""
    return frozenset(found.page.number for found in _page_numbers(printed))


def room_beside_page_number(side: Alignment) -> See:
    """Return what measures the room beside page numbers: right of odd ones, left of even ones."""
    odd = side is Alignment.RIGHT

    def see(layout: Anatomy, printed: PrintedPages) -> Iterator[Sighting]:
        left, right = edges(layout.layout.sections[0])
        for found in _page_numbers(printed):
            if found.page.number % 2 == odd and found.page.upright:
                room = right - found.right if odd else found.left - left
                yield Sighting(0, found.page.number, room, found.line.size)

    return see


def drop_of_page_number(_: Anatomy, printed: PrintedPages) -> Iterator[Sighting]:
    """Yield how far the dash of each page number is below the type area."""
    for found in _page_numbers(printed):
        dashes = [glyph for glyph in found.glyphs if glyph.text in _DASHES] or list(found.glyphs)
        if found.page.upright:
            yield Sighting(0, found.page.number, (dashes[0].top + dashes[0].bottom) / 2 - foot())


# ── Signature and date ──────────────────────────────────────────────────────────────────────────────────────────
def _signed(
    layout: Anatomy, printed: PrintedPages
) -> tuple[Element, Element | None, Found, Stand, Stand | None] | None:
    """Return date and last signature, the place of the date, and how both stand."""
    date, names = layout.first(Role.DATE), layout.of(Role.SIGNATURE)
    day = None if date is None else find(printed, plain(date.paragraph.words), last=True)
    if date is None or day is None:
        return None
    width = unit(date).twips
    _, right = edges(layout.layout.section_of(date.paragraph))
    start, end = _extent_of_date(date, day, printed)
    room = (right - end).twips / width
    # The same name may stand in the mark, on a line of its own.
    beside = PrintedPages((day.page,))
    lines = [
        found
        for one in names
        for words in _TABBED.split(one.paragraph.words)
        if (found := find(beside, plain(words), last=True)) is not None
    ]
    if not lines:
        return date, None, day, date_alone(room), None
    name = lines[-1]
    places = SignedPlaces(
        right=room,
        # That of the widest of a column.
        name_right=min((right - one.right).twips for one in lines) / width,
        shift=(start - name.left).twips / width,
        off=((name.left + name.right) - (start + end)).twips / 2 / width,
        longer=end - start > max(one.right - one.left for one in lines),
    )
    return date, names[-1], day, places.of_date(), places.of_name()


def _extent_of_date(date: Element, day: Found, printed: PrintedPages) -> tuple[Length, Length]:
    """Return the left and the right edge of the date, with the figures as wide as those of the face of the file.

    The figures of a font taken instead may be wider; the date then begins too far left by as much as they are.
    """
    taken = {name for name, _ in printed.substituted}
    if taken.isdisjoint(families(date)):
        return day.left, day.right
    nominal = unit(date) * columns(day.line.text)
    if date.paragraph.align is Alignment.RIGHT:
        return day.right - nominal, day.right
    return day.left, day.left + nominal


def place_of_date(layout: Anatomy, printed: PrintedPages) -> Iterator[Sighting]:
    """Yield the place of the date."""
    seen = _signed(layout, printed)
    if seen is not None:
        date, _, day, stand, _ = seen
        yield _spot_of(date, day, stand, unit(date))


def place_of_signature(layout: Anatomy, printed: PrintedPages) -> Iterator[Sighting]:
    """Yield the place of the signature."""
    seen = _signed(layout, printed)
    if seen is not None:
        date, name, day, _, stand = seen
        if name is not None and stand is not None:
            yield _spot_of(name, day, stand, unit(date))


def _spot_of(element: Element, day: Found, stand: Stand, width: Length) -> Sighting:
    label = "" if stand.kind is SignedMeasure.ROOM_RIGHT else stand.kind.value
    return Sighting(element, day.page.number, width * stand.found, width, label, stand.wanted)


# ── Imprint ─────────────────────────────────────────────────────────────────────────────────────────────────────
def _imprint(layout: Anatomy, printed: PrintedPages) -> tuple[Element, PrintedPage, list[PrintedRule]] | None:
    """Return the last element of the imprint, its page and its rules; None where it is not on the last page."""
    elements = layout.of(*IMPRINT)
    if not elements or not printed.pages:
        return None
    page = printed.pages[-1]
    alone = PrintedPages((page,))
    first, last = (find(alone, probe(one)) for one in (elements[0], elements[-1]))
    if first is None or last is None:
        return None
    step = norms.LINE_PITCH.value
    top, bottom = first.line.baseline - step * 2, last.line.baseline + step
    rules = [one for one in page.rules if top < one.middle < bottom and one.right - one.left > LEAST_RULE]
    return elements[-1], page, rules


def foot_of_imprint(layout: Anatomy, printed: PrintedPages) -> Iterator[Sighting]:
    """Yield how far the last rule of the imprint is below the foot of the type area."""
    seen = _imprint(layout, printed)
    if seen is not None and seen[2]:
        element, page, rules = seen
        yield Sighting(element, page.number, rules[-1].bottom - foot())


def lengths_of_imprint_rules(layout: Anatomy, printed: PrintedPages) -> Iterator[Sighting]:
    """Yield the length of each rule of the imprint."""
    seen = _imprint(layout, printed)
    if seen is not None:
        element, page, rules = seen
        yield from (Sighting(element, page.number, one.right - one.left) for one in rules)


def room_left_in_imprint(*roles: Role) -> See:
    """Return what measures the room on the left of elements of the imprint."""

    def see(layout: Anatomy, printed: PrintedPages) -> Iterator[Sighting]:
        for element in layout.of(*roles)[:1]:
            found = find(printed, probe(element), last=True)
            if found is not None:
                yield room_left(layout, element, found)

    return see


def _copied(layout: Anatomy, printed: PrintedPages) -> tuple[Element, Found, PrintedLine] | None:
    """Return the first of those copied to, its first line and the second; None where it has one line."""
    for element in layout.of(Role.COPIED_TO)[:1]:
        found = find(printed, probe(element), last=True)
        words = plain(element.paragraph.words)
        if found is None or words == found.line.text:
            return None
        after = found.page.lines[found.page.lines.index(found.line) + 1 :]
        if after and after[0].glyphs and after[0].text in words:
            return element, found, after[0]
    return None


def wraps_in_imprint(layout: Anatomy) -> bool:
    """Whether those copied to may take more than one line."""
    return any(columns(one.paragraph.printed) > _IMPRINT_COLUMNS for one in layout.of(Role.COPIED_TO)[:1])


def wrapped_in_imprint(layout: Anatomy, printed: PrintedPages) -> Iterator[Sighting]:
    """Yield how far the wrapped line of those copied to begins to the right of the first name."""
    seen = _copied(layout, printed)
    if seen is not None:
        element, found, wrapped = seen
        label = copied(found.line.text)
        if label is not None:
            off = wrapped.glyphs[0].left - found.line.glyphs[label.start].left
            yield Sighting(element, found.page.number, off, unit(element))


def room_right_of_printing_date(layout: Anatomy, printed: PrintedPages) -> Iterator[Sighting]:
    """Yield the room on the right of the date of printing."""
    for element in layout.of(Role.PRINTED_BY)[-1:]:
        found = find(printed, plain(element.paragraph.words)[-PROBE:], last=True)
        if found is not None:
            yield room_right(layout, element, found)
