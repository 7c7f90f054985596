"""The figures and the web metadata of a report, as document nodes."""

from __future__ import annotations

from datetime import datetime

from fazhi_report.document.fact import Fact
from fazhi_report.document.nodes import Webpage
from fazhi_report.ledger import Ledger, LedgerEntry
from fazhi_report.model.internal import is_internal
from fazhi_report.model.organ import Column, Publication, Site
from fazhi_report.norms.catalogue import catalogue, indicator_name
from fazhi_report.numbers.figure import WrittenFigure, parse_figure
from fazhi_report.numbers.percent import growth, points

_ELSEWHERE = "其他"
_GROWTH = ".growth"
_HUNDRED = 100


def facts(ledger: Ledger, *, internal: bool) -> tuple[Fact, ...]:
    """Return the figures that have a value or a status.

    Args:
        ledger: The report's figures, the derived ones computed.
        internal: Whether internal figures are included.
    """
    return tuple(
        _fact(entry) for key, entry in ledger.items() if internal or not is_internal(key, entry.figure)
    )


def change(new: WrittenFigure | None, old: WrittenFigure | None) -> str:
    """Return the change since last year in words; empty when the two cannot be compared exactly."""
    if new is None or old is None or new.unit != old.unit or new.hedge or old.hedge:
        return ""
    if new.value == old.value:
        return "持平"
    if new.is_points:
        return ""
    if new.is_percent:
        difference = points(new.value, old.value)
        return f"{'提高' if difference > 0 else '下降'}{abs(difference):f}个百分点"
    rate = growth(new.value, old.value, 1)
    if rate is None:
        return f"增加{new.format()}" if old.value == 0 and new.value > 0 else ""
    return f"{'增长' if new.value > old.value else '下降'}{abs(rate):f}%"


def _fact(entry: LedgerEntry) -> Fact:
    figure, written = entry.figure, _number(entry)
    known = catalogue()
    listed = known.get(entry.key)
    before = None if figure.previous is None else parse_figure(figure.previous)
    unit = written.unit if written else ""
    return Fact(
        key=entry.key,
        label=indicator_name(entry.key, figure.label),
        domain=known.domain(entry.key) or _ELSEWHERE,
        text=entry.text,
        number=_plain(written),
        unit=unit or (listed.unit if listed and figure.status != "not_applicable" else ""),
        hedge=written.hedge if written else "",
        status=figure.status,
        definition=listed.definition if listed else "",
        scope=figure.scope or "",
        period=figure.period or "",
        source=figure.source_name,
        previous=figure.previous or "",
        previous_number=_plain(before),
        change=change(written, before),
        note=figure.note or "",
        share=bool(written and written.is_percent)
        and not entry.key.endswith(_GROWTH)
        and 0 <= (written.value if written else 0) <= _HUNDRED,
    )


def _number(entry: LedgerEntry) -> WrittenFigure | None:
    """Return the parsed value; the status “zero” gives 0 in the usual unit; None when there is no number."""
    if entry.figure.status != "zero":
        return entry.written
    listed = catalogue().get(entry.key)
    return WrittenFigure("0", listed.unit if listed else "")


def _plain(written: WrittenFigure | None) -> str:
    return "" if written is None else f"{written.value:f}"


def disclosure(publication: Publication | None) -> tuple[tuple[str, str], ...]:
    """Return label and value pairs of the disclosure table, in print order, without unknown ones."""
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
    """Return the metadata of the web page; unknown values are empty."""
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
