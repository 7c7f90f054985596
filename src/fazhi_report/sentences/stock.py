"""Stocks: what stood at the start and came in is what went out and stands at the end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from fazhi_report.sentences.claim import Answer, Claim, Kind
from fazhi_report.sentences.clauses import Block
from fazhi_report.sentences.formula import Formula, measure
from fazhi_report.sentences.quantity import Pattern, total
from fazhi_report.sentences.terms import Term

_MOST = 6
_STANDING = Pattern("现有|年末|期末|年底|现存|调整后")
_ADDED = Pattern("新[一-鿿]|净增|增[聘设补派]")
_ALL_OF = Pattern("总|达|数量|现有")


def stocks(block: Block) -> Iterator[Claim]:
    """The claims of stocks of a block."""
    for sentence in sorted({one.sentence for one in block.terms}):
        row = [
            one
            for one in block.terms
            if one.sentence == sentence and one.quantity.countable and not one.change
        ]
        families = {one.family for one in row if one.stock == "start"}
        for family in sorted(families):
            same = [one for one in row if one.family == family and not one.average]
            claim = _judged(same)
            if claim is not None:
                yield claim
        yield from _grown(row)


def _judged(row: Sequence[Term]) -> Claim | None:
    start = next(one for one in row if one.stock == "start")
    scope = start.scope
    owner = start.owner
    row = [one for one in row if one.scope == scope]
    gains = [one for one in row if one.stock == "in"]
    losses = [one for one in row if one.stock == "out"]
    ends = [one for one in row if one.stock == "end"]
    if gains and ends and (losses or _STANDING.search(ends[-1].phrase)):
        return _balance(start, gains[:_MOST], losses[:_MOST], ends[-1])
    totals = [one for one in row if one.total and one.stock not in {"out", "end", "start"}]
    before = [one for one in row if one.index < start.index]
    if not totals and owner is None and start.opener and before:
        totals = before[-1:]
    if owner is not None and owner.family == start.family:
        totals = [owner]
    if gains and totals:
        return _sum(start, gains, totals[-1])
    return None


def _balance(start: Term, gains: Sequence[Term], losses: Sequence[Term], end: Term) -> Claim:
    used = tuple(one.quantity for one in (start, *gains, *losses, end))
    for chosen in _choices(gains):
        for gone in [*_choices(losses), ()]:
            have = total([start.quantity.span, *(one.quantity.span for one in chosen)])
            left = total([end.quantity.span, *(one.quantity.span for one in gone)])
            if have.low is None or left.high is None or have.high is None or left.low is None:
                return Claim(Kind.STOCK, Answer.RIGHT, end.quantity, used)
            if have.low <= left.high and left.low <= have.high:
                return Claim(Kind.STOCK, Answer.RIGHT, end.quantity, used)
    size = measure(used)
    terms = [start.quantity.value, *(one.quantity.value for one in gains)]
    terms += [-one.quantity.value for one in losses]
    formula = Formula().plus(terms, size)
    message = f"{formula.text}，不是{end.quantity.text}"
    hint = "年初数与本年收到的，应等于办结的与年末数；核对这几个数"
    if losses:
        one = Formula().plus([start.quantity.value, *(gain.quantity.value for gain in gains)], size).text
        other = Formula().plus([*(loss.quantity.value for loss in losses), end.quantity.value], size).text
        hint += f"（{one}，{other}）"
    return Claim(Kind.STOCK, Answer.WRONG, end.quantity, used, message, hint)


def _sum(start: Term, gains: Sequence[Term], whole: Term) -> Claim:
    used = tuple(one.quantity for one in (start, *gains, whole))
    for chosen in _choices(gains):
        if whole.quantity.may_be(total([start.quantity.span, *(one.quantity.span for one in chosen)])):
            return Claim(Kind.STOCK, Answer.RIGHT, whole.quantity, used)
    formula = Formula().plus([start.quantity.value, *(one.quantity.value for one in gains)], measure(used))
    message = f"{formula.text}，不是{whole.quantity.text}"
    return Claim(
        Kind.STOCK,
        Answer.WRONG,
        whole.quantity,
        used,
        message,
        "上年结转与本年新收之和应为本年办理总数；核对这几个数",
    )


def _choices(row: Sequence[Term]) -> Iterator[tuple[Term, ...]]:
    for count in range(1, len(row) + 1):
        yield from combinations(row, count)


def _grown(row: Sequence[Term]) -> Iterator[Claim]:
    """新增6个，总数由11个增加到17个: what was added is the difference."""
    for place, term in enumerate(row):
        if term.to != 1 or not place or not row[place - 1].start or row[place - 1].family != term.family:
            continue
        old = row[place - 1]
        added = [one for one in row[: place - 1] if one.family == term.family and _ADDED.search(one.phrase)]
        if not added or not _ALL_OF.search(old.phrase):
            continue
        used = (term.quantity, old.quantity, *(one.quantity for one in added))
        for chosen in _choices(added):
            if term.quantity.may_be(total([old.quantity.span, *(one.quantity.span for one in chosen)])):
                yield Claim(Kind.STOCK, Answer.RIGHT, term.quantity, used)
                break
        else:
            formula = Formula().plus([old.quantity.value, added[-1].quantity.value], measure(used))
            message = f"{formula.text}，不是{term.quantity.text}"
            yield Claim(
                Kind.STOCK, Answer.WRONG, term.quantity, used, message, "核对新增数与前后的总数，有减少的写明"
            )
