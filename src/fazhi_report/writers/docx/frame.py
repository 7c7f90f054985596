"""Masthead, signature and imprint (GB/T 9704-2012, 7.2, 7.3.5, 7.4)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise, zip_longest

from fazhi_report.document.nodes import Document, ImprintBlock, Masthead, SignatureBlock
from fazhi_report.norms import gbt9704 as norms
from fazhi_report.norms.elements import BY_KEY
from fazhi_report.norms.gbt9704 import Profile
from fazhi_report.norms.length import Length
from fazhi_report.text.width import columns
from fazhi_report.typesetting.lines import chars, count_lines, width
from fazhi_report.typesetting.organ_mark import MarkLayout
from fazhi_report.typesetting.signature import SignatureRow
from fazhi_report.writers.docx.oxml import (
    BREAK,
    TAB,
    EdgeRule,
    ParagraphFormat,
    RunFormat,
    blank,
    paragraph,
    run,
    spread_run,
)
from fazhi_report.writers.docx.page import type_area_width
from fazhi_report.writers.docx.styles import Align, StyleId
from fazhi_report.writers.page_plan import mark_of, signature_of

_LABEL = f"{BY_KEY['signatories'].label}："
_COPIED = BY_KEY["copied_to"]
_BODY_RUN = RunFormat(spacing=norms.CHAR_SPACING.value)


def masthead(document: Document, profile: Profile) -> Iterator[str]:
    """The paragraphs from 份号 to the red rule; none for a document without a masthead."""
    head, mark = document.masthead, mark_of(document, profile)
    if head is None or mark is None:
        return
    above = [paragraph(BY_KEY[one.element].style, run(one.text)) for one in head.corner if one.text]
    yield from above
    yield from _mark(mark, profile, profile.line_pitch * len(above))
    yield blank(norms.MARK_GAP_LINES.value)
    yield from _number_lines(head, profile)


def _mark(mark: MarkLayout, profile: Profile, above: Length) -> Iterator[str]:
    """发文机关标志; the space above it is reduced by the height of the lines above it (7.2.4)."""
    room = profile.mark_top - mark.size * norms.MARK_LEAD_RATIO.value - above
    look = RunFormat(size=mark.size, scale=None if mark.scale == 100 else mark.scale)  # noqa: PLR2004  (per cent)
    if not mark.word:
        for number, line in enumerate(mark.lines):
            place = ParagraphFormat(before=None if number else room, line=mark.pitch)
            yield paragraph(StyleId.ORGAN_MARK, spread_run(line.text, line.spread, look), place)
        return
    plain = ParagraphFormat(line=mark.pitch, align=Align.LEFT)
    names = [
        paragraph(StyleId.ORGAN_MARK, spread_run(line.text, line.spread, look), plain) for line in mark.lines
    ]
    word = paragraph(StyleId.ORGAN_MARK, run(mark.word, look=look), plain)
    # A row is centred in its height: the space above stands apart from it.
    yield paragraph(StyleId.ORGAN_MARK, "", ParagraphFormat(line=room))
    places = ((mark.word_left, "".join(names)), (type_area_width(), word))
    yield _side_by_side(mark.left, places, mark.height)


def _side_by_side(start: Length, cells: Sequence[tuple[Length, str]], height: Length) -> str:
    """A row of cells without rules or margins, each centred in its height; the places are those of their right ends."""
    ends = [start, *(end for end, _ in cells)]
    widths = [right.tw - left.tw for left, right in pairwise(ends)]
    grid = "".join(f'<w:gridCol w:w="{one}"/>' for one in widths)
    none = "".join(f'<w:{side} w:w="0" w:type="dxa"/>' for side in ("top", "left", "bottom", "right"))
    inner = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{one}" w:type="dxa"/><w:noWrap/><w:vAlign w:val="center"/></w:tcPr>{content}</w:tc>'
        for one, (_, content) in zip(widths, cells, strict=True)
    )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblInd w:w="{start.tw}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{none}</w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{height.tw}" w:hRule="exact"/></w:trPr>{inner}</w:tr></w:tbl>'
    )


def masthead_height(document: Document, profile: Profile) -> Length:
    """The height from the upper page margin to the red rule; none for a document without a masthead."""
    head, mark = document.masthead, mark_of(document, profile)
    if head is None or mark is None:
        return Length(0)
    rows = max(-(-len(head.signatories) // norms.NAMES_PER_LINE.value), 1)
    return (
        profile.mark_top
        + mark.height
        - mark.size * norms.MARK_LEAD_RATIO.value
        + profile.line_pitch * (norms.MARK_GAP_LINES.value + rows - 1)
        + norms.DOCUMENT_NUMBER.value.size
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
    layout = signature_of(content)
    if layout.gap:
        yield blank(layout.gap, keep_next=True)
    for row in layout.rows:
        if row.gap:
            yield blank(row.gap, keep_next=True)
        yield from _centred_row(row) if content.sealed else _column_name(row)
    if content.date:
        yield _date(content, layout.date_start, keep_next=keep_date)


def line_count(content: SignatureBlock) -> int:
    """The number of lines of the signature, empty ones included."""
    return signature_of(content).line_count


def _date(content: SignatureBlock, start: Length, *, keep_next: bool) -> str:
    """成文日期: bound to its right end where that has a fixed place, else to its beginning."""
    right = norms.TYPE_AREA_WIDTH.value - start - width(content.date)
    # Near the edge it is bound to its end: figures that are wider than nominal would wrap.
    column = not content.sealed and right.tw > chars(norms.UNSEALED_INDENT.value).tw
    if column:
        place = ParagraphFormat(keep_next=keep_next, left=start, align=Align.LEFT)
    else:
        place = ParagraphFormat(keep_next=keep_next, right=right)
    return paragraph(StyleId.DATE, run(content.date), place)


def _column_name(row: SignatureRow) -> Iterator[str]:
    """A name of the column, that of the sponsor first (7.3.5.2)."""
    for name in row.names:
        spread = name.spread.tw > 0
        words = BREAK.join(
            spread_run(one, name.spread, _BODY_RUN) if spread else run(one) for one in name.lines
        )
        yield paragraph(StyleId.SIGNATURE, words, ParagraphFormat(left=name.start))


def _centred_row(row: SignatureRow) -> Iterator[str]:
    """Names side by side, each centred where its seal will be (7.3.5.1)."""
    tabs = tuple((name.middle, Align.CENTER) for name in row.names)
    for at in range(max(len(name.lines) for name in row.names)):
        lines = (name.lines[at] if at < len(name.lines) else "" for name in row.names)
        yield paragraph(
            StyleId.SIGNATURE, "".join(TAB + run(line) for line in lines), ParagraphFormat(tabs=tabs)
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
