"""Regular expressions that are compiled when a text first needs them.

Compiling a class of Chinese characters takes about a millisecond, and there are hundreds of patterns, most of which a
given report never needs. Compiled at import they were a third of the time of a whole run. See decision 18.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from sys import maxsize


class Pattern:
    """A regular expression that is compiled at its first use and searches only texts that pass its filters.

    No filter hides a match: tests/text/test_pattern.py proves it for every pattern of the package.

    Args:
        source: The regular expression, as for `re.compile`.
        flags: The flags, as for `re.compile`.
        needs: Characters of which each match, or what the expression looks at around it, contains at least one. A text
            without any of them is skipped. Empty: no text is skipped.
        glimpse: An expression that is quicker to compile and to search, and that matches every text with a match.
        leap: An expression that matches inside every match, at most `reach` characters behind its beginning. `finditer`
            searches only around its matches. Use it where the expression begins with an optional part, which the engine
            would try at each character of a text.
        reach: How many characters of a match come before its leap at most.
    """

    __slots__ = ("_compiled", "_filtered", "_flags", "_glimpse", "_leap", "_needs", "_reach", "_source")

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
        # Most patterns have no filter, and each is used thousands of times per report.
        self._filtered = bool(needs or glimpse)
        self._leap = Pattern(leap) if leap else None
        self._reach = reach
        self._compiled: re.Pattern[str] | None = None

    def compiled(self) -> re.Pattern[str]:
        """Return the compiled expression."""
        if self._compiled is None:
            self._compiled = re.compile(self._source, self._flags)
        return self._compiled

    def search(self, text: str, start: int = 0, end: int = maxsize) -> re.Match[str] | None:
        """Search as `re.Pattern.search` does."""
        if self._filtered and not self._can_match(text):
            return None
        return (self._compiled or self.compiled()).search(text, start, end)

    def match(self, text: str, start: int = 0, end: int = maxsize) -> re.Match[str] | None:
        """Match as `re.Pattern.match` does."""
        if self._filtered and not self._can_match(text):
            return None
        return (self._compiled or self.compiled()).match(text, start, end)

    def fullmatch(self, text: str, start: int = 0, end: int = maxsize) -> re.Match[str] | None:
        """Match as `re.Pattern.fullmatch` does."""
        if self._filtered and not self._can_match(text):
            return None
        return (self._compiled or self.compiled()).fullmatch(text, start, end)

    def finditer(self, text: str, start: int = 0, end: int = maxsize) -> Iterator[re.Match[str]]:
        """Find all matches as `re.Pattern.finditer` does."""
        if self._filtered and not self._can_match(text):
            return iter(())
        if self._leap:
            return self._leaping(text, start, end)
        return (self._compiled or self.compiled()).finditer(text, start, end)

    def pieces(self, text: str) -> list[str]:
        """Split a text at the matches, as `re.Pattern.split` does; the expression must have no groups."""
        return self.compiled().split(text) if self._can_match(text) else [text]

    def sub(self, replacement: str | Callable[[re.Match[str]], str], text: str) -> str:
        """Replace all matches as `re.Pattern.sub` does."""
        return self.compiled().sub(replacement, text) if self._can_match(text) else text

    def _leaping(self, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        """Yield every match; matches are never empty."""
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
