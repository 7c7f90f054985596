"""Lists judged: parts no more than their whole, closed lists and totals equal to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fazhi_report.sentences import words
from fazhi_report.sentences.claim import Answer, Claim, Kind
from fazhi_report.sentences.clauses import Block
from fazhi_report.sentences.closed import closed
from fazhi_report.sentences.formula import Formula, Measure, measure
from fazhi_report.sentences.listing import CLASSES, PAIR, Listing, Tie, added, one_kind
from fazhi_report.sentences.opened import bracketed, opened
from fazhi_report.sentences.quantity import Pattern, Quantity
from fazhi_report.sentences.readings import fits, summands
from fazhi_report.sentences.terms import Term
from fazhi_report.sentences.totals import outermost, totals

_ACROSS = Pattern(words.CUTTING_ACROSS)
_OUT = Pattern("审结|办结|结案|出具|办理")
_IN = Pattern("收|受理|接收|申请")
_HINT = "核对总数与其中各项"


def lists(block: Block) -> Iterator[Claim]:
    """The claims of lists of a block, each quantity judged as a part once."""
    judged: set[int] = set()
    for find in (bracketed, closed, opened, totals):
        for one in find(block):
            total = one.tie is Tie.TOTAL
            key = one.wholes[0].index if total else one.parts[-1].index
            if key in judged or (not total and any(part.index in judged for part in one.parts)):
                continue
            claim = _judged(one)
            if claim is not None:
                judged |= {key, *(part.index for part in one.parts)}
                yield claim


def _judged(one: Listing) -> Claim | None:
    """What becomes of a list: one reading of its parts and wholes that holds makes it right."""
    for whole in one.wholes:
        if fits(one, whole):
            return Claim(Kind.PARTS, Answer.RIGHT, whole.quantity, _used(whole, one.parts))
    if one.tie is Tie.TOTAL:
        return _not_total(one)
    parts, whole = summands(one), one.wholes[0]
    biggest = max(one.parts, key=lambda part: part.quantity.value)
    if _exceeds(biggest.quantity, whole.quantity):
        if not all(_exceeds(biggest.quantity, other.quantity) for other in one.wholes):
            return None
        carried = one.tie is not Tie.OPENED and _OUT.search(biggest.phrase) and _IN.search(whole.phrase)
        if one.tie is Tie.OPENED or len(parts) < PAIR or carried:
            return _larger(biggest, whole, Answer.ASK if carried else Answer.WRONG)
    if len(parts) < PAIR:
        return None
    low, high = added(parts).low, whole.quantity.span.high
    more = low is not None and high is not None and low > high
    return _too_much(one, parts) if more else _too_little(one, parts)


def _used(whole: Term, parts: Sequence[Term]) -> tuple[Quantity, ...]:
    return (whole.quantity, *(part.quantity for part in parts))


def _exceeds(one: Quantity, other: Quantity) -> bool:
    return one.span.low is not None and other.span.high is not None and one.span.low > other.span.high


def _sum(parts: Sequence[Term], whole: Term) -> tuple[Formula, Measure]:
    size = measure([*(part.quantity for part in parts), whole.quantity])
    return Formula().plus([part.quantity.value for part in parts], size), size


def _larger(part: Term, whole: Term, answer: Answer) -> Claim:
    size = measure((part.quantity, whole.quantity))
    text = Formula().beside(part.quantity.value, whole.quantity.value, size).text
    message = f"{text}：其中的{part.quantity.text}比全部{whole.quantity.text}还多"
    used = (part.quantity, whole.quantity)
    return Claim(Kind.PART, answer, part.quantity, used, message, "核对总数与其中的数")


def _hedged(parts: Sequence[Term], whole: Term) -> bool:
    return bool(whole.quantity.hedge) or any(part.quantity.hedge for part in parts)


def _too_little(one: Listing, parts: Sequence[Term]) -> Claim | None:
    """A closed list that falls short: wrong where it names its rest, else asked."""
    whole = one.wholes[0]
    within = any(part.opener and "含" in part.opener for part in parts)
    if one.tie is Tie.OPENED or one.leaves or _hedged(parts, whole) or (within and one.tie is Tie.CLASSES):
        return None
    formula, _ = _sum(parts, whole)
    answer = Answer.WRONG if one.tie is Tie.CLOSED else Answer.ASK
    message = f"{formula.text}，不是{whole.quantity.text}"
    hint = "核对总数与各项；还有没有列出的，写明“其他”"
    return Claim(Kind.SUM, answer, whole.quantity, _used(whole, parts), message, hint)


def _too_much(one: Listing, parts: Sequence[Term]) -> Claim | None:
    """Parts that exceed their whole: asked where some of them may cut across the others."""
    whole = one.wholes[0]
    formula, size = _sum(parts, whole)
    used = _used(whole, parts)
    text = formula.beside(formula.result, whole.quantity.value, size).text
    across = _across(one, parts)
    closes = _without_one(parts, whole)
    if across and not closes and len(across) > 1:
        return None
    if across or closes:
        message = f"{text}：各项之和比{whole.quantity.text}多，各项之间有没有交叉？"
        hint = "有交叉的，把交叉的一项另起一句或写“另有”；没有的，核对各数"
        return Claim(Kind.PARTS, Answer.ASK, whole.quantity, used, message, hint)
    if one.tie is Tie.OPENED:
        message = f"{text}：各项之和比{whole.quantity.text}多"
        return Claim(Kind.PARTS, Answer.WRONG, whole.quantity, used, message, _HINT)
    message = f"{formula.text}，不是{whole.quantity.text}"
    return Claim(Kind.SUM, Answer.WRONG, whole.quantity, used, message, _HINT)


def _across(one: Listing, parts: Sequence[Term]) -> list[Term]:
    """The parts whose words name a feature that cuts across a division (女性, 党员)."""
    divided = one.tie is not Tie.OPENED and CLASSES.search(parts[0].gap) is not None
    if divided or one_kind(parts):
        return []
    return [part for part in parts if _ACROSS.search(part.words)]


def _without_one(parts: Sequence[Term], whole: Term) -> bool:
    """Whether the parts without one make up the whole exactly: then that one cuts across."""
    if len(parts) <= PAIR or any(part.rest for part in parts):
        return False
    return any(whole.quantity.may_be(added([one for one in parts if one is not left])) for left in parts[1:])


def _not_total(one: Listing) -> Claim | None:
    whole = one.wholes[0]
    top = outermost(one.parts)
    parts = top[-one.count :] if 0 < one.count <= len(top) else top
    if len(parts) < PAIR or _hedged(one.parts, whole):
        return None
    formula, _ = _sum(parts, whole)
    message = f"{formula.text}，不是{whole.quantity.text}"
    return Claim(Kind.SUM, Answer.WRONG, whole.quantity, _used(whole, parts), message, "核对合计与各项")
