"""Files that belong to a data file: the office's own templates, its waivers, other years, other units."""

from __future__ import annotations

import os
import re
from pathlib import Path, PurePath

from fazhi_report.errors import FazhiError
from fazhi_report.model.authors import same_organ
from fazhi_report.model.prose import Chart
from fazhi_report.model.report import Report, Year
from fazhi_report.model.statistics import YearStatistics
from fazhi_report.model.walk import each
from fazhi_report.norms.statistics import FORM_WORDS
from fazhi_report.source.load import Source, load

WAIVERS = "fazhi-waivers.yaml"
"""Name of the waiver file, which lies in the data folder or beside it."""
_YEAR = re.compile("[0-9]{4}")
_YEAR_FILE = re.compile(r"[0-9]{4}\.ya?ml")


def own_templates(data_file: Path) -> Path | None:
    """The folder ``templates/`` beside the data folder; None when there is none."""
    beside = data_file.resolve().parent.parent / "templates"
    return beside if beside.is_dir() else None


def waiver_file(data_file: Path) -> Path | None:
    """The waiver file in the data folder or beside it; None when there is none."""
    for folder in (data_file.parent, data_file.parent / ".."):
        path = folder / WAIVERS
        # What is no regular file is refused where it is read, not passed over.
        if path.exists():
            # CI finds the file by a path without `..`; behind a link, `..` leads elsewhere.
            plain = Path(os.path.normpath(path))
            return plain if plain.exists() and plain.samefile(path) else path
    return None


def last_year(source: Source) -> Year | None:
    """The content of last year's file as `year_before` gives it; None where that is another organ's."""
    found = year_before(source)
    own = source.year
    return found if found is not None and own is not None and same_organ(own.organ, found.organ) else None


def year_before(source: Source) -> Year | None:
    """The content of last year's file ``YYYY.yaml`` in the same folder, a report or figures alone, of whatever organ.

    None when there is no such file or it has errors, which are reported when that file is checked. Also None for a
    data file that is not named after its year, such as a secret annex, which has no predecessor.
    """
    year = source.year
    if year is None or Path(source.path).stem != str(year.year):
        return None
    path = last_years_file(Path(source.path))
    found = None if path is None else load(path).year
    return found if found is not None and found.year == year.year - 1 else None


def last_years_file(data_file: Path) -> Path | None:
    """The file ``YYYY.yaml`` of the year before in the same folder; None when there is none."""
    if not _YEAR.fullmatch(data_file.stem):
        return None
    before = int(data_file.stem) - 1
    beside = (data_file.parent / f"{before}{suffix}" for suffix in (".yaml", ".yml"))
    return next((path for path in beside if path.is_file()), None)


def last_statistics(source: Source) -> YearStatistics | None:
    """The statistics of the same kind and organ of the year before, from the file of the same name with that year.

    None when there is no such file, or it has errors.
    """
    own = source.statistics
    path = None if own is None else statistics_file_before(Path(source.path), own.year)
    found = None if path is None else load(path).statistics
    if own is None or found is None:
        return None
    fits = (found.kind, found.year) == (own.kind, own.year - 1) and same_organ(found.organ, own.organ)
    return found if fits else None


def statistics_file_before(path: Path, year: int) -> Path | None:
    """The file whose name differs from that of a file of statistics in the year alone; None when there is none."""
    if str(year) not in path.stem:
        return None
    beside = path.with_name(f"{path.stem.replace(str(year), str(year - 1))}{path.suffix}")
    return beside if beside.is_file() else None


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
        if one is not None and one.year == report.year and not same_organ(one.organ, report.organ)
    )


def refuse_statistics(source: Source) -> None:
    """Refuse a file of statistics where a report or its figures are asked for.

    Raises:
        FazhiError: It is one.
    """
    if source.is_statistics:
        raise FazhiError(
            f"{source.path} 是{FORM_WORDS[source.kind]}的数据（kind: {source.kind}），不是报告",
            "这里要年度报告或指标的数据文件；检查年报用 fazhi-report validate",
        )


def read_year(path: Path) -> Year:
    """The content of a data file.

    Raises:
        FazhiError: It cannot be opened, or has errors.
    """
    source = load(path)
    refuse_statistics(source)
    year = source.year
    if year is None:
        raise FazhiError(f"{path} 有错误，读不出指标", f"先运行 fazhi-report validate {path}，改好再来")
    return year


def other_years(path: PurePath, report: Report) -> tuple[Year, ...]:
    """The data of the other years of the organ in the same folder; none where the report draws no chart.

    Raises:
        FazhiError: One of their files has errors.
    """
    if next(each(report, Chart), None) is None:
        return ()
    read = (read_year(one) for one in year_files(Path(path).parent) if one.name != path.name)
    return tuple(year for year in read if same_organ(year.organ, report.organ) and year.year != report.year)


def year_files(folder: Path, years: tuple[int, int] | None = None) -> list[Path]:
    """The files ``YYYY.yaml`` of a folder, in the order of the years.

    Args:
        folder: The data folder.
        years: The first and the last year; None for all.
    """
    named = sorted(path for path in folder.glob("*.y*ml") if _YEAR_FILE.fullmatch(path.name))
    return [path for path in named if years is None or years[0] <= int(path.stem) <= years[1]]
