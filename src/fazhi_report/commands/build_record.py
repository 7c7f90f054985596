"""The record of a build: what the files of a report were made from, so that what is up to date is left alone."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from fazhi_report.commands.content_key import content_key, templates_key
from fazhi_report.commands.surroundings import files_beside, waiver_file
from fazhi_report.files import RECORDS, write_note


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
    own = "" if templates is None else templates_key(templates)
    waivers = waiver_file(path)
    # A chart draws the other years, too.
    beside = (*filter(None, [waivers]), *files_beside(path))
    return content_key(path, (*options, templates_key(None), own), beside)


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

    def write(self, made_from: str, written: Sequence[Path], settled: Sequence[str] = ()) -> None:
        """Record what the files were made from, and what the office has settled otherwise.

        Raises:
            FazhiError: The disk refuses.
        """
        record = {"made_from": made_from, "files": {one.name: _digest(one) for one in written}}
        if settled:
            record["本机关设定"] = list(settled)
        content = (json.dumps(record, ensure_ascii=False, indent=1) + "\n").encode("utf-8")
        write_note(self.folder, self.path.name, content)


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
