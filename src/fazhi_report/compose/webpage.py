"""What the website says of the page: the disclosure table, the tags, the way to it."""

from __future__ import annotations

from datetime import datetime

from fazhi_report.model.publication import Column, Publication, Site
from fazhi_report.tree.nodes import Webpage


def disclosure(publication: Publication | None) -> tuple[tuple[str, str], ...]:
    """Label and value pairs of the disclosure table, in print order; what is unknown is left out."""
    if publication is None:
        return ()
    values = {
        "index_number": publication.index_number,
        "disclosure": publication.disclosure,
        "document_number": publication.document_number,
        "date_of_issue": publication.date_of_issue and publication.date_of_issue.isoformat(),
        "published_at": _moment(publication.published_at),
        "issuing_unit": publication.issuing_unit,
        "source": publication.source,
        "validity": publication.validity,
    }
    fields = Publication.model_fields
    return tuple((fields[name].title or name, value) for name, value in values.items() if value)


def webpage(publication: Publication | None) -> Webpage:
    """The page's tags, every unknown one empty."""
    if publication is None:
        return Webpage()
    site, column = publication.site or Site(), publication.column or Column()
    return Webpage(
        site_name=site.name or "",
        site_domain=site.domain or "",
        site_id_code=site.id_code or "",
        column_name=column.name or "",
        column_description=column.description or "",
        column_keywords=column.keywords,
        column_type=column.type or "",
        published_at=_moment(publication.published_at),
        source=publication.source or "",
        keywords=publication.keywords,
        description=publication.description or "",
        address=publication.address or "",
        breadcrumb=publication.breadcrumb,
    )


def _moment(moment: datetime | None) -> str:
    # strftime would leave years before 1000 without their zeros on some systems.
    return "" if moment is None else moment.isoformat(" ", "minutes")
