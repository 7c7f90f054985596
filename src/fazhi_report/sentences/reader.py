"""The reader: every claim that a text makes of its own numbers, with its answer."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from fazhi_report.sentences.balances import hundreds, stocks
from fazhi_report.sentences.changes import changes
from fazhi_report.sentences.claim import Answer, Claim, Kind
from fazhi_report.sentences.openings import opening_claims
from fazhi_report.sentences.parts import lists, subsets
from fazhi_report.sentences.quotients import averages, multiples
from fazhi_report.sentences.roles import read
from fazhi_report.sentences.shares import rates, shares
from fazhi_report.sentences.usage import periods, sizes

__all__ = ["Answer", "Claim", "Kind", "claims", "opening_claims"]

_IDENTITIES = (stocks, shares, rates, changes, multiples, lists, subsets, averages, hundreds, periods, sizes)
"""One function per identity; where two speak of one number in the same way the earlier is kept."""


@lru_cache(maxsize=1024)
def claims(text: str) -> tuple[Claim, ...]:
    """The claims of a text in its order."""
    return tuple(sorted(_all(text), key=lambda claim: claim.start))


def _all(text: str) -> Iterator[Claim]:
    for block in read(text):
        told: set[frozenset[int]] = set()
        tied: set[int] = set()
        for identity in _IDENTITIES:
            for claim in identity(block):
                places = frozenset(one.start for one in claim.operands)
                if identity in {lists, subsets} and claim.kind is not Kind.PART and places & tied:
                    # What a stock ties is no list.
                    continue
                if claim.answer is not Answer.RIGHT and places in told:
                    continue
                if claim.answer is not Answer.RIGHT:
                    told.add(places)
                if claim.kind is Kind.STOCK:
                    tied |= places
                yield claim
