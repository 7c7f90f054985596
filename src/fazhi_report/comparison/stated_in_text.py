"""The figures that the text of statistics states, by the indicators that they surely are."""

from __future__ import annotations

from collections.abc import Iterator

from fazhi_report.findings import Route
from fazhi_report.indicators.classify import classify
from fazhi_report.indicators.readings import Certainty
from fazhi_report.indicators.scope import Scope
from fazhi_report.model.statistics import YearStatistics
from fazhi_report.numbers.finder import FoundNumber


def stated_figures(statistics: YearStatistics) -> Iterator[tuple[str, FoundNumber, Route]]:
    """Yield key, number and route of each figure of the text whose indicator is certain, the first of each key."""
    scope = Scope(statistics.organ.name, statistics.year)
    seen: set[str] = set()
    for at, text in enumerate(statistics.text):
        for reading in classify(text, (), scope):
            if reading.certainty is Certainty.SURE and reading.key not in seen:
                seen.add(reading.key)
                yield reading.key, reading.spot.number, ("text", at)
