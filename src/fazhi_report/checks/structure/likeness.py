"""Quoted nearly right: a clause of a fixed phrase that is like it and is not it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fazhi_report.notation.references import FILLER

LIKE = 0.7
"""From this likeness on, other words are taken for a slip; below, for words of their own."""

_STOP = re.compile(f"[，。；：！？“”‘’《》（）、{FILLER}]")
_JOINT = re.compile("[、和及，]")
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

    A text that quotes only some of the clauses, and those to the letter, has none; nor has one that holds fewer
    than two of them: it may speak for itself.
    """
    right = [clause for clause in clauses if clause in text]
    if len(right) < 2 or len(right) == len(clauses):  # noqa: PLR2004  (one clause alone proves no quotation)
        return
    for index, clause in enumerate(clauses):
        if clause in right:
            continue
        slip = None
        if index and clauses[index - 1] in right:
            slip = _after(text, text.index(clauses[index - 1]) + len(clauses[index - 1]), clause)
        if slip is None and index + 1 < len(clauses) and clauses[index + 1] in right:
            slip = _before(text, text.index(clauses[index + 1]), clause)
        if slip is not None:
            yield slip


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
