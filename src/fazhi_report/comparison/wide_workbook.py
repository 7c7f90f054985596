"""The wide comparison as an Excel workbook: figures, ranks, questions, small charts."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from fazhi_report.comparison.wide_sheet import TITLE, answer_text, charted
from fazhi_report.comparison.workbook import format_of, value_for_cell
from fazhi_report.model.unit_sum import AnswerState, UnitAnswer
from fazhi_report.text.width import columns
from fazhi_report.writers.excel import finish, new_workbook, stamp

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

    from fazhi_report.comparison.wide import WideRow, WideTable
    from fazhi_report.numbers.figure import WrittenFigure

_HEADS = ("领域", "指标", "指标键", "合计", "合计说明")
_WIDTHS = (12, 26, 30, 24, 44)
_REMARK_WIDTH = 44
_ROW_HEIGHT = 15
_UNIT_WIDTH = 13
_FROZEN = 4
_MOST_ON_PAPER = 12
_PRINT_SCALE = 75
_ABSENT = "#EDEDED"
_CHARTS_PER_ROW = 3
_CHART_ROWS, _CHART_COLUMNS = 16, 8
_SIZE = {"width": 480, "height": 280}
_BAR = "#8A1F1F"


def to_xlsx(table: WideTable) -> bytes:
    """Return a workbook: numbers are numbers with their format, what is missing is a grey word, heads are frozen."""
    buffer = BytesIO()
    with new_workbook(buffer) as book:
        stamp(book, f"{table.city}{table.year}年{TITLE}")
        sheets = _Sheets(book, table)
        sheets.figures()
        sheets.ranks()
        sheets.questions()
        sheets.charts()
    return buffer.getvalue()


class _Sheets:
    """Writes the sheets of one workbook."""

    def __init__(self, book: Workbook, table: WideTable) -> None:
        self._book, self._table = book, table
        self._formats: dict[tuple[str, bool], object] = {}
        self._head = book.add_format({"bold": True, "border": 1, "text_wrap": True, "valign": "vcenter"})
        self._absent = book.add_format(
            {
                "num_format": "@",
                "border": 1,
                "bg_color": _ABSENT,
                "font_color": "#595959",
                "quote_prefix": True,
            }
        )

    def figures(self) -> None:
        """Write the figures, one column per unit."""
        sheet = self._sheet("横向对照", (*_HEADS, *self._table.units))
        for line, row in enumerate(self._table.rows, 1):
            for column, words in enumerate((row.domain, row.label, row.key)):
                self._words(sheet, line, column, words)
            # A wrapped cell written by a program is as high as one line until somebody touches it.
            sheet.set_row(line, _ROW_HEIGHT * max(1, -(-columns(row.remark) * 2 // _REMARK_WIDTH)))
            self._total(sheet, line, row)
            self._words(sheet, line, 4, row.remark)
            for column, one in enumerate(row.answers, len(_HEADS)):
                self._answer(sheet, line, column, one)
        sheet.freeze_panes(1, _FROZEN)

    def ranks(self) -> None:
        """Write the ranks, 1 for the largest number, and why a figure has none."""
        heads = ("领域", "指标", "不排的原因", *self._table.units)
        sheet = self._sheet("排名", heads, (12, 26, 22))
        for line, row in enumerate(self._table.rows, 1):
            for column, words in enumerate((row.domain, row.label, row.unranked)):
                self._words(sheet, line, column, words)
            for column, place in enumerate(row.ranks, 3):
                if place is None:
                    sheet.write_string(line, column, "", self._absent)
                else:
                    sheet.write_number(line, column, place, self._format("0"))
        sheet.freeze_panes(1, 2)

    def questions(self) -> None:
        """Write the questions, and who has not answered."""
        sheet = self._sheet("疑问", ("指标", "疑问"), (26, 90))
        asked = [(row.label, one) for row in self._table.rows for one in row.questions]
        asked += [("", f"{unit}未报") for unit in self._table.missing]
        for line, words in enumerate(asked, 1):
            for column, word in enumerate(words):
                self._words(sheet, line, column, word)

    def charts(self) -> None:
        """Draw small charts of the same size, one per figure, from the cells of the first sheet."""
        drawn = charted(self._table)
        if not drawn:
            return
        sheet = self._book.add_worksheet("图")
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        first, last = len(_HEADS), len(_HEADS) + len(self._table.units) - 1
        lines = {row.key: line for line, row in enumerate(self._table.rows, 1)}
        for number, row in enumerate(drawn):
            chart = self._book.add_chart({"type": "column"})
            line = lines[row.key]
            chart.add_series(
                {
                    "name": ["横向对照", line, 1],
                    "categories": ["横向对照", 0, first, 0, last],
                    "values": ["横向对照", line, first, line, last],
                    "fill": {"color": _BAR},
                    "gap": 40,
                }
            )
            chart.set_title({"name": ["横向对照", line, 1], "name_font": {"size": 11}})
            chart.set_legend({"none": True})
            chart.set_size(_SIZE)
            place = (number // _CHARTS_PER_ROW * _CHART_ROWS, number % _CHARTS_PER_ROW * _CHART_COLUMNS)
            sheet.insert_chart(*place, chart, {"description": row.label})

    def _sheet(self, name: str, heads: tuple[str, ...], widths: tuple[int, ...] = _WIDTHS) -> Worksheet:
        sheet = self._book.add_worksheet(name)
        for column, head in enumerate(heads):
            sheet.set_column(column, column, widths[column] if column < len(widths) else _UNIT_WIDTH)
            sheet.write_string(0, column, head, self._head)
        finish(sheet, len(heads), max(len(self._table.rows), 1))
        if len(heads) > _MOST_ON_PAPER:
            # Seventy columns on one sheet of paper cannot be read: they go on on the next, with the names.
            sheet.set_print_scale(_PRINT_SCALE)
            sheet.repeat_columns(0, 1)
        return sheet

    def _total(self, sheet: Worksheet, line: int, row: WideRow) -> None:
        number = None if row.total is None else value_for_cell(row.total)
        if row.total is None or number is None:
            self._words(sheet, line, 3, row.total_text)
        else:
            sheet.write_number(line, 3, number, self._format(format_of(row.total), bold=True))

    def _answer(self, sheet: Worksheet, line: int, column: int, one: UnitAnswer) -> None:
        written: WrittenFigure | None = one.written
        number = value_for_cell(written) if written is not None else None
        if written is not None and number is not None:
            sheet.write_number(line, column, number, self._format(format_of(written)))
        elif one.state is AnswerState.ZERO:
            sheet.write_number(line, column, 0, self._format("0"))
        elif written is not None:
            self._words(sheet, line, column, answer_text(one))
        else:
            sheet.write_string(line, column, answer_text(one), self._absent)

    def _words(self, sheet: Worksheet, line: int, column: int, words: str) -> None:
        sheet.write_string(line, column, words, self._format("@"))

    def _format(self, form: str, *, bold: bool = False) -> object:
        if (form, bold) not in self._formats:
            words = form == "@"
            # Text that begins like a formula remains text when the cell is edited.
            made = {
                "num_format": form,
                "border": 1,
                "valign": "top",
                "text_wrap": words,
                "quote_prefix": words,
            }
            self._formats[form, bold] = self._book.add_format({**made, "bold": bold})
        return self._formats[form, bold]
