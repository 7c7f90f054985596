"""Years in words: moving those that mean this report's year, leaving those that name something."""

from __future__ import annotations

import re

# A title in 《》 keeps its year; so does a span of years (2021—2025年).
_TITLE_OR_YEAR = re.compile(
    r"《[^《》]{0,200}》"
    r"|(?<![0-9—–\-－])(?<![0-9年]至)(?P<year>20[0-9]{2})(?=年)(?!年?(?:[—–\-－]|至\s?20))"
)


def moved(text: str, year: int) -> str:
    """The words with the report's year, the year before and the year after each moved on by one.

    Args:
        text: A heading, a title or a caption.
        year: The year that the words were written for.
    """

    def move(match: re.Match[str]) -> str:
        if match["year"] is None or abs(int(match["year"]) - year) > 1:
            return match[0]
        return str(int(match["year"]) + 1)

    return _TITLE_OR_YEAR.sub(move, text)
