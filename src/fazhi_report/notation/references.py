"""References to figures inside a text: ``{{ reconsideration.received }}``, and what only looks like one.

The texts of the data are no templates: this one form is all they know, so nothing in them is ever executed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from fazhi_report.notation.pattern import Pattern

KEY_PATTERN = r"[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)+"
"""Indicator key: ``domain.noun[.qualifier]``, lower-case Latin."""

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
"""Stands for each character of a hidden reference: a Chinese one, as a figure reads among Chinese words, and rare."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A figure that a text prints.

    Args:
        key: The figure's key.
        start: Where ``{{`` stands, characters into the text.
        end: Just behind ``}}``.
    """

    key: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Slip:
    """Something that looks like a reference or a template command and is none.

    Args:
        text: The words at fault.
        start: Where they stand, characters into the text.
        end: Just behind them.
    """

    text: str
    start: int
    end: int


# Dozens of rules ask for the references of the same texts, one after the other.
@lru_cache(maxsize=2048)
def tokens(text: str) -> tuple[Reference | Slip, ...]:
    """Every reference and every slip of a text, from left to right; they never overlap."""
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
    """The figures that a text prints, from left to right."""
    return tuple(token for token in tokens(text) if isinstance(token, Reference))


def slips(text: str) -> Iterator[Slip]:
    """What looks like a reference and is none: Chinese keys, missing braces, template commands."""
    return (token for token in tokens(text) if isinstance(token, Slip))


def mask(text: str) -> str:
    """The text with each reference hidden behind `FILLER`; every offset holds."""
    masked = text
    for reference in references(text):
        hidden = FILLER * (reference.end - reference.start)
        masked = masked[: reference.start] + hidden + masked[reference.end :]
    return masked
