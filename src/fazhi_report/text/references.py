"""Finds references to figures in a text (``{{ reconsideration.received }}``) and misspelt references.

Texts of the data are no templates: a reference is the only form that is replaced, and nothing in them is executed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import MAXYEAR, date
from functools import lru_cache
from typing import Self

from fazhi_report.text.patterns import Pattern

KEY_PATTERN = r"[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)+"
"""Indicator key: ``domain.noun[.qualifier]``, lower-case Latin."""

OWN_PREFIX = "own.n"
"""Beginning of the key of a figure without indicator; an office may name its own keys ``own.…``, too."""
OWN_LENGTH = 8
"""Characters after `OWN_PREFIX`, a hash of the words; among 10,000 phrases two agree with a chance of 1 in 20,000."""
_OWN = re.compile(rf"{re.escape(OWN_PREFIX)}[a-z2-7]{{{OWN_LENGTH}}}(?:\.|$)")

# The runs are bounded, so that a text of nothing but braces is still read in linear time.
_TOKEN = Pattern(
    rf"\{{\{{\s{{0,9}}(?P<key>{KEY_PATTERN})\s{{0,9}}\}}\}}(?!\}})"
    r"|(?P<slip>"
    r"\{{2,9}[^{}]{0,99}\}{1,9}"
    r"|\{[%#][^{}]{0,99}\}?"
    r"|[{｛]{1,2}\s{0,9}[a-z][a-z0-9_.]{0,99}\.[a-z0-9_]{1,99}\s{0,9}[}｝]{1,2}"
    r"|｛｛[^｛｝]{0,99}｝｝"
    r"|\{\{|\}\}|%\}|｛｛|｝｝"
    r")",
    leap="[{}｛｝%]",
)


FILLER = "\u3400"
"""Replaces each character of a masked reference: a rare Chinese character, since a figure is read among Chinese words."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference to a figure in a text.

    Args:
        key: The figure's key.
        start: Offset of ``{{`` in the text.
        end: Offset just behind ``}}``.
    """

    key: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Slip:
    """A piece of text that looks like a reference or a template command and is neither.

    Args:
        text: The piece of text.
        start: Its offset in the text.
        end: The offset just behind it.
    """

    text: str
    start: int
    end: int


# Dozens of rules ask for the references of the same texts, one after the other.
@lru_cache(maxsize=2048)
def tokens(text: str) -> tuple[Reference | Slip, ...]:
    """Return every reference and every slip of a text from left to right; they never overlap."""
    # Why: nearly all texts hold neither, and the pattern is dear.
    if "{" not in text and "}" not in text and "｛" not in text and "｝" not in text:
        return ()
    return tuple(_token(match) for match in _TOKEN.finditer(text))


def _token(match: re.Match[str]) -> Reference | Slip:
    if key := match["key"]:
        return Reference(key, match.start(), match.end())
    return Slip(match["slip"], match.start(), match.end())


@lru_cache(maxsize=2048)
def references(text: str) -> tuple[Reference, ...]:
    """Return the references of a text from left to right."""
    return tuple(token for token in tokens(text) if isinstance(token, Reference))


def is_own(key: str) -> bool:
    """Return whether a key was made from the words around its figure and names no indicator of a catalogue."""
    return _OWN.match(key) is not None


def slips(text: str) -> Iterator[Slip]:
    """Yield the slips of a text: Chinese keys, missing braces, template commands."""
    return (token for token in tokens(text) if isinstance(token, Slip))


def mask(text: str) -> str:
    """Return the text with each character of a reference replaced by `FILLER`; offsets stay the same."""
    masked = text
    for reference in references(text):
        hidden = FILLER * (reference.end - reference.start)
        masked = masked[: reference.start] + hidden + masked[reference.end :]
    return masked


OPEN_WORD = "【待填】"
"""Placeholder without a question."""

# Bounded, so that a text of nothing but brackets is still read in linear time.
_OPEN = re.compile("【待填[^【】]{0,500}】|【[^【】]{1,99}（上年[^【】（）]{1,50}）】")


class OpenDay(date):
    """A day that is still to be filled in; it is later than every real day, so that nothing is overdue against it.

    Args:
        words: Its placeholder: ``【待填：成文日期】``.
    """

    words: str

    def __new__(cls, words: str) -> Self:
        """Make the day from its placeholder."""
        day = super().__new__(cls, MAXYEAR, 12, 31)
        day.words = words
        return day


def ask(question: str) -> str:
    """Return a placeholder with a question; brackets in the question are replaced, since they would end it early."""
    return f"【待填：{question.replace('【', '〔').replace('】', '〕')}】"


def ask_figure(name: str, previous: str = "") -> str:
    """Return the placeholder of a figure: ``【收到行政复议申请（上年187件）】``.

    Args:
        name: Its Chinese name.
        previous: Last year's value; empty where there is none, then the placeholder is that of `ask`.
    """
    question = name.replace("【", "〔").replace("】", "〕")[:99]
    return f"【{question}（上年{previous}）】" if previous else ask(question)


def open_places(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of every placeholder of a text."""
    return (match.span() for match in _OPEN.finditer(text))


def is_open(text: str) -> bool:
    """Return whether a text contains a placeholder."""
    return "【" in text and _OPEN.search(text) is not None


def pieces(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the text in pieces, each with whether it is a placeholder; empty pieces are left out."""
    position = 0
    for start, end in open_places(text):
        if start > position:
            yield text[position:start], False
        yield text[start:end], True
        position = end
    if position < len(text):
        yield text[position:], False
