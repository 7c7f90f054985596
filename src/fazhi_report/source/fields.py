"""Lookup in the model: which fields a route may have, and their Chinese names."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, RootModel, Tag

from fazhi_report.model.local_rules import LocalRules
from fazhi_report.model.report import Report, YearFigures
from fazhi_report.model.statistics import YearStatistics
from fazhi_report.model.waiver import Waivers
from fazhi_report.source.encoding import KEY

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pydantic.fields import FieldInfo

    from fazhi_report.findings import Route


_ROOTS: tuple[type[BaseModel], ...] = (Report, YearFigures, YearStatistics, Waivers, LocalRules)
"""The root models of files."""


@dataclass(frozen=True, slots=True)
class RouteField:
    """The field at a route.

    Args:
        label: Its displayed name, such as “成文日期”（date_of_issue）.
        description: Its description; empty when the model has none.
        model: The model whose fields are allowed there; None when there are none.
        root: The root model of the file.
    """

    label: str
    description: str
    model: type[BaseModel] | None
    root: type[BaseModel] = Report


def field_at(route: Route, root: type[BaseModel] = Report) -> RouteField:
    """Return the field at a route.

    Args:
        route: The place.
        root: The root model of the file.
    """
    kind: object = root
    label, description = "报告", ""
    for part in route:
        if part == KEY:
            break
        model = _model(kind)
        if isinstance(part, int):
            label += f"第 {part + 1} 项"
        elif model is not None and (info := model.model_fields.get(part)) is not None:
            label, description = f"“{info.title}”（{part}）", info.description or ""
        elif model is None and _container(kind) is dict:
            label, description = f"指标“{part}”", ""
        kind = _step(kind, part)
    return RouteField(label, description, _model(kind), root)


def models() -> Iterator[type[BaseModel]]:
    """Yield every model class, the report first."""
    waiting, seen = list(_ROOTS), set[type[BaseModel]]()
    while waiting:
        model = waiting.pop(0)
        if model in seen:
            continue
        seen.add(model)
        yield model
        for info in model.model_fields.values():
            waiting.extend(_inside(info))


def _inside(info: FieldInfo) -> Iterator[Any]:
    waiting: list[object] = [info.annotation]
    while waiting:
        kind = waiting.pop()
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            yield kind
        waiting.extend(get_args(kind))


def members(kind: object) -> list[object]:
    """Return the member types of a type, with wrappers, unions and root models resolved."""
    origin = get_origin(kind)
    if origin is Annotated:
        return members(get_args(kind)[0])
    if origin in (Union, UnionType):
        return [option for one in get_args(kind) for option in members(one)]
    if isinstance(kind, type) and issubclass(kind, RootModel):
        return members(kind.model_fields["root"].annotation)
    return [kind]


def _model(kind: object) -> type[BaseModel] | None:
    found = (one for one in members(kind) if isinstance(one, type) and issubclass(one, BaseModel))
    return next(found, None) if _tagged(kind) is None else None


def _container(kind: object) -> object:
    return next((get_origin(one) for one in members(kind) if get_origin(one) in (dict, tuple)), None)


def _tagged(kind: object) -> dict[str, object] | None:
    """Return the members of a tagged union by tag; None for any other type."""
    if get_origin(kind) is Annotated:
        return _tagged(get_args(kind)[0])
    if get_origin(kind) not in (Union, UnionType):
        return None
    tags = {
        mark.tag: one
        for one in get_args(kind)
        if get_origin(one) is Annotated
        for mark in get_args(one)[1:]
        if isinstance(mark, Tag)
    }
    return tags or None


def _step(kind: object, part: str | int) -> object:
    """Return the type of a component of a route; the same type for components that only validation adds."""
    if (tags := _tagged(kind)) is not None:
        return tags.get(str(part), kind)
    for option in members(kind):
        if isinstance(option, type) and issubclass(option, BaseModel) and part in option.model_fields:
            return option.model_fields[str(part)].annotation
        if get_origin(option) is tuple and isinstance(part, int):
            return get_args(option)[0]
        if get_origin(option) is dict:
            return get_args(option)[1]
    return kind


_MOST_NAMES = 12
_ALIKE = 0.6


def nearest(word: str, words: Iterable[str]) -> str | None:
    """Return the most similar word; None when none is similar enough."""
    # Imported here because only files with misspelt keys need it.
    from difflib import get_close_matches  # noqa: PLC0415

    plain = unicodedata.normalize("NFKC", word).strip().lower().replace("-", "_").replace(" ", "_")
    return next(iter(get_close_matches(plain, list(words), n=1, cutoff=_ALIKE)), None)


def _written(model: type[BaseModel] | None) -> dict[str, FieldInfo]:
    """Return the fields of a model by their keys in a file, which for a few is an alias."""
    return {} if model is None else {info.alias or name: info for name, info in model.model_fields.items()}


def meant_key(route: Route, root: type[BaseModel] = Report) -> str | None:
    """Return the valid key most similar to an unknown one; None when none is similar enough.

    Args:
        route: Place of the key, the key its last part.
        root: The root model of the file.
    """
    key, model = str(route[-1]), field_at(route[:-1], root).model
    fields = _written(model)
    title = next((name for name, info in fields.items() if info.title == key.strip()), None)
    return title or nearest(key, fields)


def cure_for_key(route: Route, root: type[BaseModel] = Report) -> str:
    """Return the hint for an unknown key.

    Args:
        route: Place of the key, the key its last part.
        root: The root model of the file.
    """
    key, model = str(route[-1]), field_at(route[:-1], root).model
    fields = _written(model)
    if key.strip() in fields:
        return "键的前面或后面有全角空格，删去它；缩进只用半角空格"
    name = meant_key(route, root)
    title = "" if name is None else fields[name].title
    if name is not None and key.strip() == title:
        return f"键用英文写：{name}"
    if root is YearFigures and len(route) == 1 and key.strip() in Report.model_fields:
        return f"只有指标的文件（kind: figures）不写 {key.strip()}；整份报告写 kind: report"
    # A key that is right elsewhere is no misspelt one.
    if homes := [one for one in models() if key.strip() in one.model_fields]:
        return _other_home(key.strip(), homes, fields)
    if name is not None:
        return f"是不是 {name}（{title}）？"
    names = "、".join(list(fields)[:_MOST_NAMES]) + ("等" if len(fields) > _MOST_NAMES else "")
    return f"这里可以写：{names}；不印的话用 # 写成注释"


def _other_home(key: str, homes: list[type[BaseModel]], fields: Mapping[str, object]) -> str:
    """Return the hint for a key that is valid elsewhere; nearly always its indentation is wrong."""
    parents = dict.fromkeys(
        name
        for one in models()
        for name, info in one.model_fields.items()
        if _leads_to(info.annotation, homes)
    )
    here = [name for name in parents if name in fields]
    if not here and homes[0] is next(models()):
        return f"{key} 写在最外层；检查缩进"
    where = "、".join((here or list(parents))[: _MOST_NAMES // 2])
    return f"{key} 写在 {where} 之下；检查缩进" if where else f"{key} 写在最外层；检查缩进"


def _leads_to(annotation: object, homes: list[type[BaseModel]]) -> bool:
    waiting = [annotation]
    while waiting:
        kind = waiting.pop()
        if kind in homes:
            return True
        waiting.extend(getattr(kind, "__args__", ()))
    return False
