"""Finds the reasons against a candidate: one function for each kind of evidence."""

from __future__ import annotations

import re

from fazhi_report.indicators.candidates import Candidate, is_noun
from fazhi_report.indicators.lexicon import MOST, covering, lexicon, uncovered
from fazhi_report.indicators.readings import Certainty, Reading, Uncertainty
from fazhi_report.indicators.spots import Spot
from fazhi_report.indicators.topics import Distance, Support
from fazhi_report.norms.catalogue import catalogue
from fazhi_report.norms.indicator_words import IndicatorWords, vocabulary
from fazhi_report.sentences.times import without_dates

_LEADING = re.compile("^(?:[、，；：（]|以及|及其|和|及|与|并)+")
JOINED = re.compile("(?:、|以及|或者|[和及与或并])$")
_RATIO = ("率", "满意度")
SEVERALLY = "分别"
"""One head for several figures: nobody can tell which of them is this year's."""
_WITHIN = re.compile("^(?:在|于)[^，]{2,}(?:中|里|内|过程|方面|领域)$")
"""A clause that narrows what the next one counts: 在涉企案件中，维持10件."""
_SUBSET = re.compile("涉|类|因|属|针对|通过|经由")
_COUNTED = ("案件", "申请", "纠纷", "案", "人员", "对象", "文件", "事项", "合同")


def placed(one: Candidate, spot: Spot, support: Support) -> set[Uncertainty]:
    """Return the doubts that arise from the place where the topic is mentioned."""
    found = set[Uncertainty]()
    if support.crossed:
        found.add(Uncertainty.FOREIGN)
    if support.beside:
        found.add(Uncertainty.BESIDE)
    if _WITHIN.search(spot.clause):
        found.add(Uncertainty.INHERITED)
    between = "" if one.behind else spot.slot[one.end :]
    if support.vague or (support.distance is not Distance.FIGURE and _names_loosely(one.words, between)):
        found.add(Uncertainty.FAR)
    return found


def spoiled(
    words: IndicatorWords, prefix: str, rest: str, before: list[str], tail: list[str]
) -> set[Uncertainty]:
    """Return the doubts that arise from the words around a head.

    Args:
        words: The indicator's words.
        prefix: The words before the head.
        rest: The words behind the figure, without the head.
        before: The pieces of the prefix that the vocabulary does not explain.
        tail: The pieces of the rest that the vocabulary does not explain.
    """
    known, found = vocabulary(), set[Uncertainty]()
    if not words.awarded and any(word in f"{prefix}|{rest}" for word in known.awards):
        found.add(Uncertainty.AWARD)
    if any(piece.endswith(known.negation) for piece in before) or any(
        piece.startswith(known.negation) for piece in tail
    ):
        found.add(Uncertainty.NEGATED)
    if any(piece.startswith(known.plans) or piece.endswith(known.plans) for piece in before):
        found.add(Uncertainty.PLAN)
    if any(word in prefix for word in known.past):
        found.add(Uncertainty.OTHER_YEAR)
    return found


def is_shared(prefix: str) -> bool:
    """Whether the words before a head are another head, so that both share the figure: 撤销、变更6件."""
    match = JOINED.search(prefix)
    if match is None:
        return False
    left = prefix[: match.start()]
    heads = lexicon().heads
    return left.endswith(_RATIO) or any(
        left[-length:] in heads for length in range(1, min(MOST, len(left)) + 1)
    )


def narrowed(source: Reading, one: Candidate) -> bool:
    """Whether unknown words narrow what the figure of a reading counts."""
    if source.certainty is Certainty.SURE:
        return False
    if source.evidence is not None and source.evidence.behind:
        # 对5个部门开展法治督察: the words before the figure name the units, not the matter.
        return Uncertainty.INHERITED in source.evidence.doubts
    if source.evidence is not None:
        return not {Uncertainty.RESIDUE, Uncertainty.INHERITED}.isdisjoint(source.evidence.doubts)
    spot, known = source.spot, (covering(one.words.topic), frozenset(one.words.prefix))
    words = spot.slot
    if one.topic_at is not None and spot.start <= one.topic_at < spot.at:
        # Only words before the mention narrow it.
        words = words[: one.topic_at - spot.start]
    return bool(unlisted(uncovered(unjoined(without_dates(words)), known)))


def is_kind(one: Candidate, spot: Spot, whole: str) -> bool:
    """Whether a head in the parts of a figure may name a kind of it, and not the indicator that it names elsewhere."""
    listed = spot.opens or (spot.term is not None and bool(spot.term.opener))
    if listed and one.key == whole:
        return True
    return listed and is_noun(one) and not _is_part_of(one.key, whole)


def is_subset(spot: Spot) -> bool:
    """Whether a figure counts a kind of things (其中涉企案件12件), to which the next figure may refer."""
    return spot.slot.endswith(_COUNTED) or _SUBSET.search(spot.slot) is not None


def lacks_verb(one: Candidate, prefix: str) -> bool:
    """Whether only a noun names the indicator, where a verb is needed, too."""
    return one.words.needs_verb and is_noun(one) and not any(verb in prefix for verb in one.words.verbs)


def _names_loosely(words: IndicatorWords, between: str) -> bool:
    """Whether a noun between head and figure names the topic's things only beside the topic: 印发文件30件."""
    return any(word in between for word in vocabulary().topics[words.topic].loose)


def _is_part_of(key: str, whole: str) -> bool:
    """Whether an indicator is a part of another, or a part of its part."""
    one = catalogue().indicators.get(key)
    return (
        one is not None
        and one.part_of is not None
        and (one.part_of == whole or _is_part_of(one.part_of, whole))
    )


def unlisted(pieces: list[str]) -> list[str]:
    """Return the pieces without the marks between the items of a list (市、区)."""
    return [piece for piece in (piece.strip("、") for piece in pieces) if piece]


def unjoined(words: str) -> str:
    """Return the words without those that only join them to the figure before (、, 和, 并)."""
    return _LEADING.sub("", words)
