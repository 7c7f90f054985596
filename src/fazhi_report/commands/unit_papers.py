"""Puts the papers of one unit together: its data file in the city, what is wrong with it, and what a new paper changes."""

from __future__ import annotations

import contextlib
import hashlib
import re
import traceback
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import zip_longest
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from fazhi_report.commands.paper_changes import PaperChange, paper_changes
from fazhi_report.commands.paper_record import PaperRecord, SlipEntry, read_record, write_record
from fazhi_report.commands.roster import RosterUnit
from fazhi_report.commands.unit_data import joined_forms, merged_data, place_of
from fazhi_report.commands.validate import ValidateOptions, check_source, kept_findings
from fazhi_report.docx_in.archive import read_file
from fazhi_report.errors import FazhiError, system_refusal
from fazhi_report.files import rewrite, write_new
from fazhi_report.findings import Finding
from fazhi_report.model.authors import Organ
from fazhi_report.model.organ import Imprint, Signature
from fazhi_report.model.prose import Part
from fazhi_report.model.report import Report
from fazhi_report.regular_files import read_regular
from fazhi_report.rules.registry import matches
from fazhi_report.source.load import Source, load

_OF_DATA = ("FZ00", "FZ01", "FZ02", "FZ9")
"""Families about the form of a data file; a document has none."""


class UnitRecord(BaseModel):
    """What became of a unit's papers.

    Args:
        placed: Digests of the data files that this program wrote for the unit, the last one last.
        papers: Digests of the papers that the data file was made from.
        entries: What is wrong, at its place in the unit's own file.
        changes: What the newest paper changes.
        edited: Whether the data file was changed by hand since.
        waiting: Whether a newer paper waits, because the data file was changed by hand.
        reason: Why there is no data file, Chinese; empty where there is.
        trace: The traceback of a fault of this program; empty otherwise.
    """

    model_config = ConfigDict(frozen=True, defer_build=True)

    placed: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()
    entries: tuple[SlipEntry, ...] = ()
    changes: tuple[PaperChange, ...] = ()
    edited: bool = False
    waiting: bool = False
    reason: str = ""
    trace: str = ""

    def count(self, severity: str, about: str = "内容") -> int:
        """Return how many entries of the content, or of the page (版式), are of a severity."""
        return sum(one.severity == severity and one.about == about for one in self.entries)


@dataclass(frozen=True, slots=True)
class UnitTask:
    """A unit whose papers are put together.

    Args:
        unit: The unit.
        data: Its data file of the year.
        record: Where its record lies.
        report: The record of its report; None where it sent none.
        figures: The records of its forms and workbooks, in the order in which they came.
        before: Pairs of records: an earlier one and the one that takes its place.
        year: The year.
        today: The day of the run.
        city: The folder of the city.
        take: Whether a new paper replaces a data file that was changed by hand.
    """

    unit: RosterUnit
    data: Path
    record: Path
    report: Path | None
    figures: tuple[Path, ...]
    before: tuple[tuple[Path, Path], ...]
    year: int
    today: date
    city: Path
    take: bool = False


@dataclass(frozen=True, slots=True)
class UnitOutcome:
    """What the main process keeps of a unit.

    Args:
        name: The unit's name.
        errors: Number of errors of the content; so are the next.
        page: Number of errors and warnings of the page.
        changed: Whether the data file was written in this run.
    """

    name: str
    errors: int = 0
    warnings: int = 0
    notes: int = 0
    doubts: int = 0
    page: int = 0
    changes: int = 0
    changed: bool = False
    edited: bool = False
    waiting: bool = False
    reason: str = ""
    trace: str = ""


def read_unit_record(path: Path) -> UnitRecord:
    """Return the record of a unit; an empty one where there is none that can be believed."""
    with contextlib.suppress(OSError, ValueError, FazhiError):
        return UnitRecord.model_validate_json(read_file(path))
    return UnitRecord()


def put_together(task: UnitTask) -> UnitOutcome:
    """Write the data file of a unit, check it, and keep what was found; whatever goes wrong is told in the result."""
    changed = False
    old = read_unit_record(task.record)
    try:
        record, changed = _put_together(task, old)
    except FazhiError as error:
        told = f"{error.message}{f'（{error.hint}）' if error.hint else ''}"
        record = old.model_copy(update={"reason": told, "trace": ""})
    except OSError as error:
        record = old.model_copy(update={"reason": system_refusal(error), "trace": ""})
    except Exception as error:  # noqa: BLE001  (one unit must not stop five hundred others)
        reason = f"程序出错：{type(error).__name__}: {error}"
        record = old.model_copy(update={"reason": reason, "trace": traceback.format_exc()})
    if record != old:
        write_record(task.record, record)
    return UnitOutcome(
        task.unit.name,
        errors=record.count("错误"),
        warnings=record.count("警告"),
        notes=record.count("提示"),
        doubts=record.count("待核") + record.count("待核", "登记"),
        page=record.count("错误", "版式") + record.count("警告", "版式"),
        changes=len(record.changes),
        changed=changed,
        edited=record.edited,
        waiting=record.waiting,
        reason=record.reason,
        trace=record.trace,
    )


def lost_unit(task: UnitTask) -> UnitOutcome:
    """Return the outcome of a unit whose process died."""
    return UnitOutcome(task.unit.name, reason="处理它的进程意外终止，多半是内存不足；再收一次")


def _put_together(task: UnitTask, old: UnitRecord) -> tuple[UnitRecord, bool]:
    report = None if task.report is None else read_record(task.report)
    forms = [one for path in task.figures if (one := read_record(path)) is not None]
    figures = joined_forms(forms, task.year)
    merged = merged_data(task.unit, report, figures, task.data)
    papers = tuple(one.digest for one in (report, *forms) if one is not None)
    digest = _digest(merged.text.encode())
    try:
        there: bytes | None = read_regular(task.data)
    except FileNotFoundError:
        there = None
    edited = there is not None and _digest(there) not in {*old.placed, digest}
    waiting = edited and papers != old.papers and not task.take
    changed = False
    if not edited or (task.take and papers != old.papers) or task.take:
        changed = there is None or _digest(there) != digest
        if changed:
            # Known before it is there: a run that is killed in between finds its own file.
            placed = tuple(dict.fromkeys((*old.placed[-1:], digest)))
            write_record(task.record, old.model_copy(update={"placed": placed}))
            _place(task.data, there, merged.text)
        edited = False
    entries = (*merged.entries, *_checked(task, report, figures))
    pairs = [(read_record(earlier), read_record(later)) for earlier, later in task.before]
    changes = tuple(
        change
        for earlier, later in pairs
        if earlier is not None and later is not None
        for change in paper_changes(earlier, later)
    )
    record = UnitRecord(
        placed=old.placed if edited else (digest,),
        papers=old.papers if edited else papers,
        entries=entries,
        changes=changes,
        edited=edited,
        waiting=waiting,
    )
    return record, changed


def _place(path: Path, there: bytes | None, text: str) -> None:
    def check(data: bytes) -> None:
        if data != text.encode():
            raise FazhiError(f"{path} 写下去和要写的不一样，没有写", "检查磁盘")

    if there is None:
        write_new({path: text.encode()}, checks={path: check})
    else:
        rewrite(path, there, text.encode(), check)


def _checked(task: UnitTask, report: PaperRecord | None, figures: PaperRecord | None) -> Iterator[SlipEntry]:
    """Yield what is wrong with a unit's papers: as they are, in their content, and what a person has to look at."""
    for paper in (report, figures):
        if paper is not None:
            yield from paper.entries
    options = ValidateOptions(today=task.today, keep_in=task.city)
    kept = kept_findings(task.data, options)
    source = load(task.data)
    for one in check_source(source, options, kept=kept).findings:
        # A unit that sent a data file gets its lines; others never see one.
        if _is_data_file(report or figures) or not matches(one.code, _OF_DATA):
            yield _entry(one, source, report, figures)
    for paper in (report, figures):
        if paper is not None:
            yield from paper.doubts


def _entry(
    one: Finding, source: Source, report: PaperRecord | None, figures: PaperRecord | None
) -> SlipEntry:
    if _is_data_file(report or figures):
        place, words, message, hint = f"第 {one.place.line} 行", "", one.message, one.hint
    else:
        place, words = place_of(one.route, source, report, figures)
        message, hint = plain_words(one.message), plain_words(one.hint)
    return SlipEntry(
        severity=one.severity.label, place=place, words=words, message=message, hint=hint, code=one.code
    )


def _is_data_file(paper: PaperRecord | None) -> bool:
    return paper is not None and not paper.lines and not paper.cells


_NAMED = re.compile(r"（[a-z][a-z_]*(?:\.[a-z_]+)*）")
_FIELD = re.compile(
    r"\b(?:[a-z]+\.)?(?P<name>[a-z]+(?:_[a-z]+)+|organ|title|year|opening|closing|text|heading|lead)\b[:：]?"
)
_OURS = re.compile(r"(?<![A-Za-z/.\d])(?!(?:mm|docx|xlsx|html|pdf)\b)[a-z]{2,}\b|\{\{")
"""Words that only a data file has; units and suffixes are for everybody."""
_CLAUSES = re.compile("([，；。])")


def plain_words(text: str) -> str:
    """Return a message for whoever has never seen a data file.

    Fields get their Chinese names; a clause that speaks of the data file all the same is left out.
    """
    words = _FIELD.sub(lambda match: _titles().get(match["name"], match[0]), _NAMED.sub("", text))
    if not _OURS.search(words):
        return words
    pieces = _CLAUSES.split(words)
    kept: list[str] = []
    for clause, mark in zip_longest(pieces[::2], pieces[1::2], fillvalue=""):
        if not _OURS.search(clause):
            kept.append(clause + mark)
        elif kept and kept[-1].endswith("的，"):
            # 已经写了的，给它起 id: the condition goes with what was to be done.
            kept.pop()
    return "".join(kept).rstrip("，；") or words


@cache
def _titles() -> Mapping[str, str]:
    models: tuple[type[BaseModel], ...] = (Part, Organ, Signature, Imprint, Report)
    return {name: one.title for model in models for name, one in model.model_fields.items() if one.title}


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def absolute_unit(task: UnitTask) -> UnitTask:
    """Return a task with absolute paths, for workers that run in other folders."""
    return replace(
        task,
        data=task.data.absolute(),
        record=task.record.absolute(),
        report=task.report and task.report.absolute(),
        figures=tuple(path.absolute() for path in task.figures),
        before=tuple((earlier.absolute(), later.absolute()) for earlier, later in task.before),
        city=task.city.absolute(),
    )
