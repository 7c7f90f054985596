"""Build every year of every unit."""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from fazhi_report.batch.changed import fingerprint, is_up_to_date, noted_names, remember
from fazhi_report.batch.crew import Crew
from fazhi_report.batch.units import Unit
from fazhi_report.errors import FazhiError
from fazhi_report.findings import Finding, Severity
from fazhi_report.notation.file_names import folded
from fazhi_report.output import tidy
from fazhi_report.pipeline.build import Built, Order, build, is_figures_alone
from fazhi_report.pipeline.surroundings import own_templates
from fazhi_report.pipeline.years import write_index
from fazhi_report.tree.nodes import Document

_PAGES = "html"
State = Literal["built", "unchanged", "passed", "refused", "failed"]


@dataclass(frozen=True, slots=True)
class Outcome:
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
    order: Order
    only_changed: bool = False
    clash: str = ""


def build_units(
    units: Iterable[Unit], order: Order, crew: Crew, *, only_changed: bool = False
) -> Iterator[tuple[Outcome, ...]]:
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


def _jobs(units: Iterable[Unit], order: Order, *, only_changed: bool) -> Iterator[Job]:
    """Each unit with a folder of its own, on disks that do not tell A from a, too."""
    owners: dict[str, str] = {}
    for unit in units:
        place = folded("/".join(unit.name))
        owner = owners.setdefault(place, unit.files[0].parent.parent.as_posix())
        clash = "" if owner == unit.files[0].parent.parent.as_posix() else owner
        yield Job(unit, replace(order, out=order.out.joinpath(*unit.name)), only_changed, clash)


def build_unit(job: Job) -> tuple[Outcome, ...]:
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


def _years(job: Job) -> list[Outcome]:
    outcomes: list[Outcome] = []
    taken: set[str] = set()
    for path in job.unit.files:
        outcome = _settled(path, job, frozenset(taken))
        outcomes.append(outcome)
        names = [one.name for one in outcome.paths] if outcome.paths else noted_names(path, job.order)
        taken.update(folded(name) for name in names if outcome.state in {"built", "unchanged"})
    return outcomes


def _index(documents: Sequence[Document | None], order: Order) -> str:
    """An index that lacks a year would pass for a whole one, so a year with errors keeps it from being written."""
    made = [document for document in documents if document is not None]
    if len(made) < len(documents):
        return "没有写目录页：有的年度没有生成"
    try:
        (path,) = write_index(made, order.out, force=order.force)
    except FazhiError as error:
        return f"没有写目录页：{error.message}"
    return f"已生成 {path}（{len(made)} 年的目录和历年数据）"


def _settled(path: Path, job: Job, taken: frozenset[str]) -> Outcome:
    if job.clash:
        reason = (
            f"它的输出文件夹 {job.order.out} 与 {job.clash} 的相同或只差大小写，会互相覆盖；给单位文件夹改名"
        )
        return Outcome(path, "failed", reason=reason)
    try:
        templates = job.order.templates or own_templates(path)
        return _made(
            path, replace(job.order, templates=templates, taken=taken), only_changed=job.only_changed
        )
    except FazhiError as error:
        return Outcome(
            path, "failed", reason=f"{error.message}（{error.hint}）" if error.hint else error.message
        )
    except Exception as error:  # noqa: BLE001  (a fault of ours in one report must not stop two thousand others)
        told = f"程序出错：{type(error).__name__}: {error}"
        return Outcome(path, "failed", reason=told, trace=traceback.format_exc())


def _made(path: Path, order: Order, *, only_changed: bool) -> Outcome:
    try:
        made_from = fingerprint(path, order)
    except OSError as error:
        reason = f"读不了文件 {path}（{type(error).__name__}）"
        return Outcome(path, "failed", reason=reason)
    if only_changed and is_up_to_date(path, order, made_from):
        return Outcome(path, "unchanged")
    try:
        built = build(path, order)
    except FazhiError:
        if is_figures_alone(path):
            return Outcome(path, "passed")
        raise
    if not built.paths:
        return Outcome(path, "refused", counts=_counts(built.findings), reason=_first_error(built))
    remember(path, order, made_from, built.paths)
    return Outcome(path, "built", built.paths, _counts(built.findings), document=built.document)


def _counts(findings: Sequence[Finding]) -> tuple[int, int, int]:
    weights = [finding.severity for finding in findings]
    return weights.count(Severity.ERROR), weights.count(Severity.WARNING), weights.count(Severity.NOTE)


def _first_error(built: Built) -> str:
    errors = [finding for finding in built.findings if finding.severity == Severity.ERROR]
    first = errors[0]
    more = f"（共 {len(errors)} 处错误）" if len(errors) > 1 else ""
    return f"第 {first.place.line} 行 {first.code} {first.message}{more}"


def _lost(job: Job) -> tuple[Outcome, ...]:
    reason = "处理它的进程意外终止，多半是内存不足；单独生成这一份看看"
    return tuple(Outcome(path, "failed", reason=reason) for path in job.unit.files)
