"""Rates: a percentage with a name (化解率45%), tied to its part by the stem of the name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import ceil, floor

from fazhi_report.sentences import words
from fazhi_report.sentences.claim import Answer, Claim, Formula, Identity, measure
from fazhi_report.sentences.clauses import Block, Term
from fazhi_report.sentences.quantity import Interval, Pattern, percent_span, ratio, total
from fazhi_report.sentences.shares import ALL, Percentage
from fazhi_report.sentences.wholes import (
    nearest_whole,
    parallel,
    rows_before,
    shared,
)

_GENERIC = Pattern(words.GENERIC_BASE)
_STEM = 4
"""Characters of a rate's name, counted from its end, that are looked for at the part."""
_FEWEST, _MOST = 3, 400
"""Counts out of which it is asked whether a whole number gives a percentage; above, nearly every one is given."""
_PAIR = 2
_SUFFIX = Pattern("(?:率|度|比例|比重|占比|指数)$")
_ANYBODY = Pattern(words.ANYBODY)
_ALL_OF = Pattern("(?:全部|均已|均在|均按|全都)([^，。；0-9]{2,14})")
_WHOLLY = frozenset({"覆盖", "完成"})
_RESULT = Pattern("^(?:预算|总体|任务|年度|计划|经费|资金|目标|综合)*(?:执行|完成|支付|支出|到位|兑现|达成)$")
_DENIAL = Pattern("[不未](..?)$")
_CAME = Pattern("^(?:实|已)")
_NAMED_BASE = Pattern("按([一-鿿]{2,8}?)(?:件?数|口径)?(?:计算|计)?的$")
_ATTENDANCE = Pattern("(?:参训|培训|到课|参学|参考|到会|参会|出勤|到岗|出席|参与)$")
_ATTENDED = Pattern("到|实|参|出席|完成")
_DUE = Pattern("应(?!诉)|需|须")
_INSTEAD = Pattern("委托|代为|未|另有|缺席")


def rates(block: Block) -> Iterator[Claim]:
    """The claims of rates of a block."""
    for term in block.terms:
        if term.rate and term.share is None and term.stated and not term.average:
            claim = _rate(term, block)
            if claim is not None:
                yield claim


def _rate(term: Term, block: Block) -> Claim | None:
    name = _SUFFIX.sub("", term.rate)
    stem = name.rpartition("计算的")[2][-_STEM:]
    row, place = parallel(term, block)
    if len(row) > 1:
        rows = rows_before(row, block)
        tied = len(rows) > 1 and _shares_stem(stem, rows[0][0].clause)
        return (
            Percentage(term, [[rows[0][place]]], [rows[1][place]], Identity.RATE).judged() if tied else None
        )
    near = [
        one
        for one in block.terms[: term.index]
        if one.counted and term.sentence - one.sentence <= 1 and not one.quantity.timed
    ]
    if not near:
        return None
    if (every := _all_of(term, near[-1])) is not None:
        return every
    parts = [one for one in reversed(near) if stem and _shares_stem(stem, _own_words(one, block))]
    # 应出庭41件，实际出庭39件，委托出庭2件: what was due is no part, and the largest share is the part.
    parts = [one for one in parts if not (one is not near[-1] and _DUE.search(one.phrase))] or parts
    parts = sorted(parts, key=lambda one: _INSTEAD.search(one.words) is not None)
    if (
        not parts
        and near[-1].total
        and near[-1].index == term.index - 1
        and near[-1].sentence == term.sentence
    ):
        # 撤销9件、变更5件，合计14件，纠错率: the total just before is the part.
        parts = near[-1:]
    wholes = _rate_wholes(parts[0], near, block) if parts else []
    if parts and wholes:
        return _tied(term, name, parts, wholes, near)
    if (pair := _result(term, stem, near)) is not None:
        part, whole = pair
        others = [one for one in reversed(near) if one not in pair]
        return Percentage(term, [[part]], [whole, *others], Identity.RATE).judged()
    return _out_of_one(term, near)


def _own_words(term: Term, block: Block) -> str:
    """The words of a count, without those behind it that lead to the next one (首批20人合格15人)."""
    following = block.terms[term.index + 1 : term.index + 2]
    joined = following and following[0].clause_id == term.clause_id and following[0].scope == term.scope
    return term.phrase if joined else term.words


def _shares_stem(stem: str, label: str) -> bool:
    """Whether half of a stem's characters stand in the words of a count: 结案率 and 审结219件."""
    return shared(stem, label) * 2 >= len(stem)


def _rate_wholes(part: Term, near: Sequence[Term], block: Block) -> list[Term]:
    """The wholes that a rate's part can have, the likeliest first."""
    likely = nearest_whole(part, block)
    earlier = [one for one in reversed(near) if one.family == part.family and one.index < part.index]
    if likely in earlier:
        return [likely, *(one for one in earlier if one is not likely)]
    return earlier


def _tied(
    term: Term, name: str, parts: Sequence[Term], wholes: list[Term], near: Sequence[Term]
) -> Claim | None:
    """The claim of a rate whose name the words of a part share; None where another part or whole is meant."""
    part, whole, stem = parts[0], wholes[0], name.rpartition("计算的")[2][-_STEM:]
    subject = name.removesuffix(stem)
    based = _NAMED_BASE.search(subject)
    far = part.sentence != term.sentence and (part is not near[-1] or shared(stem, part.words) < len(stem))
    listed = any(one.opener and one.sentence == part.sentence and one.index <= part.index for one in near)
    if far or (whole.sentence != part.sentence and not listed) or not (based or _own_subject(subject, near)):
        return None
    if based:
        wholes = [
            one for one in near if one.family == part.family and shared(based[1], one.phrase) == len(based[1])
        ]
        wholes = [one for one in wholes if one is not part]
        return Percentage(term, [[part]], wholes[-1:], Identity.RATE).judged() if wholes else None
    denial = _DENIAL.match(stem)
    if denial and shared(denial[1], whole.words):
        return _of_both(term, part, whole)
    same = [one for one in parts if one.family == part.family]
    rest = [one for one in near if one.family == part.family and one not in same]
    if len(same) > 1 and len(rest) > 1 and _of_all(term, same, rest):
        used = (term.quantity, *(one.quantity for one in same))
        return Claim(Identity.RATE, Answer.RIGHT, term.quantity, used)
    apart = [one for one in same if not _INSTEAD.search(one.words)]
    numerators = [[part], *([one] for one in same[1:]), *([apart] if len(apart) > 1 else [])]
    denominators = [*wholes, *(one for one in rest if one not in wholes)]
    claim = Percentage(term, numerators, denominators, Identity.RATE).judged()
    # More than all of them: another count is meant, or a target that was surpassed.
    surpassed = (
        claim is not None and claim.answer is Answer.WRONG and part.quantity.value > whole.quantity.value
    )
    return None if surpassed else claim


def _own_subject(before: str, near: Sequence[Term]) -> bool:
    """Whether the subject that a rate's name begins with is one of the counts' own, or none in particular.

    涉及行政处罚案件的维持率 is not the rate of all cases, 负责人出庭应诉率 is that of the cases before.
    """
    subject = _ANYBODY.sub("", _GENERIC.sub("", before))
    if len(subject) < _PAIR:
        return True
    return shared(subject, "".join(one.clause for one in near)) * 2 > len(subject)


def _of_both(term: Term, part: Term, other: Term) -> Claim | None:
    """逮捕25人，不捕24人，不捕率48.98%: out of both together; otherwise nothing is known."""
    stated = term.quantity
    both = ratio(part.quantity.span, total([part.quantity.span, other.quantity.span]), ALL)
    if both is None or not stated.rounds(both):
        return None
    return Claim(Identity.RATE, Answer.RIGHT, stated, (stated, part.quantity, other.quantity))


def _of_all(term: Term, same: Sequence[Term], rest: Sequence[Term]) -> bool:
    """一审41件，败诉2件；二审18件，败诉1件，全年败诉率5.1%: all with the stem out of all others."""
    whole = total([one.quantity.span for one in rest])
    share = ratio(total([one.quantity.span for one in same]), whole, ALL)
    return share is not None and term.quantity.rounds(share)


def _all_of(term: Term, last: Term) -> Claim | None:
    """18个乡镇全部建立……，覆盖率94.4%: all of them are a hundred percent."""
    match = _ALL_OF.search(term.gap)
    next_to = last.sentence == term.sentence and last.index == term.index - 1 and last.quantity.exact
    if match is None or not next_to or term.quantity.number > ALL:
        return None
    name = term.rate.removesuffix("率")[-2:]
    if not shared(name, match[1]) and name not in _WHOLLY:
        return None
    return Percentage(term, [[last]], [last], Identity.RATE).judged()


def _result(term: Term, stem: str, near: Sequence[Term]) -> tuple[Term, Term] | None:
    """The two counts just before a rate that any pair of plan and result has: 执行率, 完成率."""
    here = [one for one in near if one.sentence == term.sentence]
    if len(here) < _PAIR or here[-1].index != term.index - 1:
        return None
    whole, part = here[-2:]
    # 应到540人，实到513人: what was due and what came of it.
    attended = _ATTENDANCE.search(stem) and _ATTENDED.search(part.phrase)
    if (
        not attended
        and not _RESULT.match(stem)
        and not (_DUE.search(whole.phrase) and _CAME.search(part.phrase))
    ):
        return None
    fits = whole.family == part.family and whole.scope == part.scope
    return (part, whole) if fits and part.quantity.value <= whole.quantity.value else None


def _out_of_one(term: Term, near: Sequence[Term]) -> Claim | None:
    """A rate behind one count alone, asked where no whole number out of it gives the percentage."""
    stated, span = term.quantity, percent_span(term.quantity)
    here = [
        one
        for one in near
        if one.sentence == term.sentence and not one.scope and one.clause_id != term.clause_id
    ]
    if not here or stated.hedge or not 0 < stated.number < ALL:
        return None
    last = here[-1]
    alone = last.index == term.index - 1 and not last.opener and not (last.total and len(here) > 1)
    if not alone or not _FEWEST <= last.quantity.value <= _MOST:
        return None
    if any(not one.quantity.exact or _gives(one.quantity.value, span) for one in here):
        return None
    base, size = last.quantity.value, measure((last.quantity,))
    lower = floor(stated.value * base / ALL)
    bigger = [one for one in here[:-1] if one.family == last.family and one.quantity.value >= base]
    if bigger:
        # No count of the sentence can be its base, so that also the two just before it do not give it.
        others = [one for one in reversed(here) if one is not bigger[-1]]
        return Percentage(term, [[last]], [bigger[-1], *others], Identity.RATE).judged()
    formula = Formula()
    for part in (lower, lower + 1):
        if part <= base:
            formula = formula.over(Fraction(part), base, size, max(stated.digits, 1))
    message = f"{last.quantity.text}里没有哪个整数是{stated.text}：{formula.text}"
    hint = "核对百分比与件数，分母不是这个数的写明分母"
    return Claim(Identity.GRIM, Answer.ASK, stated, (stated, last.quantity), message, hint)


def _gives(base: Fraction, span: Interval) -> bool:
    """Whether some whole number of things out of so many gives a percentage of the span."""
    if span.low is None or span.high is None:
        return True
    return floor(span.high * base / ALL) >= ceil(span.low * base / ALL)
