"""Facts → JSON, with the dictionary of their columns."""

from __future__ import annotations

import json
from decimal import Decimal

from fazhi_report.norms.gbt9704 import Profile
from fazhi_report.tree.nodes import Document, Fact
from fazhi_report.writers.opendata.records import COLUMNS, heading

FORMAT = 1
"""Raised when a reader of the JSON would have to change."""
_NUMBERS = ("number", "previous_number")


def write(document: Document, profile: Profile) -> bytes:
    """The figures as UTF-8 JSON; what is empty is left out, so that no gap is taken for a nought.

    Args:
        document: Whose figures to write.
        profile: Not used: data have no page.
    """
    del profile
    data = {
        "format": FORMAT,
        "report": {name: value for name, value in heading(document).items() if value},
        "columns": [
            {"name": column.name, "title": column.title, "description": column.meaning} for column in COLUMNS
        ],
        "figures": [_record(fact) for fact in document.facts],
    }
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _record(fact: Fact) -> dict[str, object]:
    values = {column.name: getattr(fact, column.name) for column in COLUMNS}
    return {
        name: _number(value) if name in _NUMBERS else value for name, value in values.items() if value != ""
    }


def _number(text: str) -> int | float | str:
    """A JSON number wherever one holds every digit; the text itself otherwise."""
    exact = Decimal(text)
    if exact == exact.to_integral_value():
        return int(exact)
    near = float(exact)
    return near if Decimal(repr(near)) == exact else text
