"""The roster of a city: the units that have to report (花名册), read from a CSV file or a workbook."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from fazhi_report.errors import FazhiError, system_reason
from fazhi_report.readers.grid import read_workbook
from fazhi_report.readers.text import decode
from fazhi_report.regular_files import open_regular
from fazhi_report.source.layout import ROSTERS
from fazhi_report.text.organ_names import plain_name

_MOST_BYTES = 5_000_000
MOST_UNITS = 20_000
_HEADS = {
    "name": ("单位", "单位名称", "机关", "机关名称", "名称", "unit", "name"),
    "short": ("简称", "规范化简称", "别名", "曾用名", "short"),
    "kind": ("类别", "单位类别", "类型", "kind"),
    "contact": ("联系人", "填报人", "经办人", "contact"),
    "phone": ("电话", "联系电话", "手机", "phone"),
}
"""Field → what its column may be called; the first that is there counts."""
_PARTS = re.compile(r"[、，,；;/|\s]+")
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class RosterUnit:
    """A unit of the roster.

    Args:
        name: Its full name.
        short_names: Its short and former names.
        kind: What kind of unit it is, in the words of the roster; empty when not given.
        contact: Whom to ask; empty when not given.
        phone: How to reach them; empty when not given.
    """

    name: str
    short_names: tuple[str, ...] = ()
    kind: str = ""
    contact: str = ""
    phone: str = ""


@dataclass(frozen=True)
class Roster:
    """The units that have to report, in the order of the file.

    Args:
        units: The units.
        path: The file that they were read from.
    """

    units: tuple[RosterUnit, ...]
    path: Path

    @cached_property
    def _by_name(self) -> dict[str, list[RosterUnit]]:
        found: dict[str, list[RosterUnit]] = {}
        for unit in self.units:
            for name in dict.fromkeys(map(plain_name, (unit.name, *unit.short_names))):
                found.setdefault(name, []).append(unit)
        return found

    def matches(self, name: str) -> tuple[RosterUnit, ...]:
        """Return the units that have a name, full or short: none, one, or several that have to be told apart."""
        wanted = plain_name(name)
        full = [unit for unit in self._by_name.get(wanted, ()) if plain_name(unit.name) == wanted]
        return tuple(full or self._by_name.get(wanted, ()))


def roster_of(city: Path) -> Roster | None:
    """Return the roster in the folder of a city; None where there is none.

    Raises:
        FazhiError: It cannot be read.
    """
    found = next((path for path in (city / name for name in ROSTERS) if path.is_file()), None)
    return None if found is None else read_roster(found)


def read_roster(path: Path) -> Roster:
    """Read a roster: a CSV file in UTF-8 or GB 18030, or a workbook; the first row names the columns.

    Raises:
        FazhiError: There is no such file, it is no table, has no column of names, or names a unit twice.
    """
    rows = _workbook_rows(path) if path.suffix.lower() == ".xlsx" else _csv_rows(path)
    head = next((at for at, row in enumerate(rows) if _column(row, "name") is not None), None)
    if head is None:
        raise FazhiError(
            f"{path} 里没有“单位”一列", "第一行写各列的名称：单位,简称,类别,联系人,电话；只有“单位”必有"
        )
    columns = {field: _column(rows[head], field) for field in _HEADS}
    units = tuple(
        RosterUnit(
            name=cell(row, columns["name"]),
            short_names=tuple(filter(None, _PARTS.split(cell(row, columns["short"])))),
            kind=cell(row, columns["kind"]),
            contact=cell(row, columns["contact"]),
            phone=cell(row, columns["phone"]),
        )
        for row in rows[head + 1 :]
        if cell(row, columns["name"])
    )
    _require_each_once(path, units)
    return Roster(units, path)


def _require_each_once(path: Path, units: Sequence[RosterUnit]) -> None:
    if not units:
        raise FazhiError(f"{path} 里一家单位也没有", "表头之下一行一家单位")
    if len(units) > MOST_UNITS:
        raise FazhiError(
            f"{path} 里有 {len(units)} 家单位，超过 {MOST_UNITS} 家，没有读", "检查是不是选错了文件"
        )
    twice = [name for name, count in Counter(plain_name(unit.name) for unit in units).items() if count > 1]
    if twice:
        raise FazhiError(f"{path} 里“{twice[0]}”写了两遍", "一家单位一行；曾用名、简称写在“简称”一列")


def _column(row: Sequence[str], field: str) -> int | None:
    heads = [plain_name(one).lower() for one in row]
    return next((heads.index(name) for name in _HEADS[field] if name in heads), None)


def cell(row: Sequence[str], column: int | None) -> str:
    """Return the text of a cell; empty beyond the row's end and for no column."""
    return "" if column is None or column >= len(row) else _BLANKS.sub(" ", row[column]).strip()


def _csv_rows(path: Path) -> list[list[str]]:
    try:
        text = decode(_bytes(path))
        first = text.partition("\n")[0]
        delimiter = max(",\t;", key=first.count)
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except (csv.Error, ValueError) as error:
        raise FazhiError(
            f"{path} 不是 CSV 表格（{error}）", "用 Excel 或 WPS 另存为“CSV UTF-8”，或直接给 .xlsx"
        ) from None


def _workbook_rows(path: Path) -> list[list[str]]:
    grid = read_workbook(_bytes(path)).grids[0]
    last_row = max((row for row, _ in grid.cells), default=0)
    last_column = min(max((column for _, column in grid.cells), default=0), 50)
    if last_row > MOST_UNITS * 2:
        raise FazhiError(f"{path} 有 {last_row} 行，没有读", "检查是不是选错了文件")
    return [
        [grid.text(row, column) for column in range(1, last_column + 1)] for row in range(1, last_row + 1)
    ]


def _bytes(path: Path) -> bytes:
    try:
        with open_regular(path) as stream:
            data = stream.read(_MOST_BYTES + 1)
    except OSError as error:
        raise FazhiError(f"读不了花名册 {path}：{system_reason(error)}", "检查路径和权限") from None
    if len(data) > _MOST_BYTES:
        raise FazhiError(f"花名册 {path} 太大", "检查是不是选错了文件")
    return data
