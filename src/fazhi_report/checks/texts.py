"""The report's texts as the rules of the written word read them, walked through once for all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

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


Texts = tuple[Text, ...]


def read_texts(report: Report) -> Texts:
    """Every text of the report, in the order of the model."""
    return tuple(Text(route, mask(text)) for route, text in texts(report))


def issues(found: Iterable[Text], scan: Scan) -> Iterator[Issue]:
    """What a scan finds in each text, as issues with their places."""
    for text in found:
        for fault in scan(text.words):
            yield issue(text.route, fault)


def issue(route: Route, fault: Fault) -> Issue:
    """A fault as an issue; references that it quotes are shown as such."""
    return Issue(route, _shown(fault.message), _shown(fault.hint), fault.start)


def _shown(words: str) -> str:
    return _HIDDEN.sub("{{ … }}", words)
