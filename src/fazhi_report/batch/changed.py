"""What a report was made from, so that a build can leave alone what is up to date."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

from fazhi_report import __version__
from fazhi_report.batch.units import years_in
from fazhi_report.output import RECORDS, put
from fazhi_report.pipeline.build import Order
from fazhi_report.pipeline.surroundings import waiver_file
from fazhi_report.resources import shipped


def fingerprint(path: Path, order: Order) -> str:
    """A digest of everything that the files of a report depend on: contents and options, never times.

    The day is not among it: what a passed deadline or an expired waiver changes, ``validate`` tells.

    Raises:
        OSError: The data file cannot be read.
    """
    seen = hashlib.sha256()
    options = (
        __version__,
        *order.formats,
        order.edition,
        order.profile,
        str(order.draft),
        repr(order.printing),
    )
    seen.update("\0".join(options).encode("utf-8"))
    seen.update(path.read_bytes())
    for beside in _beside(path):
        seen.update(b"\0beside\0" + beside.read_bytes())
    seen.update(_templates(None).encode("ascii"))
    if order.templates is not None:
        seen.update(_templates(order.templates).encode("ascii"))
    return seen.hexdigest()


def is_up_to_date(path: Path, order: Order, made_from: str) -> bool:
    """Whether the files that were made from just this still stand as they were written."""
    try:
        note = json.loads(_note(path, order).read_text(encoding="utf-8"))
        files: dict[str, str] = note["files"]
        return note["made_from"] == made_from and all(
            _digest(order.out / name) == digest for name, digest in files.items()
        )
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return False


def noted_names(path: Path, order: Order) -> tuple[str, ...]:
    """The names of the files that the note of `remember` holds; none where there is no note."""
    try:
        return tuple(json.loads(_note(path, order).read_text(encoding="utf-8"))["files"])
    except (OSError, ValueError, LookupError, TypeError):
        return ()


def remember(path: Path, order: Order, made_from: str, written: Sequence[Path]) -> None:
    """Note what the files were made from.

    Raises:
        FazhiError: The disk refuses.
    """
    files = {one.name: _digest(one) for one in written}
    note = {"made_from": made_from, "files": files}
    put(_note(path, order), (json.dumps(note, ensure_ascii=False, indent=1) + "\n").encode("utf-8"))


def _note(path: Path, order: Order) -> Path:
    return order.out / RECORDS / f"{path.stem}-{order.edition}.json"


def _beside(path: Path) -> Iterable[Path]:
    """Files that the rules look at, too: the waivers, and last year's data."""
    waivers = waiver_file(path)
    if waivers is not None:
        yield waivers
    if path.stem.isdigit():
        yield from (one for one in years_in(path.parent) if one.stem == str(int(path.stem) - 1))


# One office's templates at a time, so that a city of offices with their own fills no memory.
@lru_cache(maxsize=2)
def _templates(folder: Path | None) -> str:
    base = shipped("templates") if folder is None else folder
    seen = hashlib.sha256()
    for path in sorted(base.rglob("*.j2")):
        seen.update(path.relative_to(base).as_posix().encode("utf-8", "surrogateescape") + b"\0")
        seen.update(hashlib.sha256(path.read_bytes()).digest())
    return seen.hexdigest()


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
