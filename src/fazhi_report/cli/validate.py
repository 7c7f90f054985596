"""``fazhi-report validate``: data files against the rules, for people and for CI."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fazhi_report.cli.batch import absolute, chosen_crew, chosen_units, is_batch, tell_progress
from fazhi_report.cli.common import (
    CANNOT_GO_ON,
    FINE,
    FOUND,
    Dask,
    Data,
    EditionName,
    Fail,
    FailOn,
    Findings,
    Ignore,
    Jobs,
    Targets,
    codes,
    resolve,
    say,
    show,
)
from fazhi_report.errors import FazhiError

if TYPE_CHECKING:
    from fazhi_report.commands.validate import Choice, Validation
    from fazhi_report.findings import Finding, Severity
    from fazhi_report.reporters.summary import Summary

_STREAMED = frozenset({"text", "github"})
"""Findings formats whose output is lines."""


def validate(
    targets: Targets = None,
    all_years: Annotated[
        bool, typer.Option("--all", help="数据文件夹里的每一年；其下是各单位的，每个单位的每一年")
    ] = False,
    output: Findings = "text",
    data: Data = Path("data"),
    select: Annotated[
        str, typer.Option("--select", metavar="编号", help="只查这些规则，如 FZ0", show_default=False)
    ] = "",
    ignore: Ignore = "",
    edition: Annotated[
        EditionName | None,
        typer.Option("--edition", help="按哪一版检查：publish、submit；不写则按文件", show_default=False),
    ] = None,
    waivers: Annotated[
        Path | None, typer.Option("--waivers", metavar="文件", help="豁免清单", show_default=False)
    ] = None,
    against: Annotated[
        Path | None,
        typer.Option(
            "--against", metavar="文件夹", help="与其中其他单位同年的报告比对文字", show_default=False
        ),
    ] = None,
    fail_on: Fail = FailOn.ERROR,
    verbose: Annotated[bool, typer.Option("-v", "--verbose", help="列出没有运行的规则")] = False,
    jobs: Jobs = None,
    dask: Dask = "",
) -> int:
    """检查数据文件：语法、字段、数据和文字；写文件夹或 --all 时一次检查许多份。"""
    from fazhi_report.commands.validate import Choice, validate_files
    from fazhi_report.findings import Severity
    from fazhi_report.reporters.formats import reporter
    from fazhi_report.rules.run import data_rules, require

    reporter(output)  # before any work is done
    require((*codes(select), *codes(ignore)), data_rules())
    if against is not None and not against.is_dir():
        raise FazhiError(f"没有文件夹 {against}", "检查 --against")
    today = date.today()  # noqa: DTZ011  (the office's day)
    choice = Choice(codes(select), codes(ignore), edition and edition.value, waivers, today, against)
    threshold = Severity[fail_on.name]
    names = targets or []
    if all_years or not names or is_batch(names):
        told = _many(names, data, choice, output, _How(all_years, threshold, jobs, dask))
    else:
        validation = validate_files(resolve(names, data), choice)
        show(reporter(output)(validation.findings, validation.summary))
        told = _Told(validation.summary, _weighs(validation, threshold))
    if verbose:
        for code, reason in told.summary.skipped:
            say(f"没有运行 {code}：{reason}")
    say(told.summary.sentence)
    return CANNOT_GO_ON if told.stopped else FOUND if told.found else FINE


@dataclass(frozen=True, slots=True)
class _How:
    """How many are checked at once, and what weighs."""

    all_years: bool
    threshold: Severity
    jobs: int | None
    dask: str


@dataclass(frozen=True, slots=True)
class _Told:
    """What a run came to: its sum, whether something weighs enough, whether something could not go on."""

    summary: Summary
    found: bool
    stopped: bool = False


def _many(targets: list[str], data: Path, choice: Choice, output: str, how: _How) -> _Told:
    from fazhi_report.commands.validate import validate_units
    from fazhi_report.reporters.formats import reporter
    from fazhi_report.reporters.summary import Summary

    if choice.waivers is not None:
        raise FazhiError(
            "检查许多单位时，各单位用各自的豁免清单，不能用 --waivers",
            "把 fazhi-waivers.yaml 放在各单位的文件夹里",
        )
    find = chosen_units(targets, data, all_years=how.all_years)
    found = stopped = False
    kept: list[Finding] = []
    summaries: list[Summary] = []
    # Lines can be told as they come; a document can only be told as a whole.
    lines = output in _STREAMED
    with chosen_crew(how.jobs, how.dask) as crew:
        units = absolute(find()) if how.dask else find()
        for verdict in tell_progress(validate_units(units, choice, crew), find):
            stopped |= verdict.validation is None
            if (validation := verdict.validation) is None:
                continue
            found |= _weighs(validation, how.threshold)
            summaries.append(replace(validation.summary, paths=(), rules=()) if lines else validation.summary)
            if lines:
                show(reporter(output)(validation.findings, validation.summary))
                summaries = [Summary.joined(summaries)]
            else:
                kept += validation.findings
    summary = Summary.joined(summaries)
    if not lines:
        show(reporter(output)(kept, summary))
    return _Told(summary, found, stopped)


def _weighs(validation: Validation, threshold: Severity) -> bool:
    return any(finding.severity >= threshold for finding in validation.findings)
