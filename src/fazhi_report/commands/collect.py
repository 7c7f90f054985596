"""Collects the papers of many units: keeps the originals, reads and assigns them, makes the city's data, and a register."""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from fazhi_report.commands.assignment import Assigner, Assignment
from fazhi_report.commands.city import DATA, ORIGINALS, PassedOver
from fazhi_report.commands.paper import PaperTask, lost_paper, made_by, record_path, take_paper
from fazhi_report.commands.paper_record import NOTES, PaperHead, prepare, read_record
from fazhi_report.commands.received_files import ReceivedFile, received_files
from fazhi_report.commands.received_papers import (
    PASSED,
    PaperRow,
    UnitRow,
    UnitWork,
    paper_row,
    unit_row,
)
from fazhi_report.commands.roster import Roster, read_roster, roster_of
from fazhi_report.commands.unit_papers import absolute_unit, lost_unit, put_together
from fazhi_report.commands.workers import Workers
from fazhi_report.errors import FazhiError
from fazhi_report.files import RECORDS, write, write_note
from fazhi_report.regular_files import read_regular
from fazhi_report.text.file_names import folded, safe_name

_PAPERS, _UNITS, _STATE = "papers", "units", "state.json"
_MOST_STATE = 5_000_000
ROSTER = "单位"
"""Stem of the copy of the roster in the city."""


@dataclass(frozen=True, slots=True)
class CollectOptions:
    """What to collect, and where to.

    Args:
        received: The folders of received files.
        roster: The roster; None for the one that the city has from an earlier run.
        year: The year whose papers are collected.
        out: The folder of the city.
        today: The day of the run.
        assigned: File or folder → unit, as a person has answered.
        take: Units whose new papers replace data files that were changed by hand.
        force: Replace files that this program did not write.
    """

    received: Sequence[Path]
    roster: Path | None
    year: int
    out: Path
    today: date
    assigned: Mapping[str, str] = field(default_factory=dict)
    take: frozenset[str] = frozenset()
    force: bool = False


@dataclass(frozen=True, slots=True)
class Collected:
    """The result of a run.

    Args:
        year: The year.
        out: The folder of the city.
        roster: The roster.
        units: The units, in the order of the roster.
        papers: The received files, in the order in which they were saved.
        new: Number of papers that were read in this run.
        changed: Number of data files that were written in this run.
    """

    year: int
    out: Path
    roster: Roster
    units: tuple[UnitRow, ...]
    papers: tuple[PaperRow, ...]
    new: int
    changed: int


def collect(
    options: CollectOptions, workers: Workers, on_paper: Callable[[PaperHead], None] = lambda _: None
) -> Collected:
    """Collect what has been received; what goes wrong with one file never stops the others.

    A run that was killed is taken up where it was: each paper and each unit leaves a record of its own.

    Args:
        options: What to collect.
        workers: The processes that do the work.
        on_paper: Is called with each paper as its turn comes.

    Raises:
        FazhiError: The roster or the folder cannot be read, or the disk refuses.
    """
    roster = _roster(options)
    receipts = received_files(options.received, options.out)
    _keep_roster(options)
    notes = options.out / RECORDS / NOTES / str(options.year)
    prepare(notes / _PAPERS)
    prepare(notes / _UNITS)
    state = _State.read(notes / _STATE)
    state.assigned |= options.assigned
    assigner = Assigner(roster, state.assigned)
    known = {one.record.name: one for one in _known(notes / _PAPERS)}
    fresh = _fresh(receipts.files, known, options, notes / _PAPERS)
    before = len(known)
    for head in workers.map(take_paper, _paper_tasks(fresh, options, notes, state, workers), lost_paper):
        known[head.record.name] = head
        on_paper(head)
    heads = sorted(known.values(), key=lambda one: one.order)
    owners = [(head, assigner.assign(head.name, head.organ, head.head)) for head in heads]
    folders = _folders(roster, options.out)
    works = _works(owners, options, folders, notes, roster)
    tasks = [
        work.task(options.year, options.today, options.out, options.take)
        for work in works.values()
        if work.counts
    ]
    outcomes = {
        one.name: one
        for one in workers.map(
            put_together, map(absolute_unit, tasks) if workers.remote else tasks, lost_unit
        )
    }
    papers = [paper_row(head, whose, works, options.year) for head, whose in owners]
    papers += [PaperRow(_below(one, options), PASSED, "", one.reason) for one in receipts.passed]
    units = tuple(unit_row(work, outcomes.get(work.unit.name)) for work in works.values())
    state.finish(notes, grown=len(known) > before)
    return Collected(
        options.year,
        options.out,
        roster,
        units,
        tuple(papers),
        len(known) - before,
        sum(one.changed for one in outcomes.values()),
    )


@dataclass(slots=True)
class _State:
    """What is remembered between runs.

    Args:
        done: Number of finished runs that took papers.
        assigned: File or folder → unit, as a person has answered.
    """

    done: int = 0
    assigned: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path) -> _State:
        with contextlib.suppress(OSError, ValueError, TypeError, AttributeError, FazhiError):
            held = json.loads(read_regular(path)[:_MOST_STATE])
            return cls(int(held["done"]), {str(key): str(value) for key, value in held["assigned"].items()})
        return cls()

    def finish(self, notes: Path, *, grown: bool) -> None:
        """Remember that this run is finished."""
        self.done += grown
        held = {"done": self.done, "assigned": dict(sorted(self.assigned.items()))}
        content = (json.dumps(held, ensure_ascii=False, indent=1) + "\n").encode()
        with contextlib.suppress(OSError):
            if read_regular(notes / _STATE) == content:
                return
        write_note(notes.parents[2], f"{NOTES}/{notes.name}/{_STATE}", content)


def _roster(options: CollectOptions) -> Roster:
    """Return the roster that is named, or that the city has from an earlier run.

    Raises:
        FazhiError: There is none, or it cannot be read.
    """
    found = read_roster(options.roster) if options.roster is not None else roster_of(options.out)
    if found is None:
        raise FazhiError("没有花名册", "用 --roster 单位.csv 指明：第一行写 单位,简称,联系人,电话,类别")
    return found


def _keep_roster(options: CollectOptions) -> None:
    """Keep a copy of the roster in the city, for whoever adds up later.

    Raises:
        FazhiError: The copy was changed by hand, or the disk refuses.
    """
    if options.roster is None:
        return
    copy = options.out / f"{ROSTER}{options.roster.suffix.lower()}"
    if not (copy.exists() and copy.samefile(options.roster)):
        write_changed({copy: read_regular(options.roster)}, force=options.force)


def write_changed(files: Mapping[Path, bytes], *, force: bool) -> tuple[Path, ...]:
    """Write those files whose content differs from what is there, all or none, and return them.

    Raises:
        FazhiError: A file there was changed by somebody else, or the disk refuses.
    """
    changed = {}
    for path, content in files.items():
        with contextlib.suppress(OSError):
            if not path.is_symlink() and read_regular(path) == content:
                continue
        changed[path] = content
    if changed:
        write(changed, force=force)
    return tuple(changed)


def _known(folder: Path) -> Iterator[PaperHead]:
    """Yield the papers of earlier runs; their files need not lie in the inbox any more."""
    for path in sorted(folder.glob("*.json")):
        if (record := read_record(path)) is not None:
            yield PaperHead.of(path, record)


def _fresh(
    files: Sequence[ReceivedFile], known: Mapping[str, PaperHead], options: CollectOptions, notes: Path
) -> list[ReceivedFile]:
    """Return the files that were not read before, or by another version of the program."""
    program = made_by(options.year)
    originals = options.out / ORIGINALS / str(options.year)

    def is_known(file: ReceivedFile) -> bool:
        head = known.get(record_path(notes, file).name)
        return head is not None and head.made_by == program and (originals / head.kept).exists()

    return [file for file in files if not is_known(file)]


def _paper_tasks(
    files: Sequence[ReceivedFile], options: CollectOptions, notes: Path, state: _State, workers: Workers
) -> Iterable[PaperTask]:
    originals, papers = options.out / ORIGINALS / str(options.year), notes / _PAPERS
    if workers.remote:
        originals, papers = originals.absolute(), papers.absolute()
        files = [replace(file, path=file.path.absolute()) for file in files]
    return (PaperTask(file, originals, papers, options.year, state.done + 1) for file in files)


def _folders(roster: Roster, out: Path) -> Mapping[str, Path]:
    """Return the folder of each unit, none the same on disks that do not tell A from a."""
    taken: dict[str, str] = {}
    folders = {}
    for unit in roster.units:
        name = safe_name(unit.name, "单位")
        if taken.setdefault(folded(name), unit.name) != unit.name or name in {ORIGINALS, DATA}:
            name = f"{name}-{hashlib.sha256(unit.name.encode()).hexdigest()[:6]}"
        folders[unit.name] = out / name
    return folders


def _works(
    owners: Sequence[tuple[PaperHead, Assignment]],
    options: CollectOptions,
    folders: Mapping[str, Path],
    notes: Path,
    roster: Roster,
) -> Mapping[str, UnitWork]:
    works = {
        unit.name: UnitWork(
            unit,
            folders[unit.name],
            notes / _UNITS / f"{hashlib.sha256(unit.name.encode()).hexdigest()[:32]}.json",
        )
        for unit in roster.units
    }
    for head, whose in owners:
        if whose.unit is None:
            continue
        works[whose.unit.name].add(head, options.year)
    return works


def _below(one: PassedOver, options: CollectOptions) -> str:
    for root in options.received:
        with contextlib.suppress(ValueError):
            return one.path.relative_to(root).as_posix()
    return one.path.as_posix()
