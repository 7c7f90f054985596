"""Lists found behind 其中 and its like and in brackets, and whether any reading of them holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import combinations

from fazhi_report.sentences import words
from fazhi_report.sentences.clauses import Block, Term
from fazhi_report.sentences.quantity import Interval, Pattern, total

PAIR = 2
"""Parts that make a list."""
MOST_WHOLES = 5
"""Wholes that are tried for one list."""
OPENING = Pattern(f"：|由…|分[^，]*[类种档]$|部分$|中，|分别|按|从|{words.OPENERS}")
"""Openers that turn what follows into parts of what stands before."""
CLASSES = Pattern(r"：|依次|按[^，。；0-9]{1,10}(?:划?分类?|统计|看)|从[^，。；0-9]{1,10}(?:看|分)|分为|分别")
"""Openers of a division."""
NUMERALS = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
EXCLUSIVE = tuple(
    (Pattern(f"^(?:作出|予以|决定|直接|其中)*({kinds})"), Pattern(kinds)) for kinds in words.EXCLUSIVE
)
"""One row of kinds that exclude each other each: at the beginning of words, and anywhere in them."""

_OPEN_END = Pattern(
    "^[^，。；]{0,14}?(?:等(?![次级候待额])|若干)|^，[^，。；0-9]{0,8}若干|^，(?:其余|剩余|其他)[^，。；0-9]{1,20}(?:[。；]|$)"
)


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


def added(parts: Sequence[Term]) -> Interval:
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
    closing = any(part.pending or part.rest for part in listing.parts) or one_kind(listing.parts)
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
_NAMED_FRAME = Pattern("(?:^|，|；|。)在?([一-鿿]{2,10}?)(?:当)?[中里]，")
_BEGINNING = Pattern(f"^[^，]{{0,8}}(?:{words.OPENERS}|按|从)")
_ANEW = Pattern("^(?:全年|今年|20[0-9]{2}年|年内|另|还|此外|同时|全县|全市|累计)")
_STEPS = Pattern(words.STEPS)
_SUMMED = Pattern(
    "(?:以上|上述|前述|这)?(?:[两二三四五六七八九十][项类个种级者]|各[项类])?(?:合计|共计|总计|相加)"
)
"""Words of a total that says that it sums up what stands before it, and so is no part of it, however small."""
_KINDS = Pattern("([两二三四五六七八九十])[级类种方档部]")


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
        earlier = list(reversed(alike(term, block.terms[: term.index], back=int(_refers_back(term)))))
        if not earlier and term.owner is not None and term.owner.family == term.family:
            earlier = [term.owner]
        if not earlier:
            continue
        if holder := _named_whole(term, earlier):
            earlier = [holder]
        parts = _members(term, block)
        divided = CLASSES.search(term.opener or term.gap) is not None and "其中" not in term.gap
        behind = alike(term, block.terms[parts[-1].index + 1 :], back=0)
        if divided and behind and behind[0].total:
            continue
        whole = earlier[0]
        farther = [one for one in earlier[1:] if one.sentence == whole.sentence][:MOST_WHOLES]
        tie = _tie(parts, whole, divided=divided)
        yield Listing(parts, [whole, *farther], tie, goes_on(parts[-1]))
        yield from _beside(parts, whole, tie, block)


def _beside(parts: Sequence[Term], whole: Term, tie: Tie, block: Block) -> Iterator[Listing]:
    """A list in other units that runs beside another: 174件，罚款1136.8万元，其中甲类46件、罚款328.4万元……"""
    if whole.index + 1 >= parts[0].index or len(parts) < PAIR:
        return
    other = block.terms[parts[0].index - 1]
    inside = [
        one for one in block.terms[parts[0].index : parts[-1].index + PAIR] if one.sentence == whole.sentence
    ]
    row = [one for one in inside if one.family == other.family and one.counted and one.scope == other.scope]
    if other.counted and other.sentence == whole.sentence and len(row) == len(parts) and other not in row:
        yield Listing(row, [other], Tie.CLOSED if tie is Tie.CLOSED else Tie.OPENED)


def _named_whole(term: Term, earlier: Sequence[Term]) -> Term | None:
    """The count that the words before a list name: 一般程序案件中，市级部门214件."""
    match = _NAMED_FRAME.search(term.gap)
    return next((one for one in earlier if match and match[1] in one.phrase), None)


def _refers_back(term: Term) -> bool:
    """Whether the opener of a term stands at the beginning of its sentence, and so may open a count of the one before."""
    head, _, here = term.gap.rpartition("。")
    return bool(head) is False or _BEGINNING.search(here) is not None


def _tie(parts: Sequence[Term], whole: Term, *, divided: bool) -> Tie:
    kinds = _KINDS.search(whole.words) or _KINDS.search(parts[0].opener)
    made = parts[0].opener.startswith("由")
    # 三级调解组织290个，其中县级1个、乡镇级18个、村级251个: as many parts as kinds are named.
    if made or any(one.rest for one in parts) or (kinds and NUMERALS[kinds[1]] == len(parts)):
        return Tie.CLOSED
    return Tie.CLASSES if divided else Tie.OPENED


def _exclusive(term: Term, block: Block) -> bool:
    """Whether a term begins a row of kinds that exclude each other: 维持174件，驳回72件."""
    # 中央12万元、省级28万元、市级35万元: 、 makes the count before one of the row, not its whole.
    if term.scope or not term.index or not term.gap or term.gap.lstrip("，") != term.phrase:
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
        if plain and (_leaves(other, parts) or ("；" in other.gap and _heads_own(other, block))):
            break
        parted = parted or (plain and "；" in other.gap)
        if plain and other.family == first.family and other.counted:
            parts.append(other)
        last = other
    return parts


def _heads_own(term: Term, block: Block) -> bool:
    """Whether the next count is opened as a part of this one, so that this one is a whole of its own."""
    following = [one for one in block.terms[term.index + 1 :] if one.scope == term.scope and one.counted]
    return bool(following) and following[0].sentence == term.sentence and opens(following[0])


def _begins_anew(last: Term, other: Term) -> bool:
    """Whether a semicolon behind a single part ends its list: no share stands before it, or a step follows."""
    if last.share is not None:
        return False
    return last.quantity.is_percent or _STEPS.search(other.phrase) is not None


def _leaves(other: Term, parts: Sequence[Term]) -> bool:
    """Whether a count stands outside the list before it: a total, another opener, a new beginning."""
    named = len(parts) > 1 and _NAMING.match(other.phrase) is not None
    added_up = other.total and (
        other.quantity.value >= sum(part.quantity.value for part in parts) or _SUMMED.match(other.phrase)
    )
    return named or bool(added_up) or opens(other) or _ANEW.match(other.phrase) is not None
