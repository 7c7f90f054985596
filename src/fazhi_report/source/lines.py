"""Lines and columns of a text."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property


class Lines:
    r"""Turns places in a text into lines and columns, both from 1, columns in characters.

    Args:
        text: The text, its lines parted by ``\n`` alone.
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
        """Line and column of a character; places outside the text are drawn to its ends."""
        index = min(max(index, 0), len(self.text))
        line = bisect_right(self._starts, index)
        return line, index - self._starts[line - 1] + 1

    def start(self, line: int) -> int:
        """Where a line begins, characters into the text."""
        return self._starts[line - 1] if line <= len(self._starts) else len(self.text)

    def words(self, line: int) -> str:
        """What stands in a line, without its end; empty outside the text."""
        return self.text[self.start(line) : self.start(line + 1)].rstrip("\n")

    def __len__(self) -> int:
        return len(self._starts)
