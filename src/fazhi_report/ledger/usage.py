"""Where each figure is printed."""

from __future__ import annotations

from collections.abc import Mapping

from fazhi_report.findings import Route
from fazhi_report.model.report import Report
from fazhi_report.model.walk import texts
from fazhi_report.notation.references import references

Spot = tuple[Route, int]
"""A text's route, and how many characters into it the reference stands."""


def printed(report: Report) -> Mapping[str, tuple[Spot, ...]]:
    """Key → the spots where texts print it, in the order of the report; keys that no text prints are absent."""
    found: dict[str, list[Spot]] = {}
    for route, text in texts(report):
        for reference in references(text):
            found.setdefault(reference.key, []).append((route, reference.start))
    return {key: tuple(spots) for key, spots in found.items()}
