"""Writes changed figures into the text of a data file; comments, order and every other byte stay."""

from __future__ import annotations

from collections.abc import Mapping as Changes

from fazhi_report.errors import FazhiError
from fazhi_report.model.figure import Figure, FigureSource
from fazhi_report.scaffold.edits import Edits
from fazhi_report.source.dump import scalar
from fazhi_report.source.positions import Mapping, Scalar


def edit_figures(edits: Edits, olds: Changes[str, Figure], news: Changes[str, Figure]) -> None:
    """Edit the figures of a data file.

    Args:
        edits: Takes the changes.
        olds: The figures of the file, by key.
        news: Those that change, as they are to be.

    Raises:
        FazhiError: The figures of the file are not written as a mapping.
    """
    root = edits.marks.root
    block = root.entries["figures"][1] if isinstance(root, Mapping) and "figures" in root.entries else None
    if not isinstance(block, Mapping):
        raise FazhiError("数据文件的 figures 不是一项一行的写法，没有改", "改成一项一行：“键: 数值”")
    for key, figure in news.items():
        mark = block.entries[key][1]
        if isinstance(mark, Mapping):
            _Fields(edits, mark).edit(olds[key], figure)
        elif isinstance(mark, Scalar):
            edits.set(mark, _flow(figure))


class _Fields:
    """Edits the fields of one figure that is written as a mapping."""

    def __init__(self, edits: Edits, mark: Mapping) -> None:
        self._edits, self._mark = edits, mark
        self._added: list[str] = []

    def edit(self, old: Figure, figure: Figure) -> None:
        """Set those of value or status, source and note that change."""
        if (figure.value, figure.status) != (old.value, old.status):
            self._answer(figure)
        if figure.source is not None and figure.source != old.source:
            self._set("source", _source(figure.source))
        if figure.note is not None and figure.note != old.note:
            self._set("note", scalar(figure.note, flow=True))
        if self._added:
            parting = ", " if self._edits.is_flow(self._mark) else "\n" + " " * self._column()
            self._edits.insert(self._place(), "".join(parting + one for one in self._added))

    def _answer(self, figure: Figure) -> None:
        entries = self._mark.entries
        name, words = ("value", figure.value) if figure.value is not None else ("status", figure.status)
        written = scalar(str(words), flow=True)
        other = "status" if name == "value" else "value"
        if name in entries:
            self._set(name, written)
            if other in entries:
                self._set(other, "value" if other == "status" else "null")
        elif other in entries:
            key, value = entries[other]
            self._edits.replace(key, max(self._edits.extent(value)), f"{name}: {written}")
        else:
            self._added.append(f"{name}: {written}")

    def _set(self, name: str, words: str) -> None:
        if name not in self._mark.entries:
            self._added.append(f"{name}: {words}")
            return
        key, value = self._mark.entries[name]
        start, end = self._edits.extent(value)
        if start < end:
            self._edits.set(value, words)
        else:
            # An empty value has no place of its own: the key is written again.
            colon = self._edits.text.index(":", key)
            self._edits.replace(key, colon + 1, f"{name}: {words}")

    def _column(self) -> int:
        return self._edits.column(min(start for start, _ in self._mark.entries.values()))

    def _place(self) -> int:
        """Return the offset behind the last field: in braces before the brace, else at the end of its line."""
        last = max((self._edits.extent(value)[1] for _, value in self._mark.entries.values()), default=0)
        if self._edits.is_flow(self._mark):
            return last
        newline = self._edits.text.find("\n", last)
        return len(self._edits.text) if newline < 0 else newline


def _source(source: FigureSource) -> str:
    if not source.place:
        return scalar(source.name or "", flow=True)
    fields = source.model_dump(exclude_none=True)
    return "{" + ", ".join(f"{name}: {scalar(str(text), flow=True)}" for name, text in fields.items()) + "}"


def _flow(figure: Figure) -> str:
    """Return the changed figure in braces, where the file had only its value."""
    first = (
        f"value: {scalar(figure.value, flow=True)}"
        if figure.value is not None
        else f"status: {figure.status}"
    )
    fields = [first]
    if figure.source is not None:
        fields.append(f"source: {_source(figure.source)}")
    if figure.note is not None:
        fields.append(f"note: {scalar(figure.note, flow=True)}")
    return "{" + ", ".join(fields) + "}"
