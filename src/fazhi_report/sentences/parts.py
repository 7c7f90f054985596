"""Parts judged against their whole: lists, and one quantity inside another that no list word ties."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from fazhi_report.sentences import words
from fazhi_report.sentences.claim import Answer, Claim, Formula, Identity, NumberSize, measure
from fazhi_report.sentences.clauses import Block, Term
from fazhi_report.sentences.closed import closed, outermost, totals
from fazhi_report.sentences.lists import (
    CLASSES,
    PAIR,
    Listing,
    Tie,
    added,
    bracketed,
    fits,
    goes_on,
    one_kind,
    opened,
    summands,
)
from fazhi_report.sentences.quantity import Pattern, Quantity

_ACROSS = Pattern(words.CUTTING_ACROSS)
_OUT = Pattern("审结|办结|结案|出具|办理")
_IN = Pattern("收|受理|接收|申请")
_HINT = "核对总数与其中各项"
_EXPLAINED = Pattern("并处|交叉|重复|兼[属有跨具]|叠加|同时|两类以上|多类|同属")
_SOME = Pattern(
    "较多|较高|较大|主要(?:集中|有|是|为|包括|涉及|分布)|前[两三四五六七八九十几]|居前|重点|典型|突出|部分"
)
_OVERLAP = Pattern(
    "可涉及|可同时|可能|可兼|兼[属有跨具]|并处|交叉|重复计|叠加|同时[属涉具计]|多项|多种|多类|两类以上|同属"
)
_BEHIND = 80
"""Characters behind a list in which words may say that its parts overlap."""
_SAME_THING = Fraction(15, 100)
"""By how much of a number of the sentence before a list may miss it and still be taken for its list."""
_SLIP, _MOST_SLIP = Fraction(27, 20), 2
"""Parts that exceed their whole by more than the first are asked, by more than the second left alone."""


def lists(block: Block) -> Iterator[Claim]:
    """The claims of lists of a block, each quantity judged as a part once."""
    judged: set[int] = set()
    for find in (bracketed, closed, opened, totals):
        for one in find(block):
            total = one.tie is Tie.TOTAL
            key = one.wholes[0].index if total else one.parts[-1].index
            if key in judged or (not total and any(part.index in judged for part in one.parts)):
                continue
            claim = None if _far(one) or _open(one) else _judged(one)
            if claim is not None and _overlaps(claim, one, block):
                continue
            if claim is not None:
                judged |= {key, *(part.index for part in one.parts)}
                yield claim


def _judged(one: Listing) -> Claim | None:
    """What becomes of a list: one reading of its parts and wholes that holds makes it right."""
    for whole in one.wholes:
        if fits(one, whole):
            return Claim(Identity.PARTS, Answer.RIGHT, whole.quantity, _used(whole, one.parts))
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


def _open(one: Listing) -> bool:
    """Whether words say that a list names only some: 收案较多的县区有：……; 主要集中在……等方面."""
    some = _SOME.search(one.parts[0].gap.rpartition("。")[2]) is not None
    return one.tie is not Tie.OPENED and (some or (one.tie is Tie.TOTAL and goes_on(one.parts[-1])))


def _overlaps(claim: Claim, one: Listing, block: Block) -> bool:
    """Whether the text behind parts that exceed their whole says that they overlap."""
    last = one.parts[-1].quantity
    behind = block.text[last.end - block.start :][:_BEHIND]
    more = sum(part.quantity.value for part in one.parts) > one.wholes[0].quantity.value
    return claim.answer is not Answer.RIGHT and more and _OVERLAP.search(behind) is not None


def _far(one: Listing) -> bool:
    """Whether a list lies so far from a number of another sentence that it is likely not of it."""
    parts, whole = one.parts, one.wholes[0]
    if (
        whole.sentence == parts[0].sentence
        or one.tie is Tie.TOTAL
        or _REFERS.search(parts[0].gap.rpartition("。")[2])
    ):
        return False
    apart = abs(sum(part.quantity.value for part in parts) - whole.quantity.value)
    return apart > whole.quantity.value * _SAME_THING


def _used(whole: Term, parts: Sequence[Term]) -> tuple[Quantity, ...]:
    return (whole.quantity, *(part.quantity for part in parts))


def _exceeds(one: Quantity, other: Quantity) -> bool:
    return one.span.low is not None and other.span.high is not None and one.span.low > other.span.high


def _sum(parts: Sequence[Term], whole: Term) -> tuple[Formula, NumberSize]:
    size = measure([*(part.quantity for part in parts), whole.quantity])
    return Formula().plus([part.quantity.value for part in parts], size), size


def _larger(part: Term, whole: Term, answer: Answer) -> Claim:
    size = measure((part.quantity, whole.quantity))
    text = Formula().beside(part.quantity.value, whole.quantity.value, size).text
    message = f"{text}：其中的{part.quantity.text}比全部{whole.quantity.text}还多"
    used = (whole.quantity, part.quantity)
    return Claim(Identity.PART, answer, part.quantity, used, message, "核对总数与其中的数")


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
    hint = _remainder(one, parts) + "核对总数与各项；还有没有列出的，写明“其他”"
    return Claim(Identity.SUM, answer, whole.quantity, _used(whole, parts), message, hint)


def _too_much(one: Listing, parts: Sequence[Term]) -> Claim | None:
    """Parts that exceed their whole: asked where some of them may cut across the others."""
    whole = one.wholes[0]
    formula, size = _sum(parts, whole)
    used = _used(whole, parts)
    text = formula.beside(formula.result, whole.quantity.value, size).text
    closed_by_rest = one.tie is Tie.CLOSED
    across = [] if closed_by_rest else _across(one, parts)
    closes = not closed_by_rest and _without_one(parts, whole)
    if (across and not closes and len(across) > 1) or _explained(parts):
        return None
    # Twice as much is no slip: the parts are features, not kinds.
    far = one.tie is Tie.OPENED and formula.result > whole.quantity.value * _SLIP
    if far and formula.result > whole.quantity.value * _MOST_SLIP:
        return None
    if across or closes or far:
        message = f"{text}：各项之和比{whole.quantity.text}多，各项之间有没有交叉？"
        hint = "有交叉的，把交叉的一项另起一句或写“另有”；没有的，核对各数"
        return Claim(Identity.PARTS, Answer.ASK, whole.quantity, used, message, hint)
    if one.tie is Tie.OPENED:
        message = f"{text}：各项之和比{whole.quantity.text}多"
        return Claim(Identity.PARTS, Answer.WRONG, whole.quantity, used, message, _HINT)
    message = f"{formula.text}，不是{whole.quantity.text}"
    hint = _remainder(one, parts) + _HINT
    return Claim(Identity.SUM, Answer.WRONG, whole.quantity, used, message, hint)


def _remainder(one: Listing, parts: Sequence[Term]) -> str:
    """What the last part of a closed list should be, as the beginning of a hint; empty where that says nothing."""
    whole, others = one.wholes[0], parts[:-1]
    left = whole.quantity.value - sum(part.quantity.value for part in others)
    if one.tie is not Tie.CLOSED or left < 0:
        return ""
    size = measure([part.quantity for part in parts] + [whole.quantity])
    text = Formula().plus([whole.quantity.value, *(-part.quantity.value for part in others)], size).text
    return f"按总数算，末项是{text}；"


def _explained(parts: Sequence[Term]) -> bool:
    """Whether the words behind a list say why its parts exceed the whole (部分案件并处两种以上处罚)."""
    return _EXPLAINED.search(parts[-1].rest_of_sentence) is not None


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
    return Claim(Identity.SUM, Answer.WRONG, whole.quantity, _used(whole, parts), message, "核对合计与各项")


_SUBSET = Pattern(words.SUBSET)
_TAKEN = Pattern(words.TAKEN)
_STEP = Pattern(f"(?:已|均|共|全部|依法|及时|成功|报送|同步|组织)*(?:{words.DONE}|{words.STEPS})")
_SETTLED = Pattern("审结|办结|结案|出具|办理|办复|结清")
_RECEIVED = Pattern("收到|受理|接收|新收|立案|收案|申请")
_REFERS = Pattern(
    "[查访研审督]中发现|其中|这些|上述|对其|[中里]，|结果看，|经审查|经核查|经审核|该批|此类|前述|在[^，。；]{1,10}中"
)
_NAMED = Pattern("在?([一-鿿]{2,6}?)(?:当)?[中里]，")
_OTHER_SCOPE = Pattern("累计|共计|合计|连同|含|结转|历年|往年|另|全市|全省|全国|共有|增至|新增|目前")
_KEPT = Pattern("^（?含[^，。；]{0,6}(?:结转|旧存|未结)")
_OTHER_KIND = Pattern("拟|[较比]|任务|计划|目标|下达|指标|季度|月份|半年")
_TAKEN_UP = ("这", "上述", "该", "其", "此", "前述", "所")
_ANEW = ("全年", "今年", "另", "还", "同时")
_ADVERBS = Pattern("^(?:已|均|全部|依法|督促|成功|及时|按期|被|实际|当场|共|其中|对|了|并)*")
_NO_NOUN = Pattern("[的了到位有效完成应已不经后件份率]|法院|行政机关|负责人|出庭|现场|书面")
_ANY_NOUN = Pattern("全部|全年|所有|各类|案件|行政|事项|工作|全[市县区省]")
_AMONG = Pattern("[中里].*的$")
_ALL = Pattern("(?<!占)(?:全部|均已|全都|悉数)([一-鿿]{2,6})")


def subsets(block: Block) -> Iterator[Claim]:
    """The claims of parts inside wholes that no list word ties."""
    counted = [one for one in block.terms if one.counted and not one.scope]
    for place, term in enumerate(counted):
        earlier = [one for one in counted[:place] if one.family == term.family]
        stocked = any(one.stock == "start" and one.sentence == term.sentence for one in earlier)
        if earlier and not stocked and term.to is None:
            wholes = _named(term, earlier)
            claim = _inside(term, wholes) if wholes else None
            if claim is not None:
                yield claim
    yield from _all_of_them(counted)


def _named(term: Term, earlier: Sequence[Term]) -> Sequence[Term]:
    """Of earlier counts the one that the words name (在一审案件中，); all where they name none."""
    match = _NAMED.search(_last_sentence(term))
    if match is None or match[1].startswith(_TAKEN_UP):
        return earlier
    # 办理的法律援助案件中，……: a whole of its own where none is called so.
    name = _ANY_NOUN.sub("", match[1])
    if not name:
        return [] if match[1].startswith("全") else earlier
    return [one for one in earlier if name in one.words][-1:]


def _last_sentence(term: Term) -> str:
    """What stands before a term since the last full stop."""
    return term.gap.rpartition("。")[2]


def _inside(term: Term, earlier: Sequence[Term]) -> Claim | None:
    whole = earlier[-1]
    same = whole.sentence == term.sentence
    if _stands_apart(term, whole):
        return None
    carried = (
        _RECEIVED.search(whole.phrase) and _SETTLED.search(term.phrase) and not _SETTLED.search(whole.phrase)
    )
    taken = _SUBSET.search(term.words) is not None and _TAKEN.search(whole.words) is not None
    among = whole.clause_id == term.clause_id and _AMONG.search(term.before) is not None
    used = (whole.quantity, term.quantity)
    tied = _follows(term, whole) if same else _refers(term, whole)
    if not tied or not (taken or carried or among or not same or "其中" in term.gap):
        return _step(term, whole, earlier)
    if not _is_larger(term, whole):
        return Claim(Identity.PART, Answer.RIGHT, term.quantity, used)
    near = [one for one in earlier if term.sentence - one.sentence <= 1]
    if not among and not all(_is_larger(term, one) for one in near):
        return None
    text = Formula().beside(term.quantity.value, whole.quantity.value, measure(used)).text
    if carried and not taken:
        hint = "含上年结转的写明“含上年结转N件”；不含的核对两个数"
        message = f"{text}：办结的比收到的多，是否含上年结转？"
        return Claim(Identity.CARRIED, Answer.ASK, term.quantity, used, message, hint)
    message = f"{text}：{term.quantity.text}不会比前面的{whole.quantity.text}还多"
    return Claim(Identity.PART, Answer.WRONG, term.quantity, used, message, "核对两个数，口径不同的写明")


def _step(term: Term, whole: Term, earlier: Sequence[Term]) -> Claim | None:
    """What a step that no word calls a part of the one before has in hand: 排查纠纷836件，调解876件 is asked."""
    step = _STEP.match(term.phrase)
    near = [one for one in earlier if term.sentence == one.sentence]
    if step is None or not near or not term.gap.startswith("，") or not _TAKEN.search(whole.words):
        return None
    noun = _ANY_NOUN.sub("", _NO_NOUN.sub("", term.phrase[step.end() :]))
    if (len(noun) > 1 and not _common(noun, whole.clause)) or not all(_is_larger(term, one) for one in near):
        return None
    used = (whole.quantity, term.quantity)
    text = Formula().beside(term.quantity.value, whole.quantity.value, measure(used)).text
    message = f"{text}：{term.quantity.text}比前一步的{whole.quantity.text}还多，是否另有来源？"
    hint = "含上年转入或另有来源的写明；没有的核对两个数"
    return Claim(Identity.CARRIED, Answer.ASK, term.quantity, used, message, hint)


def _is_larger(part: Term, whole: Term) -> bool:
    low, high = part.quantity.span.low, whole.quantity.span.high
    return low is not None and high is not None and low > high


def _stands_apart(term: Term, whole: Term) -> bool:
    """Whether a count speaks of another scope, period or kind of thing than the one before it."""
    listed = term.opener or term.total or term.rest or "start" in {term.stock, whole.stock}
    if listed and (whole.sentence == term.sentence or not _REFERS.search(term.gap)):
        return True
    if (
        _OTHER_SCOPE.search(term.words)
        or _KEPT.search(term.tail)
        or _OTHER_KIND.search(whole.phrase + term.phrase)
    ):
        return True
    # 在收到的512件申请中: a whole of its own.
    return term.phrase.startswith("在") and "中" in term.after


def _refers(term: Term, whole: Term) -> bool:
    """Whether words of the next sentence take up the count before."""
    return (
        term.sentence - whole.sentence == 1 and _REFERS.search(_last_sentence(term) + term.after) is not None
    )


def _follows(term: Term, whole: Term) -> bool:
    """Whether a count follows another as its next step, and both may count the same thing."""
    if "；" in term.gap or term.phrase.startswith(_ANEW):
        return False
    noun = _NO_NOUN.sub("", _SUBSET.sub("", _SETTLED.sub("", _ADVERBS.sub("", term.phrase))))
    noun = _ANY_NOUN.sub("", noun)
    return len(noun) <= 1 or _common(noun, whole.clause)


def _common(one: str, other: str) -> bool:
    """Whether two characters in a row stand in both."""
    return any(one[place : place + 2] in other for place in range(len(one) - 1))


def _all_of_them(counted: Sequence[Term]) -> Iterator[Claim]:
    """23件全部通过，通过21件: all of them are as many."""
    for whole, term in pairwise(counted):
        match = _ALL.search(term.gap)
        listed = term.pending or term.opener or term.rest
        if match is None or listed or term.family != whole.family or term.sentence != whole.sentence:
            continue
        if not _common(match[1], term.phrase):
            continue
        used = (whole.quantity, term.quantity)
        if whole.quantity.may_be(term.quantity.span):
            yield Claim(Identity.PART, Answer.RIGHT, term.quantity, used)
            continue
        text = Formula().beside(term.quantity.value, whole.quantity.value, measure(used)).text
        message = f"“{match[0][:4]}”的应是{whole.quantity.text}，不是{term.quantity.text}：{text}"
        yield Claim(Identity.PART, Answer.WRONG, term.quantity, used, message, "核对两个数，不是全部的改写")
