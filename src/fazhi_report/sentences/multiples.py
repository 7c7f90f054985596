"""Multiples: 是上年132件的2.5倍, A与B之比为2.6, 翻番."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fazhi_report.sentences.claim import Answer, Claim, Kind
from fazhi_report.sentences.clauses import Block
from fazhi_report.sentences.formula import Formula, plain
from fazhi_report.sentences.pairs import Pair, start_of
from fazhi_report.sentences.quantity import Pattern, ratio
from fazhi_report.sentences.terms import Term

_EQUALS = Pattern("是|为|达|相当于")
_LAST = Pattern("上年|去年|20[0-9]{2}年|同期")
_FORMER = Pattern("前者[是为]后者的?(?:近|约)?$")
_NAMES = Pattern("([^，。；]{2,12}?)(?:是|为|相当于)([^，。；]{2,12}?)的?(?:近|约)?$")
_AMOUNT = Pattern("案件|数量|总量|量|数|收案")
_PROPORTION = Pattern("之比|比值")
_DOUBLED = Pattern("[^，。；]{0,6}，?(?:实现|基本实现)?(?:了)?(?:翻番|翻了?一番)(?!的)")
_BOTH = 2


def multiples(block: Block) -> Iterator[Claim]:
    """The claims of multiples of a block."""
    for term in block.terms:
        if term.quantity.planned:
            continue
        tried: list[Pair] = []
        if term.family == "times" and not term.change:
            tried = _of(term, block)
        elif term.family == "ratio" and not (term.start or term.base or term.change or term.to is not None):
            tried = _proportion(term, block)
        elif term.to is not None and (doubled := _doubled(term, block)) is not None:
            yield doubled
        tried = [pair for pair in tried if pair.old.quantity.value > 0 and pair.new.family == pair.old.family]
        if tried:
            yield _judged(term, tried)


def _of(term: Term, block: Block) -> list[Pair]:
    """What is so many times what: of a number in its clause, of last year's, or of what its words name."""
    near = [
        one
        for one in block.terms[: term.index]
        if one.sentence == term.sentence
        and not one.change
        and one.quantity.countable
        and not one.quantity.planned
    ]
    if not near or not _EQUALS.search(term.clause):
        return []
    here = [one for one in near if one.clause_id == term.clause_id]
    bases = [one for one in near if one.base] if _LAST.search(term.phrase) else []
    if not here and not bases:
        return _named(term, near)
    old = (here or bases)[-1]
    return [
        Pair(one, old)
        for one in reversed(near)
        if one is not old and one.family == old.family and not one.base
    ]


def _named(term: Term, near: Sequence[Term]) -> list[Pair]:
    """复议案件量是诉讼案件量的2.6倍: both are named by words that stand at their counts."""
    if _FORMER.search(term.phrase) and len(near) >= _BOTH:
        return [Pair(near[-2], near[-1])]
    match = _NAMES.search(term.phrase)
    found: list[Term] = []
    for name in match.groups() if match else ():
        core = _AMOUNT.sub("", name)
        holders = [one for one in near if core and all(char in one.phrase for char in core)]
        found += holders if len(holders) == 1 else []
    return [Pair(*found)] if len(found) == _BOTH and found[0] is not found[1] else []


def _proportion(term: Term, block: Block) -> list[Pair]:
    """新收复议624件、诉讼240件，两数之比为2.6: either of the two counts before over the other."""
    near = [
        one
        for one in block.terms[: term.index]
        if one.sentence == term.sentence and one.counted and not one.scope
    ]
    if len(near) < _BOTH or not _PROPORTION.search(term.phrase) or near[-1].quantity.value <= 0:
        return []
    return [Pair(near[-2], near[-1]), Pair(near[-1], near[-2])]


def _judged(term: Term, tried: Sequence[Pair]) -> Claim:
    stated = term.quantity
    for pair in tried:
        value = ratio(pair.new.quantity.span, pair.old.quantity.span)
        if value is not None and stated.rounds(value):
            return Claim(Kind.MULTIPLE, Answer.RIGHT, stated, pair.used(stated))
    pair = tried[0]
    new, old = pair.new.quantity.value, pair.old.quantity.value
    formula = Formula().divided(new, old, pair.size, max(stated.digits, 1))
    message = f"{formula.text}，不是{plain(stated.value)}{stated.unit}"
    return Claim(Kind.MULTIPLE, Answer.WRONG, stated, pair.used(stated), message, "核对这三个数")


def _doubled(term: Term, block: Block) -> Claim | None:
    """由1.2万扩大到2.4万，实现翻番: the second is twice the first."""
    old = start_of(term, block)
    if old is None or old.quantity.value <= 0 or not _DOUBLED.match(term.tail):
        return None
    used = (term.quantity, old.quantity)
    pair = Pair(term, old)
    formula = Formula().times(old.quantity.value, _BOTH, pair.size)
    high = term.quantity.span.high
    if high is None or high >= formula.result:
        return Claim(Kind.MULTIPLE, Answer.RIGHT, term.quantity, used)
    message = f"{formula.text}，不是{term.quantity.text}"
    return Claim(Kind.MULTIPLE, Answer.WRONG, term.quantity, used, message, "核对两个数，没有翻番的改写")
