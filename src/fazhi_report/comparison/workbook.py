"""A comparison as an Excel workbook with numeric cells."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from io import BytesIO
from typing import TYPE_CHECKING

from fazhi_report.comparison.rows import Comparison, ComparisonRow, change_words, rate_words
from fazhi_report.comparison.sheet import NOTHING, TITLE, SheetColumn, columns
from fazhi_report.ledger import LedgerEntry
from fazhi_report.numbers.figure import WrittenFigure
from fazhi_report.numbers.interval import Interval
from fazhi_report.writers.excel import finish, new_workbook, stamp

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

_WIDTHS = {"organ": 20, "domain": 14, "label": 26, "key": 34, "status": 11, "note": 48}
_NUMBER_WIDTH = 14
# Excel keeps fifteen digits of a number; longer ones are written as text.
_MOST_DIGITS = 15


def to_xlsx(comparison: Comparison) -> bytes:
    """Return a workbook with one sheet: numeric cells with the unit in the number format, a frozen header row."""
    shown = _columns(comparison)
    buffer = BytesIO()
    with new_workbook(buffer) as book:
        stamp(book, f"{comparison.organ}{TITLE}")
        sheet = book.add_worksheet("数据对照")
        _Sheet(book, sheet, shown).fill(comparison.rows)
        finish(sheet, len(shown), len(comparison.rows))
    return buffer.getvalue()


def number_format(entry: LedgerEntry) -> str:
    """Return the number format of a figure, as `format_of` gives it; plain for a figure without number."""
    return "0" if entry.written is None else format_of(entry.written)


def format_of(written: WrittenFigure) -> str:
    """Return the number format that shows a number as written: ``0.00"万元"``; 万 and 亿 are part of the unit."""
    digits = len(written.text_number.partition(".")[2])
    whole = "#,##0" if "," in written.text_number else "0"
    number = whole + ("." + "0" * digits if digits else "")
    if written.is_percent:
        return number + "%"
    unit = (written.scale + written.unit).replace('"', '""')
    return f'{number}"{unit}"' if unit else number


def number_of(entry: LedgerEntry) -> float | None:
    """Return the number for the cell; None when the cell is text: no number, an approximate one, too many digits."""
    if entry.written is None:
        return 0.0 if entry.figure.status == "zero" else None
    return value_for_cell(entry.written)


def value_for_cell(written: WrittenFigure) -> float | None:
    """Return a number as Excel holds it; None for an approximate one and for one of too many digits."""
    if written.hedge or len(written.number.as_tuple().digits) > _MOST_DIGITS:
        return None
    return float(written.number / Decimal(100) if written.is_percent else written.number)


def _columns(comparison: Comparison) -> tuple[SheetColumn, ...]:
    """Return the columns of the sheet, with separate columns for growth, percentage points and key."""
    made: list[SheetColumn] = []
    for column in columns(comparison):
        if column.name == "rate":
            made += [SheetColumn("growth", "增长率", right=True), SheetColumn("points", "百分点", right=True)]
        else:
            made.append(column)
        if column.name == "label":
            made.append(SheetColumn("key", "指标键"))
    return tuple(made)


class _Sheet:
    """Writes the rows of the sheet, each cell with its type."""

    def __init__(self, book: Workbook, sheet: Worksheet, shown: Sequence[SheetColumn]) -> None:
        self._book, self._sheet, self._shown = book, sheet, shown
        self._formats: dict[str, object] = {}

    def fill(self, rows: Sequence[ComparisonRow]) -> None:
        head = self._book.add_format({"bold": True, "border": 1, "text_wrap": True, "valign": "vcenter"})
        for number, column in enumerate(self._shown):
            self._sheet.set_column(number, number, _WIDTHS.get(column.name, _NUMBER_WIDTH))
            self._sheet.write_string(0, number, column.title, head)
        for line, row in enumerate(rows, 1):
            for number, column in enumerate(self._shown):
                self._cell(line, number, column.name, row)

    def _cell(self, line: int, number: int, name: str, row: ComparisonRow) -> None:
        match name:
            case "old" | "new":
                self._figure(line, number, row.old if name == "old" else row.new)
            case "change":
                unit = row.unit.replace('"', '""')
                self._span(line, number, row.change, f'+{{}}"{unit}";-{{}}"{unit}";0', change_words(row))
            case "growth":
                self._span(line, number, row.growth, "+0.0%;-0.0%;0.0%", rate_words(row))
            case "points":
                words = "" if row.points is None else change_words(row)
                self._span(line, number, row.points, "+{};-{};0", words)
            case _:
                texts = {"status": row.status.value}
                self._words(line, number, texts.get(name) or str(getattr(row, name)))

    def _figure(self, line: int, number: int, entry: LedgerEntry | None) -> None:
        value = None if entry is None else number_of(entry)
        if entry is None or value is None:
            self._words(line, number, NOTHING if entry is None else entry.text)
        else:
            self._sheet.write_number(line, number, value, self._format(number_format(entry)))

    def _span(self, line: int, number: int, span: Interval | None, form: str, words: str) -> None:
        exact = None if span is None else span.exact
        if exact is None:
            self._words(line, number, words)
        else:
            self._sheet.write_number(
                line, number, float(exact), self._format(form.replace("{}", _digits(exact)))
            )

    def _words(self, line: int, number: int, words: str) -> None:
        self._sheet.write_string(line, number, words, self._format("@"))

    def _format(self, form: str) -> object:
        if form not in self._formats:
            words = form == "@"
            # Text that begins like a formula remains text when the cell is edited.
            made = {
                "num_format": form,
                "border": 1,
                "valign": "top",
                "text_wrap": words,
                "quote_prefix": words,
            }
            self._formats[form] = self._book.add_format(made)
        return self._formats[form]


def _digits(value: Fraction) -> str:
    """Return the number format with as many decimals as the number has."""
    count = next((digits for digits in range(_MOST_DIGITS) if (value * 10**digits).denominator == 1), 2)
    return "0" + ("." + "0" * count if count else "")
