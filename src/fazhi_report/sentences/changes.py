"""Changes: the direction of 由A增至B, differences in units and in points of percent, and words that deny each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fazhi_report.sentences.claim import Answer, Claim, Kind
from fazhi_report.sentences.clauses import Block
from fazhi_report.sentences.formula import PERCENT, Formula, plain
from fazhi_report.sentences.growth import growth
from fazhi_report.sentences.pairs import Pair, pairs, start_of
from fazhi_report.sentences.quantity import Pattern, negative
from fazhi_report.sentences.terms import Term

_WORDS = {1: "增长", -1: "下降"}
_ALL = 100
_RANKS = Pattern("提前|排名|名次|位次|第$")
_HINT = "核对两个数和增减的用词"


def changes(block: Block) -> Iterator[Claim]:
    """The claims of change of a block."""
    for term in block.terms:
        if term.quantity.planned:
            continue
        claim = (
            _turned(term, block) if term.to is not None else _changed(term, block) if term.change else None
        )
        if claim is not None:
            yield claim


def _turned(term: Term, block: Block) -> Claim | None:
    """由A增至B: the verb says which of the two is larger."""
    old = start_of(term, block)
    if old is None or not term.to or old.quantity.hedge or term.quantity.hedge:
        return None
    pair = Pair(term, old)
    if pair.level or _RANKS.search(term.clause):
        return None
    used = (term.quantity, old.quantity)
    if pair.rises == (term.to > 0):
        return Claim(Kind.DIRECTION, Answer.RIGHT, term.quantity, used)
    text = Formula().beside(term.quantity.value, old.quantity.value, pair.size).text
    message = (
        f"由{old.quantity.text}到{term.quantity.text}：{text}，是{'升不是降' if pair.rises else '降不是升'}"
    )
    return Claim(Kind.DIRECTION, Answer.WRONG, term.quantity, used, message, "核对两个数的先后和增减的用词")


def _changed(term: Term, block: Block) -> Claim | None:
    stated = term.quantity
    if stated.number < 0:
        return _denied_twice(term)
    if stated.is_percent and term.change < 0 and stated.number > _ALL:
        message = f"下降、压缩不会超过全部：{Formula().beside(stated.value, PERCENT.all, PERCENT).text}"
        hint = "核对百分比，或者改写为“减少到几分之几”"
        return Claim(Kind.DIRECTION, Answer.WRONG, stated, (stated,), message, hint)
    between = pairs(term, block)
    if stated.family == "points":
        return _difference(term, between)
    if stated.is_percent:
        return growth(term, between, block)
    return _difference(term, [one for one in between if one.new.family == term.family])


def _denied_twice(term: Term) -> Claim:
    stated, word = term.quantity, _WORDS[term.change]
    shown = f"{plain(abs(stated.value) / stated.factor)}{stated.unit}"
    message = f"“{word}{stated.text}”说了两遍方向：已写“{word}”，数前不再写负号"
    hint = f"改为“{word}{shown}”，或者核对方向"
    return Claim(Kind.DIRECTION, Answer.WRONG, stated, (stated,), message, hint)


def _difference(term: Term, between: Sequence[Pair]) -> Claim | None:
    """A difference in units or points: 比2023年的409件多63件, 提高7.3个百分点."""
    stated = term.quantity
    kind = Kind.POINTS if stated.family == "points" else Kind.DIFFERENCE
    for pair in between:
        apart = pair.new.quantity.span - pair.old.quantity.span
        if stated.may_be(apart if term.change > 0 else negative(apart)):
            return Claim(kind, Answer.RIGHT, stated, pair.used(stated))
    if not between:
        return None
    pair = between[0]
    new, old, text = pair.new.quantity, pair.old.quantity, pair.apart.text
    if not pair.level and pair.rises != (term.change > 0):
        word = "多了" if pair.rises else "少了"
        message = f"{new.text}比{old.text}{word}：{text}，与“{term.before}{stated.text}”的方向不符"
        return Claim(Kind.DIRECTION, Answer.WRONG, stated, pair.used(stated), message, _HINT)
    return Claim(kind, Answer.WRONG, stated, pair.used(stated), f"{text}，不是{stated.text}", "核对这三个数")
