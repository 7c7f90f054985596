"""Looks up the words of the indicators."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from fazhi_report.norms.indicator_words import IndicatorWords, Vocabulary, vocabulary

MOST = 24
"""Characters of the longest words that are looked up."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where a text names topics.

    Args:
        start: Where the word begins.
        end: The offset just behind it.
        topics: Names of the topics that the word may mean.
    """

    start: int
    end: int
    topics: frozenset[str]


@dataclass(frozen=True, slots=True)
class WordIndex:
    """The vocabulary with indexes for looking words up.

    Args:
        vocabulary: The words as the data file gives them.
        heads: Head → the indicators that it may name.
        behind: Words behind a figure → the indicators that they may name.
        mentions: Word → the topics that it mentions.
        mention: Finds the words of `mentions`, the longest first.
    """

    vocabulary: Vocabulary
    heads: Mapping[str, tuple[IndicatorWords, ...]]
    behind: Mapping[str, tuple[IndicatorWords, ...]]
    mentions: Mapping[str, frozenset[str]]
    mention: re.Pattern[str]

    def topics_of(self, text: str) -> list[Mention]:
        """Return the places where a text names topics, in order."""
        return [
            Mention(match.start(), match.end(), self.mentions[match[0]])
            for match in self.mention.finditer(text)
        ]

    def supports(self, mentioned: Iterable[str], topic: str) -> bool:
        """Whether the mentioned topics include this one or one within it."""
        topics = self.vocabulary.topics
        return any(name == topic or topics[name].within == topic for name in mentioned)

    def is_foreign(self, mentioned: Iterable[str]) -> bool:
        """Whether all of the mentioned topics are those of other organs and matters."""
        return all(self.vocabulary.topics[name].foreign for name in mentioned)


@lru_cache(maxsize=1)
def lexicon() -> WordIndex:
    """Return the index of the shipped words; it is built once."""
    words = vocabulary()
    mentions: dict[str, set[str]] = {}
    for topic in words.topics.values():
        for word in topic.words:
            mentions.setdefault(word, set()).add(topic.name)
    pattern = "|".join(re.escape(word) for word in sorted(mentions, key=lambda word: (-len(word), word)))
    return WordIndex(
        words,
        _by_word((word, one) for one in words.indicators.values() for word in one.heads),
        _by_word((word, one) for one in words.indicators.values() for word in one.behind),
        {word: frozenset(topics) for word, topics in mentions.items()},
        re.compile(pattern),
    )


def _by_word(pairs: Iterable[tuple[str, IndicatorWords]]) -> dict[str, tuple[IndicatorWords, ...]]:
    found: dict[str, list[IndicatorWords]] = {}
    for word, one in pairs:
        found.setdefault(word, []).append(one)
    return {word: tuple(ones) for word, ones in found.items()}


@cache
def topic_words(topic: str) -> frozenset[str]:
    """Return words and nouns of a topic and of the larger one that it belongs to."""
    topics = vocabulary().topics
    own = topics[topic]
    larger = topic_words(own.within) if own.within else frozenset[str]()
    return larger | frozenset(own.words) | frozenset(own.nouns)


@cache
def covering(topic: str) -> frozenset[str]:
    """Return the words that narrow nothing in a clause about this topic."""
    words = vocabulary()
    return topic_words(topic) | frozenset(("、", *words.frame, *words.fillers, *words.nouns))


@lru_cache(maxsize=1)
def any_tail() -> frozenset[str]:
    """Return the words that may come between any head and its figure."""
    words = vocabulary()
    return frozenset(("、", *words.fillers, *words.nouns)).union(
        *(topic_words(name) for name in words.topics)
    )


def uncovered(words: str, known: Iterable[frozenset[str]]) -> list[str]:
    """Return the pieces of a text that no known word covers, read from the left, the longest word first."""
    sets = tuple(known)
    pieces: list[str] = []
    fresh, at = True, 0
    while at < len(words):
        for length in range(min(MOST, len(words) - at), 0, -1):
            word = words[at : at + length]
            if any(word in one for one in sets):
                at, fresh = at + length, True
                break
        else:
            if fresh:
                pieces.append("")
            pieces[-1] += words[at]
            at, fresh = at + 1, False
    return pieces
