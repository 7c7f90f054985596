"""Decides by evidence which indicator each figure of a text is: sure, ask or none.

Why no score: a weighted sum of likenesses has its errors among its highest values; whether a head is anchored, the
topic the nearest one, and every other word known, can be seen and told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from fazhi_report.indicators.lexicon import (
    MOST,
    any_tail,
    covering,
    lexicon,
    uncovered,
)
from fazhi_report.indicators.readings import Certainty, Doubt, Evidence, Reading
from fazhi_report.indicators.spots import MOVED_FROM, PlainText, Spot, plain, without_dates
from fazhi_report.indicators.topics import Distance, Support, Topics
from fazhi_report.norms.catalogue import Indicator, catalogue
from fazhi_report.norms.indicator_words import IndicatorWords, vocabulary

_TAILS = 4
"""Words that may stand between a head and its figure."""
_LEADING = re.compile("^(?:[、，；：（]|以及|及其|和|及|与|并)+")
_JOINED = re.compile("(?:、|以及|或者|[和及与或并])$")
_YEAR = re.compile("(?<![0-9])((?:19|20)[0-9]{2})年")
_COMPARED = re.compile("(?:较|比|相比|相较|同比|与)[^，。；]{0,4}$")
_GROWN = re.compile(
    "^(?:同比|比上年度?(?:同期)?|较上年度?(?:同期)?|比去年(?:同期)?|较去年(?:同期)?|与(?:上年|去年)(?:同期)?相比|(?:比|较)[0-9]{4}年(?:同期)?|同比去年)"
    "(?:增长|上升|增加|提高|提升|增幅|增长率|多)(?:了|达到?|为|约|近)*$"
)
_RATIO = ("率", "满意度")
_LISTED = re.compile("[，、]?(?:其中|包括|包含|含|分为|按)")
"""The beginning of the parts of the figure before; an opened bracket is one, too."""
_SEVERALLY = "分别"
"""One head for several figures: nobody can tell which of them is this year's."""
_WITHIN = re.compile("^(?:在|于)[^，]{2,}(?:中|里|内|过程|方面|领域)$")
"""A clause that narrows what the next one counts: 在涉企案件中，维持10件."""
_LAST_YEAR = re.compile("^(?:上年|去年|上年同期|去年同期|上一年度?)(?:为|是)?$")
_THIS_YEAR = re.compile("(?:今年|本年度?)以来")
_PLACE = re.compile("[\u4e00-\u9fff]{2,6}?(?:自治[区州县旗]|[省市县区旗州盟]|街道|[镇乡])")
_SHORTEST_PLACE = 3
"""Characters of a place that keeps a name without its last one: 临海市 is 临海."""


_LEVEL = re.compile(
    "^[全我]?(?P<level>[省市县区旗镇乡])(?:政府|局|司法局|级各部门|人民政府)?共?$|^[全我](?P<street>街道)$"
)
"""Words of the frame that name a level of government."""


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
        kept = {place for place in places if len(place) >= _SHORTEST_PLACE}
        return frozenset(
            {
                self.organ,
                *places,
                *(place[:-1] for place in kept),
                *(f"{place}政府" for place in kept),
                *(f"{place}人民政府" for place in kept),
            }
        )

    def elsewhere(self) -> frozenset[str]:
        """Words of the frame that name another level than the organ's: 市政府 in the report of a county."""
        places = _PLACE.findall(self.organ)
        if not places:
            return frozenset()
        own = "街道" if places[-1].endswith("街道") else places[-1][-1]
        return frozenset(
            word
            for word in vocabulary().frame
            if (match := _LEVEL.match(word)) is not None and (match["level"] or match["street"]) != own
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
        topic_at: Where they stand; None for a heading.
        distance: How far those are.
    """

    words: IndicatorWords
    head: str
    start: int
    end: int
    behind: bool
    doubts: tuple[Doubt, ...] = ()
    residue: str = ""
    topic: str = ""
    topic_at: int | None = None
    distance: Distance = Distance.FIGURE

    @property
    def key(self) -> str:
        return self.words.key


_FATAL = frozenset({Doubt.PLAN, Doubt.AWARD, Doubt.NEGATED, Doubt.FOREIGN})


def classify(text: str, headings: Sequence[str] = (), scope: Scope = Scope()) -> list[Reading]:
    """Which indicator each figure of a paragraph is, in their order.

    Args:
        text: One paragraph.
        headings: The headings above it, the outermost first.
        scope: What is known of the report.
    """
    paragraph = _Paragraph(plain(text), tuple(headings), scope)
    readings: list[Reading] = []
    for spot in paragraph.plain.spots:
        readings.append(paragraph.reading(spot, readings))
    return readings


class _Paragraph:
    """A paragraph, its topics found once."""

    def __init__(self, text: PlainText, headings: tuple[str, ...], scope: Scope) -> None:
        self.plain = text
        self._scope = scope
        self._names = scope.names()
        self._elsewhere = scope.elsewhere()
        self._topics = Topics(text, headings)

    def reading(self, spot: Spot, before: Sequence[Reading]) -> Reading:
        """Which indicator one figure is, the ones before it being read already."""
        previous = before[-1] if before and spot.follows else None
        if (related := _related(spot, previous, self._scope.year)) is not None:
            return related
        if spot.moves and (match := MOVED_FROM.search(spot.slot)) is not None:
            return _last_year(
                spot, self._read(replace(spot, slot=spot.slot[: match.start()]), before, previous)
            )
        if previous is not None and previous.spot.moves and (match := MOVED_FROM.search(previous.spot.slot)):
            # 由30件增至42件: the head stands before both.
            moved = replace(
                previous.spot,
                slot=previous.spot.slot[: match.start()],
                number=spot.number,
                behind=spot.behind,
            )
            return replace(self._read(moved, before[:-1], None), spot=spot)
        return self._read(spot, before, previous)

    def _read(self, spot: Spot, before: Sequence[Reading], previous: Reading | None) -> Reading:
        """The reading by the figure's own words."""
        found = list(self._found(spot))
        if not found and not _content(spot.slot) and not spot.behind and spot.clause:
            farther = replace(spot, slot=spot.clause, start=spot.start - len(spot.clause) - 1)
            found = [replace(one, doubts=(*one.doubts, Doubt.FAR)) for one in self._found(farther)]
        return _decided(spot, [self._inheriting(one, spot, before, previous) for one in found])

    def _found(self, spot: Spot) -> Iterator[_Candidate]:
        carried = self._topics.carried(spot)
        for one in _candidates(spot):
            if (
                _fits(one.words, spot)
                and (not carried or one.words.topic in carried)
                and (weighed := self._weighed(one, spot)) is not None
            ):
                yield weighed

    def _weighed(self, one: _Candidate, spot: Spot) -> _Candidate | None:
        """The candidate with its doubts; None where it is ruled out."""
        head_start = (spot.at + len(spot.number.text) if one.behind else spot.start) + one.start
        support = self._topics.support(one.words, spot, one.head, head_start)
        if support is None:
            return None
        prefix = spot.slot if one.behind else spot.slot[: one.start]
        rest = spot.behind[one.end :] if one.behind else spot.behind
        known = (
            covering(one.words.topic) - self._elsewhere,
            frozenset((*one.words.prefix, *one.words.verbs)),
            self._names,
        )
        before = _unlisted(uncovered(_unjoined(without_dates(prefix)), known))
        tail = uncovered(rest, (*known, frozenset(one.words.behind)))
        doubts = (
            _spoiled(one.words, prefix, rest, before, tail) | self._dated(spot) | _placed(one, spot, support)
        )
        if "分别" in spot.slot or (
            _is_shared(_unjoined(prefix)) if not one.behind else _JOINED.search(spot.behind[: one.start])
        ):
            doubts.add(Doubt.SHARED)
        if before or tail:
            doubts.add(Doubt.RESIDUE)
        if one.behind and _lacks_verb(one, prefix):
            doubts.add(Doubt.NO_VERB)
        if doubts & _FATAL:
            return None
        return replace(
            one,
            doubts=tuple(sorted(doubts, key=lambda doubt: doubt.name)),
            residue="".join((*before, *tail)),
            topic=support.words,
            topic_at=support.at,
            distance=support.distance,
        )

    def _inheriting(
        self, one: _Candidate, spot: Spot, before: Sequence[Reading], previous: Reading | None
    ) -> _Candidate:
        """The candidate with a doubt where it takes list or topic from a figure that unknown words narrow.

        涉企行政复议受理30件，维持10件: what narrows the thirty narrows the ten.
        """
        if previous is not None and _is_kind(one, spot, previous.key):
            # 案卷96宗，其中行政处罚61宗: a kind of the files, and no penalties.
            return replace(one, doubts=(*one.doubts, Doubt.INHERITED))
        listed = spot.slot.startswith("、")
        far = one.distance in {Distance.PARAGRAPH, Distance.HEADING}
        sources = [previous] if previous is not None and (listed or far or _is_rate(one)) else []
        if (
            previous is not None
            and not sources
            and one.distance is Distance.SENTENCE
            and _is_subset(previous.spot)
        ):
            sources = [previous]
        mixed = False
        if not listed and one.distance is Distance.SENTENCE and (at := one.topic_at) is not None:
            nearer = takewhile(lambda read: read.spot.end > at, reversed(before))
            source = next((read for read in nearer if read.spot.start <= at), None)
            if source is not None:
                sources.append(source)
                mixed = self._topics.is_mixed(one.words.topic, source.spot, at)
        if mixed or any(_narrowed(source, one) for source in sources):
            return replace(one, doubts=(*one.doubts, Doubt.INHERITED))
        return one

    def _dated(self, spot: Spot) -> set[Doubt]:
        """Doubts by the years that the sentence names before the figure."""
        found: set[Doubt] = set()
        if any(word in _THIS_YEAR.sub("", without_dates(spot.before)) for word in vocabulary().several):
            found.add(Doubt.SEVERAL_YEARS)
        if any(word in spot.before for word in vocabulary().spells):
            found.add(Doubt.PART_OF_YEAR)
        year = self._scope.year
        named = [
            int(match[1])
            for match in _YEAR.finditer(spot.before)
            if not _COMPARED.search(spot.before[: match.start()])
        ]
        if year is not None and named and named[-1] != year:
            found.add(Doubt.PLAN if named[-1] > year else Doubt.OTHER_YEAR)
        if year is None and len({match[1] for match in _YEAR.finditer(spot.sentence)}) > 1:
            # Nobody says which of them is reported on.
            found.add(Doubt.SEVERAL_YEARS)
        return found


def _placed(one: _Candidate, spot: Spot, support: Support) -> set[Doubt]:
    """What the place of the topic's mention says against a head."""
    found = set[Doubt]()
    if support.crossed:
        found.add(Doubt.FOREIGN)
    if support.beside:
        found.add(Doubt.BESIDE)
    if _WITHIN.search(spot.clause):
        found.add(Doubt.INHERITED)
    between = "" if one.behind else spot.slot[one.end :]
    if support.vague or (support.distance is not Distance.FIGURE and _names_loosely(one.words, between)):
        found.add(Doubt.FAR)
    return found


def _spoiled(words: IndicatorWords, prefix: str, rest: str, before: list[str], tail: list[str]) -> set[Doubt]:
    """What the words around a head say against it.

    Args:
        words: The indicator's words.
        prefix: The words before the head.
        rest: The words behind the figure, without the head.
        before: The pieces of the prefix that nothing explains.
        tail: The same of the rest.
    """
    known, found = vocabulary(), set[Doubt]()
    if not words.awarded and any(word in f"{prefix}|{rest}" for word in known.awards):
        found.add(Doubt.AWARD)
    if any(piece.endswith(known.negation) for piece in before) or any(
        piece.startswith(known.negation) for piece in tail
    ):
        found.add(Doubt.NEGATED)
    if any(piece.startswith(known.plans) or piece.endswith(known.plans) for piece in before):
        found.add(Doubt.PLAN)
    if any(word in prefix for word in known.past):
        found.add(Doubt.OTHER_YEAR)
    return found


def _is_part_of(key: str, whole: str) -> bool:
    """Whether an indicator is a part of another, or a part of its part."""
    one = catalogue().indicators.get(key)
    return (
        one is not None
        and one.part_of is not None
        and (one.part_of == whole or _is_part_of(one.part_of, whole))
    )


def _unlisted(pieces: list[str]) -> list[str]:
    """The pieces without the marks between the items of a list (市、区)."""
    return [piece for piece in (piece.strip("、") for piece in pieces) if piece]


def _is_shared(prefix: str) -> bool:
    """Whether the words before a head are another head, so that both share the figure: 撤销、变更6件."""
    match = _JOINED.search(prefix)
    if match is None:
        return False
    left = prefix[: match.start()]
    heads = lexicon().heads
    return left.endswith(_RATIO) or any(
        left[-length:] in heads for length in range(1, min(MOST, len(left)) + 1)
    )


def _names_loosely(words: IndicatorWords, between: str) -> bool:
    """Whether between head and figure stands a noun that names the topic's things only beside it: 印发文件30件."""
    return any(word in between for word in vocabulary().topics[words.topic].loose)


def _is_kind(one: _Candidate, spot: Spot, whole: str) -> bool:
    """Whether a mere noun may name a kind of the figure before, and not the indicator that it names elsewhere."""
    listed = spot.opens or _LISTED.match(spot.slot) is not None
    return listed and _is_noun(one) and not _is_part_of(one.key, whole)


def _is_noun(one: _Candidate) -> bool:
    """Whether the head only names a thing, and does not say what was done with it."""
    return not uncovered(one.head, (covering(one.words.topic),))


def _lacks_verb(one: _Candidate, prefix: str) -> bool:
    """Whether only a noun names the indicator, where a verb would have to say what was done with it."""
    return one.words.needs_verb and _is_noun(one) and not any(verb in prefix for verb in one.words.verbs)


_SUBSET = re.compile("涉|类|因|属|针对|通过|经由")
_COUNTED = ("案件", "申请", "纠纷", "案", "人员", "对象", "文件", "事项", "合同")


def _is_subset(spot: Spot) -> bool:
    """Whether a figure counts a kind of the things spoken of (其中涉企案件12件), of which the next may speak on."""
    return spot.slot.endswith(_COUNTED) or _SUBSET.search(spot.slot) is not None


def _is_rate(one: _Candidate) -> bool:
    return catalogue().indicators[one.key].kind == "rate"


def _narrowed(source: Reading, one: _Candidate) -> bool:
    """Whether words that nothing explains narrow what the figure of a reading counts."""
    if source.certainty is Certainty.SURE:
        return False
    if source.evidence is not None and source.evidence.behind:
        # 对5个部门开展法治督察: what stands before the figure says which units, not which matter.
        return Doubt.INHERITED in source.evidence.doubts
    if source.evidence is not None:
        return not {Doubt.RESIDUE, Doubt.INHERITED}.isdisjoint(source.evidence.doubts)
    spot, known = source.spot, (covering(one.words.topic), frozenset(one.words.prefix))
    words = spot.slot
    if one.distance is Distance.SENTENCE and one.topic_at is not None:
        # Only what stands before the mention narrows it.
        words = spot.slot[: one.topic_at - spot.start] if one.topic_at < spot.at else spot.slot
    return bool(_unlisted(uncovered(_unjoined(without_dates(words)), known)))


def _fits(words: IndicatorWords, spot: Spot) -> bool:
    """Whether kind, unit and the words of the sentence allow the indicator."""
    one, written = catalogue().indicators[words.key], spot.number.written
    if written is None or written.is_points:
        return False
    if (one.kind == "rate") != written.is_percent:
        return False
    if one.kind != "rate" and not counts(one, spot.number.unit):
        return False
    around = f"{spot.slot}|{spot.behind}"
    if words.needs and not any(word in spot.near for word in words.needs):
        return False
    return not any(word in around for word in words.excluded)


def counts(one: Indicator, unit: str) -> bool:
    """Whether an indicator may be written in a unit."""
    return unit in one.units or (one.kind == "money" and unit.endswith("元"))


def _content(slot: str) -> str:
    """What a slot says beside words that narrow nothing."""
    words = vocabulary()
    return "".join(uncovered(_unjoined(without_dates(slot)), (frozenset((*words.frame, *words.fillers)),)))


def _unjoined(words: str) -> str:
    return _LEADING.sub("", words)


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
    words = any_tail()
    found: dict[int, tuple[str, ...]] = {len(slot): ()}
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
    ranked = sorted(
        found,
        key=lambda one: (len(one.residue), one.distance is Distance.HEADING, -len(one.head), one.key),
    )
    best = ranked[0]
    rivals = tuple(
        dict.fromkeys(
            one.key
            for one in ranked[1:]
            if one.key != best.key
            and len(one.residue) == len(best.residue)
            and len(one.head) == len(best.head)
            and one.distance <= best.distance
        )
    )
    doubts = best.doubts
    if rivals:
        doubts = (*doubts, Doubt.RIVAL)
    evidence = Evidence(best.head, best.behind, best.topic, best.residue, doubts)
    key = f"{best.key}.last_year" if Doubt.OTHER_YEAR in doubts else best.key
    certainty = Certainty.ASK if doubts else Certainty.SURE
    return Reading(spot, certainty, key, rivals, evidence)


def _related(spot: Spot, previous: Reading | None, year: int | None) -> Reading | None:
    """The reading of a figure that speaks of the one before it: 同比增长24.3%, （上年72件）."""
    slot = _unjoined(spot.slot)
    if not _GROWN.match(slot) and not _LAST_YEAR.match(slot):
        return None
    none = Reading(spot, Certainty.NONE)
    written = spot.number.written
    if (base := _YEAR.search(slot)) is not None and (year is None or int(base[1]) != year - 1):
        return none
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


def _last_year(spot: Spot, reading: Reading) -> Reading:
    """The reading of the first of two figures between which something moved: nearly always last year's."""
    if reading.certainty is Certainty.NONE or _qualified(reading.key):
        return Reading(spot, Certainty.NONE)
    return replace(reading, spot=spot, certainty=Certainty.ASK, key=f"{reading.key}.last_year")


def _qualified(key: str) -> bool:
    return key.rpartition(".")[2] in catalogue().qualifiers
