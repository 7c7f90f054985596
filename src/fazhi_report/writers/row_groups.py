"""Which cells of a table are merged: the heads of groups, and the names that groups of rows repeat."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fazhi_report.document.nodes import Inlines, TableBlock, Text, words
from fazhi_report.norms import gbt9704 as norms
from fazhi_report.numbers.cells import is_figure
from fazhi_report.text.width import columns


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
class HeadCell:
    """A cell of the head of a table.

    Args:
        span: Its place, rows counted in the head from 0, the head row last.
        content: Its words.
    """

    span: Span
    content: Inlines


def head_cells(table: TableBlock) -> Iterator[HeadCell]:
    """Yield the cells of the head, row by row; those that a merged cell covers are left out."""
    last = len(table.upper)
    for level, labels in enumerate(table.upper):
        column = 0
        while column < len(labels):
            end = column + 1
            path = _above(table, level, column)
            while end < len(labels) and labels[column] and _above(table, level, end) == path:
                end += 1
            if labels[column]:
                yield HeadCell(Span(level, column, columns=end - column), (Text(labels[column]),))
            elif not any(row[column] for row in table.upper[level:]) and (
                level == 0 or table.upper[level - 1][column]
            ):
                yield HeadCell(Span(level, column, rows=last - level + 1), table.header[column])
            column = end
    for column, cell in enumerate(table.header):
        if last == 0 or table.upper[-1][column]:
            yield HeadCell(Span(last, column), cell)


def full_labels(table: TableBlock) -> tuple[str, ...]:
    """Return the words of each column with the labels above it, for where a head has one row only."""
    return tuple(
        "：".join((*dict.fromkeys(filter(None, (row[at] for row in table.upper))), words(cell)))
        for at, cell in enumerate(table.header)
    )


def _above(table: TableBlock, level: int, column: int) -> tuple[str, ...]:
    return tuple(row[column] for row in table.upper[: level + 1])


_MOST_GROUP_ROWS = 2


def spans_of(rows: Sequence[Sequence[str]]) -> Iterator[Span]:
    """Yield the rows that are the head of a group, and the cells at the left that name the group of several rows."""
    heads = frozenset(_group_heads(rows))
    yield from (Span(row, 0, columns=len(rows[row])) for row in sorted(heads))
    yield from _groups(rows, heads, 0, range(len(rows)))


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


def _groups(
    rows: Sequence[Sequence[str]], heads: frozenset[int], column: int, among: range
) -> Iterator[Span]:
    """Yield the merged cells of a column and, inside of these, of the next; the last column has none.

    Args:
        rows: The rows.
        heads: The rows that are the head of a group.
        column: The column.
        among: The rows that are looked at.
    """
    if not among or column >= len(rows[0]) - 1:
        return
    start = among.start
    for at in range(among.start + 1, among.stop + 1):
        if at < among.stop and not heads & {at - 1, at} and _goes_on(rows[start], rows[at], column):
            continue
        if at - start > 1:
            yield Span(start, column, rows=at - start)
            yield from _groups(rows, heads, column + 1, range(start, at))
        start = at


def _goes_on(first: Sequence[str], row: Sequence[str], column: int) -> bool:
    """Whether a row repeats the name of the group of the upper row."""
    name = first[column]
    return bool(name) and row[column] == name and names_group(name) and any(row[column + 1 :])
