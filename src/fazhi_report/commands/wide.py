"""Compare the units of a city with each other in one wide table."""

from __future__ import annotations

from pathlib import Path

from fazhi_report.commands.city import DATA
from fazhi_report.commands.reading import unit_years
from fazhi_report.commands.roster import Roster
from fazhi_report.comparison.wide import WideTable, compare_wide
from fazhi_report.errors import FazhiError
from fazhi_report.source.glance import glance


def wide_table(city: Path, year: int, *, roster: Roster | None = None, internal: bool = False) -> WideTable:
    """Return the figures of all units of a city for a year side by side.

    Args:
        city: The folder of the city.
        year: The year.
        roster: Who has to report; None for the roster in the city's folder, or all who have data.
        internal: Whether figures that are not to be published come along.

    Raises:
        FazhiError: There is no unit, or the roster has faults.
    """
    units = unit_years(city, year, roster=roster)
    if not any(one.file for one in units):
        raise FazhiError(f"{city} 里没有任何单位 {year} 年的数据文件", "先用 collect 收齐，或检查年度和路径")
    return compare_wide(city_name(city), year, units, internal=internal)


def city_name(city: Path) -> str:
    """Return the name of a city: that of its own data files in ``data/``, else that of its folder."""
    own = sorted((city / DATA).glob("*.yaml"), reverse=True)
    return next(filter(None, (glance(path).organ for path in own)), city.resolve().name)
