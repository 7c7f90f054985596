"""A city: a folder with the data files of many units, however nested; every command finds them here.

A unit is a folder with ``data/YEAR.yaml`` or ``YEAR.yaml`` in it, or one data file per year named after the unit, the
year standing in the file's name, in a folder's above it, or only in the file.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from fazhi_report.errors import FazhiError
from fazhi_report.files import RECORDS
from fazhi_report.source.glance import Glance, glance
from fazhi_report.source.layout import DATA_SUFFIXES, ROSTERS, WAIVERS, YEAR, named_year, unit_name
from fazhi_report.source.load import load
from fazhi_report.source.local_rules import OWN_RULES
from fazhi_report.source.settings import FILES, LEXICON
from fazhi_report.text.file_names import safe_name

DATA = "data"
ORIGINALS = "原件"
"""Folder in which `collect` keeps what units have sent; nothing in it is a data file of the city."""
RETURNED = "退回"
"""Folder with the letters that return papers to their units."""
_TEMPLATES = "templates"
_COMPANIONS = frozenset({WAIVERS, LEXICON, *FILES, *ROSTERS, *OWN_RULES})
_UNSEEN = (".", "~$", "Thumbs.db", "desktop.ini")

HIDDEN = "隐藏文件、锁文件"
LINK = "链接，没有跟着走"
EMPTY = "空文件夹"
NO_DATA = "不是数据文件"
UNNAMED = "同一文件夹里的数据文件按年份命名，它没有"
STATISTICS = "信息公开、行政执法等统计年报的数据，不是年度报告"
KEPT_ORIGINALS = "收到的原件"
OTHER_YEAR = "不是要看的年度"
_SAME_YEAR = "与 {} 是同一单位同一年度的，用前一份"
SAME_ORGAN = "与 {} 同是{}{}年的，用前一份"


@dataclass(frozen=True, slots=True)
class YearFile:
    """The data file of one year.

    Args:
        year: The year; None where neither its place nor its beginning gives one.
        path: The file.
    """

    year: int | None
    path: Path


@dataclass(frozen=True, slots=True)
class Unit:
    """Data files of one office.

    Args:
        name: Its path below the output folder, each piece a file name that every system accepts; empty for the output
            folder itself.
        years: The data files, in the order of the years.
        whole: Whether these are all its years; False for files that were named one by one.
    """

    name: tuple[str, ...]
    years: tuple[YearFile, ...]
    whole: bool = True

    @classmethod
    def of_files(cls, paths: Iterable[Path]) -> Unit:
        """Return a unit of files that were named one by one."""
        return cls((), tuple(YearFile(named_year(path), path) for path in paths), whole=False)

    @property
    def files(self) -> tuple[Path, ...]:
        """The data files, in the order of the years."""
        return tuple(one.path for one in self.years)

    @property
    def title(self) -> str:
        """The name for people."""
        return "/".join(self.name) or "."


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A file or folder that is not read.

    Args:
        path: The file or folder.
        reason: Why, Chinese.
    """

    path: Path
    reason: str


@dataclass(frozen=True, slots=True)
class City:
    """The units below some folders, and what was passed over.

    Args:
        units: In the order of the folders, then by name.
        passed: In the order in which it was met.
    """

    units: tuple[Unit, ...]
    passed: tuple[PassedOver, ...] = ()

    def of_years(self, years: Collection[int]) -> City:
        """Return the city with the data of some years; all of it where no years are given."""
        if not years:
            return self
        chosen, passed = [], list(self.passed)
        for unit in self.units:
            kept = tuple(one for one in unit.years if one.year in years)
            passed += [PassedOver(one.path, OTHER_YEAR) for one in unit.years if one.year not in years]
            if kept:
                chosen.append(replace(unit, years=kept, whole=unit.whole and len(kept) == len(unit.years)))
        return City(tuple(chosen), tuple(passed))

    def with_statistics(self) -> City:
        """Return the city with its statistics, too, folder by folder, for whoever looks at every data file."""
        found: dict[Path, list[Path]] = {}
        for one in self.passed:
            if one.reason == STATISTICS:
                found.setdefault(one.path.parent, []).append(one.path)
        rest = tuple(one for one in self.passed if one.reason != STATISTICS)
        return City((*self.units, *map(Unit.of_files, found.values())), rest)

    def once(self) -> City:
        """Return the city with one data file per organ and year, for whoever adds up or compares; the first counts."""
        owners: dict[tuple[str, int], Path] = {}
        chosen, passed = [], list(self.passed)
        for unit in self.units:
            kept = []
            for one in unit.years:
                organ = organ_of(one.path)
                owner = one.path
                if organ and one.year is not None:
                    owner = owners.setdefault((organ, one.year), one.path)
                if owner == one.path:
                    kept.append(one)
                else:
                    passed.append(PassedOver(one.path, SAME_ORGAN.format(owner, organ, one.year)))
            if kept:
                chosen.append(replace(unit, years=tuple(kept)))
        return City(tuple(chosen), tuple(passed))


def is_data_name(name: str) -> bool:
    """Whether a file name is one that a data file may have."""
    return name.endswith(DATA_SUFFIXES) and name not in _COMPANIONS and not name.startswith(_UNSEEN)


def organ_of(path: Path) -> str:
    """Return the name of the organ whose data a file holds; empty where the file cannot be read."""
    if found := glance(path).organ:
        return found
    try:
        year = load(path).year
    except FazhiError:
        return ""
    return "" if year is None else year.organ.name


def city_below(roots: Sequence[Path]) -> City:
    """Return the units below some folders, in the order of the folders and then by name.

    The name of a unit is its path from the folder given; where several are given, it begins with that folder's name.
    """
    units: list[Unit] = []
    passed: list[PassedOver] = []
    several = len(roots) > 1
    for root in roots:
        walk = _Walk(root)
        base = (root.resolve().name,)
        alone = not several and set(walk.units) == {()} and walk.is_data_folder
        for below, years in sorted(walk.units.items()):
            name = () if alone else (*base, *below) if several or not below else below
            files = sorted(
                years.items(), key=lambda pair: (pair[0] if isinstance(pair[0], int) else 0, pair[1])
            )
            units.append(
                Unit(
                    tuple(safe_name(piece, "_") for piece in name),
                    tuple(YearFile(year if isinstance(year, int) else None, path) for year, path in files),
                )
            )
        passed += walk.passed
    return City(tuple(units), tuple(passed))


def absolute(units: Iterable[Unit]) -> Iterator[Unit]:
    """The same units with absolute paths, for workers that run in other folders."""
    return (
        replace(unit, years=tuple(replace(one, path=one.path.absolute()) for one in unit.years))
        for unit in units
    )


def _why_not(seen: Glance) -> str:
    return STATISTICS if seen.is_statistics else UNNAMED if seen.is_data else NO_DATA


class _Walk:
    """One walk through a folder.

    Args:
        root: The folder.
    """

    def __init__(self, root: Path) -> None:
        self.units: dict[tuple[str, ...], dict[int | Path, Path]] = defaultdict(dict)
        self.passed: list[PassedOver] = []
        self.is_data_folder = False
        for place, folders, names in os.walk(root):
            folder = Path(place)
            if not folders and not names:
                self.passed.append(PassedOver(folder, EMPTY))
            folders[:] = [name for name in sorted(folders) if self._goes_into(folder / name)]
            below = folder.relative_to(root).parts
            found = [path for path in (folder / name for name in sorted(names)) if self._may_be_data(path)]
            self._take(below, found)

    def _goes_into(self, folder: Path) -> bool:
        if folder.name in {RECORDS, RETURNED, _TEMPLATES}:
            return False
        reason = (
            HIDDEN
            if folder.name.startswith(_UNSEEN)
            else KEPT_ORIGINALS
            if folder.name == ORIGINALS
            else LINK
            if folder.is_symlink()
            else ""
        )
        if reason:
            self.passed.append(PassedOver(folder, reason))
        return not reason

    def _may_be_data(self, path: Path) -> bool:
        if is_data_name(path.name):
            return True
        # What this program wrote itself (registers, lists) is no news.
        if path.name not in _COMPANIONS and not (path.parent / RECORDS / f"{path.name}.sha256").is_file():
            hidden = path.name.startswith(_UNSEEN)
            self.passed.append(PassedOver(path, HIDDEN if hidden else NO_DATA))
        return False

    def _take(self, below: tuple[str, ...], found: Sequence[Path]) -> None:
        """Take the data files of one folder."""
        named = [path for path in found if YEAR.fullmatch(path.stem) and path.is_file()]
        # data/ is no part of a unit's name.
        folders = below[:-1] if below[-1:] == (DATA,) else below
        for path in named:
            self._add(folders, int(path.stem), path)
            self.is_data_folder |= not below
        for path in found:
            if path in named:
                continue
            seen = glance(path)
            if seen.is_data and not (named or seen.is_statistics):
                self._add(unit_name(folders, path.stem), seen.year or named_year(path) or path, path)
            else:
                self.passed.append(PassedOver(path, _why_not(seen)))

    def _add(self, unit: tuple[str, ...], year: int | Path, path: Path) -> None:
        owner = self.units[unit].setdefault(year, path)
        if owner != path:
            self.passed.append(PassedOver(path, _SAME_YEAR.format(owner)))
