"""The norm files that are shipped: written as YAML by people, read as JSON by the program."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
NAMES = ("deadlines", "indicator_words", "indicators", "lexicon", "outline")


def read(name: str) -> dict[str, Any]:
    """The content of a norm file, such as ``outline``; every scalar is text as written.

    Why JSON: the YAML of these files takes twenty times as long, 11 ms of every run. ``make norms`` writes the JSON
    beside the YAML; a test holds it fresh.
    """
    content: dict[str, Any] = json.loads((HERE / f"{name}.json").read_text(encoding="utf-8"))
    return content


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
