"""The report's texts as the rules of the written word read them, walked through once for all."""

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
    """One text that can be printed.

    Args:
        route: Its place in the data.
        words: The text, references masked, so that offsets hold.
    """

    route: Route
    words: str


class Texts(Sequence[RunningText]):
    """Texts one after the other, and all in one string.

    Why the string: a hundred rules ask a hundred texts for what hardly any of them holds. One look at all texts
    answers in a hundredth of the calls, and names those few that are worth a closer look.
    """

    def __init__(self, found: Iterable[RunningText]) -> None:
        self._texts = tuple(found)

    @overload
    def __getitem__(self, index: int) -> RunningText: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[RunningText, ...]: ...
    def __getitem__(self, index: int | slice) -> RunningText | tuple[RunningText, ...]:
        """One text, or some."""
        return self._texts[index]

    def __len__(self) -> int:
        """How many there are."""
        return len(self._texts)

    def __iter__(self) -> Iterator[RunningText]:
        """One after the other."""
        return iter(self._texts)

    @cached_property
    def joined(self) -> str:
        """All texts, each on lines of its own."""
        return "\n".join(text.words for text in self._texts)

    @cached_property
    def characters(self) -> frozenset[str]:
        """Every character that occurs in them."""
        return frozenset(self.joined)

    @cached_property
    def _starts(self) -> list[int]:
        """Where each text begins in `joined`."""
        return list(accumulate((len(text.words) + 1 for text in self._texts), initial=0))

    def showing(self, sign: Pattern) -> Iterator[RunningText]:
        """The texts in which a sign is found; now and then also one whose neighbour completes it.

        Args:
            sign: An expression whose matches do not hang on where a text begins or ends (see `Scan`).
        """
        start = 0
        while match := sign.search(self.joined, start):
            index = bisect_right(self._starts, match.start()) - 1
            yield self._texts[index]
            # The next text is looked at from its beginning, so that a match across the border hides nothing.
            start = self._starts[index + 1]

    def where(self, holds: Callable[[RunningText], bool]) -> Texts:
        """Only those texts of which something holds."""
        return Texts(filter(holds, self._texts))


def read_texts(report: Report) -> Texts:
    """Every text of the report, in the order of the model."""
    return Texts(RunningText(route, mask(text)) for route, text in texts(report))


def issues(found: Texts, scan: Scan) -> Iterator[Issue]:
    """What a scan finds in each text, as issues with their places."""
    for text in found.showing(scan.sign):
        for fault in scan(text.words):
            yield issue(text.route, fault)


def issue(route: Route, fault: Fault) -> Issue:
    """A fault as an issue; references that it quotes are shown as such."""
    return Issue(route, _shown(fault.message), _shown(fault.hint), fault.start)


def _shown(words: str) -> str:
    return _HIDDEN.sub("{{ … }}", words)


@dataclass(frozen=True, slots=True)
class TextSpan:
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
class PrintedText:
    """A text with its figures.

    Args:
        route: Place of the text in the data.
        text: What is printed.
        spans: Its figures, from left to right.
    """

    route: Route
    text: str
    spans: tuple[TextSpan, ...] = ()

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


def printed(route: Route, text: str, ledger: Ledger) -> PrintedText:
    """A text with its references resolved; one whose figure is unknown stays as it is written."""
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
    """Every text of the report as it will be read."""
    return iter(_printed_texts(Same(report), Same(ledger)))


# Eight rules read them one after the other.
@lru_cache(maxsize=1)
def _printed_texts(report: Same[Report], ledger: Same[Ledger]) -> tuple[PrintedText, ...]:
    return tuple(printed(route, text, ledger.held) for route, text in texts(report.held))
