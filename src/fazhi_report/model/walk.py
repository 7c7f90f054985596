"""Through the model from end to end, each value with its route, so that no check counts indices by hand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache, lru_cache
from typing import Literal, TypeVar, get_args, get_origin

from pydantic import BaseModel

from fazhi_report.findings import Route
from fazhi_report.model.prose import Chart, ChartEntry, Matter, Measures, TableEntry
from fazhi_report.model.report import Report

_ORDERS: dict[type[BaseModel], tuple[str, ...]] = {Chart: ("keys", "years")}
"""Fields that say what to draw; nobody reads them."""

T = TypeVar("T", bound=BaseModel)
Node = tuple[Route, object]

_PROSE = Report.model_fields["opening"].annotation
_NOT_PRINTED = frozenset({"file_name", "publication", "figures", "follow_ups"})
"""Fields of the report whose words are data about it, not words of it."""
_ABOUT_MATTERS = frozenset(Matter.model_fields)
"""What a plan item or a shortcoming says of itself; none of it is printed."""


def each(report: Report, kind: type[T]) -> Iterator[tuple[Route, T]]:
    """Every part of the report that is of a kind, in the order of the model, with its route."""
    return ((route, one) for route, one in _walk(_Same(report)) if isinstance(one, kind))


def texts(report: Report) -> Iterator[tuple[Route, str]]:
    """Every text that can be printed, with its route as Pydantic's ``loc``.

    Words of a choice (such as the kind of organ) are no texts; nor are figures and what the website says.
    """
    return iter(_texts(_Same(report)))


def leaves(report: Report) -> Iterator[tuple[Route, str | date]]:
    """Every text and every date of the report, printed or not, with its route; figures are left out."""
    for route, one in _walk(_Same(report)):
        if isinstance(one, str | date) and route[0] != "figures":
            yield route, one


class _Same:
    """A report as a key: equal to itself alone, whatever others say."""

    __slots__ = ("report",)

    def __init__(self, report: Report) -> None:
        self.report = report

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.report is self.report

    def __hash__(self) -> int:
        return id(self.report)


# Dozens of rules walk one report after the other. Two are kept: this year's and last year's.
@lru_cache(maxsize=2)
def _walk(same: _Same) -> tuple[Node, ...]:
    return tuple(_nodes(same.report, ()))


@lru_cache(maxsize=2)
def _texts(same: _Same) -> tuple[tuple[Route, str], ...]:
    return tuple(
        (route, one)
        for route, one in _walk(same)
        if isinstance(one, str) and route[0] not in _NOT_PRINTED and route[-1] not in _ABOUT_MATTERS
    )


def _nodes(value: object, route: Route) -> Iterator[Node]:
    yield route, value
    if isinstance(value, BaseModel):
        for name, is_prose in _walked(type(value)):
            held = getattr(value, name)
            if is_prose:
                for index, entry in enumerate(held):
                    yield from _nodes(entry, (*route, name, index, _tag(entry)))
            elif held is not None:
                yield from _nodes(held, (*route, name))
    elif isinstance(value, tuple):
        for index, one in enumerate(value):
            yield from _nodes(one, (*route, index))
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from _nodes(one, (*route, key))


@cache
def _walked(kind: type[BaseModel]) -> tuple[tuple[str, bool], ...]:
    """Fields to walk, and whether each is a prose.

    Every rule walks the whole report, so what the annotations say is worked out once for a class.
    """
    return tuple(
        (name, info.annotation == _PROSE)
        for name, info in kind.model_fields.items()
        if not _is_choice(info.annotation) and name not in _ORDERS.get(kind, ())
    )


def _tag(entry: object) -> str:
    """The part that Pydantic puts into the route of an entry."""
    match entry:
        case Measures():
            return "<measures>"
        case TableEntry():
            return "<table>"
        case ChartEntry():
            return "<chart>"
        case _:
            return "<paragraph>"


def _is_choice(annotation: object) -> bool:
    if get_origin(annotation) is Literal:
        return True
    return any(_is_choice(one) for one in get_args(annotation))
