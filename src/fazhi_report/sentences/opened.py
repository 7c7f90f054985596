"""Lists behind an opener (其中, 包括, 按…分, ：), in brackets, and of kinds that exclude each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fazhi_report.sentences import words
from fazhi_report.sentences.clauses import Block
from fazhi_report.sentences.listing import (
    CLASSES,
    EXCLUSIVE,
    MOST_WHOLES,
    NUMERALS,
    PAIR,
    Listing,
    Tie,
    alike,
    goes_on,
    opens,
)
from fazhi_report.sentences.quantity import Pattern
from fazhi_report.sentences.terms import Term

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
