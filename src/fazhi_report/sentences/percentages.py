"""A stated percentage held against parts and wholes: every reading is tried before it is called wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fazhi_report.sentences.claim import Answer, Claim, Kind
from fazhi_report.sentences.formula import Formula, measure, plain
from fazhi_report.sentences.quantity import Span, ratio, total
from fazhi_report.sentences.terms import Term

ALL = 100
"""Percent."""
_HINT = "核对这三个数"
_OTHERS = 3


@dataclass(frozen=True, slots=True)
class Percentage:
    """A percentage with what it can be of what.

    Args:
        term: The percentage.
        parts: The parts that it can be, the likeliest first; several counts are taken together.
        wholes: The wholes that it can be of, the likeliest first.
        kind: A share or a rate.
    """

    term: Term
    parts: Sequence[Sequence[Term]]
    wholes: Sequence[Term]
    kind: Kind

    def judged(self) -> Claim | None:
        """The claim of the percentage: right where one part of one whole gives it; None where nothing can be divided."""
        stated = self.term.quantity
        if self.wholes[0].quantity.value <= 0:
            return None
        for parts in self.parts:
            for whole in self.wholes:
                share = self._share(parts, whole)
                if share is None or not stated.rounds(share):
                    continue
                if self._doubtful(parts, whole):
                    return self._which(parts[-1], whole)
                used = (stated, *(one.quantity for one in parts), whole.quantity)
                cut = share.exact is not None and stated.cuts(share.exact)
                message = (
                    f"{stated.text}是截尾得到的，四舍五入是{plain(share.exact, stated.digits)}%"
                    if cut and share.exact
                    else ""
                )
                return Claim(self.kind, Answer.RIGHT, stated, used, message, "全文取舍一致", cut)
        return self._wrong()

    def _share(self, parts: Sequence[Term], whole: Term) -> Span | None:
        """How many percent of a whole parts may be; what is left of it where they are what the rate denies."""
        if len(parts) > 1 and whole in parts:
            return None
        share = ratio(total([one.quantity.span for one in parts]), whole.quantity.span, ALL)
        if share is None or not self._denied(parts[0]):
            return share
        low = None if share.high is None else ALL - share.high
        return Span(low, None if share.low is None else ALL - share.low)

    def _denied(self, part: Term) -> bool:
        """Whether a part is what a rate leaves out: 不合格52批次，合格率98%."""
        if self.kind is not Kind.RATE:
            return False
        stem = self.term.rate[:-1][-2:]
        denied = [f"{word}{stem}" for word in "不未"]
        return any(word in part.words and word not in self.term.rate for word in denied)

    def _doubtful(self, parts: Sequence[Term], whole: Term) -> bool:
        """Whether another whole stands between the part and the one that holds, and both could be meant."""
        first = self.wholes[0]
        return (
            self.kind is Kind.RATE
            and len(parts) == 1
            and whole.index < first.index < parts[0].index
            and first.sentence == parts[0].sentence == whole.sentence
            and first.quantity.value >= parts[0].quantity.value
            and not parts[0].opener
            and not first.scope
        )

    def _which(self, part: Term, whole: Term) -> Claim:
        """The rate holds for one whole and not for the nearer: which is meant is asked."""
        stated, nearest = self.term.quantity, self.wholes[0].quantity
        size = measure((part.quantity, whole.quantity))
        digits = max(stated.digits, 1)
        formula = Formula().over(part.quantity.value, whole.quantity.value, size, digits)
        formula = formula.over(part.quantity.value, nearest.value, size, digits + 1)
        message = f"{stated.text}的分母是{whole.quantity.text}还是{nearest.text}：{formula.text}"
        used = (stated, part.quantity, whole.quantity, nearest)
        return Claim(
            self.kind, Answer.ASK, stated, used, message, "按指标的定义核对分母，写明是占哪个数的比例"
        )

    def _wrong(self) -> Claim:
        stated, part, whole = self.term.quantity, self.parts[0][0].quantity, self.wholes[0].quantity
        size = measure((part, whole))
        digits = max(stated.digits, 1)
        formula, of = Formula(), part.value
        if self._denied(self.parts[0][0]) and part.value < whole.value:
            formula = formula.plus([whole.value, -part.value], size)
            of = formula.result
        while digits <= _OTHERS and plain(of / whole.value * ALL, digits) == plain(stated.value, digits):
            digits += 1
        text = formula.over(of, whole.value, size, digits).text
        tried = "、".join(one.quantity.text for one in self.wholes[1 : 1 + _OTHERS])
        hint = f"{_HINT}（也试过以{tried}为分母）" if tried else _HINT
        return Claim(
            self.kind, Answer.WRONG, stated, (stated, part, whole), f"{text}，不是{stated.text}", hint
        )
