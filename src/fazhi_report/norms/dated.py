"""Decrees come and go: norms that hold for some years, and how they are read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Years:
    """The report years for which a norm holds.

    Args:
        first: The first of them; None where the norm names none.
        last: The last of them; None while it holds.
    """

    first: int | None = None
    last: int | None = None

    @classmethod
    def of(cls, written: Mapping[str, str]) -> Years:
        """Years as the norm files write them: ``{from: 2019, to: 2025}``, either may be missing."""
        first, last = written.get("from"), written.get("to")
        return cls(None if first is None else int(first), None if last is None else int(last))

    def __contains__(self, year: int) -> bool:
        return (self.first is None or self.first <= year) and (self.last is None or year <= self.last)
