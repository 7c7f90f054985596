"""The table of figures as one workbook for people: a row per figure, numbers as numbers, heads that stay."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple
from decimal import Decimal
from io import BytesIO

from fazhi_report.commands.tables import FigureRow
from fazhi_report.errors import FazhiError
from fazhi_report.writers.excel import finish, new_workbook, stamp

_HEADS = (
    "机关",
    "年度",
    "指标键",
    "指标",
    "数值",
    "计量单位",
    "约数",
    "状态",
    "照报告的写法",
    "来源",
    "数据文件",
)
_WIDTHS = (24, 7, 32, 26, 14, 10, 8, 14, 18, 20, 30)
MOST_ROWS = 1_000_000
"""Most rows: a sheet has 1,048,576."""
# Excel keeps fifteen digits of a number; longer ones are written as text.
_MOST_DIGITS = 15


def figure_workbook(rows: Sequence[FigureRow]) -> bytes:
    """Return the rows as a workbook: same rows, same bytes.

    Raises:
        FazhiError: There are more rows than a sheet has.
    """
    if len(rows) > MOST_ROWS:
        raise FazhiError(
            f"共 {len(rows)} 行，一张工作表放不下", "用 --format csv 或 parquet，或分几个年度导出"
        )
    buffer = BytesIO()
    with new_workbook(buffer) as book:
        stamp(book, "指标")
        sheet = book.add_worksheet("指标")
        head = book.add_format({"bold": True, "border": 1})
        words = book.add_format({"num_format": "@", "quote_prefix": True})
        for column, (title, width) in enumerate(zip(_HEADS, _WIDTHS, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, title, head)
        for line, row in enumerate(rows, 1):
            for column, value in enumerate(astuple(row)):
                if value is None:
                    continue
                if isinstance(value, str) or _is_long(value):
                    sheet.write_string(line, column, f"{value}", words)
                else:
                    sheet.write_number(line, column, float(value))
        finish(sheet, len(_HEADS), max(len(rows), 1))
    return buffer.getvalue()


def _is_long(value: int | Decimal) -> bool:
    return isinstance(value, Decimal) and len(value.as_tuple().digits) > _MOST_DIGITS
