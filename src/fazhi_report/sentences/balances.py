"""What must add up: stocks at start and end, and shares that fill a hundred percent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations

from fazhi_report.sentences.claim import PERCENT, Answer, Claim, Formula, Identity, measure
from fazhi_report.sentences.clauses import Block, Term
from fazhi_report.sentences.quantity import Pattern, percent_span, total

_MOST = 6
_FEW = 2
_YEAR_END = Pattern("年底|年末")
_DUE = Pattern("应办|应结|共办理")
_STANDING = Pattern("现有|年末|期末|年底|现存|调整后")
_ADDED = Pattern("新[一-鿿]|净增|增[聘设补派]")
_ALL_OF = Pattern("总|达|数量|现有")


def stocks(block: Block) -> Iterator[Claim]:
    """The claims of stocks of a block."""
    for sentence in sorted({one.sentence for one in block.terms}):
        row = [
            one
            for one in block.terms
            if one.sentence == sentence and one.quantity.countable and not one.change
        ]
        _year_ends(row)
        families = {one.family for one in row if one.stock == "start"}
        for family in sorted(families):
            same = [one for one in row if one.family == family and not one.average]
            claim = _judged(same)
            if claim is not None:
                yield claim
        yield from _grown(row)


def _year_ends(row: Sequence[Term]) -> None:
    """Take the first of two year's ends for the start: 2023年底612人，2024年新入388人……年末579人."""
    ends = [one for one in row if one.stock == "end"]
    gains = [one for one in row if one.stock == "in"]
    if len(ends) > 1 and gains and ends[0].index < gains[0].index and _YEAR_END.search(ends[0].phrase):
        ends[0].stock = "start"


def _judged(row: Sequence[Term]) -> Claim | None:
    start = next((one for one in row if one.stock == "start"), None)
    if start is None:
        return None
    scope = start.scope
    owner = start.owner
    row = [one for one in row if one.scope == scope]
    gains = [one for one in row if one.stock == "in"]
    losses = [one for one in row if one.stock == "out"]
    ends = [one for one in row if one.stock == "end"]
    if gains and ends and (losses or _STANDING.search(ends[-1].phrase)):
        others = [
            one for one in row if not one.stock and start.index < one.index < ends[-1].index and one.counted
        ]
        return _balance(start, gains[:_MOST], losses[:_MOST], ends[-1], others)
    totals = [one for one in row if one.total and one.stock not in {"out", "end", "start"}]
    before = [one for one in row if one.index < start.index]
    if not totals and owner is None and start.opener and before:
        totals = before[-1:]
    if owner is not None and owner.family == start.family:
        totals = [owner]
    if gains and totals:
        return _sum(start, gains, totals[-1])
    due = [one for one in row if one.total or _DUE.search(one.phrase)]
    if due and losses and ends and due[-1].index < losses[0].index < ends[-1].index:
        return _left(due[-1], losses, ends[-1])
    return None


def _left(due: Term, losses: Sequence[Term], end: Term) -> Claim:
    """应办104件，审结93件，结转11件: what was due is what is done and what is left."""
    used = tuple(one.quantity for one in (due, *losses, end))
    for gone in _choices(losses):
        if due.quantity.may_be(total([end.quantity.span, *(one.quantity.span for one in gone)])):
            return Claim(Identity.STOCK, Answer.RIGHT, end.quantity, used)
    formula = Formula().plus([due.quantity.value, *(-one.quantity.value for one in losses)], measure(used))
    message = f"{formula.text}，不是{end.quantity.text}"
    return Claim(
        Identity.STOCK,
        Answer.WRONG,
        end.quantity,
        used,
        message,
        "应办的应等于办结的与结转的之和；核对这几个数",
    )


def _balance(
    start: Term, gains: Sequence[Term], losses: Sequence[Term], end: Term, others: Sequence[Term]
) -> Claim | None:
    used = tuple(one.quantity for one in (start, *gains, *losses, end))
    for chosen in _choices([*gains, *others[:_FEW]]):
        for gone in [*_choices([*losses, *others[:_FEW]]), ()]:
            have = total([start.quantity.span, *(one.quantity.span for one in chosen)])
            left = total([end.quantity.span, *(one.quantity.span for one in gone)])
            if have.low is None or left.high is None or have.high is None or left.low is None:
                return Claim(Identity.STOCK, Answer.RIGHT, end.quantity, used)
            if have.low <= left.high and left.low <= have.high:
                return Claim(Identity.STOCK, Answer.RIGHT, end.quantity, used)
    if others:
        # Something came or went that no word of the table names.
        return None
    size = measure(used)
    terms = [start.quantity.value, *(one.quantity.value for one in gains)]
    terms += [-one.quantity.value for one in losses]
    formula = Formula().plus(terms, size)
    message = f"{formula.text}，不是{end.quantity.text}"
    hint = "年初数与本年收到的，应等于办结的与年末数；核对这几个数"
    if losses:
        one = Formula().plus([start.quantity.value, *(gain.quantity.value for gain in gains)], size).text
        other = Formula().plus([*(loss.quantity.value for loss in losses), end.quantity.value], size).text
        hint += f"（{one}，{other}）"
    return Claim(Identity.STOCK, Answer.WRONG, end.quantity, used, message, hint)


def _sum(start: Term, gains: Sequence[Term], whole: Term) -> Claim:
    used = tuple(one.quantity for one in (start, *gains, whole))
    for chosen in _choices(gains):
        if whole.quantity.may_be(total([start.quantity.span, *(one.quantity.span for one in chosen)])):
            return Claim(Identity.STOCK, Answer.RIGHT, whole.quantity, used)
    formula = Formula().plus([start.quantity.value, *(one.quantity.value for one in gains)], measure(used))
    message = f"{formula.text}，不是{whole.quantity.text}"
    return Claim(
        Identity.STOCK,
        Answer.WRONG,
        whole.quantity,
        used,
        message,
        "上年结转与本年新收之和应为本年办理总数；核对这几个数",
    )


def _choices(row: Sequence[Term]) -> Iterator[tuple[Term, ...]]:
    for count in range(1, len(row) + 1):
        yield from combinations(row, count)


def _grown(row: Sequence[Term]) -> Iterator[Claim]:
    """新增6个，总数由11个增加到17个: what was added is the difference."""
    for place, term in enumerate(row):
        if term.to != 1 or not place or not row[place - 1].start or row[place - 1].family != term.family:
            continue
        old = row[place - 1]
        added = [one for one in row[: place - 1] if one.family == term.family and _ADDED.search(one.phrase)]
        if not added or not _ALL_OF.search(old.phrase):
            continue
        used = (term.quantity, old.quantity, *(one.quantity for one in added))
        for chosen in _choices(added):
            if term.quantity.may_be(total([old.quantity.span, *(one.quantity.span for one in chosen)])):
                yield Claim(Identity.STOCK, Answer.RIGHT, term.quantity, used)
                break
        else:
            formula = Formula().plus([old.quantity.value, added[-1].quantity.value], measure(used))
            message = f"{formula.text}，不是{term.quantity.text}"
            yield Claim(
                Identity.STOCK,
                Answer.WRONG,
                term.quantity,
                used,
                message,
                "核对新增数与前后的总数，有减少的写明",
            )


_DIVIDED = Pattern(
    "从[^，。；0-9]{1,14}[看分讲]|按[^，。；0-9]{1,12}(?:划?分类?|统计|看)|构成|结构|分布|[中里]，|测评|结果"
)
_NAMED = Pattern("分为|构成|结构|按|从")
_CLOSED = Pattern("其余|其他(?!组织)|其它|剩余|余下|及以下|及以上|另外|不满意|不合格|不称职")
_QUALITY = Pattern("优秀|良好|合格")
_DENIED = Pattern("[不未]([一-鿿]{2,4})率")
_OPPOSED = (("胜诉", "败诉"), ("按期", "逾期"))
_SLACK = 20
"""Each share may be rounded once more: a twentieth of a percent."""
_ALL = 100


def hundreds(block: Block) -> Iterator[Claim]:
    """The claims of shares that fill a hundred percent."""
    for run in _runs(block):
        hedged = any(one.quantity.hedge for one in run)
        members, closed = (list[Term](), False) if hedged else _members(run, block)
        if len(members) > 1:
            yield _judged_hundred(members, closed=closed)


def _runs(block: Block) -> Iterator[list[Term]]:
    """Percentages that follow each other in one sentence and scope, nothing else between them."""
    run: list[Term] = []
    for term in block.terms:
        if run and term.quantity.timed and not term.change and term.sentence == run[-1].sentence:
            # 1天内占41.7%，2至3天占33.4%: lengths of time name the kinds.
            continue
        if term.stated and "合计" in term.phrase:
            continue
        joins = run and (term.scope, term.sentence) == (run[-1].scope, run[-1].sentence)
        if run and not (joins and term.stated):
            yield run
            run = []
        if term.stated:
            run = [*run, term]
    if run:
        yield run


def _members(run: Sequence[Term], block: Block) -> tuple[list[Term], bool]:
    """The percentages of a run that divide one whole, and whether words close the division; none where they do not."""
    opposite = _opposite(run)
    if opposite:
        return opposite, True
    shares = [one for one in run if one.share is not None]
    others = [one for one in run if one.share is None]
    closing = all(_CLOSED.search(one.before + one.gap) for one in others)
    if any(one.rate for one in others) or (shares and others and not closing):
        return [], False
    # Each share must have a subject of its own, else each belongs to a count and its whole.
    if any(one.share for one in shares) or (
        shares and not any(one.own or "分别" in one.clause for one in shares)
    ):
        return [], False
    start = block.text.rfind("。", 0, run[0].quantity.start - block.start) + 1
    lead = block.text[start : run[0].quantity.start - block.start]
    closed = any(_CLOSED.search(one.own + one.phrase + one.after) for one in run)
    divided = _DIVIDED.search(lead) is not None
    named = divided and _NAMED.search(lead) is not None
    return (list(run), closed) if (named or (shares and (divided or closed))) else ([], False)


def _opposite(run: Sequence[Term]) -> list[Term]:
    """The rates of a row that exclude each other: 胜诉率 and 败诉率; 优秀率, 合格率, 不合格率."""
    named = {one.rate: one for one in run if one.rate}
    for name, one in named.items():
        match = _DENIED.search(name)
        yes = match[1] if match else next((yes for yes, no in _OPPOSED if f"{no}率" in name), "")
        affirmed = [other for other in named if yes and f"{yes}率" in other and other != name]
        if affirmed and yes == "合格":
            return [other for label, other in named.items() if _QUALITY.search(label)]
        if affirmed:
            return [named[affirmed[0]], one]
    return []


def _judged_hundred(members: Sequence[Term], *, closed: bool) -> Claim:
    used = tuple(one.quantity for one in members)
    at = members[-1].quantity
    span = total([percent_span(one) for one in used])
    slack = Fraction(len(members), _SLACK)
    if span.low is None or span.high is None or span.low - slack <= _ALL <= span.high + slack:
        return Claim(Identity.HUNDRED, Answer.RIGHT, at, used)
    formula = Formula().plus([one.value for one in used], PERCENT)
    answer = Answer.ASK if formula.result < _ALL and not closed else Answer.WRONG
    hint = "核对各项百分比；还有没有列出的，写明“其他”"
    return Claim(Identity.HUNDRED, answer, at, used, f"{formula.text}，不是100%", hint)
