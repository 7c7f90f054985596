"""Decides by evidence which indicator each figure of a text is: sure, ask or none.

Why no score: a weighted sum of similarities has errors among its highest values; whether a head is next to the figure,
its topic the nearest one and every other word known can be checked and explained.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import takewhile

from fazhi_report.indicators.candidates import Candidate, candidates, fits, is_rate
from fazhi_report.indicators.changes import last_year, related_to_previous
from fazhi_report.indicators.doubts import (
    JOINED,
    is_kind,
    is_shared,
    is_subset,
    lacks_verb,
    narrowed,
    placed,
    spoiled,
    unjoined,
    unlisted,
)
from fazhi_report.indicators.lexicon import covering, uncovered
from fazhi_report.indicators.readings import Certainty, Evidence, Reading, Uncertainty
from fazhi_report.indicators.scope import UNKNOWN, Scope
from fazhi_report.indicators.spots import PlainText, Spot, plain
from fazhi_report.indicators.topics import Distance, Support, Topics
from fazhi_report.norms.indicator_words import vocabulary
from fazhi_report.sentences.roles import without_origin
from fazhi_report.sentences.times import YEAR, named_years, without_dates

_THIS_YEAR = re.compile("(?:今年|本年度?)以来")
_TO_WHOM = re.compile("(?:向|就)[^，0-9]{2,16}?(?=发送|发出|制发|提交|报送|移送|报备|备案|作出)")
"""Whom something was sent to, or what it was about: neither narrows what was sent."""
_SHARED_VERB = re.compile("(?:合法性)?(?:审查|审核)")
_REACH = 120
"""Characters before a figure in which such a verb is looked for."""
_OF_A_RATE = 2
"""Figures before a rate that it may be the rate of."""
_FATAL = frozenset({Uncertainty.PLAN, Uncertainty.AWARD, Uncertainty.NEGATED, Uncertainty.FOREIGN})


def classify(text: str, headings: Sequence[str] = (), scope: Scope = UNKNOWN) -> list[Reading]:
    """Return which indicator each figure of a paragraph is, in their order.

    Args:
        text: One paragraph.
        headings: The headings above it, the outermost first.
        scope: The organ and the year of the report.
    """
    paragraph = _Paragraph(plain(text), tuple(headings), scope)
    readings: list[Reading] = []
    for spot in paragraph.plain.spots:
        readings.append(paragraph.reading(spot, readings))
    return readings


class _Paragraph:
    """A paragraph with its topics."""

    def __init__(self, text: PlainText, headings: tuple[str, ...], scope: Scope) -> None:
        self.plain = text
        self._scope = scope
        self._names = scope.names()
        self._elsewhere = scope.elsewhere()
        self._topics = Topics(text, headings)
        self._last_named = max((int(match[1]) for match in YEAR.finditer(text.text)), default=None)

    def reading(self, spot: Spot, before: Sequence[Reading]) -> Reading:
        """Return which indicator a figure is; the figures before it must have been read."""
        previous = before[-1] if before and spot.follows else None
        if (told := related_to_previous(spot, previous, self._scope.year)) is not None:
            return told
        if spot.moves:
            return last_year(
                spot, self._read(replace(spot, slot=without_origin(spot.slot)), before, previous)
            )
        if previous is not None and previous.spot.moves:
            # 由30件增至42件: the head comes before both.
            moved = replace(
                previous.spot,
                slot=without_origin(previous.spot.slot),
                number=spot.number,
                behind=spot.behind,
            )
            return replace(self._read(moved, before[:-1], None), spot=spot)
        return self._read(spot, before, previous)

    def _read(self, spot: Spot, before: Sequence[Reading], previous: Reading | None) -> Reading:
        """Return the reading by the figure's own words."""
        found = list(self._found(spot))
        if not found and not _content(spot.slot) and not spot.behind and spot.clause:
            farther = replace(spot, slot=spot.clause, start=spot.start - len(spot.clause) - 1)
            found = [replace(one, doubts=(*one.doubts, Uncertainty.FAR)) for one in self._found(farther)]
        if not found and (verb := self._shared_verb(spot)):
            # 审核规范性文件17件、行政合同9件: the verb is written once for the whole list.
            shared = replace(spot, slot=f"、{verb}{spot.slot[1:]}", start=spot.start - len(verb))
            found = list(self._found(shared))
        return _decided(spot, [self._inheriting(one, spot, before, previous) for one in found])

    def _shared_verb(self, spot: Spot) -> str:
        """Return the verb at the head of a list that the figure continues; empty for none."""
        if not spot.slot.startswith("、"):
            return ""
        said = self.plain.text[max(spot.clause_at, spot.start - _REACH) : spot.start]
        found = _SHARED_VERB.search(said)
        return found[0] if found else ""

    def _found(self, spot: Spot) -> Iterator[Candidate]:
        carried = self._topics.carried(spot)
        for one in candidates(spot):
            if (
                fits(one.words, spot)
                and (not carried or one.words.topic in carried)
                and (weighed := self._weighed(one, spot)) is not None
            ):
                yield weighed

    def _weighed(self, one: Candidate, spot: Spot) -> Candidate | None:
        """Return the candidate with its doubts; None where it is ruled out."""
        head_start = (spot.at + len(spot.number.text) if one.behind else spot.start) + one.start
        support = self._topics.support(one.words, spot, one.head, head_start)
        if support is None:
            return None
        prefix = spot.slot if one.behind else spot.slot[: _name_start(one, spot, support)]
        rest = spot.behind[one.end :] if one.behind else spot.behind
        known = (
            covering(one.words.topic) - self._elsewhere,
            frozenset((*one.words.prefix, *one.words.verbs)),
            self._names,
        )
        before = unlisted(uncovered(unjoined(_TO_WHOM.sub("", without_dates(prefix))), known))
        tail = uncovered(rest, (*known, frozenset(one.words.behind)))
        doubts = (
            spoiled(one.words, prefix, rest, before, tail) | self._dated(spot) | placed(one, spot, support)
        )
        if "分别" in spot.slot or (
            is_shared(unjoined(prefix)) if not one.behind else JOINED.search(spot.behind[: one.start])
        ):
            doubts.add(Uncertainty.SHARED)
        if before or tail:
            doubts.add(Uncertainty.RESIDUE)
        if one.behind and lacks_verb(one, prefix):
            doubts.add(Uncertainty.NO_VERB)
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
        self, one: Candidate, spot: Spot, before: Sequence[Reading], previous: Reading | None
    ) -> Candidate:
        """Return the candidate, with a doubt where it takes list or topic from a figure that unknown words narrow.

        涉企行政复议受理30件，维持10件: what narrows the thirty narrows the ten.
        """
        if previous is not None and is_kind(one, spot, previous.key):
            # 案卷96宗，其中行政处罚61宗: a kind of the files, and no penalties.
            return replace(one, doubts=(*one.doubts, Uncertainty.INHERITED))
        listed = spot.slot.startswith("、")
        far = one.distance in {Distance.PARAGRAPH, Distance.HEADING}
        sources = [previous] if previous is not None and (listed or far or is_rate(one)) else []
        if (
            previous is not None
            and not sources
            and one.distance is Distance.SENTENCE
            and is_subset(previous.spot)
        ):
            sources = [previous]
        if is_rate(one) and one.distance is not Distance.FIGURE:
            # A rate is that of the figures before it.
            sources += [read for read in before[-_OF_A_RATE:] if read.spot.at >= spot.sentence_at]
        mixed = False
        if not listed and one.distance is not Distance.FIGURE and (at := one.topic_at) is not None:
            nearer = takewhile(lambda read: read.spot.end > at, reversed(before))
            source = next((read for read in nearer if read.spot.start <= at), None)
            if source is not None:
                sources.append(source)
                mixed = self._topics.is_mixed(one.words.topic, source.spot, at)
        if spot.lead and (previous is None or previous.certainty is not Certainty.SURE):
            mixed = mixed or self._unexplained(spot.lead, one)
        if mixed or any(narrowed(source, one) for source in sources):
            return replace(one, doubts=(*one.doubts, Uncertainty.INHERITED))
        return one

    def _unexplained(self, words: str, one: Candidate) -> bool:
        """Whether words before an earlier figure of the clause say more than the topic does: 老石调解室12名调解员调处9件."""
        known = (covering(one.words.topic), frozenset((*one.words.prefix, *one.words.verbs)), self._names)
        return bool(unlisted(uncovered(unjoined(without_dates(words)), known)))

    def _dated(self, spot: Spot) -> set[Uncertainty]:
        """Return the doubts that arise from years named before the figure in its sentence."""
        found: set[Uncertainty] = set()
        if any(word in _THIS_YEAR.sub("", without_dates(spot.before)) for word in vocabulary().several):
            found.add(Uncertainty.SEVERAL_YEARS)
        if _spell().search(spot.before):
            found.add(Uncertainty.PART_OF_YEAR)
        year = self._scope.year
        named = named_years(spot.before)
        if year is not None and named and named[-1] != year:
            found.add(Uncertainty.PLAN if named[-1] > year else Uncertainty.OTHER_YEAR)
        if year is None and (
            len({match[1] for match in YEAR.finditer(spot.sentence)}) > 1
            or (named and named[-1] != self._last_named)
        ):
            # Nobody says which of them is reported on.
            found.add(Uncertainty.SEVERAL_YEARS)
        return found


@lru_cache(maxsize=1)
def _spell() -> re.Pattern[str]:
    """Return a pattern of clauses that end with a part of the year: 宣传周期间，."""
    words = "|".join(map(re.escape, vocabulary().spells))
    return re.compile(f"(?:{words})(?:[中内里]|以?来)?，|^(?:{words})|，(?:{words})")


def _name_start(one: Candidate, spot: Spot, support: Support) -> int:
    """Return where the name of an indicator begins in its slot: 法治培训 is one name, though its head is 培训."""
    at = len(spot.slot) if support.at is None else support.at - spot.start
    return at if 0 <= at < one.start < at + len(support.words) else one.start


def _content(slot: str) -> str:
    """Return the words of a slot without those that narrow nothing."""
    words = vocabulary()
    return "".join(uncovered(unjoined(without_dates(slot)), (frozenset((*words.frame, *words.fillers)),)))


def _decided(spot: Spot, found: list[Candidate]) -> Reading:
    """Return the likeliest candidate; where a second one fits as well, the reading is to be asked."""
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
        doubts = (*doubts, Uncertainty.RIVAL)
    evidence = Evidence(best.head, best.behind, best.topic, best.residue, doubts)
    key = f"{best.key}.last_year" if Uncertainty.OTHER_YEAR in doubts else best.key
    certainty = Certainty.ASK if doubts else Certainty.SURE
    return Reading(spot, certainty, key, rivals, evidence)
