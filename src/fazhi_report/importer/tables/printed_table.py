"""A table as it is printed, of a document or of a sheet, with its merged cells and the words above it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from fazhi_report.document.raw import MOST_CELLS, MergedCells, RawBlock, RawTable, require_few_cells
from fazhi_report.readers.grid import GridCell, SheetGrid

_WORDS_ABOVE = 3
"""How many paragraphs above a table may belong to it: its number, its name, its unit."""
_MOST_MERGED = 4 * MOST_CELLS


@dataclass(frozen=True)
class PrintedTable:
    """A table.

    Args:
        rows: Its cells; those that a merged cell covers are empty.
        origin: Covered position → the position of the merged cell.
        above: The words above it, the nearest last.
        place: What comes before row and column in the words for a place, such as ``原文第 3 段的表``.
        sheet: Name of the sheet; empty for a table of a document.
        first: Of a sheet: row and column of the first cell, from 1.
        doubts: What could not be read in it, Chinese.
    """

    rows: tuple[tuple[str, ...], ...]
    origin: Mapping[tuple[int, int], tuple[int, int]]
    above: tuple[str, ...] = ()
    place: str = ""
    sheet: str = ""
    first: tuple[int, int] = (1, 1)
    doubts: tuple[str, ...] = field(default=())

    def text(self, row: int, column: int) -> str:
        """Return the text of a cell, or of the merged cell that covers it."""
        at_row, at_column = self.origin.get((row, column), (row, column))
        return self.rows[at_row][at_column]

    def is_covered(self, row: int, column: int) -> bool:
        """Whether a merged cell covers a position."""
        return (row, column) in self.origin

    def where(self, row: int, column: int) -> str:
        """Return the place of a cell in words."""
        if self.sheet:
            return f"{self.sheet}!{_cell(self.first[0] + row, self.first[1] + column)}"
        return f"{self.place}第 {row + 1} 行第 {column + 1} 列"


def tables_of_blocks(blocks: Sequence[RawBlock], unit: str) -> Iterator[PrintedTable]:
    """Yield the tables of a document.

    Args:
        blocks: The document as its reader gives it.
        unit: What its lines are: 行, 段 or 页.
    """
    above: list[str] = []
    for block in blocks:
        if isinstance(block, RawTable):
            place = f"原文第 {block.line} {unit}的表"
            yield PrintedTable(
                block.rows, _origins(block.rows, block.merged), tuple(above[-_WORDS_ABOVE:]), place
            )
            above = []
        else:
            above.append(block.text)


def _origins(
    rows: Sequence[Sequence[str]], merged: Sequence[MergedCells]
) -> dict[tuple[int, int], tuple[int, int]]:
    found: dict[tuple[int, int], tuple[int, int]] = {}
    count = 0
    for one in merged:
        last_row = min(one.row + one.rows, len(rows))
        last_column = min(one.column + one.columns, len(rows[one.row]) if one.row < len(rows) else 0)
        count += max(last_row - one.row, 0) * max(last_column - one.column, 0)
        require_few_cells(count if count > _MOST_MERGED else 0)
        for row in range(one.row, last_row):
            for column in range(one.column, last_column):
                if (row, column) != (one.row, one.column) and not rows[row][column]:
                    found[row, column] = (one.row, one.column)
    return found


def table_of_sheet(grid: SheetGrid) -> PrintedTable | None:
    """Return a sheet as one table, however many are on it; None for an empty sheet.

    Raises:
        FazhiError: Its cells lie so far apart that the table would have too many.
    """
    if not grid.cells:
        return None
    top, left = (min(at[axis] for at in grid.cells) for axis in (0, 1))
    bottom, right = (max(at[axis] for at in grid.cells) for axis in (0, 1))
    require_few_cells((bottom - top + 1) * (right - left + 1))
    rows = tuple(
        tuple(_text(grid.cells.get((row, column))) for column in range(left, right + 1))
        for row in range(top, bottom + 1)
    )
    merged = [
        MergedCells(first[0] - top, first[1] - left, last[0] - first[0] + 1, last[1] - first[1] + 1)
        for first, last in grid.merged
        if first[0] >= top and first[1] >= left and first[0] <= bottom and first[1] <= right
    ]
    open_formulas = [
        f"{grid.name}!{_cell(row, column)} 的公式没有算出的结果，用 Excel 或 WPS 打开，保存后再导入"
        for (row, column), cell in grid.cells.items()
        if cell.is_formula and cell.value is None
    ]
    return PrintedTable(
        rows,
        _origins(rows, merged),
        (grid.name,),
        sheet=grid.name,
        first=(top, left),
        doubts=tuple(open_formulas),
    )


_DIGITS = 15


def _text(cell: GridCell | None) -> str:
    """Return the text of a cell; of a number as many digits as a workbook keeps."""
    if cell is None:
        return ""
    if isinstance(cell.value, float) and not cell.value.is_integer():
        return f"{cell.value:.{_DIGITS}g}"
    return cell.text


def _cell(row: int, column: int) -> str:
    """Return the name of a cell of a sheet, such as B7."""
    from openpyxl.utils.cell import get_column_letter  # noqa: PLC0415  (only workbooks have such names)

    return f"{get_column_letter(column)}{row}"
