"""Regular expressions that cost nothing until a text asks for them.

Why: a class of Chinese characters takes the compiler a millisecond, and there are hundreds of patterns, most of
which a given report never needs. Compiled at import they were a third of the time of a whole run.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from sys import maxsize


class Pattern:
    """A regular expression, compiled when first asked, and asked only of texts that can match.

    Args:
        source: What `re.compile` takes.
        flags: Likewise.
        needs: Characters one of which stands in every match or close around it; a text without any is passed over.
            Empty where there are no such characters.
        glimpse: An expression that is quicker to compile and to look for, and that every text with a match matches.
        leap: What stands in every match, at most `reach` characters behind its beginning. `finditer` looks for matches
            only around it: for expressions that begin with something that may be left out, which the engine would try
            at each character of a text.
        reach: Characters.
    """

    __slots__ = ("_compiled", "_conditional", "_flags", "_glimpse", "_leap", "_needs", "_reach", "_source")

    def __init__(
        self,
        source: str,
        flags: int = 0,
        *,
        needs: str = "",
        glimpse: str = "",
        leap: str = "",
        reach: int = 0,
    ) -> None:
        self._source = source
        self._flags = flags
        self._needs = needs
        self._glimpse = Pattern(glimpse, needs=needs) if glimpse else None
        # Asked thousands of times a report, most often of patterns without conditions.
        self._conditional = bool(needs or glimpse)
        self._leap = Pattern(leap) if leap else None
        self._reach = reach
        self._compiled: re.Pattern[str] | None = None

    def compiled(self) -> re.Pattern[str]:
        """The expression itself."""
        if self._compiled is None:
            self._compiled = re.compile(self._source, self._flags)
        return self._compiled

    def search(self, text: str, start: int = 0, end: int = maxsize) -> re.Match[str] | None:
        """As `re.Pattern.search`."""
        if self._conditional and not self._can_match(text):
            return None
        return (self._compiled or self.compiled()).search(text, start, end)

    def match(self, text: str, start: int = 0, end: int = maxsize) -> re.Match[str] | None:
        """As `re.Pattern.match`."""
        if self._conditional and not self._can_match(text):
            return None
        return (self._compiled or self.compiled()).match(text, start, end)

    def fullmatch(self, text: str, start: int = 0, end: int = maxsize) -> re.Match[str] | None:
        """As `re.Pattern.fullmatch`."""
        if self._conditional and not self._can_match(text):
            return None
        return (self._compiled or self.compiled()).fullmatch(text, start, end)

    def finditer(self, text: str, start: int = 0, end: int = maxsize) -> Iterator[re.Match[str]]:
        """As `re.Pattern.finditer`."""
        if self._conditional and not self._can_match(text):
            return iter(())
        if self._leap:
            return self._leaping(text, start, end)
        return (self._compiled or self.compiled()).finditer(text, start, end)

    def pieces(self, text: str) -> list[str]:
        """The stretches between the matches: `re.Pattern.split` of an expression without groups."""
        return self.compiled().split(text) if self._can_match(text) else [text]

    def sub(self, replacement: str | Callable[[re.Match[str]], str], text: str) -> str:
        """As `re.Pattern.sub`."""
        return self.compiled().sub(replacement, text) if self._can_match(text) else text

    def _leaping(self, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        """Every match, none of them empty."""
        leap, search = self._leap, self.compiled().search
        while leap and (mark := leap.search(text, start, end)):
            match = search(text, max(start, mark.start() - self._reach), end)
            if match is None:
                return
            yield match
            start = match.end()

    def _can_match(self, text: str) -> bool:
        if self._glimpse is not None:
            return self._glimpse.search(text) is not None
        return not self._needs or any(map(text.__contains__, self._needs))
