"""Figures over the years of a folder."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from fazhi_report.compare.book import Book
from fazhi_report.compare.series import Series, series
from fazhi_report.errors import FazhiError
from fazhi_report.model.prose import Chart
from fazhi_report.model.report import Report
from fazhi_report.model.walk import each
from fazhi_report.model.year_figures import Year
from fazhi_report.pipeline.compare import read_year

_YEAR_FILE = re.compile(r"[0-9]{4}\.ya?ml")


@dataclass(frozen=True, slots=True)
class Trend:
    """What a folder of years gave.

    Args:
        organ: Whose years they are: the latest one's.
        series: A series a key.
        left_out: Years of other organs, with their organ.
    """

    organ: str
    series: tuple[Series, ...]
    left_out: tuple[str, ...] = ()


def trend(
    folder: Path, keys: Sequence[str], years: tuple[int, int] | None, *, internal: bool = False
) -> Trend:
    """Series of the figures over the years whose files ``YYYY.yaml`` stand in a folder.

    Raises:
        FazhiError: There are no such years, a file has errors, or no year holds a key.
    """
    read = [read_year(path) for path in _files(folder, years)]
    if not read:
        asked = f" {years[0]} 至 {years[1]} 年的" if years else "各年度的"
        raise FazhiError(
            f"{folder} 里没有{asked}数据文件", "数据文件按年份命名，如 2020.yaml；用 --data 指明文件夹"
        )
    organ = max(read, key=lambda year: year.year).organ.name
    books = [Book.of(year, internal=internal) for year in read if year.organ.name == organ]
    found = [(key, series(books, key)) for key in keys]
    missing = [key for key, one in found if one is None]
    if missing:
        raise FazhiError(f"{organ}各年度的数据里都没有指标 {'、'.join(missing)}", _meant(missing[0], books))
    left_out = tuple(f"{year.year}年（{year.organ.name}）" for year in read if year.organ.name != organ)
    return Trend(organ, tuple(one for _, one in found if one is not None), left_out)


def other_years(path: PurePath, report: Report) -> tuple[Year, ...]:
    """The other years of the organ that stand beside its report; none where the report draws no chart.

    Raises:
        FazhiError: One of their files has errors.
    """
    if next(each(report, Chart), None) is None:
        return ()
    read = (read_year(one) for one in _files(Path(path).parent, None) if one.name != path.name)
    return tuple(year for year in read if year.organ.name == report.organ.name and year.year != report.year)


def _files(folder: Path, years: tuple[int, int] | None) -> list[Path]:
    named = sorted(path for path in folder.glob("*.y*ml") if _YEAR_FILE.fullmatch(path.name))
    return [path for path in named if years is None or years[0] <= int(path.stem) <= years[1]]


def _meant(key: str, books: Sequence[Book]) -> str:
    # Only a misspelt key needs it.
    from difflib import get_close_matches  # noqa: PLC0415

    near = get_close_matches(key, sorted({one for book in books for one in book.entries}), n=3)
    return f"是不是 {'、'.join(near)}？" if near else "用 fazhi-report figures 查看全部指标"
