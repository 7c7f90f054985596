"""Edits of a data file's text that keep its comments, its order and every other byte."""

from __future__ import annotations

import re
from collections.abc import Mapping as Figures

from fazhi_report.ledger import Ledger, LedgerEntry
from fazhi_report.model.figure import STATUS_WORDS, Figure
from fazhi_report.numbers.dates import moved
from fazhi_report.numbers.figure import parse_figure
from fazhi_report.source.positions import Mapping, Mark, Positions, Scalar, Sequence

_ANCHOR = re.compile(r"&[^\s,\[\]{}]+\s+")
_COMMENT = re.compile(r"(?:^|\s)#")
_SAFE = re.compile(r"[0-9A-Za-z一-鿿（）][0-9A-Za-z一-鿿（）.%]*")


def single_quoted(text: str) -> str:
    """A YAML scalar on one line that reads as exactly this text, in block and in flow context."""
    if _SAFE.fullmatch(text):
        return text
    return "'" + text.replace("'", "''") + "'"


class Edits:
    """Replacements in one file, collected in any order and made at once.

    Args:
        marks: The file's positions.
    """

    def __init__(self, marks: Positions) -> None:
        self.marks = marks
        self.text = marks.text
        self._spans = sorted((scalar.start, scalar.end) for scalar in marks.scalars())
        self._made: dict[int, tuple[int, str]] = {}

    def replace(self, start: int, end: int, new: str) -> None:
        """Replace a range of the text; where an alias names the range twice, the first replacement counts."""
        self._made.setdefault(start, (end, new))

    def set(self, mark: Mark, new: str, comment: str = "") -> None:
        """Replace a value, and put a comment at the end of its line."""
        start, end = self.extent(mark)
        if comment and (place := self._behind(end)) is not None:
            if place == end:
                new += f"  # {comment}"
            else:
                self.replace(place, place, f"  # {comment}")
        self.replace(start, end, new)

    def insert(self, index: int, new: str) -> None:
        """Insert text before a character."""
        self.replace(index, index, new)

    def extent(self, mark: Mark) -> tuple[int, int]:
        """Start and end of a value, without its anchor and without the white space after it."""
        start, end = mark.start, self._end(mark)
        if anchor := _ANCHOR.match(self.text, start, max(end, start)):
            start = anchor.end()
        return start, start + len(self.text[start:end].rstrip())

    def column(self, index: int) -> int:
        """Return the number of characters before an offset on its line."""
        return index - (self.text.rfind("\n", 0, index) + 1)

    def is_flow(self, mark: Mark) -> bool:
        """Whether a mapping or a list is written in braces."""
        return self.text[mark.start : mark.start + 1] in {"{", "["}

    def comments(self, start: int, end: int) -> list[str]:
        """The lines within a stretch that are comments, without their indentation."""
        found, position = [], start
        while (newline := self.text.find("\n", position, end)) >= 0:
            position = newline + 1
            line = self.text[position : self._line_end(position)]
            if line.lstrip().startswith("#") and not self._within(position + len(line) - len(line.lstrip())):
                found.append(line.strip())
        return found

    def result(self) -> str:
        """The text with all changes made."""
        pieces: list[str] = []
        position = 0
        for start, (end, new) in sorted(self._made.items()):
            if start < position:
                continue
            pieces += self.text[position:start], new
            position = end
        return "".join((*pieces, self.text[position:]))

    def _end(self, mark: Mark) -> int:
        match mark:
            case Scalar():
                return mark.end
            case Mapping(entries=entries):
                inner = [self._end(value) for _, value in entries.values()]
            case Sequence(items=items):
                inner = [self._end(item) for item in items]
        last = max(inner, default=mark.start)
        if not self.is_flow(mark):
            return last
        closing = self.text.find("}" if isinstance(mark, Mapping) else "]", last)
        return closing + 1 if closing >= 0 else last

    def _behind(self, index: int) -> int | None:
        """The offset at which a comment can follow a value: the end of its line, before a comment that is already there."""
        end = self._line_end(index)
        for match in _COMMENT.finditer(self.text, index, end):
            if not self._within(match.end() - 1):
                return index + len(self.text[index : match.start()].rstrip())
        return index + len(self.text[index:end].rstrip())

    def _line_end(self, index: int) -> int:
        newline = self.text.find("\n", index)
        return len(self.text) if newline < 0 else newline

    def _within(self, index: int) -> bool:
        """Whether a character belongs to a value."""
        return any(start <= index < end for start, end in self._spans)


_STATUS = {**STATUS_WORDS, "to_fill": "没有填"}
_TO_FILL = "status: to_fill"


def empty_figures(edits: Edits, figures: Figures[str, Figure], ledger: Ledger, year: int) -> None:
    """Empty every figure of the file.

    Args:
        edits: Takes the changes.
        figures: The figures of last year's report.
        ledger: The same, computed.
        year: Last year.
    """
    root = edits.marks.root
    if not isinstance(root, Mapping) or "figures" not in root.entries:
        return
    block = root.entries["figures"][1]
    if not isinstance(block, Mapping):
        return
    for key, (_, mark) in block.entries.items():
        _empty(edits, mark, figures[key], ledger.get(key), year)


def _empty(edits: Edits, mark: Mark, figure: Figure, entry: LedgerEntry | None, year: int) -> None:
    before = _last_value(figure, entry)
    previous = f"previous: {single_quoted(before)}" if before else ""
    comment = _comment(figure, entry)
    if isinstance(mark, Scalar):
        edits.set(mark, "{" + ", ".join(filter(None, (_TO_FILL, previous))) + "}", comment)
        return
    if not isinstance(mark, Mapping):
        return
    if "previous" in mark.entries:
        edits.set(mark.entries["previous"][1], single_quoted(before) if before else "null")
        previous = ""
    for name in ("value", "status"):
        if name in mark.entries:
            key, value = mark.entries[name]
            start, end = edits.extent(value)
            new = _beside(edits, mark, _TO_FILL, previous)
            # The comment belongs to the value; text before the value's first character belongs to the key.
            edits.set(value, "to_fill" + new.removeprefix(_TO_FILL), comment)
            edits.replace(key, min(start, end), "status: ")
    if "derive" in mark.entries and previous:
        edits.insert(
            mark.entries[next(iter(mark.entries))][0],
            _beside(edits, mark, previous, "") + _parting(edits, mark),
        )
    _move(edits, mark, year)


def _beside(edits: Edits, mark: Mapping, first: str, second: str) -> str:
    return first + (_parting(edits, mark) + second if second else "")


def _parting(edits: Edits, mark: Mapping) -> str:
    """The text between two entries of this mapping."""
    if edits.is_flow(mark):
        return ", "
    first = min(start for start, _ in mark.entries.values())
    return "\n" + " " * edits.column(first)


def _move(edits: Edits, mark: Mapping, year: int) -> None:
    """Move the years in periods and scopes by one, and remove what is about last year: notes, corrections, cells."""
    for name in ("period", "scope"):
        if name in mark.entries and isinstance(value := mark.entries[name][1], Scalar):
            words = moved(value.value, year)
            if words != value.value:
                edits.set(value, single_quoted(words))
    if "source" in mark.entries and isinstance(source := mark.entries["source"][1], Mapping):
        held = source.entries["name"][1] if "name" in source.entries else None
        edits.set(source, single_quoted(held.value) if isinstance(held, Scalar) and held.value else "null")
    for name in ("note", "restated"):
        if name in mark.entries:
            edits.set(mark.entries[name][1], "null")


def _last_value(figure: Figure, entry: LedgerEntry | None) -> str:
    """Last year's value where it is a number, else empty, as for a value in words (增长5.1%)."""
    if entry is None or entry.is_open or figure.status != "value":
        return ""
    try:
        parse_figure(entry.text)
    except ValueError:
        return ""
    return entry.text


def _comment(figure: Figure, entry: LedgerEntry | None) -> str:
    words = _STATUS.get(figure.status) or (entry.text if entry is not None else "算不出")
    note = f"；说明：{figure.note}" if figure.note else ""
    return f"上年：{words}{note}"
