"""Which two values a change lies between: the new one and the one compared with, wherever they stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from fazhi_report.sentences.claim import Formula, NumberSize, measure
from fazhi_report.sentences.clauses import Block, Term
from fazhi_report.sentences.quantity import (
    Pattern,
    Quantity,
)
from fazhi_report.sentences.wholes import parallel

_BOTH = 2
_YEAR = Pattern("(20[0-9]{2})年")
_THIS = Pattern("今年|本年")
_TURNED = Pattern("^，?(?:即|已|均)?[由从]")
_REVERSED = Pattern("(?:上年|去年)比今年")
_REACHED = Pattern("(?:达到?|至|为|增至|升至|降至|减至)")
_FAMILIES = (("人数", "person"), ("件数", "case"))


@dataclass(frozen=True, slots=True)
class Pair:
    """A value and what it is compared with.

    Args:
        new: The value of this period.
        old: The value compared with.
    """

    new: Term
    old: Term

    @property
    def rises(self) -> bool:
        """Whether the new value is the larger."""
        return self.new.quantity.value > self.old.quantity.value

    @property
    def level(self) -> bool:
        """Whether both are the same."""
        return self.new.quantity.value == self.old.quantity.value

    @property
    def size(self) -> NumberSize:
        """The size that both are printed in."""
        return measure((self.new.quantity, self.old.quantity))

    @property
    def apart(self) -> Formula:
        """How far both lie apart, the smaller taken from the larger."""
        new, old = self.new.quantity.value, self.old.quantity.value
        return Formula().plus([new, -old] if new >= old else [old, -new], self.size)

    @property
    def growth(self) -> Fraction:
        """By how many percent of the old the new lies away from it; the old is not zero."""
        new, old = self.new.quantity.value, self.old.quantity.value
        return abs(new - old) / old * 100

    def used(self, stated: Quantity) -> tuple[Quantity, ...]:
        """The numbers that a statement about the pair is held against, itself first."""
        return (stated, self.new.quantity, self.old.quantity)


_PART_OF_YEAR = Pattern("[0-9]+月?[至—~-][0-9]+月|[上下]半年|前[一二三]季度|[一二三四]季度")
_SAME_PART = Pattern("同期|月|季|半年")
_AMOUNT = Pattern("案件|数量|总量|量|数")


def start_of(term: Term, block: Block) -> Term | None:
    """The value that another changed from, in one clause with it: A of 由A增至B."""
    for other in reversed(block.terms[: term.index]):
        if other.scope == term.scope:
            return other if other.start and other.family == term.family else None
    return None


def pair_ending(term: Term, block: Block) -> Pair | None:
    """The two values that end with a term: what changed and what it changed from, or a value and its base."""
    old = start_of(term, block) if term.to is not None else None
    if old is not None:
        return Pair(term, old)
    before = [
        one
        for one in block.terms[: term.index]
        if one.sentence == term.sentence and one.family == term.family
    ]
    if before and before[-1].year and term.year and not before[-1].start:
        pair = Pair(before[-1], term) if before[-1].year > term.year else Pair(term, before[-1])
        return None if before[-1].year == term.year else pair
    if not before or before[-1].start or before[-1].base == term.base:
        return None
    return Pair(before[-1], term) if term.base else Pair(term, before[-1])


def pairs(term: Term, block: Block) -> list[Pair]:
    """The values that a change can lie between, the likeliest first."""
    row, place = parallel(term, block)
    if len(row) > 1:
        # Several changes in a row belong to several values, each to the one at its own place.
        return _rowed(row, place, block)
    explained = _turned_behind(term, block) or _bracket_behind(term, block)
    if explained is not None:
        return [explained]
    found = _before(term, block)
    if _REVERSED.search(term.clause):
        found = [Pair(one.old, one.new) for one in found]
    if term.own:
        here, core = term.clause_id, _AMOUNT.sub("", term.own)
        found = [
            one
            for one in found
            if here in {one.old.clause_id, one.new.clause_id}
            or (core and all(core in side.phrase for side in (one.old, one.new)))
        ]
    family = next((name for word, name in _FAMILIES if word in term.phrase), "")
    return [one for one in found if not family or one.new.family == family]


def _before(term: Term, block: Block) -> list[Pair]:
    before = [
        one for one in block.terms[: term.index] if one.sentence == term.sentence and _comparable(term, one)
    ]
    before = [one for one in before if not _of_other_word(term, one)]
    found = _years(term, before)
    if found:
        return found
    for new in reversed(before):
        old = None if new.to is None else start_of(new, block)
        if old is not None:
            found.append(Pair(new, old))
    found += [*_based(before), *_dated(term, before)]
    if "同比" not in term.clause:
        found += _by_part(before)
    behind = _base_behind(term, before, block)
    if behind:
        # ……，上年为864件；审结987件，同比增长19.06%，上年为829件: the base behind is tried before all others.
        mine = [
            one
            for one in found
            if one.new.family == behind[0].new.family and behind[0].new in {one.new, one.old}
        ]
        return [*behind, *mine]
    last = before[-1] if before else None
    if last is not None and last.index == term.index - 1 and last.counted:
        # 由3天压缩到0.5天，新设企业4200户，增长11.7%: of what stands right before, not of another thing.
        found = [one for one in found if one.new.family == last.family]
    return found or _new_behind(term, before, block)


def _of_other_word(term: Term, other: Term) -> bool:
    """Whether a value stands in the bracket of a change of the other word: 同比 and 环比 have bases of their own."""
    owner = other.owner
    if owner is None or not owner.change or owner is term:
        return False
    return any(
        one in term.clause and two in owner.clause for one, two in (("同比", "环比"), ("环比", "同比"))
    )


def _comparable(term: Term, other: Term) -> bool:
    """Whether a value can be what a change speaks of."""
    if other.change or other.quantity.planned or other.family == "times":
        return False
    if term.family == "points":
        return other.quantity.is_percent
    return term.quantity.is_percent or other.family == term.family


def _years(term: Term, before: Sequence[Term]) -> list[Pair]:
    """2024年比2023年增长: the clause names both years."""
    years = [int(one[1]) for one in _YEAR.finditer(term.phrase)]
    by_year = {one.year: one for one in before if one.year}
    if len(years) == _BOTH and all(year in by_year for year in years):
        return [Pair(by_year[years[0]], by_year[years[1]])]
    return []


def _based(before: Sequence[Term]) -> list[Pair]:
    """The base that words name, with the values before and behind it."""
    found: list[Pair] = []
    for old in reversed([one for one in before if one.base and not one.start]):
        news = [one for one in before if one.family == old.family and not one.base and not one.start]
        prior = [one for one in reversed(news) if one.index < old.index]
        after = [one for one in news if one.index > old.index]
        found += [Pair(new, old) for new in (*prior[:1], *after[:1], *prior[1:]) if not _uneven(new, old)]
    return found


def _uneven(new: Term, old: Term) -> bool:
    """Whether one value is of a part of the year and the other of a whole year."""
    return _PART_OF_YEAR.search(new.phrase) is not None and not _SAME_PART.search(old.phrase)


def _dated(term: Term, before: Sequence[Term]) -> list[Pair]:
    """2023年……4210件，2024年达到4873件; 今年办理12480件，而2023年办理11235件."""
    dated = [one for one in before if one.year and not one.base and not one.start]
    found = [
        Pair(new, old)
        for new in reversed(dated)
        for old in dated
        if new.year and old.year and old.year < new.year and old.family == new.family
    ]
    if len(dated) == 1 and dated[0].index and term.clause_id != dated[0].clause_id:
        old = dated[0]
        found += [Pair(one, old) for one in before if _THIS.search(one.phrase) and one.family == old.family]
    return found


def _by_part(before: Sequence[Term]) -> list[Pair]:
    """一季度41件，二季度57件，环比增长39%: the later part of the year against the one before it."""
    parts = [one for one in before if one.part and not one.start]
    return [
        Pair(new, old)
        for new in reversed(parts)
        for old in parts
        if new.part and old.part and new.part == (old.part[0], old.part[1] + 1) and new.family == old.family
    ]


def _rowed(row: Sequence[Term], place: int, block: Block) -> list[Pair]:
    """立案1845件、结案1802件，较上年的1476件、1431件分别增长25%、25.9%: the value and the base at the same place."""
    first = row[0]
    before = [
        one for one in block.terms[: first.index] if one.sentence == first.sentence and one.quantity.countable
    ]
    bases = [one for one in before if one.base]
    if not bases:
        return []
    olds = [one for one in before if one.clause_id == bases[-1].clause_id and one.index >= bases[0].index][
        -len(row) :
    ]
    news = [one for one in before if one.index < olds[0].index][-len(row) :]
    if len(olds) < len(row) or len(news) < len(row) or news[place].family != olds[place].family:
        return []
    return [Pair(news[place], olds[place])]


def _behind(term: Term, block: Block) -> Term | None:
    """The value right behind a change in its sentence."""
    following = block.terms[term.index + 1] if term.index + 1 < len(block.terms) else None
    fits = following is not None and following.sentence == term.sentence and _comparable(term, following)
    return following if fits else None


def _turned_behind(term: Term, block: Block) -> Pair | None:
    """同比下降25.8%，由256件减少到190件: what the change is from and to stands right behind it."""
    old = _behind(term, block)
    new = block.terms[old.index + 1] if old is not None and old.index + 1 < len(block.terms) else None
    if old is None or new is None or not old.start or new.to is None or old.scope != term.scope:
        return None
    if not _TURNED.match(old.gap) or (not term.quantity.is_percent and old.family != term.family):
        return None
    before = block.terms[term.index - 1] if term.index else None
    own_turn = before is not None and before.to is not None and before.clause_id == term.clause_id
    return None if own_turn else Pair(new, old)


def _bracket_behind(term: Term, block: Block) -> Pair | None:
    """涉外公证712件，同比增长11.25%（上年640件）: the base in the change's own bracket, and the value just before."""
    old = _behind(term, block)
    if old is None or not (old.base or old.part) or old.owner is not term:
        return None
    news = [
        one for one in block.terms[: term.index] if one.sentence == term.sentence and one.family == old.family
    ]
    news = [one for one in news if not one.base and not one.start]
    return Pair(news[-1], old) if news else None


def _new_behind(term: Term, before: Sequence[Term], block: Block) -> list[Pair]:
    """2023年415件，2024年较上年增长20%，达到498件: the new value stands right behind the change."""
    new = _behind(term, block)
    if new is None or new.base or new.scope != term.scope or not term.quantity.is_percent:
        return []
    olds = [one for one in reversed(before) if one.family == new.family and (one.base or one.year)]
    return [Pair(new, old) for old in olds[:1] if _REACHED.match(new.phrase) and old.scope == new.scope]


def _base_behind(term: Term, before: Sequence[Term], block: Block) -> list[Pair]:
    """败诉率3.2%，同比下降2.7个百分点，去年为5.9%: the base stands right behind the change."""
    old = _behind(term, block)
    if old is None or not old.base or (old.scope != term.scope and old.owner is not term):
        return []
    following = block.terms[old.index + 1] if old.index + 1 < len(block.terms) else None
    if following is not None and following.change and following.sentence == old.sentence:
        return []
    return [Pair(new, old) for new in reversed(before) if new.family == old.family][:1]
