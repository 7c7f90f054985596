"""Sums of money whose size does not fit what they are for: 万 may be missing or too much."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from fazhi_report.sentences.claim import Answer, Claim, Kind
from fazhi_report.sentences.clauses import Block
from fazhi_report.sentences.formula import Formula, Measure
from fazhi_report.sentences.quantity import Pattern
from fazhi_report.sentences.terms import Term

_BUDGET = Pattern("经费|总额|资金|收入|支出|投入|财政|入库|预算|罚没|金额合计")
_GIFT = Pattern("补贴|奖金|慰问|补助|救助|奖励|慰问品|抚恤|津贴|救济|慰问金|报酬")
_LEAST = 10_000
_MOST_EACH = 1_000_000
"""元: a sum of an office below the first, or of one person above the second, is asked."""


def sizes(block: Block) -> Iterator[Claim]:
    """The claims that a sum of money has the size of what it is for."""
    for term in block.terms:
        if term.family != "money" or term.quantity.planned or term.change or term.average:
            continue
        quantity = term.quantity
        if (
            quantity.factor == 1
            and quantity.digits
            and _BUDGET.search(term.phrase)
            and quantity.value < _LEAST
        ):
            text = Formula().beside(quantity.value, Fraction(_LEAST), Measure()).text
            message = f"“{term.phrase[-8:]}{quantity.text}”不足一万元（{text}），单位是不是漏了“万”？"
            yield Claim(Kind.SIZE, Answer.ASK, quantity, (quantity,), message, "核对单位")
        elif quantity.factor > 1 and _GIFT.search(term.phrase):
            yield from _each(term, block)


def _each(term: Term, block: Block) -> Iterator[Claim]:
    for other in reversed(block.terms[: term.index]):
        if other.sentence != term.sentence:
            return
        if other.counted and other.family in {"person", "case", "户", "家"} and other.quantity.value > 0:
            each = term.quantity.value / other.quantity.value
            if each > _MOST_EACH:
                formula = Formula().divided(term.quantity.value, other.quantity.value, Measure(), 0)
                message = f"{formula.text}，平均每{other.quantity.unit[-1]}超过百万元，单位是不是“元”？"
                yield Claim(
                    Kind.SIZE, Answer.ASK, term.quantity, (term.quantity, other.quantity), message, "核对单位"
                )
            return
