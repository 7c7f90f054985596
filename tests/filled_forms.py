"""Forms filled in as offices do, whole and damaged, by another library than the one that writes them."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from fazhi_report.forms.columns import INDEX
from fazhi_report.forms.identity import PROPERTY

FIRST = 5
"""Row of the first figure."""


def column(name: str) -> int:
    return INDEX[name] + 1


def data_file(offices: int, *, year: int = 2025, organ: str = "示例市司法局") -> str:
    """A data file of an invented office, three open figures for each of its sections: a count, money, a rate."""
    lines = [
        "kind: figures",
        f"year: {year}",
        "organ:",
        f"  name: {organ}",
        "figures:  # 一项一行",
    ]
    for number in range(1, offices + 1):
        said = f"source: 第{number}科"
        lines += [
            f"  # 第{number}科",
            f"  own.k{number}_cases: {{label: 第{number}科办理案件, status: to_fill, previous: {number}件, {said}}}  # 核",
            f"  own.k{number}_money: {{label: 第{number}科涉及金额, status: to_fill, previous: 1.50万元, {said}}}",
            f"  own.k{number}_rate:",
            f"    label: 第{number}科办结率",
            "    status: to_fill  # 上年：99.5%",
            "    previous: 99.5%",
            f"    source: 第{number}科",
        ]
    return "\n".join(lines) + "\n"


def answers(number: int) -> dict[str, tuple[object, str, str]]:
    """What a section fills in: key → value of the cell, its format, and what the data file is to say."""
    return {
        f"own.k{number}_cases": (1000 + number, "General", f"{1000 + number}件"),
        f"own.k{number}_money": (number + 0.25, "General", f"{number + 0.25:g}万元"),
        f"own.k{number}_rate": ((900 + number % 100) / 1000, "0.0%", f"{(900 + number % 100) / 10:g}%"),
    }


def rows_of(sheet: Worksheet) -> dict[str, int]:
    """Key → row."""
    found = {str(sheet.cell(row, column("key")).value): row for row in range(FIRST, sheet.max_row)}
    found.pop("None", None)
    return found


def answer(sheet: Worksheet, key: str, value: object, form: str = "General", state: str | None = None) -> str:
    """Fill in a row; gives the cell."""
    cell: Any = sheet.cell(rows_of(sheet)[key], column("value"))
    cell.value, cell.number_format = value, form
    if state is not None:
        sheet.cell(cell.row, column("state"), state)
    return str(cell.coordinate)


def fill(path: Path, number: int) -> None:
    """Fill in the form of a section."""
    book = load_workbook(path)
    for key, (value, form, _) in answers(number).items():
        answer(book.worksheets[0], key, value, form)
    book.save(path)


Damage = Callable[[Workbook, Worksheet, str, int], None]
"""Damages a filled form: the workbook, its sheet, the key of the first figure, its row."""


@dataclass(frozen=True)
class Kind:
    """A kind of damage.

    Args:
        damage: What is done to the workbook.
        refused: What is said of the first figure; empty where it is taken all the same.
        value: What the data file then says; None for what was filled in.
        whole: Whether all of the workbook is refused.
        rows: Rows that it takes away or makes unreadable; None for the first one, where it is refused.
    """

    damage: Damage
    refused: str = ""
    value: str | None = None
    whole: bool = False
    rows: int | None = None

    @property
    def lost(self) -> int:
        """How many of the three values of a section are not taken."""
        if self.rows is not None:
            return self.rows
        return 3 if self.whole else int(bool(self.refused))


def _typed(value: object, form: str = "General", state: str | None = None) -> Damage:
    def damage(_book: Workbook, sheet: Worksheet, key: str, _row: int) -> None:
        answer(sheet, key, value, form, state)

    return damage


def _rate(value: object, form: str = "General") -> Damage:
    """The rate of the section is typed in another way; its row is told like the first one's."""

    def damage(_book: Workbook, sheet: Worksheet, key: str, _row: int) -> None:
        answer(sheet, key.replace("_cases", "_rate"), value, form)

    return damage


def _insert_row(_book: Workbook, sheet: Worksheet, _key: str, row: int) -> None:
    # As Excel does, and this library does not: the signed line moves, too.
    for merged in [one for one in sheet.merged_cells.ranges if one.min_row > row]:
        merged.shift(row_shift=1)
    sheet.insert_rows(row)


def _delete_row(_book: Workbook, sheet: Worksheet, _key: str, row: int) -> None:
    sheet.delete_rows(row + 1)


def _sort(_book: Workbook, sheet: Worksheet, _key: str, row: int) -> None:
    """Whole rows change places; names of cells stay where they were."""
    for at in range(1, sheet.max_column + 1):
        one, other = sheet.cell(row, at), sheet.cell(row + 2, at)
        one.value, other.value = other.value, one.value
        one.number_format, other.number_format = other.number_format, one.number_format


def _sort_names_alone(_book: Workbook, sheet: Worksheet, _key: str, row: int) -> None:
    one, other = sheet.cell(row, column("label")), sheet.cell(row + 1, column("label"))
    one.value, other.value = other.value, one.value


def _rename_sheet(_book: Workbook, sheet: Worksheet, _key: str, _row: int) -> None:
    sheet.title = "Sheet1（改）"


def _move_columns(_book: Workbook, sheet: Worksheet, _key: str, _row: int) -> None:
    sheet.insert_cols(column("value"))
    sheet.insert_cols(1)


def _delete_key_column(_book: Workbook, sheet: Worksheet, _key: str, _row: int) -> None:
    sheet.delete_cols(1, 2)


def _delete_answer_column(_book: Workbook, sheet: Worksheet, _key: str, _row: int) -> None:
    sheet.delete_cols(column("value"))


def _merge(_book: Workbook, sheet: Worksheet, _key: str, row: int) -> None:
    sheet.merge_cells(
        start_row=row, end_row=row + 1, start_column=column("value"), end_column=column("value")
    )


def _old_layout(book: Workbook, sheet: Worksheet, _key: str, _row: int) -> None:
    _relabel(book, sheet, lambda text: text.replace("form|1|", "form|0|"))


def _other_office(book: Workbook, sheet: Worksheet, _key: str, _row: int) -> None:
    _relabel(book, sheet, lambda text: text.replace("示例市司法局", "示例县司法局"))


def _other_year(book: Workbook, sheet: Worksheet, _key: str, _row: int) -> None:
    _relabel(book, sheet, lambda text: text.replace("|2025|", "|2024|"))


def _relabel(book: Workbook, sheet: Worksheet, change: Callable[[str], str]) -> None:
    sheet.cell(1, 1).value = change(str(sheet.cell(1, 1).value))
    properties = book.custom_doc_props  # type: ignore[attr-defined]
    properties[PROPERTY].value = change(properties[PROPERTY].value)


def _twice(_book: Workbook, sheet: Worksheet, _key: str, row: int) -> None:
    """The row is copied below the last one, with another answer."""
    last = max(rows_of(sheet).values()) + 1
    sheet.unmerge_cells(str(next(iter(r for r in sheet.merged_cells.ranges if r.min_row == last))))
    for at in range(1, sheet.max_column + 1):
        sheet.cell(last, at).value = sheet.cell(row, at).value
    sheet.cell(last, column("value")).value = 7


def _rename_figure(_book: Workbook, sheet: Worksheet, _key: str, row: int) -> None:
    sheet.cell(row, column("label")).value = "今年受理的信访事项"


def _change_unit(_book: Workbook, sheet: Worksheet, _key: str, row: int) -> None:
    sheet.cell(row, column("unit")).value = "人"


def _formula(_book: Workbook, sheet: Worksheet, key: str, _row: int) -> None:
    # A workbook saved by this library has no results of formulas.
    answer(sheet, key, "=SUM(500,500)+1")


KINDS: dict[str, Kind] = {
    "row inserted": Kind(_insert_row),
    "row of another figure deleted": Kind(_delete_row, rows=1),
    "rows sorted": Kind(_sort),
    "one column sorted alone": Kind(_sort_names_alone, "多半只排序、移动了一部分列", rows=2),
    "sheet renamed": Kind(_rename_sheet),
    "columns moved": Kind(_move_columns),
    "hidden columns deleted": Kind(_delete_key_column),
    "answers deleted": Kind(_delete_answer_column, "本年数", whole=True),
    "number as text": Kind(_typed("1234", "@"), value="1234件"),
    "full-width digits": Kind(_typed("１，２３４"), value="1234件"),
    "thousands": Kind(_typed("1,234"), value="1234件"),
    "thousands misplaced": Kind(_typed("12,34"), "逗号不在千位上"),
    "unit typed in": Kind(_typed(" 12 件"), value="12件"),
    "another unit": Kind(_typed("12人"), "单位不同"),
    "hedged": Kind(_typed("80余"), value="80余件"),
    "nothing": Kind(_typed("无"), "说不清是零、没有统计还是不适用"),
    "a dash": Kind(_typed("—"), "说不清是零、没有统计还是不适用"),
    "a dash and a state": Kind(_typed("—", state="没有统计"), value="没有统计"),
    "number against state": Kind(_typed(12, state="不适用"), "状态却是“不适用”"),
    "own state": Kind(_typed(None, state="不知道"), "不在四种之内"),
    "words": Kind(_typed("十二件"), "用汉字写的"),
    "two numbers": Kind(_typed("12（其中3）"), "不止一个数"),
    "formula without result": Kind(_formula, "公式没有算出的结果"),
    "error of a formula": Kind(_typed("#REF!"), "公式出错"),
    "merged": Kind(_merge, "合并", rows=2),
    "old layout": Kind(_old_layout, "第 0 版", whole=True),
    "other office": Kind(_other_office, "示例县司法局的表", whole=True),
    "other year": Kind(_other_year, "2024 年的表", whole=True),
    "two answers": Kind(_twice, "两处答案不同"),
    "a date": Kind(_typed(datetime(2025, 3, 5), "yyyy-mm-dd"), "日期"),  # noqa: DTZ001  (Excel's days have no zone)
    "count in per cent": Kind(_typed(0.12, "0%"), "百分数"),
    "rate as a fraction": Kind(_rate(0.66), "分不清"),
    "rate as a fraction in text": Kind(_rate("0.66"), "分不清"),
    "rate of the hundredfold": Kind(_rate(66, "0%"), "大得反常"),
    "figure renamed": Kind(_rename_figure, "被改成了"),
    "unit of the row changed": Kind(_change_unit, "单位"),
    "below zero": Kind(_typed(-3), "负数"),
    "too long": Kind(_typed(1e17), "15 位"),
    "true": Kind(_typed(value=True), "不是数"),
}


def damaged(path: Path, kind: str) -> None:
    """Damage a filled form."""
    book = load_workbook(path)
    sheet = book.worksheets[0]
    key, row = min(rows_of(sheet).items(), key=lambda one: one[1])
    KINDS[kind].damage(book, sheet, key, row)
    book.save(path)


def as_wps_saves(path: Path) -> None:
    """Give a workbook the false dimension and the properties that WPS writes."""
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            if name.startswith("xl/worksheets/sheet"):
                content = re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1"', content)  # noqa: PLW2901
            if name == "docProps/core.xml":
                content = content.replace(b"</cp:coreProperties>", b"<dc:x><y/></dc:x></cp:coreProperties>")  # noqa: PLW2901
            made.writestr(name, content)
    path.write_bytes(buffer.getvalue())
