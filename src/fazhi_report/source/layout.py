"""Where the data files of one office lie, year by year: the year stands in a file's name or in a folder's above it."""

from __future__ import annotations

import os
import re
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

ROSTERS = ("单位.csv", "单位.xlsx", "花名册.csv", "花名册.xlsx")
"""Names of the roster of a city, the units that have to report, in the city's folder; the first that is there counts."""
WAIVERS = "fazhi-waivers.yaml"
"""Name of the waiver file, which lies in the data folder or beside it."""
DATA_SUFFIXES = (".yaml", ".yml")
"""Suffixes of data files; where both are there, the first counts."""
YEAR = re.compile(r"(?:19|20|21)[0-9]{2}")
# At the start, at the end, or marked as a year: 第1902号台账 has none.
_NAMED = re.compile(
    r"(?P<before>\D{0,120})(?P<year>(?:19|20|21)[0-9]{2})(?P<behind>(?:年\D{0,120})?|[^\w]{0,9})"
    r"|(?P<before_>[^\w]{0,9})(?P<year_>(?:19|20|21)[0-9]{2})(?P<behind_>\D{0,120})"
)
_EDGES = " -_.·（）()［］[]【】"
_HIGHEST = 4
"""Most folders above a data file that are looked at for a year."""
_FRESH = 200_000_000
"""Nanoseconds in which a folder may change again without a new time."""


@dataclass(frozen=True, slots=True)
class YearPlace:
    """The place of a data file, with the year taken out, so that the files of other years are found.

    Args:
        above: The folder in which the name with the year lies.
        before: The characters of that name before the year.
        year: The year.
        behind: The characters behind the year, without the suffix of a data file.
        below: Names of the folders and the stem of the file below that name; empty where it is the file's own.
    """

    above: Path
    before: str
    year: int
    behind: str
    below: tuple[str, ...] = ()

    def file_of(self, year: int) -> Path | None:
        """Return the data file of another year; None where there is none."""
        stem = self.above.joinpath(f"{self.before}{year}{self.behind}", *self.below)
        found = (stem.parent / f"{stem.name}{suffix}" for suffix in DATA_SUFFIXES)
        return next((path for path in found if path.is_file()), None)

    def files(self) -> list[Path]:
        """Return the data files of all years, this one's among them, in the order of the years."""
        years = _years_in(self.above).get((self.before, self.behind), ())
        return [path for year in years if (path := self.file_of(year)) is not None]


def year_place(path: Path) -> YearPlace | None:
    """Return the place of a data file whose year stands in its name, or in that of a folder near above; else None."""
    whole = path.absolute()
    names = [whole.stem, *whole.parent.parts[:0:-1][:_HIGHEST]]
    for at, name in enumerate(names):
        if found := _split(name):
            before, year, behind = found
            return YearPlace(whole.parents[at], before, year, behind, tuple(names[:at][::-1]))
    return None


def named_year(path: Path) -> int | None:
    """Return the year that a data file's name or a folder's near above gives; None where none does."""
    place = year_place(path)
    return None if place is None else place.year


def file_of_year(path: Path, year: int) -> Path | None:
    """Return the file with another year's data of the same office; None where there is none."""
    place = year_place(path)
    return None if place is None else place.file_of(year)


def files_of_all_years(path: Path) -> list[Path]:
    """Return the data files of all years of a file's office, in order; the file alone where nothing names its year."""
    place = year_place(path)
    return [path] if place is None else place.files()


def unit_name(folders: Sequence[str], stem: str) -> tuple[str, ...]:
    """Return what names an office in the place of its data file: folders and stem without the year.

    Args:
        folders: Names of the folders from the city down.
        stem: The name of the file without its suffix.
    """
    names = [*folders, stem]
    for at in reversed(range(len(names))):
        if found := _split(names[at]):
            names[at] = (found[0] + re.sub("^年度?", "", found[2])).strip(_EDGES)
            break
    return tuple(filter(None, names))


def _split(name: str) -> tuple[str, int, str] | None:
    """Return what stands before the year of a name, the year, and what stands behind it; None where there is no year."""
    match = _NAMED.fullmatch(name)
    if match is None:
        return None
    before, year, behind = match.groups()[:3] if match["year"] else match.groups()[3:]
    return before, int(year), behind


def _years_in(folder: Path) -> Mapping[tuple[str, str], tuple[int, ...]]:
    """Return (before, behind) → the years in the names of a folder."""
    try:
        changed = folder.stat().st_mtime_ns
    except OSError:
        return {}
    if not 0 <= changed < time.time_ns() - _FRESH:
        return _listed.__wrapped__(folder, changed)
    return _listed(folder, changed)


# A folder may hold thousands of offices, each of which asks for its own years.
@lru_cache(maxsize=8)
def _listed(folder: Path, changed: int) -> Mapping[tuple[str, str], tuple[int, ...]]:
    del changed
    found: dict[tuple[str, str], set[int]] = defaultdict(set)
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                stem, suffix = os.path.splitext(entry.name)  # noqa: PTH122  (no path is needed for thousands of names)
                if parts := _split(stem if suffix in DATA_SUFFIXES else entry.name):
                    found[parts[0], parts[2]].add(parts[1])
    except OSError:
        return {}
    return {names: tuple(sorted(years)) for names, years in found.items()}
