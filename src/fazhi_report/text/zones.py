"""Finds the parts of a text that are quoted or named: titles in 《》, names in quotation marks, addresses; and sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from fazhi_report.text.patterns import Pattern

LONGEST_NAME = 40
"""Longest quotation that is taken for a name, in characters; a longer one is a quoted sentence."""

_PAIRS = {"》": "《", "〉": "〈", "”": "“", "’": "‘", "」": "「", "』": "『"}
_OPENING = frozenset(_PAIRS.values())
_MARK = Pattern('[《》〈〉“”‘’「」『』"\n]')
# A name holds no comma and no full stop: “一窗三室四机制”, “2020中国数字政府奖”, “网上办、就近办”.
_SENTENCE = Pattern("[，。；：！？,;:!?]")
_ADDRESS = Pattern(
    r"(?:https?://|ftp://|www\.)[!-'*-~]{1,2000}|[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,250}",
    re.ASCII,
    glimpse=r"https?://|ftp://|www\.|@",
)


@dataclass(frozen=True, slots=True)
class Zone:
    """A part of a text between two marks.

    Args:
        start: Offset of its opening mark in the text.
        end: Offset just behind its closing mark.
        mark: The opening mark, ``"`` for straight quotation marks.
    """

    start: int
    end: int
    mark: str


def titles(text: str) -> list[Zone]:
    """Return the titles in 《》 in the order of the text, without titles inside other titles."""
    return _outermost(zone for zone in _pairs(text) if zone.mark == "《") if "《" in text else []


def quoted_names(text: str) -> list[Zone]:
    """Return the short quotations that name something, without those inside others; quoted sentences are left out."""
    return _outermost(
        zone
        for zone in _pairs(text)
        if zone.mark not in "《〈" and _is_name(text[zone.start + 1 : zone.end - 1])
    )


def addresses(text: str) -> list[Zone]:
    """Return the web addresses and mail addresses."""
    return [Zone(match.start(), match.end(), "") for match in _ADDRESS.finditer(text)]


def _is_name(words: str) -> bool:
    return len(words) <= LONGEST_NAME and _SENTENCE.search(words) is None


# Titles and names of one text are asked for one after the other.
@lru_cache(maxsize=256)
def _pairs(text: str) -> tuple[Zone, ...]:
    """Return every pair of marks that opens and closes on one line; a mark without its partner is ignored."""
    return tuple(_closed(text))


def _closed(text: str) -> Iterator[Zone]:
    waiting: list[tuple[str, int]] = []
    for match in _MARK.finditer(text):
        mark, offset = match[0], match.start()
        if mark == "\n":
            waiting.clear()
        elif mark in _OPENING or (mark == '"' and all(mark != other for other, _ in waiting)):
            waiting.append((mark, offset))
        else:
            yield from _close(waiting, _PAIRS.get(mark, mark), offset)


def _close(waiting: list[tuple[str, int]], opening: str, offset: int) -> Iterator[Zone]:
    """Close the nearest mark of this kind and drop the marks opened inside it."""
    # NOTE: only the last few are looked at, so that a text of nothing but opening marks stays linear.
    for back in range(1, min(len(waiting), len(_PAIRS) * 2) + 1):
        mark, start = waiting[-back]
        if mark == opening:
            del waiting[-back:]
            yield Zone(start, offset + 1, mark)
            return


def _outermost(zones: Iterator[Zone]) -> list[Zone]:
    """Return the zones that lie in no other zone."""
    kept: list[Zone] = []
    for zone in sorted(zones, key=lambda one: (one.start, -one.end)):
        if not kept or zone.start >= kept[-1].end:
            kept.append(zone)
    return kept


_SENTENCES_SENTENCE = re.compile(r"[^。；！？]+[。；！？]*[”’）》]*")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a text.

    Args:
        words: Its words with the mark that ends it.
        start: Its offset in the text.
    """

    words: str
    start: int


# Several rules split the same texts, one after the other.
@lru_cache(maxsize=1024)
def sentences(text: str) -> tuple[Sentence, ...]:
    """Return the parts of a text that 。；！？ separate, without white space around them."""
    return tuple(
        Sentence(words, match.start() + len(match[0]) - len(match[0].lstrip()))
        for match in _SENTENCES_SENTENCE.finditer(text)
        if (words := match[0].strip())
    )
