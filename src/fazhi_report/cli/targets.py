"""The data files that a command line means."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from fazhi_report.cli.common import say
from fazhi_report.errors import FazhiError

if TYPE_CHECKING:
    from fazhi_report.commands.city import City, Unit

_YEAR = re.compile(r"^(?:19|20|21)\d{2}$")
_SUFFIXES = (".yaml", ".yml")
_NO_YEARS = "先用 fazhi-report init 建立工作文件夹，或用 --data 指明数据文件夹"


@dataclass(frozen=True, slots=True)
class Chosen:
    """The units that a command line means.

    Args:
        city: The units, and what was passed over.
        listed: Whether they are years or files named one by one, rather than folders or ``--all``.
    """

    city: City
    listed: bool = False

    def units(self) -> Iterable[Unit]:
        """The units, in order."""
        return self.city.units


def chosen_units(targets: list[str], data: Path, *, all_years: bool, statistics: bool = False) -> Chosen:
    """The units that a command line means.

    Args:
        targets: Folders, or files; years say which year of the folders, or of the data folder where none is named.
        data: The data folder (``--data``), which ``--all`` means where no folder is named: its years, or where it
            has none, the units below it.
        all_years: Whether ``--all`` is given.
        statistics: Whether the statistics that stand beside the reports in a folder belong to it.

    Raises:
        FazhiError: Folders are named beside files, ``--all`` is given with files, there is no such file, or
            there is nothing to do.
    """
    from fazhi_report.commands.city import City, Unit

    folders, years, files = sorted_targets(targets)
    if folders and files:
        raise FazhiError("文件夹不能和文件写在一起", "分两次运行；文件夹里的某一年，写文件夹和年度")
    if all_years and targets and not folders:
        raise FazhiError("--all 是每一年，不必再写年度或文件", "去掉 --all，或去掉年度和文件")
    if not targets and not all_years:
        raise FazhiError("缺少参数：年度、文件或文件夹", "如 2020；数据文件夹里的每一年，用 --all")
    if targets and not folders and not (years and holds_a_city(data)):
        return Chosen(City((Unit.of_files(resolve(targets, data)),)), listed=True)
    return Chosen(chosen_city(folders or [data], years, statistics=statistics))


def sorted_targets(targets: Iterable[str]) -> tuple[list[Path], list[int], list[str]]:
    """The folders, the years and the other words of a command line."""
    folders: list[Path] = []
    years: list[int] = []
    others: list[str] = []
    for target in targets:
        if Path(target).is_dir():
            folders.append(Path(target))
        elif _YEAR.match(target):
            years.append(int(target))
        else:
            others.append(target)
    return folders, years, others


def chosen_city(folders: Sequence[Path], years: Collection[int] = (), *, statistics: bool = False) -> City:
    """The units below some folders.

    Args:
        folders: The folders.
        years: The years that count; all where none are given.
        statistics: Whether the statistics beside the reports are among them.

    Raises:
        FazhiError: There are none.
    """
    from fazhi_report.commands.city import city_below

    whole = city_below(folders)
    if statistics:
        whole = whole.with_statistics()
    names = "、".join(map(str, folders))
    if not whole.units:
        say_passed(whole)
        raise FazhiError(
            f"{names} 里没有任何年度的数据文件",
            "数据文件如 某市/某局/data/2020.yaml、某市/2020/某局.yaml 或 某市/某局2020.yaml",
        )
    city = whole.of_years(years)
    if not city.units:
        there = sorted({one.year for unit in whole.units for one in unit.years if one.year is not None})
        raise FazhiError(
            f"{names} 里没有 {'、'.join(map(str, years))} 年的数据文件",
            f"有的年度：{'、'.join(map(str, there))}" if there else _NO_YEARS,
        )
    return city


def holds_a_city(data: Path) -> bool:
    """Whether a folder has no data file of a year itself, but units below it."""
    from fazhi_report.commands.city import city_below

    return not _years(data) and data.is_dir() and bool(city_below([data]).units)


_MOST_NAMED = 3


def say_passed(city: City, *, every: bool = False) -> None:
    """Say what was passed over and why: one line per reason, with the first of them or all.

    In the data folder of one office only data files are told.
    """
    by_reason: dict[str, list[Path]] = {}
    for one in city.passed:
        if every or len(city.units) != 1 or city.units[0].name or one.path.suffix in _SUFFIXES:
            by_reason.setdefault(one.reason, []).append(one.path)
    for reason, paths in by_reason.items():
        shown = paths if every else paths[:_MOST_NAMED]
        rest = f" 等 {len(paths)} 个" if len(paths) > len(shown) else ""
        say(f"略过（{reason}）：{'、'.join(map(str, shown))}{rest}")


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
