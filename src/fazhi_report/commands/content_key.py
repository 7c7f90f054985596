"""The digest of everything that the findings or the files of a report depend on: contents and options, never times."""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from pathlib import Path

from fazhi_report import __version__
from fazhi_report.commands.reading import unit_files
from fazhi_report.commands.surroundings import last_years_file
from fazhi_report.model.figure import Calculation
from fazhi_report.regular_files import read_regular
from fazhi_report.resources import shipped
from fazhi_report.source.local_rules import local_rules_file
from fazhi_report.source.settings import lexicon_file, settings_files
from fazhi_report.source.statistics_norms import statistics_file

_SUMS = re.compile(b"sum_units|" + (Calculation.model_fields["sum_units"].title or "").encode())
"""What a city's data file says where a figure is the sum of its units."""


def content_key(path: Path, options: Sequence[str], beside: Iterable[Path] = ()) -> str:
    """Return a digest of a data file, last year's file, the office's words and settings, options, program and norms.

    Args:
        path: The data file.
        options: Whatever else the result depends on, as text.
        beside: More files that it depends on.

    Raises:
        FazhiError: A file is a pipe, a device or a socket.
        OSError: A file cannot be read.
    """
    settings = tuple(settings_files(path))
    content = read_regular(path)
    units = unit_files(path) if _SUMS.search(content) else ()
    neighbours = (
        last_years_file(path),
        lexicon_file(path),
        local_rules_file(path),
        statistics_file(path),
        *settings,
        *beside,
        *units,
    )
    names = [one.name for one in (*settings, *beside)]
    digest = hashlib.sha256()
    for part in (
        program().encode(),
        *(option.encode("utf-8", "surrogateescape") for option in (*options, *names)),
    ):
        digest.update(_digest(part))
    # The name tells which file is last year's.
    digest.update(_digest(path.name.encode("utf-8", "surrogateescape")) + _digest(content))
    for neighbour in neighbours:
        digest.update(b"-" if neighbour is None else b"+" + _digest(read_regular(neighbour)))
    return digest.hexdigest()


@cache
def program() -> str:
    """Return a digest of this program: its modules and norms, whatever its version says."""
    package = Path(__file__).resolve().parents[1]
    digest = hashlib.sha256(f"{__version__} {sys.version_info[:2]}".encode())
    for path in sorted(package.rglob("*")):
        if path.suffix in {".py", ".yaml"}:
            digest.update(_digest(path.relative_to(package).as_posix().encode()) + _digest(path.read_bytes()))
    return digest.hexdigest()


# One office's templates at a time, so that a city of offices with their own fills no memory.
@lru_cache(maxsize=2)
def templates_key(folder: Path | None) -> str:
    """Return a digest of the templates of a folder; of those that come with the program for None."""
    from fazhi_report.composition.template_files import own_files  # noqa: PLC0415  (brings Jinja2 along)

    base = shipped("templates") if folder is None else folder
    digest = hashlib.sha256()
    for path in own_files(base):
        digest.update(path.relative_to(base).as_posix().encode("utf-8", "surrogateescape") + b"\0")
        digest.update(_digest(path.read_bytes()))
    return digest.hexdigest()


def _digest(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()
