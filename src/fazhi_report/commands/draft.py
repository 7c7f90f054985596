"""The current state of a data file while somebody writes it: the findings, and the document if there is one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from fazhi_report.commands.build import compose_file
from fazhi_report.commands.reading import load
from fazhi_report.commands.validate import ValidateOptions, check_source
from fazhi_report.composition.report import Edition
from fazhi_report.composition.sandbox import environment
from fazhi_report.document.nodes import Document
from fazhi_report.errors import FazhiError
from fazhi_report.findings import Finding
from fazhi_report.rules.follow_up import FAMILY as DRAFT_FAMILY
from fazhi_report.source.load import Source


@dataclass(frozen=True, slots=True)
class Draft:
    """The current state of a data file.

    Args:
        source: The data file; None when it could not be opened.
        document: The composed report; None when an obstacle is there or the file holds no readable report.
        findings: What the checks found.
        obstacle: What keeps the report from being composed beside the findings, such as a broken template.
    """

    source: Source | None
    document: Document | None
    findings: tuple[Finding, ...] = ()
    obstacle: FazhiError | None = None


def draft(path: Path, *, edition: Edition, templates: Path | None, today: date | None) -> Draft:
    """Read, check and compose a data file; whatever is wrong with it is part of the result.

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
        findings = check_source(source, ValidateOptions(edition=edition, today=today)).findings
        if source.report is None:
            return Draft(source, None, findings)
        # The environment keeps compiled templates for good; while somebody writes, they change.
        environment.cache_clear()
        unfinished = any(finding.code.startswith(DRAFT_FAMILY) for finding in findings)
        document = compose_file(path, source.report, edition=edition, templates=templates, draft=unfinished)
        return Draft(source, document, findings)
    except FazhiError as error:
        return Draft(source, None, findings, error)
