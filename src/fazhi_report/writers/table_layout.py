"""How a table is set: widths and alignment of its columns, merged cells, size of its type, portrait or landscape.

Every writer that sets pages asks here, so that a table is the same in all of them. In this order a table that is too
wide gives way: long cells break, the type becomes 小四, the page becomes a landscape page (GB/T 9704-2012, 8), its type
小四 and 五号; at last short heads break, and short cells.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from fazhi_report.document.nodes import Block, Heading, Inlines, TableBlock, words
from fazhi_report.norms import gbt9704 as norms
from fazhi_report.norms.length import Length
from fazhi_report.numbers.cells import is_figure
from fazhi_report.text.width import columns
from fazhi_report.typesetting.lines import count_lines, unbroken
from fazhi_report.writers.row_groups import Span, spans_of


class CellAlign(StrEnum):
    """Alignment of the cells of a column."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class TableLayout:
    """How a table is set.

    Args:
        widths: The widths of the columns in whole twips; their sum is the width of the type area.
        aligns: The alignment of the body cells, one per column; head cells are centred.
        size: Size of its type, head included.
        landscape: Whether the table has a landscape page.
        spans: The merged cells of the body; no two overlap.
        together: The body rows, from 0, that stay on the page of the next row; the head always stays with the first.
        least: The width of all columns, in characters and without margins, at which short cells and figures do not break.
    """

    widths: tuple[Length, ...]
    aligns: tuple[CellAlign, ...]
    size: Length
    landscape: bool
    spans: tuple[Span, ...]
    together: frozenset[int]
    least: float

    def on_one_line(self, cell: str, span: Span) -> bool:
        """Whether a cell never breaks: short words and figures, where the columns are wide enough for them."""
        widths = self.widths[span.column : span.column + span.columns]
        room = _sum(widths) - norms.CELL_MARGIN.value * 2
        return bool(cell) and _keeps_together(cell) and _extent(cell) <= room.twips / self.size.twips

    def covered(self) -> frozenset[tuple[int, int]]:
        """Row and column of the cells that a merged cell covers, without the one that shows its words."""
        return frozenset(
            (row, column)
            for one in self.spans
            for row in range(one.row, one.row + one.rows)
            for column in range(one.column, one.column + one.columns)
            if (row, column) != (one.row, one.column)
        )


@dataclass(frozen=True, slots=True)
class PageRun:
    """Blocks that follow one another on portrait pages, or on landscape pages.

    Args:
        landscape: Whether the pages are landscape.
        blocks: The blocks.
    """

    landscape: bool
    blocks: tuple[Block, ...]


def page_runs(blocks: Sequence[Block]) -> Iterator[PageRun]:
    """Yield the blocks by the orientation of their pages; headings right above a landscape table come along with it."""
    turned = [isinstance(block, TableBlock) and table_layout(block).landscape for block in blocks]
    for at in range(len(blocks) - 2, -1, -1):
        match blocks[at]:
            case Heading(body=None):
                turned[at] = turned[at + 1]
    start = 0
    for end in range(1, len(blocks) + 1):
        if end == len(blocks) or turned[end] != turned[start]:
            yield PageRun(turned[start], tuple(blocks[start:end]))
            start = end


@lru_cache(maxsize=64)
def table_layout(table: TableBlock, *, may_turn: bool = True) -> TableLayout:
    """Return how the table is set.

    Args:
        table: The table.
        may_turn: Whether it may have a landscape page; False where every page is portrait, as in a redline.
    """
    rows = [[words(cell).strip() for cell in row] for row in table.rows]
    head = [words(cell).strip() for cell in table.header]
    spans = tuple(spans_of(rows))
    wide = {one.row for one in spans if one.columns > 1}
    bodies = [[row[at] for number, row in enumerate(rows) if number not in wide] for at in range(len(head))]
    size, landscape, widths = _fitted(head, bodies, may_turn=may_turn)
    aligns = tuple(_align(title, cells) for title, cells in zip(head, bodies, strict=True))
    least = sum(_measured(head, bodies, _comfortable_head, _comfortable))
    made = TableLayout(widths, aligns, size, landscape, spans, frozenset(), least)
    return replace(made, together=frozenset(_together(row_heights(table, made), made)))


# ── What stays together ──────────────────────────────────────────────────────────────────────────────────────────
_MOST_OF_PAGE, _MOST_OF_LONG = 0.75, 0.3
"""The share of a page that the rows of a short table, and rows of a long one, may take and stay together."""


def _together(heights: Sequence[Length], layout: TableLayout) -> Iterator[int]:
    """Yield the rows that stay with the next: all of a short table, else the first, the last but one and groups.

    Rows too high to share a page part: a word processor would leave a page empty and part them all the same.
    """
    most, count = norms.WHOLE_TABLE_ROWS.value, len(heights)
    whole = count <= most
    page = (norms.TYPE_AREA_WIDTH if layout.landscape else norms.TYPE_AREA_HEIGHT).value
    room = page * (_MOST_OF_PAGE if whole else _MOST_OF_LONG)
    groups = [(0, count)] if whole else [(0, 2), (count - 2, count)]
    for one in () if whole else layout.spans:
        if one.columns > 1:
            groups.append((one.row, one.row + 2))
        elif one.rows <= most:
            groups.append((one.row, one.row + one.rows))
    for start, end in groups:
        if _sum(heights[start:end]) <= room:
            yield from range(start, min(end, count) - 1)


def row_heights(table: TableBlock, layout: TableLayout) -> list[Length]:
    """Return the estimated heights of the body rows, by counting lines."""
    whole = {one.row for one in layout.spans if one.columns > 1}
    groups = {(one.row, one.column) for one in layout.spans if one.rows > 1} | layout.covered()
    return [
        row_height(row[:1], (_sum(layout.widths),), layout.size)
        if at in whole
        # The name of a group has the room of all its rows.
        else row_height(
            [() if (at, column) in groups else cell for column, cell in enumerate(row)],
            layout.widths,
            layout.size,
        )
        for at, row in enumerate(table.rows)
    ]


def row_height(row: Sequence[Inlines], widths: Sequence[Length], size: Length) -> Length:
    """Return the estimated height of a row."""
    lines = max(
        count_lines(words(cell), (width - norms.CELL_MARGIN.value * 2).twips / size.twips)
        for cell, width in zip(row, widths, strict=True)
    )
    return max(
        least_row_height(size), size * (lines * norms.TABLE_LINE_RATIO.value) + norms.CELL_PADDING.value * 2
    )


def least_row_height(size: Length) -> Length:
    """Return the height of a row of one line: that of a line of the body, less where the type is smaller."""
    return norms.LINE_PITCH.value * (size.twips / norms.TABLE.value.size.twips)


def _sum(lengths: Sequence[Length]) -> Length:
    return Length(sum(length.twips for length in lengths))


# ── Alignment ────────────────────────────────────────────────────────────────────────────────────────────────────
_DATE = re.compile(
    r"[0-9]{4}年?(?:度|[0-9]{1,2}月(?:[0-9]{1,2}日)?)?|[0-9]{1,2}月(?:[0-9]{1,2}日)?|[0-9]{4}-[0-9]{1,2}(?:-[0-9]{1,2})?"
)
_SERIAL = frozenset({"序号", "编号", "年份", "年度"})


def _align(title: str, cells: Sequence[str]) -> CellAlign:
    """Figures with their units stand at the right, serial numbers and dates in the middle, words at the left.

    A few short words in place of a figure (持平, —) change nothing.
    """
    filled = [cell for cell in cells if cell]
    figures = sum(map(is_figure, filled))
    if figures and (title in _SERIAL or all(map(_DATE.fullmatch, filled))):
        return CellAlign.CENTER
    if 2 * figures >= len(filled) > 0 and all(is_figure(cell) or _is_short(cell) for cell in filled):
        return CellAlign.RIGHT
    return CellAlign.LEFT


def _is_short(cell: str) -> bool:
    return columns(cell) <= norms.SHORT_CELL.value


def _keeps_together(cell: str) -> bool:
    return _is_short(cell) or is_figure(cell)


# ── Widths ───────────────────────────────────────────────────────────────────────────────────────────────────────
_NARROWEST = 2.0
_RESERVE = 0.5
"""Room for wide digits, in characters."""
# Word processors may put a quarter of a character between Chinese and digits or Latin letters.
_JOINT = 0.25
_JOINTS = re.compile("(?<=[0-9A-Za-z%])(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])(?=[0-9A-Za-z])")
_LONGEST_PIECE = 20.0
_TIGHT = 4

_Measure = Callable[[str], float]
"""Returns the width of a cell in characters."""


def _fitted(
    head: Sequence[str], bodies: Sequence[Sequence[str]], *, may_turn: bool
) -> tuple[Length, bool, tuple[Length, ...]]:
    """Return size of type, orientation and widths: the first of the ways to set the table in which it fits."""
    for least, landscape, size in _ways(head, bodies, may_turn=may_turn):
        area = _area(landscape=landscape)
        if sum(least) <= _room(area, size, len(head)):
            # Long heads take what is left over, and nothing from long cells.
            wanted = _measured(head, bodies, _extent, _extent)
            if sum(wanted) > _room(area, size, len(head)):
                wanted = _measured(head, bodies, _comfortable_head, _extent)
            return size, landscape, _shared(wanted, least, area, size)
    area = _area(landscape=may_turn)
    return norms.TABLE_SMALLEST.value.size, may_turn, _rounded([area / len(head)] * len(head), area)


def _ways(
    head: Sequence[str], bodies: Sequence[Sequence[str]], *, may_turn: bool
) -> Iterator[tuple[Sequence[float], bool, Length]]:
    """Yield the ways to set a table in the order of preference: least widths of the columns, orientation, size of type."""
    full, small, smallest = (row.value.size for row in (norms.TABLE, norms.TABLE_SMALL, norms.TABLE_SMALLEST))
    comfortable = _measured(head, bodies, _comfortable_head, _comfortable)
    yield from ((comfortable, False, size) for size in (full, small))
    yield from ((comfortable, may_turn, size) for size in (full, small, smallest))
    # Heads break before cells do, words before figures, and numbers never where that can be.
    for of_head, of_cell in ((_tight, _comfortable), (_tight, _tight_cell), (_longest_piece, _longest_piece)):
        yield _measured(head, bodies, of_head, of_cell), may_turn, smallest
    yield [_NARROWEST] * len(head), may_turn, smallest


def _area(*, landscape: bool) -> Length:
    """The width of the type area in whole twips."""
    row = norms.TYPE_AREA_HEIGHT if landscape else norms.TYPE_AREA_WIDTH
    return Length(math.floor(row.value.twips))


def _room(width: Length, size: Length, count: int) -> float:
    """The characters for which a row of cells has room, margins taken off."""
    return (width - norms.CELL_MARGIN.value * 2 * count).twips / size.twips


def _measured(
    head: Sequence[str], bodies: Sequence[Sequence[str]], of_head: _Measure, of_cell: _Measure
) -> list[float]:
    return [
        max(_NARROWEST, of_head(title), *map(of_cell, set(cells))) + _RESERVE
        for title, cells in zip(head, bodies, strict=True)
    ]


def _extent(cell: str) -> float:
    return columns(cell) + _JOINT * len(_JOINTS.findall(cell))


def _comfortable_head(title: str) -> float:
    """A short head does not break; a longer one breaks into two or three even lines, or into lines of eight characters."""
    extent, short = _extent(title), norms.SHORT_CELL.value
    if _is_short(title):
        return extent
    lines = 2 if extent <= norms.LONG_CELL.value else 3
    return max(min(short, math.ceil(extent / lines)), _longest_piece(title))


def _comfortable(cell: str) -> float:
    """Short cells and figures do not break; long words keep eight to twelve characters."""
    extent = _extent(cell)
    if _keeps_together(cell):
        return extent
    return max(norms.SHORT_CELL.value, min(norms.LONG_CELL.value, extent / 4), _longest_piece(cell))


def _tight(cell: str) -> float:
    """Four characters, or two lines where the words are shorter."""
    extent = _extent(cell)
    room = min(_TIGHT, math.ceil(extent / 2)) if extent > _NARROWEST else extent
    return max(room, min(_longest_piece(cell), float(norms.SHORT_CELL.value)))


def _tight_cell(cell: str) -> float:
    """As `_tight`, but figures do not break."""
    return _extent(cell) if is_figure(cell) else _tight(cell)


def _longest_piece(cell: str) -> float:
    return min(_LONGEST_PIECE, max(map(columns, unbroken(cell)), default=0.0))


def _shared(
    wanted: Sequence[float], least: Sequence[float], room: Length, size: Length
) -> tuple[Length, ...]:
    """The widths: all that is wanted and the rest in proportion, or long columns give up what is too much.

    A column longer by four has twice the room: so the rows become low, and no column becomes a strip.
    """
    count = _room(room, size, len(wanted))
    given = [count * one / sum(wanted) for one in wanted]
    if sum(wanted) > count:
        low, high = 0.0, count
        for _ in range(48):
            middle = (low + high) / 2
            given = [_held(want, need, middle) for want, need in zip(wanted, least, strict=True)]
            low, high = (middle, high) if sum(given) <= count else (low, middle)
        given = [_held(want, need, low) for want, need in zip(wanted, least, strict=True)]
    margins = norms.CELL_MARGIN.value * 2
    return _rounded([size * one + margins for one in given], room)


def _held(want: float, need: float, measure: float) -> float:
    return max(min(need, want), min(want, measure * math.sqrt(want)))


def _rounded(widths: Sequence[Length], total: Length) -> tuple[Length, ...]:
    """The widths in whole twips, with this sum; the widest takes what is left over."""
    made = [Length(width.tw) for width in widths]
    widest = max(range(len(made)), key=lambda at: made[at])
    made[widest] = made[widest] + (total - _sum(made))
    return tuple(made)
