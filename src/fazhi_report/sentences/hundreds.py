"""Shares that fill a hundred percent: a division in percentages, and rates that exclude each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from fazhi_report.sentences.claim import Answer, Claim, Kind
from fazhi_report.sentences.clauses import Block
from fazhi_report.sentences.formula import PERCENT, Formula
from fazhi_report.sentences.quantity import Pattern, percent_span, total
from fazhi_report.sentences.terms import Term

_DIVIDED = Pattern(
    "从[^，。；0-9]{1,14}[看分讲]|按[^，。；0-9]{1,12}(?:划?分类?|统计|看)|构成|结构|分布|[中里]，|测评|结果"
)
_NAMED = Pattern("构成|结构|按|从")
_CLOSED = Pattern("其余|其他(?!组织)|其它|剩余|余下|及以下|及以上|另外|不满意|不合格|不称职")
_QUALITY = Pattern("优秀|良好|合格")
_PAIRS = (
    ("胜诉", "败诉"),
    ("合格", "不合格"),
    ("满意", "不满意"),
    ("办结", "未办结"),
    ("通过", "未通过"),
)
_SLACK = 20
"""Each share may be rounded once more: a twentieth of a percent."""
_ALL = 100


def hundreds(block: Block) -> Iterator[Claim]:
    """The claims of shares that fill a hundred percent."""
    for run in _runs(block):
        hedged = any(one.quantity.hedge for one in run)
        members, closed = (list[Term](), False) if hedged else _members(run, block)
        if len(members) > 1:
            yield _judged(members, closed=closed)


def _runs(block: Block) -> Iterator[list[Term]]:
    """Percentages that follow each other in one sentence and scope, nothing else between them."""
    run: list[Term] = []
    for term in block.terms:
        joins = run and (term.scope, term.sentence) == (run[-1].scope, run[-1].sentence)
        if run and not (joins and term.stated):
            yield run
            run = []
        if term.stated:
            run = [*run, term]
    if run:
        yield run


def _members(run: Sequence[Term], block: Block) -> tuple[list[Term], bool]:
    """The percentages of a run that divide one whole, and whether words close the division; none where they do not."""
    opposite = _opposite(run)
    if opposite:
        return opposite, True
    shares = [one for one in run if one.share is not None]
    others = [one for one in run if one.share is None]
    closing = all(_CLOSED.search(one.before + one.gap) for one in others)
    if any(one.rate for one in others) or (shares and others and not closing):
        return [], False
    # Each share must have a subject of its own, else each belongs to a count and its whole.
    if any(one.share for one in shares) or (
        shares and not any(one.own or "分别" in one.clause for one in shares)
    ):
        return [], False
    start = block.text.rfind("。", 0, run[0].quantity.start - block.start) + 1
    lead = block.text[start : run[0].quantity.start - block.start]
    closed = any(_CLOSED.search(one.own + one.phrase + one.after) for one in run)
    divided = _DIVIDED.search(lead) is not None
    named = divided and _NAMED.search(lead) is not None
    return (list(run), closed) if (named or (shares and (divided or closed))) else ([], False)


def _opposite(run: Sequence[Term]) -> list[Term]:
    """The rates of a row that exclude each other: 胜诉率 and 败诉率; 优秀率, 合格率, 不合格率."""
    named = {one.rate: one for one in run if one.rate}
    for yes, no in _PAIRS:
        denied = [name for name in named if f"{no}率" in name]
        stated = [name for name in named if f"{yes}率" in name and name not in denied]
        if denied and stated:
            if yes == "合格":
                return [one for name, one in named.items() if _QUALITY.search(name)]
            return [named[stated[0]], named[denied[0]]]
    return []


def _judged(members: Sequence[Term], *, closed: bool) -> Claim:
    used = tuple(one.quantity for one in members)
    at = members[-1].quantity
    span = total([percent_span(one) for one in used])
    slack = Fraction(len(members), _SLACK)
    if span.low is None or span.high is None or span.low - slack <= _ALL <= span.high + slack:
        return Claim(Kind.HUNDRED, Answer.RIGHT, at, used)
    formula = Formula().plus([one.value for one in used], PERCENT)
    answer = Answer.ASK if formula.result < _ALL and not closed else Answer.WRONG
    hint = "核对各项百分比；还有没有列出的，写明“其他”"
    return Claim(Kind.HUNDRED, answer, at, used, f"{formula.text}，不是100%", hint)
