"""Last year's data file beside this year's."""

from __future__ import annotations

from pathlib import Path, PurePath

from fazhi_report.model.year_figures import Year
from fazhi_report.source.load import Source, load

_SUFFIXES = (".yaml", ".yml")


def previous_year(source: Source) -> Year | None:
    """What the same organ's file of the year before says.

    Args:
        source: This year's file; ``data/2020.yaml`` looks for ``data/2019.yaml``.

    Returns:
        None where there is no such file, where it has errors, or where it is another organ's.
    """
    year = source.year
    if year is None:
        return None
    file = year_file(source.path, year.year - 1)
    found = None if file is None else load(file).year
    same = found is not None and found.organ.name == year.organ.name and found.year == year.year - 1
    return found if same else None


def year_file(beside: PurePath, year: int) -> Path | None:
    """The data file of a year in the folder of another; None when there is none."""
    paths = (Path(beside).parent / f"{year}{suffix}" for suffix in _SUFFIXES)
    return next((path for path in paths if path.is_file()), None)
