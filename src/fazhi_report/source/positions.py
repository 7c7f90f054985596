"""The positions of the keys and values of a data file: nodes, lines and columns."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from fazhi_report.model.base import join_lines
from fazhi_report.model.prose import paragraphs
from fazhi_report.source.encoding import KEY

if TYPE_CHECKING:
    from collections.abc import Iterator

    # GONE
    from fazhi_report.findings import Route


@dataclass(frozen=True, slots=True)
class Scalar:
    """A scalar of the file.

    Args:
        start: Offset of its start (the quote or ``|``), in characters.
        end: Offset of its end.
        style: ``'``, ``"``, ``|`` or ``>``; empty when it is plain.
        value: The text that YAML makes of it.
    """

    start: int
    end: int
    style: str
    value: str


@dataclass(slots=True)
class Mapping:
    """A mapping of the file: its keys and values with their positions."""

    start: int
    entries: dict[str, tuple[int, Mark]] = field(default_factory=dict)


@dataclass(slots=True)
class Sequence:
    """A list of the file."""

    start: int
    items: list[Mark] = field(default_factory=list)


Mark = Scalar | Mapping | Sequence


class Lines:
    r"""Converts offsets in a text into lines and columns, both from 1, columns in characters.

    Args:
        text: The text, its lines separated by ``\n`` alone.
    """

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _starts(self) -> list[int]:
        starts, position = [0], self.text.find("\n")
        while position >= 0:
            starts.append(position + 1)
            position = self.text.find("\n", position + 1)
        return starts

    def at(self, index: int) -> tuple[int, int]:
        """Return line and column of an offset; an offset outside the text counts as its start or end."""
        index = min(max(index, 0), len(self.text))
        line = bisect_right(self._starts, index)
        return line, index - self._starts[line - 1] + 1

    def start(self, line: int) -> int:
        """Return the offset of the start of a line, in characters."""
        return self._starts[line - 1] if line <= len(self._starts) else len(self.text)

    def words(self, line: int) -> str:
        """Return the text of a line without its line end; empty outside the text."""
        return self.text[self.start(line) : self.start(line + 1)].rstrip("\n")

    def __len__(self) -> int:
        return len(self._starts)


_VISIBLE = re.compile(r"\S")
_IN_SINGLE_QUOTES = re.compile(r"''|\S")
_IN_DOUBLE_QUOTES = re.compile(r"\\(?:x.{2}|u.{4}|U.{8}|[^xuU])|\S", re.DOTALL)
_BLANK_ESCAPES = frozenset("tnvr \t\n_NLPf")


def visible(text: str) -> int:
    """Return the number of characters that are not white space."""
    return len(_VISIBLE.findall(text))


def raw_index(text: str, scalar: Scalar, paragraph: int | None, offset: int) -> int:
    """Return the offset in the file of a character of a processed text.

    Args:
        text: The file.
        scalar: The scalar that contains the processed text.
        paragraph: Index of the paragraph in the scalar; None when the scalar is a single text.
        offset: Offset in the processed text, in characters.
    """
    before, processed = "", join_lines(scalar.value.strip())
    if paragraph is not None:
        parts = paragraphs(scalar.value)
        before = "".join(parts[:paragraph])
        processed = join_lines(parts[paragraph]) if paragraph < len(parts) else ""
    count = visible(before) + visible(processed[:offset])
    spans = _spans(text, scalar)
    # White space has no position of its own in the file; it is located after the last visible character.
    if count and (offset >= len(processed) or processed[offset].isspace()):
        return next(islice(spans, count - 1, count), (scalar.end, scalar.end))[1]
    return next(islice(spans, count, count + 1), (scalar.start, scalar.start))[0]


def _spans(text: str, scalar: Scalar) -> Iterator[tuple[int, int]]:
    """Yield start and end offsets in the file of each visible character of a scalar."""
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
    """Return the offset of the content of a scalar: after the header line of a block, else its start."""
    if scalar.style not in ("|", ">"):
        return scalar.start
    header = text.find("\n", scalar.start)
    return header + 1 if 0 <= header < scalar.end else scalar.end


def _is_blank(token: str) -> bool:
    """Whether a token of a double-quoted scalar represents white space or nothing."""
    if token[0] != "\\":
        return False
    if token[1] in "xuU":
        return chr(int(f"0x{token[2:]}", 0)).isspace()
    return token[1] in _BLANK_ESCAPES


@dataclass(frozen=True, slots=True)
class _Stop:
    """The end of a walk along a route."""

    mark: Mark
    key: int
    paragraph: int | None = None
    missing: bool = False


class Positions:
    r"""The positions in a file, computed on demand.

    Args:
        text: The file, lines separated by ``\n``.
        root: Its root node.
    """

    def __init__(self, text: str, root: Mark) -> None:
        self.lines = Lines(text)
        self.root = root

    @property
    def text(self) -> str:
        """The file."""
        return self.lines.text

    def locate(self, route: Route, offset: int | None = None) -> tuple[int, int]:
        """Return line and column of a route, both from 1, columns in characters.

        Components that the file lacks are skipped: tags of unions, fields of short forms, paragraphs of a plain
        text (its paragraph is found). A missing key is located at the key of its mapping; a route that ends in
        ``[key]`` at the key itself; a mapping or a list at its key.

        Args:
            route: Route in the data, as Pydantic's ``loc``.
            offset: Offset in the text at the route as the model has it, joined and stripped; with the
            empty route, offset in the file.
        """
        return self.lines.at(self.index(route, offset))

    def index(self, route: Route, offset: int | None) -> int:
        """Return the offset in the file of a route, or of a character of the text there; otherwise as `locate`."""
        if not route and offset is not None:
            return offset
        stop = self._walk(route)
        if not isinstance(stop.mark, Scalar) or stop.missing or stop.mark.start == stop.mark.end:
            return stop.key
        if offset is None and stop.paragraph is None:
            return stop.mark.start
        return raw_index(self.text, stop.mark, stop.paragraph, offset or 0)

    def _walk(self, route: Route) -> _Stop:
        mark, key, paragraph = self.root, self.root.start, None
        for part in route:
            if part == KEY:
                return _Stop(mark, key, missing=True)
            match mark, part:
                case Mapping(entries=entries), str() if part in entries:
                    key, mark = entries[part]
                case Mapping(), str() if not part.startswith("<"):
                    return _Stop(mark, key, missing=True)
                case Sequence(items=items), int() if part < len(items):
                    mark = items[part]
                    key = mark.start
                case Scalar(), int() if paragraph is None:
                    paragraph = part
        return _Stop(mark, key, paragraph)

    def find(self, route: Route) -> tuple[Mark, int | None] | None:
        """Return the value at a route, and the index of the paragraph where it is one of a text; None for none.

        Tags of unions and fields of short forms are passed over, as in `locate`.
        """
        stop = self._walk(route)
        return None if stop.missing else (stop.mark, stop.paragraph)

    def scalars(self) -> Iterator[Scalar]:
        """Yield every scalar of the file in unspecified order; one that aliases repeat comes once."""
        waiting, seen = [self.root], set()
        while waiting:
            mark = waiting.pop()
            if id(mark) in seen:
                continue
            seen.add(id(mark))
            match mark:
                case Scalar():
                    yield mark
                case Mapping(entries=entries):
                    waiting.extend(value for _, value in entries.values())
                case Sequence(items=items):
                    waiting.extend(items)
