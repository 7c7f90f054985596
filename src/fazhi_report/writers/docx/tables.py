"""Tables: caption, head, merged cells and rows as WordprocessingML, set as `fazhi_report.writers.table_layout` says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from fazhi_report.document.nodes import Inlines, TableBlock, words
from fazhi_report.norms import gbt9704 as norms
from fazhi_report.norms.gbt9704 import Profile
from fazhi_report.norms.length import Length
from fazhi_report.typesetting.lines import count_lines
from fazhi_report.writers.docx.oxml import ParagraphFormat, RenderInlines, paragraph, runs
from fazhi_report.writers.docx.styles import TABLE_STYLES, Align, StyleId
from fazhi_report.writers.row_groups import Span, head_cells
from fazhi_report.writers.table_layout import (
    CellAlign,
    TableLayout,
    least_row_height,
    row_height,
    row_heights,
    table_layout,
)


def table(
    content: TableBlock,
    *,
    keep_next: bool,
    render: RenderInlines = runs,
    layout: TableLayout | None = None,
) -> Iterator[str]:
    """The paragraphs and the table: caption, table, note; without a note a small gap.

    Args:
        content: The table.
        keep_next: Whether the last line stays on the page of the next paragraph.
        render: Writes inlines as runs.
        layout: How it is set; None for what the rule of tables says.
    """
    if content.caption:
        yield paragraph(StyleId.CAPTION, render(content.caption, None))
    grid = _Grid(content, layout or table_layout(content), render)
    yield grid.write()
    if content.note:
        yield paragraph(StyleId.TABLE_NOTE, render(content.note, None), ParagraphFormat(keep_next=keep_next))
    else:
        gap = ParagraphFormat(keep_next=keep_next, line=norms.TABLE_GAP.value)
        yield paragraph(StyleId.TABLE_TEXT, "", gap)


@dataclass(frozen=True, slots=True)
class TableExtent:
    """The heights of the lines of a table.

    Args:
        caption: Height of the caption; none for no caption.
        head: Height of the head row, which every page of the table has.
        rows: Heights of the body rows.
        note: Height of the note or of the gap.
        together: The body rows that stay with the next.
    """

    caption: Length
    head: Length
    rows: tuple[Length, ...]
    note: Length
    together: frozenset[int]


def table_extent(content: TableBlock, profile: Profile) -> TableExtent:
    """The heights of caption, rows and note."""
    layout = table_layout(content)
    across = norms.TYPE_AREA_HEIGHT if layout.landscape else norms.TYPE_AREA_WIDTH
    per_line = across.value.twips / norms.TABLE.value.size.twips

    def lines(text: Inlines) -> Length:
        return profile.line_pitch * (count_lines(words(text), per_line) if text else 0)

    rows = row_heights(content, layout)
    head = row_height(content.header, layout.widths, layout.size) + _upper_height(content, layout)
    below = lines(content.note) if content.note else norms.TABLE_GAP.value
    return TableExtent(lines(content.caption), head, tuple(rows), below, layout.together)


def _upper_height(content: TableBlock, layout: TableLayout) -> Length:
    """The estimated height of the rows above the head row: of one line each."""
    return least_row_height(layout.size) * len(content.upper)


def _sum(widths: Sequence[Length]) -> Length:
    return Length(sum(width.twips for width in widths))


@dataclass(frozen=True)
class _Grid:
    """Writes the rows of a table."""

    content: TableBlock
    layout: TableLayout
    render: RenderInlines

    def write(self) -> str:
        """The table; its last row stays with the note or the gap below it."""
        widths, last = self.layout.widths, len(self.content.rows) - 1
        rows = [self._row(cells, head=True) for cells in self._heads()]
        for at in range(len(self.content.rows)):
            keep = at in self.layout.together or at == last
            rows.append(self._row(self._cells(at, keep=keep)))
        columns = "".join(f'<w:gridCol w:w="{width.tw}"/>' for width in widths)
        return (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{StyleId.TABLE}"/>'
            f'<w:tblW w:w="{_sum(widths).tw}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
            '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0"'
            f' w:noHBand="1" w:noVBand="1"/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>{"".join(rows)}</w:tbl>'
        )

    def _heads(self) -> Iterator[Iterator[str]]:
        """The cells of each head row; where a head cell goes on from the row above, an empty one."""
        style, _ = TABLE_STYLES[self.layout.size]
        found = list(head_cells(self.content))
        for level in range(len(self.content.upper) + 1):
            here = [one for one in found if one.span.row <= level < one.span.row + one.span.rows]
            yield (
                _cell(
                    _sum(self.layout.widths[one.span.column : one.span.column + one.span.columns]),
                    paragraph(style, self.render(one.content, None) if one.span.row == level else ""),
                    _merged(one.span, level),
                )
                for one in sorted(here, key=lambda one: one.span.column)
            )

    def _cells(self, at: int, *, keep: bool) -> Iterator[str]:
        """The cells of a body row; where a merged cell goes on from the row above, an empty one."""
        head_style, text_style = TABLE_STYLES[self.layout.size]
        widths, covering = self.layout.widths, self._covering.get(at, {})
        end = 0
        for column, cell in enumerate(self.content.rows[at]):
            if column < end:
                continue
            span = covering.get(column) or Span(at, column)
            end = column + span.columns
            # The head of a group is set as heads are, at the left.
            style = head_style if span.columns > 1 else text_style
            align = Align(CellAlign.LEFT if span.columns > 1 else self.layout.aligns[column])
            text = self.render(cell, None) if span.row == at else ""
            place = ParagraphFormat(keep_next=keep, align=align)
            # The words of a cell that may go over several pages are on the first.
            top = span.rows > norms.WHOLE_TABLE_ROWS.value
            yield _cell(_sum(widths[column:end]), paragraph(style, text, place), _merged(span, at), top=top)

    def _row(self, cells: Iterable[str], *, head: bool = False) -> str:
        """A row that grows with its text and is not split between pages."""
        height = least_row_height(self.layout.size)
        return (
            f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{height.tw}" w:hRule="atLeast"/>'
            f"{'<w:tblHeader/>' if head else ''}</w:trPr>{''.join(cells)}</w:tr>"
        )

    @cached_property
    def _covering(self) -> dict[int, dict[int, Span]]:
        """Row → column → the merged cell that begins or goes on there."""
        found: dict[int, dict[int, Span]] = {}
        for one in self.layout.spans:
            for row in range(one.row, one.row + one.rows):
                found.setdefault(row, {})[one.column] = one
        return found


def _cell(width: Length, content: str, merged: str = "", *, top: bool = False) -> str:
    place = "top" if top else "center"
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width.tw}" w:type="dxa"/>{merged}<w:vAlign w:val="{place}"/></w:tcPr>'
        f"{content}</w:tc>"
    )


def _merged(span: Span, row: int) -> str:
    across = f'<w:gridSpan w:val="{span.columns}"/>' if span.columns > 1 else ""
    down = '<w:vMerge w:val="restart"/>' if row == span.row else "<w:vMerge/>"
    return across + (down if span.rows > 1 else "")
