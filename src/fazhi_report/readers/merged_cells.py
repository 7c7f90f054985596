"""The merged cells of a table of a .docx."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree

from fazhi_report.document.raw import MergedCells
from fazhi_report.docx_in.page_tables import within
from fazhi_report.docx_in.properties import child, value, whole

_WIDEST_SPAN = 64


def column_span(cell: etree._Element) -> int:
    """Return how many columns a cell spans, at most as many as any real table has."""
    return max(1, min(whole(value(cell, "tcPr/gridSpan")) or 1, _WIDEST_SPAN))


def merged_cells(rows: Sequence[etree._Element]) -> Iterator[MergedCells]:
    """Yield the cells that span several rows or columns.

    Args:
        rows: The rows of the table.
    """
    # Column → the cell that began above and may go on: row, width and height.
    open_cells: dict[int, tuple[int, int, int]] = {}
    for at, row in enumerate(rows):
        going: dict[int, tuple[int, int, int]] = {}
        column = 0
        for cell in within(row, "tc"):
            wide = column_span(cell)
            begun = open_cells.pop(column, None) if goes_on_below(cell) else None
            going[column] = (at, wide, 1) if begun is None else (begun[0], begun[1], begun[2] + 1)
            column += wide
        yield from _closed(open_cells)
        open_cells = going
    yield from _closed(open_cells)


def goes_on_below(cell: etree._Element) -> bool:
    """Whether a cell belongs to the one above it (``w:vMerge`` without ``restart``)."""
    return child(cell, "tcPr/vMerge") is not None and value(cell, "tcPr/vMerge") != "restart"


def _closed(cells: dict[int, tuple[int, int, int]]) -> Iterator[MergedCells]:
    for column, (row, wide, high) in sorted(cells.items()):
        if wide > 1 or high > 1:
            yield MergedCells(row, column, high, wide)
