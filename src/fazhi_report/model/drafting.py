"""What of a report is still to be written: open places in its words, days and figures."""

from __future__ import annotations

from collections.abc import Iterator

from fazhi_report.findings import Route
from fazhi_report.model.report import Report
from fazhi_report.model.walk import leaves
from fazhi_report.notation.open_places import OPEN_WORD, OpenDay, is_open, open_places


def open_spots(report: Report) -> Iterator[tuple[Route, str]]:
    """Route and words of everything that is still to be filled in; a text is told once, by its first open place."""
    for route, leaf in leaves(report):
        if isinstance(leaf, OpenDay):
            yield route, leaf.words
        elif isinstance(leaf, str) and is_open(leaf):
            start, end = next(open_places(leaf))
            yield route, leaf[start:end]
    for key, figure in report.figures.items():
        if figure.status == "to_fill":
            yield ("figures", key), OPEN_WORD


def touches(route: Route, other: Route) -> bool:
    """Whether one place lies within the other; the whole report lies within nothing."""
    shorter = min(len(route), len(other))
    return shorter > 0 and route[:shorter] == other[:shorter]
