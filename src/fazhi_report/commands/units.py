"""Units: the data files that a command works on, and the folders ``data/YYYY.yaml`` that they are found by."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from fazhi_report.text.file_names import safe_name

DATA = "data"
YEAR = re.compile(r"(?:19|20|21)\d{2}")
_SUFFIXES = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class Unit:
    """Data files of one office.

    Args:
        name: Its path below the output folder, each piece a file name that every system accepts; empty for the output
            folder itself.
        files: The data files, in the order of the years.
        whole: Whether these are all its years; False for files that were named one by one.
    """

    name: tuple[str, ...]
    files: tuple[Path, ...]
    whole: bool = True

    @property
    def title(self) -> str:
        """The name for people."""
        return "/".join(self.name) or "."


def units_below(roots: Sequence[Path]) -> Iterator[Unit]:
    """The units below some folders, in the order of the folders and then by name, without hidden folders.

    The name of a unit is its path from the folder given; where several are given, it begins with that folder's name.
    """
    for root in roots:
        base = (root.resolve().name,)
        for folder, files in _walk(root):
            below = folder.relative_to(root).parts
            name = (*base, *below) if len(roots) > 1 or not below else below
            yield Unit(tuple(safe_name(piece, "_") for piece in name), files)


def absolute(units: Iterable[Unit]) -> Iterator[Unit]:
    """The same units with absolute paths, for workers that run in other folders."""
    return (replace(unit, files=tuple(path.absolute() for path in unit.files)) for unit in units)


def years_in(data: Path) -> tuple[Path, ...]:
    """The data files named after a year in a folder, in order; ``.yaml`` wins over ``.yml``."""
    found: dict[str, Path] = {}
    for suffix in _SUFFIXES:
        for path in data.glob(f"[12][0-9][0-9][0-9]{suffix}"):
            if YEAR.fullmatch(path.stem) and path.is_file():
                found.setdefault(path.stem, path)
    return tuple(path for _, path in sorted(found.items()))


def _walk(root: Path) -> Iterator[tuple[Path, tuple[Path, ...]]]:
    for name, folders, _ in os.walk(root):
        folders[:] = sorted(folder for folder in folders if not folder.startswith("."))
        if DATA in folders and (files := years_in(Path(name) / DATA)):
            yield Path(name), files
