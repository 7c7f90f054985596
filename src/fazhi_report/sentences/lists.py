"""Lists: parts of a whole, closed lists, totals behind a list, and one part larger than its whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from itertools import combinations

from fazhi_report.sentences import words
from fazhi_report.sentences.claim import Answer, Claim, Kind
from fazhi_report.sentences.clauses import Block
from fazhi_report.sentences.formula import Formula, measure
from fazhi_report.sentences.quantity import Quantity, Span, total
from fazhi_report.sentences.terms import Term

_MOST_PARTS = 7
"""Of longer lists only the runs are tried, not every choice of parts."""
_MOST_BEFORE = 12
"""Counts before a closing part among which its whole is looked for."""
_MOST_HEADS = 5
_ACROSS = re.compile(f"(?:{words.CUTTING_ACROSS})")
_STEP = re.compile(f"^(?:已|均已|全部|共|依法|及时|成功|全年|按期|督促|当场|实际)*(?:{words.STEPS})")
_INSIDE = re.compile("含|其中|包括")
_CLASSES = re.compile("：|按[^，。；0-9]{1,10}(?:划?分类?|统计|看)|从[^，。；0-9]{1,10}(?:看|分)|分为|分别")
_OPEN_END = re.compile("^[^，。；]{0,14}?(?:等(?![次级候待额])|若干)|^，[^，。；0-9]{0,8}若干")
_COUNTED_WORDS = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}


class Tie(Enum):
    """What makes parts and a whole belong together."""

    OPENED = "其中"
    """Parts behind 其中: no more than the whole, but a rest may be left out."""
    CLOSED = "其余"
    """A list that names its rest or what is not done: as much as the whole."""
    CLASSES = "按…分"
    """A division or a bracket: as much as the whole, but that is only its habit."""
    TOTAL = "合计"
    """A total behind the list: as much as the list."""


@dataclass(slots=True)
class _List:
    """Parts and the wholes they can have.

    Args:
        parts: The parts in their order.
        wholes: The likeliest whole first.
        tie: What makes them belong together.
        open: Whether 等 or 若干 leaves parts out.
        count: How many parts the words say there are; 0 where they do not.
    """

    parts: list[Term]
    wholes: list[Term]
    tie: Tie
    open: bool = False
    count: int = 0


def lists(block: Block) -> Iterator[Claim]:
    """The claims of lists of a block, each quantity judged as a part once."""
    judged: set[int] = set()
    for one in _found(block):
        key = one.parts[-1].index if one.tie is not Tie.TOTAL else one.wholes[0].index
        if any(part.index in judged for part in one.parts) and one.tie is not Tie.TOTAL:
            continue
        claim = _judge(one, block)
        if claim is not None:
            if claim.answer is not Answer.RIGHT and key in judged:
                continue
            judged |= {part.index for part in one.parts} | {key}
            yield claim


def _found(block: Block) -> Iterator[_List]:
    yield from _brackets(block)
    for tie in (_closed, _opened, _totals):
        yield from tie(block)


def _plain(block: Block, scope: int) -> list[Term]:
    return [one for one in block.terms if one.scope == scope and one.counted]


def _brackets(block: Block) -> Iterator[_List]:
    """Lists in brackets, owned by the number before; without an owner by the number after."""
    for scope in sorted({one.scope for one in block.terms if one.scope}):
        inside = [one for one in block.terms if one.scope == scope]
        first = inside[0]
        if any(one.base for one in inside):
            continue
        parts = [one for one in inside if one.counted and one.stock not in {"start", "end"}]
        owner = first.owner
        if owner is None:
            behind = [
                one for one in block.terms if one.scope == 0 and one.index > inside[-1].index and one.sentence == first.sentence
            ]
            if not behind or not behind[0].total or len(parts) < 2 or parts[0].family != behind[0].family:
                continue
            yield _List([one for one in parts if one.family == behind[0].family], [behind[0]], Tie.TOTAL)
            continue
        if not owner.counted:
            continue
        parts = [one for one in parts if _family(one) == _family(owner)]
        if not parts:
            # 149个点位（64家企业……）: other units than the owner's are no parts of it.
            continue
        opened = bool(first.opener) or bool(_INSIDE.search(inside[0].gap))
        if len(parts) == 1 and not opened:
            continue
        if len(parts) < len([one for one in inside if one.counted]) and not opened and len(parts) < 2:
            continue
        tie = Tie.OPENED if opened else Tie.CLASSES
        if any(one.rest for one in parts) or (len(parts) > 1 and any(one.pending for one in parts[1:])):
            tie = Tie.CLOSED
        # In a bracket 其中 inside begins a list of its own: 民事410件，其中农民工188件；刑事195件.
        inner = [one for one in parts[1:] if one.opener]
        if inner:
            parts = [one for one in parts if one not in inner]
        yield _List(parts, [owner], tie, _is_open(parts))


def _family(term: Term) -> str:
    return term.family


def _is_open(parts: Sequence[Term]) -> bool:
    return bool(_OPEN_END.match(parts[-1].tail))


def _sentence_runs(block: Block, scope: int) -> Iterator[list[Term]]:
    row = _plain(block, scope)
    for number in sorted({one.sentence for one in row}):
        yield [one for one in row if one.sentence == number]


def _closed(block: Block) -> Iterator[_List]:
    """A whole, parts, and the rest or what is not done: 办结275件，维持149件，其余126件."""
    scopes = sorted({one.scope for one in block.terms})
    for scope in scopes:
        for row in _sentence_runs(block, scope):
            for place, last in enumerate(row):
                if not (last.rest or last.pending):
                    continue
                same = [one for one in row[: place + 1] if one.family == last.family][-_MOST_BEFORE:]
                behind = [one for one in row[place + 1 :] if one.family == last.family]
                if any(one.stock == "start" for one in same) or (behind and behind[0].total):
                    continue
                found = _closed_list(last, same, row[place + 1 :], block)
                if found is not None:
                    yield found


def _closed_list(last: Term, same: list[Term], following: list[Term], block: Block) -> _List | None:
    """The list that a closing part closes, with the head that fits, or the likeliest where none does."""
    if not _closes(last, same, block):
        return None
    positive = _complement_of(last, [*same, *following])
    heads = _heads(same, block)[:_MOST_HEADS]
    tried: list[_List] = []
    for head in heads:
        parts = [one for one in same if one.index > head.index]
        if positive is not None and positive not in parts:
            if positive.index < last.index:
                continue
            parts.append(positive)
        if len(parts) < 2:
            continue
        if last.pending and not last.rest and positive is None and not _has_done(parts):
            continue
        # 予以公开71件、部分公开5件、不予公开28件: three kinds leave room for a fourth, two that deny each other do not.
        tie = Tie.OPENED if positive is not None and len(parts) > 2 and not last.rest else Tie.CLOSED
        tried.append(_List(parts, [head], tie, not last.rest and _is_open([last])))
    for one in tried:
        if _fits(one.wholes[0], [part for part in one.parts if not _step(part, one.parts)], one.tie, one.open):
            return one
    room = [one for one in tried if all(part.quantity.value <= one.wholes[0].quantity.value for part in one.parts)]
    opened = any(one.opener and _OPENING.search(one.opener) for one in same)
    if room:
        # 其他 names a rest only of what an opener opens; 其余 is the rest of what stands before.
        loose = not opened and last.rest and "其他" in last.phrase + last.gap
        return _List(room[0].parts, room[0].wholes, Tie.CLASSES if loose else room[0].tie, room[0].open)
    return tried[0] if tried and opened else None


def _closes(last: Term, same: Sequence[Term], block: Block) -> bool:
    """Whether a part can close the list before it: no change stands between, and what it denies it denies alone."""
    between = block.terms[same[0].index : last.index]
    if any(one.change and one.index > same[-2].index for one in between):
        return False
    if last.pending and not last.rest:
        return not any(one.pending and re.search("未结|在办|未办结|在审", one.phrase) for one in same[:-1])
    return True


def _complement_of(last: Term, row: Sequence[Term]) -> Term | None:
    """The part that says yes where the closing one says no: 受理 for 不予受理, 通过 for 未通过."""
    match = re.search(r"(?:不予|未|尚未|不)([一-鿿]{2})", last.phrase)
    if match is None:
        return None
    return next(
        (one for one in row if one is not last and re.search(f"(?:^|已|依法|均|正式|决定|立案|审查|其中|审核|予以|其中){match[1]}", one.phrase) and one.family == last.family),
        None,
    )


def _heads(same: list[Term], block: Block) -> list[Term]:
    """The wholes that a closed list can have, the likeliest first: before its opener, named, else the nearest."""
    named = re.search(r"(?:^|，|；|。)在?([一-鿿]{2,8}?)(?:当)?[中里]", same[-2].gap if len(same) > 1 else same[-1].gap)
    first = _head(same, block)
    rest = [one for one in reversed(same[:-1]) if one is not first]
    if named:
        holders = [one for one in same[:-1] if named[1].removesuffix("案件") in one.phrase and named[1] not in same[-2].phrase[: len(named[1])]]
        if holders:
            return [holders[-1]]
    opened = any(one.opener and _OPENING.search(one.opener) for one in same)
    if first is None:
        return rest
    if opened:
        return [first, *(one for one in rest if one.index < first.index)]
    # 发现86个，已整改82个，剩余4个: what is done is done of the count just before it.
    if len(same) > 2 and re.search(f"已|{words.DONE}", same[-2].words):
        return [*rest[1:], first]
    return [first, *reversed(rest)]


def _has_done(parts: Sequence[Term]) -> bool:
    return any(re.search(words.DONE, one.words) for one in parts[:-1]) or len(parts) > 2


def _head(same: Sequence[Term], block: Block) -> Term | None:
    """The whole of a closed list: what stands before its opener, a total, else the first count of the sentence."""
    for place in range(len(same) - 1, 0, -1):
        if same[place].opener and _OPENING.search(same[place].opener):
            return same[place - 1]
    if same[0].opener and _OPENING.search(same[0].opener):
        earlier = [
            one
            for one in block.terms[: same[0].index]
            if one.scope == same[0].scope and one.family == same[0].family and one.counted and same[0].sentence - one.sentence <= 1
        ]
        return earlier[-1] if earlier else None
    if len(same) < 3 and not (same[-1].pending or same[-1].rest):
        return None
    return same[0]


_OPENING = re.compile("：|中，|其中|包括|包含|分为|当中|按|从")


def _opened(block: Block) -> Iterator[_List]:
    """What stands behind 其中, 包括, 按…分 and their like."""
    for term in block.terms:
        if not term.counted or term.total:
            continue
        exclusive = _exclusive(term, block)
        if not term.opener and not exclusive:
            continue
        whole = _whole_before(term, block)
        if whole is None:
            continue
        parts = _members(term, block)
        classes = bool(_CLASSES.search(term.opener)) or bool(_CLASSES.search(term.gap)) and "其中" not in term.gap
        tie = Tie.CLASSES if classes else Tie.OPENED
        kinds = re.search("([两二三四五六七八九十])[级类种方]", whole.words)
        if any(one.rest for one in parts) or (kinds and _COUNTED_WORDS[kinds[1]] == len(parts)):
            tie = Tie.CLOSED
        behind = [
            one
            for one in block.terms[parts[-1].index + 1 :]
            if one.scope == term.scope and one.family == term.family and one.sentence == term.sentence
        ]
        if classes and behind and behind[0].total:
            continue
        earlier = [
            one
            for one in reversed(block.terms[: whole.index])
            if one.scope == whole.scope and one.family == whole.family and one.counted and one.sentence == whole.sentence
        ]
        yield _List(parts, [whole, *earlier[:_MOST_HEADS]], tie, _is_open(parts))


def _exclusive(term: Term, block: Block) -> bool:
    """Whether a term begins a row of kinds that exclude each other: 维持174件，驳回72件."""
    if term.opener or term.scope or not term.gap or term.gap.strip("，、") != term.phrase:
        return False
    following = block.terms[term.index + 1 : term.index + 2]
    if not following or following[0].family != term.family or following[0].sentence != term.sentence or following[0].scope:
        return False
    before = block.terms[term.index - 1] if term.index else None
    if before is None or before.sentence != term.sentence or before.family != term.family:
        return False
    for kinds, named in zip(_EXCLUSIVE, words.EXCLUSIVE, strict=True):
        one, other = kinds.search(term.phrase), kinds.search(following[0].phrase)
        if one and other and one[1] != other[1] and not re.search(named, before.phrase):
            return True
    return False


_EXCLUSIVE = tuple(re.compile(f"^(?:作出|予以|决定|直接|其中)*({kinds})") for kinds in words.EXCLUSIVE)


def _whole_before(term: Term, block: Block) -> Term | None:
    """The count of the same family nearest before an opener, at most one sentence back; a named one first."""
    earlier = [
        one
        for one in reversed(block.terms[: term.index])
        if one.scope == term.scope and one.family == term.family and one.counted and term.sentence - one.sentence <= 1
    ]
    if term.scope and not earlier and term.owner is not None and term.owner.family == term.family:
        return term.owner
    return earlier[0] if earlier else None


def _members(term: Term, block: Block) -> list[Term]:
    """The parts that one opener opens: counts of one family to the end of the sentence or of the list."""
    parts = [term]
    semicolons = False
    last = term
    for other in block.terms[term.index + 1 :]:
        if other.scope != term.scope:
            continue
        if other.sentence != term.sentence:
            break
        if not other.quantity.countable or other.change or other.average or other.base:
            if "；" in other.gap and len(parts) > 1 and not semicolons:
                break
            last = other
            continue
        if _NAMING.match(other.phrase) and len(parts) > 1:
            break
        if other.total or (other.opener and _OPENING.search(other.opener)):
            break
        if "；" in other.gap:
            if len(parts) > 1 and not semicolons:
                break
            if last.share is None and (last.quantity.is_percent or len(parts) == 1) and (last.quantity.is_percent or re.search(words.STEPS, other.phrase)):
                break
            semicolons = True
        if re.match("^(?:全年|今年|20[0-9]{2}年|年内|另|还|此外|同时|全县|全市|累计)", other.phrase):
            break
        if other.family == term.family and other.counted:
            parts.append(other)
        last = other
    return parts


_NAMING = re.compile("[一-鿿]{2,8}?[中里](?:已|有|被|，|$)")
"""个性问题中已整改48个: the words name another whole."""


def _totals(block: Block) -> Iterator[_List]:
    """A total behind its list: A、B、C，共计N."""
    for term in block.terms:
        if not (term.total and term.counted) or term.index == 0:
            continue
        listed = _listed_before(term, block)
        if listed is not None:
            yield listed


def _listed_before(term: Term, block: Block) -> _List | None:
    row = [
        one
        for one in block.terms[: term.index]
        if one.scope == term.scope and 0 <= term.sentence - one.sentence <= 1 and one.counted
    ]
    number = re.search(r"([两二三四五六七八九十])[项类个种级][^0-9，。；、]{0,3}(?:共|合计|总计|累计)", term.phrase)
    count = _COUNTED_WORDS[number[1]] if number else 0
    if not count or any(one.sentence == term.sentence for one in row):
        row = [one for one in row if one.sentence == term.sentence]
    mixed = re.search("各类|各项|[两二三四五六七八九十][项类级]", term.phrase) is not None
    same = [one for one in row if one.family == term.family]
    if mixed and len({one.family for one in row}) > 1 and len(same) < max(2, count):
        same = row
    if len(same) < 2 or (count and count > len(same)):
        return None
    named = bool(count) or re.search("合计|共计|总计|各类|各项", term.phrase) is not None
    # 新增7家，总数达到41家: the total of a stock, not of the list.
    if re.search("新增|新建|净增|新设", same[-1].phrase) or (not named and not _pure(same, term, block)):
        return None
    strong = re.search("合计|共计|总计", term.phrase) is not None and _pure(same, term, block)
    each = re.search("各类|各项", term.phrase) is not None and _pure(same, term, block)
    tied = each or _same_subject(term, same, count) or (strong and re.search(words.DONE, term.phrase) is None)
    if not tied or term.quantity.value < max(one.quantity.value for one in same):
        return None
    return _List(same, [term], Tie.TOTAL, count=count)


def _pure(same: Sequence[Term], term: Term, block: Block) -> bool:
    """Whether nothing but the members of a list stands between its first member and its total."""
    between = [one for one in block.terms[same[0].index : term.index] if one.scope == term.scope]
    return len(between) == len(same) and not any("；" in one.gap for one in [*same[1:], term])


_TOTAL_EMPTY = re.compile(
    r"(?:合计|共计|总计|累计|总数|总量|总共|一共|总额|全部|各类|各项|[两二三四五六七八九十][项类个种级]|全年|全县|全市|全区|共|总|计|达到?|为|有|市级以上|以上|，|的|领域|案件|材料|单位|活动|开展|文件|两年|上述|等)"
)


def _same_subject(term: Term, parts: Sequence[Term], count: int) -> bool:
    """Whether a total speaks of what its list speaks of, or of nothing in particular."""
    left = _TOTAL_EMPTY.sub("", term.phrase)
    if not left or (count and count == len(parts)):
        return True
    listed = "".join(one.clause for one in parts)
    pairs = {left[place : place + 2] for place in range(len(left) - 1)} or {left}
    return any(pair in listed for pair in pairs)


def _top(parts: Sequence[Term]) -> list[Term]:
    """The parts of a list without those that 其中 makes parts of another, up to the next semicolon."""
    found: list[Term] = []
    inside = False
    for part in parts:
        if part is not parts[0] and part.opener:
            inside = True
        elif "；" in part.gap or "另" in part.gap:
            inside = False
        if not inside:
            found.append(part)
    return found


def _spans(parts: Sequence[Term]) -> Span:
    return total([one.quantity.span for one in parts])


def _judge(one: _List, block: Block) -> Claim | None:
    """What becomes of a list: one reading of its parts and wholes that holds makes it right."""
    parts, whole = one.parts, one.wholes[0]
    summing = [part for part in parts if not _step(part, parts)]
    used = (whole.quantity, *(part.quantity for part in parts))
    if one.tie is Tie.TOTAL:
        return _total(one, used)
    for candidate in one.wholes:
        if _fits(candidate, summing, one.tie, one.open):
            return Claim(Kind.PARTS, Answer.RIGHT, candidate.quantity, used)
    biggest = max(parts, key=lambda part: part.quantity.value)
    if _exceeds(biggest.quantity, whole.quantity):
        if any(not _exceeds(biggest.quantity, other.quantity) for other in one.wholes):
            return None
        carried = re.search("审结|办结|结案|出具|办理", biggest.phrase) and re.search("收|受理|接收|申请", whole.phrase) and one.tie is not Tie.OPENED
        size = measure((biggest.quantity, whole.quantity))
        text = Formula().beside(biggest.quantity.value, whole.quantity.value, size).text
        message = f"{text}：一部分{biggest.quantity.text}比全部{whole.quantity.text}还多"
        answer = Answer.ASK if carried else Answer.WRONG
        if one.tie is not Tie.OPENED and len(summing) > 1 and not carried:
            return _unequal(one, summing, whole, used, block)
        return Claim(Kind.PART, answer, biggest.quantity, (biggest.quantity, whole.quantity), message, "核对总数与其中的数")
    if len(summing) < 2:
        return None
    return _unequal(one, summing, whole, used, block)


def _step(part: Term, parts: Sequence[Term]) -> bool:
    """Whether a part is a step that takes up the part before it and does not stand beside it."""
    if part is parts[0] or part.rest or part.pending:
        return False
    return _STEP.match(part.phrase) is not None and not any(one.pending or one.rest for one in parts)


def _fits(whole: Term, parts: Sequence[Term], tie: Tie, leaves: bool) -> bool:
    """Whether parts and whole agree in one reading."""
    limit = whole.quantity.span
    if not parts:
        return True
    if tie is Tie.OPENED or leaves:
        low = _spans(parts).low
        return limit.high is None or low is None or low <= limit.high
    if whole.quantity.may_be(_spans(parts)):
        return True
    if tie is Tie.CLASSES:
        return False
    last = next((place for place in range(len(parts) - 1, -1, -1) if parts[place].rest or parts[place].pending), len(parts) - 1)
    if len(parts) > _MOST_PARTS:
        return any(whole.quantity.may_be(_spans(parts[start:])) for start in range(len(parts) - 1))
    others = [part for part in parts if part is not parts[last]]
    for count in range(1, len(others) + 1):
        for chosen in combinations(others, count):
            if whole.quantity.may_be(_spans([*chosen, parts[last]])):
                return True
    return False


def _exceeds(one: Quantity, other: Quantity) -> bool:
    return one.span.low is not None and other.span.high is not None and one.span.low > other.span.high


def _unequal(
    one: _List, parts: Sequence[Term], whole: Term, used: tuple[Quantity, ...], block: Block
) -> Claim | None:
    size = measure([part.quantity for part in parts] + [whole.quantity])
    formula = Formula().plus([part.quantity.value for part in parts], size)
    added = formula.result
    more = _spans(parts).low
    exceeds = more is not None and whole.quantity.span.high is not None and more > whole.quantity.span.high
    across = [] if _one_kind(parts) else [part for part in parts if _ACROSS.search(part.phrase + part.after)]
    if one.tie is not Tie.OPENED and _CLASSES.search("".join(part.gap for part in parts[:1])):
        across = []
    if not exceeds:
        if one.tie is Tie.OPENED or one.open:
            return None
        answer = Answer.WRONG if one.tie is Tie.CLOSED else Answer.ASK
        if one.tie is Tie.CLASSES and "分别" in "".join(part.clause for part in parts) and not whole.scope == parts[0].scope:
            answer = Answer.ASK
        if answer is Answer.ASK and any(part.opener and "含" in part.opener for part in parts):
            return None
        if any(part.quantity.hedge for part in parts) or whole.quantity.hedge:
            return None
        message = f"{formula.text}，不是{whole.quantity.text}"
        return Claim(Kind.SUM, answer, whole.quantity, used, message, "核对总数与各项；还有没有列出的，写明“其他”")
    text = formula.beside(added, whole.quantity.value, size).text
    closes = _closing_choice(parts, whole)
    if across or closes:
        if across and not closes and len(across) > 1:
            return None
        message = f"{text}：各项之和比{whole.quantity.text}多，各项之间有没有交叉？"
        hint = "有交叉的，把交叉的一项另起一句或写“另有”；没有的，核对各数"
        return Claim(Kind.PARTS, Answer.ASK, whole.quantity, used, message, hint)
    message = f"{text}：各项之和比{whole.quantity.text}多"
    if one.tie is not Tie.OPENED:
        message = f"{formula.text}，不是{whole.quantity.text}"
    kind = Kind.PARTS if one.tie is Tie.OPENED else Kind.SUM
    return Claim(kind, Answer.WRONG, whole.quantity, used, message, "核对总数与其中各项")


def _one_kind(parts: Sequence[Term]) -> bool:
    """Whether all parts are kinds of one row that exclude each other."""
    return any(all(kinds.search(part.phrase) for part in parts) for kinds in _EXCLUSIVE)


def _closing_choice(parts: Sequence[Term], whole: Term) -> bool:
    """Whether the parts without one make up the whole exactly: then that one cuts across."""
    if len(parts) < 3 or any(part.rest for part in parts):
        return False
    return any(
        whole.quantity.may_be(_spans([part for part in parts if part is not left])) for left in parts[1:]
    )


def _total(one: _List, used: tuple[Quantity, ...]) -> Claim | None:
    whole, parts = one.wholes[0], one.parts
    top = _top(parts)
    for start in range(len(parts) - 1):
        for stop in range(len(parts), start + 1, -1):
            if whole.quantity.may_be(_spans(parts[start:stop])):
                return Claim(Kind.SUM, Answer.RIGHT, whole.quantity, used)
    if len(parts) <= _MOST_PARTS:
        for count in range(2, len(parts)):
            for chosen in combinations(parts, count):
                if whole.quantity.may_be(_spans(chosen)):
                    return Claim(Kind.SUM, Answer.RIGHT, whole.quantity, used)
    if any(part.quantity.hedge for part in parts) or whole.quantity.hedge:
        return None
    parts = top[-one.count :] if 0 < one.count <= len(top) else top
    if len(parts) < 2:
        return None
    used = (whole.quantity, *(part.quantity for part in parts))
    size = measure([part.quantity for part in parts] + [whole.quantity])
    formula = Formula().plus([part.quantity.value for part in parts], size)
    if formula.result == whole.quantity.value:
        return None
    message = f"{formula.text}，不是{whole.quantity.text}"
    return Claim(Kind.SUM, Answer.WRONG, whole.quantity, used, message, "核对合计与各项")


__all__ = ["Fraction", "Tie", "lists"]
