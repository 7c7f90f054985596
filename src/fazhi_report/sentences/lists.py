"""Lists found: behind 其中 and its like, in brackets, closed by their rest, before their total."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import combinations

from fazhi_report.sentences import words
from fazhi_report.sentences.clauses import Block, Term
from fazhi_report.sentences.quantity import Pattern, ValueRange, total

PAIR = 2
"""Parts that make a list."""
MOST_WHOLES = 5
"""Wholes that are tried for one list."""
OPENING = Pattern(f"：|中，|按|从|{words.OPENERS}")
"""Openers that turn what follows into parts of what stands before."""
CLASSES = Pattern(r"：|按[^，。；0-9]{1,10}(?:划?分类?|统计|看)|从[^，。；0-9]{1,10}(?:看|分)|分为|分别")
"""Openers of a division."""
NUMERALS = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
EXCLUSIVE = tuple(
    (Pattern(f"^(?:作出|予以|决定|直接|其中)*({kinds})"), Pattern(kinds)) for kinds in words.EXCLUSIVE
)
"""One row of kinds that exclude each other each: at the beginning of words, and anywhere in them."""

_OPEN_END = Pattern("^[^，。；]{0,14}?(?:等(?![次级候待额])|若干)|^，[^，。；0-9]{0,8}若干")


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


@dataclass(frozen=True, slots=True)
class Listing:
    """Parts and the wholes they can have.

    Args:
        parts: The parts in their order.
        wholes: The likeliest whole first.
        tie: What makes them belong together.
        leaves: Whether 等 or 若干 leaves parts out.
        count: How many parts the words say there are; 0 where they do not.
    """

    parts: Sequence[Term]
    wholes: Sequence[Term]
    tie: Tie
    leaves: bool = False
    count: int = 0


def opens(term: Term) -> bool:
    """Whether an opener stands before a term."""
    return bool(term.opener) and OPENING.search(term.opener) is not None


def goes_on(term: Term) -> bool:
    """Whether the words behind a last part leave others out: 等, 若干."""
    return _OPEN_END.match(term.tail) is not None


def added(parts: Sequence[Term]) -> ValueRange:
    """What the sum of parts may be."""
    return total([one.quantity.span for one in parts])


def one_kind(parts: Sequence[Term]) -> bool:
    """Whether all parts are kinds of one row that exclude each other."""
    return any(all(kinds.search(part.phrase) for part in parts) for kinds, _ in EXCLUSIVE)


def alike(term: Term, terms: Sequence[Term], back: int = 1) -> list[Term]:
    """The counts of a term's scope and family among others, at most so many sentences before it."""
    return [
        one
        for one in terms
        if one.scope == term.scope
        and one.family == term.family
        and one.counted
        and 0 <= term.sentence - one.sentence <= back
    ]


def rows(block: Block) -> list[list[Term]]:
    """The counts of a block, one row per scope and sentence."""
    found: dict[tuple[int, int], list[Term]] = {}
    for one in block.terms:
        if one.counted:
            found.setdefault((one.scope, one.sentence), []).append(one)
    return [found[key] for key in sorted(found)]


_MOST_PARTS = 7
"""Of longer lists only the runs are tried, not every choice of parts."""
_STEP = Pattern(f"^(?:已|均已|全部|共|依法|及时|成功|全年|按期|督促|当场|实际)*(?:{words.STEPS})")


def summands(listing: Listing) -> list[Term]:
    """The parts that stand beside each other, without steps that take up the part before them."""
    closing = any(part.pending or part.rest for part in listing.parts)
    return [
        part
        for part in listing.parts
        if part is listing.parts[0] or closing or _STEP.match(part.phrase) is None
    ]


def fits(listing: Listing, whole: Term) -> bool:
    """Whether a list and one of its wholes agree in one reading."""
    parts = summands(listing)
    limit = whole.quantity.span.high
    if listing.tie is Tie.TOTAL:
        return any(whole.quantity.may_be(added(chosen)) for chosen in _sums(listing.parts))
    if listing.tie is Tie.OPENED or listing.leaves:
        low = added(parts).low
        return limit is None or low is None or low <= limit
    if whole.quantity.may_be(added(parts)):
        return True
    if listing.tie is Tie.CLASSES:
        return False
    return any(whole.quantity.may_be(added(chosen)) for chosen in _closing(parts))


def _sums(parts: Sequence[Term]) -> Iterator[Sequence[Term]]:
    """The addends that a total behind a list can have: every run, and of short lists every choice."""
    for start in range(len(parts) - 1):
        for stop in range(len(parts), start + 1, -1):
            yield parts[start:stop]
    if len(parts) <= _MOST_PARTS:
        for count in range(PAIR, len(parts)):
            yield from combinations(parts, count)


def _closing(parts: Sequence[Term]) -> Iterator[Sequence[Term]]:
    """The choices of parts that hold the one which closes the list."""
    if len(parts) > _MOST_PARTS:
        for start in range(len(parts) - 1):
            yield parts[start:]
        return
    last = next((one for one in reversed(parts) if one.rest or one.pending), parts[-1])
    others = [part for part in parts if part is not last]
    for count in range(1, len(others) + 1):
        for chosen in combinations(others, count):
            yield (*chosen, last)


_INSIDE = Pattern("含|其中|包括")
_NAMING = Pattern("[一-鿿]{2,8}?[中里](?:已|有|被|，|$)")
"""个性问题中已整改48个: the words name another whole."""
_ANEW = Pattern("^(?:全年|今年|20[0-9]{2}年|年内|另|还|此外|同时|全县|全市|累计)")
_STEPS = Pattern(words.STEPS)
_KINDS = Pattern("([两二三四五六七八九十])[级类种方]")


def bracketed(block: Block) -> Iterator[Listing]:
    """Lists in brackets, owned by the number before; without an owner by the number after."""
    for scope in sorted({one.scope for one in block.terms if one.scope}):
        inside = [one for one in block.terms if one.scope == scope]
        if any(one.base for one in inside):
            continue
        owner = inside[0].owner
        parts = [one for one in inside if one.counted and one.stock not in {"start", "end"}]
        listed = _behind(inside, parts, block) if owner is None else _owned(owner, inside, parts)
        if listed is not None:
            yield listed


def _behind(inside: Sequence[Term], parts: Sequence[Term], block: Block) -> Listing | None:
    """宣讲（进企业42场、进学校56场），全年共宣讲98场."""
    outside = [one for one in block.terms[inside[-1].index + 1 :] if one.scope == 0]
    if not outside or not outside[0].total or outside[0].sentence != inside[0].sentence:
        return None
    same = [one for one in parts if one.family == outside[0].family]
    return Listing(same, [outside[0]], Tie.TOTAL) if len(same) >= PAIR else None


def _owned(owner: Term, inside: Sequence[Term], parts: Sequence[Term]) -> Listing | None:
    same = [one for one in parts if one.family == owner.family]
    opened = bool(inside[0].opener) or _INSIDE.search(inside[0].gap) is not None
    # 149个点位（64家企业……）: other units than the owner's are no parts of it; one number needs 其中 or 含.
    if not owner.counted or not same or (len(same) == 1 and not opened):
        return None
    closed = any(one.rest for one in same) or (len(same) == PAIR and same[-1].pending)
    tie = Tie.CLOSED if closed else Tie.OPENED if opened else Tie.CLASSES
    # An opener inside begins a list of its own: （民事410件，其中农民工188件；刑事195件）.
    outer = [same[0], *(one for one in same[1:] if not one.opener)]
    return Listing(outer, [owner], tie, goes_on(outer[-1]))


def opened(block: Block) -> Iterator[Listing]:
    """Lists behind openers, and rows of kinds that exclude each other behind a count."""
    for term in block.terms:
        if not term.counted or term.total or not (term.opener or _exclusive(term, block)):
            continue
        earlier = list(reversed(alike(term, block.terms[: term.index])))
        if not earlier and term.owner is not None and term.owner.family == term.family:
            earlier = [term.owner]
        if not earlier:
            continue
        parts = _members(term, block)
        divided = CLASSES.search(term.opener or term.gap) is not None and "其中" not in term.gap
        behind = alike(term, block.terms[parts[-1].index + 1 :], back=0)
        if divided and behind and behind[0].total:
            continue
        whole = earlier[0]
        farther = [one for one in earlier[1:] if one.sentence == whole.sentence][:MOST_WHOLES]
        yield Listing(parts, [whole, *farther], _tie(parts, whole, divided=divided), goes_on(parts[-1]))


def _tie(parts: Sequence[Term], whole: Term, *, divided: bool) -> Tie:
    kinds = _KINDS.search(whole.words)
    # 三级调解组织290个，其中县级1个、乡镇级18个、村级251个: as many parts as kinds are named.
    if any(one.rest for one in parts) or (kinds and NUMERALS[kinds[1]] == len(parts)):
        return Tie.CLOSED
    return Tie.CLASSES if divided else Tie.OPENED


def _exclusive(term: Term, block: Block) -> bool:
    """Whether a term begins a row of kinds that exclude each other: 维持174件，驳回72件."""
    if term.scope or not term.index or not term.gap or term.gap.strip("，、") != term.phrase:
        return False
    before, following = block.terms[term.index - 1], block.terms[term.index + 1 : term.index + 2]
    for other in (before, *following):
        if other.family != term.family or other.sentence != term.sentence or other.scope:
            return False
    for kinds, named in EXCLUSIVE:
        one = kinds.search(term.phrase)
        other_kind = kinds.search(following[0].phrase) if following else None
        if one and other_kind and one[1] != other_kind[1] and not named.search(before.phrase):
            return True
    return False


def _members(first: Term, block: Block) -> list[Term]:
    """The parts that an opener opens: counts of one family to the end of the sentence or of the list."""
    parts = [first]
    parted = False  # whether semicolons part the list
    last = first
    for other in block.terms[first.index + 1 :]:
        if other.scope != first.scope:
            continue
        if other.sentence != first.sentence:
            break
        plain = other.quantity.countable and not (other.change or other.average or other.base)
        if "；" in other.gap and not parted and (len(parts) > 1 or (plain and _begins_anew(last, other))):
            break
        if plain and _leaves(other, parts):
            break
        parted = parted or (plain and "；" in other.gap)
        if plain and other.family == first.family and other.counted:
            parts.append(other)
        last = other
    return parts


def _begins_anew(last: Term, other: Term) -> bool:
    """Whether a semicolon behind a single part ends its list: no share stands before it, or a step follows."""
    if last.share is not None:
        return False
    return last.quantity.is_percent or _STEPS.search(other.phrase) is not None


def _leaves(other: Term, parts: Sequence[Term]) -> bool:
    """Whether a count stands outside the list before it: a total, another opener, a new beginning."""
    named = len(parts) > 1 and _NAMING.match(other.phrase) is not None
    return named or other.total or opens(other) or _ANEW.match(other.phrase) is not None


_MOST_BEFORE = 12
"""Counts before a closing part among which its whole is looked for."""
_DENIED = Pattern(r"(?:不予|未|尚未|不)([一-鿿]{2})")
_DONE = Pattern(f"已|{words.DONE}")
_WAITING = Pattern("未结|在办|未办结|在审")
_NAMED = Pattern(r"(?:^|，|；|。)在?([一-鿿]{2,8}?)(?:当)?[中里]")


def closed(block: Block) -> Iterator[Listing]:
    """The closed lists of a block."""
    for row in rows(block):
        for place, last in enumerate(row):
            if not (last.rest or last.pending):
                continue
            same = [one for one in row[: place + 1] if one.family == last.family][-_MOST_BEFORE:]
            behind = [one for one in row[place + 1 :] if one.family == last.family]
            stocked = any(one.stock == "start" for one in same)
            if stocked or (behind and behind[0].total) or not _closes(last, same, block):
                continue
            listed = _listed(last, same, behind, block)
            if listed is not None:
                yield listed


def _closes(last: Term, same: Sequence[Term], block: Block) -> bool:
    """Whether a part can close the list before it: no change stands between, and what it denies it denies alone."""
    if len(same) < PAIR:
        return not last.rest
    if any(one.change for one in block.terms[same[-2].index + 1 : last.index]):
        return False
    waits = last.pending and not last.rest
    return not (waits and any(one.pending and _WAITING.search(one.phrase) for one in same[:-1]))


def _listed(last: Term, same: Sequence[Term], behind: Sequence[Term], block: Block) -> Listing | None:
    """The list that a closing part closes, with the whole that fits, or the likeliest where none does."""
    affirmed = _affirmed(last, [*same, *behind])
    tried = [
        listed
        for head in _heads(same, block)[:MOST_WHOLES]
        if (listed := _under(head, last, same, affirmed)) is not None
    ]
    for one in tried:
        if fits(one, one.wholes[0]):
            return one
    opened = any(opens(one) for one in same)
    for one in tried:
        if all(part.quantity.value <= one.wholes[0].quantity.value for part in one.parts):
            # 其他 names a rest only of what an opener opens; 其余 is the rest of what stands before.
            loose = not opened and last.rest and "其他" in last.phrase + last.gap
            return Listing(one.parts, one.wholes, Tie.CLASSES if loose else one.tie, one.leaves)
    return tried[0] if tried and opened else None


def _under(head: Term, last: Term, same: Sequence[Term], affirmed: Term | None) -> Listing | None:
    """The list under one whole; None where it is no list."""
    parts = [one for one in same if one.index > head.index]
    if affirmed is not None and affirmed not in parts:
        if affirmed.index < last.index:
            return None
        parts.append(affirmed)
    if len(parts) < PAIR or (not last.rest and affirmed is None and not _has_done(parts)):
        return None
    # 予以公开71件、部分公开5件、不予公开28件 leaves room for a fourth; two that deny each other do not.
    three = affirmed is not None and len(parts) > PAIR and not last.rest
    return Listing(parts, [head], Tie.OPENED if three else Tie.CLOSED, not last.rest and goes_on(last))


def _has_done(parts: Sequence[Term]) -> bool:
    return len(parts) > PAIR or any(_DONE.search(one.words) for one in parts[:-1])


def _affirmed(last: Term, row: Sequence[Term]) -> Term | None:
    """The part that says yes where the closing one says no: 受理 for 不予受理, 通过 for 未通过."""
    match = _DENIED.search(last.phrase)
    if match is None:
        return None
    yes = Pattern(f"(?:^|已|依法|均|正式|决定|立案|审查|审核|予以|其中){match[1]}")
    return next((one for one in row if one is not last and yes.search(one.phrase)), None)


def _heads(same: Sequence[Term], block: Block) -> list[Term]:
    """The wholes that a closed list can have, the likeliest first."""
    if holder := _named(same):
        return [holder]
    first = _head(same, block)
    rest = [one for one in reversed(same[:-1]) if one is not first]
    if first is None:
        return rest
    if any(opens(one) for one in same):
        return [first, *(one for one in rest if one.index < first.index)]
    # 发现86个，已整改82个，剩余4个: what is done is done of the count just before it.
    if len(same) > PAIR and _DONE.search(same[-2].words):
        return [*rest[1:], first]
    return [first, *reversed(rest)]


def _named(same: Sequence[Term]) -> Term | None:
    """The count that the words name as the whole: 个性问题中已整改48个，正在整改5个."""
    if len(same) < PAIR:
        return None
    match = _NAMED.search(same[-2].gap)
    if match is None or (match[1] in same[-2].phrase[: len(match[1])] and not same[:-2]):
        return None
    name = match[1].removesuffix("案件")
    holders = [one for one in same[:-2] if name in one.phrase]
    return holders[-1] if holders else None


def _head(same: Sequence[Term], block: Block) -> Term | None:
    """What stands before the opener of a list, else the first count of the sentence."""
    for place in range(len(same) - 1, 0, -1):
        if opens(same[place]):
            return same[place - 1]
    if opens(same[0]):
        earlier = alike(same[0], block.terms[: same[0].index])
        return earlier[-1] if earlier else None
    return same[0]


_MOST = 12
"""Counts before a total that can be its addends."""
_COUNT = Pattern(r"([两二三四五六七八九十])[项类个种级][^0-9，。；、]{0,3}(?:共|合计|总计|累计)")
_ADDED = Pattern("合计|共计|总计")
_EVERY = Pattern("各类|各项")
_DONE_VERB = Pattern(words.DONE)
_STOCK = Pattern("新增|新建|净增|新设")
_NOTHING = Pattern(
    "合计|共计|总计|累计|总数|总量|总共|一共|总额|全部|各类|各项|[两二三四五六七八九十][项类个种级]|全年|全县|全市|全区|共|总|计"
    "|达到?|为|有|市级以上|以上|，|的|领域|案件|材料|单位|活动|开展|文件|两年|上述|等"
)
"""Words that give a total no subject of its own."""


def totals(block: Block) -> Iterator[Listing]:
    """The lists of a block that a total follows."""
    for term in block.terms:
        if term.total and term.counted and term.index:
            listed = _under_total(term, block)
            if listed is not None:
                yield listed


def _under_total(term: Term, block: Block) -> Listing | None:
    number = _COUNT.search(term.phrase)
    count = NUMERALS[number[1]] if number else 0
    parts = _addends(term, block, count)
    if len(parts) < max(PAIR, count) or term.quantity.value < max(one.quantity.value for one in parts):
        return None
    # 新增7家，总数达到41家: the total of a stock, not of the list.
    if _STOCK.search(parts[-1].phrase) or not _tied(term, parts, block, count):
        return None
    return Listing(parts, [term], Tie.TOTAL, count=count)


def _addends(term: Term, block: Block, count: int) -> list[Term]:
    """The counts before a total: of its sentence, or where it says how many of the sentence before."""
    row = [one for one in block.terms[: term.index] if one.scope == term.scope and one.counted][-_MOST:]
    here = [one for one in row if one.sentence == term.sentence]
    if not here and count:
        here = [one for one in row if one.sentence == term.sentence - 1]
    same = [one for one in here if one.family == term.family]
    mixed = count or _EVERY.search(term.phrase)
    return here if mixed and len(same) < max(PAIR, count) else same


def _tied(term: Term, parts: Sequence[Term], block: Block, count: int) -> bool:
    """Whether words make a number the total of the list before it."""
    pure = _pure(parts, term, block)
    if _EVERY.search(term.phrase) and pure:
        return True
    if not (count or pure or _ADDED.search(term.phrase)):
        return False
    # 两年共审结316件 is no total of what was received: a verb of its own must stand in the list, too.
    spelt = _ADDED.search(term.phrase) is not None and _DONE_VERB.search(term.phrase) is None
    return _same_subject(term, parts, count) or (pure and spelt)


def _pure(parts: Sequence[Term], term: Term, block: Block) -> bool:
    """Whether nothing but the members of a list stands between its first member and its total."""
    between = [one for one in block.terms[parts[0].index : term.index] if one.scope == term.scope]
    return len(between) == len(parts) and not any("；" in one.gap for one in [*parts[1:], term])


def _same_subject(term: Term, parts: Sequence[Term], count: int) -> bool:
    """Whether a total speaks of what its list speaks of, or of nothing in particular."""
    left = _NOTHING.sub("", term.phrase)
    if not left or (count and count == len(parts)):
        return True
    listed = "".join(one.clause for one in parts)
    pairs = {left[place : place + 2] for place in range(len(left) - 1)} or {left}
    return any(pair in listed for pair in pairs)


def outermost(parts: Sequence[Term]) -> list[Term]:
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
