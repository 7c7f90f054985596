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
    """Return title → day from which the law is in force; None for days before 2015 and titles that need no check."""
    rows = read("laws")["titles"]
    return MappingProxyType(
        {row["title"]: date.fromisoformat(row["from"]) if "from" in row else None for row in rows}
    )


def plain_title(words: str) -> str:
    """Return a title as the table writes it: without the name of the country, with one form of dash in years."""
    return (
        words.removeprefix(COUNTRY)
        .replace("—", "－")
        .replace("-", "－")
        .replace("(", "（")
        .replace(")", "）")
    )
