"""``fazhi-report validate``: data files against the rules, for people and for CI."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fazhi_report.cli.common import (
    CANNOT_GO_ON,
    FINE,
    FOUND,
    OUT,
    Dask,
    Data,
    EditionName,
    Fail,
    FailOn,
    Findings,
    Ignore,
    Jobs,
    NoCache,
    Statistics,
    Targets,
    codes,
    confirm,
    require_statistics,
    say,
    say_trace,
    show,
    statistics_table,
)
from fazhi_report.cli.progress import ProgressLines, progress
from fazhi_report.cli.targets import Chosen, chosen_units, say_passed
from fazhi_report.errors import FazhiError
from fazhi_report.reporters.summary import visible

if TYPE_CHECKING:
    from fazhi_report.commands.validate import ValidateOptions, ValidationResult
    from fazhi_report.findings import Finding, Severity
    from fazhi_report.reporters.formats import Reporter
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
        list[str] | None,
        typer.Option("--select", metavar="编号", help="只查这些规则，如 FZ0；可以写几次", show_default=False),
    ] = None,
    ignore: Ignore = None,
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
    verbose: Annotated[
        bool, typer.Option("-v", "--verbose", help="列出每一处，也列出没有运行的规则")
    ] = False,
    counted: Statistics = False,
    jobs: Jobs = None,
    dask: Dask = "",
    no_cache: NoCache = False,
    fix: Annotated[
        bool,
        typer.Option(
            "--fix", help="改好只有一种改法的：全角数字、半角标点、空格、间隔号、文号括号、标题末的标点"
        ),
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="--fix 列出的改动直接写入，不再问")] = False,
) -> int:
    """检查数据文件：语法、字段、数据和文字；不写年度就检查数据文件夹里的每一份，写文件夹或 --all 时一次检查许多份。

    也可以直接检查 .docx、网页等文稿：先读出内容，再查数据和文字，.docx 还查版式；结果里的行是文稿的段，什么也不写。

    同一条规则的结果超过 5 处时只列前 3 处，-v 全部列出；给程序读的格式总是全部。
    """
    from fazhi_report.commands.validate import validate as validate_units
    from fazhi_report.commands.workers import InProcess, workers
    from fazhi_report.findings import Severity
    from fazhi_report.reporters.formats import reporter

    report = reporter(output, brief=not verbose)  # before any work is done
    if counted:
        require_statistics(output)
    options = _options(select, ignore, edition, waivers, against, data)
    chosen = chosen_units(targets or [], data, all_years=all_years or not targets, statistics=True)
    if fix:
        return _mend(chosen, options, yes=yes)
    if not (no_cache or chosen.listed):
        options = replace(options, keep_in=OUT)
    if waivers is not None and not chosen.listed:
        raise FazhiError(
            "检查许多单位时，各单位用各自的豁免清单，不能用 --waivers",
            "把 fazhi-waivers.yaml 放在各单位的文件夹里",
        )
    say_passed(chosen.city, every=verbose)
    threshold = Severity[fail_on.name]
    # Lines can be shown as they come; a document can only be shown as a whole.
    told = _Told(report if output in _STREAMED and not counted else None)
    with nullcontext(InProcess()) if chosen.listed else workers(jobs, dask) as them:
        for result in _told(validate_units(chosen.units(), options, them), chosen):
            told.add(result)
    summary = told.summary
    if counted:
        show(statistics_table(told.findings, summary, output))
    elif told.report is None:
        show(report(told.findings, summary))
    _tell_skipped(summary, verbose=verbose)
    say(summary.sentence)
    found = told.worst is not None and told.worst >= threshold
    return CANNOT_GO_ON if told.stopped else FOUND if found else FINE


def _options(
    select: list[str] | None,
    ignore: list[str] | None,
    edition: EditionName | None,
    waivers: Path | None,
    against: Path | None,
    data: Path,
) -> ValidateOptions:
    """What to look for, as the command line says.

    Raises:
        FazhiError: No rule has one of the codes, or a folder is missing.
    """
    from fazhi_report.commands.validate import ValidateOptions
    from fazhi_report.rules.own import own_rules
    from fazhi_report.rules.run import data_rules, require, statistics_rules
    from fazhi_report.source.settings import settings_for

    require(
        (*codes(select), *codes(ignore)),
        {**data_rules(), **statistics_rules(), **own_rules(settings_for(data / "any"))},
    )
    if against is not None and not against.is_dir():
        raise FazhiError(f"没有文件夹 {against}", "检查 --against")
    today = date.today()  # noqa: DTZ011  (the office's day)
    return ValidateOptions(codes(select), codes(ignore), edition and edition.value, waivers, today, against)


def _mend(chosen: Chosen, options: ValidateOptions, *, yes: bool) -> int:
    """Show what can be mended in each data file as old and new lines, and write it where the user agrees."""
    from fazhi_report.commands.mend import deliver, mending
    from fazhi_report.commands.validate import is_document

    paths = [path for unit in chosen.units() for path in unit.files if not is_document(path)]
    for path in paths:
        made = mending(path, options)
        if not made.mended:
            say(f"{path}：没有只有一种改法的问题")
            continue
        show("".join(f"{visible(line)}\n" for line in made.diff))
        counts = Counter(one.code for one in made.mended)
        told = "、".join(f"{code} {count} 处" for code, count in sorted(counts.items()))
        confirm(f"{path} 改这 {len(made.mended)} 处（{told}）吗？", f"{path} 没有改", yes=yes)
        deliver(made)
        say(f"已改 {path}：{told}")
    return FINE


def _tell_skipped(summary: Summary, *, verbose: bool) -> None:
    """Say which rules did not run; unasked only that a file was passed over."""
    from fazhi_report.rules.run import PASSED_OVER

    if verbose:
        by_reason: dict[str, list[str]] = {}
        for code, reason in summary.skipped:
            by_reason.setdefault(reason, []).append(code)
        for reason, those in by_reason.items():
            say(f"没有运行 {'、'.join(those)}：{reason}")
        return
    for reason in sorted({reason for _, reason in summary.skipped if reason.endswith(PASSED_OVER)}):
        say(reason)


@dataclass
class _Told:
    """What a run has given so far; where there is a report, the findings are shown as they come and not kept.

    Args:
        report: Makes the lines of the findings of a unit; None where they are shown together at the end.
    """

    report: Reporter | None
    findings: list[Finding] = field(default_factory=list)
    summaries: list[Summary] = field(default_factory=list)
    worst: Severity | None = None
    stopped: bool = False

    def add(self, result: ValidationResult) -> None:
        """Take the result of one unit."""
        from fazhi_report.reporters.summary import Summary

        if result.summary is None:
            self.stopped = True
            return
        self.worst = max(
            (*(one.severity for one in result.findings), *filter(None, (self.worst,))), default=None
        )
        self.summaries.append(result.summary)
        if self.report is None:
            self.findings += result.findings
            return
        show(self.report(result.findings, result.summary))
        # A city's paths are not kept: lines need only the counts.
        self.summaries = [Summary.joined([replace(one, paths=(), rules=()) for one in self.summaries])]

    @property
    def summary(self) -> Summary:
        """The totals of the run."""
        from fazhi_report.reporters.summary import Summary

        return Summary.joined(self.summaries)


def _told(results: Iterable[ValidationResult], chosen: Chosen) -> Iterator[ValidationResult]:
    """The results as they come, the bar moving with them; what could not be checked is said.

    Raises:
        FazhiError: A file that was named could not be checked.
    """
    with ProgressLines() if chosen.listed else progress(chosen.units) as step:
        for result in results:
            say_trace(result.trace)
            if result.reason and chosen.listed:
                raise FazhiError(result.reason, result.hint)
            if result.reason:
                reason = f"{result.reason}{f'（{result.hint}）' if result.hint else ''}"
                step.say(f"没有检查：{result.paths[0]} 等：{reason}", refused=True)
            yield result
            step.advance()
