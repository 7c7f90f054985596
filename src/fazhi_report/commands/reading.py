"""Data files as commands read them: where a figure is the sum of a city's units, with what each unit answered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from fazhi_report.commands.city import DATA, City, city_below
from fazhi_report.commands.roster import Roster, roster_of
from fazhi_report.comparison.unit_answers import UnitYear, sums_units, with_answers
from fazhi_report.errors import FazhiError
from fazhi_report.model.report import Year
from fazhi_report.source import load as files
from fazhi_report.source.glance import glance
from fazhi_report.source.layout import file_of_year
from fazhi_report.source.load import Source
from fazhi_report.text.organ_names import plain_name, split_authors


def load(path: Path) -> Source:
    """Read a data file, with the answers of the city's units where a figure is their sum.

    Raises:
        FazhiError: There is no such file, it may not be read, or the city's roster has faults.
    """
    source = files.load(path)
    if source.year is None or not sums_units(source.year.figures):
        return source
    units = unit_years(city_of(path), source.year.year, own=path)
    return replace(source, year=with_answers(source.year, units))


def city_of(path: Path) -> Path:
    """Return the folder of the city whose own data file this is: CITY/data/2025.yaml or CITY/2025.yaml."""
    folder = path.absolute().parent
    return folder.parent if folder.name == DATA else folder


def unit_files(path: Path) -> tuple[Path, ...]:
    """Return the files on which the sums over units depend in a city's data file: the units' data and the roster."""
    city = city_of(path)
    roster = roster_of(city)
    found = (one for unit in city_below([city]).units for one in unit.files if not _is_own(one, city))
    return (*found, *(() if roster is None else (roster.path,)))


def unit_years(
    city: Path, year: int, *, own: Path | None = None, roster: Roster | None = None
) -> tuple[UnitYear, ...]:
    """Return the data of a city's units for a year, in the order of the roster; units beside it come last.

    Args:
        city: The folder of the city.
        year: The year.
        own: The city's own data file, which is no unit's; None to leave out what lies in its ``data`` folder.
        roster: Who has to report; None for the roster in the city's folder, if there is one.

    Raises:
        FazhiError: The roster has faults.
    """
    roster = roster or roster_of(city)
    found = city_below([city]).of_years((year,)).once()
    read = {plain_name(unit.unit): unit for unit in _read(found, city, own, year)}
    if roster is None:
        return tuple(read.values())
    # Of joint authors the roster may name either.
    owners = {plain_name(name): key for key, unit in read.items() for name in _authors(unit)} | {
        key: key for key in read
    }
    made = []
    for owing in roster.units:
        # The roster may name joint authors together, in any way of writing, too.
        names = map(plain_name, (owing.name, *owing.short_names, *split_authors(owing.name)))
        keys = (owners[name] for name in names if name in owners)
        unit = next((read.pop(key) for key in keys if key in read), UnitYear(owing.name))
        made.append(replace(unit, unit=owing.name, kind=owing.kind))
    return (*made, *(replace(unit, outside=True) for unit in read.values()))


def _read(found: City, city: Path, own: Path | None, year: int) -> Iterator[UnitYear]:
    for unit in found.units:
        for path in unit.files:
            if (own is not None and path.absolute() == own.absolute()) or _is_own(path, city):
                continue
            data, before = _year(path), None
            last = file_of_year(path, year - 1)
            if last is not None:
                before = _year(last)
            name = (glance(path).organ or unit.title) if data is None else data.organ.name
            yield UnitYear(name, data, before, file=str(path))


def _authors(unit: UnitYear) -> tuple[str, ...]:
    """Return the names of the authors of a unit's data, that of the party committee first; none without data."""
    return () if unit.year is None else tuple(one.name for one in unit.year.organ.each)


def _is_own(path: Path, city: Path) -> bool:
    """Whether a data file is of the city itself."""
    return path.absolute().parent == city.absolute() / DATA


def _year(path: Path) -> Year | None:
    """The data of a unit; None where its file cannot be read."""
    try:
        return files.load(path).year
    except FazhiError:
        return None
