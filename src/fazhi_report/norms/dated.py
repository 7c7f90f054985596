"""Decrees come and go: norms that hold for some years, and how they are read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml


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


def read(name: str) -> dict[str, Any]:
    """The content of a norm file that lies beside this module; every scalar is text as written."""
    # Some builds of PyYAML lack the extension in C. The base loader leaves every scalar as it is written.
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    text = Path(__file__).with_name(name).read_text(encoding="utf-8")
    content: dict[str, Any] = yaml.load(text, Loader=loader)  # noqa: S506  (our own file)
    return content
