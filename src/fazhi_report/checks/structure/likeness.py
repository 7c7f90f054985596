"""Quoted nearly right: a clause of a fixed phrase that is like it and is not it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from fazhi_report.notation.pattern import Pattern
from fazhi_report.notation.references import FILLER

LIKE = 0.7
"""From this likeness on, other words are taken for a slip; below, for words of their own."""

_STOP = Pattern(f"[，。；：！？“”‘’《》（）、{FILLER}]")
_JOINT = Pattern("[、和及，]")
_SENTENCE = Pattern("[^。；！？]+")
_SPARE = 3


@dataclass(frozen=True, slots=True)
class NearMiss:
    """Words that should have been a clause.

    Args:
        start: Where they stand, characters into the text.
        found: The words.
        wanted: The clause.
    """

    start: int
    found: str
    wanted: str


def likeness(one: str, other: str) -> float:
    """How much two short texts share in the same order: 1 for the same, 0 for nothing.

    It is Dice's coefficient over their longest common subsequence.
    """
    if not one or not other:
        return 0.0
    row = [0] * (len(other) + 1)
    for char in one:
        before = 0
        for place, against in enumerate(other, 1):
            held = row[place]
            row[place] = before + 1 if char == against else max(held, row[place - 1])
            before = held
    return 2 * row[-1] / (len(one) + len(other))


def near_misses(text: str, clauses: Sequence[str]) -> Iterator[NearMiss]:
    """Clauses of a phrase that a text gets nearly right, beside clauses that it gets right.

    A sentence that quotes only some of the clauses, and those to the letter, has none; nor has one that holds fewer
    than two of them: it may speak for itself.
    """
    if not quotes(text, clauses):
        return
    for sentence in _SENTENCE.finditer(text):
        if quotes(sentence[0], clauses):
            for slip in _slips(sentence[0], clauses):
                yield replace(slip, start=sentence.start() + slip.start)


def quotes(text: str, clauses: Sequence[str]) -> bool:
    """Whether a text holds at least two clauses; one alone proves no quotation."""
    return sum(clause in text for clause in clauses) > 1


def _slips(sentence: str, clauses: Sequence[str]) -> Iterator[NearMiss]:
    """Slips from left to right; one that is found leads on to the next."""
    spans = {
        index: (sentence.index(clause), sentence.index(clause) + len(clause))
        for index, clause in enumerate(clauses)
        if clause in sentence
    }
    found: list[NearMiss] = []
    for step in (1, -1):
        for index in range(len(clauses))[::step]:
            beside = spans.get(index - step)
            if index in spans or beside is None:
                continue
            clause = clauses[index]
            slip = _after(sentence, beside[1], clause) if step > 0 else _before(sentence, beside[0], clause)
            if slip is not None:
                found.append(slip)
                spans[index] = (slip.start, slip.start + len(slip.found))
    return iter(sorted(found, key=lambda slip: slip.start))


def _after(text: str, start: int, clause: str) -> NearMiss | None:
    """The slip that begins behind a clause and the mark that joins them."""
    if not _JOINT.match(text, start):
        return None
    start += 1
    stop = _STOP.search(text, start)
    room = text[start : stop.start() if stop else len(text)][: len(clause) + _SPARE]
    return _best(((start, room[:length]) for length in range(1, len(room) + 1)), clause)


def _before(text: str, end: int, clause: str) -> NearMiss | None:
    """The slip that ends before a clause and the mark that joins them."""
    if end == 0 or not _JOINT.match(text, end - 1):
        return None
    end -= 1
    starts = range(end - 1, max(end - len(clause) - _SPARE, 0) - 1, -1)
    rooms = ((start, text[start:end]) for start in starts)
    return _best(((start, room) for start, room in rooms if not _STOP.search(room)), clause)


def _best(candidates: Iterator[tuple[int, str]], clause: str) -> NearMiss | None:
    like, start, found = max(
        ((likeness(found, clause), start, found) for start, found in candidates),
        key=lambda candidate: candidate[0],
        default=(0.0, 0, ""),
    )
    return NearMiss(start, found, clause) if like >= LIKE else None
