"""Sentences of a text, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_SENTENCE = re.compile(r"[^。；！？]+[。；！？]*[”’）》]*")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence.

    Args:
        words: Its words with the mark that ends it.
        start: Characters into the text where it begins.
    """

    words: str
    start: int


def sentences(text: str) -> Iterator[Sentence]:
    """The sentences and the halves that 。；！？ part, without white space around them."""
    for match in _SENTENCE.finditer(text):
        words = match[0].strip()
        if words:
            yield Sentence(words, match.start() + len(match[0]) - len(match[0].lstrip()))
