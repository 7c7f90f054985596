"""Whether any reading of a list holds: every choice of its parts against each whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from fazhi_report.sentences import words
from fazhi_report.sentences.listing import PAIR, Listing, Tie, added
from fazhi_report.sentences.quantity import Pattern
from fazhi_report.sentences.terms import Term

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
