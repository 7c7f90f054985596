"""Shares that fill a hundred percent: a division in percentages, and rates that exclude each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from fazhi_report.sentences.claim import Answer, Claim, Kind
from fazhi_report.sentences.clauses import Block
from fazhi_report.sentences.formula import PERCENT, Formula
from fazhi_report.sentences.quantity import percent_span, total
from fazhi_report.sentences.terms import Term

_DIVIDED = re.compile(
    "从[^，。；0-9]{1,14}[看分讲]|按[^，。；0-9]{1,12}(?:划?分类?|统计|看)|构成|结构|分布|[中里]，|测评|结果"
)
_CLOSED = re.compile("其余|其他(?!组织)|其它|剩余|余下|及以下|及以上|另外|不满意|不合格|不称职")
_OPPOSITE = re.compile("(?:不|未)([一-鿿]{2})")
_PAIRS = (("胜诉", "败诉"), ("合格", "不合格"), ("满意", "不满意"), ("办结", "未办结"), ("通过", "未通过"))


def hundreds(block: Block) -> Iterator[Claim]:
    """The claims of shares that fill a hundred percent."""
    for scope in sorted({one.scope for one in block.terms}):
        for sentence in sorted({one.sentence for one in block.terms}):
            row = [one for one in block.terms if one.scope == scope and one.sentence == sentence]
            yield from _rows(row, block)


def _rows(row: list[Term], block: Block) -> Iterator[Claim]:
    run: list[Term] = []
    for term in [*row, None]:
        if (
            term is not None
            and term.quantity.is_percent
            and not term.change
            and not term.base
            and term.to is None
            and not term.quantity.planned
            and not term.start
        ):
            run.append(term)
            continue
        if (
            term is not None
            and term.quantity.countable
            and term.quantity.is_percent is False
            and run
            and not _DIVIDED.search(run[0].gap)
        ):
            run = run
        if len(run) > 1:
            claim = _judged(run, block)
            if claim is not None:
                yield claim
        run = []


def _judged(run: Sequence[Term], block: Block) -> Claim | None:
    if any(one.quantity.hedge for one in run):
        return None
    opposite = _opposite(run)
    shares = [one for one in run if one.share is not None]
    if opposite:
        members = opposite
        closed, divided = True, True
    else:
        members = list(run)
        if (
            shares
            and len(shares) != len(run)
            and not any(_CLOSED.search(one.before + one.gap) for one in run if one.share is None)
        ):
            return None
        if any(one.rate and one.share is None for one in run):
            return None
        # Each share must have a subject of its own, else each belongs to a count and its whole.
        if any(one.share for one in run) or (shares and not any(_subject(one) for one in shares)):
            return None
        start = block.text.rfind("。", 0, run[0].quantity.start - block.start) + 1
        lead = block.text[start : run[0].quantity.start - block.start]
        closed = any(_CLOSED.search(one.before + one.own + one.phrase + one.after[:10]) for one in run)
        divided = bool(_DIVIDED.search(lead))
        if not divided and not closed:
            return None
        if not shares and not (divided and re.search("构成|结构|按|从", lead)):
            return None
    span = total([percent_span(one.quantity) for one in members])
    used = tuple(one.quantity for one in members)
    at = members[-1].quantity
    slack = Fraction(len(members), 20)
    if span.low is None or span.high is None or (span.low - slack <= 100 <= span.high + slack):
        return Claim(Kind.HUNDRED, Answer.RIGHT, at, used)
    formula = Formula().plus([one.quantity.value for one in members], PERCENT)
    if formula.result < 100 and not closed:
        answer = Answer.ASK
    else:
        answer = Answer.WRONG
    message = f"{formula.text}，不是100%"
    return Claim(Kind.HUNDRED, answer, at, used, message, "核对各项百分比；还有没有列出的，写明“其他”")


def _subject(term: Term) -> bool:
    return bool(term.own) or bool(re.search("分别", term.clause))


def _opposite(run: Sequence[Term]) -> list[Term]:
    """The rates of a row that exclude each other: 胜诉率 and 败诉率; 优秀率, 合格率, 不合格率."""
    names = {one.rate: one for one in run if one.rate}
    for one, other in _PAIRS:
        first = next((name for name in names if re.search(f"(?<!不)(?<!未){one}率", name)), "")
        second = next((name for name in names if re.search(f"{other}率", name)), "")
        if first and second and first != second:
            if one == "合格":
                return [names[name] for name in names if re.search("优秀|良好|合格", name)]
            return [names[first], names[second]]
    return []
