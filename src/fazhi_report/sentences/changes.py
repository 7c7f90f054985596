"""Changes: growth, differences, points of percent and multiples, from a base wherever it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from fazhi_report.sentences.claim import Answer, Claim, Kind
from fazhi_report.sentences.clauses import Block
from fazhi_report.sentences.formula import Formula, measure, plain
from fazhi_report.sentences.quantity import Span, negative, percent_span, ratio
from fazhi_report.sentences.terms import Term

_WORD = {1: "增长", -1: "下降"}
_MOST_GRIM = 400


@dataclass(frozen=True, slots=True)
class _Pair:
    """A value and what it is compared with.

    Args:
        new: The value of this period.
        old: The value compared with.
        tied: Whether words say so: 上年, 由……到, a bracket, a year.
    """

    new: Term
    old: Term
    tied: bool = True


def changes(block: Block) -> Iterator[Claim]:
    """The claims of change of a block."""
    for term in block.terms:
        if term.quantity.planned:
            continue
        if term.to is not None:
            yield from _turned(term, block)
        elif term.change:
            yield from _changed(term, block)
        elif term.family == "times":
            yield from _multiple(term, block)
        elif term.family == "ratio" and not term.start and not term.base:
            yield from _proportion(term, block)
    yield from _doubled(block)


def _turned(term: Term, block: Block) -> Iterator[Claim]:
    """由A增至B: the verb says which of the two is larger."""
    old = _start_of(term, block)
    if old is None or not term.to:
        return
    one, other = old.quantity, term.quantity
    if one.hedge or other.hedge or one.value == other.value:
        return
    rises = other.value > one.value
    used = (other, one)
    if rises == (term.to > 0):
        yield Claim(Kind.DIRECTION, Answer.RIGHT, other, used)
        return
    if re.search("提前|排名|名次|第$", term.clause):
        return
    size = measure(used)
    text = Formula().beside(other.value, one.value, size).text
    word = "升不是降" if rises else "降不是升"
    message = f"由{one.text}到{other.text}：{text}，是{word}"
    yield Claim(Kind.DIRECTION, Answer.WRONG, other, used, message, "核对两个数的先后和增减的用词")


def _start_of(term: Term, block: Block) -> Term | None:
    if term.index == 0:
        return None
    for other in reversed(block.terms[: term.index]):
        if other.scope == term.scope:
            return other if other.start and other.family == term.family else None
    return None


def _changed(term: Term, block: Block) -> Iterator[Claim]:
    negative = term.quantity.number < 0
    if negative:
        yield _negative(term)
        return
    if term.quantity.is_percent and term.change < 0 and term.quantity.number > 100:
        text = f"下降、压缩不会超过 100%：{plain(term.quantity.value)}% > 100%"
        yield Claim(
            Kind.DIRECTION,
            Answer.WRONG,
            term.quantity,
            (term.quantity,),
            text,
            "核对百分比，或者改写为“减少到几分之几”",
        )
        return
    pairs = _pairs(term, block)
    explained = _later_turn(term, block)
    if explained is not None:
        pairs = [explained]
    elif term.own:
        pairs = [
            pair
            for pair in pairs
            if pair.old.clause_id == term.clause_id or pair.new.clause_id == term.clause_id
        ]
    if family := next(
        (name for word, name in (("人数", "person"), ("件数", "case")) if word in term.phrase), None
    ):
        pairs = [pair for pair in pairs if pair.new.family == family]
    if term.quantity.family == "points" or (
        pairs and term.quantity.family == pairs[0].new.family and not term.quantity.is_percent
    ):
        yield from _difference(term, pairs, block)
    elif term.quantity.is_percent:
        yield from _growth(term, pairs, block)
    elif term.quantity.countable:
        yield from _difference(term, [pair for pair in pairs if pair.new.family == term.family], block)


def _negative(term: Term) -> Claim:
    word = _WORD[term.change]
    shown = f"{plain(abs(Fraction(term.quantity.number)))}{term.quantity.unit}"
    message = f"“{word}{term.quantity.text}”是双重否定：方向已由“{word}”说明，数前不再写负号"
    return Claim(
        Kind.DIRECTION,
        Answer.WRONG,
        term.quantity,
        (term.quantity,),
        message,
        f"改为“{word}{shown}”，或者核对方向",
    )


def _comparable(term: Term, other: Term) -> bool:
    """Whether a value can be what a change speaks of."""
    if other.change or other.quantity.planned or other.family == "times":
        return False
    family = term.quantity.family
    if family == "points":
        return other.quantity.is_percent
    return family == "percent" or other.family == family


def _pairs(term: Term, block: Block) -> list[_Pair]:
    """The values that a change can lie between, the likeliest first."""
    before = [
        one for one in block.terms[: term.index] if one.sentence == term.sentence and _comparable(term, one)
    ]
    found: list[_Pair] = []
    # 2024年比2023年增长: the clause names both years.
    years = [int(one) for one in re.findall("(20[0-9]{2})年", term.phrase)]
    if len(years) == 2:
        by_year = {one.year: one for one in before if one.year}
        if years[0] in by_year and years[1] in by_year:
            return [_Pair(by_year[years[0]], by_year[years[1]])]
    for new in reversed(before):
        old = _start_of(new, block) if new.to is not None else None
        if old is not None:
            found.append(_Pair(new, old))
    bases = [one for one in before if one.base and not one.start]
    for old in reversed(bases):
        news = [
            one
            for one in before
            if one is not old and not one.base and not one.start and one.family == old.family
        ]
        prior = [one for one in reversed(news) if one.index < old.index]
        after = [one for one in news if one.index > old.index]
        found += [_Pair(new, old) for new in (*prior[:1], *after[:1], *prior[1:])]
    # 2023年……4210件，2024年达到4873件
    dated = [one for one in before if one.year and not one.base and not one.start]
    for new in reversed(dated):
        for old in dated:
            if new.year and old.year and old.year < new.year and old.family == new.family:
                found.append(_Pair(new, old))
    if len(dated) == 1 and not found and dated[0].index and (term.clause_id != dated[0].clause_id):
        old = dated[0]
        this = [
            one
            for one in before
            if re.search("今年|本年", one.phrase) and one.family == old.family and one is not old
        ]
        found += [_Pair(new, old) for new in this]
    return found or _later_new(term, before, block) or _later_base(term, before, block)


def _later_turn(term: Term, block: Block) -> _Pair | None:
    """同比下降25.8%，由256件减少到190件: what the change is from and to stands right behind it."""
    behind = block.terms[term.index + 1 : term.index + 3]
    if len(behind) < 2 or not behind[0].start or behind[1].to is None or behind[0].scope != term.scope:
        return None
    old, new = behind
    near = old.sentence == term.sentence and re.match("^，?(?:即|已|均)?[由从]", old.gap) is not None
    if not near or not _comparable(term, old) or (not term.quantity.is_percent and old.family != term.family):
        return None
    before = block.terms[term.index - 1] if term.index else None
    if before is not None and before.to is not None and before.clause_id == term.clause_id:
        return None
    return _Pair(new, old)


def _later_new(term: Term, before: list[Term], block: Block) -> list[_Pair]:
    """2023年415件，2024年较上年增长20%，达到498件: the new value stands right behind the change."""
    if term.index + 1 >= len(block.terms) or not term.quantity.is_percent:
        return []
    new = block.terms[term.index + 1]
    if new.sentence != term.sentence or new.scope != term.scope or not _comparable(term, new) or new.base:
        return []
    if not re.match("(?:达到?|至|为|增至|升至|降至|减至)", new.phrase):
        return []
    olds = [
        one
        for one in before
        if one.family == new.family and (one.base or one.year) and one.scope == new.scope
    ]
    return [_Pair(new, old) for old in reversed(olds)][:1]


def _later_base(term: Term, before: list[Term], block: Block) -> list[_Pair]:
    """败诉率3.2%，同比下降2.7个百分点，去年为5.9%: the base stands right behind the change."""
    if term.index + 1 >= len(block.terms):
        return []
    old = block.terms[term.index + 1]
    if not old.base or old.sentence != term.sentence or not _comparable(term, old):
        return []
    if old.scope != term.scope and old.owner is not term:
        return []
    if (
        old.index + 1 < len(block.terms)
        and block.terms[old.index + 1].change
        and block.terms[old.index + 1].sentence == old.sentence
    ):
        return []
    return [_Pair(new, old) for new in reversed(before) if new.family == old.family][:1]


def _growth(term: Term, pairs: list[_Pair], block: Block) -> Iterator[Claim]:
    stated = term.quantity
    pairs = [pair for pair in pairs if pair.old.quantity.value > 0]
    differences = _differences(term, block)
    for pair in pairs:
        grown = pair.new.quantity.span.growth_from(pair.old.quantity.span)
        used = (stated, pair.new.quantity, pair.old.quantity)
        plainly = (
            pair.new.quantity.is_percent and _points_hold(term, pair) and not _holds_as_written(term, pair)
        )
        if not plainly and grown is not None and _reaches(term, grown.scaled(Fraction(100))):
            yield Claim(Kind.GROWTH, Answer.RIGHT, stated, used)
            return
        if plainly:
            size = measure((pair.new.quantity, pair.old.quantity))
            text = Formula().plus(_apart(pair), size).text
            relative = _formula(pair, max(stated.digits, 1))
            message = f"{text}，是百分点；按百分比算，{relative}"
            hint = f"两个百分比之差写“{stated.number}个百分点”"
            yield Claim(Kind.PERCENT_OR_POINTS, Answer.ASK, stated, used, message, hint)
            return
    over = _over_base(term, block)
    if over is not None:
        change, old = over
        share = ratio(change.quantity.span, old.quantity.span, 100)
        if share is not None and stated.rounds(share):
            yield Claim(Kind.GROWTH, Answer.RIGHT, stated, (stated, change.quantity, old.quantity))
            return
    if pairs:
        pair = next((one for one in pairs if one.tied), pairs[0])
        yield _wrong_growth(term, pair, pairs)
        return
    if over is not None:
        change, old = over
        operands = (change.quantity, old.quantity)
        formula = Formula().over(
            change.quantity.value, old.quantity.value, measure(operands), max(stated.digits, 1)
        )
        used = (stated, *operands)
        yield Claim(
            Kind.GROWTH, Answer.WRONG, stated, used, f"{formula.text}，不是{stated.text}", "核对这三个数"
        )
        return
    if differences:
        yield from _by_difference(term, differences)
        return
    yield from _bare(term, block)


def _reaches(term: Term, grown: Span) -> bool:
    """Whether a computed growth, in percent and signed, may be printed as the term with its word."""
    return term.quantity.rounds(grown if term.change > 0 else negative(grown))


def _holds_as_written(term: Term, pair: _Pair) -> bool:
    """Whether the growth holds for the very digits printed, not only for what they may be rounded from."""
    new, old = pair.new.quantity.value, pair.old.quantity.value
    return _reaches(term, Span.exactly((new - old) / old * 100))


def _points_hold(term: Term, pair: _Pair) -> bool:
    apart = (pair.new.quantity.value - pair.old.quantity.value) * term.change
    span = percent_span(term.quantity)
    return span.low is not None and span.high is not None and span.low <= apart <= span.high


def _apart(pair: _Pair) -> list[Fraction]:
    """The two values of a pair as terms of a difference that is not negative."""
    new, old = pair.new.quantity.value, pair.old.quantity.value
    return [new, -old] if new >= old else [old, -new]


def _formula(pair: _Pair, digits: int) -> str:
    operands = (pair.new.quantity, pair.old.quantity)
    size = measure(operands)
    formula = Formula().plus(_apart(pair), size)
    return formula.over(formula.result, pair.old.quantity.value, size, digits).text


def _wrong_growth(term: Term, pair: _Pair, pairs: list[_Pair]) -> Claim:
    stated = term.quantity
    new, old = pair.new.quantity, pair.old.quantity
    rises = new.value > old.value
    word = _WORD[1 if rises else -1]
    text = _formula(pair, _digits(term, pair))
    used = (stated, new, old)
    answer = Answer.WRONG if pair.tied else Answer.ASK
    if new.value != old.value and rises != (term.change > 0):
        message = f"{old.text}到{new.text}是{word}，{text}，不是{_WORD[term.change]}{stated.text}"
        return Claim(Kind.DIRECTION, answer, stated, used, message, "核对两个数和增减的用词")
    hint = "核对这几个数"
    others = [one for one in pairs if one is not pair][:2]
    if others:
        tried = "、".join(f"{one.old.quantity.text}到{one.new.quantity.text}" for one in others)
        hint += f"（也试过{tried}）"
    return Claim(Kind.GROWTH, answer, stated, used, f"{text}，不是{stated.text}", hint)


def _digits(term: Term, pair: _Pair) -> int:
    """Digits that show a computed growth apart from the printed one."""
    exact = abs(pair.new.quantity.value - pair.old.quantity.value) / pair.old.quantity.value * 100
    digits = max(term.quantity.digits, 1)
    while digits < 4 and plain(exact, digits) == plain(term.quantity.value, digits):
        digits += 1
    return digits


def _differences(term: Term, block: Block) -> list[tuple[Term, Term]]:
    """A value and the change of it in units (比上年减少85件，下降13.1%), just before a rate of change."""
    if term.own:
        return []
    found = []
    for change in reversed(block.terms[: term.index]):
        if change.sentence != term.sentence or change.scope != term.scope:
            break
        if change.quantity.countable and change.change and change.index == term.index - 1:
            for new in reversed(block.terms[: change.index]):
                if new.sentence != term.sentence:
                    break
                if new.family == change.family and new.counted:
                    found.append((new, change))
        else:
            break
    return found


def _over_base(term: Term, block: Block) -> tuple[Term, Term] | None:
    """A change in units and the value it starts from, just before a rate of change (较上年203宗增加57宗，增幅28.1%)."""
    if term.own or term.index < 2:
        return None
    change, old = block.terms[term.index - 1], block.terms[term.index - 2]
    fits = (
        change.sentence == old.sentence == term.sentence
        and change.change == term.change
        and change.quantity.countable
        and old.base
        and old.family == change.family
        and old.quantity.value > 0
    )
    return (change, old) if fits else None


def _by_difference(term: Term, found: list[tuple[Term, Term]]) -> Iterator[Claim]:
    stated = term.quantity
    for new, change in found:
        old = new.quantity.span - change.quantity.span.scaled(Fraction(1)) if change.change > 0 else None
        low, high = new.quantity.span.low, new.quantity.span.high
        if old is None:
            more = change.quantity.span
            old = Span(
                None if low is None or more.low is None else low + more.low,
                None if high is None or more.high is None else high + more.high,
            )
        grown = new.quantity.span.growth_from(old)
        used = (stated, new.quantity, change.quantity)
        if grown is None:
            return
        if _reaches(term, grown.scaled(Fraction(100))):
            yield Claim(Kind.GROWTH, Answer.RIGHT, stated, used)
            return
    new, change = found[0]
    before = new.quantity.value - change.quantity.value * change.change
    # 新增14个，增长5.1%: the count itself may be the increase of a stock that stands elsewhere.
    if before <= 0 or change.change != term.change:
        return
    used = (stated, new.quantity, change.quantity)
    size = measure((new.quantity, change.quantity))
    formula = Formula().plus([new.quantity.value, -change.quantity.value * change.change], size)
    formula = formula.over(change.quantity.value, before, size, max(stated.digits, 1))
    message = f"{formula.text}，不是{stated.text}"
    yield Claim(Kind.GROWTH, Answer.WRONG, stated, used, message, "上年数由本年数和增减数算出；核对这三个数")


def _bare(term: Term, block: Block) -> Iterator[Claim]:
    """A growth without a base: a whole base must exist; for a rate, percent or points."""
    stated = term.quantity
    compared = re.search("同比|环比|比上|较上|比去|较去|[比较]20[0-9]{2}年|上年|去年", term.clause)
    if term.index == 0 or term.own or not compared:
        return
    last = next((one for one in reversed(block.terms[: term.index]) if one.scope == term.scope), None)
    if last is None or last.sentence != term.sentence or last.change or last.base or last.quantity.planned:
        return
    if last.quantity.is_percent:
        if last.rate and not last.share and last.to is None:
            word = term.before[-2:]
            message = f"“{last.rate}{last.quantity.text}……{word}{stated.text}”：是百分之{stated.number}，还是{stated.number}个百分点？"
            hint = f"两年百分比之差写“{stated.number}个百分点”"
            yield Claim(Kind.PERCENT_OR_POINTS, Answer.ASK, stated, (stated, last.quantity), message, hint)
        return
    if not last.counted or not last.quantity.exact or stated.hedge or last.quantity.family == "money":
        return
    count = int(last.quantity.value)
    if not 0 < count <= _MOST_GRIM or re.search("累计|新增|增加|净增|压减|精简|减少", last.words):
        return
    span = percent_span(stated)
    if span.low is None or span.high is None:
        return
    low, high = 1 + term.change * span.low / 100, 1 + term.change * span.high / 100
    low, high = min(low, high), max(low, high)
    if low <= 0 or floor(count / low) >= ceil(count / high):
        return
    near = floor(Fraction(count) / (1 + term.change * stated.value / 100))
    formula = Formula()
    size = measure((last.quantity,))
    for base in (near, near + 1):
        if base > 0 and base != count:
            apart = [Fraction(count), -Fraction(base)] if count > base else [Fraction(base), -Fraction(count)]
            step = Formula(formula.steps).plus(apart, size)
            formula = step.over(step.result, Fraction(base), size, max(stated.digits, 1))
    message = f"{last.quantity.text}，{_WORD[term.change]}{stated.text}，推不出整数的上年数：{formula.text}"
    yield Claim(
        Kind.GRIM_GROWTH,
        Answer.ASK,
        stated,
        (stated, last.quantity),
        message,
        "核对本年数、上年数与增长率，口径变了的写明",
    )


def _difference(term: Term, pairs: list[_Pair], block: Block) -> Iterator[Claim]:
    stated = term.quantity
    kind = Kind.POINTS if stated.family == "points" else Kind.DIFFERENCE
    for pair in pairs:
        apart = (pair.new.quantity.span - pair.old.quantity.span).scaled(Fraction(1))
        signed = apart if term.change > 0 else negative(apart)
        if stated.may_be(signed):
            yield Claim(kind, Answer.RIGHT, stated, (stated, pair.new.quantity, pair.old.quantity))
            return
    if not pairs:
        return
    pair = next((one for one in pairs if one.tied), pairs[0])
    new, old = pair.new.quantity, pair.old.quantity
    used = (stated, new, old)
    text = Formula().plus(_apart(pair), measure((new, old))).text
    answer = Answer.WRONG if pair.tied else Answer.ASK
    rises = new.value > old.value
    if new.value != old.value and rises != (term.change > 0):
        word = "多了" if rises else "少了"
        message = f"{new.text}比{old.text}{word}：{text}，与“{term.before}{stated.text}”的方向不符"
        yield Claim(Kind.DIRECTION, answer, stated, used, message, "核对两个数和增减的用词")
        return
    yield Claim(kind, answer, stated, used, f"{text}，不是{stated.text}", "核对这三个数")


def _multiple(term: Term, block: Block) -> Iterator[Claim]:
    """是上年132件的2.5倍, 复议案件量是诉讼案件量的2.6倍."""
    if not re.search("是|为|达|相当于", term.phrase + term.clause):
        return
    near = [
        one
        for one in block.terms[: term.index]
        if one.sentence == term.sentence
        and not one.change
        and one.quantity.countable
        and not one.quantity.planned
    ]
    here = [one for one in near if one.clause_id == term.clause_id]
    if here:
        old = here[-1]
    elif re.search("上年|去年|20[0-9]{2}年|同期", term.phrase):
        bases = [one for one in near if one.base]
        if not bases:
            return
        old = bases[-1]
    else:
        yield from _named_multiple(term, near)
        return
    news = [one for one in reversed(near) if one is not old and one.family == old.family and not one.base]
    if not news or old.quantity.value <= 0:
        return
    yield from _quotient(term, [(one, old) for one in news], Kind.MULTIPLE)


def _named_multiple(term: Term, near: list[Term]) -> Iterator[Claim]:
    """复议案件量是诉讼案件量的3.2倍: both are named by words that stand at their counts."""
    if (
        re.search("前者[是为]后者的?(?:近|约)?$", term.phrase)
        and len(near) > 1
        and near[-2].family == near[-1].family
    ):
        if near[-1].quantity.value > 0:
            yield from _quotient(term, [(near[-2], near[-1])], Kind.MULTIPLE)
        return
    match = re.search("([^，。；]{2,12}?)(?:是|为|相当于)([^，。；]{2,12}?)的?(?:近|约)?$", term.phrase)
    if match is None:
        return
    found = []
    for name in match.groups():
        name = re.sub("案件|数量|总量|量|数|收案", "", name)
        holders = [one for one in near if name and sum(char in one.phrase for char in name) == len(name)]
        if len(holders) != 1:
            return
        found.append(holders[0])
    new, old = found
    if new is not old and new.family == old.family and old.quantity.value > 0:
        yield from _quotient(term, [(new, old)], Kind.MULTIPLE)


def _proportion(term: Term, block: Block) -> Iterator[Claim]:
    """A、B两数之比为2.6: either of the two counts before over the other."""
    near = [
        one
        for one in block.terms[: term.index]
        if one.sentence == term.sentence and one.counted and not one.scope
    ]
    if (
        len(near) < 2
        or near[-1].family != near[-2].family
        or "之比" not in term.phrase
        and "比值" not in term.phrase
    ):
        return
    one, other = near[-2:]
    if one.quantity.value > 0 and other.quantity.value > 0:
        yield from _quotient(term, [(one, other), (other, one)], Kind.MULTIPLE)


def _quotient(term: Term, tried: list[tuple[Term, Term]], kind: Kind) -> Iterator[Claim]:
    stated = term.quantity
    for new, old in tried:
        value = ratio(new.quantity.span, old.quantity.span)
        if value is not None and stated.rounds(value):
            yield Claim(kind, Answer.RIGHT, stated, (stated, new.quantity, old.quantity))
            return
    new, old = tried[0]
    operands = (new.quantity, old.quantity)
    formula = Formula().divided(
        new.quantity.value, old.quantity.value, measure(operands), max(stated.digits, 1)
    )
    yield Claim(
        kind,
        Answer.WRONG,
        stated,
        (stated, *operands),
        f"{formula.text}，不是{plain(stated.value)}{stated.unit}",
        "核对这三个数",
    )


def _doubled(block: Block) -> Iterator[Claim]:
    """由1.2万扩大到1.8万，实现翻番: the second is twice the first."""
    for term in block.terms:
        if term.to is None:
            continue
        old = _start_of(term, block)
        if old is None or old.quantity.value <= 0:
            continue
        rest = block.text[term.quantity.end - block.start : term.quantity.end - block.start + 12]
        if (
            not re.match("[^，。；]{0,6}，?(?:实现|接近|基本实现)?(?:了)?(?:翻番|翻了?一番)(?!的)", rest)
            or "接近" in rest
        ):
            continue
        size = measure((old.quantity, term.quantity))
        twice = old.quantity.value * 2
        if term.quantity.value >= twice * Fraction(95, 100):
            yield Claim(Kind.MULTIPLE, Answer.RIGHT, term.quantity, (term.quantity, old.quantity))
        else:
            text = f"{size.shown(old.quantity.value)} × 2 = {size.shown(twice)}，不是{term.quantity.text}"
            yield Claim(
                Kind.MULTIPLE,
                Answer.WRONG,
                term.quantity,
                (term.quantity, old.quantity),
                text,
                "核对两个数，没有翻番的改写",
            )
