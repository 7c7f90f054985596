"""Which quantity is the whole of which: one resolver, and one ledger of what it found."""

from __future__ import annotations

from collections.abc import Sequence

from fazhi_report.sentences.clauses import Block, Term
from fazhi_report.sentences.quantity import Pattern

_FRAME = Pattern("([一-鿿]{2,10}?)(?:当中|中|里)(?![心央共国等面])")
_BACK = 2
"""Sentences before its own in which a part looks for its whole."""


def siblings(term: Term, block: Block) -> list[Term]:
    """The counts of a block in the same family of units, the term itself not among them."""
    return [
        other
        for other in block.terms
        if other is not term
        and other.family == term.family
        and other.counted
        and abs(other.sentence - term.sentence) <= _BACK
    ]


def candidates(term: Term, block: Block) -> list[Term]:
    """Every quantity that can be the whole of a part, the nearest first: those before it, and totals behind it."""
    others = siblings(term, block)
    before = [one for one in reversed(others) if one.index < term.index]
    behind = [
        one
        for one in others
        if one.index > term.index and one.sentence == term.sentence and (one.total or one.rest)
    ]
    return before + behind


def whole_of(term: Term, block: Block) -> Term | None:
    """The likeliest whole of a part: the owner of its bracket, what stands before the opener of its list, or the head.

    Returns:
        None where nothing of its family stands before it.
    """
    if term.scope and term.owner is not None and term.owner.family == term.family:
        return term.owner
    if (named := framed(term, block)) is not None:
        return named
    return opened_whole(term, block) or _head(term, block)


def opened_whole(term: Term, block: Block) -> Term | None:
    """What stands before the nearest opener before a part."""
    row = [
        one
        for one in block.terms
        if one.scope == term.scope and one.index <= term.index and one.sentence >= term.sentence - 1
    ]
    for place in range(len(row) - 1, -1, -1):
        earlier = [one for one in row[:place] if one.family == term.family and one.counted]
        if row[place].opener and earlier:
            return earlier[-1]
    return None


def _head(term: Term, block: Block) -> Term | None:
    """The head of a list without opener: a total behind it, the farthest count with room for it, else the nearest."""
    around = candidates(term, block)
    earlier = [one for one in around if one.index < term.index and one.scope == term.scope]
    same = [one for one in earlier if one.sentence == term.sentence]
    totals = [one for one in around if one.index > term.index and one.total]
    if totals and _add_up([one for one in [*same, term] if one is not totals[0]], totals[0]):
        return totals[0]
    roomy = [one for place, one in enumerate(same) if _add_up([*same[:place], term], one)]
    big = [one for one in same if one.quantity.value >= term.quantity.value]
    return next(iter([*reversed(roomy), *big, *same, *totals, *earlier]), None)


def framed(term: Term, block: Block) -> Term | None:
    """The whole that the words of a part name: 一般程序案件里涉海砂运输的26件."""
    match = _FRAME.match(term.phrase)
    name = match[1].removesuffix("案件") if match else ""
    return next((one for one in candidates(term, block) if name and name in one.phrase), None)


def _add_up(parts: Sequence[Term], whole: Term) -> bool:
    """Whether parts have room in a whole."""
    return sum(one.quantity.value for one in parts) <= whole.quantity.value


def nearest_whole(term: Term, block: Block) -> Term | None:
    """The whole of a step: the owner or what an opener names, else the nearest count that is not smaller."""
    row = [
        one
        for one in block.terms
        if one.scope == term.scope and one.index <= term.index and one.sentence == term.sentence
    ]
    if (term.scope and term.owner is not None) or any(one.opener for one in row):
        return whole_of(term, block)
    earlier = [one for one in candidates(term, block) if one.index < term.index and one.scope == term.scope]
    big = [one for one in earlier if one.quantity.value >= term.quantity.value]
    return big[0] if big else (earlier[0] if earlier else None)


def run_before(term: Term, block: Block) -> list[Term]:
    """The list that ends with a term: the counts of its family just before it in its sentence, back to their whole."""
    whole = whole_of(term, block)
    floor = -1 if whole is None or whole.index > term.index else whole.index
    return [
        one
        for one in block.terms[: term.index + 1]
        if one.index > floor
        and one.scope == term.scope
        and one.family == term.family
        and one.sentence == term.sentence
        and (one.counted or one is term)
    ]


def shared(one: str, other: str) -> int:
    """How many characters of one text stand in another."""
    return sum(char in other for char in one)


def parallel(term: Term, block: Block) -> tuple[list[Term], int]:
    """The row of values of one kind that a term stands in, parted by 、 or 和 alone, and its place in it."""
    row = [term]
    for step in (-1, 1):
        index = term.index
        while 0 <= (index := index + step) < len(block.terms):
            other = block.terms[index]
            later = other if step > 0 else row[0]
            if other.family != term.family or other.scope != term.scope or later.gap.strip() not in _JOINTS:
                break
            row.insert(0 if step < 0 else len(row), other)
    return row, row.index(term)


_JOINTS = frozenset({"、", "和", "及", "，", "与", "以及", "、和"})


def rows_before(row: Sequence[Term], block: Block) -> list[list[Term]]:
    """The rows of counts of equal length before a row, the nearest first, back to the beginning of the block."""
    found: list[list[Term]] = []
    index = row[0].index - 1
    while index >= 0:
        other, _ = parallel(block.terms[index], block)
        if len(other) == len(row) and other[0].quantity.countable:
            found.append(other)
        index = min(index, other[0].index) - 1
    return found
