"""Compare the figures of two data files or folders, or of all years of a folder."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from fazhi_report.commands.city import SAME_ORGAN, City, PassedOver, Unit, city_below
from fazhi_report.commands.figure_names import key_named
from fazhi_report.commands.surroundings import read_year
from fazhi_report.comparison.rows import Comparison
from fazhi_report.comparison.series import Series, charts, series, to_csv, to_json, to_xlsx
from fazhi_report.comparison.sheet import exporter
from fazhi_report.comparison.years import Book, compare_units, compare_years, label
from fazhi_report.errors import FazhiError
from fazhi_report.model.authors import same_organ
from fazhi_report.model.report import Year
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
        sides = [CitySide.of_folder(folder) for folder in (old, new)]
        found, unread = compare_cities(*sides, internal=internal)
        if unread:
            raise FazhiError(f"{unread[0].path}：{unread[0].reason}", "改好再来")
        return found
    first, second = (Book.of(read_year(path), internal=internal) for path in (old, new))
    return _named(compare_years(first, second), first, second, (old, new))


@dataclass(frozen=True, slots=True)
class CitySide:
    """One side of a comparison of many units.

    Args:
        name: Its name for people: a year, or a folder's name.
        city: The units, each with one year.
    """

    name: str
    city: City

    @classmethod
    def of_folder(cls, folder: Path) -> CitySide:
        """Return the side that a folder is.

        Raises:
            FazhiError: There is no data file in it.
        """
        city = city_below([folder])
        if not city.units:
            raise FazhiError(f"{folder} 里没有数据文件", "一个机关一个 YAML 文件")
        return cls(str(folder), city)


def compare_cities(
    old: CitySide, new: CitySide, *, internal: bool = False
) -> tuple[Comparison, tuple[PassedOver, ...]]:
    """Compare many units with one data file each on either side.

    Returns:
        The comparison, organ after organ, and what was passed over because it could not be read or is there twice.

    Raises:
        FazhiError: An organ has data of several years on one side, or a side has none at all.
    """
    unread: list[PassedOver] = []
    left, right = (_books(side, unread, internal=internal) for side in (old, new))
    names = [side.name for side in (old, new)]
    if names[0] != names[1] and Path(names[0]).name != Path(names[1]).name:
        names = [Path(name).name or name for name in names]
    return compare_units(left, right, names[0], names[1]), tuple(dict.fromkeys(unread))


def _books(side: CitySide, unread: list[PassedOver], *, internal: bool) -> dict[str, Book]:
    books: dict[str, Book] = {}
    paths: dict[str, Path] = {}
    for path in (path for unit in side.city.units for path in unit.files):
        try:
            book = Book.of(read_year(path), internal=internal)
        except FazhiError as error:
            unread.append(PassedOver(path, error.message.removeprefix(f"{path} ")))
            continue
        first = books.setdefault(book.identity, book)
        owner = paths.setdefault(book.identity, path)
        if first.year != book.year:
            raise FazhiError(
                f"{side.name} 里有 {book.organ} 的两个数据文件：{owner}、{path}",
                f"对比文件夹时一个机关一年；写明两个年度，如 fazhi-report diff {side.name} {first.year} {book.year}",
            )
        if owner != path:
            unread.append(PassedOver(path, SAME_ORGAN.format(owner, book.organ, book.year)))
    if not books:
        raise FazhiError(f"{side.name} 里没有能读的数据文件", "先运行 fazhi-report validate")
    return books


def _named(found: Comparison, old: Book, new: Book, paths: tuple[Path, Path]) -> Comparison:
    """The comparison with names for its sides that differ: years, else organs, else files."""
    if old.identity != new.identity:
        return replace(found, old=f"{old.organ}{old.year}年", new=f"{new.organ}{new.year}年", organ="")
    if old.year != new.year:
        return found
    names = [path.stem if paths[0].stem != paths[1].stem else path.as_posix() for path in paths]
    return replace(found, old=names[0], new=names[1])


@dataclass(frozen=True, slots=True)
class Trend:
    """The figures of all years of one unit or of many.

    Args:
        organ: Whose years they are: the latest one's; of many units the name of their folder.
        series: One series per key and unit.
        left_out: Years of other organs in a unit's folder, with their organ.
        unread: Data files that could not be read.
        without: Names of the units that have none of the figures.
    """

    organ: str
    series: tuple[Series, ...]
    left_out: tuple[str, ...] = ()
    unread: tuple[PassedOver, ...] = ()
    without: tuple[str, ...] = ()


def trend(
    city: City, name: str, keys: Sequence[str], years: tuple[int, int] | None, *, internal: bool = False
) -> Trend:
    """Series of the figures over the years of each unit.

    Args:
        city: The units.
        name: The name of their folder.
        keys: Keys or Chinese names of indicators.
        years: The first and the last year; None for all.
        internal: Whether indicators that are not published may be shown.

    Raises:
        FazhiError: There are no such years, the only unit's file has errors, or no indicator has a key or name.
    """
    chosen = city if years is None else city.of_years(range(years[0], years[1] + 1))
    if not chosen.units:
        asked = f" {years[0]} 至 {years[1]} 年的" if years else "各年度的"
        raise FazhiError(
            f"{name} 里没有{asked}数据文件", "数据文件按年份命名，如 2020.yaml；用 --data 指明文件夹"
        )
    alone = len(chosen.units) == 1
    unread: list[PassedOver] = []
    read = [_UnitBooks.of(unit, unread, internal=internal, alone=alone) for unit in chosen.once().units]
    read = [one for one in read if one.books]
    if not read:
        raise FazhiError(f"{name} 里的数据文件都有错误，读不出指标", "先运行 fazhi-report validate")
    title = read[0].organ if alone else Path(name).name or name
    # The newest year's names come last and count.
    labels = {key: label(entry) for one in read for book in one.books for key, entry in book.entries.items()}
    wanted = list(dict.fromkeys(key_named(words, labels, f"{title}各年度的数据") for words in keys))
    span = (
        min(book.year for one in read for book in one.books),
        max(book.year for one in read for book in one.books),
    )
    drawn: list[Series] = []
    without = []
    for one in read:
        found = [made for key in wanted if (made := series(one.books, key, span)) is not None]
        drawn += found if alone else [replace(made, organ=one.organ) for made in found]
        if not found:
            without.append(one.organ)
    left_out = tuple(words for one in read for words in one.left_out)
    return Trend(title, tuple(drawn), left_out, tuple(unread), tuple(without))


@dataclass(frozen=True, slots=True)
class _UnitBooks:
    """The years of one unit.

    Args:
        organ: The newest year's organ.
        books: The years of that organ, in order.
        left_out: The other years, with their organ.
    """

    organ: str
    books: tuple[Book, ...]
    left_out: tuple[str, ...]

    @classmethod
    def of(cls, unit: Unit, unread: list[PassedOver], *, internal: bool, alone: bool) -> _UnitBooks:
        """Read a unit; what cannot be read is put into ``unread``, or raised where the unit is the only one."""
        read: list[Year] = []
        for path in unit.files:
            try:
                read.append(read_year(path))
            except FazhiError as error:
                if alone:
                    raise
                unread.append(PassedOver(path, error.message.removeprefix(f"{path} ")))
        if not read:
            return cls("", (), ())
        newest = max(read, key=lambda year: year.year).organ
        own = [year for year in read if same_organ(year.organ, newest)]
        left_out = (f"{year.year}年（{year.organ.name}）" for year in read if year not in own)
        return cls(newest.name, tuple(Book.of(year, internal=internal) for year in own), tuple(left_out))


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
