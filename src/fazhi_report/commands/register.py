"""The register of received papers (收件登记) as a workbook, CSV and JSON: who has answered, with what, what is wrong."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from fazhi_report.commands.city import ORIGINALS
from fazhi_report.commands.collect import Collected, write_changed
from fazhi_report.commands.paper_record import PaperHead
from fazhi_report.commands.received_papers import (
    ANSWERED,
    ASKED,
    BROKEN,
    FAULTY,
    FOREIGN,
    MISSING,
    UNREADABLE,
    WAITING,
    WRONG_YEAR,
    PaperRow,
    UnitRow,
)
from fazhi_report.commands.unit_papers import UnitRecord, read_unit_record
from fazhi_report.norms.gbt9704 import SONGTI
from fazhi_report.reporters.summary import visible
from fazhi_report.writers.excel import finish, harmless, new_workbook, row_height, stamp

if TYPE_CHECKING:
    from xlsxwriter import Workbook

FORMAT = 1
"""Version of the JSON of the register; raised by every change that breaks its readers."""
_ABSENT_PARTS = ("FZ308", "FZ309")
"""Rules that tell what a report lacks as a whole."""
_KINDS = {"report": "报告", "figures": "数据表", "statistics": "统计年报", "none": ""}
_LONGEST_CELL = 1_000


@dataclass(frozen=True, slots=True)
class RegisterColumn:
    """A column of a sheet of the register.

    Args:
        title: Its head.
        width: Its width in characters.
    """

    title: str
    width: int


_UNITS = (
    RegisterColumn("序号", 6),
    RegisterColumn("单位", 26),
    RegisterColumn("类别", 10),
    RegisterColumn("状态", 14),
    RegisterColumn("收下的文件", 34),
    RegisterColumn("收到时间", 19),
    RegisterColumn("另有", 7),
    RegisterColumn("错误", 6),
    RegisterColumn("警告", 6),
    RegisterColumn("提示", 6),
    RegisterColumn("待核", 6),
    RegisterColumn("版式", 6),
    RegisterColumn("新旧不同", 9),
    RegisterColumn("缺什么", 30),
    RegisterColumn("说明", 40),
    RegisterColumn("联系人", 10),
    RegisterColumn("电话", 16),
)
_PAPERS = (
    RegisterColumn("文件", 44),
    RegisterColumn("结果", 14),
    RegisterColumn("单位", 26),
    RegisterColumn("是什么", 9),
    RegisterColumn("收到时间", 19),
    RegisterColumn("原因", 44),
    RegisterColumn("办法", 40),
    RegisterColumn("原件", 44),
    RegisterColumn("SHA-256", 66),
)
_ENTRIES = (
    RegisterColumn("单位", 26),
    RegisterColumn("方面", 7),
    RegisterColumn("级别", 7),
    RegisterColumn("编号", 8),
    RegisterColumn("位置", 22),
    RegisterColumn("原文", 34),
    RegisterColumn("问题", 60),
    RegisterColumn("办法", 50),
)
_CHANGES = (
    RegisterColumn("单位", 26),
    RegisterColumn("类别", 7),
    RegisterColumn("指标", 26),
    RegisterColumn("原来", 50),
    RegisterColumn("现在", 50),
)


def register_name(year: int) -> str:
    """Return the stem of the register's files."""
    return f"收件登记{year}"


def write_register(found: Collected, *, force: bool = False) -> tuple[Path, ...]:
    """Write the register into the folder of the city, and return the files that changed.

    Raises:
        FazhiError: A file there was changed by hand, or the disk refuses.
    """
    records = {row.unit.name: read_unit_record(row.record) for row in found.units if row.record is not None}
    name = register_name(found.year)
    return write_changed(
        {
            found.out / f"{name}.xlsx": _workbook(found, records),
            found.out / f"{name}.csv": _csv(found, records),
            found.out / f"{name}.json": _json(found, records),
        },
        force=force,
    )


def counts(found: Collected) -> Mapping[str, int]:
    """Return how many units are in each state, in the order in which they are told."""
    states = (ANSWERED, FAULTY, WAITING, BROKEN, MISSING)
    return {state: sum(row.state == state for row in found.units) for state in states}


def troubles(found: Collected) -> list[PaperRow]:
    """Return the papers that a person has to do something about."""
    return [one for one in found.papers if one.verdict in {UNREADABLE, ASKED, FOREIGN, WRONG_YEAR}]


def missing(row: UnitRow, record: UnitRecord | None, papers: Sequence[PaperRow]) -> str:
    """Return what a unit still owes, Chinese; empty for nothing."""
    if row.outcome is None:
        told = [f"{one.name} {one.verdict}" for one in papers if one.unit == row.unit.name]
        return f"能用的报告或数据表（{'；'.join(told)}）" if told else "报告、数据表"
    entries = () if record is None else record.entries
    return "；".join(dict.fromkeys(one.message for one in entries if one.code in _ABSENT_PARTS))


def _unit_cells(found: Collected, records: Mapping[str, UnitRecord]) -> Iterator[list[str | int]]:
    by_unit: dict[str, list[PaperRow]] = {}
    for one in found.papers:
        by_unit.setdefault(one.unit, []).append(one)
    for number, row in enumerate(found.units, 1):
        outcome, record = row.outcome, records.get(row.unit.name)
        numbers: list[str | int] = [
            "" if outcome is None else count
            for count in (
                (
                    outcome.errors,
                    outcome.warnings,
                    outcome.notes,
                    outcome.doubts,
                    outcome.page,
                    outcome.changes,
                )
                if outcome is not None
                else (0,) * 6
            )
        ]
        yield [
            number,
            row.unit.name,
            row.unit.kind,
            row.state,
            "；".join(f"{_KINDS[one.kind]}：{one.name}" for one in row.papers),
            max((one.received for one in row.papers), default=""),
            row.others or "",
            *numbers,
            missing(row, record, by_unit.get(row.unit.name, ())),
            _remark(row, record),
            row.unit.contact,
            row.unit.phone,
        ]


def _remark(row: UnitRow, record: UnitRecord | None) -> str:
    told = []
    if record is not None and record.waiting:
        told.append("又交来新的，数据文件经办人改过，没有替换；看过新旧对照，要换写 --take")
    elif record is not None and record.edited:
        told.append("数据文件经办人改过，没有动")
    if row.outcome is not None and row.outcome.reason:
        told.append(row.outcome.reason)
    return "；".join(told)


def _paper_cells(found: Collected) -> Iterator[list[str | int]]:
    for one in found.papers:
        head = one.head
        yield [
            one.name,
            one.verdict,
            one.unit,
            "" if head is None else _KINDS[head.kind],
            "" if head is None else head.received,
            one.reason,
            one.hint,
            "" if head is None else _original(found, head),
            "" if head is None else head.digest,
        ]


def _original(found: Collected, head: PaperHead) -> str:
    return f"{ORIGINALS}/{found.year}/{head.kept}"


def _entry_cells(found: Collected, records: Mapping[str, UnitRecord]) -> Iterator[list[str | int]]:
    for row in found.units:
        for one in records.get(row.unit.name, UnitRecord()).entries:
            yield [
                row.unit.name,
                one.about,
                one.severity,
                one.code,
                one.place,
                one.words,
                one.message,
                one.hint,
            ]


def _change_cells(found: Collected, records: Mapping[str, UnitRecord]) -> Iterator[list[str | int]]:
    for row in found.units:
        for one in records.get(row.unit.name, UnitRecord()).changes:
            yield [row.unit.name, one.kind, one.label, one.old, one.new]


def _workbook(found: Collected, records: Mapping[str, UnitRecord]) -> bytes:
    buffer = BytesIO()
    with new_workbook(buffer) as book:
        stamp(book, f"{found.year}年度法治政府建设报告收件登记")
        _sheet(book, "收件登记", _UNITS, list(_unit_cells(found, records)))
        _sheet(book, "文件", _PAPERS, list(_paper_cells(found)))
        _sheet(book, "问题", _ENTRIES, list(_entry_cells(found, records)))
        _sheet(book, "新旧对照", _CHANGES, list(_change_cells(found, records)))
    return buffer.getvalue()


_FILLS = {FAULTY: "#FCE4D6", WAITING: "#FFF2CC", BROKEN: "#F8CBAD", MISSING: "#EDEDED", ASKED: "#FFF2CC"}
_FILLS |= {UNREADABLE: "#F8CBAD", FOREIGN: "#F8CBAD", WRONG_YEAR: "#F8CBAD"}


def _sheet(
    book: Workbook, name: str, columns: Sequence[RegisterColumn], rows: Sequence[list[str | int]]
) -> None:
    """Write a sheet; the colours only repeat the words of the state."""
    sheet = book.add_worksheet(name)
    font = {"font_name": SONGTI.family, "font_size": 10, "valign": "top", "border": 1, "text_wrap": True}
    head = book.add_format(
        {**font, "bold": True, "bg_color": "#D9E1F2", "align": "center", "valign": "vcenter"}
    )
    plain = book.add_format(font)
    shades = {word: book.add_format({**font, "bg_color": color}) for word, color in _FILLS.items()}
    for column, one in enumerate(columns):
        sheet.set_column(column, column, one.width)
        sheet.write_string(0, column, one.title, head)
    for at, row in enumerate(rows, 1):
        sheet.set_row(
            at, row_height((str(value), one.width) for value, one in zip(row, columns, strict=True))
        )
        for column, value in enumerate(row):
            if isinstance(value, int):
                sheet.write_number(at, column, value, plain)
            else:
                words = visible(value)[:_LONGEST_CELL]
                sheet.write_string(at, column, words, shades.get(words, plain))
    finish(sheet, len(columns), max(len(rows), 1))


def _csv(found: Collected, records: Mapping[str, UnitRecord]) -> bytes:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow([one.title for one in _UNITS])
    for row in _unit_cells(found, records):
        writer.writerow([harmless(visible(str(cell))) for cell in row])
    return ("\ufeff" + stream.getvalue()).encode("utf-8")


def _json(found: Collected, records: Mapping[str, UnitRecord]) -> bytes:
    titles = [one.title for one in _UNITS]
    data = {
        "format": FORMAT,
        "year": found.year,
        "counts": counts(found),
        "units": [
            {
                **dict(zip(titles, row, strict=True)),
                "papers": [_paper_json(found, head) for head in one.papers],
                "entries": [entry.model_dump() for entry in records.get(one.unit.name, UnitRecord()).entries],
                "changes": [
                    change.model_dump() for change in records.get(one.unit.name, UnitRecord()).changes
                ],
            }
            for row, one in zip(_unit_cells(found, records), found.units, strict=True)
        ],
        "files": [
            {
                "name": visible(one.name),
                "verdict": one.verdict,
                "unit": one.unit,
                "reason": one.reason,
                "hint": one.hint,
                **({} if one.head is None else _paper_json(found, one.head)),
            }
            for one in found.papers
        ],
    }
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "backslashreplace")


def _paper_json(found: Collected, head: PaperHead) -> dict[str, str]:
    return {
        "file": visible(head.name),
        "kind": head.kind,
        "received": head.received,
        "sha256": head.digest,
        "original": _original(found, head),
    }
