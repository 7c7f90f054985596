"""Plain quotients: multiples (是上年132件的2.5倍) and averages (人均办理52件)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from fazhi_report.sentences.claim import Answer, Claim, Formula, Identity, NumberSize, measure, plain
from fazhi_report.sentences.clauses import Block, Term
from fazhi_report.sentences.pairs import Pair, pair_ending
from fazhi_report.sentences.quantity import Interval, Pattern, ratio

_EQUALS = Pattern("是|为|达|相当于")
_LAST = Pattern("上年|去年|20[0-9]{2}年|同期|原来|原先|此前|之前")
_FORMER = Pattern("前者[是为]后者的?(?:近|约)?$")
_NAMES = Pattern("([^，。；]{2,12}?)(?:是|为|相当于)([^，。；]{2,12}?)的?(?:近|约)?$")
_AMOUNT = Pattern("案件|数量|总量|量|数|收案")
_PROPORTION = Pattern("之比|比值")
_DOUBLED = Pattern("[^，。；]{0,6}，?(?:实现|基本实现)?(?:了)?(?:翻番|翻了?一番)(?!的)")
_DOUBLED_BEFORE = Pattern("(?<!近)(?:翻番|翻了?一番)，(?:即|由|从)")
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
        elif term.quantity.countable and (doubled := _doubled(term, block)) is not None:
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
    bases = (
        [one for one in near if one.base or one.start or _older(one, near)]
        if _LAST.search(term.phrase)
        else []
    )
    if not here and not bases:
        return _named(term, near)
    year = _YEAR.search(term.phrase)
    if year and not here and not any(one.year == int(year[0][:4]) for one in bases):
        # 是2022年的2倍, where the numbers are of 2023 and 2024
        return []
    old = (here or bases)[-1]
    recent = [one for one in near if one.year and (old.year is None or one.year > old.year)]
    if recent and old.year:
        near = recent
    return [
        Pair(one, old)
        for one in reversed(near)
        if one is not old and one.family == old.family and not one.base
    ]


def _older(term: Term, near: Sequence[Term]) -> bool:
    """Whether a value is of the year before another's: 2024年285件，2023年95件."""
    return term.year is not None and any(
        one.year == term.year + 1 and one.family == term.family for one in near
    )


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
            return Claim(Identity.MULTIPLE, Answer.RIGHT, stated, pair.used(stated))
    pair = tried[0]
    new, old = pair.new.quantity.value, pair.old.quantity.value
    formula = Formula().divided(new, old, pair.size, max(stated.digits, 1))
    message = f"{formula.text}，不是{plain(stated.value)}{stated.unit}"
    return Claim(Identity.MULTIPLE, Answer.WRONG, stated, pair.used(stated), message, "核对这三个数")


def _doubled(term: Term, block: Block) -> Claim | None:
    """由1.2万扩大到2.4万，实现翻番; 240次，而2023年仅120次，翻了一番: the one is twice the other."""
    pair = pair_ending(term, block)
    if pair is None or pair.old.quantity.value <= 0:
        return None
    if not _DOUBLED.match(term.tail) and not _DOUBLED_BEFORE.search(pair.old.gap):
        return None
    new, used = pair.new.quantity, (pair.new.quantity, pair.old.quantity)
    formula = Formula().times(pair.old.quantity.value, _BOTH, pair.size)
    high = new.span.high
    if high is None or high >= formula.result:
        return Claim(Identity.MULTIPLE, Answer.RIGHT, new, used)
    message = f"{formula.text}，不是{new.text}"
    return Claim(Identity.MULTIPLE, Answer.WRONG, new, used, message, "核对两个数，没有翻番的改写")


_MONTHS, _WEEKS, _QUARTERS = 12, 52, 4
_DAYS, _LEAP_DAYS = 365, 366
_PERIODS = (
    (Pattern("月均|每个?月平均|平均每个?月|每月"), "month", (_MONTHS,)),
    (Pattern("日均|平均每[天日]|每[天日]平均"), "day", (_DAYS, _LEAP_DAYS)),
    (Pattern("周均|平均每周"), "周", (_WEEKS, _WEEKS + 1)),
    (Pattern("季均|平均每个?季度"), "季度", (_QUARTERS,)),
)
"""Averages over time: their words, the family of lengths of time that can divide, and how many of them a year has."""
_OTHER_PERIOD = Pattern("上半年|下半年|季度|[0-9]+月|截至|自|以来|工作日|期间")
_YEAR = Pattern("20([0-9]{2})年")
_UNIT_MEAN = Pattern("([场次期批课])均")
_NOUN_MEAN = Pattern("([所村镇队班校园店企院站社])均")
_NAME_MEAN = Pattern("([一-鿿]{2})平均(?:为|是|达)?$")
_EACH_UNIT = Pattern("每([^，。；0-9平均]{1,4})")
_NOUN = 6
_EACH = Pattern("平?均?每(?:个|名|位|家|件|户|所|宗|场|次|人)?([^，。；0-9平均]{0,8})")
_BOUND = Pattern("年均|以上|不少于")
_BOUNDS = frozenset({"以上", "不少于", "超过"})
_TENS = 10
_PEOPLE = Pattern("人均|每[名位人]")
_CASES = Pattern("件均|案均|每[件宗]")
_HOMES = Pattern("户均|每户|每家")
_HINT = "核对总数、平均数和除以的数"


def averages(block: Block) -> Iterator[Claim]:
    """The claims of averages of a block."""
    for term in block.terms:
        bound = _BOUND.search(term.average + term.after[:3]) or term.quantity.hedge in _BOUNDS
        turned = term.start or term.to is not None
        if (
            term.average
            and not term.base
            and term.quantity.countable
            and not (bound or turned or term.quantity.planned)
        ):
            claim = _average(term, block)
            if claim is not None:
                yield claim


def _average(term: Term, block: Block) -> Claim | None:
    here = [
        one
        for one in block.terms
        if one.sentence == term.sentence and not one.average and not one.quantity.planned
    ]
    earlier = [one for one in reversed(here) if one.counted and one.index < term.index]
    later = [
        one
        for one in here
        if one.index > term.index and one.total and one.counted and one.family == term.family
    ]
    totals = [one for one in earlier if one.family == term.family] + later
    if not totals:
        return None
    for words_of, family, lengths in _PERIODS:
        if words_of.search(term.average):
            spans = [one for one in here if one.family == family and one.index < term.index]
            before = block.text[: term.quantity.start - block.start]
            if not spans and _OTHER_PERIOD.search(before):
                return None
            divisors = [one.quantity.value for one in spans] or [
                Fraction(one) for one in _lengths(lengths, before)
            ]
            return _held(term, [(one, divisor, ()) for divisor in divisors for one in totals])
    others = [one for one in earlier if one.family != term.family or len(totals) > 1]
    others += [one for one in here if one.counted and one.index > term.index and one.family != term.family]
    return _held(
        term,
        [
            (whole, divisor.quantity.value, (divisor,))
            for divisor in _divisors(term, others)
            for whole in totals
            if whole is not divisor
        ]
        + [
            (whole, sum((one.quantity.value for one in alike), Fraction(0)), alike)
            for alike in _alike(term, others)
            for whole in totals
        ],
    )


def _alike(term: Term, others: Sequence[Term]) -> list[tuple[Term, ...]]:
    """Counts of one unit that an average may be over together: 12个科室、8个二级单位，平均每个单位1.5人."""
    divisors = _divisors(term, others)
    if not divisors:
        return []
    same = tuple(one for one in others if one.quantity.unit == divisors[0].quantity.unit)
    return [same] if len(same) == _BOTH else []


def _lengths(lengths: tuple[int, ...], before: str) -> tuple[int, ...]:
    """The lengths that a period can have, that of the year in question first."""
    years = [int(match[1]) for match in _YEAR.finditer(before)]
    leap = bool(years) and years[-1] % 4 == 0
    return lengths[::-1] if leap and _LEAP_DAYS in lengths else lengths


def _held(term: Term, tried: Sequence[tuple[Term, Fraction, tuple[Term, ...]]]) -> Claim | None:
    """An average held against totals and divisors; a count that divides is one of the numbers it is held against."""
    stated = term.quantity
    tried = [one for one in tried if one[1] > 0]
    if not tried:
        return None
    for whole, divisor, by in tried:
        value = ratio(whole.quantity.span, Interval.exactly(divisor))
        if value is None or stated.rounds(value):
            used = (stated, whole.quantity, *(one.quantity for one in by))
            return Claim(Identity.AVERAGE, Answer.RIGHT, stated, used)
    whole, divisor, by = tried[0]
    size = measure((stated,)) if stated.factor > 1 else NumberSize()
    exact = whole.quantity.value / divisor / size.factor
    formula = Formula().mean(whole.quantity.value, divisor, size, stated.digits or _digits(exact))
    used = (stated, whole.quantity, *(one.quantity for one in by))
    return Claim(Identity.AVERAGE, Answer.WRONG, stated, used, f"{formula.text}，不是{stated.text}", _HINT)


def _digits(exact: Fraction) -> int:
    return 0 if exact.denominator == 1 else 1 if exact >= _TENS else 2


def _by_name(term: Term, earlier: Sequence[Term]) -> list[Term]:
    """The counts that 场均, 所均 and 县市平均 name by their unit or noun."""
    if by_unit := _UNIT_MEAN.search(term.average):
        return [one for one in earlier if one.quantity.unit.startswith(by_unit[1])]
    if by_noun := _NOUN_MEAN.search(term.average):
        return [one for one in earlier if by_noun[1] in one.after[:_NOUN] or one.quantity.unit == by_noun[1]]
    by_name = _NAME_MEAN.search(term.phrase)
    return [one for one in earlier if by_name and one.after.startswith(by_name[1])]


def _divisors(term: Term, earlier: Sequence[Term]) -> list[Term]:
    """The counts that an average can be taken over: of the people, cases or places it names."""
    match = _EACH_UNIT.search(term.average)
    exact = [one for one in earlier if match and one.quantity.unit and match[1].startswith(one.quantity.unit)]
    longest = max((len(one.quantity.unit) for one in exact), default=0)
    if longest > 1:
        # 平均每人次, 平均每批次
        return [one for one in exact if len(one.quantity.unit) == longest]
    if found := _by_name(term, earlier):
        return found
    if _NOUN_MEAN.search(term.average):
        return []
    for words_of, families in ((_PEOPLE, {"person"}), (_CASES, {"case"}), (_HOMES, {"户", "家"})):
        if words_of.search(term.average):
            return [one for one in earlier if one.family in families]
    named_each = _EACH.search(term.average)
    noun = named_each[1] if named_each else ""
    counted = [one for one in exact if match and one.quantity.unit == match[1]]
    if noun:
        # 21个村……，给每个村配套经费1.5万元
        counted += [one for one in exact if one.after.startswith(noun[0])]
    if len(noun) == 1:
        # 124个司法所……，平均每所3.6人
        counted += [one for one in earlier if noun in one.after[:_NOUN]]
    named = [
        one for one in earlier if any(noun[place : place + 2] in one.words for place in range(len(noun) - 1))
    ]
    # 平均每期143人次 is an average over 36期.
    return named or counted
