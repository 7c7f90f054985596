"""Texts as they will be read: references replaced by their figures, each character with its place in the data."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from fazhi_report.findings import Route
from fazhi_report.ledger.evaluate import Ledger
from fazhi_report.model.report import Report
from fazhi_report.model.walk import Same, texts
from fazhi_report.notation.references import references


@dataclass(frozen=True, slots=True)
class Span:
    """A figure inside a printed text.

    Args:
        key: The figure's key.
        start: Where its value begins, characters into the printed text.
        end: Just behind it.
        source: Where its reference begins, characters into the text of the data.
        behind: Just behind the reference.
    """

    key: str
    start: int
    end: int
    source: int
    behind: int


@dataclass(frozen=True, slots=True)
class Printed:
    """A text with its figures.

    Args:
        route: Place of the text in the data.
        text: What is printed.
        spans: Its figures, from left to right.
    """

    route: Route
    text: str
    spans: tuple[Span, ...] = ()

    def offset(self, index: int) -> int:
        """Where a printed character stands in the text of the data; inside a figure, where its reference begins."""
        before = bisect_right(self.spans, index, key=lambda span: span.start) - 1
        if before < 0:
            return index
        span = self.spans[before]
        return span.source if index < span.end else span.behind + index - span.end

    def keys(self, start: int, end: int) -> tuple[str, ...]:
        """The figures that a stretch of the printed text touches."""
        return tuple(span.key for span in self.spans if span.start < end and start < span.end)


def printed(route: Route, text: str, ledger: Ledger) -> Printed:
    """A text with its references resolved; one whose figure is unknown stays as it is written."""
    words, spans, done, length = [], [], 0, 0
    for reference in references(text):
        entry = ledger.entries.get(reference.key)
        if entry is None:
            continue
        length += reference.start - done
        spans.append(Span(reference.key, length, length + len(entry.text), reference.start, reference.end))
        words += [text[done : reference.start], entry.text]
        done, length = reference.end, length + len(entry.text)
    if not spans:
        return Printed(route, text)
    return Printed(route, "".join((*words, text[done:])), tuple(spans))


def printed_texts(report: Report, ledger: Ledger) -> Iterator[Printed]:
    """Every text of the report as it will be read."""
    return iter(_printed_texts(Same(report), Same(ledger)))


# Eight rules read them one after the other.
@lru_cache(maxsize=1)
def _printed_texts(report: Same[Report], ledger: Same[Ledger]) -> tuple[Printed, ...]:
    return tuple(printed(route, text, ledger.held) for route, text in texts(report.held))
