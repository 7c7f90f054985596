"""What stands around a data file: the office's own templates, its waivers, last year's file, other units' files."""

from __future__ import annotations

from pathlib import Path

from fazhi_report.model.report import Report, Year
from fazhi_report.source.load import Source, load

WAIVERS = "fazhi-waivers.yaml"
"""Name of the waiver file; it stands in the data folder or beside it."""


def own_templates(data_file: Path) -> Path | None:
    """The folder ``templates/`` beside the data folder; None when there is none."""
    beside = data_file.resolve().parent.parent / "templates"
    return beside if beside.is_dir() else None


def waiver_file(data_file: Path) -> Path | None:
    """The waiver file in the data folder or beside it; None when there is none."""
    for folder in (data_file.parent, data_file.parent / ".."):
        path = folder / WAIVERS
        if path.is_file():
            return path
    return None


def last_year(source: Source) -> Year | None:
    """What the file of the year before says, a report or figures alone, from ``YYYY.yaml`` in the same folder.

    None when there is no such file or it cannot be read: its own faults are told when it is checked; and None for a
    file that is not itself named for its year: a secret annex has no year before.
    """
    year = source.year
    if year is None or Path(source.path).stem != str(year.year):
        return None
    for suffix in (".yaml", ".yml"):
        path = Path(source.path).parent / f"{year.year - 1}{suffix}"
        if path.is_file():
            found = load(path).year
            return found if found is not None and found.year == year.year - 1 else None
    return None


def other_units(source: Source, folder: Path) -> tuple[Report, ...]:
    """The reports of other organs for the same year, from every data file in a folder and the folders below.

    Files that cannot be read as a report are passed over.
    """
    report = source.report
    if report is None:
        return ()
    paths = sorted(path for path in folder.rglob("*.y*ml") if path.is_file())
    found = (load(path).report for path in paths)
    return tuple(
        one
        for one in found
        if one is not None and one.year == report.year and one.organ.name != report.organ.name
    )
