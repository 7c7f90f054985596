"""What stands above the red rule (版头, GB/T 9704-2012 7.2)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from fazhi_report.norms import gbt9704 as norms
from fazhi_report.norms.gbt9704 import Profile
from fazhi_report.norms.length import Length, pt
from fazhi_report.notation.columns import columns
from fazhi_report.tree.nodes import Masthead
from fazhi_report.writers.docx.measure import chars, width
from fazhi_report.writers.docx.oxml import TAB, Line, Place, blank, paragraph, run
from fazhi_report.writers.docx.page import type_area_width
from fazhi_report.writers.docx.styles import Align, StyleId

_LABEL = "签发人："


def masthead(head: Masthead, profile: Profile) -> Iterator[str]:
    """Paragraphs from 份号 to the red rule."""
    above = [
        paragraph(style, run(text))
        for style, text in (
            (StyleId.COPY_NUMBER, head.copy_number),
            (StyleId.SECRECY, head.secrecy),
            (StyleId.URGENCY, head.urgency),
        )
        if text
    ]
    yield from above
    yield from _mark(head.organ_mark, profile.mark_top - profile.line_pitch * len(above))
    yield blank(norms.MARK_GAP_LINES.value)
    yield from _number_lines(head, profile)


def _mark(lines: tuple[str, ...], top: Length) -> Iterator[str]:
    """The organ's mark; the room above it makes up for the lines that stand there (7.2.4)."""
    size = mark_size(lines)
    room = top - size * norms.MARK_LEAD_RATIO.value
    for number, line in enumerate(lines):
        place = Place(before=None if number else room, line=size * norms.MARK_LINE_RATIO.value)
        yield paragraph(StyleId.ORGAN_MARK, run(line, size=size), place)


def mark_size(lines: tuple[str, ...]) -> Length:
    """The size of the norm, or the largest whole point at which the longest line still fits the type area."""
    longest = max(map(columns, lines), default=1)
    fitting = pt(int((norms.TYPE_AREA_WIDTH.value / longest).pt))
    return min(norms.ORGAN_MARK.value.size, fitting)


def height(head: Masthead, profile: Profile) -> Length:
    """From the page's upper margin to the red rule."""
    size = mark_size(head.organ_mark)
    marks = size * (norms.MARK_LINE_RATIO.value * len(head.organ_mark) - norms.MARK_LEAD_RATIO.value)
    rows = max(-(-len(head.signatories) // norms.NAMES_PER_LINE.value), 1)
    numbers = norms.DOCUMENT_NUMBER.value.size + profile.line_pitch * (rows - 1)
    return (
        profile.mark_top
        + marks
        + profile.line_pitch * norms.MARK_GAP_LINES.value
        + numbers
        + norms.RULE_GAP.value
    )


def _number_lines(head: Masthead, profile: Profile) -> Iterator[str]:
    """发文字号 with 签发人 beside it where there are any, and the red rule below."""
    rule = Place(
        borders=(Line("bottom", norms.RULE_THICKNESS.value, norms.RED.value, space=norms.RULE_GAP.value),)
    )
    if not head.signatories:
        yield paragraph(StyleId.DOCUMENT_NUMBER, run(head.document_number), rule)
        return
    per_line = norms.NAMES_PER_LINE.value
    rows = [head.signatories[at : at + per_line] for at in range(0, len(head.signatories), per_line)]
    # Name beside name: the label stands right before the first; lines below begin under that name.
    edge, label_stop, *name_stops = _stops(rows)
    for at, row in enumerate(rows):
        last = at == len(rows) - 1
        number = run(head.document_number) if last else ""
        opening = run(_LABEL) if at == 0 else ""
        stops = (edge, *([label_stop, *name_stops[1:]] if at == 0 else name_stops))
        # The last line is only as high as its type, so that the rule keeps its distance; the pitch is made up above.
        place = Place(
            borders=rule.borders if last else (),
            tabs=tuple((stop, Align.LEFT) for stop in stops),
            before=profile.line_pitch - norms.DOCUMENT_NUMBER.value.size if at else None,
            align=Align.LEFT,
        )
        names = TAB.join(run(name, StyleId.SIGNATORY_NAME) for name in row)
        yield paragraph(StyleId.DOCUMENT_NUMBER, TAB + number + TAB + opening + names, place)


def _stops(rows: Sequence[tuple[str, ...]]) -> list[Length]:
    """Where number, label and each column of names begin: number one character in, names ending one character in."""
    edge = chars(norms.EDGE_INDENT.value)
    end = type_area_width() - edge
    stops: list[Length] = []
    for column in reversed(list(zip_longest(*rows, fillvalue=""))):
        stops.insert(0, end - max(map(width, column)))
        end = stops[0] - chars(1)
    return [edge, stops[0] - width(_LABEL), *stops]
