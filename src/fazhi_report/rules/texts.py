"""The report's texts, collected once for all rules that search in texts."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import overload

from fazhi_report.findings import Issue, Route
from fazhi_report.ledger import Ledger
from fazhi_report.model.report import Report
from fazhi_report.model.walk import Same, texts
from fazhi_report.text.patterns import Pattern
from fazhi_report.text.references import FILLER, mask, references
from fazhi_report.typography.scan import Fault, Scan

_HIDDEN = Pattern(f"{FILLER}+")


@dataclass(frozen=True, slots=True)
class RunningText:
    """A printed text.

    Args:
        route: Its route in the data.
        words: The text with references masked at the same length, so that offsets remain valid.
    """

    route: Route
    words: str


class Texts(Sequence[RunningText]):
    """The texts of a report, and a string of all of them.

    The string is for speed: a hundred rules search a hundred texts for rare signs. A single search in the string
    finds the few texts that need a closer search.
    """

    def __init__(self, found: Iterable[RunningText]) -> None:
        self._texts = tuple(found)

    @overload
    def __getitem__(self, index: int) -> RunningText: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[RunningText, ...]: ...
    def __getitem__(self, index: int | slice) -> RunningText | tuple[RunningText, ...]:
        """Return a text, or a slice of them."""
        return self._texts[index]

    def __len__(self) -> int:
        """Return the number of texts."""
        return len(self._texts)

    def __iter__(self) -> Iterator[RunningText]:
        """Yield the texts in order."""
        return iter(self._texts)

    @cached_property
    def joined(self) -> str:
        """All texts as a string, each on lines of its own."""
        return "\n".join(text.words for text in self._texts)

    @cached_property
    def characters(self) -> frozenset[str]:
        """The set of all characters in the texts."""
        return frozenset(self.joined)

    @cached_property
    def _starts(self) -> list[int]:
        """The offset of each text in `joined`."""
        return list(accumulate((len(text.words) + 1 for text in self._texts), initial=0))

    def showing(self, sign: Pattern) -> Iterator[RunningText]:
        """Yield the texts that contain a sign; possibly also one in which only its neighbour completes the sign.

        Args:
            sign: An expression whose matches do not depend on the start or end of a text (see `Scan`).
        """
        start = 0
        while match := sign.search(self.joined, start):
            index = bisect_right(self._starts, match.start()) - 1
            yield self._texts[index]
            # The search continues at the start of the next text, so that a match across the border hides nothing.
            start = self._starts[index + 1]

    def where(self, holds: Callable[[RunningText], bool]) -> Texts:
        """Return the texts that satisfy a condition."""
        return Texts(filter(holds, self._texts))


def read_texts(report: Report) -> Texts:
    """Return every text of the report, in the order of the model."""
    return Texts(RunningText(route, mask(text)) for route, text in texts(report))


def issues(found: Texts, scan: Scan) -> Iterator[Issue]:
    """Yield the findings of a scan in each text, as issues."""
    for text in found.showing(scan.sign):
        for fault in scan(text.words):
            yield issue(text.route, fault)


def issue(route: Route, fault: Fault) -> Issue:
    """Return a fault as an issue, with masked references restored in its quotes."""
    return Issue(route, _shown(fault.message), _shown(fault.hint), fault.start, edits=fault.edits)


def _shown(words: str) -> str:
    return _HIDDEN.sub("{{ … }}", words)


@dataclass(frozen=True, slots=True)
class TextSpan:
    """A figure inside a printed text.

    Args:
        key: The figure's key.
        start: Offset of its value in the printed text, in characters.
        end: Just behind it.
        source: Offset of its reference in the text of the data, in characters.
        behind: Offset of the end of the reference.
    """

    key: str
    start: int
    end: int
    source: int
    behind: int


@dataclass(frozen=True, slots=True)
class PrintedText:
    """A text with its figures filled in.

    Args:
        route: Route of the text in the data.
        text: What is printed.
        spans: Its figures, from left to right.
    """

    route: Route
    text: str
    spans: tuple[TextSpan, ...] = ()

    def offset(self, index: int) -> int:
        """Return the offset of a printed character in the text of the data; inside a figure, that of its reference."""
        before = bisect_right(self.spans, index, key=lambda span: span.start) - 1
        if before < 0:
            return index
        span = self.spans[before]
        return span.source if index < span.end else span.behind + index - span.end

    def keys(self, start: int, end: int) -> tuple[str, ...]:
        """Return the keys of the figures in a range of the printed text."""
        return tuple(span.key for span in self.spans if span.start < end and start < span.end)


def printed(route: Route, text: str, ledger: Ledger) -> PrintedText:
    """Return a text with its references resolved; a reference to an unknown figure is unchanged."""
    words, spans, done, length = [], [], 0, 0
    for reference in references(text):
        entry = ledger.entries.get(reference.key)
        if entry is None:
            continue
        length += reference.start - done
        spans.append(
            TextSpan(reference.key, length, length + len(entry.text), reference.start, reference.end)
        )
        words += [text[done : reference.start], entry.text]
        done, length = reference.end, length + len(entry.text)
    if not spans:
        return PrintedText(route, text)
    return PrintedText(route, "".join((*words, text[done:])), tuple(spans))


def printed_texts(report: Report, ledger: Ledger) -> Iterator[PrintedText]:
    """Yield every text of the report as printed."""
    return iter(_printed_texts(Same(report), Same(ledger)))


# Cached, because eight rules read them in turn.
@lru_cache(maxsize=1)
def _printed_texts(report: Same[Report], ledger: Same[Ledger]) -> tuple[PrintedText, ...]:
    return tuple(printed(route, text, ledger.held) for route, text in texts(report.held))
