"""Sentences of one report held against those of another: equal, nearly equal, or of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from fazhi_report.findings import Route
from fazhi_report.ledger.evaluate import Ledger
from fazhi_report.ledger.words import in_words
from fazhi_report.model.report import Report
from fazhi_report.model.walk import texts
from fazhi_report.notation.open_places import is_open
from fazhi_report.notation.pattern import Pattern
from fazhi_report.notation.references import references
from fazhi_report.notation.sentences import sentences

NEARLY = 90.0
"""From which likeness, in per cent, two sentences are nearly equal."""
SHORTEST = 14
"""Characters below which a sentence is too short to have been copied."""
_WORDS_A_FIGURE = 14
"""Up to so many characters for each figure a sentence is a row of statistics: it is the same every year, and rightly."""

_PROSE = frozenset({"opening", "achievements", "leader_duties", "shortcomings", "plans", "other"})
_FRAMES = frozenset({"<table>", "<chart>"})
"""Captions and notes of tables and charts are the same every year, and may be."""
_HEADINGS = frozenset({"heading", "lead"})
# What law and custom word the same every year.
_SET_PHRASES = re.compile("现将.{0,40}报告如下|报告如下[。：]?$|特此报告|统计时段|重要工作亲自部署")
_BARE = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of a report.

    Args:
        route: The text in which it stands.
        start: Characters into that text.
        words: As written, figures by their keys.
        keys: The figures that it prints.
    """

    route: Route
    start: int
    words: str
    keys: tuple[str, ...]

    @property
    def bare(self) -> str:
        """Its words alone: figures, punctuation and white space left out."""
        words = self.words
        for reference in reversed(list(references(words))):
            words = words[: reference.start] + words[reference.end :]
        return _BARE.sub("", words)

    @property
    def is_ones_own(self) -> bool:
        """Whether it could say something that holds for one year only: long enough, no set phrase, no statistics."""
        bare = self.bare
        if len(bare) < SHORTEST or is_open(self.words) or _SET_PHRASES.search(self.words):
            return False
        return not self.keys or len(bare) > _WORDS_A_FIGURE * len(self.keys)

    def printed(self, ledger: Ledger) -> str:
        """Its words with the figures in their places."""
        return in_words(self.words, ledger)


def said(report: Report, sign: Pattern | None = None) -> Iterator[Said]:
    """The sentences of the parts, headings and leads left out.

    Args:
        report: The report.
        sign: Only texts that match it are taken apart.
    """
    for route, text in texts(report):
        if sign is not None and not sign.search(text):
            continue
        if route[0] in _PROSE and route[-1] not in _HEADINGS and _FRAMES.isdisjoint(route):
            for sentence in sentences(text):
                keys = tuple(reference.key for reference in references(sentence.words))
                yield Said(route, sentence.start, sentence.words, keys)


@dataclass(frozen=True)
class Original:
    """The sentences of the report that may have been copied from."""

    said: Sequence[Said]

    @cached_property
    def _words(self) -> list[str]:
        return list(dict.fromkeys(one.bare for one in self.said))

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(self._words)

    def likeness(self, sentence: Said) -> float:
        """How like a sentence is to the one that it repeats, in per cent; 0 when it is new."""
        bare = sentence.bare
        if bare in self._known:
            return 100.0
        from rapidfuzz import fuzz, process  # noqa: PLC0415  (only beside another report; importing takes 8 ms)

        best = process.extractOne(bare, self._words, scorer=fuzz.ratio, score_cutoff=NEARLY)
        return 0.0 if best is None else best[1]


def section(route: Route) -> Route:
    """The section, or else the part, in which a text stands."""
    return route[:3] if route[1:2] == ("sections",) else route[:1]


def share(stale: int, whole: int) -> str:
    """How much of a section is meant, in words."""
    return f"本节 {whole} 句中有 {stale} 句（{round(100 * stale / whole)}%）"
