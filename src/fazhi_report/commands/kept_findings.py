"""Findings kept by content: a data file that is as it was, beside what was beside it, is not checked again."""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from fazhi_report.commands.content_key import content_key
from fazhi_report.errors import FazhiError
from fazhi_report.files import RECORDS
from fazhi_report.findings import Finding, Place, Route, Severity
from fazhi_report.regular_files import open_regular
from fazhi_report.rules.deadlines import same_answer
from fazhi_report.rules.run import Checked
from fazhi_report.source.load import Source
from fazhi_report.source.local_rules import duty_for
from fazhi_report.temporary import flushed, sweep

FOLDER = "findings"
"""Folder among the notes of an output folder, one file per data file and edition."""
_MOST_BYTES = 5_000_000


class _Kept(BaseModel):
    """A finding without its path."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    line: int
    column: int
    code: str
    severity: Severity
    message: str
    hint: str
    route: Route
    related: tuple[tuple[int, int], ...]


class _Found(BaseModel):
    """What was found in a data file, and in what."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    made_from: str
    path: str
    edition: str
    own_edition: str
    first: date
    last: date
    findings: tuple[_Kept, ...]
    skipped: tuple[tuple[str, str], ...]
    numbers: int
    held: int


class _Entry(BaseModel):
    """A file of the cache."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    digest: str
    found: _Found


@dataclass(frozen=True, slots=True)
class KeptFindings:
    """The place where the findings of one data file are kept, and what they must have been found in.

    An entry is believed only when it was made from the same contents (`content_key`) of the same path on a day that
    gives the same answers, and when its own digest is right; everything else is passed over and written anew.

    Args:
        path: The data file.
        folder: The output folder, in whose notes the entry lies.
        options: What the findings depend on beside the contents: the rules chosen.
        edition: ``publish`` or ``submit``; None for the one that the file is meant for.
        today: The day of the run.
        key: The digest of the contents, taken before the file was read.
    """

    path: Path
    folder: Path
    options: Sequence[str]
    edition: str | None
    today: date
    key: str

    @classmethod
    def of(
        cls, path: Path, folder: Path, options: Sequence[str], edition: str | None, today: date
    ) -> KeptFindings | None:
        """Return the place for a data file; None where a file cannot be read, which the check will tell."""
        try:
            return cls(path, folder, options, edition, today, content_key(path, options))
        except (OSError, FazhiError):
            return None

    def read(self) -> Checked | None:
        """Return what was found; None where there is no entry that can be believed."""
        for edition in (self.edition,) if self.edition else ("publish", "submit"):
            # A wrong form is a `ValueError`, too.
            with contextlib.suppress(OSError, ValueError, FazhiError):
                with open_regular(self._entry(edition)) as stream:
                    entry = _Entry.model_validate_json(stream.read(_MOST_BYTES))
                found = entry.found
                if self._holds(found) and entry.digest == _digest(found):
                    findings = tuple(_finding(one, self.path) for one in found.findings)
                    return Checked(findings, found.skipped, found.numbers, found.held)
        return None

    def _holds(self, found: _Found) -> bool:
        return (
            found.made_from == self.key
            and found.path == _words(self.path)
            and found.edition == (self.edition or found.own_edition)
            and found.first <= self.today <= found.last
        )

    def write(self, checked: Checked, source: Source, edition: str, own_edition: str) -> None:
        """Keep what was found; where the disk refuses or a file has changed meanwhile, nothing is kept.

        Args:
            checked: The findings.
            source: The data file.
            edition: The edition that it was judged for.
            own_edition: The one that it is meant for.
        """
        places = [place for one in checked.findings for place in (one.place, *one.related)]
        if any(place.path != self.path for place in places):
            return
        with contextlib.suppress(OSError, ValueError, FazhiError):
            if content_key(self.path, self.options) != self.key:
                return
            days, report = (date.min, date.max), source.report
            if report is not None:
                days = same_answer(report, duty_for(report, self.path), self.today)
            found = _Found(
                made_from=self.key,
                path=_words(self.path),
                edition=edition,
                own_edition=own_edition,
                first=days[0],
                last=days[1],
                findings=tuple(map(_kept, checked.findings)),
                skipped=checked.skipped,
                numbers=checked.numbers,
                held=checked.held,
            )
            entry = _Entry(digest=_digest(found), found=found)
            _write(self._entry(edition), entry.model_dump_json().encode())

    def _entry(self, edition: str) -> Path:
        words = "\0".join((_words(self.path), edition, *self.options))
        name = hashlib.sha256(words.encode()).hexdigest()[:32]
        return self.folder / RECORDS / FOLDER / f"{name}.json"


def kept_or_found(kept: KeptFindings | None, find: Callable[[], tuple[Checked, Source, str, str]]) -> Checked:
    """Return what was kept, or else what is found now, and keep it.

    Args:
        kept: Where findings are kept; None where they are not.
        find: Checks the file; returns its findings, the file, the edition judged for and the one it is meant for.
    """
    if kept is not None and (before := kept.read()) is not None:
        return before
    checked, source, edition, own_edition = find()
    if kept is not None:
        kept.write(checked, source, edition, own_edition)
    return checked


def _write(path: Path, content: bytes) -> None:
    """Write an entry, without waiting for the disk: it may be lost.

    Raises:
        OSError: The disk refuses, or the folder of the notes is a link.
    """
    _prepare(path.parent.absolute())
    part = flushed(path.parent, content, durable=False)
    try:
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


# Once per run: thousands of entries are written into one folder.
@lru_cache(maxsize=8)
def _prepare(folder: Path) -> None:
    if folder.is_symlink() or folder.parent.is_symlink():
        raise NotADirectoryError(folder)
    folder.mkdir(parents=True, exist_ok=True)
    sweep(folder)


def _words(path: Path) -> str:
    """The whole path as text: an entry that came with somebody's folder speaks of another one."""
    return os.fsencode(path.absolute()).decode("utf-8", "backslashreplace")


def _digest(found: _Found) -> str:
    return hashlib.sha256(found.model_dump_json().encode()).hexdigest()


def _kept(one: Finding) -> _Kept:
    return _Kept(
        line=one.place.line,
        column=one.place.column,
        code=one.code,
        severity=one.severity,
        message=one.message,
        hint=one.hint,
        route=one.route,
        related=tuple((place.line, place.column) for place in one.related),
    )


def _finding(one: _Kept, path: Path) -> Finding:
    return Finding(
        Place(path, one.line, one.column),
        one.code,
        one.severity,
        one.message,
        one.hint,
        one.route,
        tuple(Place(path, *place) for place in one.related),
    )
