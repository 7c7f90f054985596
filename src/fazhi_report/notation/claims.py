"""The claims of a text about its own numbers."""

from __future__ import annotations

from collections.abc import Iterator

from fazhi_report.notation.claim import Announced, Claim, Growth, Parts, Reduction, Share
from fazhi_report.notation.claim_lists import announced_claims, part_claims
from fazhi_report.notation.claim_rates import rate_claims
from fazhi_report.notation.judgement import Doubt, Judgement, Outcome, judge
from fazhi_report.notation.passage import passages

__all__ = [
    "Announced",
    "Claim",
    "Doubt",
    "Growth",
    "Judgement",
    "Outcome",
    "Parts",
    "Reduction",
    "Share",
    "claims",
    "judge",
]


def claims(text: str) -> Iterator[Claim]:
    """Find what the sentences of a text claim about their own numbers.

    Operands are looked for within one sentence only. A rate without counts is no claim, nor is a growth behind
    a noun that parts it from the count: the rate may belong to another thing.

    Yields:
        Shares, growth, reductions, parts of a whole and announced lists, sentence by sentence, in the order in
        which they begin.
    """
    for passage in passages(text):
        found = [*rate_claims(passage), *part_claims(passage), *announced_claims(passage)]
        yield from sorted(found, key=lambda claim: (claim.start, claim.end))
