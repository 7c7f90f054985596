"""Build a data file into every format asked for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from fazhi_report.commands.compare import other_years
from fazhi_report.commands.validate import Choice, after_waivers, examine
from fazhi_report.composition.report import Edition, compose
from fazhi_report.document.nodes import Document
from fazhi_report.errors import FazhiError
from fazhi_report.files import deliver
from fazhi_report.findings import Finding, Severity
from fazhi_report.model.report import YearFigures
from fazhi_report.norms.gbt9704 import PROFILES, Profile
from fazhi_report.rules.promises import FAMILY as DRAFT_FAMILY
from fazhi_report.source.load import load
from fazhi_report.text.file_names import folded
from fazhi_report.writers.docx.pages import estimate_pages
from fazhi_report.writers.formats import with_companions, writer
from fazhi_report.writers.pdf import PrintedPdf, Printing


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """What to build.

    Args:
        formats: Names of formats, such as ``docx``.
        edition: ``publish`` or ``submit``.
        profile: Name of the page profile.
        out: The output folder.
        templates: The user's own templates; None for the shipped ones.
        force: Replace files that this program did not write.
        today: The day of the build, for waivers and deadlines; no date of the report comes from it.
        draft: Build in spite of open places and unanswered follow-ups, and mark the title.
        printing: What is wanted of a PDF.
        taken: File names (`fazhi_report.text.file_names.folded`) that another year of the same run has taken.
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
    taken: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Built:
    """What a build gave.

    Args:
        paths: Files written; empty when the content has errors.
        pages: Pages of the printed report, estimated where it was not printed; 0 when nothing was written.
        findings: What the checks found.
        document: The report as it was written; None when nothing was.
        printed: The PDF and what became of its fonts; None when none was asked for.
    """

    paths: tuple[Path, ...]
    pages: int
    findings: tuple[Finding, ...]
    document: Document | None = None
    printed: PrintedPdf | None = None


def is_figures_alone(path: Path) -> bool:
    """Whether a data file holds a year's figures and no report to build.

    Raises:
        FazhiError: The file cannot be opened.
    """
    return isinstance(load(path).year, YearFigures)


def build(path: Path, order: BuildOptions) -> Built:
    """Build one data file: all formats or, where the content has errors, none.

    Raises:
        FazhiError: The file, a template or the output folder is in the way.
    """
    source = load(path)
    if isinstance(source.year, YearFigures):
        raise FazhiError(
            f"{path} 只有指标（kind: figures），没有报告的文字，不能生成报告",
            f"对比用 fazhi-report diff，看趋势用 fazhi-report series；要写 {source.year.year} 年的报告，"
            "另写一个 kind: report 的文件",
        )
    choice = Choice(edition=order.edition, today=order.today)
    findings = after_waivers(path, examine(source, choice), choice)
    report = source.report
    if report is None or any(_stops(finding, order) for finding in findings):
        return Built((), 0, findings)
    document = compose(
        report,
        edition=order.edition,
        templates=order.templates,
        others=other_years(path, report),
        draft=order.draft,
    )
    profile = PROFILES[order.profile]
    stem = document.properties.name
    printed = _print(document, profile, order)
    files = {
        f"{stem}.{name}": printed.content if printed and name == "pdf" else writer(name)(document, profile)
        for name in with_companions(order.formats)
    }
    _refuse_taken(files, order.taken)
    paths = deliver(order.out, files, force=order.force)
    pages = printed.pages if printed else estimate_pages(document, profile)
    return Built(paths, pages, findings, document, printed)


def _print(document: Document, profile: Profile, order: BuildOptions) -> PrintedPdf | None:
    if "pdf" not in order.formats:
        return None
    # Whoever asks for no PDF does not wait for what it takes.
    from fazhi_report.writers.pdf import print_document  # noqa: PLC0415

    return print_document(document, profile, order.printing)


def _stops(finding: Finding, order: BuildOptions) -> bool:
    return finding.severity == Severity.ERROR and not (order.draft and finding.code.startswith(DRAFT_FAMILY))


def _refuse_taken(files: Iterable[str], taken: frozenset[str]) -> None:
    if twice := [name for name in files if folded(name) in taken]:
        raise FazhiError(
            f"输出文件 {twice[0]} 与同一单位另一年度的同名", "标题里写明年度，或给其中一份写上 file_name"
        )


def write_index(documents: Iterable[Document], out: Path, *, force: bool = False) -> Sequence[Path]:
    """Write the index page of pages that stand in the folder; nothing where there are none.

    Args:
        documents: The reports that have been built as pages.
        out: The output folder.
        force: Replace an index page that this program did not write.

    Raises:
        FazhiError: The output folder is in the way.
    """
    from fazhi_report.writers.html import page  # noqa: PLC0415  (only for pages)

    made = tuple(documents)
    return deliver(out, {page.NAME: page.write_index(made)}, force=force) if made else ()
