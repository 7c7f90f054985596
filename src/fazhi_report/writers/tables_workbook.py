"""Tables as an Excel workbook: a sheet each, with merged heads, numbers as numbers, on A4 landscape."""

from __future__ import annotations

import re
from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

from fazhi_report.document.nodes import TableBlock, words
from fazhi_report.norms.gbt9704 import SONGTI
from fazhi_report.text.width import columns
from fazhi_report.writers.excel import new_workbook, stamp
from fazhi_report.writers.row_groups import head_cells

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

_NUMBER = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,6})?")
_A4 = 9
_MOST_SHEET_NAME = 31
_FORBIDDEN_IN_NAMES = re.compile(r"[\[\]:*?/\\']")
_NARROWEST, _WIDEST = 9, 24
_LINE = 16
"""Height of a line, in points."""
_FONT = {"font_name": SONGTI.family, "font_size": 11, "valign": "vcenter"}


def tables_workbook(title: str, tables: Sequence[tuple[str, TableBlock]]) -> bytes:
    """Return a workbook with a sheet for each table; the same tables give the same bytes.

    Args:
        title: Title of the workbook.
        tables: Names of the sheets, and the tables.
    """
    buffer = BytesIO()
    with new_workbook(buffer) as book:
        stamp(book, title)
        taken: set[str] = set()
        for at, (name, table) in enumerate(tables, 1):
            sheet_name = _FORBIDDEN_IN_NAMES.sub("", name)[:_MOST_SHEET_NAME]
            if not sheet_name or sheet_name.lower() in taken:
                sheet_name = f"表{at}"
            taken.add(sheet_name.lower())
            _SheetOfTable(book, book.add_worksheet(sheet_name), table).fill()
    return buffer.getvalue()


class _SheetOfTable:
    """Writes a table into a sheet."""

    def __init__(self, book: Workbook, sheet: Worksheet, table: TableBlock) -> None:
        self._book, self._sheet, self._table = book, sheet, table
        self._last = len(table.header) - 1

    def fill(self) -> None:
        """Write title, head, rows and note."""
        title = {"bold": True, "font_size": 14, "align": "center"}
        self._across(0, words(self._table.caption), self._look(**title), 26)
        self._heads()
        first = 2 + len(self._table.upper)
        for at, row in enumerate(self._table.rows):
            for column, cell in enumerate(row):
                self._cell(first + at, column, words(cell))
        note = words(self._table.note)
        if note:
            wrap = self._look(text_wrap=True, font_size=10, valign="top")
            width = sum(self._width(at) for at in range(self._last + 1))
            self._across(first + len(self._table.rows), note, wrap, _LINE * (columns(note) * 2 // width + 1))
        self._page(first)

    def _look(self, **wish: object) -> object:
        return self._book.add_format({**_FONT, **wish})

    def _across(self, row: int, text: str, look: object, height: float) -> None:
        if self._last:
            self._sheet.merge_range(row, 0, row, self._last, text, look)
        else:
            self._sheet.write_string(row, 0, text, look)
        self._sheet.set_row(row, height)

    def _heads(self) -> None:
        look = self._look(bold=True, border=1, text_wrap=True, align="center", bg_color="#EDEDED")
        for one in head_cells(self._table):
            top, left = 1 + one.span.row, one.span.column
            bottom, right = top + one.span.rows - 1, left + one.span.columns - 1
            if (top, left) == (bottom, right):
                self._sheet.write_string(top, left, words(one.content), look)
            else:
                self._sheet.merge_range(top, left, bottom, right, words(one.content), look)
        lines = max(
            -(-columns(words(cell)) * 2 // self._width(at)) for at, cell in enumerate(self._table.header)
        )
        self._sheet.set_row(1 + len(self._table.upper), _LINE * (lines + 0.5))
        for level in range(len(self._table.upper)):
            self._sheet.set_row(1 + level, _LINE * 1.5)

    def _cell(self, row: int, column: int, text: str) -> None:
        if _NUMBER.fullmatch(text):
            places = len(text.partition(".")[2])
            form = "0" + (f".{'0' * places}" if places else "")
            self._sheet.write_number(row, column, float(text), self._look(border=1, num_format=form))
        else:
            wish: dict[str, Any] = {"border": 1, "text_wrap": True, "num_format": "@", "quote_prefix": True}
            self._sheet.write_string(row, column, text, self._look(**wish))

    def _width(self, column: int) -> float:
        """The width of a column in half-width characters: of its longest cell, with head cells in two or three lines."""
        cells = [2 * columns(words(row[column])) + 2 for row in self._table.rows]
        head = 2 * columns(words(self._table.header[column])) / 3 + 3
        return min(max([_NARROWEST, head, *cells]), _WIDEST)

    def _page(self, first: int) -> None:
        for at in range(self._last + 1):
            self._sheet.set_column(at, at, self._width(at))
        self._sheet.freeze_panes(first, 0)
        self._sheet.repeat_rows(0, first - 1)
        self._sheet.set_landscape()
        self._sheet.set_paper(_A4)
        self._sheet.fit_to_pages(1, 0)
