"""Compare the figures of two data files or folders, or of all years of a folder."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from fazhi_report.commands.figure_names import key_named
from fazhi_report.commands.surroundings import WAIVERS, read_year, year_files
from fazhi_report.comparison.rows import Comparison
from fazhi_report.comparison.series import Series, charts, series, to_csv, to_json, to_xlsx
from fazhi_report.comparison.sheet import exporter
from fazhi_report.comparison.years import Book, by_organ, compare_units, compare_years, label
from fazhi_report.errors import FazhiError
from fazhi_report.model.authors import same_organ
from fazhi_report.norms.gbt9704 import CLASSIC
from fazhi_report.writers.drawing import scene, to_svg
from fazhi_report.writers.png import to_png


def compare(old: Path, new: Path, *, internal: bool = False) -> Comparison:
    """Compare two data files, or two folders with one data file per unit.

    Args:
        old: The file or folder on the left.
        new: The file or folder on the right.
        internal: Whether figures that are not to be published come along.

    Raises:
        FazhiError: A file is in the way, has errors, or one side is a file and the other a folder.
    """
    if old.is_dir() != new.is_dir():
        file, folder = (new, old) if old.is_dir() else (old, new)
        raise FazhiError(f"{folder} 是文件夹，{file} 是文件，两者不能对比", "两边都写文件，或都写文件夹")
    if old.is_dir():
        left, right = (_units(folder, internal=internal) for folder in (old, new))
        names = (old.name, new.name) if old.name != new.name else (str(old), str(new))
        return compare_units(left, right, *names)
    first, second = (Book.of(read_year(path), internal=internal) for path in (old, new))
    return _named(compare_years(first, second), first, second, (old, new))


def _named(found: Comparison, old: Book, new: Book, paths: tuple[Path, Path]) -> Comparison:
    """The comparison with names for its sides that differ: years, else organs, else files."""
    if old.organ != new.organ:
        return replace(found, old=f"{old.organ}{old.year}年", new=f"{new.organ}{new.year}年", organ="")
    if old.year != new.year:
        return found
    names = [path.stem if paths[0].stem != paths[1].stem else path.as_posix() for path in paths]
    return replace(found, old=names[0], new=names[1])


def _units(folder: Path, *, internal: bool) -> dict[str, Book]:
    files = sorted(path for path in folder.glob("*.y*ml") if path.suffix in {".yaml", ".yml"})
    books, twice = by_organ(
        Book.of(read_year(path), internal=internal) for path in files if path.name != WAIVERS
    )
    if not books:
        raise FazhiError(f"{folder} 里没有数据文件", "一个机关一个 YAML 文件")
    if twice:
        raise FazhiError(
            f"{folder} 里有 {twice[0]} 的两个数据文件",
            "对比文件夹时一个机关一个文件；一个机关的两年用年度对比",
        )
    return books


@dataclass(frozen=True, slots=True)
class Trend:
    """The figures of all years of a folder.

    Args:
        organ: Whose years they are: the latest one's.
        series: One series per key.
        left_out: Years of other organs, with their organ.
    """

    organ: str
    series: tuple[Series, ...]
    left_out: tuple[str, ...] = ()


def trend(
    folder: Path, keys: Sequence[str], years: tuple[int, int] | None, *, internal: bool = False
) -> Trend:
    """Series of the figures over the years whose files ``YYYY.yaml`` lie in a folder.

    Args:
        folder: The data folder.
        keys: Keys or Chinese names of indicators.
        years: The first and the last year; None for all.
        internal: Whether indicators that are not published may be shown.

    Raises:
        FazhiError: There are no such years, a file has errors, or no indicator has a key or name.
    """
    read = [read_year(path) for path in year_files(folder, years)]
    if not read:
        asked = f" {years[0]} 至 {years[1]} 年的" if years else "各年度的"
        raise FazhiError(
            f"{folder} 里没有{asked}数据文件", "数据文件按年份命名，如 2020.yaml；用 --data 指明文件夹"
        )
    newest = max(read, key=lambda year: year.year).organ
    organ = newest.name
    books = [Book.of(year, internal=internal) for year in read if same_organ(year.organ, newest)]
    # The newest year's names come last and count.
    labels = {key: label(entry) for book in books for key, entry in book.entries.items()}
    wanted = dict.fromkeys(key_named(words, labels, f"{organ}各年度的数据") for words in keys)
    found = [(key, series(books, key)) for key in wanted]
    left_out = tuple(
        f"{year.year}年（{year.organ.name}）" for year in read if not same_organ(year.organ, newest)
    )
    return Trend(organ, tuple(one for _, one in found if one is not None), left_out)


_YEAR = re.compile(r"(?:19|20|21)[0-9]{2}")


def export_comparison(comparison: Comparison, form: str) -> bytes:
    """The comparison as the bytes of a file.

    Args:
        comparison: What to write.
        form: ``docx``, or a name of `fazhi_report.comparison.sheet.EXPORTS`.
    """
    if form != "docx":
        return exporter(form)(comparison)
    # Only the .docx needs the tree and its writer.
    from fazhi_report.composition.comparison import compose_comparison  # noqa: PLC0415
    from fazhi_report.writers.docx.document import write  # noqa: PLC0415

    return write(compose_comparison(comparison, _year(comparison)), CLASSIC)


def _year(comparison: Comparison) -> int:
    """The later year in the names of the sides; 2000 where they are named after folders."""
    years = [int(found) for side in (comparison.old, comparison.new) for found in _YEAR.findall(side)]
    return max(years, default=2000)


def export_series(found: Trend, form: str, font: Path | None = None) -> bytes:
    """The series as the bytes of a file.

    Args:
        found: What to write.
        form: ``csv``, ``json``, ``xlsx``, ``svg`` or ``png``.
        font: A font file for ``png``; None to look for one.

    Raises:
        FazhiError: A library or a font that the format needs is missing, or a chart would hold too many lines.
    """
    match form:
        case "csv":
            return to_csv(found.series)
        case "json":
            return to_json(found.organ, found.series)
        case "xlsx":
            return to_xlsx(found.organ, found.series)
        case "svg":
            return to_svg(scene(charts(found.series)))
        case _:
            return to_png(scene(charts(found.series)), font)
