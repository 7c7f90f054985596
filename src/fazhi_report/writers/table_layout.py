"""How a table is set: widths and alignment of its columns, merged cells, size of its type, portrait or landscape.

Every writer that sets pages asks here, so that a table is the same in all of them. In this order a table that is too
wide gives way: long cells break, the type becomes 小四, the page becomes a landscape page (GB/T 9704-2012, 8), its type
小四 and 五号; at last short cells break, too.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from fazhi_report.document.nodes import Block, Heading, TableBlock, words
from fazhi_report.norms import gbt9704 as norms
from fazhi_report.norms.length import Length
from fazhi_report.numbers.cells import is_figure
from fazhi_report.text.width import columns
from fazhi_report.typesetting.lines import unbroken


class CellAlign(StrEnum):
    """Alignment of the cells of a column."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Span:
    """A merged cell (合并单元格): the cell that shows its words, and the cells that it covers.

    Args:
        row: Its upper row, counted in `TableBlock.rows` from 0.
        column: Its left column, from 0.
        rows: The number of its rows.
        columns: The number of its columns.
    """

    row: int
    column: int
    rows: int = 1
    columns: int = 1


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
    """

    widths: tuple[Length, ...]
    aligns: tuple[CellAlign, ...]
    size: Length
    landscape: bool
    spans: tuple[Span, ...]
    together: frozenset[int]

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
    spans = tuple(_spans(rows))
    wide = {one.row for one in spans if one.columns > 1}
    bodies = [[row[at] for number, row in enumerate(rows) if number not in wide] for at in range(len(head))]
    size, landscape, widths = _fitted(head, bodies, may_turn=may_turn)
    aligns = tuple(_align(title, cells) for title, cells in zip(head, bodies, strict=True))
    return TableLayout(widths, aligns, size, landscape, spans, frozenset(_together(len(rows), spans)))


# ── Merged cells ─────────────────────────────────────────────────────────────────────────────────────────────────
_MOST_GROUP_ROWS = 2


def _spans(rows: Sequence[Sequence[str]]) -> Iterator[Span]:
    """Yield the rows that are the head of a group, and the cells at the left that name the group of several rows."""
    heads = frozenset(_group_heads(rows))
    yield from (Span(row, 0, columns=len(rows[row])) for row in sorted(heads))
    yield from _groups(rows, [row not in heads for row in range(len(rows))], 0)


def names_group(cell: str) -> bool:
    """Whether the words of a cell can be the name of several rows: short words, no figure."""
    return columns(cell) <= 2 * norms.LONG_CELL.value and not is_figure(cell)


def _group_heads(rows: Sequence[Sequence[str]]) -> Iterator[int]:
    """Yield the rows with words in the first cell only, where a row with more follows.

    More than two in a row are data that are still to come.
    """
    alone = [bool(row[0]) and len(row) > 1 and not any(row[1:]) for row in rows]
    start = 0
    for at in range(1, len(rows) + 1):
        if at < len(rows) and alone[at] and alone[at - 1]:
            continue
        if alone[start] and at < len(rows) and at - start <= _MOST_GROUP_ROWS and any(rows[at][1:]):
            yield from range(start, at)
        start = at


def _groups(rows: Sequence[Sequence[str]], inside: Sequence[bool], column: int) -> Iterator[Span]:
    """Yield the merged cells of a column and, inside of these, of the next; the last column has none.

    Args:
        rows: The rows.
        inside: For each row whether it belongs with its neighbours so far.
        column: The column.
    """
    if not rows or column >= len(rows[0]) - 1:
        return
    start = 0
    for at in range(1, len(rows) + 1):
        if at < len(rows) and inside[at] and inside[at - 1] and _goes_on(rows[start], rows[at], column):
            continue
        if at - start > 1:
            yield Span(start, column, rows=at - start)
            within = [start <= row < at for row in range(len(rows))]
            yield from _groups(rows[:at], within[:at], column + 1)
        start = at


def _goes_on(first: Sequence[str], row: Sequence[str], column: int) -> bool:
    """Whether a row repeats the name of the group of the upper row."""
    name = first[column]
    return bool(name) and row[column] == name and names_group(name) and any(row[column + 1 :])


def _together(count: int, spans: Sequence[Span]) -> Iterator[int]:
    """Yield the rows that stay with the next: all of a short table, else the first, the last but one and group heads."""
    most = norms.WHOLE_TABLE_ROWS.value
    if count <= most:
        yield from range(count - 1)
        return
    yield from (0, count - 2)
    for one in spans:
        if one.columns > 1:
            yield one.row
        elif one.rows <= most:
            yield from range(one.row, one.row + one.rows - 1)


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
    wanted = _measured(head, bodies, _extent, _extent)
    comfortable = _measured(head, bodies, _comfortable_head, _comfortable)
    tight = _measured(head, bodies, _tight, _tight_cell)
    for least, landscape, size in _ways(comfortable, tight, may_turn=may_turn):
        area = _area(landscape=landscape)
        if sum(least) <= _room(area, size, len(head)):
            return size, landscape, _shared(wanted, least, area, size)
    area = _area(landscape=may_turn)
    return norms.TABLE_SMALLEST.value.size, may_turn, _rounded([area / len(head)] * len(head), area)


def _ways(
    comfortable: Sequence[float], tight: Sequence[float], *, may_turn: bool
) -> Iterator[tuple[Sequence[float], bool, Length]]:
    """Yield the ways to set a table in the order of preference: least widths of the columns, orientation, size of type."""
    full, small, smallest = (row.value.size for row in (norms.TABLE, norms.TABLE_SMALL, norms.TABLE_SMALLEST))
    yield from ((comfortable, False, size) for size in (full, small))
    yield from ((comfortable, may_turn, size) for size in (full, small, smallest))
    yield from ((least, may_turn, smallest) for least in (tight, [_NARROWEST] * len(tight)))


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
    """A short head does not break; a longer one breaks into even lines."""
    extent = _extent(title)
    lines = 1 if _is_short(title) else math.ceil(extent / norms.SHORT_CELL.value)
    return max(extent if lines == 1 else math.ceil(extent / lines), _longest_piece(title))


def _comfortable(cell: str) -> float:
    """Short cells and figures do not break; long words keep eight to twelve characters."""
    extent = _extent(cell)
    if _is_short(cell) or is_figure(cell):
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
    left = total - Length(sum(width.twips for width in made))
    made[widest] = made[widest] + left
    return tuple(made)
