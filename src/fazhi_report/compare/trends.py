"""Series written out: a table with bars for people, CSV, JSON and a workbook."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from io import BytesIO

from fazhi_report.compare.series import Series, by_unit, to_chart
from fazhi_report.compare.words import decimal
from fazhi_report.compare.workbook import number_format, number_of
from fazhi_report.errors import FazhiError
from fazhi_report.notation.cells import harmless
from fazhi_report.tree.nodes import Chart
from fazhi_report.writers.excel import MOST_LINES, draw_chart, finish, new_workbook, stamp

FORMAT = 1
"""Raised when a reader of the JSON would have to change."""
NOTHING = "—"


def rows(drawn: Sequence[Series]) -> tuple[list[str], list[list[str]]]:
    """Head and rows: a row a series, a column a year, the bars last."""
    years = [point.year for point in drawn[0].points]
    head = ["指标键", "指标", *(f"{year}年" for year in years), "走势"]
    return head, [
        [one.key, one.label, *(point.text or NOTHING for point in one.points), one.spark] for one in drawn
    ]


def to_csv(drawn: Sequence[Series]) -> bytes:
    """A row a figure a year: its text, its number in the unit of the series, and where the series breaks."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(["指标键", "指标", "年份", "数值", "数", "单位", "与前一年不可比的原因"])
    for one in drawn:
        for point in one.points:
            number = "" if point.value is None or point.hedged else decimal(point.value)
            cells = [one.key, one.label, str(point.year), point.text, number, one.unit, point.broken]
            writer.writerow([harmless(cell) for cell in cells])
    return ("\ufeff" + stream.getvalue()).encode("utf-8")


def to_json(organ: str, drawn: Sequence[Series]) -> bytes:
    """Every point with its number as exact text."""
    data = {
        "format": FORMAT,
        "organ": organ,
        "series": [
            {
                "key": one.key,
                "label": one.label,
                "unit": one.unit,
                "points": [
                    {
                        "year": point.year,
                        "text": point.text or None,
                        "value": None if point.value is None else decimal(point.value),
                        "hedged": point.hedged,
                        "key": None if point.entry is None else point.entry.key,
                        "broken": point.broken or None,
                    }
                    for point in one.points
                ],
            }
            for one in drawn
        ],
    }
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def to_xlsx(organ: str, drawn: Sequence[Series]) -> bytes:
    """A sheet with numbers as numbers, and for each unit a chart that Excel draws.

    Raises:
        FazhiError: The library that writes workbooks is not installed, or a chart would hold too many lines.
    """
    head, lines = rows(drawn)
    buffer = BytesIO()
    with new_workbook(buffer) as book:
        stamp(book, f"{organ}指标走势")
        sheet = book.add_worksheet("走势")
        bold = book.add_format({"bold": True, "border": 1})
        for column, word in enumerate(head[:-1]):
            sheet.write_string(0, column, word, bold)
        sheet.set_column(0, 0, 34)
        sheet.set_column(1, 1, 26)
        sheet.set_column(2, len(head), 12)
        for row, (one, line) in enumerate(zip(drawn, lines, strict=True), 1):
            sheet.write_string(row, 0, one.key)
            sheet.write_string(row, 1, one.label)
            for column, (point, words) in enumerate(zip(one.points, line[2:], strict=False), 2):
                number = None if point.entry is None else number_of(point.entry)
                if point.entry is None or number is None:
                    sheet.write_string(row, column, words)
                else:
                    form = book.add_format({"num_format": number_format(point.entry)})
                    sheet.write_number(row, column, number, form)
        finish(sheet, len(head) - 1, len(drawn))
        for number, chart in enumerate(charts(drawn), 1):
            draw_chart(book, f"图{number}", chart)
    return buffer.getvalue()


def charts(drawn: Sequence[Series]) -> list[Chart]:
    """A chart for each unit.

    Raises:
        FazhiError: A chart would hold more lines than can be told apart in grey.
    """
    made = [to_chart(group) for group in by_unit(drawn)]
    crowded = next((chart for chart in made if len(chart.lines) > MOST_LINES), None)
    if crowded is not None:
        raise FazhiError(
            f"一张图里有 {len(crowded.lines)} 条线，黑白印出来分不清", f"一次最多画 {MOST_LINES} 条，分几次画"
        )
    return made
