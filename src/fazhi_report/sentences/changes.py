"""Changes: growth in percent, differences in units and points, and the direction of all of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from math import ceil, floor

from fazhi_report.sentences.claim import PERCENT, Answer, Claim, Formula, Identity, measure, plain
from fazhi_report.sentences.clauses import Block, Term
from fazhi_report.sentences.pairs import Pair, pair_ending, pairs, start_of
from fazhi_report.sentences.quantity import (
    Interval,
    Pattern,
    percent_span,
    ratio,
    total,
)
from fazhi_report.sentences.wholes import parallel

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


def _reaches(term: Term, grown: Interval) -> bool:
    """Whether a computed growth, in percent and signed, may be printed as the term with its word."""
    return term.quantity.rounds(grown if term.change > 0 else -grown)


def _holds(term: Term, pair: Pair) -> Claim | None:
    """Right where the growth between two values is the printed one; asked where it is their difference in points."""
    stated, new, old = term.quantity, pair.new.quantity, pair.old.quantity
    written = (new.value - old.value) / old.value * _ALL
    points = new.is_percent and stated.rounds(Interval.exactly((new.value - old.value) * term.change))
    if points and not _reaches(term, Interval.exactly(written)):
        relative = pair.apart.over(pair.apart.result, old.value, pair.size, max(stated.digits, 1))
        message = f"{pair.apart.text}，是百分点；按百分比算，{relative.text}"
        hint = f"两个百分比之差写“{stated.number}个百分点”"
        return Claim(Identity.PERCENT_OR_POINTS, Answer.ASK, stated, pair.used(stated), message, hint)
    grown = new.span.growth_from(old.span)
    if grown is None or not _reaches(term, grown.scaled(Fraction(_ALL))):
        return None
    cut = new.exact and old.exact and stated.cuts(abs(written))
    message = f"{stated.text}是截尾得到的，四舍五入是{plain(abs(written), stated.digits)}%" if cut else ""
    return Claim(Identity.GROWTH, Answer.RIGHT, stated, pair.used(stated), message, "全文取舍一致", cut)


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
            Identity.DIRECTION, Answer.WRONG, stated, pair.used(stated), message, "核对两个数和增减的用词"
        )
    tried = "、".join(f"{one.old.quantity.text}到{one.new.quantity.text}" for one in between[1:3])
    hint = f"{_HINT}（也试过{tried}）" if tried else _HINT
    return Claim(Identity.GROWTH, Answer.WRONG, stated, pair.used(stated), f"{text}，不是{stated.text}", hint)


def _change_before(term: Term, block: Block) -> Term | None:
    """The change in units that stands right before a rate of change (增加57宗，增幅28.1%)."""
    change = block.terms[term.index - 1] if term.index else None
    if change is None or term.own or change.sentence != term.sentence or change.scope != term.scope:
        return None
    return change if change.quantity.countable and change.change else None


def _over_base(term: Term, block: Block) -> Claim | None:
    """较上年203宗增加57宗，增幅28.1%: what was added over what stood before."""
    change = _change_before(term, block)
    old = block.terms[change.index - 1] if change is not None and change.index else None
    if change is None or old is None or change.change != term.change or not old.base:
        return None
    if old.sentence != term.sentence or old.family != change.family or old.quantity.value <= 0:
        return None
    stated = term.quantity
    used = (stated, change.quantity, old.quantity)
    share = ratio(change.quantity.span, old.quantity.span, _ALL)
    if share is not None and stated.rounds(share):
        return Claim(Identity.GROWTH, Answer.RIGHT, stated, used, derived=True)
    size = measure((change.quantity, old.quantity))
    formula = Formula().over(change.quantity.value, old.quantity.value, size, max(stated.digits, 1))
    return Claim(
        Identity.GROWTH,
        Answer.WRONG,
        stated,
        used,
        f"{formula.text}，不是{stated.text}",
        "核对这三个数",
        derived=True,
    )


def _by_difference(term: Term, block: Block) -> Claim | None:
    """比上年减少85件，下降13.1%: the base is the value without its change."""
    change = _change_before(term, block)
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
            return Claim(
                Identity.GROWTH, Answer.RIGHT, stated, (stated, new.quantity, change.quantity), derived=True
            )
    if not news or change.change != term.change:
        return None
    return _without_change(term, change, news[0])


def _without_change(term: Term, change: Term, new: Term) -> Claim | None:
    """The growth of a value over itself without its change; right also as a cut out of the value (57家，已压减54家)."""
    stated = term.quantity
    cut = ratio(change.quantity.span, new.quantity.span, _ALL)
    if term.change < 0 and cut is not None and stated.rounds(cut) and not _COMPARED.search(change.phrase):
        used = (stated, change.quantity, new.quantity)
        return Claim(Identity.GROWTH, Answer.RIGHT, stated, used, derived=True)
    added = change.quantity.value * change.change
    before = new.quantity.value - added
    if before <= 0:
        return None
    size = measure((new.quantity, change.quantity))
    formula = Formula().plus([new.quantity.value, -added], size)
    formula = formula.over(change.quantity.value, before, size, max(stated.digits, 1))
    used = (stated, new.quantity, change.quantity)
    hint = "上年数由本年数和增减数算出；核对这三个数"
    return Claim(
        Identity.GROWTH, Answer.WRONG, stated, used, f"{formula.text}，不是{stated.text}", hint, derived=True
    )


def _without_base(term: Term, block: Block) -> Claim | None:
    """A growth without a base: a whole base must exist; of a rate, percent or points is asked."""
    last = next((one for one in reversed(block.terms[: term.index]) if one.scope == term.scope), None)
    if last is None or term.own or not _COMPARED.search(term.clause) or len(parallel(term, block)[0]) > 1:
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
    return Claim(Identity.PERCENT_OR_POINTS, Answer.ASK, stated, (stated, last.quantity), message, hint)


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
    used = (stated, last.quantity)
    count = last.quantity.value
    ends = sorted(1 + term.change * end / _ALL for end in (span.low, span.high))
    if ends[0] <= 0 or floor(count / ends[0]) >= ceil(count / ends[1]):
        return Claim(Identity.GRIM_GROWTH, Answer.RIGHT, stated, used)
    near = floor(count / (1 + term.change * stated.value / _ALL))
    formula, size = Formula(), measure((last.quantity,))
    for base in (Fraction(near), Fraction(near + 1)):
        if base > 0 and base != count:
            step = formula.plus([count, -base] if count > base else [base, -count], size)
            formula = step.over(step.result, base, size, max(stated.digits, 1))
    message = f"{last.quantity.text}，{_WORDS[term.change]}{stated.text}，推不出整数的上年数：{formula.text}"
    hint = "核对本年数、上年数与增长率，口径变了的写明"
    return Claim(Identity.GRIM_GROWTH, Answer.ASK, stated, used, message, hint)


_RANKS = Pattern("提前|排名|名次|位次|第$")
_DIRECTION_HINT = "核对两个数和增减的用词"


def changes(block: Block) -> Iterator[Claim]:
    """The claims of change of a block."""
    for term in block.terms:
        if term.quantity.planned:
            continue
        claim = (
            _turned(term, block) if term.to is not None else _changed(term, block) if term.change else None
        )
        for one in (claim, _said_behind(term, block)):
            if one is not None:
                yield one


_LEVEL = 5
"""Percent by which two values may lie apart and still be called 持平."""
_SAID = Pattern(
    "^(?:，[^，。；0-9]{0,12}?)?(?:较|比|与|同比|有所|出现|呈现?|明显|继续|持续|大幅|小幅|略有)[^，。；0-9]{0,6}?"
    "(?:(?P<up>上升|增长|提高|提升|增加|增多)|(?P<down>下降|减少|回落|降低|下滑)|(?P<level>持平))(?:了|明显|趋势|态势)?(?=[，。；]|$)"
)


def _said_behind(term: Term, block: Block) -> Claim | None:
    """94.8%，上年为96.1%，满意率较上年有所上升: a direction without a number, right behind two values."""
    match = None if term.change else _SAID.match(term.rest_of_sentence)
    pair = None if match is None else pair_ending(term, block)
    if (
        match is None
        or pair is None
        or pair.old.quantity.value <= 0
        or not pair.new.quantity.span.apart(pair.old.quantity.span)
    ):
        return None
    used = (pair.new.quantity, pair.old.quantity)
    same = match["level"] and pair.growth <= _LEVEL
    if same or (not match["level"] and pair.rises == (match["up"] is not None)):
        return Claim(Identity.DIRECTION, Answer.RIGHT, pair.new.quantity, used)
    new, was = pair.new.quantity, pair.old.quantity
    text = Formula().beside(new.value, was.value, pair.size).text
    message = f"{was.text}到{new.text}：{text}，与“{match[0].lstrip('，')}”不符"
    return Claim(Identity.DIRECTION, Answer.WRONG, new, used, message, _DIRECTION_HINT)


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
        return Claim(Identity.DIRECTION, Answer.RIGHT, term.quantity, used)
    text = Formula().beside(term.quantity.value, old.quantity.value, pair.size).text
    message = (
        f"由{old.quantity.text}到{term.quantity.text}：{text}，是{'升不是降' if pair.rises else '降不是升'}"
    )
    return Claim(
        Identity.DIRECTION, Answer.WRONG, term.quantity, used, message, "核对两个数的先后和增减的用词"
    )


def _changed(term: Term, block: Block) -> Claim | None:
    stated = term.quantity
    if stated.number < 0:
        return _denied_twice(term)
    if stated.is_percent and term.change < 0 and stated.number > _ALL:
        message = f"下降、压缩不会超过全部：{Formula().beside(stated.value, PERCENT.all, PERCENT).text}"
        hint = "核对百分比，或者改写为“减少到几分之几”"
        return Claim(Identity.DIRECTION, Answer.WRONG, stated, (stated,), message, hint)
    between = pairs(term, block)
    if stated.family == "times":
        return _times(term, between)
    if stated.family == "points":
        return _difference(term, between)
    if stated.is_percent:
        grown = growth(term, between, block)
        return None if grown is None else replace(grown, falling=term.change < 0)
    return _difference(term, [one for one in between if one.new.family == term.family])


def _times(term: Term, between: Sequence[Pair]) -> Claim | None:
    """由150件上升到450件，增长2倍; 增长了3倍 may mean that it is three times as much, and is asked."""
    stated = term.quantity
    between = [pair for pair in between if pair.old.quantity.value > 0]
    if not between or term.change < 0:
        return None
    pair = between[0]
    grown = pair.new.quantity.span.growth_from(pair.old.quantity.span)
    if grown is not None and stated.rounds(grown):
        return Claim(Identity.MULTIPLE, Answer.RIGHT, stated, pair.used(stated))
    new, old = pair.new.quantity.value, pair.old.quantity.value
    digits = max(stated.digits, 1)
    formula = pair.apart.divided(pair.apart.result, old, pair.size, digits)
    as_much = ratio(pair.new.quantity.span, pair.old.quantity.span)
    if as_much is not None and stated.rounds(as_much):
        message = f"{Formula().divided(new, old, pair.size, digits).text}，是{stated.text}；增长的是{formula.text}倍"
        return Claim(
            Identity.MULTIPLE,
            Answer.ASK,
            stated,
            pair.used(stated),
            message,
            "写“是上年的几倍”，或者写增长百分之几",
        )
    message = f"{formula.text}，不是{stated.text}"
    return Claim(Identity.MULTIPLE, Answer.WRONG, stated, pair.used(stated), message, "核对这三个数")


def _denied_twice(term: Term) -> Claim:
    stated, word = term.quantity, _WORDS[term.change]
    shown = f"{plain(abs(stated.value) / stated.factor)}{stated.unit}"
    message = f"“{word}{stated.text}”说了两遍方向：已写“{word}”，数前不再写负号"
    hint = f"改为“{word}{shown}”，或者核对方向"
    return Claim(Identity.DIRECTION, Answer.WRONG, stated, (stated,), message, hint)


def _difference(term: Term, between: Sequence[Pair]) -> Claim | None:
    """A difference in units or points: 比2023年的409件多63件, 提高7.3个百分点."""
    stated = term.quantity
    kind = Identity.POINTS if stated.family == "points" else Identity.DIFFERENCE
    for pair in between:
        apart = pair.new.quantity.span - pair.old.quantity.span
        if stated.may_be(apart if term.change > 0 else -apart):
            return Claim(kind, Answer.RIGHT, stated, pair.used(stated))
    if not between:
        return None
    pair = between[0]
    new, old, text = pair.new.quantity, pair.old.quantity, pair.apart.text
    if not pair.level and pair.rises != (term.change > 0):
        word = "多了" if pair.rises else "少了"
        message = f"{new.text}比{old.text}{word}：{text}，与“{term.before}{stated.text}”的方向不符"
        return Claim(Identity.DIRECTION, Answer.WRONG, stated, pair.used(stated), message, _DIRECTION_HINT)
    return Claim(kind, Answer.WRONG, stated, pair.used(stated), f"{text}，不是{stated.text}", "核对这三个数")
