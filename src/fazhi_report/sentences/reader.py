"""The reader: every claim that a text makes of its own numbers, with its answer."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from fazhi_report.sentences.announced import announced
from fazhi_report.sentences.balances import hundreds, stocks
from fazhi_report.sentences.changes import changes
from fazhi_report.sentences.claim import Answer, Claim, Identity
from fazhi_report.sentences.openings import opening_claims
from fazhi_report.sentences.parts import lists, subsets
from fazhi_report.sentences.quantity import Pattern, quantities
from fazhi_report.sentences.quotients import averages, multiples
from fazhi_report.sentences.rates import rates
from fazhi_report.sentences.roles import read
from fazhi_report.sentences.shares import shares
from fazhi_report.sentences.usage import absolutes, beyond_all, periods, restated, sizes

__all__ = ["Answer", "Claim", "Identity", "claims", "held", "opening_claims"]

_IDENTITIES = (
    stocks,
    shares,
    rates,
    changes,
    multiples,
    lists,
    subsets,
    averages,
    hundreds,
    periods,
    sizes,
    beyond_all,
    restated,
    absolutes,
)
"""One function per identity; where two speak of the same numbers the earlier is kept."""
_ALONE = frozenset({Identity.GRIM_GROWTH, Identity.GRIM, Identity.ANNOUNCED, Identity.OVER, Identity.PERIOD})
"""Claims that hold a number against no other of the text."""
_DIGIT = Pattern("[0-9０-９]")


# Several rules ask for the claims of the same texts, one after the other.
@lru_cache(maxsize=2048)
def claims(text: str) -> tuple[Claim, ...]:
    """The claims of a text in its order."""
    if _DIGIT.search(text) is None:
        return ()
    return tuple(sorted([*_all(text), *announced(text)], key=lambda claim: claim.start))


def held(text: str) -> tuple[int, int]:
    """How many quantities a text holds, and how many of them were held against others."""
    tied = {
        operand.start
        for claim in claims(text)
        if claim.kind not in _ALONE and len(claim.operands) > 1
        for operand in claim.operands
    }
    return len(quantities(text)), len(tied)


def _all(text: str) -> Iterator[Claim]:
    for block in read(text):
        told: set[frozenset[int]] = set()
        stocked: set[int] = set()
        for identity in _IDENTITIES:
            for claim in identity(block):
                places = frozenset(one.start for one in claim.operands)
                # What a stock ties is no list.
                listed = claim.kind in {Identity.PARTS, Identity.SUM} and places & stocked
                if listed or (claim.answer is not Answer.RIGHT and places in told):
                    continue
                if claim.answer is not Answer.RIGHT:
                    told.add(places)
                if claim.kind is Identity.STOCK:
                    stocked |= places
                yield claim
