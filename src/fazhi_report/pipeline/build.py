"""Build a data file into every format asked for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from fazhi_report.compose.report import Edition, compose
from fazhi_report.errors import FazhiError
from fazhi_report.findings import Finding, Severity
from fazhi_report.norms.gbt9704 import PROFILES
from fazhi_report.notation.file_names import folded
from fazhi_report.output import deliver
from fazhi_report.pipeline.validate import Choice, after_waivers, examine
from fazhi_report.source.load import load
from fazhi_report.tree.nodes import Document
from fazhi_report.writers.docx import estimate_pages
from fazhi_report.writers.formats import with_companions, writer


@dataclass(frozen=True, slots=True)
class Order:
    """What to build.

    Args:
        formats: Names of formats, such as ``docx``.
        edition: ``publish`` or ``submit``.
        profile: Name of the page profile.
        out: The output folder.
        templates: The user's own templates; None for the shipped ones.
        force: Replace files that this program did not write.
        today: The day of the build, for waivers and deadlines; no date of the report comes from it.
        taken: File names (`fazhi_report.notation.file_names.folded`) that another year of the same run has taken.
    """

    formats: Sequence[str] = ("docx",)
    edition: Edition = "publish"
    profile: str = "classic"
    out: Path = Path("dist")
    templates: Path | None = None
    force: bool = False
    today: date | None = None
    taken: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Built:
    """What a build gave.

    Args:
        paths: Files written; empty when the content has errors.
        pages: Estimated pages of the printed report; 0 when nothing was written.
        findings: What the checks found.
        document: The report as it was written; None when nothing was.
    """

    paths: tuple[Path, ...]
    pages: int
    findings: tuple[Finding, ...]
    document: Document | None = None


def build(path: Path, order: Order) -> Built:
    """Build one data file: all formats or, where the content has errors, none.

    Raises:
        FazhiError: The file, a template or the output folder is in the way.
    """
    source = load(path)
    choice = Choice(edition=order.edition, today=order.today)
    findings = after_waivers(path, examine(source, choice), choice)
    report = source.report
    if report is None or any(finding.severity == Severity.ERROR for finding in findings):
        return Built((), 0, findings)
    document = compose(report, edition=order.edition, templates=order.templates)
    profile = PROFILES[order.profile]
    stem = document.properties.name
    files = {f"{stem}.{name}": writer(name)(document, profile) for name in with_companions(order.formats)}
    _refuse_taken(files, order.taken)
    paths = deliver(order.out, files, force=order.force)
    return Built(paths, estimate_pages(document, profile), findings, document)


def _refuse_taken(files: Iterable[str], taken: frozenset[str]) -> None:
    if twice := [name for name in files if folded(name) in taken]:
        raise FazhiError(
            f"输出文件 {twice[0]} 与同一单位另一年度的同名", "标题里写明年度，或给其中一份写上 file_name"
        )
