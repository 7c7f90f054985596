"""A list of parts with the wholes it can have, and what makes them belong together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from fazhi_report.sentences import words
from fazhi_report.sentences.clauses import Block
from fazhi_report.sentences.quantity import Pattern, Span, total
from fazhi_report.sentences.terms import Term

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


def added(parts: Sequence[Term]) -> Span:
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
