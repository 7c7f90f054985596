"""A data file as it stands while somebody writes it: the findings, and the document as far as there is one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from fazhi_report.commands.compare import other_years
from fazhi_report.commands.surroundings import own_templates
from fazhi_report.commands.validate import Choice, after_waivers, examine
from fazhi_report.composition.report import Edition, compose
from fazhi_report.composition.sandbox import environment
from fazhi_report.document.nodes import Document
from fazhi_report.errors import FazhiError
from fazhi_report.findings import Finding
from fazhi_report.rules.promises import FAMILY as DRAFT_FAMILY
from fazhi_report.source.load import Source, load


@dataclass(frozen=True, slots=True)
class Draft:
    """What there is of a report.

    Args:
        source: The data file; None when it could not be opened.
        document: The report composed; None when something is in the way, errors of content apart.
        findings: What the checks found.
        obstacle: What is in the way beside the findings: no such file, a broken template.
    """

    source: Source | None
    document: Document | None
    findings: tuple[Finding, ...] = ()
    obstacle: FazhiError | None = None


def draft(path: Path, *, edition: Edition, templates: Path | None, today: date | None) -> Draft:
    """Read, check and compose a data file; whatever is wrong with it is told in what is returned.

    Args:
        path: The data file.
        edition: ``publish`` or ``submit``.
        templates: The user's own templates; None for those beside the data folder, if any.
        today: The day of the run.
    """
    source: Source | None = None
    findings: tuple[Finding, ...] = ()
    try:
        source = load(path)
        choice = Choice(edition=edition, today=today)
        findings = after_waivers(path, examine(source, choice), choice)
        if source.report is None:
            return Draft(source, None, findings)
        # The environment keeps compiled templates for good; while somebody writes, they change.
        environment.cache_clear()
        own = templates or own_templates(path)
        unfinished = any(finding.code.startswith(DRAFT_FAMILY) for finding in findings)
        others = other_years(path, source.report)
        document = compose(source.report, edition=edition, templates=own, others=others, draft=unfinished)
        return Draft(source, document, findings)
    except FazhiError as error:
        return Draft(source, None, findings, error)
