"""A text with its figures in their places, as plain words."""

from __future__ import annotations

from fazhi_report.ledger.evaluate import Ledger
from fazhi_report.notation.references import references


def in_words(text: str, ledger: Ledger) -> str:
    """The text as it is read: every reference gives way to its figure; one that has none leaves nothing."""
    for reference in reversed(list(references(text))):
        value = ledger[reference.key].text if reference.key in ledger else ""
        text = text[: reference.start] + value + text[reference.end :]
    return text
