"""Masthead, signature and imprint (GB/T 9704-2012, 7.2, 7.3.5, 7.4)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from fazhi_report.document.nodes import ImprintBlock, Masthead, SignatureBlock
from fazhi_report.norms import gbt9704 as norms
from fazhi_report.norms.elements import BY_KEY
from fazhi_report.norms.gbt9704 import Profile
from fazhi_report.norms.length import Length, pt
from fazhi_report.text.width import columns
from fazhi_report.typesetting.lines import chars, count_lines, width
from fazhi_report.writers.docx.oxml import TAB, EdgeRule, ParagraphFormat, blank, paragraph, run
from fazhi_report.writers.docx.page import type_area_width
from fazhi_report.writers.docx.styles import Align, StyleId

_LABEL = f"{BY_KEY['signatories'].label}："
_COPIED = BY_KEY["copied_to"]


def masthead(head: Masthead, profile: Profile) -> Iterator[str]:
    """The paragraphs from 份号 to the red rule."""
    above = [paragraph(BY_KEY[one.element].style, run(one.text)) for one in head.corner if one.text]
    yield from above
    yield from _mark(_marks(head), profile.mark_top - profile.line_pitch * len(above))
    yield blank(norms.MARK_GAP_LINES.value)
    yield from _number_lines(head, profile)


def _marks(head: Masthead) -> tuple[str, ...]:
    """The lines of the mark, with 文件 at the end of the last one where it is printed once for all."""
    return (*head.organ_mark[:-1], *(f"{last}{head.mark_word}" for last in head.organ_mark[-1:]))


def _mark(lines: tuple[str, ...], top: Length) -> Iterator[str]:
    """发文机关标志; the space above it is reduced by the height of the lines above it (7.2.4)."""
    size = mark_size(lines)
    room = top - size * norms.MARK_LEAD_RATIO.value
    for number, line in enumerate(lines):
        place = ParagraphFormat(before=None if number else room, line=size * norms.MARK_LINE_RATIO.value)
        yield paragraph(StyleId.ORGAN_MARK, run(line, size=size), place)


def mark_size(lines: tuple[str, ...]) -> Length:
    """The type size of 发文机关标志: that of the norm, or the largest whole point at which the longest line still fits."""
    longest = max(map(columns, lines), default=1)
    fitting = pt(int((norms.TYPE_AREA_WIDTH.value / longest).pt))
    return min(norms.ORGAN_MARK.value.size, fitting)


def masthead_height(head: Masthead, profile: Profile) -> Length:
    """The height from the upper page margin to the red rule."""
    size = mark_size(_marks(head))
    marks = size * (norms.MARK_LINE_RATIO.value * len(_marks(head)) - norms.MARK_LEAD_RATIO.value)
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
    """发文字号, with 签发人 beside it where there are any, above the red rule."""
    rule = ParagraphFormat(
        borders=(
            EdgeRule(
                "bottom", norms.RULE_THICKNESS.value, profile.look.rule_color, space=norms.RULE_GAP.value
            ),
        )
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
        place = ParagraphFormat(
            borders=rule.borders if last else (),
            tabs=tuple((stop, Align.LEFT) for stop in stops),
            before=profile.line_pitch - norms.DOCUMENT_NUMBER.value.size if at else None,
            align=Align.LEFT,
        )
        names = TAB.join(run(name, StyleId.SIGNATORY_NAME) for name in row)
        yield paragraph(StyleId.DOCUMENT_NUMBER, TAB + number + TAB + opening + names, place)


def _stops(rows: Sequence[tuple[str, ...]]) -> list[Length]:
    """The tab stops of 发文字号, of 签发人 and of each column of names, with one character left empty on either side."""
    edge = chars(norms.EDGE_INDENT.value)
    end = type_area_width() - edge
    stops: list[Length] = []
    for column in reversed(list(zip_longest(*rows, fillvalue=""))):
        stops.insert(0, end - max(map(width, column)))
        end = stops[0] - chars(1)
    return [edge, stops[0] - width(_LABEL), *stops]


def signature(content: SignatureBlock, *, keep_date: bool) -> Iterator[str]:
    """Empty lines, 署名 and 成文日期, kept on the page of the text before them.

    Args:
        content: Who signs, and when.
        keep_date: Whether the date stays on the page of the next paragraph (附注).
    """
    if content.sealed:
        yield blank(norms.SEALED_GAP_LINES.value, keep_next=True)
        yield from _sealed(content)
    else:
        yield blank(norms.SIGNATURE_GAP_LINES.value, keep_next=True)
        yield from _unsealed(content)
    if content.date:
        yield _date(content, keep_next=keep_date)


def line_count(content: SignatureBlock) -> int:
    """The number of lines of the signature, empty ones included."""
    if not content.sealed:
        return norms.SIGNATURE_GAP_LINES.value + len(content.organs) + bool(content.date)
    rows = len(_rows(content))
    return norms.SEALED_GAP_LINES.value + (rows - 1) * _row_lines() + 1 + bool(content.date)


def _date(content: SignatureBlock, *, keep_next: bool) -> str:
    """成文日期; its indent is on the left only where it follows the first character of the name."""
    place = ParagraphFormat(keep_next=keep_next, right=_date_right(content))
    if not content.sealed and not _date_is_longer(content):
        start = _name_start(content, content.organs[-1]) + chars(norms.UNSEALED_DATE_OFFSET.value)
        place = ParagraphFormat(keep_next=keep_next, left=start, align=Align.LEFT)
    return paragraph(StyleId.DATE, run(content.date), place)


def _date_right(content: SignatureBlock) -> Length:
    """The right indent of 成文日期; it is larger where a long sealed name could not be centred over the date otherwise."""
    if not content.sealed:
        return chars(norms.UNSEALED_INDENT.value)
    return type_area_width() - _middle(content) - width(content.date) / 2


def _middle(content: SignatureBlock) -> Length:
    """The middle of a sealed date: the last name is centred over it and must end within the type area."""
    kept = chars(norms.SEALED_DATE_INDENT.value) + width(content.date) / 2
    return type_area_width() - max(kept, width(_widest(content)) / 2)


def _widest(content: SignatureBlock) -> str:
    return max(content.organs, key=width, default="")


def _date_is_longer(content: SignatureBlock) -> bool:
    """Whether the date would leave the type area if it began two characters right of the name (7.3.5.2)."""
    return not content.organs or width(content.date) > width(content.organs[-1])


def _unsealed(content: SignatureBlock) -> Iterator[str]:
    """署名 without a seal: each name two characters from the right edge, that of the sponsor first (7.3.5.2)."""
    for name in content.organs:
        start = _name_start(content, name)
        yield paragraph(StyleId.SIGNATURE, run(name), ParagraphFormat(left=start))


def _name_start(content: SignatureBlock, name: str) -> Length:
    """The distance of an unsealed name from the left edge of the type area."""
    indent = chars(norms.UNSEALED_INDENT.value)
    start = type_area_width() - indent - width(name)
    if name == content.organs[-1] and _date_is_longer(content):
        start = type_area_width() - indent - width(content.date) - chars(norms.UNSEALED_DATE_OFFSET.value)
    return max(start, Length(0))


def _sealed(content: SignatureBlock) -> Iterator[str]:
    """署名 with seals: the last name centred over the date, the others in rows with it (7.3.5.1)."""
    rows = _rows(content)
    for at, row in enumerate(rows):
        if at:
            yield blank(_row_lines() - 1, keep_next=True)
        centres = _centres(content)[-len(row) :] if at == len(rows) - 1 else _centres(content)[: len(row)]
        tabs = tuple((centre, Align.CENTER) for centre in centres)
        words = "".join(TAB + run(name) for name in row)
        yield paragraph(StyleId.SIGNATURE, words, ParagraphFormat(tabs=tabs))


def _rows(content: SignatureBlock) -> list[tuple[str, ...]]:
    """The names in rows, each with as many as seals fit beside one another."""
    per_row = len(_centres(content))
    names = content.organs
    return [names[at : at + per_row] for at in range(0, len(names), per_row)]


def _centres(content: SignatureBlock) -> list[Length]:
    """The middles of the seals of one row from left to right; the last is that of the date."""
    last, widest = _middle(content), width(_widest(content))
    step = max(norms.SEAL_DIAMETER.value + norms.SEAL_CLEARANCE.value, widest + chars(1))
    reach = max(norms.SEAL_DIAMETER.value, widest) / 2
    count = 1 + int((last - reach).twips // step.twips) if last > reach else 1
    count = min(count, norms.SEALS_PER_ROW.value, max(len(content.organs), 1))
    return [last - step * back for back in range(count - 1, -1, -1)]


def _row_lines() -> int:
    """The number of lines from one row of names to the next at which the seals do not touch."""
    return -int(
        -(norms.SEAL_DIAMETER.value + norms.SEAL_CLEARANCE.value).twips // norms.LINE_PITCH.value.twips
    )


# Bound to the foot of the type area; as wide as the type area, so that the text above never stands beside it.
_FRAME = (
    f'<w:framePr w:w="{type_area_width().tw}" w:hSpace="0" w:wrap="notBeside" w:vAnchor="margin"'
    ' w:hAnchor="margin" w:xAlign="left" w:yAlign="bottom"/>'
)
_EDGE = norms.IMPRINT.value.size * norms.IMPRINT_EDGE_INDENT.value


def imprint(content: ImprintBlock, profile: Profile) -> Iterator[str]:
    """The paragraphs from the first rule to the last, in one frame at the foot of the type area."""
    yield _rule(norms.IMPRINT_OUTER_RULE.value)
    people = _people(content)
    for label, names in people:
        hanging = norms.IMPRINT.value.size * columns(label)
        place = ParagraphFormat(frame=_FRAME, left=_EDGE + hanging, right=_EDGE, hanging=hanging)
        yield paragraph(StyleId.IMPRINT, run(label + names), place)
    if people and _printing(content):
        yield _rule(norms.IMPRINT_INNER_RULE.value)
    if _printing(content):
        stop = type_area_width() - _EDGE
        place = ParagraphFormat(frame=_FRAME, tabs=((stop, Align.RIGHT),), left=_EDGE, align=Align.LEFT)
        words = run(content.printed_by) + TAB + run(_printed_on(content))
        yield paragraph(StyleId.IMPRINT, words, place)
    yield _rule(norms.IMPRINT_OUTER_RULE.value)
    # Where the page's margin lies below the type area, the frame is lifted to the type area's foot.
    if profile.foot.tw > 0:
        yield paragraph(StyleId.IMPRINT_RULE, "", ParagraphFormat(frame=_FRAME, line=profile.foot))
    # The frame hangs on the paragraph behind it, which takes next to no room.
    yield paragraph(StyleId.IMPRINT_RULE, "")


def imprint_height(content: ImprintBlock) -> Length:
    """The height of the imprint."""
    people = _people(content)
    size = norms.IMPRINT.value.size
    per_line = (norms.TYPE_AREA_WIDTH.value - _EDGE * 2).twips / size.twips
    lines = sum(count_lines(names, per_line - columns(label)) for label, names in people)
    paragraphs = len(people) + bool(_printing(content))
    words = (
        norms.IMPRINT_LINE.value * (lines + bool(_printing(content))) + norms.IMPRINT_AFTER.value * paragraphs
    )
    return words + norms.IMPRINT_OUTER_RULE.value * 3


def _people(content: ImprintBlock) -> list[tuple[str, str]]:
    """主送 (where it is printed here), 抄送 and other lines: label and names, each line with 。 at the end (7.4.2)."""
    others = [(label, names) for label, *names in content.others]
    lines = (("主送", content.addressees), *others, (_COPIED.label, content.copied_to))
    return [(f"{label}：", "，".join(names) + _COPIED.closing) for label, names in lines if names]


def _printing(content: ImprintBlock) -> bool:
    return bool(content.printed_by or content.printed_on)


def _printed_on(content: ImprintBlock) -> str:
    return content.printed_on + BY_KEY["printed_on"].closing if content.printed_on else ""


def _rule(thickness: Length) -> str:
    """A rule as wide as the type area: an empty paragraph of that height with a black background.

    Why: the border of an indented paragraph would begin at the indent, its thickness is in eighths of a point, and
    LibreOffice 7.4 drops the frame of a paragraph with a border.
    """
    return paragraph(
        StyleId.IMPRINT_RULE, "", ParagraphFormat(frame=_FRAME, fill=norms.BLACK.value, line=thickness)
    )
