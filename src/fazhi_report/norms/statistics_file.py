"""Reads statistics.yaml and an office's own file of the same form, and refuses what is wrong in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import Any, get_args

from fazhi_report.norms.shipped import Years, read
from fazhi_report.norms.statistics import (
    EVERY,
    FORM_NAMES,
    TOTAL,
    BetweenIdentity,
    CellIdentity,
    ColumnClasses,
    IdentityTerm,
    Relation,
    StatisticsForm,
    StatisticsNorms,
    StatisticsTable,
    Strength,
    TableItem,
)

_KEY = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*")


class StatisticsError(ValueError):
    """Raised when a table of norms is wrong.

    Args:
        route: Keys that lead to the fault.
        message: The fact, Chinese.
    """

    def __init__(self, route: tuple[str | int, ...], message: str) -> None:
        super().__init__(message)
        self.route = route
        self.message = message


@lru_cache(maxsize=1)
def statistics_norms() -> StatisticsNorms:
    """The norms that come with the program; read once."""
    return parse_statistics(read("statistics"))


def with_local(own: Mapping[str, Any]) -> StatisticsNorms:
    """Return the shipped norms with those of an office's own file, which come first.

    Raises:
        StatisticsError: The file is wrong; its route leads through the file's own keys.
    """
    if unknown := set(own) - {"version", "forms", "between"}:
        raise StatisticsError((min(unknown),), f"不认识的键“{min(unknown)}”，可以写 forms、between")
    return parse_statistics(_merged(read("statistics"), own, ()))


def _merged(shipped: Any, own: Any, route: tuple[str | int, ...]) -> Any:  # noqa: ANN401  (YAML may hold anything)
    if isinstance(shipped, dict):
        if not isinstance(own, dict):
            raise StatisticsError(route, "这里应是下一层的“键: 值”")
        # What is the office's own is asked first.
        joined = {name: _merged(shipped.get(name), value, (*route, name)) for name, value in own.items()}
        rest = {name: value for name, value in shipped.items() if name not in own}
        return {**joined, **rest} if route[-1:] in {("classes",), ("tables",)} else {**rest, **joined}
    if isinstance(shipped, list) and isinstance(own, list):
        return [*shipped, *own]
    return own


def parse_statistics(data: Mapping[str, Any]) -> StatisticsNorms:
    """Return the norms of plain data.

    Raises:
        StatisticsError: Something is wrong with them.
    """
    forms = _mapping(data.get("forms"), ("forms",))
    if unknown := set(forms) - set(FORM_NAMES):
        raise StatisticsError(
            ("forms", min(unknown)), f"没有年报“{min(unknown)}”，可以写 {'、'.join(FORM_NAMES)}"
        )
    states = _mapping(data.get("states"), ("states",))
    return StatisticsNorms(
        version=int(data.get("version", 0)),
        states=MappingProxyType({name: _texts(words, ("states", name)) for name, words in states.items()}),
        forms=MappingProxyType({name: _form(name, entry) for name, entry in forms.items()}),
        between=tuple(_between(entry, ("between", at)) for at, entry in enumerate(data.get("between") or ())),
    )


def _form(key: str, entry: Any) -> StatisticsForm:  # noqa: ANN401
    route = ("forms", key)
    _require_known(entry, {"title", "marks", "source", "tables"}, route)
    tables = _mapping(entry.get("tables"), (*route, "tables"))
    return StatisticsForm(
        key,
        _text(entry, "title", route),
        _texts(entry.get("marks"), (*route, "marks")),
        _text(entry, "source", route),
        MappingProxyType({name: _table(name, one, (*route, "tables", name)) for name, one in tables.items()}),
    )


_TABLE_KEYS = {
    *("title", "number", "marks", "columns", "rows", "classes", "optional"),
    *("identities", "across", "notes", "money"),
}


def _table(key: str, entry: Any, route: tuple[str | int, ...]) -> StatisticsTable:  # noqa: ANN401
    _require_known(entry, _TABLE_KEYS, route)
    classes = _classes(entry, route)
    rows = {
        name: _item(name, one, (*route, "rows", name))
        for name, one in _mapping(entry.get("rows") or {}, (*route, "rows")).items()
    }
    known = {column for one in classes.values() for column in one.columns}
    for row in rows.values():
        for name in row.columns:
            if name not in known:
                raise StatisticsError((*route, "rows", row.key, "columns"), f"没有列“{name}”")
    identities, across = (
        tuple(
            _identity(one, (*route, name, at), set(rows) or {TOTAL}, known)
            for at, one in enumerate(entry.get(name) or ())
        )
        for name in ("identities", "across")
    )
    return StatisticsTable(
        key,
        _text(entry, "title", route),
        str(entry.get("number", "")),
        _texts(entry.get("marks"), (*route, "marks")),
        MappingProxyType(classes),
        MappingProxyType(rows),
        optional=entry.get("optional") == "true",
        identities=identities,
        across=across,
        notes=_texts(entry.get("notes") or [], (*route, "notes")),
    )


def _classes(entry: Mapping[str, Any], route: tuple[str | int, ...]) -> dict[str, ColumnClasses]:
    if ("columns" in entry) == ("classes" in entry):
        raise StatisticsError(route, "columns（列）和 classes（各种分类）写一种")
    if "columns" in entry:
        columns = _columns(entry["columns"], (*route, "columns"))
        return {"": ColumnClasses("", "", "", Years(), columns, str(entry.get("money", "")))}
    made = {}
    for name, one in _mapping(entry["classes"], (*route, "classes")).items():
        here = (*route, "classes", name)
        _require_known(one, {"title", "source", "valid_for_years", "money", "columns", "by_name"}, here)
        made[name] = ColumnClasses(
            name,
            _text(one, "title", here),
            _text(one, "source", here),
            _years(one.get("valid_for_years") or {}, (*here, "valid_for_years")),
            _columns(one.get("columns"), (*here, "columns")),
            str(one.get("money", "")),
            by_name=one.get("by_name") == "true",
        )
    return made


def _columns(entry: Any, route: tuple[str | int, ...]) -> Mapping[str, TableItem]:  # noqa: ANN401
    columns = _mapping(entry, route)
    return MappingProxyType({name: _item(name, one, (*route, name)) for name, one in columns.items()})


def _item(key: str, entry: Any, route: tuple[str | int, ...]) -> TableItem:  # noqa: ANN401
    if not _KEY.fullmatch(key):
        raise StatisticsError(route, f"键“{key}”只用小写字母、数字、下划线和点")
    _require_known(entry, {"label", "aliases", "under", "unit", "money", "part", "columns", "name"}, route)
    return TableItem(
        key,
        _text(entry, "label", route),
        _texts(entry.get("aliases") or [], (*route, "aliases")),
        _texts(entry.get("under") or [], (*route, "under")),
        str(entry.get("unit", "")),
        money=entry.get("money") == "true",
        part=entry.get("part") == "true",
        columns=_texts(entry.get("columns") or [], (*route, "columns")),
        called=str(entry.get("name", "")),
    )


def _identity(
    entry: Any,  # noqa: ANN401
    route: tuple[str | int, ...],
    rows: Iterable[str],
    columns: Iterable[str],
) -> CellIdentity:
    _require_known(
        entry, {"title", "along", "rows", "left", "relation", "right", "strength", "reason"}, route
    )
    along = _choice(entry, "along", ("rows", "columns"), route)
    known = {*(rows if along == "rows" else columns), EVERY}
    strength = _choice(entry, "strength", get_args(Strength), route)
    if strength == "question" and not entry.get("reason"):
        raise StatisticsError(route, "提示（question）要写为什么可以不等（reason）")
    return CellIdentity(
        _text(entry, "title", route),
        along,
        _terms(entry.get("left"), (*route, "left"), known),
        _choice(entry, "relation", get_args(Relation), route),
        _terms(entry.get("right"), (*route, "right"), known),
        strength,
        str(entry.get("reason", "")),
        _texts(entry.get("rows") or [], (*route, "rows")),
    )


def _between(entry: Any, route: tuple[str | int, ...]) -> BetweenIdentity:  # noqa: ANN401
    _require_known(entry, {"title", "left", "relation", "right", "reason"}, route)
    return BetweenIdentity(
        _text(entry, "title", route),
        _terms(entry.get("left"), (*route, "left")),
        _choice(entry, "relation", ("equal", "at_most"), route),
        _terms(entry.get("right"), (*route, "right")),
        _text(entry, "reason", route),
    )


def _terms(
    written: Any,  # noqa: ANN401
    route: tuple[str | int, ...],
    known: Iterable[str] | None = None,
) -> tuple[IdentityTerm, ...]:
    made = []
    for text in _texts(written, route):
        plain = text.removeprefix("-")
        key = plain.removeprefix("last:")
        if known is not None and key not in known:
            raise StatisticsError(route, f"勾稽关系里没有行或列“{key}”")
        made.append(IdentityTerm(key, minus=plain != text, last=key != plain))
    if not made:
        raise StatisticsError(route, "至少写一个键")
    return tuple(made)


def _mapping(entry: Any, route: tuple[str | int, ...]) -> dict[str, Any]:  # noqa: ANN401
    if not isinstance(entry, dict):
        raise StatisticsError(route, "这里应是下一层的“键: 值”")
    return entry


def _require_known(entry: Any, known: set[str], route: tuple[str | int, ...]) -> None:  # noqa: ANN401
    if unknown := set(_mapping(entry, route)) - known:
        raise StatisticsError(
            (*route, min(unknown)), f"不认识的键“{min(unknown)}”，可以写 {'、'.join(sorted(known))}"
        )


def _text(entry: Mapping[str, Any], name: str, route: tuple[str | int, ...]) -> str:
    found = entry.get(name)
    if not isinstance(found, str) or not found.strip():
        raise StatisticsError((*route, name) if name in entry else route, f"缺少 {name}")
    return found


def _texts(entry: Any, route: tuple[str | int, ...]) -> tuple[str, ...]:  # noqa: ANN401
    if (
        not isinstance(entry, Sequence)
        or isinstance(entry, str)
        or not all(isinstance(one, str) for one in entry)
    ):
        raise StatisticsError(route, "这里应是一列文字，如 [甲, 乙]")
    return tuple(entry)


def _choice(entry: Mapping[str, Any], name: str, known: Sequence[str], route: tuple[str | int, ...]) -> Any:  # noqa: ANN401
    found = entry.get(name)
    if found not in known:
        raise StatisticsError(
            (*route, name) if name in entry else route, f"{name} 写 {'、'.join(known)} 之一"
        )
    return found


def _years(entry: Any, route: tuple[str | int, ...]) -> Years:  # noqa: ANN401
    written = _mapping(entry, route)
    if set(written) - {"from", "to"} or not all(
        re.fullmatch("[0-9]{4}", str(one)) for one in written.values()
    ):
        raise StatisticsError(route, "年度写 {from: 2023} 或 {from: 2019, to: 2022}")
    return Years.of(written)
