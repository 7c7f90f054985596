"""The deadline of a report and its date of publication."""

from __future__ import annotations

from datetime import date

from fazhi_report.model.report import Report
from fazhi_report.norms.deadlines import Deadline, deadlines


def owed_by(report: Report) -> Deadline | None:
    """Return the deadline of the reporting organ for the year; None when none is prescribed."""
    return deadlines().of(report.organ.lead.kind, report.organ.lead.name, report.year)


def published_on(report: Report) -> date | None:
    """Return the date on which the website published the report; None when unknown."""
    publication = report.publication
    return (
        None if publication is None or publication.published_at is None else publication.published_at.date()
    )
