"""Excel workbooks made by XlsxWriter, and native charts in them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING

from fazhi_report.document.nodes import ChartBlock, ChartLine
from fazhi_report.norms import gbt9704 as norms
from fazhi_report.norms.length import Length

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.chart import Chart as ExcelChart
    from xlsxwriter.worksheet import Worksheet

# A workbook that knows no clock: same rows, same bytes.
_EPOCH = datetime(1980, 1, 1)  # noqa: DTZ001  (Excel's stamps have no zone)
_OPTIONS = {
    "in_memory": True,
    # Every cell is written by its type; nothing that begins with = ever becomes a formula.
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
# Told apart without colour: by dash, by marker, and by the grey of the norms.
_DASHES = ("solid", "dash", "square_dot", "long_dash", "dash_dot", "round_dot")
_MARKERS = ("circle", "square", "triangle", "diamond", "x", "plus")
MOST_LINES = len(_DASHES)
"""The greatest number of lines that can be told apart in grey."""
_A4 = 9
_PIXELS_PER_INCH = 96


def new_workbook(buffer: BytesIO) -> Workbook:
    """A new workbook, which is written to the buffer when it is closed."""
    # Imported where it is used: most commands write no workbook.
    import xlsxwriter  # noqa: PLC0415

    return xlsxwriter.Workbook(buffer, _OPTIONS)


def stamp(book: Workbook, title: str) -> None:
    """Set title and dates of the workbook; the dates are fixed, so that the same input gives the same bytes."""
    book.set_properties({"title": title, "created": _EPOCH})


_LINE_HEIGHT = 13.5
_MOST_LINES = 25


def row_height(cells: Iterable[tuple[str, int]]) -> float:
    """Return the height of a row with wrapped cells in points: LibreOffice fits no row by itself in print.

    Args:
        cells: Text and width of each cell, in characters of the width of a digit.
    """
    lines = [
        sum(
            -(
                -max(1, sum(2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in line))
                // max(width - 1, 1)
            )
            for line in (text.splitlines() or [""])
        )
        for text, width in cells
    ]
    return _LINE_HEIGHT * min(max(lines, default=1), _MOST_LINES) + 2


def finish(sheet: Worksheet, width: int, height: int) -> None:
    """Freeze the header row and give it a filter; set the print to A4, landscape, with the header row on every page."""
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, height, width - 1)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)


def chart_workbook(chart: ChartBlock) -> bytes:
    """A workbook with one sheet: the numbers of the chart, one column per year, and the native chart below them."""
    buffer = BytesIO()
    with new_workbook(buffer) as book:
        stamp(book, "".join(part.text for part in chart.caption))
        draw_chart(book, "data", chart)
    return buffer.getvalue()


def draw_chart(book: Workbook, name: str, chart: ChartBlock) -> None:
    """Write the numbers of a chart into a sheet, one column per year, and put the native chart below them."""
    sheet = book.add_worksheet(name)
    _numbers(sheet, chart)
    made = book.add_chart({"type": "line"})
    for number, line in enumerate(chart.lines):
        made.add_series(_series(name, number, line, len(chart.categories)))
    _look(made, chart)
    sheet.insert_chart(len(chart.lines) + 2, 0, made, {"description": chart.description})


def _numbers(sheet: Worksheet, chart: ChartBlock) -> None:
    for column, category in enumerate(chart.categories, 1):
        sheet.write_string(0, column, category)
    for row, line in enumerate(chart.lines, 1):
        sheet.write_string(row, 0, line.label)
        for column, value in enumerate(line.values, 1):
            if value is not None:
                sheet.write_number(row, column, float(value))


def _series(sheet: str, number: int, line: ChartLine, width: int) -> dict[str, object]:
    """The options of one line: its cells, dash and marker, and a label for each point with the printed text."""
    row = number + 1
    grey = f"#{norms.CHART_GREYS.value[number % len(norms.CHART_GREYS.value)]}"
    return {
        "name": [sheet, row, 0],
        "categories": [sheet, 0, 1, 0, width],
        "values": [sheet, row, 1, row, width],
        "line": {"color": grey, "width": 1.5, "dash_type": _DASHES[number]},
        "marker": {
            "type": _MARKERS[number],
            "size": 6,
            "border": {"color": grey},
            "fill": {"color": "white" if number % 2 else grey},
        },
        "data_labels": {
            "value": True,
            "position": "above",
            "font": _font(),
            # As printed: the label of about eighty must not read eighty.
            "custom": [{"value": text, "font": _font()} if text else {"delete": True} for text in line.texts],
        },
    }


def _look(made: ExcelChart, chart: ChartBlock) -> None:
    made.set_size(
        {"width": _pixels(norms.TYPE_AREA_WIDTH.value), "height": _pixels(norms.CHART_HEIGHT.value)}
    )
    made.set_title({"none": True})
    made.set_legend({"position": "bottom", "font": _font()})
    made.set_x_axis({"num_font": _font(), "line": {"color": "black"}})
    made.set_y_axis(
        {
            "name": chart.unit,
            "name_font": _font(),
            "num_font": _font(),
            "major_gridlines": {"visible": True, "line": {"color": "#BFBFBF", "width": 0.5}},
        }
    )
    made.show_blanks_as("span")
    made.set_chartarea({"border": {"none": True}, "fill": {"none": True}})


def _font() -> dict[str, object]:
    wanted = norms.CHART_TEXT.value
    return {"name": wanted.face.family, "size": wanted.size.pt, "bold": False, "color": "black"}


def _pixels(length: Length) -> int:
    return round(length.pt / 72 * _PIXELS_PER_INCH)


# Full-width and small signs are read like these by some spreadsheets, and by Excel after a conversion.
_SIGNS = frozenset("=+-@\u2212")
_LEADS = ("\t", "\r", "\n", "\x00")
# -18件, +2.4个百分点, -3.2%: a number, with a Chinese unit or none, so that nothing is left to compute with.
_NUMBER = re.compile(r"[-+\u2212＋－]?\d[\d,]*(?:\.\d+)?[\u4e00-\u9fff]{0,8}[%％‰]?", re.ASCII)


def harmless(cell: str) -> str:
    """The text as a cell that no spreadsheet reads as a formula; a cell that is a number stays one."""
    if _NUMBER.fullmatch(cell):
        return cell
    # A spreadsheet skips what nobody sees.
    seen = next((one for one in cell if unicodedata.category(one)[0] not in "CZ"), "")
    begins = not _SIGNS.isdisjoint(unicodedata.normalize("NFKC", seen)[:1])
    return f"'{cell}" if begins or cell.startswith(_LEADS) else cell
