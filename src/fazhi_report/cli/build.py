"""``fazhi-report build``: data files to reports."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
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
    Edition,
    EditionName,
    Engine,
    EngineName,
    Force,
    Jobs,
    NoCache,
    Profile,
    ProfileName,
    Soffice,
    SofficeTimeout,
    Targets,
    Templates,
    interrupt_on_termination,
    named_templates,
    path_list,
    say,
    say_trace,
    show,
)
from fazhi_report.cli.progress import progress
from fazhi_report.cli.targets import Chosen, chosen_units, say_passed
from fazhi_report.errors import FazhiError
from fazhi_report.libreoffice import SECONDS, Printing
from fazhi_report.writers.formats import FORMATS, WORKBOOK, format_words

if TYPE_CHECKING:
    from fazhi_report.commands.build import BuildOptions, BuildResult

_MOST_TOLD_AGAIN = 20


def build(
    targets: Targets = None,
    all_years: Annotated[
        bool,
        typer.Option(
            "--all", help="数据文件夹里的每一年；其下是各单位的，每个单位的每一年；有 html 时另写目录页"
        ),
    ] = False,
    out: Annotated[Path, typer.Option("-o", "--out", metavar="文件夹", help="输出文件夹")] = OUT,
    formats: Annotated[
        str,
        typer.Option("--format", metavar="格式", help=format_words()),
    ] = "docx",
    edition: Edition = EditionName.PUBLISH,
    profile: Profile = ProfileName.CLASSIC,
    data: Data = Path("data"),
    templates: Templates = None,
    force: Force = False,
    draft: Annotated[
        bool, typer.Option("--draft", help="还有待填之处也生成，标题注明草稿，待填之处加底色")
    ] = False,
    pdf_a: Annotated[
        bool,
        typer.Option("--pdf-a", help="用 LibreOffice 打印时按归档格式 PDF/A-2b 写；Typst 排的总是 PDF/A-2a"),
    ] = False,
    engine: Engine = EngineName.TYPST,
    strict_fonts: Annotated[
        bool, typer.Option("--strict-fonts", help="字体被代替或没有嵌入时不生成 PDF")
    ] = False,
    soffice: Soffice = None,
    soffice_timeout: SofficeTimeout = SECONDS,
    changed: Annotated[
        bool, typer.Option("--changed", help="内容没有变的不再生成（按内容比，不看时间）")
    ] = False,
    verbose: Annotated[bool, typer.Option("-v", "--verbose", help="警告和提示也逐处列出")] = False,
    jobs: Jobs = None,
    dask: Dask = "",
    no_cache: NoCache = False,
) -> int:
    """生成年度报告、行政执法统计年报。内容有错误时不写任何文件；写文件夹或 --all 时一次生成许多份，一份有错不影响别的。

    警告和提示只数一数，逐处列出的是错误；要看全部，用 -v 或 fazhi-report validate。
    """
    from fazhi_report.commands.build import BuildOptions
    from fazhi_report.commands.build import build as build_units
    from fazhi_report.commands.workers import InProcess, workers

    printing = Printing(
        engine=engine.value,
        soffice=soffice,
        archival=pdf_a,
        strict_fonts=strict_fonts,
        seconds=soffice_timeout,
    )
    options = BuildOptions(
        _formats(formats, printing),
        edition.value,
        profile.value,
        out,
        None,
        force,
        date.today(),  # noqa: DTZ011  (the office's day)
        draft,
        printing,
        changed,
    )
    chosen = chosen_units(targets or [], data, all_years=all_years)
    options = replace(options, templates=named_templates(templates))
    if chosen.listed and not changed:
        files = (replace(unit, years=(one,)) for unit in chosen.units() for one in unit.years)
        results = (result for (result,) in build_units(files, options, InProcess()))
        return _tell_in_full(results, options, verbose=verbose)
    if not no_cache:
        options = replace(options, keep_in=out)
    say_passed(chosen.city, every=verbose)
    with workers(jobs, dask) as them:
        return _tell_in_lines(build_units(chosen.units(), options, them), chosen)


def _tell_in_full(results: Iterable[BuildResult], options: BuildOptions, *, verbose: bool) -> int:
    """Show the findings and the files of each data file; the first that cannot be built ends the run.

    Raises:
        FazhiError: A data file could not be built for another reason than its content.
    """
    code = FINE
    for result in results:
        if result.state in {"failed", "figures_only"}:
            say_trace(result.trace)
            raise FazhiError(result.reason, result.hint)
        _tell(result, options, verbose=verbose)
        if result.state == "refused":
            code = FOUND
    return code


def _tell(result: BuildResult, options: BuildOptions, *, verbose: bool) -> None:
    from fazhi_report.findings import Severity
    from fazhi_report.reporters.formats import reporter
    from fazhi_report.reporters.summary import Summary
    from fazhi_report.reporters.unfinished import WORK, is_summed, work_left
    from fazhi_report.rules.follow_up import FAMILY

    summary = Summary.of(result.findings, 1)
    unfinished = [finding for finding in result.findings if finding.code.startswith(FAMILY)]
    counted = is_summed(result.findings)
    # In a draft everything is open; what is wrong with the rest must not drown in it.
    shown = [
        finding
        for finding in result.findings
        if (verbose or finding.severity is Severity.ERROR or (counted and finding.code in WORK))
        and not (options.draft and (finding in unfinished or finding.code in WORK))
    ]
    show(reporter("text", brief=not verbose)(shown, summary))
    if result.state == "refused":
        say(f"没有生成：{result.path} 有错误（{summary.counts}）")
        if unfinished and not options.draft:
            say("还没有写完的，加 --draft 生成草稿")
        return
    names = path_list(result.paths)
    label = "报送版" if options.edition == "submit" else "公开版"
    count = f"{'约 ' if result.estimated else ''}{result.pages} 页"
    if result.docx_pages:
        count = f"PDF {result.pages} 页，.docx 约 {result.docx_pages} 页：.docx 是编辑用，PDF 是公布用"
    say(f"已生成 {names}（{label}，{count}；{summary.counts}）")
    if summary.warnings + summary.notes and not verbose:
        say(f"警告和提示用 fazhi-report validate {result.path} 逐处查看")
    if options.draft and unfinished:
        left = work_left(result.findings) or f"{len(unfinished)} 处要补写"
        say(f"这是草稿：{left}，用 fazhi-report validate {result.path} -v 逐处查看")
    for line in filter(None, (*result.fonts, result.remark)):
        say(line)


def _tell_in_lines(results: Iterable[tuple[BuildResult, ...]], chosen: Chosen) -> int:
    """Say one line per data file as it comes, then the sum.

    Returns:
        The exit code: 2 where the work could not go on somewhere, 1 where content has errors, else 0.

    Raises:
        FazhiError: All files hold figures alone.
    """
    from fazhi_report.findings import Severity

    start = time.perf_counter()
    states: Counter[str] = Counter()
    weights: Counter[Severity] = Counter()
    refusals: list[str] = []
    with progress(chosen.units) as step:
        for results_of_unit in results:
            for one in results_of_unit:
                states[one.state] += 1
                weights.update(finding.severity for finding in one.findings)
                refused = one.state in {"refused", "failed"}
                if line := _line(one):
                    step.say(line, refused=refused)
                if refused:
                    refusals.append(line)
                say_trace(one.trace)
                if one.remark:
                    step.say(one.remark, refused=False)
            step.advance()
    _tell_again(refusals, shown_already=not step.is_bar)
    if states["figures_only"] and states["figures_only"] == states.total():
        raise FazhiError("各年度的文件都只有指标（kind: figures），没有报告可以生成", "用 diff、series 比较")
    found = "，".join(
        f"{one.label} {weights[one]} 处" for one in (Severity.WARNING, Severity.NOTE) if weights[one]
    )
    say(
        f"共 {states.total()} 份：生成 {states['built']}，未变 {states['unchanged']}，"
        f"有错误没有生成 {states['refused']}，无法继续 {states['failed']}"
        f"{'，略过 ' + str(states['figures_only']) if states['figures_only'] else ''}"
        f"（{found + '；' if found else ''}用时 {time.perf_counter() - start:.1f} 秒）"
    )
    return CANNOT_GO_ON if states["failed"] else FOUND if states["refused"] else FINE


def _line(one: BuildResult) -> str:
    match one.state:
        case "built":
            return f"已生成 {path_list(one.paths)}"
        case "unchanged":
            return ""
        case "figures_only":
            return f"略过 {one.path}：只有指标（kind: figures）"
        case _:
            return f"没有生成：{one.path}：{one.reason}{f'（{one.hint}）' if one.hint else ''}"


def _tell_again(refusals: list[str], *, shown_already: bool) -> None:
    """Say the refusals once more at the end, where many lines have passed since."""
    if not shown_already or len(refusals) > _MOST_TOLD_AGAIN:
        for line in refusals[:_MOST_TOLD_AGAIN]:
            say(line)
        if len(refusals) > _MOST_TOLD_AGAIN:
            say(f"……另有 {len(refusals) - _MOST_TOLD_AGAIN} 份没有生成")


def _formats(text: str, printing: Printing) -> tuple[str, ...]:
    """The formats asked for; a PDF makes the process end politely, and its options ask for one."""
    names = tuple(dict.fromkeys(name.strip() for name in text.replace("，", ",").split(",") if name.strip()))
    unknown = [name for name in names if name not in {*FORMATS, WORKBOOK}]
    if unknown or not names:
        raise FazhiError(f"没有格式 {'、'.join(unknown) or '（空）'}", f"可用的格式：{'、'.join(FORMATS)}")
    if "pdf" in names:
        interrupt_on_termination()
        default = Printing()
        if printing.engine == "typst" and (printing.soffice, printing.seconds) != (
            default.soffice,
            default.seconds,
        ):
            say("PDF 由 Typst 排版，没有用到 LibreOffice；要照 .docx 原样打印，加 --engine libreoffice")
    elif printing != Printing():
        raise FazhiError("有只用于 PDF 的选项，却没有要 PDF", "加上 --format pdf，或 --format docx,pdf")
    return names
