"""References to figures in the texts of the data: ``{{ reconsideration.received }}``.

The texts of the data are no templates: this one form is all they know, so nothing in them is ever executed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_REFERENCE = re.compile(r"\{\{\s*([a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)+)\s*\}\}")
_BRACES = re.compile(r"\{\{|\}\}|\{%|%\}|\{#")


@dataclass(frozen=True, slots=True)
class Reference:
    """A figure that a text prints.

    Args:
        key: Indicator key.
        start, end: Where the reference stands in the text, braces included.
    """

    key: str
    start: int
    end: int


def references(text: str) -> Iterator[Reference]:
    """The well-formed references of a text, in order."""
    for match in _REFERENCE.finditer(text):
        yield Reference(match[1], match.start(), match.end())


def malformed(text: str) -> Iterator[int]:
    """Where braces stand that open or close no reference, such as ``{{ 审查 }}`` or ``{% if %}``; offsets."""
    covered = [(reference.start, reference.end) for reference in references(text)]
    for match in _BRACES.finditer(text):
        if not any(start <= match.start() < end for start, end in covered):
            yield match.start()
