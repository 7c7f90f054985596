"""The identity of a form (填报表): whose it is, of which year, of which layout, and from which data it was made."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Self

FORMAT = 1
"""Version of the layout of a form; raised when a reader would have to change."""
_MARK = "fazhi-report-form"
PROPERTY = "fazhi_form"
"""Name of the property of the workbook that holds the identity."""
_FIELDS = 5


@dataclass(frozen=True, slots=True)
class FormIdentity:
    """The identity of a form, which every sheet and the workbook itself contain.

    Args:
        organ: Full name of the office.
        year: The year that the figures are of.
        digest: First characters of the digest of the data file that it was made from.
        layout: Version of the layout.
    """

    organ: str
    year: int
    digest: str
    layout: int = FORMAT

    @classmethod
    def of(cls, organ: str, year: int, text: str) -> Self:
        """Return the identity of a form made from the text of a data file."""
        return cls(organ, year, hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12])

    def as_text(self) -> str:
        """Return the identity on one line."""
        return "|".join((_MARK, str(self.layout), str(self.year), self.digest, self.organ))

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """Return the identity that a text contains; None where it contains none."""
        parts = text.strip().split("|", _FIELDS - 1)
        if len(parts) != _FIELDS or parts[0] != _MARK:
            return None
        _, layout, year, digest, organ = parts
        numbers = all(one.isascii() and one.isdigit() and len(one) < _FIELDS for one in (layout, year))
        return cls(organ, int(year), digest, int(layout)) if numbers else None
