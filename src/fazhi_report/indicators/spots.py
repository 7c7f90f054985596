"""Finds the figures of a text with the words on both sides of each."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from fazhi_report.numbers.finder import FoundNumber, Kind
from fazhi_report.sentences.clauses import Term
from fazhi_report.sentences.marks import CLAUSE, SECTION, fold
from fazhi_report.sentences.quantity import worded
from fazhi_report.sentences.roles import read, subject

_SILENT = frozenset("“”‘’\"'《》〈〉 \t\u3000\xa0*")
_TITLE = re.compile(
    "《[^》]{0,60}?(?:法|条例|办法|规定|意见|通知|细则|方案|规则|决定|纲要|要点|规划|制度|指引)(?:（[^）]{1,12}）)?》"
)
"""A title of a norm tells where something is written, not what is counted."""
_BRACKET = re.compile("（[^（）0-9，。；：“”]{1,8}）")
_WALLS = CLAUSE + "：（）"
"""Marks that the words beside a figure end at: a colon and a bracket, too, for the topic is named in one piece."""
_REACH = 80
"""Characters on either side of a figure that are looked at."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A figure with the words around it, without the marks that are read over.

    Args:
        number: The figure.
        slot: The words of its clause before it, from the last figure on.
        behind: The words right behind its unit; empty where they run on to the next figure.
        clause: The clause before its own; empty at the beginning of a sentence.
        sentence: The sentence.
        near: The sentence with the words before it.
        before: The sentence up to the figure.
        after: The rest of the sentence.
        start: Where the slot begins, in the plain text.
        clause_at: Where the clause begins, in the plain text.
        at: Where the figure begins, in the plain text.
        sentence_at: Where the sentence begins, in the plain text.
        follows: Whether a figure of the same sentence comes right before the slot.
        lead: The words of its clause before the figure right before the slot; empty where there is none, or where a list
            continues.
        opens: Whether its clause begins with an opened bracket, right behind the figure before.
        term: The figure as a quantity with its roles; None where its digits were read as part of another one.
    """

    number: FoundNumber
    slot: str
    behind: str
    clause: str
    sentence: str
    near: str
    before: str
    after: str
    start: int
    clause_at: int
    at: int
    sentence_at: int
    follows: bool
    lead: str
    opens: bool
    term: Term | None

    @property
    def moves(self) -> bool:
        """Whether the text states a change from this figure to the next one: 由30件增至42件."""
        return self.term is not None and self.term.start

    @property
    def grows(self) -> bool:
        """Whether the figure states by how much the one before it rose or fell: 同比增长24.3%."""
        return self.term is not None and bool(self.term.verb) and not self.term.own

    @property
    def is_last_year(self) -> bool:
        """Whether the figure is last year's value of the one before it: 上年72件."""
        return self.term is not None and self.term.base and not subject(self.term)

    @property
    def end(self) -> int:
        """The offset just behind the words that belong to the figure, in the plain text."""
        return self.at + len(self.number.text) + len(self.behind)


@dataclass(frozen=True, slots=True)
class PlainText:
    """A text without the marks that are read over.

    Args:
        text: Its characters; a figure keeps its own.
        spots: The statistics in their order.
    """

    text: str
    spots: tuple[Spot, ...]


def plain(text: str) -> PlainText:
    """Return the figures of a text with the words around each, in linear time."""
    folded = fold(text)
    silent = bytearray(len(folded))
    for match in _TITLE.finditer(folded):
        silent[match.start() : match.end()] = b"\1" * len(match[0])
    for match in _BRACKET.finditer(folded):
        silent[match.start()] = silent[match.end() - 1] = 1
    kept: list[str] = []
    places: list[int] = []
    for at, character in enumerate(folded):
        places.append(len(kept))
        if not silent[at] and character not in _SILENT:
            kept.append(character)
    places.append(len(kept))
    words = "".join(kept)
    found = worded(text)
    terms = {term.quantity.start: term for block in read(text) for term in block.terms}
    return PlainText(words, tuple(_spots(words, found, places, terms)))


def _spots(words: str, found: list[FoundNumber], places: list[int], terms: dict[int, Term]) -> Iterator[Spot]:
    clauses = [at for at, character in enumerate(words) if character in _WALLS]
    sentences = [at for at in clauses if words[at] in SECTION]
    for rank, number in enumerate(found):
        if number.kind is not Kind.STATISTIC or number.written is None:
            continue
        at, end = places[number.start], places[number.end]
        last = places[found[rank - 1].end] if rank else 0
        coming = places[found[rank + 1].start] if rank + 1 < len(found) else len(words)
        sentence_at = _last(sentences, at) + 1
        clause_at = _last(clauses, at) + 1
        start = max(last, clause_at, at - _REACH)
        ending = min(_next(clauses, end, len(words)), end + _REACH)
        behind = "" if coming < ending else words[end:ending]
        stop = min(_next(sentences, end, len(words)), end + 3 * _REACH)
        opening = max(sentence_at, at - 5 * _REACH)
        previous = ""
        if clause_at > sentence_at and start == clause_at and words[clause_at - 1] in "，：":
            clause = max(_last(clauses, clause_at - 1) + 1, sentence_at, clause_at - _REACH)
            previous = words[clause : clause_at - 1] if last <= clause else ""
        goes_on = clause_at < last == start and words[start] != "、"
        yield Spot(
            number=number,
            slot=words[start:at],
            behind=behind,
            clause=previous,
            sentence=words[opening:stop],
            near=words[max(0, min(opening, at - 2 * _REACH)) : stop],
            before=words[opening:at],
            after=words[end:stop],
            start=start,
            clause_at=clause_at,
            at=at,
            sentence_at=sentence_at,
            follows=bool(rank) and last >= sentence_at and _next(clauses, last, len(words)) >= clause_at - 1,
            lead=words[clause_at : places[found[rank - 1].start]] if goes_on else "",
            opens=last < clause_at == start and words[last:clause_at].endswith("（"),
            term=terms.get(number.start),
        )


def _last(places: list[int], before: int) -> int:
    at = bisect_left(places, before)
    return places[at - 1] if at else -1


def _next(places: list[int], start: int, default: int) -> int:
    at = bisect_left(places, start)
    return places[at] if at < len(places) else default
