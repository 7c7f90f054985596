"""Documents of many years → the page that leads to them and sets their figures side by side."""

from __future__ import annotations

from collections.abc import Sequence

from fazhi_report.tree.nodes import Document
from fazhi_report.writers.html.series import by_domain, drawn, rows
from fazhi_report.writers.html.shell import render

NAME = "index.html"
"""What servers hand out for a folder."""


def write_index(documents: Sequence[Document]) -> bytes:
    """The index page as UTF-8.

    Args:
        documents: The reports of one organ, at least one; two of one year stand in the order given.
    """
    ordered = sorted(documents, key=lambda document: document.properties.year)
    latest = ordered[-1].properties
    made = rows(ordered)
    return render(
        "index.html.j2",
        title=" - ".join(filter(None, (f"{latest.organ}法治政府建设年度报告", latest.webpage.site_name))),
        site=latest.webpage.site_name or latest.organ,
        organ=latest.organ,
        documents=ordered[::-1],
        years=[document.properties.year for document in ordered],
        domains=by_domain(made),
        charts=drawn(made),
        draws=any(row.is_drawn for row in made),
    )
