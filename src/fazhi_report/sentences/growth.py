"""Rates of change: growth from its base, from a change in units, or from no base at all."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import ceil, floor

from fazhi_report.sentences.claim import Answer, Claim, Kind
from fazhi_report.sentences.clauses import Block
from fazhi_report.sentences.formula import Formula, measure, plain
from fazhi_report.sentences.pairs import Pair
from fazhi_report.sentences.quantity import Pattern, Span, negative, percent_span, ratio, total
from fazhi_report.sentences.terms import Term

_WORDS = {1: "增长", -1: "下降"}
_ALL = 100
_MOST = 400
"""A count above this has a whole base for nearly every percentage of one digit."""
_MOST_DIGITS = 4
_COMPARED = Pattern("同比|环比|比上|较上|比去|较去|[比较]20[0-9]{2}年|上年|去年")
_ADDED = Pattern("累计|新增|增加|净增|压减|精简|减少")
_HINT = "核对这几个数"


def growth(term: Term, between: Sequence[Pair], block: Block) -> Claim | None:
    """The claim of a rate of change.

    Args:
        term: The rate.
        between: The values it can lie between, the likeliest first.
        block: Where it stands.
    """
    between = [pair for pair in between if pair.old.quantity.value > 0]
    for pair in between:
        claim = _holds(term, pair)
        if claim is not None:
            return claim
    over = _over_base(term, block)
    if over is not None and (between == [] or over.answer is Answer.RIGHT):
        return over
    if between:
        return _wrong(term, between)
    return _by_difference(term, block) or _without_base(term, block)


def _reaches(term: Term, grown: Span) -> bool:
    """Whether a computed growth, in percent and signed, may be printed as the term with its word."""
    return term.quantity.rounds(grown if term.change > 0 else negative(grown))


def _holds(term: Term, pair: Pair) -> Claim | None:
    """Right where the growth between two values is the printed one; asked where it is their difference in points."""
    stated, new, old = term.quantity, pair.new.quantity, pair.old.quantity
    written = (new.value - old.value) / old.value * _ALL
    points = new.is_percent and stated.rounds(Span.exactly((new.value - old.value) * term.change))
    if points and not _reaches(term, Span.exactly(written)):
        relative = pair.apart.over(pair.apart.result, old.value, pair.size, max(stated.digits, 1))
        message = f"{pair.apart.text}，是百分点；按百分比算，{relative.text}"
        hint = f"两个百分比之差写“{stated.number}个百分点”"
        return Claim(Kind.PERCENT_OR_POINTS, Answer.ASK, stated, pair.used(stated), message, hint)
    grown = new.span.growth_from(old.span)
    if grown is None or not _reaches(term, grown.scaled(Fraction(_ALL))):
        return None
    cut = new.exact and old.exact and stated.cuts(abs(written))
    message = f"{stated.text}是截尾得到的，四舍五入是{plain(abs(written), stated.digits)}%" if cut else ""
    return Claim(Kind.GROWTH, Answer.RIGHT, stated, pair.used(stated), message, "全文取舍一致", cut)


def _wrong(term: Term, between: Sequence[Pair]) -> Claim:
    stated, pair = term.quantity, between[0]
    new, old = pair.new.quantity, pair.old.quantity
    digits = max(stated.digits, 1)
    while digits < _MOST_DIGITS and plain(pair.growth, digits) == plain(stated.value, digits):
        digits += 1
    text = pair.apart.over(pair.apart.result, old.value, pair.size, digits).text
    if not pair.level and pair.rises != (term.change > 0):
        word = _WORDS[1 if pair.rises else -1]
        message = f"{old.text}到{new.text}是{word}，{text}，不是{_WORDS[term.change]}{stated.text}"
        return Claim(
            Kind.DIRECTION, Answer.WRONG, stated, pair.used(stated), message, "核对两个数和增减的用词"
        )
    tried = "、".join(f"{one.old.quantity.text}到{one.new.quantity.text}" for one in between[1:3])
    hint = f"{_HINT}（也试过{tried}）" if tried else _HINT
    return Claim(Kind.GROWTH, Answer.WRONG, stated, pair.used(stated), f"{text}，不是{stated.text}", hint)


def _before(term: Term, block: Block) -> Term | None:
    """The change in units that stands right before a rate of change (增加57宗，增幅28.1%)."""
    change = block.terms[term.index - 1] if term.index else None
    if change is None or term.own or change.sentence != term.sentence or change.scope != term.scope:
        return None
    return change if change.quantity.countable and change.change else None


def _over_base(term: Term, block: Block) -> Claim | None:
    """较上年203宗增加57宗，增幅28.1%: what was added over what stood before."""
    change = _before(term, block)
    old = block.terms[change.index - 1] if change is not None and change.index else None
    if change is None or old is None or change.change != term.change or not old.base:
        return None
    if old.sentence != term.sentence or old.family != change.family or old.quantity.value <= 0:
        return None
    stated = term.quantity
    used = (stated, change.quantity, old.quantity)
    share = ratio(change.quantity.span, old.quantity.span, _ALL)
    if share is not None and stated.rounds(share):
        return Claim(Kind.GROWTH, Answer.RIGHT, stated, used)
    size = measure((change.quantity, old.quantity))
    formula = Formula().over(change.quantity.value, old.quantity.value, size, max(stated.digits, 1))
    return Claim(
        Kind.GROWTH, Answer.WRONG, stated, used, f"{formula.text}，不是{stated.text}", "核对这三个数"
    )


def _by_difference(term: Term, block: Block) -> Claim | None:
    """比上年减少85件，下降13.1%: the base is the value without its change."""
    change = _before(term, block)
    if change is None:
        return None
    news = [
        one
        for one in reversed(block.terms[: change.index])
        if one.sentence == term.sentence and one.family == change.family and one.counted
    ]
    stated = term.quantity
    for new in news:
        more = change.quantity.span
        old = new.quantity.span - more if change.change > 0 else total([new.quantity.span, more])
        grown = new.quantity.span.growth_from(old)
        if grown is None:
            return None
        if _reaches(term, grown.scaled(Fraction(_ALL))):
            return Claim(Kind.GROWTH, Answer.RIGHT, stated, (stated, new.quantity, change.quantity))
    if not news or change.change != term.change:
        return None
    new = news[0]
    added = change.quantity.value * change.change
    before = new.quantity.value - added
    if before <= 0:
        return None
    size = measure((new.quantity, change.quantity))
    formula = Formula().plus([new.quantity.value, -added], size)
    formula = formula.over(change.quantity.value, before, size, max(stated.digits, 1))
    used = (stated, new.quantity, change.quantity)
    hint = "上年数由本年数和增减数算出；核对这三个数"
    return Claim(Kind.GROWTH, Answer.WRONG, stated, used, f"{formula.text}，不是{stated.text}", hint)


def _without_base(term: Term, block: Block) -> Claim | None:
    """A growth without a base: a whole base must exist; of a rate, percent or points is asked."""
    last = next((one for one in reversed(block.terms[: term.index]) if one.scope == term.scope), None)
    if last is None or term.own or not _COMPARED.search(term.clause):
        return None
    if last.sentence != term.sentence or last.change or last.base or last.quantity.planned:
        return None
    if last.quantity.is_percent:
        return _points_meant(term, last)
    return _whole_base(term, last)


def _points_meant(term: Term, last: Term) -> Claim | None:
    stated = term.quantity
    if not last.rate or last.share is not None or last.to is not None:
        return None
    said = f"“{last.rate}{last.quantity.text}……{term.before[-2:]}{stated.text}”"
    message = f"{said}：是百分之{stated.number}，还是{stated.number}个百分点？"
    hint = f"两年百分比之差写“{stated.number}个百分点”"
    return Claim(Kind.PERCENT_OR_POINTS, Answer.ASK, stated, (stated, last.quantity), message, hint)


def _whole_base(term: Term, last: Term) -> Claim | None:
    """207条，同比增长24.3%: no whole number of last year gives it."""
    stated, span = term.quantity, percent_span(term.quantity)
    fits = last.counted and last.quantity.exact and not stated.hedge and 0 < last.quantity.value <= _MOST
    if (
        not fits
        or last.family == "money"
        or _ADDED.search(last.words)
        or span.low is None
        or span.high is None
    ):
        return None
    count = last.quantity.value
    ends = sorted(1 + term.change * end / _ALL for end in (span.low, span.high))
    if ends[0] <= 0 or floor(count / ends[0]) >= ceil(count / ends[1]):
        return None
    near = floor(count / (1 + term.change * stated.value / _ALL))
    formula, size = Formula(), measure((last.quantity,))
    for base in (Fraction(near), Fraction(near + 1)):
        if base > 0 and base != count:
            step = formula.plus([count, -base] if count > base else [base, -count], size)
            formula = step.over(step.result, base, size, max(stated.digits, 1))
    message = f"{last.quantity.text}，{_WORDS[term.change]}{stated.text}，推不出整数的上年数：{formula.text}"
    hint = "核对本年数、上年数与增长率，口径变了的写明"
    return Claim(Kind.GRIM_GROWTH, Answer.ASK, stated, (stated, last.quantity), message, hint)
