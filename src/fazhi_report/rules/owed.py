"""The date on which a report was published."""

from __future__ import annotations

from datetime import date

from fazhi_report.model.report import Report


def published_on(report: Report) -> date | None:
    """Return the date on which the website published the report; None when unknown."""
    publication = report.publication
    return (
        None if publication is None or publication.published_at is None else publication.published_at.date()
    )
