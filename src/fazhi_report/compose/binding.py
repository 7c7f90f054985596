"""References in texts to figures of the tree: `{{ key }}` becomes a datum that keeps its key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from fazhi_report.model.figure import Figure
from fazhi_report.notation.references import references
from fazhi_report.tree.nodes import Datum, Inline, Inlines, Text


class UndefinedFigureError(LookupError):
    """A text prints a figure that the data do not hold.

    Args:
        key: The key that was asked for.
    """

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


class Binding:
    """The figures of one report as texts and templates print them."""

    def __init__(self, figures: Mapping[str, Figure]) -> None:
        self._figures = figures

    def datum(self, key: str) -> Datum:
        """The figure as printed.

        Raises:
            UndefinedFigureError: The data hold no figure of this key.
        """
        figure = self._figures.get(key)
        if figure is None:
            raise UndefinedFigureError(key)
        return Datum(key, figure.value)

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
