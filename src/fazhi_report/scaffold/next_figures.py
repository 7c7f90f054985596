"""Last year's figures made ready for this year's: emptied, with last year's value beside them."""

from __future__ import annotations

from collections.abc import Mapping as Figures

from fazhi_report.ledger.evaluate import Entry, Ledger
from fazhi_report.model.figure import Figure
from fazhi_report.notation.figure import parse_figure
from fazhi_report.notation.years import moved
from fazhi_report.scaffold.edits import Edits, single_quoted
from fazhi_report.source.nodes import Mapping, Mark, Scalar

_STATUS = {"zero": "确实为零", "not_recorded": "没有统计", "not_applicable": "不适用", "to_fill": "没有填"}
_TO_FILL = "status: to_fill"


def empty_figures(edits: Edits, figures: Figures[str, Figure], ledger: Ledger, year: int) -> None:
    """Empty every figure of the file.

    Args:
        edits: Takes the changes.
        figures: The figures of last year's report.
        ledger: The same, computed.
        year: Last year.
    """
    root = edits.marks.root
    if not isinstance(root, Mapping) or "figures" not in root.entries:
        return
    block = root.entries["figures"][1]
    if not isinstance(block, Mapping):
        return
    for key, (_, mark) in block.entries.items():
        _empty(edits, mark, figures[key], ledger.get(key), year)


def _empty(edits: Edits, mark: Mark, figure: Figure, entry: Entry | None, year: int) -> None:
    before = _last_value(figure, entry)
    previous = f"previous: {single_quoted(before)}" if before else ""
    comment = _comment(figure, entry)
    if isinstance(mark, Scalar):
        edits.set(mark, "{" + ", ".join(filter(None, (_TO_FILL, previous))) + "}", comment)
        return
    if not isinstance(mark, Mapping):
        return
    if "previous" in mark.entries:
        edits.set(mark.entries["previous"][1], single_quoted(before) if before else "null")
        previous = ""
    for name in ("value", "status"):
        if name in mark.entries:
            key, value = mark.entries[name]
            start, end = edits.extent(value)
            new = _beside(edits, mark, _TO_FILL, previous)
            # The comment is set with the value; what stands before the value's first character goes with the key.
            edits.set(value, "to_fill" + new.removeprefix(_TO_FILL), comment)
            edits.replace(key, min(start, end), "status: ")
    if "derive" in mark.entries and previous:
        edits.insert(
            mark.entries[next(iter(mark.entries))][0],
            _beside(edits, mark, previous, "") + _parting(edits, mark),
        )
    _move(edits, mark, year)


def _beside(edits: Edits, mark: Mapping, first: str, second: str) -> str:
    return first + (_parting(edits, mark) + second if second else "")


def _parting(edits: Edits, mark: Mapping) -> str:
    """What parts two entries of this mapping."""
    if edits.is_flow(mark):
        return ", "
    first = min(start for start, _ in mark.entries.values())
    return "\n" + " " * edits.column(first)


def _move(edits: Edits, mark: Mapping, year: int) -> None:
    """Periods and scopes belong to the year; notes and corrections told last year's story."""
    for name in ("period", "scope"):
        if name in mark.entries and isinstance(value := mark.entries[name][1], Scalar):
            words = moved(value.value, year)
            if words != value.value:
                edits.set(value, single_quoted(words))
    for name in ("note", "restated"):
        if name in mark.entries:
            edits.set(mark.entries[name][1], "null")


def _last_value(figure: Figure, entry: Entry | None) -> str:
    """Last year's value where it is a number; a value in words (增长5.1%) is none."""
    if entry is None or entry.is_open or figure.status != "value":
        return ""
    try:
        parse_figure(entry.text)
    except ValueError:
        return ""
    return entry.text


def _comment(figure: Figure, entry: Entry | None) -> str:
    words = _STATUS.get(figure.status) or (entry.text if entry is not None else "算不出")
    note = f"；说明：{figure.note}" if figure.note else ""
    return f"上年：{words}{note}"
