"""Rates and shares: a percentage is a part of a whole that stands in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from math import ceil, floor

from fazhi_report.sentences import words
from fazhi_report.sentences.claim import Answer, Claim, Kind
from fazhi_report.sentences.clauses import Block
from fazhi_report.sentences.formula import Formula, measure, plain
from fazhi_report.sentences.quantity import Quantity, Span, percent_span, ratio, total
from fazhi_report.sentences.terms import Term
from fazhi_report.sentences.wholes import (
    candidates,
    nearest_whole,
    parallel,
    rows_before,
    run_before,
    shared,
    whole_of,
)

_GENERIC = re.compile(f"(?:{words.GENERIC_BASE})")
_STEM = 4
"""Characters of a rate's name, counted from its end, that are looked for at the part."""
_MOST_GRIM = 400
"""A count above this gives nearly every percentage of one digit."""
_ALL = re.compile("全部|均已|全都|无一例外")


def shares(block: Block) -> Iterator[Claim]:
    """The claims of shares (占…的45%) and rates (化解率45%) of a block."""
    found: list[tuple[Term, Claim]] = []
    for term in block.terms:
        if (
            not term.quantity.is_percent
            or term.change
            or term.quantity.planned
            or term.base
            or term.to is not None
        ):
            continue
        if term.start:
            continue
        if term.share is not None:
            found += [(term, claim) for claim in _share(term, block)]
        elif term.rate and not term.average:
            yield from _rate(term, block)
    yield from _together(found)


def _together(found: list[tuple[Term, Claim]]) -> Iterator[Claim]:
    """The shares of a block; where several of one sentence and none of them holds, another whole is likely meant."""
    for sentence in sorted({term.sentence for term, _ in found}):
        row = [claim for term, claim in found if term.sentence == sentence]
        doubtful = len(row) > 1 and all(claim.answer is Answer.WRONG for claim in row)
        for claim in row:
            yield replace(claim, answer=Answer.ASK) if doubtful else claim


def _share(term: Term, block: Block) -> Iterator[Claim]:
    row, place = parallel(term, block)
    part = None
    rows = rows_before(row, block) if len(row) > 1 else []
    if len(row) > 1:
        part = rows[0][place] if rows else None
    elif not words_left(term.own):
        part = _part_before(term.base_number or term, block)
    if part is None or part is term.base_number:
        return
    base = content(term.share or "")
    likely = whole_of(part, block)
    around = [
        one
        for one in candidates(part, block)
        if one not in row
        and (_room(part, one) or one is likely)
        and (one is likely or not _has_share(one, block))
    ]
    if likely is not None and _has_share(likely, block) and not part.opener:
        around = [one for one in around if one is not likely]
        likely = around[0] if around else None
    if base:
        named = [one for one in around if shared(base, one.clause) * 2 >= len(base)]
        strong = [one for one in named if shared(base, one.phrase + one.after) * 2 >= len(base)]
        if any(scope in (term.share or "") for scope in words.WIDER.split("|")) and not _names(
            term.share or "", named
        ):
            return
        if not named and not any(one.total and one.index > part.index for one in around):
            return
        if likely is None or not likely.total or likely.index < part.index:
            likely = (strong or named or [one for one in around if one.total])[0]
    if term.base_number is not None:
        likely = term.base_number
        around = [likely, *(one for one in around if one is not likely)]
    elif len(row) > 1 and not base:
        first = rows[0][0]
        ahead = [one for one in around if one.index < first.index]
        likely = ahead[0] if ahead else likely
    if likely is None or likely not in around:
        likely = around[0] if around else None
    if likely is None:
        return
    rank = [likely] + [one for one in around if one is not likely]
    yield _judged(term, [[part], *_sums(part, block)], rank, Kind.SHARE, tied=True)


def _room(part: Term, whole: Term) -> bool:
    """Whether a part can lie inside a whole."""
    low, high = part.quantity.span.low, whole.quantity.span.high
    return low is None or high is None or low <= high


def _has_share(term: Term, block: Block) -> bool:
    """Whether a count has a share of its own behind it and so stands beside others, not over them."""
    following = block.terms[term.index + 1 : term.index + 2]
    return (
        bool(following)
        and following[0].share is not None
        and following[0].base_number is not term
        and following[0].sentence == term.sentence
    )


def _names(base: str, named: list[Term]) -> bool:
    """Whether a base of a wider region is named at a count, too (占全县900名执法人员的)."""
    region = next((one for one in words.WIDER.split("|") if one in base), "")
    return any(region in one.clause for one in named)


def content(base: str) -> str:
    """What a base is called, without words that name none in particular."""
    return _GENERIC.sub("", re.sub("[“”（）()、]", "", base))


def words_left(own: str) -> str:
    """What words remain that give a percentage a subject of its own."""
    return re.sub(f"(?:{words.EMPTY})", "", own)


def _part_before(term: Term, block: Block) -> Term | None:
    """The count that a percentage follows: the one before it in its scope, or the owner of its bracket."""
    for other in reversed(block.terms[: term.index]):
        if other.scope != term.scope:
            continue
        if other.sentence != term.sentence:
            break
        if other.quantity.countable:
            return other if other.counted else None
        if other.share is None and not other.rate:
            return None
    return term.owner if term.owner is not None and term.owner.counted else None


def _sums(part: Term, block: Block) -> list[list[Term]]:
    """The lists that end with the part: 撤销7件、变更3件，占5%."""
    row = run_before(part, block)
    return [row[start:] for start in range(len(row) - 1) if len(row) - start > 1]


def _rate(term: Term, block: Block) -> Iterator[Claim]:
    name = re.sub("(?:率|度|比例|比重|占比|指数)$", "", term.rate)
    stem = name[-_STEM:]
    row, place = parallel(term, block)
    if len(row) > 1:
        rows = rows_before(row, block)
        if len(rows) > 1 and shared(stem, rows[0][0].clause) * 2 >= len(stem):
            yield _judged(term, [[rows[0][place]]], [rows[1][place]], Kind.RATE, tied=True)
        return
    near = [
        one
        for one in block.terms[: term.index]
        if one.counted and term.sentence - one.sentence <= 1 and not one.quantity.timed
    ]
    if not near:
        return
    parts = [one for one in reversed(near) if stem and shared(stem, _label(one)) * 2 >= len(stem)]
    every = _all_of(term, block, near)
    if every is not None:
        yield every
        return
    for part in parts:
        rank = _wholes(part, near, block)
        if not rank:
            break
        if part.sentence != term.sentence and (
            part.index != near[-1].index or shared(stem, _label(part)) < len(stem)
        ):
            return
        if rank[0].sentence != part.sentence and (
            part.total or part.year or re.search("^[^，]{0,6}(?:全年|共|[0-9]月|各级)", part.clause)
        ):
            return
        if not _own_subject_shared(term, stem, [part, rank[0]], near):
            return
        numerators = [
            [part],
            *([one] for one in parts if one.family == part.family),
            *_same_stem(parts, part),
        ]
        denominators = rank + [one for one in near if one not in rank and one.family == part.family]
        negative = re.match("[不未](..?)$", stem)
        if negative and any(char in rank[0].words for char in negative[1]):
            # 逮捕25人，不捕24人，不捕率: of both together.
            both = ratio(part.quantity.span, total([part.quantity.span, rank[0].quantity.span]), 100)
            if both is not None and term.quantity.rounds(both):
                yield Claim(
                    Kind.RATE, Answer.RIGHT, term.quantity, (term.quantity, part.quantity, rank[0].quantity)
                )
            return
        if len(parts) > 1 and _sum_holds(term, parts, near):
            yield Claim(
                Kind.RATE, Answer.RIGHT, term.quantity, (term.quantity, *(one.quantity for one in parts))
            )
            return
        claim = _judged(term, numerators, denominators, Kind.RATE, tied=True)
        # More than all of them: another count is meant, or a target that was surpassed.
        if claim.answer is not Answer.WRONG or part.quantity.value <= rank[0].quantity.value:
            yield claim
        return
    adjacent = _adjacent_pair(term, stem, near)
    if adjacent is not None:
        part, whole = adjacent
        yield _judged(
            term,
            [[part]],
            [whole, *(one for one in reversed(near) if one not in adjacent)],
            Kind.RATE,
            tied=True,
        )
        return
    yield from _grim(term, near, block)


_ANY_RATE = re.compile(
    "^(?:预算|总体|任务|年度|计划|经费|资金|目标|综合)*(?:执行|完成|支付|支出|到位|兑现|达成)$"
)


def _adjacent_pair(term: Term, stem: str, near: list[Term]) -> tuple[Term, Term] | None:
    """The two counts just before a rate that any pair of plan and result has: 执行率, 完成率."""
    money = [one for one in near if one.sentence == term.sentence]
    if not _ANY_RATE.match(stem) or len(money) < 2 or money[-1].index != term.index - 1:
        return None
    whole, part = money[-2:]
    fits = (
        whole.family == part.family
        and part.quantity.value <= whole.quantity.value
        and part.scope == whole.scope
    )
    return (part, whole) if fits else None


def _own_subject_shared(term: Term, stem: str, tied: list[Term], near: list[Term]) -> bool:
    """Whether the subject that a rate's name begins with is one of the counts' own, or none in particular.

    涉及行政处罚案件的维持率 is not the rate of all cases, 负责人出庭应诉率 is that of the cases before.
    """
    name = re.sub("(?:率|度|比例|比重|占比|指数)$", "", term.rate)
    subject = _ANYBODY.sub("", _GENERIC.sub("", name[: -len(stem)]))
    if len(subject) < 2:
        return True
    clauses = "".join(one.clause for one in near)
    return shared(subject, clauses) * 2 > len(subject)


_ANYBODY = re.compile(
    "行政机关|机关|负责人|总体|整体|综合|平均|全县|全市|全区|本级|依法|我[市县区局]|单位|主要|部门|20[0-9]{2}年|目前|其中|年度|实际|法定期限内|受理"
)


def _sum_holds(term: Term, parts: list[Term], near: list[Term]) -> bool:
    """Whether the rate is that of all counts with its stem over all others of their family."""
    same = [one for one in parts if one.family == parts[0].family]
    others = [one for one in near if one.family == parts[0].family and one not in same]
    if len(same) < 2 or len(others) < 2:
        return False
    share = ratio(
        total([one.quantity.span for one in same]), total([one.quantity.span for one in others]), 100
    )
    return share is not None and term.quantity.rounds(share)


def _label(term: Term) -> str:
    """The words that say what a count counts, without its whole clause where that holds other counts."""
    return term.phrase + term.after


def _wholes(part: Term, near: list[Term], block: Block) -> list[Term]:
    """The wholes that a rate's part can have, the likeliest first."""
    likely = nearest_whole(part, block)
    earlier = [
        one
        for one in reversed(near)
        if one.family == part.family and one is not part and one.index < part.index
    ]
    if likely is not None and likely in earlier:
        earlier.remove(likely)
        earlier.insert(0, likely)
    return earlier


def _same_stem(parts: list[Term], part: Term) -> list[list[Term]]:
    """All counts with the stem taken together: 一审败诉2件，二审败诉1件，全年败诉率."""
    same = [one for one in parts if one.family == part.family]
    return [same] if len(same) > 1 else []


def _all_of(term: Term, block: Block, near: list[Term]) -> Claim | None:
    """全部建立……，覆盖率94.4%: all of them are a hundred percent."""
    last = near[-1]
    match = re.search("(?:全部|均已|全都)([^，。；0-9]{2,14})", term.gap)
    if (
        match is None
        or term.sentence != last.sentence
        or last.index != term.index - 1
        or not last.quantity.exact
    ):
        return None
    name = re.sub("率$", "", term.rate)[-2:]
    if term.quantity.number > 100 or not (shared(name, match[1]) or name in {"覆盖", "完成"}):
        return None
    return _judged(term, [[last]], [last], Kind.RATE, tied=True)


def _judged(term: Term, numerators: list[list[Term]], wholes: list[Term], kind: Kind, *, tied: bool) -> Claim:
    """The claim of a percentage with the numerators and wholes that its words allow, the likeliest first."""
    stated = term.quantity
    for parts in numerators:
        for whole in wholes:
            if whole in parts and len(parts) > 1:
                continue
            share = ratio(total([one.quantity.span for one in parts]), whole.quantity.span, 100)
            if share is not None and kind is Kind.RATE and _denied(parts[0], term):
                # 不合格52批次，合格率98%
                share = Span(
                    None if share.high is None else 100 - share.high,
                    None if share.low is None else 100 - share.low,
                )
            if share is not None and stated.rounds(share):
                used = (stated, *(one.quantity for one in parts), whole.quantity)
                if (
                    kind is Kind.RATE
                    and whole is not wholes[0]
                    and len(wholes) > 1
                    and _nearer(parts, whole, wholes)
                ):
                    return _other_base(stated, parts[-1], whole, wholes[0])
                return Claim(kind, Answer.RIGHT, stated, used)
    part, whole = numerators[0][0], wholes[0]
    operands = (part.quantity, whole.quantity)
    if kind is Kind.RATE and _denied(part, term) and part.quantity.value < whole.quantity.value:
        size = measure(operands)
        left = Formula().plus([whole.quantity.value, -part.quantity.value], size)
        formula = left.over(left.result, whole.quantity.value, size, max(stated.digits, 1))
        return Claim(
            kind,
            Answer.WRONG,
            stated,
            (stated, *operands),
            f"{formula.text}，不是{stated.text}",
            "核对这三个数",
        )
    formula = Formula().over(
        part.quantity.value, whole.quantity.value, measure(operands), max(stated.digits, 1)
    )
    if f"{stated.number}%" == formula.text.split("= ")[-1]:
        formula = Formula().over(
            part.quantity.value, whole.quantity.value, measure(operands), stated.digits + 1
        )
    message = f"{formula.text}，不是{stated.text}"
    tried = "、".join(one.quantity.text for one in wholes[1:4])
    hint = f"核对这三个数（也试过以{tried}为分母）" if tried else "核对这三个数"
    answer = Answer.WRONG if tied else Answer.ASK
    return Claim(kind, answer, stated, (stated, *operands), message, hint)


def _denied(part: Term, term: Term) -> bool:
    """Whether a part is what the rate leaves out: 不合格 for 合格率."""
    stem = term.rate[:-1][-2:]
    return re.search(f"[不未]{stem}", part.words) is not None and not re.search(f"[不未]{stem}", term.rate)


def _nearer(parts: list[Term], whole: Term, wholes: list[Term]) -> bool:
    """Whether another whole stands between the one that holds and the part, and is not its part."""
    first = wholes[0]
    return (
        len(parts) == 1
        and whole.index < first.index < parts[0].index
        and first.sentence == parts[0].sentence == whole.sentence
        and first.quantity.value >= parts[0].quantity.value
        and not parts[0].opener
        and not first.scope
    )


def _other_base(stated: Quantity, part: Term, whole: Term, nearest: Term) -> Claim:
    """The rate holds for one whole and not for the nearer: which is meant is asked."""
    size = measure((part.quantity, whole.quantity))
    formula = (
        Formula()
        .over(part.quantity.value, whole.quantity.value, size, max(stated.digits, 1))
        .over(part.quantity.value, nearest.quantity.value, size, max(stated.digits, 1) + 1)
    )
    message = f"{stated.text}的分母是{whole.quantity.text}还是{nearest.quantity.text}：{formula.text}"
    used = (stated, part.quantity, whole.quantity, nearest.quantity)
    return Claim(Kind.RATE, Answer.ASK, stated, used, message, "按指标的定义核对分母，写明是占哪个数的比例")


def _grim(term: Term, near: list[Term], block: Block) -> Iterator[Claim]:
    """A rate of one count alone: asked where no whole number out of it gives the percentage."""
    stated = term.quantity
    same = [
        one
        for one in near
        if one.sentence == term.sentence and not one.scope and one.clause_id != term.clause_id
    ]
    if not same or stated.hedge or stated.number in {0, 100} or stated.number > 100:
        return
    last = same[-1]
    if last.index != term.index - 1 or not last.quantity.exact or not 2 < last.quantity.value <= _MOST_GRIM:
        return
    if last.total and len(same) > 1:
        return
    span = percent_span(stated)
    for one in same:
        if not one.quantity.exact or _whole_part(span, one.quantity.value):
            return
    base = int(last.quantity.value)
    lower = floor(stated.value * base / 100)
    formula = Formula()
    for part in (lower, lower + 1):
        if 0 <= part <= base:
            formula = formula.over(
                Fraction(part), Fraction(base), measure((last.quantity,)), max(stated.digits, 1)
            )
    message = f"{last.quantity.text}里没有哪个整数是{stated.text}：{formula.text}"
    yield Claim(
        Kind.GRIM,
        Answer.ASK,
        stated,
        (stated, last.quantity),
        message,
        "核对百分比与件数，分母不是这个数的写明分母",
    )


def _whole_part(span: Span, base: Fraction) -> bool:
    """Whether some whole number of things out of so many gives a percentage of the span."""
    if span.low is None or span.high is None:
        return True
    return floor(span.high * base / 100) >= ceil(span.low * base / 100)


__all__ = ["content", "plain", "shares", "words_left"]
