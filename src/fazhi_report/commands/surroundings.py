"""Files that belong to a data file: the office's own templates, its waivers, other years, other units."""

from __future__ import annotations

import os
from pathlib import Path, PurePath

from fazhi_report.commands.reading import load
from fazhi_report.errors import FazhiError
from fazhi_report.model.authors import same_organ
from fazhi_report.model.prose import Chart
from fazhi_report.model.report import Report, Year
from fazhi_report.model.statistics import YearStatistics
from fazhi_report.model.walk import each
from fazhi_report.norms.statistics import FORM_WORDS
from fazhi_report.source.layout import WAIVERS, file_of_year, files_of_all_years, named_year
from fazhi_report.source.load import Source


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
    """The content of last year's file, a report or figures alone, of whatever organ.

    None when there is no such file or it has errors, which are reported when that file is checked. Also None for a
    data file whose place does not name its year, such as a secret annex, which has no predecessor.
    """
    year = source.year
    if year is None or named_year(Path(source.path)) != year.year:
        return None
    path = last_years_file(Path(source.path))
    found = None if path is None else load(path).year
    return found if found is not None and found.year == year.year - 1 else None


def last_years_file(data_file: Path) -> Path | None:
    """The file of the year before, ``YYYY.yaml`` beside it or the same name in the folder of that year; else None."""
    year = named_year(data_file)
    return None if year is None else file_of_year(data_file, year - 1)


def last_statistics(source: Source) -> YearStatistics | None:
    """The statistics of the same kind and organ of the year before, from the file of that year in the same layout.

    None when there is no such file, or it has errors.
    """
    own = source.statistics
    path = None if own is None else last_years_file(Path(source.path))
    found = None if path is None else load(path).statistics
    if own is None or found is None:
        return None
    fits = (found.kind, found.year) == (own.kind, own.year - 1) and same_organ(found.organ, own.organ)
    return found if fits else None


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
    """The data of the organ's other years; none where the report draws no chart.

    Raises:
        FazhiError: One of their files has errors.
    """
    if next(each(report, Chart), None) is None:
        return ()
    read = (read_year(one) for one in files_beside(Path(path)))
    return tuple(year for year in read if same_organ(year.organ, report.organ) and year.year != report.year)


def years_around(path: PurePath, report: Report) -> tuple[Year, ...]:
    """The data of the earlier years of the organ beside a data file; files with errors are passed over."""
    read = (load(one).year for one in files_beside(Path(path)))
    return tuple(
        year
        for year in read
        if year is not None and year.year < report.year and same_organ(year.organ, report.organ)
    )


def files_beside(data_file: Path) -> tuple[Path, ...]:
    """The data files of the other years of the same office, in order."""
    own = data_file.absolute()
    return tuple(path for path in files_of_all_years(data_file) if path != own)
