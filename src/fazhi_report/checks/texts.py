"""The report's texts as the rules of the written word read them, walked through once for all."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import overload

from fazhi_report.findings import Issue, Route
from fazhi_report.model.report import Report
from fazhi_report.model.walk import texts
from fazhi_report.notation.fault import Fault, Scan
from fazhi_report.notation.pattern import Pattern
from fazhi_report.notation.references import FILLER, mask

_HIDDEN = Pattern(f"{FILLER}+")


@dataclass(frozen=True, slots=True)
class Text:
    """One text that can be printed.

    Args:
        route: Its place in the data.
        words: The text, references masked, so that offsets hold.
    """

    route: Route
    words: str


class Texts(Sequence[Text]):
    """Texts one after the other, and all in one string.

    Why the string: a hundred rules ask a hundred texts for what hardly any of them holds. One look at all texts
    answers in a hundredth of the calls, and names those few that are worth a closer look.
    """

    def __init__(self, found: Iterable[Text]) -> None:
        self._texts = tuple(found)

    @overload
    def __getitem__(self, index: int) -> Text: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Text, ...]: ...
    def __getitem__(self, index: int | slice) -> Text | tuple[Text, ...]:
        """One text, or some."""
        return self._texts[index]

    def __len__(self) -> int:
        """How many there are."""
        return len(self._texts)

    def __iter__(self) -> Iterator[Text]:
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

    def showing(self, sign: Pattern) -> Iterator[Text]:
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

    def where(self, holds: Callable[[Text], bool]) -> Texts:
        """Only those texts of which something holds."""
        return Texts(filter(holds, self._texts))


def read_texts(report: Report) -> Texts:
    """Every text of the report, in the order of the model."""
    return Texts(Text(route, mask(text)) for route, text in texts(report))


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
