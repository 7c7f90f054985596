"""Percentages of a whole: shares (占…的45%) and rates (化解率45%), every reading tried before one is called wrong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil, floor

from fazhi_report.sentences import words
from fazhi_report.sentences.claim import Answer, Claim, Formula, Identity, measure, plain
from fazhi_report.sentences.clauses import Block, Term
from fazhi_report.sentences.quantity import Pattern, ValueRange, percent_span, ratio, total
from fazhi_report.sentences.wholes import (
    candidates,
    nearest_whole,
    parallel,
    rows_before,
    run_before,
    shared,
    whole_of,
)

ALL = 100
"""Percent."""
_HINT = "核对这三个数"
_OTHERS = 3


@dataclass(frozen=True, slots=True)
class Percentage:
    """A percentage with what it can be of what.

    Args:
        term: The percentage.
        parts: The parts that it can be, the likeliest first; several counts are taken together.
        wholes: The wholes that it can be of, the likeliest first.
        kind: A share or a rate.
    """

    term: Term
    parts: Sequence[Sequence[Term]]
    wholes: Sequence[Term]
    kind: Identity

    def judged(self) -> Claim | None:
        """The claim of the percentage: right where one part of one whole gives it; None where nothing can be divided."""
        stated = self.term.quantity
        if self.wholes[0].quantity.value <= 0:
            return None
        for parts in self.parts:
            for whole in self.wholes:
                share = self._share(parts, whole)
                if share is None or not stated.rounds(share):
                    continue
                if self._doubtful(parts, whole):
                    return self._which(parts[-1], whole)
                used = (stated, *(one.quantity for one in parts), whole.quantity)
                cut = share.exact is not None and stated.cuts(share.exact)
                message = (
                    f"{stated.text}是截尾得到的，四舍五入是{plain(share.exact, stated.digits)}%"
                    if cut and share.exact
                    else ""
                )
                return Claim(self.kind, Answer.RIGHT, stated, used, message, "全文取舍一致", cut)
        return self._wrong()

    def _share(self, parts: Sequence[Term], whole: Term) -> ValueRange | None:
        """How many percent of a whole parts may be; what is left of it where they are what the rate denies."""
        if len(parts) > 1 and whole in parts:
            return None
        share = ratio(total([one.quantity.span for one in parts]), whole.quantity.span, ALL)
        if share is None or not self._denied(parts[0]):
            return share
        low = None if share.high is None else ALL - share.high
        return ValueRange(low, None if share.low is None else ALL - share.low)

    def _denied(self, part: Term) -> bool:
        """Whether a part is what a rate leaves out: 不合格52批次，合格率98%."""
        if self.kind is not Identity.RATE:
            return False
        stem = self.term.rate[:-1][-2:]
        denied = [f"{word}{stem}" for word in "不未"]
        return any(word in part.words and word not in self.term.rate for word in denied)

    def _doubtful(self, parts: Sequence[Term], whole: Term) -> bool:
        """Whether another whole stands between the part and the one that holds, and both could be meant."""
        first = self.wholes[0]
        return (
            self.kind is Identity.RATE
            and len(parts) == 1
            and whole.index < first.index < parts[0].index
            and first.sentence == parts[0].sentence == whole.sentence
            and first.quantity.value >= parts[0].quantity.value
            and not parts[0].opener
            and not first.scope
        )

    def _which(self, part: Term, whole: Term) -> Claim:
        """The rate holds for one whole and not for the nearer: which is meant is asked."""
        stated, nearest = self.term.quantity, self.wholes[0].quantity
        size = measure((part.quantity, whole.quantity))
        digits = max(stated.digits, 1)
        formula = Formula().over(part.quantity.value, whole.quantity.value, size, digits)
        formula = formula.over(part.quantity.value, nearest.value, size, digits + 1)
        message = f"{stated.text}的分母是{whole.quantity.text}还是{nearest.text}：{formula.text}"
        used = (stated, part.quantity, whole.quantity, nearest)
        return Claim(
            self.kind, Answer.ASK, stated, used, message, "按指标的定义核对分母，写明是占哪个数的比例"
        )

    def _wrong(self) -> Claim:
        stated, part, whole = self.term.quantity, self.parts[0][0].quantity, self.wholes[0].quantity
        size = measure((part, whole))
        digits = max(stated.digits, 1)
        formula, of = Formula(), part.value
        if self._denied(self.parts[0][0]) and part.value < whole.value:
            formula = formula.plus([whole.value, -part.value], size)
            of = formula.result
        while digits <= _OTHERS and plain(of / whole.value * ALL, digits) == plain(stated.value, digits):
            digits += 1
        text = formula.over(of, whole.value, size, digits).text
        tried = "、".join(one.quantity.text for one in self.wholes[1 : 1 + _OTHERS])
        hint = f"{_HINT}（也试过以{tried}为分母）" if tried else _HINT
        return Claim(
            self.kind, Answer.WRONG, stated, (stated, part, whole), f"{text}，不是{stated.text}", hint
        )


_GENERIC = Pattern(words.GENERIC_BASE)
_EMPTY = Pattern(words.EMPTY)
_QUOTES = Pattern("[“”（）()、]")
_WIDER = Pattern(words.WIDER)


def shares(block: Block) -> Iterator[Claim]:
    """The claims of shares of a block.

    Where several shares of one sentence do not hold and none does, another whole is likely meant: they are asked.
    """
    found: dict[int, list[Claim]] = {}
    for term in block.terms:
        if term.share is not None and term.stated:
            found.setdefault(term.sentence, []).extend(_share(term, block))
    for row in found.values():
        doubtful = len(row) > 1 and all(claim.answer is Answer.WRONG for claim in row)
        for claim in row:
            yield replace(claim, answer=Answer.ASK) if doubtful else claim


def _share(term: Term, block: Block) -> Iterator[Claim]:
    row, place = parallel(term, block)
    rows = rows_before(row, block) if len(row) > 1 else []
    if rows:
        part: Term | None = rows[0][place]
    elif len(row) > 1 or _EMPTY.sub("", term.own):
        return
    else:
        part = _part_before(term.base_number or term, block)
    if part is None or part is term.base_number:
        return
    wholes = _wholes(term, part, [one for one in candidates(part, block) if one not in row], block)
    if rows and wholes and term.base_number is None:
        ahead = [one for one in wholes if one.index < rows[0][0].index]
        wholes = [*ahead[:1], *(one for one in wholes if one not in ahead[:1])]
    if wholes:
        claim = Percentage(term, [[part], *_sums(part, block)], wholes, Identity.SHARE).judged()
        if claim is not None:
            yield claim


def _part_before(term: Term, block: Block) -> Term | None:
    """The count that a percentage follows: the one before it in its scope, or the owner of its bracket."""
    for other in reversed(block.terms[: term.index]):
        if other.scope != term.scope:
            continue
        if other.sentence != term.sentence or (
            other.share is None and not other.rate and not other.quantity.countable
        ):
            break
        if other.quantity.countable:
            return other if other.counted else None
    return term.owner if term.owner is not None and term.owner.counted else None


def _wholes(term: Term, part: Term, around: Sequence[Term], block: Block) -> list[Term]:
    """The wholes that a share can be of, the likeliest first; none where its words name one that is not here."""
    likely = whole_of(part, block)
    if likely is not None and _has_share(likely, block) and not part.opener:
        likely = None
    fitting = [one for one in around if one is likely or (_room(part, one) and not _has_share(one, block))]
    if term.base_number is not None:
        likely = term.base_number
    elif base := content(term.share or ""):
        likely = _named(term.share or "", base, part, fitting, likely)
        if likely is None:
            return []
    if likely is None or (likely not in fitting and likely is not term.base_number):
        likely = fitting[0] if fitting else None
    return [] if likely is None else [likely, *(one for one in fitting if one is not likely)]


def _named(base: str, core: str, part: Term, around: Sequence[Term], likely: Term | None) -> Term | None:
    """The whole that the base's words name; None where none of the counts is called so.

    Args:
        base: The words between 占 and the number.
        core: What they say beyond 总数, 全部 and their like.
        part: The part.
        around: The wholes in reach.
        likely: The whole that the list has; kept where it is a total behind the part.
    """
    named = [one for one in around if shared(core, one.clause) * 2 >= len(core)]
    region = _WIDER.search(base)
    if region and not any(region[0] in one.clause for one in named):
        return None
    if likely is not None and likely.total and likely.index > part.index:
        return likely
    called = [one for one in named if shared(core, one.words) * 2 >= len(core)]
    behind = [one for one in around if one.total and one.index > part.index]
    return next(iter([*called, *named, *behind]), None)


def content(base: str) -> str:
    """What a base is called, without words that name none in particular."""
    return _GENERIC.sub("", _QUOTES.sub("", base))


def _room(part: Term, whole: Term) -> bool:
    """Whether a part can lie inside a whole."""
    low, high = part.quantity.span.low, whole.quantity.span.high
    return low is None or high is None or low <= high


def _has_share(term: Term, block: Block) -> bool:
    """Whether a count has a share of its own behind it and so stands beside others, not over them."""
    following = block.terms[term.index + 1] if term.index + 1 < len(block.terms) else None
    return (
        following is not None
        and following.share is not None
        and following.base_number is not term
        and following.sentence == term.sentence
    )


def _sums(part: Term, block: Block) -> list[list[Term]]:
    """The lists that end with the part: 撤销7件、变更3件，占5%."""
    row = run_before(part, block)
    return [row[start:] for start in range(len(row) - 1)]


_STEM = 4
"""Characters of a rate's name, counted from its end, that are looked for at the part."""
_FEWEST, _MOST = 3, 400
"""Counts out of which it is asked whether a whole number gives a percentage; above, nearly every one is given."""
_PAIR = 2
_SUFFIX = Pattern("(?:率|度|比例|比重|占比|指数)$")
_ANYBODY = Pattern(words.ANYBODY)
_ALL_OF = Pattern("(?:全部|均已|全都)([^，。；0-9]{2,14})")
_WHOLLY = frozenset({"覆盖", "完成"})
_RESULT = Pattern("^(?:预算|总体|任务|年度|计划|经费|资金|目标|综合)*(?:执行|完成|支付|支出|到位|兑现|达成)$")
_DENIAL = Pattern("[不未](..?)$")
_ANEW = Pattern("^[^，]{0,6}(?:全年|共|[0-9]月|各级)")


def rates(block: Block) -> Iterator[Claim]:
    """The claims of rates of a block."""
    for term in block.terms:
        if term.rate and term.share is None and term.stated and not term.average:
            claim = _rate(term, block)
            if claim is not None:
                yield claim


def _rate(term: Term, block: Block) -> Claim | None:
    name = _SUFFIX.sub("", term.rate)
    stem = name[-_STEM:]
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
    parts = [one for one in reversed(near) if stem and _shares_stem(stem, one.words)]
    wholes = _rate_wholes(parts[0], near, block) if parts else []
    if parts and wholes:
        return _tied(term, name, parts, wholes, near)
    if (pair := _result(term, stem, near)) is not None:
        part, whole = pair
        others = [one for one in reversed(near) if one not in pair]
        return Percentage(term, [[part]], [whole, *others], Identity.RATE).judged()
    return _out_of_one(term, near)


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
    part, whole, stem = parts[0], wholes[0], name[-_STEM:]
    far = part.sentence != term.sentence and (part is not near[-1] or shared(stem, part.words) < len(stem))
    other = whole.sentence != part.sentence and (part.total or part.year or _ANEW.search(part.clause))
    if far or other or not _own_subject(name[:-_STEM], near):
        return None
    denial = _DENIAL.match(stem)
    if denial and shared(denial[1], whole.words):
        return _of_both(term, part, whole)
    same = [one for one in parts if one.family == part.family]
    rest = [one for one in near if one.family == part.family and one not in same]
    if len(same) > 1 and len(rest) > 1 and _of_all(term, same, rest):
        used = (term.quantity, *(one.quantity for one in same))
        return Claim(Identity.RATE, Answer.RIGHT, term.quantity, used)
    numerators = [[part], *([one] for one in same[1:]), *([same] if len(same) > 1 else [])]
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
    if len(here) < _PAIR or here[-1].index != term.index - 1 or not _RESULT.match(stem):
        return None
    whole, part = here[-2:]
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
    alone = last.index == term.index - 1 and not (last.total and len(here) > 1)
    if not alone or not _FEWEST <= last.quantity.value <= _MOST:
        return None
    if any(not one.quantity.exact or _gives(one.quantity.value, span) for one in here):
        return None
    base, size = last.quantity.value, measure((last.quantity,))
    lower = floor(stated.value * base / ALL)
    formula = Formula()
    for part in (lower, lower + 1):
        if part <= base:
            formula = formula.over(Fraction(part), base, size, max(stated.digits, 1))
    message = f"{last.quantity.text}里没有哪个整数是{stated.text}：{formula.text}"
    hint = "核对百分比与件数，分母不是这个数的写明分母"
    return Claim(Identity.GRIM, Answer.ASK, stated, (stated, last.quantity), message, hint)


def _gives(base: Fraction, span: ValueRange) -> bool:
    """Whether some whole number of things out of so many gives a percentage of the span."""
    if span.low is None or span.high is None:
        return True
    return floor(span.high * base / ALL) >= ceil(span.low * base / ALL)
