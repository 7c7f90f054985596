"""Build data files into reports: one file, all years of a unit, or many units."""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Literal

from fazhi_report.commands.build_record import BuildRecord, fingerprint
from fazhi_report.commands.build_statistics import (
    due_words,
    require_no_workbook,
    statistics_document,
    statistics_files,
)
from fazhi_report.commands.city import Unit, absolute
from fazhi_report.commands.page_profile import page_profile
from fazhi_report.commands.reading import load
from fazhi_report.commands.surroundings import other_years, own_templates, years_around
from fazhi_report.commands.validate import ValidateOptions, check_source, kept_findings
from fazhi_report.commands.workers import Workers
from fazhi_report.composition.highlights import highlights
from fazhi_report.composition.report import Edition, compose
from fazhi_report.document.nodes import Document
from fazhi_report.errors import FazhiError, system_reason, system_refusal
from fazhi_report.files import deliver, tidy
from fazhi_report.findings import Finding, Severity
from fazhi_report.libreoffice import Printing
from fazhi_report.model.report import Report, YearFigures
from fazhi_report.norms.gbt9704 import Profile
from fazhi_report.rules.follow_up import FAMILY as DRAFT_FAMILY
from fazhi_report.source.layout import YEAR, named_year
from fazhi_report.source.load import Source
from fazhi_report.source.settings import settings_for
from fazhi_report.text.file_names import folded
from fazhi_report.writers.docx.pages import estimate_pages
from fazhi_report.writers.formats import WORKBOOK, with_companions, writer
from fazhi_report.writers.printed_pdf import PrintedPdf, font_report

_PAGES = "html"
"""The format whose files an index page leads to."""


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """What to build.

    Args:
        formats: Names of formats, such as ``docx``.
        edition: ``publish`` or ``submit``.
        profile: Name of the page profile.
        out: The output folder; a unit with a name gets a folder of its own below it.
        templates: The user's own templates; None for those beside the data folder, if any.
        force: Replace files that this program did not write.
        today: The day of the build, for waivers and deadlines; no date of the report comes from it.
        draft: Build in spite of open places and unanswered follow-ups, and mark the title.
        printing: What is wanted of a PDF.
        only_changed: Leave files alone that are up to date.
        keep_in: The output folder among whose notes findings are kept by content; None to check every file anew.
    """

    formats: Sequence[str] = ("docx",)
    edition: Edition = "publish"
    profile: str = "classic"
    out: Path = Path("dist")
    templates: Path | None = None
    force: bool = False
    today: date | None = None
    draft: bool = False
    printing: Printing = field(default_factory=Printing)
    only_changed: bool = False
    keep_in: Path | None = None


State = Literal["built", "unchanged", "figures_only", "refused", "failed"]


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What became of one data file.

    Args:
        path: The data file.
        state: ``built``; ``unchanged``: the files are up to date and nothing was done; ``figures_only``: the file
            holds figures and no report; ``refused``: its content has errors; ``failed``: the work could not go on.
        paths: The files written.
        findings: What the checks found.
        pages: Pages of the report; 0 when nothing was written.
        estimated: Whether the pages were estimated, because nothing was printed.
        docx_pages: Estimated pages of the .docx beside a PDF that has another number of them; 0 where there is none.
        fonts: What became of the fonts of the PDF, Chinese, one line each; empty where no PDF was asked for.
        reason: Why there is no report, one Chinese sentence; empty where there is one.
        hint: How to mend that; empty when nothing helps.
        trace: The traceback of a fault of this program; empty otherwise.
        remark: What became of the index page of the unit, set on the unit's last result, or by when statistics are due,
            Chinese.
    """

    path: Path
    state: State
    paths: tuple[Path, ...] = ()
    findings: tuple[Finding, ...] = ()
    pages: int = 0
    estimated: bool = False
    docx_pages: int = 0
    fonts: tuple[str, ...] = ()
    reason: str = ""
    hint: str = ""
    trace: str = ""
    remark: str = ""


def build(
    units: Iterable[Unit], options: BuildOptions, workers: Workers
) -> Iterator[tuple[BuildResult, ...]]:
    """Build units; what goes wrong with one file never stops the others.

    Args:
        units: The data files; they are read a little ahead of the work.
        options: What to build.
        workers: The processes that do the work.

    Yields:
        The results of one unit, one per data file, in the order of the units.
    """
    if workers.remote:
        units = absolute(units)
        templates = options.templates and options.templates.absolute()
        options = replace(options, out=options.out.absolute(), templates=templates, keep_in=None)
    return workers.map(_build_unit, _tasks(units, options), _lost)


def compose_file(
    path: Path,
    report: Report,
    *,
    edition: Edition,
    templates: Path | None = None,
    draft: bool = False,
    paged: bool = False,
) -> Document:
    """The document of a report, with the templates and the other years that stand around its data file.

    Args:
        path: The data file.
        report: What it says.
        edition: ``publish`` or ``submit``.
        templates: The user's own templates; None for those beside the data folder, if any.
        draft: Whether the title says that this is a draft.
        paged: Whether a web page is to be written, which begins with figures over the years.

    Raises:
        FazhiError: A template is broken, or another year's file has errors.
    """
    others = other_years(path, report)
    document = compose(
        report, edition=edition, templates=templates or own_templates(path), others=others, draft=draft
    )
    if not paged:
        return document
    wanted = settings_for(path).highlights
    chosen = highlights(report, document.facts, wanted, others or years_around(path, report))
    return replace(document, highlights=chosen)


def write_document(
    document: Document, formats: Sequence[str], profile: Profile, printing: Printing
) -> tuple[dict[str, bytes], PrintedPdf | None]:
    """The files of a document: name → content; and the PDF with its fonts where one is asked for.

    Raises:
        FazhiError: LibreOffice is missing or writes nothing; a font is missing that must be there.
    """
    printed = None
    if {"pdf", "ofd"} & set(formats):
        # Whoever asks for no set page does not wait for what it takes.
        from fazhi_report.writers.pdf import print_document  # noqa: PLC0415

        printed = print_document(document, profile, printing)
    files = {
        name: printed.content if printed and name == "pdf" else writer(name)(document, profile)
        for name in with_companions(formats)
        if name != _PAGES
    }
    if _PAGES in formats:
        # Written last: it names the files beside it with their sizes.
        from fazhi_report.writers.html.page import write_beside  # noqa: PLC0415  (only for pages)

        sizes = {name: len(content) for name, content in files.items()}
        files[_PAGES] = write_beside(document, sizes, profile.look)
    return {f"{document.properties.name}.{name}": files[name] for name in with_companions(formats)}, printed


@dataclass(frozen=True, slots=True)
class _Task:
    """The years of one unit: they share a folder, so one worker writes them, one after another.

    Args:
        unit: The files.
        options: What to build, with the unit's own output folder.
        clash: The unit whose output folder this one would share; empty when it has its own.
    """

    unit: Unit
    options: BuildOptions
    clash: str = ""


def _tasks(units: Iterable[Unit], options: BuildOptions) -> Iterator[_Task]:
    """Each unit with an output folder of its own, also on disks that do not tell A from a."""
    owners: dict[str, str] = {}
    for unit in units:
        clash = ""
        if unit.name or unit.whole:
            own = _home(unit.files[0]).as_posix()
            owner = owners.setdefault(folded("/".join(unit.name)), own)
            clash = "" if owner == own else owner
        yield _Task(unit, replace(options, out=options.out.joinpath(*unit.name)), clash)


def _home(path: Path) -> Path:
    """What tells one unit from another of the same name: its folder, or its file where many units share a folder."""
    return path.parent.parent if YEAR.fullmatch(path.stem) else path


def _build_unit(task: _Task) -> tuple[BuildResult, ...]:
    """Build a unit's years, and the page that leads to them where pages are asked for."""
    # A build that was killed may have left a temporary file beside a report that is not written today.
    tidy(task.options.out)
    # The page of all years needs all of them: where one has changed, the others are made again.
    indexed = _PAGES in task.options.formats and task.unit.whole
    built = _build_years(task)
    states = {result.state for result, _ in built} - {"figures_only"}
    if indexed and len(states) > 1 and "unchanged" in states:
        built = _build_years(replace(task, options=replace(task.options, only_changed=False)))
    results = [result for result, _ in built]
    if indexed and states - {"unchanged"}:
        documents = [document for result, document in built if result.state != "figures_only"]
        results[-1] = replace(results[-1], remark=_index(documents, task.options))
    return tuple(results)


_Built = tuple[BuildResult, Document | None]


def _build_years(task: _Task) -> list[_Built]:
    built: list[_Built] = []
    taken: dict[str, Path] = {}
    for path in task.unit.files:
        result, document = _try_to_build(path, task, taken)
        built.append((result, document))
        if result.state in {"built", "unchanged"}:
            names = [one.name for one in result.paths] or _record(path, task.options).names()
            taken.update((folded(name), path) for name in names)
    return built


def _index(documents: Sequence[Document | None], options: BuildOptions) -> str:
    """Write the page that leads to all years.

    A page that lacks a year would pass for a complete one, so a year with errors keeps it from being written.

    Returns:
        What became of it, Chinese.
    """
    from fazhi_report.writers.html import page  # noqa: PLC0415  (only for pages)

    made = [document for document in documents if document is not None]
    if len(made) < len(documents):
        return "没有写目录页：有的年度没有生成"
    try:
        (path,) = deliver(options.out, {page.NAME: page.write_index(made)}, force=options.force)
    except FazhiError as error:
        return f"没有写目录页：{error.message}"
    return f"已生成 {path}（{len(made)} 年的目录和历年数据）"


def _try_to_build(path: Path, task: _Task, taken: Mapping[str, Path]) -> _Built:
    """Build one year of a unit; whatever goes wrong is told in the result."""
    options = task.options
    if task.clash:
        reason = (
            f"它的输出文件夹 {options.out} 与 {task.clash} 的相同或只差大小写，会互相覆盖；给单位文件夹改名"
        )
        return BuildResult(path, "failed", reason=reason), None
    try:
        # A file that is named alone is always built: nobody compares it with a record, so none is made.
        if not (task.unit.whole or task.unit.name or options.only_changed):
            return _build(path, options, taken)
        made_from = _made_from(path, options)
        if options.only_changed and _record(path, options).is_up_to_date(made_from):
            return BuildResult(path, "unchanged"), None
        result, document = _build(path, options, taken)
        if result.state == "built":
            settled = [line for _, line in settings_for(path).choices]
            _record(path, options).write(made_from, result.paths, settled)
    except (FazhiError, OSError) as error:
        told = FazhiError(system_refusal(error)) if isinstance(error, OSError) else error
        return BuildResult(path, "failed", reason=told.message, hint=told.hint), None
    except Exception as error:  # noqa: BLE001  (a fault of ours in one report must not stop two thousand others)
        reason = f"程序出错：{type(error).__name__}: {error}"
        return BuildResult(path, "failed", reason=reason, trace=traceback.format_exc()), None
    return result, document


def _made_from(path: Path, options: BuildOptions) -> str:
    chosen = (*options.formats, options.edition, options.profile, str(options.draft), repr(options.printing))
    try:
        return fingerprint(path, chosen, options.templates or own_templates(path))
    except OSError as error:
        raise FazhiError(f"读不了文件 {path}：{system_reason(error)}") from error


def _record(path: Path, options: BuildOptions) -> BuildRecord:
    year = named_year(path)
    # Files named after a unit have the same name in the folder of each year.
    name = path.stem if YEAR.fullmatch(path.stem) or year is None else f"{path.stem}-{year}"
    return BuildRecord(options.out, f"{name}-{options.edition}")


def _build(path: Path, options: BuildOptions, taken: Mapping[str, Path]) -> _Built:
    """Build one data file, unless it has errors or its files would bear names that another year has taken."""
    checking = ValidateOptions(edition=options.edition, today=options.today, keep_in=options.keep_in)
    # Opened first: what is kept must not be newer than what is read.
    kept = kept_findings(path, checking)
    source = load(path)
    if isinstance(source.year, YearFigures):
        fact = f"{path} 只有指标（kind: figures），没有报告的文字，不能生成报告"
        hint = (
            f"对比用 fazhi-report diff，看趋势用 fazhi-report series；要写 {source.year.year} 年的报告，"
            "另写一个 kind: report 的文件"
        )
        return BuildResult(path, "figures_only", reason=fact, hint=hint), None
    findings = check_source(source, checking, kept=kept).findings
    sound = source.report is not None or source.statistics is not None
    if not sound or any(_stops(finding, options) for finding in findings):
        return BuildResult(path, "refused", findings=findings, reason=_first_error(findings)), None
    document = _composed(path, source, options)
    profile = page_profile(path, options.profile)
    files, printed = _written(source, document, profile, options)
    for name in files:
        if folded(name) in taken:
            raise FazhiError(
                f"输出文件 {name} 与同一单位另一年度的同名", "标题里写明年度，或给其中一份写上 file_name"
            )
    estimate = estimate_pages(document, profile)
    result = BuildResult(
        path,
        "built",
        deliver(options.out, files, force=options.force, inputs=(path,)),
        findings,
        pages=printed.pages if printed else estimate,
        estimated=not printed,
        docx_pages=estimate if printed and "docx" in options.formats and estimate != printed.pages else 0,
        fonts=tuple(font_report(printed)) if printed else (),
        remark=due_words(source) if source.is_statistics else "",
    )
    return result, document


def _composed(path: Path, source: Source, options: BuildOptions) -> Document:
    if source.report is None:
        return statistics_document(source)
    require_no_workbook(options.formats)
    return compose_file(
        path,
        source.report,
        edition=options.edition,
        templates=options.templates,
        draft=options.draft,
        paged=_PAGES in options.formats,
    )


def _written(
    source: Source, document: Document, profile: Profile, options: BuildOptions
) -> tuple[dict[str, bytes], PrintedPdf | None]:
    if not source.is_statistics:
        return write_document(document, options.formats, profile, options.printing)
    asked = [name for name in options.formats if name != WORKBOOK]
    files, printed = write_document(document, asked, profile, options.printing)
    return statistics_files(source, document, options.formats, files), printed


def _stops(finding: Finding, options: BuildOptions) -> bool:
    unfinished = options.draft and finding.code.startswith(DRAFT_FAMILY)
    return finding.severity == Severity.ERROR and not unfinished


def _first_error(findings: Sequence[Finding]) -> str:
    first, *others = (finding for finding in findings if finding.severity == Severity.ERROR)
    return f"第 {first.place.line} 行 {first.code} {first.message}{f'（共 {len(others) + 1} 处错误）' if others else ''}"


def _lost(task: _Task) -> tuple[BuildResult, ...]:
    why = "处理它的进程意外终止，多半是内存不足；单独生成这一份看看"
    return tuple(BuildResult(path, "failed", reason=why) for path in task.unit.files)
