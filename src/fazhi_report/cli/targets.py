"""The data files that a command line means."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from fazhi_report.errors import FazhiError

if TYPE_CHECKING:
    from fazhi_report.commands.units import Unit

_YEAR = re.compile(r"^(?:19|20|21)\d{2}$")
_SUFFIXES = (".yaml", ".yml")
_NO_YEARS = "先用 fazhi-report init 建立工作文件夹，或用 --data 指明数据文件夹"


@dataclass(frozen=True, slots=True)
class Chosen:
    """The units that a command line means.

    Args:
        units: Looks for them, anew at every call.
        listed: Whether they are years or files named one by one, rather than folders or ``--all``.
    """

    units: Callable[[], Iterable[Unit]]
    listed: bool = False


def chosen_units(targets: list[str], data: Path, *, all_years: bool) -> Chosen:
    """The units that a command line means.

    Args:
        targets: Folders, or years and files.
        data: The data folder (``--data``), which ``--all`` means where no folder is named: its years, or where it
            has none, the units below it.
        all_years: Whether ``--all`` is given.

    Raises:
        FazhiError: Folders are named beside files or years, ``--all`` is given with files, there is no such file, or
            there is nothing to do.
    """
    from fazhi_report.commands.units import Unit, units_below, years_in

    folders = [Path(target) for target in targets if Path(target).is_dir()]
    if folders and len(folders) < len(targets):
        raise FazhiError("文件夹不能和年度、文件写在一起", "分两次运行")
    if targets and not folders:
        if all_years:
            raise FazhiError("--all 是每一年，不必再写年度或文件", "去掉 --all，或去掉年度和文件")
        listed = tuple(resolve(targets, data))
        return Chosen(lambda: [Unit((), listed, whole=False)], listed=True)
    if not targets and not all_years:
        raise FazhiError("缺少参数：年度、文件或文件夹", "如 2020；数据文件夹里的每一年，用 --all")
    roots = folders or [data]
    if len(roots) == 1 and (files := years_in(roots[0])):
        # The data folder of one unit.
        return Chosen(lambda: [Unit((), files)])
    if next(iter(units_below(roots)), None) is None:
        names = "、".join(map(str, roots))
        raise FazhiError(
            f"{names} 里没有任何年度的数据文件",
            "单位文件夹里要有 data/年份.yaml，如 某市/某局/data/2020.yaml",
        )
    return Chosen(lambda: units_below(roots))


def resolve(targets: Iterable[str], data: Path) -> list[Path]:
    """The data files that years and paths mean: a year means its file in the data folder.

    Args:
        targets: Years (2020) and paths.
        data: The data folder (``--data``).

    Raises:
        FazhiError: There is no such file.
    """
    return [_resolved(target, data) for target in targets]


def _years(data: Path) -> list[str]:
    if not data.is_dir():
        return []
    found = (path.stem for path in data.iterdir() if path.suffix in _SUFFIXES and _YEAR.match(path.stem))
    return sorted(set(found))


def _resolved(target: str, data: Path) -> Path:
    if not _YEAR.match(target):
        path = Path(target)
        if not path.exists():
            raise FazhiError(f"没有文件 {target}", "检查路径；用年度时写四位数字，如 fazhi-report build 2020")
        if path.is_dir():
            raise FazhiError(
                f"{target} 是文件夹", "写到具体的数据文件，如 data/2020.yaml；整个文件夹用 build 或 validate"
            )
        return path
    for suffix in _SUFFIXES:
        path = data / f"{target}{suffix}"
        if path.exists():
            return path
    years = _years(data)
    hint = f"{data} 里有：{'、'.join(years)}" if years else _NO_YEARS
    raise FazhiError(f"{data} 里没有 {target} 年的数据文件", hint)
