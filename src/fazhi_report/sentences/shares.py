"""Percentages of a whole, every reading tried before one is called wrong; and shares (占…的45%)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from fazhi_report.sentences import words
from fazhi_report.sentences.claim import Answer, Claim, Formula, Identity, measure, plain
from fazhi_report.sentences.clauses import Block, Term
from fazhi_report.sentences.kinds import ORDER, labelled, of_sum, together
from fazhi_report.sentences.quantity import Interval, Pattern, ratio, total
from fazhi_report.sentences.wholes import (
    candidates,
    framed,
    opened_whole,
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

    def _share(self, parts: Sequence[Term], whole: Term) -> Interval | None:
        """How many percent of a whole parts may be; what is left of it where they are what the rate denies."""
        if whole in parts and (len(parts) > 1 or whole is not self.wholes[0] or parts is not self.parts[0]):
            return None
        share = ratio(total([one.quantity.span for one in parts]), whole.quantity.span, ALL)
        if share is None or not self._denied(parts[0]):
            return share
        low = None if share.high is None else ALL - share.high
        return Interval(low, None if share.low is None else ALL - share.low)

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

    def _wrong_sum(self) -> Claim:
        """A share of several counts together that their whole does not give."""
        stated, whole = self.term.quantity, self.wholes[0].quantity
        parts = [one.quantity for one in self.parts[0]]
        size = measure([*parts, whole])
        formula = Formula().plus([one.value for one in parts], size)
        text = formula.over(formula.result, whole.value, size, max(stated.digits, 1)).text
        used = (stated, *parts, whole)
        return Claim(self.kind, Answer.WRONG, stated, used, f"{text}，不是{stated.text}", _HINT)

    def _wrong(self) -> Claim:
        stated, part, whole = self.term.quantity, self.parts[0][0].quantity, self.wholes[0].quantity
        if len(self.parts[0]) > 1:
            return self._wrong_sum()
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
_NUMERALS = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7}
_SEVERAL = Pattern("([两二三四五六七])[样项类个者种](?:案件|问题)?(?:合计|加在一起|加起来|一共|共|相加)$")
_NAME = 2
_BETWEEN = 2
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
    several = _SEVERAL.search(term.own)
    summed = _last_counts(term, several[1], block) if several else []
    if summed:
        yield from _of_several(term, summed, block)
        return
    yield from _of_one(term, block)


def _of_several(term: Term, summed: list[Term], block: Block) -> Iterator[Claim]:
    """三样加在一起占83.3%: of the whole of the list, or of the one that the words name."""
    around = [one for one in candidates(summed[0], block) if one not in summed]
    wholes = _wholes(term, summed[0], around, block)
    claim = Percentage(term, [summed], wholes, Identity.SHARE).judged() if wholes else None
    if claim is not None:
        yield claim


def _of_one(term: Term, block: Block) -> Iterator[Claim]:
    row, place = parallel(term, block)
    rows = rows_before(row, block) if len(row) > 1 else []
    if rows:
        part: Term | None = rows[0][place]
    elif len(row) > 1:
        return
    elif subject := _EMPTY.sub("", term.own).removeprefix("其中") or _before_last(term):
        part = _named_part(term, subject, block)
    else:
        part = _part_before(term.base_number or term, block)
    if part is None or part is term.base_number or part.quantity.timed:
        return
    members = [] if rows or term.base_number else together(term, part, block)
    if members:
        yield of_sum(term, part, members)
        return
    around = [one for one in candidates(part, block) if one not in row]
    if part.opener and not term.share and term.base_number is None:
        # What 其中 opens is a share of what stands before it, not of what stands beside.
        around = [one for one in around if one.index < part.index or one.total]
    wholes = _wholes(term, part, around, block)
    if rows and wholes and term.base_number is None:
        ahead = [one for one in wholes if one.index < rows[0][0].index]
        wholes = [*ahead[:1], *(one for one in wholes if one not in ahead[:1])]
    if wholes:
        claim = Percentage(term, [[part], *_sums(part, block)], wholes, Identity.SHARE).judged()
        if claim is not None:
            yield claim


def _before_last(term: Term) -> str:
    """The clause between the last count and the one of a share without a subject: 预算类最多，占四类信息的45%."""
    between = term.gap.split("，")
    return between[1] if len(between) > _BETWEEN and "。" not in term.gap else ""


def _last_counts(term: Term, numeral: str, block: Block) -> list[Term]:
    """As many counts before a share as its subject says (三样加在一起占); none where there are fewer."""
    here = [one for one in block.terms[: term.index] if one.sentence == term.sentence and one.counted]
    count = _NUMERALS[numeral]
    row = here[-count:]
    return row if len(row) == count and len({one.family for one in row}) == 1 else []


def _named_part(term: Term, subject: str, block: Block) -> Term | None:
    """The count that a share's own subject names (公安类案件占比达46%); of 前者 and 后者 the one that is meant."""
    here = [one for one in block.terms[: term.index] if one.sentence == term.sentence and one.counted]
    if subject in ORDER and len(here) > 1 and here[-1].family == here[-2].family:
        return here[-2] if subject == "前者" else here[-1]
    behind = block.terms[term.index + 1] if term.index + 1 < len(block.terms) else None
    if behind is not None and behind.gap == "" and behind.counted and behind.sentence == term.sentence:
        # 行政处罚类占40.5%（163件）
        return behind
    named = [one for one in here if len(subject) >= _NAME and subject[:_NAME] in one.phrase]
    return named[0] if len(named) == 1 else labelled(subject, here)


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
    beside = likely is not None and _has_share(likely, block) and not part.opener
    if beside and likely is not framed(part, block):
        likely = None
    core = content(term.share or "")
    apart = likely is not None and not _in_reach(part, likely, opened_whole(part, block), core)
    here = part.gap.rpartition("。")[2]
    if likely is not None and apart and not (len(likely.phrase) >= _NAME and likely.phrase[-_NAME:] in here):
        # 过手合同96份。养殖承包合同最多，有38份，占……: of the sentence before only where it counts the same.
        likely = None
    fitting = [
        one
        for one in around
        if one is likely
        or (
            _room(part, one)
            and not _has_share(one, block)
            and _in_reach(part, one, opened_whole(part, block), core)
        )
    ]
    if term.base_number is not None:
        likely = term.base_number
    elif base := content(term.share or ""):
        likely = _named(term.share or "", base, part, fitting, likely)
        if likely is None:
            return []
    if likely is None or (likely not in fitting and likely is not term.base_number):
        likely = fitting[0] if fitting else None
    if likely is None:
        return []
    if core and term.base_number is None:
        # A base that is called by its name is no other count that shares less of it.
        called = shared(core, likely.phrase)
        fitting = [one for one in fitting if one.total or shared(core, one.phrase) >= called]
    return [likely, *(one for one in fitting if one is not likely)]


def _in_reach(part: Term, whole: Term, opened: Term | None, core: str) -> bool:
    """Whether a whole stands in the sentence of its part, or is called in full by the words of the share."""
    called = len(core) >= _NAME and shared(core, whole.clause) == len(core)
    listed = opened is not None and whole.sentence == opened.sentence
    return whole.sentence == part.sentence or listed or called


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
        and not _EMPTY.sub("", following.own).removeprefix("其中")
        and following.base_number is not term
        and following.sentence == term.sentence
    )


def _sums(part: Term, block: Block) -> list[list[Term]]:
    """The lists that end with the part: 撤销7件、变更3件，占5%."""
    row = run_before(part, block)
    return [row[start:] for start in range(len(row) - 1)]
