"""Data files and folders side by side."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from fazhi_report.compare.book import Book
from fazhi_report.compare.rows import Comparison
from fazhi_report.compare.units import by_organ, compare_units
from fazhi_report.compare.years import compare_years
from fazhi_report.errors import FazhiError
from fazhi_report.model.year_figures import Year
from fazhi_report.pipeline.surroundings import WAIVERS
from fazhi_report.source.load import load


def compare(old: Path, new: Path, *, internal: bool = False) -> Comparison:
    """Two data files, or two folders with a data file a unit.

    Args:
        old: What stands on the left.
        new: What stands on the right.
        internal: Whether figures that are not to be published come along.

    Raises:
        FazhiError: A file is in the way, has errors, or stands against a folder.
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


def read_year(path: Path) -> Year:
    """What a data file says.

    Raises:
        FazhiError: It cannot be opened, or has errors.
    """
    year = load(path).year
    if year is None:
        raise FazhiError(f"{path} 有错误，读不出指标", f"先运行 fazhi-report validate {path}，改好再来")
    return year


def _named(found: Comparison, old: Book, new: Book, paths: tuple[Path, Path]) -> Comparison:
    """The sides under names that tell them apart: years, else organs, else files."""
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
