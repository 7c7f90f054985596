"""The reader: every claim that a text makes of its own numbers, with its answer."""

from __future__ import annotations

from collections.abc import Iterator

from fazhi_report.sentences.changes import changes
from fazhi_report.sentences.claim import Answer, Claim, Kind
from fazhi_report.sentences.roles import read
from fazhi_report.sentences.shares import shares

__all__ = ["Answer", "Claim", "Kind", "claims"]


def claims(text: str) -> tuple[Claim, ...]:
    """The claims of a text in its order."""
    return tuple(sorted(_all(text), key=lambda claim: claim.start))


def _all(text: str) -> Iterator[Claim]:
    for block in read(text):
        yield from shares(block)
        yield from changes(block)


def opening_claims(opening, body):
    return ()
