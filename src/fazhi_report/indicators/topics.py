"""Finds the topic of a place in a text: the one named nearest to it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property

from fazhi_report.indicators.lexicon import Mention, lexicon, topic_words
from fazhi_report.indicators.spots import PlainText, Spot, plain
from fazhi_report.norms.indicator_words import IndicatorWords, vocabulary

_LOOKED_AT = 64
"""Mentions before a figure among which its topic is looked for, so that a long paragraph takes linear time."""
_ADJECTIVE = 2
"""Characters between a foreign matter and the mention that it qualifies."""
_LIST = 400
"""Characters of a list that are looked through for what holds for all of it."""


class Distance(IntEnum):
    """How far from a figure its topic is named."""

    FIGURE = 0
    SENTENCE = 1
    PARAGRAPH = 2
    HEADING = 3


@dataclass(frozen=True, slots=True)
class Support:
    """Where the topic of an indicator is named.

    Args:
        words: The words that name it.
        at: Their offset in the plain text; None for a heading.
        distance: How far they are from the figure.
        crossed: Whether a matter of other organs is named between head and figure's neighbours.
        beside: Whether the sentence names another organ or matter right before.
        vague: Whether the figure's sentence itself names only the larger topic.
    """

    words: str
    at: int | None
    distance: Distance
    crossed: bool
    beside: bool
    vague: bool = False


class Topics:
    """The topics of a paragraph and of the headings above it."""

    def __init__(self, text: PlainText, headings: Sequence[str]) -> None:
        self._text = text.text
        self._mentions = lexicon().topics_of(text.text)
        self._starts = [mention.start for mention in self._mentions]
        self._headings = tuple(headings)

    @cached_property
    def _above(self) -> list[tuple[str, list[Mention]]]:
        """Return the headings with the topics that they name, the nearest heading first."""
        return [
            (heading, found)
            for heading in reversed(self._headings)
            if (found := lexicon().topics_of(plain(heading).text))
        ]

    def support(self, one: IndicatorWords, spot: Spot, head: str, head_start: int) -> Support | None:
        """Return where the topic of an indicator is named; None where another topic is nearer, or none is named.

        Args:
            one: The indicator's words.
            spot: The figure.
            head: The words that name the indicator.
            head_start: Where the head begins in the plain text.
        """
        # Of a head behind the figure all words before belong to it, too.
        first = head_start if head_start < spot.at else spot.start
        here = self._between(spot.start, spot.at + len(spot.number.text) + len(spot.behind))
        own = [mention for mention in here if mention.end > first and self._is(mention, one.topic)]
        allied, head_end = topic_words(one.topic), head_start + len(head)
        others = [
            mention
            for mention in here
            if not self._is(mention, one.topic)
            and self._text[mention.start : mention.end] not in allied
            and not head_start <= mention.start < mention.end <= head_end
        ]
        crossed = any(lexicon().is_foreign(mention.topics) for mention in others)
        beside = self._beside(one, first, spot.sentence_at)
        named = any(word in head for word in vocabulary().topics[one.topic].words)
        if own or named:
            words = self._text[own[0].start : own[0].end] if own else head
            return Support(words, own[0].start if own else head_start, Distance.FIGURE, crossed, beside)
        if any(
            (mention.start >= head_end or mention.start < head_start < mention.end)
            and not _larger(mention, one.topic)
            for mention in others
        ):
            return None
        return self._before(one, spot, first, crossed=crossed)

    def _before(self, one: IndicatorWords, spot: Spot, head_start: int, *, crossed: bool) -> Support | None:
        """Return the topic named in the words before the figure; None for none."""
        carried = vocabulary().topics[one.topic].carried
        allied = topic_words(one.topic)
        vague = False
        for mention in self._backwards(head_start):
            if self._is(mention, one.topic):
                near = Distance.SENTENCE if mention.start >= spot.sentence_at else Distance.PARAGRAPH
                crossed = crossed or self._qualified(mention)
                words = self._text[mention.start : mention.end]
                return Support(
                    words,
                    mention.start,
                    near,
                    crossed,
                    beside=False,
                    vague=vague and near is Distance.PARAGRAPH,
                )
            vague = vague or _larger(mention, one.topic)
            if carried and mention.start >= spot.sentence_at:
                continue
            if self._text[mention.start : mention.end] in allied:
                continue
            if not _larger(mention, one.topic):
                return None
        for heading, mentions in self._above:
            if any(self._is(mention, one.topic) for mention in mentions):
                return Support(heading, None, Distance.HEADING, crossed, beside=False)
            if any(not _larger(mention, one.topic) for mention in mentions):
                return None
        return None

    def _qualified(self, mention: Mention) -> bool:
        """Whether a mention is about the foreign matter named right before it: 安全生产督察."""
        rank = bisect_left(self._starts, mention.start) - 1
        if rank < 0:
            return False
        last = self._mentions[rank]
        return mention.start - last.end <= _ADJECTIVE and lexicon().is_foreign(last.topics)

    def _beside(self, one: IndicatorWords, at: int, sentence_at: int) -> bool:
        """Whether the nearest topic named before in the sentence is foreign, or one that takes the figure to itself."""
        for mention in self._backwards(at):
            if mention.start < sentence_at or self._is(mention, one.topic):
                break
            if self._text[mention.start : mention.end] in topic_words(one.topic):
                continue
            if lexicon().is_foreign(mention.topics):
                return True
            if not mention.topics.isdisjoint(one.apart):
                return True
        return False

    def carried(self, spot: Spot) -> frozenset[str]:
        """Return the topics that hold for the whole list that the figure continues, such as towns (镇街)."""
        if not spot.slot.startswith("、"):
            return frozenset()
        topics = vocabulary().topics
        return frozenset(
            name
            for mention in self._between(max(spot.clause_at, spot.start - _LIST), spot.start)
            for name in mention.topics
            if topics[name].carried
        )

    def is_mixed(self, topic: str, source: Spot, at: int) -> bool:
        """Whether the list in which a topic is named contains other things, too: 文件5件、合同9件，提出意见20条.

        Args:
            topic: The topic.
            source: The figure whose words contain the mention.
            at: The offset of the mention.
        """
        if not source.slot.startswith("、"):
            return False
        listed = self._between(max(source.clause_at, at - _LIST), at)
        return not listed or any(not self._is(mention, topic) for mention in listed)

    def _is(self, mention: Mention, topic: str) -> bool:
        return lexicon().supports(mention.topics, topic)

    def _between(self, start: int, end: int) -> list[Mention]:
        return self._mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def _backwards(self, at: int) -> Iterator[Mention]:
        """Yield the topics before a place, the nearest first."""
        last = bisect_left(self._starts, at) - 1
        for rank in range(last, max(-1, last - _LOOKED_AT), -1):
            yield self._mentions[rank]


def _larger(mention: Mention, topic: str) -> bool:
    """Whether the mention is of the larger topic, which leaves open which of its parts is meant."""
    within = vocabulary().topics[topic].within
    return bool(within) and within in mention.topics
