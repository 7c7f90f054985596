"""Averages: a total over the people, places or months that the words name."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from fazhi_report.sentences.claim import Answer, Claim, Kind
from fazhi_report.sentences.clauses import Block
from fazhi_report.sentences.formula import Formula, Measure
from fazhi_report.sentences.quantity import Pattern, Span, ratio
from fazhi_report.sentences.terms import Term

_PERIODS = (
    (Pattern("月均|每月平均|平均每月|每月"), (12,)),
    (Pattern("日均|平均每[天日]|每[天日]平均"), (365, 366)),
    (Pattern("周均|平均每周"), (52, 53)),
    (Pattern("季均|平均每个?季度"), (4,)),
)
_OTHER_PERIOD = Pattern("上半年|下半年|季度|[0-9]+月|截至|自|以来|工作日")
_EACH = Pattern("平?均?每(?:个|名|位|家|件|户|所|宗|场|次|人)?([^，。；0-9平均]{0,8})")
_BOUND = Pattern("年均|以上|不少于")
_TENS = 10
_PEOPLE = Pattern("人均|每[名位人]")
_CASES = Pattern("件均|案均|每[件宗]")
_HOMES = Pattern("户均|每户|每家")


def averages(block: Block) -> Iterator[Claim]:
    """The claims of averages of a block."""
    for term in block.terms:
        if (
            not term.average
            or term.quantity.planned
            or not term.quantity.countable
            or term.start
            or term.to is not None
        ):
            continue
        if _BOUND.search(term.average + term.after[:3]) or term.quantity.hedge in {
            "以上",
            "不少于",
            "超过",
        }:
            continue
        yield from _judged(term, block)


def _judged(term: Term, block: Block) -> Iterator[Claim]:
    earlier = [
        one
        for one in reversed(block.terms[: term.index])
        if one.counted and not one.average and term.sentence - one.sentence <= 0 and not one.quantity.planned
    ]
    later = [
        one
        for one in block.terms[term.index + 1 :]
        if one.sentence == term.sentence and one.total and one.counted and one.family == term.family
    ]
    totals = [one for one in earlier if one.family == term.family] + later
    if not totals:
        return
    for pattern, lengths in _PERIODS:
        if pattern.search(term.average):
            if _OTHER_PERIOD.search(block.text[: term.quantity.start - block.start]):
                return
            yield from _by_period(term, totals, lengths)
            return
    divisors = _divisors(term, [one for one in earlier if one.family != term.family or len(totals) > 1])
    pairs = [
        (whole, divisor)
        for divisor in divisors
        for whole in totals
        if whole is not divisor and divisor.quantity.value > 0
    ]
    if not pairs:
        return
    for whole, divisor in pairs:
        value = ratio(whole.quantity.span, divisor.quantity.span)
        if value is None or term.quantity.rounds(value):
            yield Claim(
                Kind.AVERAGE, Answer.RIGHT, term.quantity, (term.quantity, whole.quantity, divisor.quantity)
            )
            return
    whole, divisor = pairs[0]
    used = (term.quantity, whole.quantity, divisor.quantity)
    yield Claim(
        Kind.AVERAGE, Answer.WRONG, term.quantity, used, _message(term, whole, divisor.quantity.value), _HINT
    )


_HINT = "核对总数、平均数和除以的数"


def _message(term: Term, whole: Term, divisor: Fraction) -> str:
    exact = whole.quantity.value / divisor
    formula = Formula().divided(
        whole.quantity.value, divisor, Measure(), term.quantity.digits or _digits(exact)
    )
    return f"{formula.text}，不是{term.quantity.text}"


def _digits(exact: Fraction) -> int:
    return 0 if exact.denominator == 1 else 1 if exact >= _TENS else 2


def _by_period(term: Term, totals: list[Term], lengths: tuple[int, ...]) -> Iterator[Claim]:
    for whole in totals:
        for length in lengths:
            value = ratio(whole.quantity.span, Span.exactly(Fraction(length)))
            if value is None or term.quantity.rounds(value):
                yield Claim(Kind.AVERAGE, Answer.RIGHT, term.quantity, (term.quantity, whole.quantity))
                return
    used = (term.quantity, totals[0].quantity)
    yield Claim(
        Kind.AVERAGE,
        Answer.WRONG,
        term.quantity,
        used,
        _message(term, totals[0], Fraction(lengths[0])),
        _HINT,
    )


def _divisors(term: Term, earlier: list[Term]) -> list[Term]:
    """The counts that an average can be taken over: of the people, cases or places it names."""
    if _PEOPLE.search(term.average):
        return [one for one in earlier if one.family == "person"]
    if _CASES.search(term.average):
        return [one for one in earlier if one.family == "case"]
    if _HOMES.search(term.average):
        return [one for one in earlier if one.family in {"户", "家"}]
    match = _EACH.search(term.average)
    noun = match[1] if match else ""
    if len(noun) <= 1:
        return []
    return [
        one for one in earlier if any(noun[place : place + 2] in one.words for place in range(len(noun) - 1))
    ]
