"""Finds the indicators that the words right before a figure, or right behind it, may name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from fazhi_report.indicators.lexicon import MOST, any_tail, covering, lexicon, uncovered
from fazhi_report.indicators.readings import Uncertainty
from fazhi_report.indicators.spots import Spot
from fazhi_report.indicators.topics import Distance
from fazhi_report.norms.catalogue import Indicator, catalogue
from fazhi_report.norms.indicator_words import IndicatorWords, vocabulary

_TAILS = 4
"""Words that may stand between a head and its figure."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An indicator that words beside a figure may name.

    Args:
        words: The indicator's words.
        head: The words that name it.
        start: Offset of the head, in the slot or in the words behind the figure.
        end: The offset just behind it.
        behind: Whether the head comes behind the figure.
        doubts: The reasons against it.
        residue: Words that the vocabulary does not explain.
        topic: The words that name the topic.
        topic_at: Their offset in the plain text; None for a heading.
        distance: How far they are from the figure.
    """

    words: IndicatorWords
    head: str
    start: int
    end: int
    behind: bool
    doubts: tuple[Uncertainty, ...] = ()
    residue: str = ""
    topic: str = ""
    topic_at: int | None = None
    distance: Distance = Distance.FIGURE

    @property
    def key(self) -> str:
        """Key of the indicator."""
        return self.words.key


def candidates(spot: Spot) -> Iterator[Candidate]:
    """Return the indicators that words right before the figure or right behind it may name."""
    index, seen = lexicon(), set[tuple[str, int, bool]]()
    for end, tail in _ends(spot.slot):
        for length in range(min(MOST, end), 0, -1):
            head = spot.slot[end - length : end]
            for words in index.heads.get(head, ()):
                known = covering(words.topic)
                if all(word in known for word in tail) and (words.key, end - length, False) not in seen:
                    seen.add((words.key, end - length, False))
                    yield Candidate(words, head, end - length, end, behind=False)
    for start, lead in _starts(spot.behind):
        for length in range(1, min(MOST, len(spot.behind) - start) + 1):
            head = spot.behind[start : start + length]
            for words in index.behind.get(head, ()):
                known = covering(words.topic)
                if all(word in known for word in lead):
                    yield Candidate(words, head, start, start + length, behind=True)


def is_noun(one: Candidate) -> bool:
    """Whether the head only names a thing, without a verb for what was done with it."""
    return not uncovered(one.head, (covering(one.words.topic),))


def is_rate(one: Candidate) -> bool:
    """Whether the indicator is a percentage."""
    return catalogue().indicators[one.key].kind == "rate"


def fits(words: IndicatorWords, spot: Spot) -> bool:
    """Whether kind, unit and the words of the sentence allow the indicator."""
    one, written = catalogue().indicators[words.key], spot.number.written
    if written is None or written.is_points:
        return False
    if (one.kind == "rate") != written.is_percent:
        return False
    if one.kind != "rate" and not counts(one, spot.number.unit):
        return False
    around = f"{spot.slot}|{spot.behind}"
    if words.needs and not any(word in spot.near for word in words.needs):
        return False
    return not any(word in around for word in words.excluded)


def counts(one: Indicator, unit: str) -> bool:
    """Whether an indicator may be written in a unit."""
    return unit in one.units or (one.kind == "money" and unit.endswith("元"))


def _ends(slot: str) -> list[tuple[int, tuple[str, ...]]]:
    """Return the offsets where a head may end, with the words between it and the figure."""
    words = any_tail()
    found: dict[int, tuple[str, ...]] = {len(slot): ()}
    front: list[tuple[int, tuple[str, ...]]] = [(len(slot), ())]
    for _ in range(_TAILS):
        front = [
            (end - length, (slot[end - length : end], *tail))
            for end, tail in front
            for length in range(1, min(MOST, end) + 1)
            if slot[end - length : end] in words
        ]
        for end, tail in front:
            found.setdefault(end, tail)
    return list(found.items())


def _starts(behind: str) -> list[tuple[int, tuple[str, ...]]]:
    """Return the offsets where words behind the figure may begin to name it, with the words before them."""
    words = any_tail() | frozenset(vocabulary().frame)
    found: dict[int, tuple[str, ...]] = {0: ()}
    front: list[tuple[int, tuple[str, ...]]] = [(0, ())]
    for _ in range(_TAILS):
        front = [
            (start + length, (*lead, behind[start : start + length]))
            for start, lead in front
            for length in range(1, min(MOST, len(behind) - start) + 1)
            if behind[start : start + length] in words
        ]
        for start, lead in front:
            found.setdefault(start, lead)
    return list(found.items())
