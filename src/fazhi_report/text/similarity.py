"""The most similar of many texts, found without comparing each with each."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from itertools import chain

NEARLY = 90
"""Least similarity, in per cent, of nearly equal texts."""
_GRAM = 3
"""Characters of the pieces by which texts are looked up."""
_SHORTEST = 9
"""Length below which a text has fewer pieces than may be changed in a nearly equal one."""


class SimilarTexts:
    """Texts in which nearly equal ones are looked up.

    Similarity is that of rapidfuzz's ``fuzz.ratio``: 200 times the characters that two texts share in the same order,
    divided by the sum of their lengths. Of texts that are nearly equal, at most a tenth of both lengths together was
    inserted or deleted. Each such character spoils at most one of the pieces into which a text is cut; so of one
    piece more than characters may be changed, at least one stands in the other text, too. Those that fewest texts
    have are chosen.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = sorted(dict.fromkeys(texts), key=len)

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(self._texts)

    @cached_property
    def _lengths(self) -> list[int]:
        return [len(text) for text in self._texts]

    @cached_property
    def _holders(self) -> dict[str, list[int]]:
        """Chosen piece → numbers of the texts of which it is one, in the order of their lengths."""
        cut = [_pieces(text, _GRAM) for text in self._texts]
        frequency = Counter(chain.from_iterable(cut))
        holders: dict[str, list[int]] = {}
        for number, pieces in enumerate(cut):
            length = len(self._texts[number])
            most_changed = (length + _longest(length)) // 10
            for piece in sorted(pieces, key=frequency.__getitem__)[: most_changed + 1]:
                holders.setdefault(piece, []).append(number)
        return holders

    def similarity(self, text: str) -> float:
        """Return the similarity of a text to the most similar one, in per cent; 0 when it is below `NEARLY`."""
        if text in self._known:
            return 100.0
        candidates = self._candidates(text)
        if not candidates:
            return 0.0
        from rapidfuzz import fuzz, process  # noqa: PLC0415  (only beside another report; importing takes 8 ms)

        best = process.extractOne(text, candidates, scorer=fuzz.ratio, score_cutoff=NEARLY)
        return 0.0 if best is None else best[1]

    def _candidates(self, text: str) -> list[str]:
        """Return the texts among which every nearly equal one is."""
        length = len(text)
        first = bisect_left(self._lengths, -(-length * 9 // 11))
        behind = bisect_right(self._lengths, _longest(length))
        if first == behind or self._lengths[first] < _SHORTEST:
            return self._texts[first:behind]
        holders = self._holders
        numbers: set[int] = set()
        for piece in holders.keys() & _pieces(text, 1):
            numbers.update(holders[piece])
        return [self._texts[number] for number in sorted(numbers) if first <= number < behind]


def _pieces(text: str, step: int) -> list[str]:
    return [text[start : start + _GRAM] for start in range(0, len(text) - _GRAM + 1, step)]


def _longest(length: int) -> int:
    """Return the greatest length of a nearly equal text: of a share of 90 %, x characters leave room for 11/9 x."""
    return length * 11 // 9
