"""What an organ owes, and when its report came out."""

from __future__ import annotations

from datetime import date

from fazhi_report.model.report import Report
from fazhi_report.norms.deadlines import Deadline, deadlines


def owed_by(report: Report) -> Deadline | None:
    """What the reporting organ owes for its year; None where nothing was decreed."""
    return deadlines().of(report.organ.kind, report.organ.name, report.year)


def published_on(report: Report) -> date | None:
    """The day on which the website published the report; None where the data do not say."""
    publication = report.publication
    return (
        None if publication is None or publication.published_at is None else publication.published_at.date()
    )
