"""Build every year of every unit."""

from __future__ import annotations

import hashlib
import json
import traceback
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Literal

from fazhi_report import __version__
from fazhi_report.commands.build import BuildOptions, Built, build, is_figures_alone, write_index
from fazhi_report.commands.surroundings import own_templates, waiver_file
from fazhi_report.commands.units import Unit, years_in
from fazhi_report.commands.workers import Crew
from fazhi_report.document.nodes import Document
from fazhi_report.errors import FazhiError
from fazhi_report.files import RECORDS, put, tidy
from fazhi_report.findings import Finding, Severity
from fazhi_report.resources import shipped
from fazhi_report.text.file_names import folded


def fingerprint(path: Path, order: BuildOptions) -> str:
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


def is_up_to_date(path: Path, order: BuildOptions, made_from: str) -> bool:
    """Whether the files that were made from just this still stand as they were written."""
    try:
        note = json.loads(_note(path, order).read_text(encoding="utf-8"))
        files: dict[str, str] = note["files"]
        return note["made_from"] == made_from and all(
            _digest(order.out / name) == digest for name, digest in files.items()
        )
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return False


def noted_names(path: Path, order: BuildOptions) -> tuple[str, ...]:
    """The names of the files that the note of `remember` holds; none where there is no note."""
    try:
        return tuple(json.loads(_note(path, order).read_text(encoding="utf-8"))["files"])
    except (OSError, ValueError, LookupError, TypeError):
        return ()


def remember(path: Path, order: BuildOptions, made_from: str, written: Sequence[Path]) -> None:
    """Note what the files were made from.

    Raises:
        FazhiError: The disk refuses.
    """
    files = {one.name: _digest(one) for one in written}
    note = {"made_from": made_from, "files": files}
    put(_note(path, order), (json.dumps(note, ensure_ascii=False, indent=1) + "\n").encode("utf-8"))


def _note(path: Path, order: BuildOptions) -> Path:
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


_PAGES = "html"
State = Literal["built", "unchanged", "passed", "refused", "failed"]


@dataclass(frozen=True, slots=True)
class UnitBuild:
    """What became of one data file.

    Args:
        path: The data file.
        state: ``built``; ``unchanged``: up to date, nothing was done; ``passed``: it holds figures alone;
            ``refused``: its content has errors;
            ``failed``: the work could not go on.
        paths: The files written.
        counts: How many errors, warnings and notes were found.
        reason: Why there is no report, one sentence; empty where there is one.
        trace: The traceback of a fault of this program; empty otherwise.
        remark: What there is to say of the unit as a whole; on its last outcome.
        document: The report as it was written; it stays in the process that made it.
    """

    path: Path
    state: State
    paths: tuple[Path, ...] = ()
    counts: tuple[int, int, int] = (0, 0, 0)
    reason: str = ""
    trace: str = ""
    remark: str = ""
    document: Document | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """One unit's years: they share a folder, so one worker writes them, one after another.

    Args:
        unit: The files.
        order: What to build, and where; the unit's own templates come on top where none are named.
        only_changed: Leave alone what is up to date.
        clash: The unit whose output folder this one would share; empty when it has its own.
    """

    unit: Unit
    order: BuildOptions
    only_changed: bool = False
    clash: str = ""


def build_units(
    units: Iterable[Unit], order: BuildOptions, crew: Crew, *, only_changed: bool = False
) -> Iterator[tuple[UnitBuild, ...]]:
    """Build units; what goes wrong with one never stops the others.

    Args:
        units: Read a little ahead of the work.
        order: ``out`` is the folder below which every unit has its own.
        crew: Who does it.
        only_changed: Leave alone what is up to date.

    Yields:
        A unit's outcomes, a year each, in the order of the units.
    """
    return crew.map(build_unit, _jobs(units, order, only_changed=only_changed), _lost)


def _jobs(units: Iterable[Unit], order: BuildOptions, *, only_changed: bool) -> Iterator[Job]:
    """Each unit with a folder of its own, on disks that do not tell A from a, too."""
    owners: dict[str, str] = {}
    for unit in units:
        place = folded("/".join(unit.name))
        owner = owners.setdefault(place, unit.files[0].parent.parent.as_posix())
        clash = "" if owner == unit.files[0].parent.parent.as_posix() else owner
        yield Job(unit, replace(order, out=order.out.joinpath(*unit.name)), only_changed, clash)


def build_unit(job: Job) -> tuple[UnitBuild, ...]:
    """Build a unit's years, and the page that leads to them where pages are asked for."""
    # A build that was killed may have left a part beside a report that is not written today.
    tidy(job.order.out)
    # The page of all years needs all of them: where one has changed, the others are made again.
    indexed = _PAGES in job.order.formats and job.unit.whole
    outcomes = _years(job)
    states = {outcome.state for outcome in outcomes} - {"passed"}
    if indexed and len(states) > 1 and "unchanged" in states:
        outcomes = _years(replace(job, only_changed=False))
    if indexed and states - {"unchanged"}:
        documents = [outcome.document for outcome in outcomes if outcome.state != "passed"]
        outcomes[-1] = replace(outcomes[-1], remark=_index(documents, job.order))
    return tuple(replace(outcome, document=None) for outcome in outcomes)


def _years(job: Job) -> list[UnitBuild]:
    outcomes: list[UnitBuild] = []
    taken: set[str] = set()
    for path in job.unit.files:
        outcome = _settled(path, job, frozenset(taken))
        outcomes.append(outcome)
        names = [one.name for one in outcome.paths] if outcome.paths else noted_names(path, job.order)
        taken.update(folded(name) for name in names if outcome.state in {"built", "unchanged"})
    return outcomes


def _index(documents: Sequence[Document | None], order: BuildOptions) -> str:
    """An index that lacks a year would pass for a whole one, so a year with errors keeps it from being written."""
    made = [document for document in documents if document is not None]
    if len(made) < len(documents):
        return "没有写目录页：有的年度没有生成"
    try:
        (path,) = write_index(made, order.out, force=order.force)
    except FazhiError as error:
        return f"没有写目录页：{error.message}"
    return f"已生成 {path}（{len(made)} 年的目录和历年数据）"


def _settled(path: Path, job: Job, taken: frozenset[str]) -> UnitBuild:
    if job.clash:
        reason = (
            f"它的输出文件夹 {job.order.out} 与 {job.clash} 的相同或只差大小写，会互相覆盖；给单位文件夹改名"
        )
        return UnitBuild(path, "failed", reason=reason)
    try:
        templates = job.order.templates or own_templates(path)
        return _made(
            path, replace(job.order, templates=templates, taken=taken), only_changed=job.only_changed
        )
    except FazhiError as error:
        return UnitBuild(
            path, "failed", reason=f"{error.message}（{error.hint}）" if error.hint else error.message
        )
    except Exception as error:  # noqa: BLE001  (a fault of ours in one report must not stop two thousand others)
        told = f"程序出错：{type(error).__name__}: {error}"
        return UnitBuild(path, "failed", reason=told, trace=traceback.format_exc())


def _made(path: Path, order: BuildOptions, *, only_changed: bool) -> UnitBuild:
    try:
        made_from = fingerprint(path, order)
    except OSError as error:
        reason = f"读不了文件 {path}（{type(error).__name__}）"
        return UnitBuild(path, "failed", reason=reason)
    if only_changed and is_up_to_date(path, order, made_from):
        return UnitBuild(path, "unchanged")
    try:
        built = build(path, order)
    except FazhiError:
        if is_figures_alone(path):
            return UnitBuild(path, "passed")
        raise
    if not built.paths:
        return UnitBuild(path, "refused", counts=_counts(built.findings), reason=_first_error(built))
    remember(path, order, made_from, built.paths)
    return UnitBuild(path, "built", built.paths, _counts(built.findings), document=built.document)


def _counts(findings: Sequence[Finding]) -> tuple[int, int, int]:
    weights = [finding.severity for finding in findings]
    return weights.count(Severity.ERROR), weights.count(Severity.WARNING), weights.count(Severity.NOTE)


def _first_error(built: Built) -> str:
    errors = [finding for finding in built.findings if finding.severity == Severity.ERROR]
    first = errors[0]
    more = f"（共 {len(errors)} 处错误）" if len(errors) > 1 else ""
    return f"第 {first.place.line} 行 {first.code} {first.message}{more}"


def _lost(job: Job) -> tuple[UnitBuild, ...]:
    reason = "处理它的进程意外终止，多半是内存不足；单独生成这一份看看"
    return tuple(UnitBuild(path, "failed", reason=reason) for path in job.unit.files)
