"""The words of a text, as a comparison marks them: a figure with its unit, a mark, a Chinese word."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi_report.document.nodes import Datum, Inline, Inlines
from fazhi_report.numbers.finder import numbers
from fazhi_report.text.references import is_open, pieces

ENDS = ("。", "；", "！", "？", "\n")
"""Marks that end a sentence."""
_PIECE = re.compile(r"(?P<whole>（[一二三四五六七八九十]{1,4}）)|[^\w\s]|\s+|[^\W_]+|_+")
_DIGIT = re.compile("[0-9]")
_HAN = re.compile("[\u4e00-\u9fff]")


def sentences(content: Inlines) -> Iterator[tuple[str, ...]]:
    """Yield the words of each sentence; together they are the text."""
    sentence: list[str] = []
    for word in (word for part in content for word in _words(part)):
        sentence.append(word)
        if word in ENDS:
            yield tuple(sentence)
            sentence = []
    if sentence:
        yield tuple(sentence)


def is_figure(word: str) -> bool:
    """Whether a word is a figure."""
    return _DIGIT.search(word) is not None and len(list(_cut(word))) == 1


def is_mark(word: str) -> bool:
    """Whether a word is a punctuation mark or white space."""
    return not any(character.isalnum() for character in word)


def _words(part: Inline) -> Iterator[str]:
    if isinstance(part, Datum):
        yield from filter(None, (part.text,))
    elif is_open(part.text):
        for piece, marked in pieces(part.text):
            yield from (piece,) if marked else _cut(piece)
    else:
        yield from _cut(part.text)


def _cut(text: str) -> Iterator[str]:
    at = 0
    for number in numbers(text):
        yield from _cut_words(text[at : number.start])
        yield text[number.start : number.end]
        at = number.end
    yield from _cut_words(text[at:])


def _cut_words(text: str) -> Iterator[str]:
    """Yield the words of a text without figures."""
    for match in _PIECE.finditer(text):
        if match["whole"] is None and _HAN.search(match[0]):
            # Its dictionary takes a fifth of a second to read: only a comparison waits for it.
            from rjieba import cut  # noqa: PLC0415

            yield from cut(match[0])
        else:
            yield match[0]
