"""The record of a build: what the files of a report were made from, so that what is up to date is left alone."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from fazhi_report import __version__
from fazhi_report.commands.surroundings import waiver_file
from fazhi_report.commands.units import years_in
from fazhi_report.composition.template_files import own_files
from fazhi_report.files import RECORDS, write_note
from fazhi_report.regular_files import read_regular
from fazhi_report.resources import shipped
from fazhi_report.source.settings import settings_files


def fingerprint(path: Path, options: Sequence[str], templates: Path | None) -> str:
    """A digest of everything that the files of a report depend on: contents and options, never times.

    The day is not part of it: ``validate`` tells what a passed deadline or an expired waiver changes.

    Args:
        path: The data file.
        options: The options of the build that the files depend on, as text.
        templates: The user's own templates; None where there are none.

    Raises:
        FazhiError: A file is a pipe, a device or a socket.
        OSError: A file cannot be read.
    """
    digest = hashlib.sha256("\0".join((__version__, *options)).encode("utf-8"))
    digest.update(read_regular(path))
    for neighbour in _neighbours(path):
        digest.update(b"\0beside\0" + read_regular(neighbour))
    digest.update(_templates(None).encode("ascii"))
    if templates is not None:
        digest.update(_templates(templates).encode("ascii"))
    return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class BuildRecord:
    """What one data file was last built from and into, in a JSON file in the output folder.

    Args:
        folder: The output folder.
        name: Tells the record from those of other data files and editions.
    """

    folder: Path
    name: str

    @property
    def path(self) -> Path:
        """The file of the record."""
        return self.folder / RECORDS / f"{self.name}.json"

    def is_up_to_date(self, made_from: str) -> bool:
        """Whether the files that were made from exactly this are there as they were written.

        Args:
            made_from: The `fingerprint` of the build.
        """
        try:
            record = json.loads(self.path.read_text(encoding="utf-8"))
            files: dict[str, str] = record["files"]
            return record["made_from"] == made_from and all(
                _digest(self.folder / name) == digest for name, digest in files.items()
            )
        except (OSError, ValueError, LookupError, TypeError, AttributeError):
            return False

    def names(self) -> tuple[str, ...]:
        """The names of the files that the record lists; none where there is no record."""
        try:
            return tuple(json.loads(self.path.read_text(encoding="utf-8"))["files"])
        except (OSError, ValueError, LookupError, TypeError):
            return ()

    def write(self, made_from: str, written: Sequence[Path]) -> None:
        """Record what the files were made from.

        Raises:
            FazhiError: The disk refuses.
        """
        record = {"made_from": made_from, "files": {one.name: _digest(one) for one in written}}
        content = (json.dumps(record, ensure_ascii=False, indent=1) + "\n").encode("utf-8")
        write_note(self.folder, self.path.name, content)


def _neighbours(path: Path) -> Iterable[Path]:
    """Files beside the data file that the rules look at, too: the waivers, and last year's data."""
    waivers = waiver_file(path)
    if waivers is not None:
        yield waivers
    yield from settings_files(path)
    if path.stem.isdigit():
        yield from (one for one in years_in(path.parent) if one.stem == str(int(path.stem) - 1))


# One office's templates at a time, so that a city of offices with their own fills no memory.
@lru_cache(maxsize=2)
def _templates(folder: Path | None) -> str:
    base = shipped("templates") if folder is None else folder
    digest = hashlib.sha256()
    for path in own_files(base):
        digest.update(path.relative_to(base).as_posix().encode("utf-8", "surrogateescape") + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
