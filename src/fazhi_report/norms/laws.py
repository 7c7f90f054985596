"""The titles of laws, regulations and party rules that reports cite, and since when each is in force (laws.yaml)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from fazhi_report.norms.shipped import read

COUNTRY = "中华人民共和国"
"""May stand before the title of a law; the table leaves it out."""


@lru_cache(maxsize=1)
def laws() -> Mapping[str, date | None]:
    """Title → the day from which it is in force; None where that was before 2015 or need not be checked."""
    rows = read("laws")["titles"]
    return MappingProxyType(
        {row["title"]: date.fromisoformat(row["from"]) if "from" in row else None for row in rows}
    )


def plain_title(words: str) -> str:
    """A title as the table writes it: without the name of the country, dashes of years alike."""
    return (
        words.removeprefix(COUNTRY)
        .replace("—", "－")
        .replace("-", "－")
        .replace("(", "（")
        .replace(")", "）")
    )
