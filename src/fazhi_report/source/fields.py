"""The model asked from outside: which fields stand at a route, and what they are called."""

from __future__ import annotations

from dataclasses import dataclass
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, Tag

from fazhi_report.model.report import Report
from fazhi_report.model.waiver import Waivers
from fazhi_report.model.year_figures import YearFigures
from fazhi_report.source.problem import KEY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic.fields import FieldInfo

    from fazhi_report.findings import Route


_ROOTS: tuple[type[BaseModel], ...] = (Report, YearFigures, Waivers)
"""What a file can hold as a whole."""


@dataclass(frozen=True, slots=True)
class Seat:
    """What stands at a route.

    Args:
        label: Its name for a reader, such as “成文日期”（date_of_issue）.
        description: What belongs there; empty where the model does not say.
        model: The part of the model whose fields may stand there; None where there are none.
        root: What the file holds as a whole.
    """

    label: str
    description: str
    model: type[BaseModel] | None
    root: type[BaseModel] = Report


def seat(route: Route, root: type[BaseModel] = Report) -> Seat:
    """Name what stands at a route of a file.

    Args:
        route: The place.
        root: What the file holds as a whole.
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
    return Seat(label, description, _model(kind), root)


def models() -> Iterator[type[BaseModel]]:
    """Every part of the model, the report first."""
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


def _options(kind: object) -> list[object]:
    """The alternatives behind wrappers and unions."""
    origin = get_origin(kind)
    if origin is Annotated:
        return _options(get_args(kind)[0])
    if origin in (Union, UnionType):
        return [option for one in get_args(kind) for option in _options(one)]
    return [kind]


def _model(kind: object) -> type[BaseModel] | None:
    found = (one for one in _options(kind) if isinstance(one, type) and issubclass(one, BaseModel))
    return next(found, None) if _tagged(kind) is None else None


def _container(kind: object) -> object:
    return next((get_origin(one) for one in _options(kind) if get_origin(one) in (dict, tuple)), None)


def _tagged(kind: object) -> dict[str, object] | None:
    """The members of a tagged union by tag; None for anything else."""
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
    """The type one part further down; the same type for parts that only the validation knows."""
    if (tags := _tagged(kind)) is not None:
        return tags.get(str(part), kind)
    for option in _options(kind):
        if isinstance(option, type) and issubclass(option, BaseModel) and part in option.model_fields:
            return option.model_fields[str(part)].annotation
        if get_origin(option) is tuple and isinstance(part, int):
            return get_args(option)[0]
        if get_origin(option) is dict:
            return get_args(option)[1]
    return kind
