"""From a character of a processed text back to the character of the file.

Between the file and the report, a text only ever loses or gains white space (indentation, line ends, blank lines)
and the escapes of quoted scalars; so the n-th visible character of the one is the n-th visible character of the
other.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from fazhi_report.model.base import join_lines
from fazhi_report.model.prose import paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fazhi_report.source.nodes import Scalar

_VISIBLE = re.compile(r"\S")
_IN_SINGLE_QUOTES = re.compile(r"''|\S")
_IN_DOUBLE_QUOTES = re.compile(r"\\(?:x.{2}|u.{4}|U.{8}|[^xuU])|\S", re.DOTALL)
_BLANK_ESCAPES = frozenset("tnvr \t\n_NLPf")


def visible(text: str) -> int:
    """How many characters of a text are no white space."""
    return len(_VISIBLE.findall(text))


def raw_index(text: str, scalar: Scalar, paragraph: int | None, offset: int) -> int:
    """Where a character of a processed text stands in the file.

    Args:
        text: The file.
        scalar: The scalar that holds the processed text.
        paragraph: Which paragraph of the scalar is meant; None when it is one text.
        offset: Characters into the processed text.
    """
    before, processed = "", join_lines(scalar.value.strip())
    if paragraph is not None:
        parts = paragraphs(scalar.value)
        before = "".join(parts[:paragraph])
        processed = join_lines(parts[paragraph]) if paragraph < len(parts) else ""
    count = visible(before) + visible(processed[:offset])
    spans = _spans(text, scalar)
    # White space has no place of its own in the file; it stands behind the last visible character.
    if count and (offset >= len(processed) or processed[offset].isspace()):
        return next(islice(spans, count - 1, count), (scalar.end, scalar.end))[1]
    return next(islice(spans, count, count + 1), (scalar.start, scalar.start))[0]


def _spans(text: str, scalar: Scalar) -> Iterator[tuple[int, int]]:
    """Start and end, in the file, of each visible character of a scalar."""
    if scalar.style == '"':
        return (
            match.span()
            for match in _IN_DOUBLE_QUOTES.finditer(text, scalar.start + 1, scalar.end - 1)
            if not _is_blank(match[0])
        )
    pattern, start, end = _VISIBLE, scalar.start, scalar.end
    if scalar.style == "'":
        pattern, start, end = _IN_SINGLE_QUOTES, start + 1, end - 1
    elif scalar.style in ("|", ">"):
        start = content_start(text, scalar)
    return (match.span() for match in pattern.finditer(text, start, end))


def content_start(text: str, scalar: Scalar) -> int:
    """Where the words of a scalar begin: behind the header line of a block, else at its start."""
    if scalar.style not in ("|", ">"):
        return scalar.start
    header = text.find("\n", scalar.start)
    return header + 1 if 0 <= header < scalar.end else scalar.end


def _is_blank(token: str) -> bool:
    """Whether a token of a double-quoted scalar stands for white space, or for nothing."""
    if token[0] != "\\":
        return False
    if token[1] in "xuU":
        return chr(int(f"0x{token[2:]}", 0)).isspace()
    return token[1] in _BLANK_ESCAPES
