"""The body: headings, paragraphs, tables, the list of attachments and the attachments themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import assert_never

from fazhi_report.document.nodes import (
    AttachmentBlock,
    Block,
    ChartBlock,
    Heading,
    Inlines,
    Paragraph,
    TableBlock,
    Text,
    words,
)
from fazhi_report.norms import gbt9704 as norms
from fazhi_report.norms.gbt9704 import Profile
from fazhi_report.norms.length import Length
from fazhi_report.text.width import columns
from fazhi_report.typesetting.lines import chars, count_lines, unbroken
from fazhi_report.writers.docx.charts import chart
from fazhi_report.writers.docx.oxml import BREAK, ParagraphFormat, RenderInlines, blank, paragraph, run, runs
from fazhi_report.writers.docx.page import type_area_width
from fazhi_report.writers.docx.styles import HEADING_WORDS, HEADINGS, RUN_INS, Align, StyleId

_NUMBER = re.compile(r"[-+−]?[0-9][0-9,.]*[%％‰]?|[-—–/…]*")
# No column is so narrow that its heading falls into single characters.
_NARROWEST = 2.0
_RESERVE = 0.5


def table(
    content: TableBlock, profile: Profile, *, keep_next: bool, render: RenderInlines = runs
) -> Iterator[str]:
    """The paragraphs and the table: caption, table, note.

    Args:
        content: The table.
        profile: The page profile: a row is at least as high as its lines.
        keep_next: Whether the last line stays on the page of the next paragraph.
        render: Writes inlines as runs.
    """
    if content.caption:
        yield paragraph(StyleId.CAPTION, render(content.caption, None))
    yield _grid(content, profile, render, keep_last=keep_next or bool(content.note))
    if content.note:
        yield paragraph(StyleId.TABLE_NOTE, render(content.note, None), ParagraphFormat(keep_next=keep_next))


def heights(content: TableBlock, profile: Profile) -> Iterator[Length]:
    """The heights of caption, rows and note."""
    per_line = norms.TYPE_AREA_WIDTH.value.twips / norms.TABLE.value.size.twips
    widths = column_widths(content)
    if content.caption:
        yield profile.line_pitch * count_lines(words(content.caption), per_line)
    for row in (content.header, *content.rows):
        yield _row_height(row, widths, profile)
    if content.note:
        yield profile.line_pitch * count_lines(words(content.note), per_line)


def column_widths(content: TableBlock) -> list[Length]:
    """The widths of the columns: by their texts, or, where those are too wide, by their unbreakable pieces."""
    total = type_area_width()
    cells_of = list(zip(content.header, *content.rows, strict=True))
    wanted = [_cell_width(max(columns(words(cell)) for cell in cells)) for cells in cells_of]
    over = _sum(wanted) - total
    if over.twips <= 0:
        return _whole([width * (total.twips / _sum(wanted).twips) for width in wanted], total)
    needed = [
        min(_cell_width(max(map(_longest_piece, cells))), want)
        for cells, want in zip(cells_of, wanted, strict=True)
    ]
    slack = _sum(wanted) - _sum(needed)
    if slack < over:
        return _whole([width * (total.twips / _sum(needed).twips) for width in needed], total)
    given_up = over.twips / slack.twips
    return _whole([want - (want - need) * given_up for want, need in zip(wanted, needed, strict=True)], total)


def _sum(widths: Iterable[Length]) -> Length:
    return Length(sum(width.twips for width in widths))


def _cell_width(count: float) -> Length:
    """The width of a cell for that many characters, with some reserve for wide digits."""
    return _size() * (max(count, _NARROWEST) + _RESERVE) + _margins()


def _whole(widths: list[Length], total: Length) -> list[Length]:
    """The widths rounded to whole twips, with the sum unchanged."""
    rounded = [Length(width.tw) for width in widths[:-1]]
    return [*rounded, total - _sum(rounded)]


def _longest_piece(cell: Inlines) -> float:
    return max((columns(piece) for piece in unbroken(words(cell))), default=0.0)


def _size() -> Length:
    return norms.TABLE.value.size


def _margins() -> Length:
    return norms.CELL_MARGIN.value * 2


def _row_height(row: Sequence[Inlines], widths: Sequence[Length], profile: Profile) -> Length:
    lines = max(
        count_lines(words(cell), (width - _margins()).twips / _size().twips)
        for cell, width in zip(row, widths, strict=True)
    )
    return max(
        profile.line_pitch, _size() * (lines * norms.TABLE_LINE_RATIO.value) + norms.CELL_PADDING.value * 2
    )


def _grid(content: TableBlock, profile: Profile, render: RenderInlines, *, keep_last: bool) -> str:
    widths = column_widths(content)
    aligns = [_align(cells) for cells in zip(*content.rows, strict=True)]
    last = len(content.rows)
    rows = [_row(_cells(render, StyleId.TABLE_HEAD, content.header), widths, profile, head=True)]
    for number, row in enumerate(content.rows, 1):
        keep = keep_last and number == last
        rows.append(_row(_cells(render, StyleId.TABLE_TEXT, row, aligns, keep_next=keep), widths, profile))
    columns_xml = "".join(f'<w:gridCol w:w="{width.tw}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{StyleId.TABLE}"/>'
        f'<w:tblW w:w="{type_area_width().tw}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0"'
        f' w:noHBand="1" w:noVBand="1"/></w:tblPr><w:tblGrid>{columns_xml}</w:tblGrid>{"".join(rows)}</w:tbl>'
    )


def _align(cells: Iterable[Inlines]) -> Align:
    """The alignment of a column: numbers to the right, so that digits align; text to the left."""
    return Align.RIGHT if all(_NUMBER.fullmatch(words(cell)) for cell in cells) else Align.LEFT


def _cells(
    render: RenderInlines,
    style: StyleId,
    row: Sequence[Inlines],
    aligns: Sequence[Align | None] = (),
    *,
    keep_next: bool = False,
) -> Iterator[str]:
    for cell, align in zip(row, aligns or (None,) * len(row), strict=True):
        yield paragraph(style, render(cell, None), ParagraphFormat(keep_next=keep_next, align=align))


def _row(cells: Iterable[str], widths: Sequence[Length], profile: Profile, *, head: bool = False) -> str:
    """A row that grows with its text and is not split between pages."""
    inner = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width.tw}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>{cell}</w:tc>'
        for cell, width in zip(cells, widths, strict=True)
    )
    return (
        f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{profile.line_pitch.tw}" w:hRule="atLeast"/>'
        f"{'<w:tblHeader/>' if head else ''}</w:trPr>{inner}</w:tr>"
    )


_KEEP = ParagraphFormat(keep_next=True)
ATTACHMENT_LABEL = "附件"


def title(lines: Sequence[str]) -> str:
    """The title, one paragraph with the given line breaks (7.3.1)."""
    return paragraph(StyleId.TITLE, BREAK.join(map(run, lines)))


def addressees(names: Sequence[str]) -> str:
    """主送机关: flush left, with a colon after the last (7.3.2)."""
    return paragraph(StyleId.ADDRESSEE, run("、".join(names) + "："))


def blocks(
    content: Sequence[Block], profile: Profile, *, keep_last: bool, render: RenderInlines = runs
) -> Iterator[str]:
    """The blocks of the body or of an attachment.

    Args:
        content: The blocks, numbered.
        profile: The page profile, for tables.
        keep_last: Whether the last block stays on the page of the next paragraph, so that no signature is alone there.
        render: Writes inlines as runs.
    """
    for number, block in enumerate(content, 1):
        yield from _block(block, profile, render, keep_next=keep_last and number == len(content))


def attachment_note(content: Sequence[AttachmentBlock]) -> Iterator[str]:
    """附件说明: the names aligned below one another, without punctuation at the end (7.3.4)."""
    label = f"{ATTACHMENT_LABEL}："
    indent = norms.PARAGRAPH_INDENT.value
    for number, attachment in enumerate(content, 1):
        ordinal = f"{number}." if len(content) > 1 else ""
        opening = (label if number == 1 else "") + ordinal
        left = chars(indent + columns(label + ordinal))
        place = ParagraphFormat(keep_next=True, left=left, hanging=chars(columns(opening)))
        yield paragraph(StyleId.ATTACHMENT_NOTE, run(opening + attachment.title), place)


def attachment(
    content: AttachmentBlock, number: int | None, profile: Profile, render: RenderInlines = runs
) -> Iterator[str]:
    """附件 on a page of its own.

    Args:
        content: The attachment.
        number: Its number; None where it is the only one.
        profile: The page profile, for tables.
        render: Writes inlines as runs.
    """
    yield from attachment_head(content, number)
    yield from blocks(content.blocks, profile, keep_last=False, render=render)


def attachment_head(content: AttachmentBlock, number: int | None) -> Iterator[str]:
    """附件 with its number on the first line of a page, the title on the third (7.3.7)."""
    yield paragraph(StyleId.ATTACHMENT_MARK, run(f"{ATTACHMENT_LABEL}{number or ''}"))
    yield blank(norms.ATTACHMENT_TITLE_LINE.value - 2, keep_next=True)
    yield paragraph(StyleId.ATTACHMENT_TITLE, BREAK.join(map(run, content.lines or (content.title,))))
    yield blank(norms.ATTACHMENT_GAP_LINES.value, keep_next=True)


def _block(block: Block, profile: Profile, render: RenderInlines, *, keep_next: bool) -> Iterator[str]:
    keep = _KEEP if keep_next else None
    match block:
        case Heading():
            yield _heading(block, render, keep)
        case Paragraph(content):
            yield paragraph(StyleId.BODY, render(content, None), keep)
        case TableBlock():
            yield from table(block, profile, keep_next=keep_next, render=render)
        case ChartBlock():
            yield from chart(block, keep_next=keep_next, render=render)
        case _:
            assert_never(block)


def _heading(block: Heading, render: RenderInlines, keep: ParagraphFormat | None) -> str:
    """A heading on its own line or run in; a run-in one has its face only in its own words (docs/decisions/0007)."""
    words = (Text(block.number), *block.title) if block.number else block.title
    level = block.level - 1
    if block.body is None:
        return paragraph(HEADINGS[level], render(words, None), keep)
    return paragraph(RUN_INS[level], render(words, HEADING_WORDS[level]) + render(block.body, None), keep)
