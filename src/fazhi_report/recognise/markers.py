"""Numbers of headings and measures: 一、（一）1.（1）and 一是, in any width."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fazhi_report.norms.elements import words_of
from fazhi_report.numbers.numerals import from_chinese

_FOLD = str.maketrans("(),:;?!．０１２３４５６７８９", "（），：；？！.0123456789")
_OPENINGS = tuple(re.compile(rf"\s*{words_of(f'heading_{level}').pattern}\s*") for level in range(1, 5))
_ORDINAL = re.compile(
    r"(?:^|(?<=[。；：，！？、”）\s]))(?P<n>[一二三四五六七八九十]{1,3})(?P<form>是|要)(?!否)"
)
_SENTENCE_ENDS = "。！？"
_OPEN, _CLOSE = "“‘《（〔【〈", "”’》）〕】〉"


def fold(text: str) -> str:
    """Return the text with brackets, marks and digits in one width; every offset stays as it was."""
    return text.translate(_FOLD)


@dataclass(frozen=True, slots=True)
class Opening:
    """The number before a heading.

    Args:
        level: 1 to 4.
        value: Which number it is.
        end: Where the heading's words begin, characters into the text.
    """

    level: int
    value: int
    end: int


def opening(text: str) -> Opening | None:
    """Return the number that a paragraph begins with; None for none."""
    for level, pattern in enumerate(_OPENINGS, 1):
        if match := pattern.match(text):
            value = _value(match["n"])
            if value is not None:
                return Opening(level, value, match.end())
    return None


def number_end(text: str, level: int) -> int:
    """Return the offset of the words behind the number of a heading of this level; 0 where it has no number."""
    match = _OPENINGS[level - 1].match(text)
    return match.end() if match else 0


@dataclass(frozen=True, slots=True)
class TypedOrdinal:
    """一是 or 一要 inside a paragraph.

    Args:
        value: Which number it is.
        form: 是 or 要.
        start: Its offset in the text, in characters.
        end: The offset just behind it.
    """

    value: int
    form: str
    start: int
    end: int


def ordinals(text: str) -> list[TypedOrdinal]:
    """Return the ordinals 一是、二是、三是 of a paragraph in their order, from its first 一是; empty for none."""
    run: list[TypedOrdinal] = []
    for one in _ordinals(text):
        if one.value == len(run) + 1 and (not run or one.form == run[0].form):
            run.append(one)
    return run


def leading_ordinal(text: str) -> TypedOrdinal | None:
    """Return the ordinal that a paragraph begins with; None for none."""
    stripped = len(text) - len(text.lstrip())
    return next((one for one in _ordinals(text) if one.start == stripped), None)


def _ordinals(text: str) -> Iterator[TypedOrdinal]:
    for match in _ORDINAL.finditer(fold(text)):
        value = _value(match["n"])
        if value is not None:
            yield TypedOrdinal(value, match["form"], match.start(), match.end())


def sentence_end(text: str) -> int:
    """Return the offset behind the first full stop outside quotation marks and brackets; the text's length for none.

    Where a mark is not closed, the first full stop counts, even inside marks.
    """
    depth = 0
    for at, character in enumerate(fold(text)):
        if character in _OPEN:
            depth += 1
        elif character in _CLOSE:
            depth = max(depth - 1, 0)
        elif character in _SENTENCE_ENDS and depth == 0:
            return at + 1
    if depth:
        places = [text.find(mark) for mark in _SENTENCE_ENDS if mark in text]
        return min(places) + 1 if places else len(text)
    return len(text)


def _value(digits: str) -> int | None:
    if digits.isdecimal():
        return int(digits)
    try:
        return from_chinese(digits)
    except ValueError:
        return None
