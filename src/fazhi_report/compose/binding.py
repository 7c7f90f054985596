"""References in texts to figures of the tree: `{{ key }}` becomes a datum that keeps its key."""

from __future__ import annotations

from collections.abc import Iterator

from fazhi_report.ledger.evaluate import Ledger
from fazhi_report.notation.references import references
from fazhi_report.tree.nodes import Datum, Inline, Inlines, Text


class UndefinedFigureError(LookupError):
    """A text prints a figure that the data do not hold.

    Args:
        key: The key that was asked for.
        reason: Why it could not be computed; empty where there is none of that key.
    """

    def __init__(self, key: str, reason: str = "") -> None:
        super().__init__(key)
        self.key = key
        self.reason = reason


class Binding:
    """The figures of one report as texts and templates print them."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def datum(self, key: str) -> Datum:
        """The figure as printed.

        Raises:
            UndefinedFigureError: The data hold no figure of this key.
        """
        entry = self._ledger.get(key)
        if entry is None:
            raise UndefinedFigureError(key, self._ledger.troubles.get(key, ""))
        return Datum(key, entry.text)

    def read(self, text: str) -> Inlines:
        """A text of the data with its figures bound.

        Raises:
            UndefinedFigureError: As for `datum`.
        """
        # Most texts print no figure; they skip the search.
        return (Text(text),) if "{{" not in text else tuple(self._read(text))

    def _read(self, text: str) -> Iterator[Inline]:
        position = 0
        for reference in references(text):
            if reference.start > position:
                yield Text(text[position : reference.start])
            yield self.datum(reference.key)
            position = reference.end
        if position < len(text):
            yield Text(text[position:])
