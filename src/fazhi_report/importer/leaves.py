"""The running texts of a draft, each with the headings above it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from fazhi_report.findings import Route

_SKIPPED = frozenset(
    {"kind", "organ", "title", "publication", "imprint", "signature", "date_of_issue", "order", "figures"}
)
_HEADINGS = frozenset({"heading", "caption", "columns"})
_UNIT_HEADS = frozenset({"单位", "计量单位"})
_COUNTING_HEADS = frozenset({"序号", "编号", "行次"})
_UNIT = re.compile(r"[（(](?:单位[：:])?(?P<unit>[\u4e00-\u9fff%]{1,4})[）)]$")
_NO_TEXT = frozenset({"number", "role"})


@dataclass(frozen=True, slots=True)
class Leaf:
    """A running text of a draft.

    Args:
        route: Its route in the data.
        text: Its words.
        headings: The headings above it, the outermost first.
        heads: For a cell of a table the first cell of its row and the head of its column.
        role: The role of its part; for other texts the field of the report.
        unit: For a cell the unit that its table writes beside it: in a column of its own, or in brackets behind the name
            of its row or column; empty for none.
    """

    route: Route
    text: str
    headings: tuple[str, ...]
    heads: tuple[str, ...] = ()
    role: str = ""
    unit: str = ""


def leaves(values: Mapping[str, object]) -> Iterator[Leaf]:
    """Return the running texts of a draft, in order.

    A heading that is a whole sentence (（一）集中学法12次，230人参训。) is running text too.
    """
    for name, value in values.items():
        if name == "parts" and isinstance(value, list):
            for at, part in enumerate(value):
                role = part.get("role", name)
                yield from (replace(leaf, role=role) for leaf in _leaves(part, (name, at), ()))
        elif name not in _SKIPPED:
            yield from (replace(leaf, role=name) for leaf in _leaves(value, (name,), ()))


def _leaves(value: object, route: Route, headings: tuple[str, ...]) -> Iterator[Leaf]:
    match value:
        case str():
            yield Leaf(route, value, headings)
        case list() | tuple():
            for at, inner in enumerate(value):
                yield from _leaves(inner, (*route, at), headings)
        case dict():
            own = [str(value[name]) for name in ("heading", "lead", "caption") if name in value]
            below = (*headings, *own)
            columns = value.get("columns")
            for name, inner in value.items():
                if name in _NO_TEXT:
                    continue
                if name == "rows" and isinstance(inner, list) and isinstance(columns, list):
                    yield from _cells(inner, columns, (*route, name), below)
                elif name not in _HEADINGS or _is_sentence(inner):
                    yield from _leaves(inner, (*route, name), below)


def _cells(
    rows: Sequence[object], columns: Sequence[object], route: Route, headings: tuple[str, ...]
) -> Iterator[Leaf]:
    """Yield the cells of a table, each with the heads of its row and column, and with the unit written beside it."""
    titles = [_title(column) for column in columns]
    units = next((at for at, title in enumerate(titles) if "".join(title.split()) in _UNIT_HEADS), None)
    # 序号 numbers the rows; the next column names them.
    named_at = 1 if len(titles) > 1 and "".join(titles[0].split()) in _COUNTING_HEADS else 0
    for at, row in enumerate(rows):
        if not isinstance(row, list):
            continue
        name = _title(row[named_at]) if named_at < len(row) else ""
        for number, cell in enumerate(row):
            if not isinstance(cell, str):
                continue
            heads = (*((name,) if number > named_at and name else ()), *titles[number : number + 1])
            beside = _title(row[units]).strip() if units is not None and units < len(row) else ""
            unit = beside or next((found[1] for head in heads if (found := _UNIT.search(head))), "")
            yield Leaf((*route, at, number), cell, headings, heads, unit=unit if number > named_at else "")


def _title(head: object) -> str:
    return str(head.get("title", "") if isinstance(head, dict) else head)


def _is_sentence(value: object) -> bool:
    return isinstance(value, str) and value.endswith("。")
