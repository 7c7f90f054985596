"""Open places of a draft: 【待填：…】, what the drafter has still to write."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import MAXYEAR, date
from typing import Self

OPEN_WORD = "【待填】"
"""What stands for a figure or a date that is still to be filled in."""

# Bounded, so that a text of nothing but brackets is still read in linear time.
_OPEN = re.compile("【待填[^【】]{0,500}】")


class OpenDay(date):
    """A day that is still to be filled in; it lies behind every real day, so that nothing was late before it.

    Args:
        words: What stands for it: ``【待填：成文日期】``.
    """

    words: str

    def __new__(cls, words: str) -> Self:
        """Make the day from what stands for it."""
        day = super().__new__(cls, MAXYEAR, 12, 31)
        day.words = words
        return day


def ask(question: str) -> str:
    """An open place that asks for something; brackets in the question would end it early."""
    return f"【待填：{question.replace('【', '〔').replace('】', '〕')}】"


def open_places(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of every open place of a text."""
    return (match.span() for match in _OPEN.finditer(text))


def is_open(text: str) -> bool:
    """Whether anything of the text is still to be written."""
    return "【待填" in text and _OPEN.search(text) is not None


def pieces(text: str) -> Iterator[tuple[str, bool]]:
    """The text in pieces, each with whether it is an open place; empty pieces are left out."""
    position = 0
    for start, end in open_places(text):
        if start > position:
            yield text[position:start], False
        yield text[start:end], True
        position = end
    if position < len(text):
        yield text[position:], False
