"""What of a report is still to be written: open places in its words, days and figures."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from fazhi_report.findings import Route
from fazhi_report.model.report import Report
from fazhi_report.model.walk import Same, leaves
from fazhi_report.notation.open_places import OPEN_WORD, OpenDay, is_open, open_places


def open_spots(report: Report) -> Iterator[tuple[Route, str]]:
    """Route and words of everything that is still to be filled in; a text is told once, by its first open place."""
    return iter(_open_spots(Same(report)))


@lru_cache(maxsize=2)
def _open_spots(report: Same[Report]) -> tuple[tuple[Route, str], ...]:
    return tuple(_found(report.held))


def _found(report: Report) -> Iterator[tuple[Route, str]]:
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
