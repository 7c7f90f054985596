"""Changes to a data file's text that leave its comments, its order and every other byte alone."""

from __future__ import annotations

import re

from fazhi_report.source.marks import Marks
from fazhi_report.source.nodes import Mapping, Mark, Scalar, Sequence

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

    def __init__(self, marks: Marks) -> None:
        self.marks = marks
        self.text = marks.text
        self._spans = sorted((scalar.start, scalar.end) for scalar in marks.scalars())
        self._made: dict[int, tuple[int, str]] = {}

    def replace(self, start: int, end: int, new: str) -> None:
        """Put words in the place of a stretch; where an alias brings a stretch twice, the first word stands."""
        self._made.setdefault(start, (end, new))

    def set(self, mark: Mark, new: str, comment: str = "") -> None:
        """Put a value in the place of another, with a comment at the end of its line."""
        start, end = self.extent(mark)
        if comment and (place := self._behind(end)) is not None:
            if place == end:
                new += f"  # {comment}"
            else:
                self.replace(place, place, f"  # {comment}")
        self.replace(start, end, new)

    def insert(self, index: int, new: str) -> None:
        """Put words before a character."""
        self.replace(index, index, new)

    def extent(self, mark: Mark) -> tuple[int, int]:
        """Where the words of a value begin and end, without anchor and without the white space behind."""
        start, end = mark.start, self._end(mark)
        if anchor := _ANCHOR.match(self.text, start, max(end, start)):
            start = anchor.end()
        return start, start + len(self.text[start:end].rstrip())

    def column(self, index: int) -> int:
        """How many characters stand before this one on its line."""
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
        """Where a comment can stand behind a value: the end of its line, before a comment that is there already."""
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
