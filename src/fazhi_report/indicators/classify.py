"""Decides by evidence which indicator each figure of a text is: sure, ask or none.

Why no score: a weighted sum of likenesses has its errors among its highest values; whether a head is anchored, the
topic the nearest one, and every other word known, can be seen and told.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from fazhi_report.indicators.lexicon import (
    MOST,
    Mention,
    any_tail,
    covering,
    lexicon,
    topic_words,
    uncovered,
)
from fazhi_report.indicators.readings import Certainty, Doubt, Evidence, Reading
from fazhi_report.indicators.spots import PlainText, Spot, plain, without_dates
from fazhi_report.norms.catalogue import Indicator, catalogue
from fazhi_report.norms.indicator_words import IndicatorWords, vocabulary

_TAILS = 4
"""Words that may stand between a head and its figure."""
_LEADING = re.compile("^(?:[、，；：（]|以及|及其|和|及|与|并)+")
_JOINED = re.compile("(?:、|和|及|与|或|以及|或者|并)$")
_YEAR = re.compile("(?<![0-9])((?:19|20)[0-9]{2})年")
_COMPARED = re.compile("(?:较|比|相比|相较|同比|与)[^，。；]{0,4}$")
_GROWN = re.compile(
    "^(?:同比|比上年度?(?:同期)?|较上年度?(?:同期)?|比去年(?:同期)?|较去年(?:同期)?|与(?:上年|去年)(?:同期)?相比|(?:比|较)[0-9]{4}年(?:同期)?|同比去年)"
    "(?:增长|上升|增加|提高|提升|增幅|增长率|多)(?:了|达到?|为|约|近)*$"
)
_RATIO = re.compile("率|度$")
_LAST_YEAR = re.compile("^(?:上年|去年|上年同期|去年同期|上一年度?)(?:为|是)?$")
_FROM = re.compile("(?:由|从)(?:上年|去年|上年同期|去年同期)?的?$")
_TO = re.compile(
    "^(?:，)?(?:增加|增长|上升|提高|提升|下降|减少|降低|降|增|升|减)?(?:到|至|为)(?:今年|本年)?的?$"
)
_PLACE = re.compile("[\u4e00-\u9fff]{2,6}?(?:自治[区州县旗]|[省市县区旗州盟]|街道|[镇乡])")


@dataclass(frozen=True, slots=True)
class Scope:
    """What is known of a text before it is read.

    Args:
        organ: The name of the organ that reports; empty where it is not known.
        year: The year reported on; None where it is not known.
    """

    organ: str = ""
    year: int | None = None

    def names(self) -> frozenset[str]:
        """The organ, its place, and both without their last words: naming oneself narrows nothing."""
        if not self.organ:
            return frozenset()
        places = _PLACE.findall(self.organ)
        kept = {place for place in places if len(place) > 2}
        return frozenset(
            {
                self.organ,
                *places,
                *(f"{place}政府" for place in kept),
                *(f"{place}人民政府" for place in kept),
            }
        )


@dataclass(frozen=True, slots=True)
class _Candidate:
    """An indicator that words beside a figure may name.

    Args:
        words: The indicator's words.
        head: The words that name it.
        start: Where the head begins, in the slot or behind the figure.
        end: Just behind it.
        behind: Whether the head stands behind the figure.
        doubts: What speaks against it.
        residue: Words that nothing explains.
        topic: The words that tell the topic.
        near: How near those are: 0 at the figure, 1 in the sentence, 2 in the paragraph, 3 in a heading.
    """

    words: IndicatorWords
    head: str
    start: int
    end: int
    behind: bool
    doubts: tuple[Doubt, ...] = ()
    residue: str = ""
    topic: str = ""
    near: int = 0

    @property
    def key(self) -> str:
        return self.words.key


_FATAL = frozenset({Doubt.PLAN, Doubt.AWARD, Doubt.NEGATED, Doubt.FOREIGN})
_EASY_TO_TELL = frozenset({"有", "对"})


def classify(text: str, headings: Sequence[str] = (), scope: Scope = Scope()) -> list[Reading]:  # noqa: B008
    """Which indicator each figure of a paragraph is, in their order.

    Args:
        text: One paragraph.
        headings: The headings above it, the outermost first.
        scope: What is known of the report.
    """
    paragraph = _Paragraph(plain(text), tuple(headings), scope)
    readings: list[Reading] = []
    for spot in paragraph.plain.spots:
        previous = readings[-1] if readings and spot.follows else None
        readings.append(paragraph.reading(spot, previous))
    return readings


class _Paragraph:
    """A paragraph, its topics found once."""

    def __init__(self, text: PlainText, headings: tuple[str, ...], scope: Scope) -> None:
        self.plain = text
        self.scope = scope
        self._names = scope.names()
        self._mentions = lexicon().topics_of(text.text)
        self._starts = [mention.start for mention in self._mentions]
        self._headings = headings

    @cached_property
    def _above(self) -> list[list[Mention]]:
        """The topics of the headings, the nearest heading first."""
        return [lexicon().topics_of(plain(heading).text) for heading in reversed(self._headings)]

    def reading(self, spot: Spot, previous: Reading | None) -> Reading:
        """Which indicator one figure is."""
        if (related := _related(spot, previous)) is not None:
            return related
        found = [one for one in (self._weighed(one, spot) for one in _candidates(spot)) if one is not None]
        if not found and not _content(spot.slot) and not spot.behind and spot.clause:
            farther = replace(spot, slot=spot.clause, start=spot.start - len(spot.clause) - 1)
            found = [
                replace(one, doubts=(*one.doubts, Doubt.FAR))
                for one in (self._weighed(one, farther) for one in _candidates(farther))
                if one is not None
            ]
        return _decided(spot, found)

    def _weighed(self, one: _Candidate, spot: Spot) -> _Candidate | None:
        """The candidate with its doubts; None where it is ruled out."""
        if not _fits(one.words, spot):
            return None
        told = self._topic(one, spot)
        if told is None:
            return None
        topic, near, foreign = told
        prefix = spot.slot if one.behind else spot.slot[: one.start]
        doubts = set(one.doubts) | _conjoined(prefix, one)
        known = (covering(one.words.topic), frozenset((*one.words.prefix, *one.words.verbs)), self._names)
        before = uncovered(_unjoined(without_dates(prefix)), known)
        rest = spot.behind[one.end :] if one.behind else spot.behind
        tail = uncovered(rest, (*known, frozenset(one.words.behind)))
        doubts |= self._spoiled(one, spot, prefix, rest, before, tail)
        if foreign:
            doubts.add(Doubt.FOREIGN)
        residue = "".join((*before, *tail))
        if residue:
            doubts.add(Doubt.RESIDUE)
        if (
            one.behind
            and one.words.needs_verb
            and not any(verb in prefix for verb in one.words.verbs if verb not in _EASY_TO_TELL)
        ):
            doubts.add(Doubt.NO_VERB)
        if doubts & _FATAL:
            return None
        return replace(
            one,
            doubts=tuple(sorted(doubts, key=lambda doubt: doubt.name)),
            residue=residue,
            topic=topic,
            near=near,
        )

    def _spoiled(
        self, one: _Candidate, spot: Spot, prefix: str, rest: str, before: list[str], tail: list[str]
    ) -> set[Doubt]:
        """What words around the head say against it."""
        words = vocabulary()
        found: set[Doubt] = set()
        around = f"{prefix}|{rest}"
        if not one.words.awarded and any(word in around for word in words.awards):
            found.add(Doubt.AWARD)
        if any(piece.endswith(words.negation) for piece in before) or any(
            piece.startswith(words.negation) for piece in tail
        ):
            found.add(Doubt.NEGATED)
        if any(piece.startswith(words.plans) or piece.endswith(words.plans) for piece in before):
            found.add(Doubt.PLAN)
        if any(word in prefix for word in words.past):
            found.add(Doubt.OTHER_YEAR)
        if any(word in without_dates(spot.before) for word in words.several):
            found.add(Doubt.SEVERAL_YEARS)
        found |= self._dated(spot)
        return found

    def _dated(self, spot: Spot) -> set[Doubt]:
        """Doubts by the last year that the sentence names before the figure."""
        if self.scope.year is None:
            return set()
        named = [
            match
            for match in _YEAR.finditer(spot.before)
            if not _COMPARED.search(spot.before[: match.start()])
        ]
        if not named or int(named[-1][1]) == self.scope.year:
            return set()
        return {Doubt.PLAN} if int(named[-1][1]) > self.scope.year else {Doubt.OTHER_YEAR}

    def _topic(self, one: _Candidate, spot: Spot) -> tuple[str, int, bool] | None:
        """The words by which the topic is known, how near they are, and whether a foreign topic stands at the figure.

        None where another topic is nearer, or none is named at all.
        """
        topic, known = one.words.topic, lexicon()
        slot_end = spot.at
        behind_end = spot.at + len(spot.number.text) + len(spot.behind)
        here = self._between(spot.start, behind_end)
        head_start = spot.start if one.behind else spot.start + one.start
        at_head = [mention for mention in here if mention.end > head_start or mention.start >= slot_end]
        own = [mention for mention in at_head if known.supports(mention.topics, topic)]
        others = [mention for mention in here if not known.supports(mention.topics, topic)]
        foreign = any(known.is_foreign(mention.topics) for mention in others)
        if not own and not one.behind and _names_topic(one.head, topic):
            own = [Mention(head_start, head_start + len(one.head), frozenset({topic}))]
        if own:
            return self.plain.text[own[0].start : own[0].end], 0, foreign
        if any(mention.start >= head_start for mention in others):
            return None
        for mention in self._backwards(head_start):
            if known.supports(mention.topics, topic):
                near = 1 if mention.start >= spot.sentence_at else 2
                return self.plain.text[mention.start : mention.end], near, foreign
            if not _larger(topic, mention.topics):
                return None
        for heading in self._above:
            if not heading:
                continue
            if not any(known.supports(mention.topics, topic) for mention in heading):
                if any(not _larger(topic, mention.topics) for mention in heading):
                    return None
                continue
            return "".join(self._headings[-1:]), 3, foreign
        return None

    def _between(self, start: int, end: int) -> list[Mention]:
        first = bisect_left(self._starts, start)
        last = bisect_left(self._starts, end)
        return self._mentions[first:last]

    def _backwards(self, at: int) -> Iterator[Mention]:
        """The topics before a place, the nearest first."""
        for rank in range(bisect_left(self._starts, at) - 1, -1, -1):
            yield self._mentions[rank]


def _names_topic(head: str, topic: str) -> bool:
    """Whether a head names its topic itself, though the text is cut into other words there."""
    return any(word in head for word in vocabulary().topics[topic].words)


def _larger(topic: str, mentioned: frozenset[str]) -> bool:
    """Whether the mention is of the larger topic, which leaves open which of its parts is meant."""
    within = vocabulary().topics[topic].within
    return bool(within) and within in mentioned


def _fits(words: IndicatorWords, spot: Spot) -> bool:
    """Whether kind, unit and the words of the sentence allow the indicator."""
    one, written = catalogue().indicators[words.key], spot.number.written
    if written is None or written.is_points:
        return False
    if (one.kind == "rate") != written.is_percent:
        return False
    if one.kind != "rate" and not counts(one, spot.number.unit):
        return False
    if words.needs and not any(word in spot.sentence for word in words.needs):
        return False
    return not any(word in spot.sentence for word in words.excluded)


def counts(one: Indicator, unit: str) -> bool:
    """Whether an indicator may be written in a unit."""
    return unit in one.units or (one.kind == "money" and unit.endswith("元"))


def _content(slot: str) -> str:
    """What a slot says beside words that narrow nothing."""
    words = vocabulary()
    return "".join(uncovered(_unjoined(without_dates(slot)), (frozenset((*words.frame, *words.fillers)),)))


def _unjoined(words: str) -> str:
    return _LEADING.sub("", words)


def _conjoined(prefix: str, one: _Candidate) -> set[Doubt]:
    """A doubt where the head is the last of several that share the figure: 撤销、变更6件."""
    if one.behind:
        return set()
    inner = _unjoined(prefix)
    return {Doubt.SHARED} if _JOINED.search(inner) or "、" in inner[-6:] else set()


def _candidates(spot: Spot) -> Iterator[_Candidate]:
    """The indicators that words right before the figure or right behind it may name."""
    index, seen = lexicon(), set[tuple[str, int, bool]]()
    for end, tail in _ends(spot.slot):
        for length in range(min(MOST, end), 0, -1):
            head = spot.slot[end - length : end]
            for words in index.heads.get(head, ()):
                known = covering(words.topic)
                if all(word in known for word in tail) and (words.key, end - length, False) not in seen:
                    seen.add((words.key, end - length, False))
                    yield _Candidate(words, head, end - length, end, behind=False)
    for start, lead in _starts(spot.behind):
        for length in range(1, min(MOST, len(spot.behind) - start) + 1):
            head = spot.behind[start : start + length]
            for words in index.behind.get(head, ()):
                known = covering(words.topic)
                if all(word in known for word in lead):
                    yield _Candidate(words, head, start, start + length, behind=True)


def _ends(slot: str) -> list[tuple[int, tuple[str, ...]]]:
    """The places where a head may end, with the words between it and the figure."""
    words, found = any_tail(), {len(slot): ()}
    front: list[tuple[int, tuple[str, ...]]] = [(len(slot), ())]
    for _ in range(_TAILS):
        front = [
            (end - length, (slot[end - length : end], *tail))
            for end, tail in front
            for length in range(1, min(MOST, end) + 1)
            if slot[end - length : end] in words
        ]
        for end, tail in front:
            found.setdefault(end, tail)
    return list(found.items())


def _starts(behind: str) -> list[tuple[int, tuple[str, ...]]]:
    """The places where words behind the figure may begin to name it, with the words before them."""
    words = any_tail() | frozenset(vocabulary().frame)
    found: dict[int, tuple[str, ...]] = {0: ()}
    front: list[tuple[int, tuple[str, ...]]] = [(0, ())]
    for _ in range(_TAILS):
        front = [
            (start + length, (*lead, behind[start : start + length]))
            for start, lead in front
            for length in range(1, min(MOST, len(behind) - start) + 1)
            if behind[start : start + length] in words
        ]
        for start, lead in front:
            found.setdefault(start, lead)
    return list(found.items())


def _decided(spot: Spot, found: list[_Candidate]) -> Reading:
    """The likeliest candidate; a second one that fits as well leaves the question open."""
    if not found:
        return Reading(spot, Certainty.NONE)
    ranked = sorted(found, key=lambda one: (len(one.residue), one.near == 3, -len(one.head), one.key))  # noqa: PLR2004
    best = ranked[0]
    rivals = tuple(
        dict.fromkeys(
            one.key
            for one in ranked[1:]
            if one.key != best.key
            and len(one.residue) == len(best.residue)
            and len(one.head) == len(best.head)
            and one.near <= best.near
        )
    )
    doubts = (*best.doubts, Doubt.RIVAL) if rivals else best.doubts
    evidence = Evidence(best.head, best.behind, best.topic, best.residue, doubts)
    key = f"{best.key}.last_year" if Doubt.OTHER_YEAR in doubts else best.key
    certainty = Certainty.ASK if doubts else Certainty.SURE
    return Reading(spot, certainty, key, rivals, evidence)


def _related(spot: Spot, previous: Reading | None) -> Reading | None:
    """The reading of a figure that speaks of the one before it: 同比增长24.3%, （上年72件）."""
    slot = _unjoined(spot.slot)
    if not _GROWN.match(slot) and not _LAST_YEAR.match(slot):
        return None
    none = Reading(spot, Certainty.NONE)
    written = spot.number.written
    if previous is None or not previous.key or written is None or _qualified(previous.key):
        return none
    one = catalogue().indicators[previous.key]
    if _LAST_YEAR.match(slot):
        same = counts(one, spot.number.unit) or (one.kind == "rate" and written.is_percent)
        last = "last_year" if same else ""
    elif written.is_percent:
        last = "" if one.kind == "rate" else "growth"
    elif written.is_points:
        last = "points" if one.kind == "rate" else ""
    else:
        last = "change" if counts(one, spot.number.unit) else ""
    if not last or spot.behind:
        return none
    return Reading(
        spot,
        previous.certainty,
        f"{previous.key}.{last}",
        (),
        replace(previous.evidence, head=slot) if previous.evidence else None,
    )


def _qualified(key: str) -> bool:
    return key.rpartition(".")[2] in catalogue().qualifiers
