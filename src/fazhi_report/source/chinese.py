"""Chinese names in a data file: keys by the titles of their fields, indicators by their names, values by their words."""

from __future__ import annotations

import re
from collections import Counter, abc
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel

from fazhi_report.model.figure import STATUS_WORDS, Figure
from fazhi_report.model.prose import KIND_WORDS, OUTCOME_WORDS
from fazhi_report.model.statistics import TABLE_STATES, YearStatistics
from fazhi_report.norms.catalogue import catalogue
from fazhi_report.norms.statistics import FORM_WORDS, TOTAL, TableItem
from fazhi_report.norms.statistics_file import statistics_norms
from fazhi_report.source.fields import members
from fazhi_report.source.parse import ParsedYaml
from fazhi_report.source.positions import Mapping, Mark, Scalar, Sequence

VALUES = {
    **{word: value for words in (OUTCOME_WORDS, KIND_WORDS, STATUS_WORDS) for value, word in words.items()},
    "为零": "zero",
    "待填": "to_fill",
    "部门": "department",
    "政府": "government",
    "乡镇": "township",
    "党委": "party",
    "人大": "congress",
    "管委会": "committee",
    "开发区": "zone",
    "空格": "space",
    "顿号": "mark",
    "和": "and",
    "换行": "line",
    "四舍五入": "round",
    "截去尾数": "cut",
    "只印数": "number",
    "连方向": "direction",
    "重新编": "restart",
    "连续编": "continue",
    "责任单位": "owner",
    "完成时限": "due",
    **{word: kind for kind, word in FORM_WORDS.items()},
    **{word: value for value, word in TABLE_STATES.items() if value != "not_recorded"},
}
"""Chinese word → value of an enumerated field."""

_SIGN = re.compile(
    r"^[ \t{-]*[\"']?[\u4e00-\u9fff][^\n:：]{0,30}[\"']?[ \t]*:(?=\s)"
    rf"|:[ \t]+[\"']?(?:{'|'.join(VALUES)})[\"']?[ \t,}}]*(?:$|\#)",
    re.MULTILINE,
)


def canonical(parsed: ParsedYaml, text: str, root: type[BaseModel]) -> ParsedYaml:
    """Return a parsed file with Chinese keys and values replaced by those of the model, its positions likewise.

    What is ambiguous, or written in both ways, stays as it is, and the model says what is wrong with it.

    Args:
        parsed: The file; its data and positions are changed in place.
        text: Its text.
        root: The model of the file.
    """
    # Hardly any file has them, and the walk through the whole file is dear.
    if parsed.marks is not None and _SIGN.search(text):
        _rename(parsed.value, parsed.marks.root, root)
        if root is YearStatistics:
            _rename_tables(parsed.value, parsed.marks.root)
    return parsed


def _rename(value: Any, mark: Mark, kind: object) -> Any:  # noqa: ANN401  (plain data of any shape)
    match value, mark:
        case dict(), Mapping(entries=entries):
            for key in list(value):
                name = _name(key, kind, value)
                inner = value[key]
                if name != key:
                    # In the order of the file.
                    _replace_key(value, key, name)
                    _replace_key(entries, key, name)
                value[name] = _rename(inner, entries[name][1], _step(kind, name))
        case list(), Sequence(items=items):
            for at, (inner, its_mark) in enumerate(zip(value, items, strict=True)):
                value[at] = _rename(inner, its_mark, _item(kind))
        case str(), Scalar() if value in VALUES and VALUES[value] in _choices(kind):
            return VALUES[value]
    return value


def _rename_tables(value: Any, mark: Mark) -> None:  # noqa: ANN401  (plain data of any shape)
    """Replace the Chinese names of tables, rows and columns by their keys."""
    match value, mark:
        case {"kind": str(kind), "tables": dict(tables)}, Mapping(
            entries={"tables": (_, Mapping() as marks)}
        ):
            norms = statistics_norms().forms.get(kind)
        case _:
            return
    if norms is None:
        return
    _rename_keys(tables, marks, {one.title: key for key, one in norms.tables.items()})
    for key, table in tables.items():
        norm, mark = norms.tables.get(key), marks.entries[key][1]
        if norm is None or not isinstance(table, dict) or not isinstance(rows := table.get("rows"), dict):
            continue
        row_marks = mark.entries["rows"][1] if isinstance(mark, Mapping) else None
        if not isinstance(row_marks, Mapping):
            continue
        _rename_keys(rows, row_marks, _item_names(norm.rows) | ({} if norm.rows else {"合计": TOTAL}))
        columns = {
            name: column for one in norm.classes.values() for name, column in _item_names(one.columns).items()
        }
        for row, cells in rows.items():
            cell_marks = row_marks.entries[row][1]
            if isinstance(cells, dict) and isinstance(cell_marks, Mapping):
                _rename_keys(cells, cell_marks, columns)


def _item_names(items: abc.Mapping[str, TableItem]) -> dict[str, str]:
    """Return label → key of rows or columns, for labels that name one of them."""
    pairs = [(name, item.key) for item in items.values() for name in {item.label, item.name}]
    counts = Counter(name for name, _ in pairs)
    return {name: key for name, key in pairs if counts[name] == 1}


def _rename_keys(value: dict[str, Any], mark: Mapping, names: dict[str, str]) -> None:
    for key in list(value):
        name = names.get(key)
        if name is not None and name not in value:
            _replace_key(value, key, name)
            _replace_key(mark.entries, key, name)


def _replace_key(mapping: dict[str, Any], old: str, new: str) -> None:
    renamed = {new if key == old else key: value for key, value in mapping.items()}
    mapping.clear()
    mapping.update(renamed)


def _name(key: str, kind: object, siblings: dict[str, Any]) -> str:
    """Return the key of the model that a key of the file means; the key itself where it is none or not certain."""
    models = tuple(_models(kind))
    if any(key in model.model_fields for model in models):
        return key
    found = _titles(models).get(key) if models else _labels().get(key) if _holds_figures(kind) else None
    return key if found is None or found in siblings else found


@lru_cache(maxsize=256)
def _titles(models: tuple[type[BaseModel], ...]) -> dict[str, str]:
    """Return title → field, for titles that name one field only."""
    pairs = {
        (info.title, name) for model in models for name, info in model.model_fields.items() if info.title
    }
    counts = Counter(title for title, _ in pairs)
    return {title: name for title, name in pairs if counts[title] == 1 and title is not None}


@lru_cache(maxsize=1)
def _labels() -> dict[str, str]:
    """Return Chinese name → key, for names that one indicator of the catalogue has."""
    counts = Counter(one.label for one in catalogue().indicators.values())
    return {one.label: key for key, one in catalogue().indicators.items() if counts[one.label] == 1}


def _models(kind: object) -> Iterator[type[BaseModel]]:
    return (one for one in members(kind) if isinstance(one, type) and issubclass(one, BaseModel))


def _holds_figures(kind: object) -> bool:
    return any(get_origin(one) is dict and Figure in members(get_args(one)[1]) for one in members(kind))


def _step(kind: object, name: str) -> object:
    """Return the type of the value of a key; None where the model has none."""
    for model in _models(kind):
        if name in model.model_fields:
            return model.model_fields[name].annotation
    return next((get_args(one)[1] for one in members(kind) if get_origin(one) is dict), None)


def _item(kind: object) -> object:
    return next((get_args(one)[0] for one in members(kind) if get_origin(one) is tuple), None)


def _choices(kind: object) -> tuple[object, ...]:
    return tuple(choice for one in members(kind) if get_origin(one) is Literal for choice in get_args(one))
