"""The record of one paper that a unit has sent, as it is kept beside the city's data."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from fazhi_report.docx_in.archive import read_file
from fazhi_report.errors import FazhiError
from fazhi_report.files import RECORDS
from fazhi_report.findings import Route
from fazhi_report.temporary import flushed, sweep

NOTES = "collect"
"""Folder among the notes of the city with the records."""
PaperKind = Literal["report", "figures", "statistics", "none"]


class SlipEntry(BaseModel):
    """Something wrong with a paper, at its place in the sender's own file.

    Args:
        severity: 错误, 警告, 提示 or 待核.
        place: Paragraph, cell or line, Chinese; empty where the whole file is meant.
        words: The first words at that place; empty for none.
        message: The fact, Chinese.
        hint: The cure, Chinese; empty for none.
        code: The rule; empty where none is concerned.
        about: 内容 or 版式: the page is judged apart; 登记: the desk's own work, which no unit is written to about.
    """

    model_config = ConfigDict(frozen=True, defer_build=True)

    severity: str
    place: str
    message: str
    hint: str = ""
    words: str = ""
    code: str = ""
    about: str = "内容"


class PaperRecord(BaseModel):
    """What one file says, as far as it can be read.

    Args:
        made_by: Digest of the program and the options.
        name: Its path below the folder of received files.
        kept: Name of the copy of the original.
        digest: SHA-256 of its content.
        received: When it was saved, Beijing time.
        moment: The same in nanoseconds since 1970.
        run: The number of the run that took it.
        kind: What it is; ``none`` where it cannot be read.
        organ: The organ that it names; empty where it names none.
        year: The year that it names; None where it names none.
        head: Its first and last lines without blanks, in which a name may stand that was cut elsewhere.
        text: The data file that it becomes, in YAML.
        unit: What places count: 段, 行, 页.
        lines: Route of the data → paragraph.
        words: Paragraph → its first words.
        cells: Key of a figure → its cell.
        keys: Keys of the figures of a form.
        entries: What is wrong with it as it is: its page, cells that were not taken.
        doubts: What the import asks a person to check.
        blank: Number of rows of a form that were left blank.
        remarks: Remarks on the reading, Chinese.
        reason: Why it cannot be read, Chinese; empty where it can.
        hint: The cure.
        trace: The traceback of a fault of this program; empty otherwise.
    """

    model_config = ConfigDict(frozen=True, defer_build=True)

    made_by: str
    name: str
    kept: str
    digest: str
    received: str
    moment: int
    run: int
    kind: PaperKind = "none"
    organ: str = ""
    year: int | None = None
    head: str = ""
    text: str = ""
    unit: str = "行"
    lines: tuple[tuple[Route, int], ...] = ()
    words: dict[int, str] = {}
    cells: dict[str, str] = {}
    keys: tuple[str, ...] = ()
    entries: tuple[SlipEntry, ...] = ()
    doubts: tuple[SlipEntry, ...] = ()
    blank: int = 0
    remarks: tuple[str, ...] = ()
    reason: str = ""
    hint: str = ""
    trace: str = ""


@dataclass(frozen=True, slots=True)
class PaperHead:
    """What the main process keeps of a record.

    Args:
        record: The file of the record.
        name: As in `PaperRecord`; so are the others.
    """

    record: Path
    made_by: str
    name: str
    kept: str
    digest: str
    received: str
    order: tuple[int, int, str]
    kind: PaperKind
    organ: str
    year: int | None
    keys: tuple[str, ...]
    head: str
    reason: str
    hint: str
    trace: str

    @classmethod
    def of(cls, path: Path, one: PaperRecord) -> PaperHead:
        """Return the head of a record."""
        order = (one.run, one.moment, one.name)
        return cls(
            path, one.made_by, one.name, one.kept, one.digest, one.received, order, one.kind, one.organ,
            one.year, one.keys, one.head, one.reason, one.hint, one.trace,
        )  # fmt: skip


def read_record(path: Path) -> PaperRecord | None:
    """Return a record; None where there is none that can be believed."""
    with contextlib.suppress(OSError, ValueError, FazhiError):
        return PaperRecord.model_validate_json(read_file(path))
    return None


def write_record(path: Path, record: BaseModel) -> None:
    """Write a record as one step; one that is lost is made again.

    Raises:
        OSError: The disk refuses.
    """
    prepare(path.parent)
    part = flushed(path.parent, record.model_dump_json().encode(), durable=False)
    try:
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def prepare(folder: Path) -> None:
    """Make a folder of records, without the temporary files of runs that were killed.

    Raises:
        NotADirectoryError: It, or the folder of the notes, is a link.
    """
    _prepare(folder.absolute())


# Once per process: hundreds of records are written into one folder.
@lru_cache(maxsize=8)
def _prepare(folder: Path) -> None:
    if folder.is_symlink() or any(one.name == RECORDS and one.is_symlink() for one in folder.parents):
        raise NotADirectoryError(folder)
    folder.mkdir(parents=True, exist_ok=True)
    sweep(folder)
