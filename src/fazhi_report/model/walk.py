"""Iteration over the values of a model together with their routes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache, lru_cache
from typing import Generic, Literal, TypeVar, cast, get_args, get_origin

from pydantic import BaseModel, RootModel

from fazhi_report.findings import Route
from fazhi_report.model.authors import authors_tag
from fazhi_report.model.prose import (
    Chart,
    ChartEntry,
    Item,
    ListedPart,
    Matter,
    Measures,
    Part,
    Section,
    TableEntry,
)
from fazhi_report.model.report import Report

_NO_TEXT: dict[type[BaseModel], tuple[str, ...]] = {
    Chart: ("keys", "years"),
    Item: ("number",),
    Section: ("number",),
    Part: ("number",),
    ListedPart: ("number", "role"),
}
"""Model → fields that are no words of the report: what a chart shows, numbers of headings, roles of parts."""

T = TypeVar("T", bound=BaseModel)
Held = TypeVar("Held")
Node = tuple[Route, object]

_PROSE = Report.model_fields["opening"].annotation
_NOT_PRINTED = frozenset({"file_name", "publication", "figures", "follow_ups"})
"""Fields of the report that are metadata and are not printed in its text."""
_ABOUT_MATTERS = frozenset(Matter.model_fields)
"""Fields with the unprinted data of a plan item or a shortcoming."""


def each(report: Report, kind: type[T]) -> Iterator[tuple[Route, T]]:
    """Yield every instance of a model class in the report with its route, in the order of the model."""
    return iter(cast("tuple[tuple[Route, T], ...]", _of_kind(Same(report), kind)))


def texts(report: Report) -> Iterator[tuple[Route, str]]:
    """Yield every printed text with its route.

    Enumerated values (such as the kind of organ), figures and the data of the website are left out.
    """
    return iter(_texts(Same(report)))


def leaves(report: Report) -> Iterator[tuple[Route, str | date]]:
    """Yield every text and date of the report, printed or not, with its route; figures are left out."""
    return iter(_leaves(Same(report)))


class Same(Generic[Held]):
    """A cache key that compares a value by identity, because comparing two reports by value is slow."""

    __slots__ = ("held",)

    def __init__(self, held: Held) -> None:
        self.held = held

    def __eq__(self, other: object) -> bool:
        """Whether both wrap the same object."""
        return isinstance(other, Same) and other.held is self.held

    def __hash__(self) -> int:
        """By identity, too; the key keeps the value alive, so that no other gets its place."""
        return id(self.held)


# Dozens of rules walk one report after the other. Three are kept: this year's, last year's, and while the next year
# of the unit begins, the one that is last year's then.
@lru_cache(maxsize=3)
def _walk(same: Same[Report]) -> tuple[Node, ...]:
    nodes: list[Node] = []
    _collect(same.held, (), nodes)
    return tuple(nodes)


@lru_cache(maxsize=24)
def _of_kind(same: Same[Report], kind: type[BaseModel]) -> tuple[Node, ...]:
    return tuple(node for node in _parts(same) if isinstance(node[1], kind))


@lru_cache(maxsize=3)
def _parts(same: Same[Report]) -> tuple[Node, ...]:
    """The nodes that are models: a tenth of all nodes, and the ones that rules look up by class."""
    return tuple(node for node in _walk(same) if isinstance(node[1], BaseModel))


@lru_cache(maxsize=3)
def _leaves(same: Same[Report]) -> tuple[tuple[Route, str | date], ...]:
    return tuple(
        (route, one) for route, one in _walk(same) if isinstance(one, (str, date)) and route[0] != "figures"
    )


@lru_cache(maxsize=3)
def _texts(same: Same[Report]) -> tuple[tuple[Route, str], ...]:
    return tuple(
        (route, one)
        for route, one in _walk(same)
        if isinstance(one, str) and route[0] not in _NOT_PRINTED and route[-1] not in _ABOUT_MATTERS
    )


def _collect(value: object, route: Route, nodes: list[Node]) -> None:
    """Append a value and all values in it to a list; nested generators would be slower."""
    nodes.append((route, value))
    if isinstance(value, str):
        return
    if isinstance(value, RootModel):
        # In the file it is its root.
        _collect(value.root, route, nodes)
    elif isinstance(value, BaseModel):
        _collect_fields(value, route, nodes)
    elif isinstance(value, tuple):
        for index, one in enumerate(value):
            _collect(one, (*route, index), nodes)
    elif isinstance(value, dict):
        for key, one in value.items():
            _collect(one, (*route, key), nodes)


def _collect_fields(model: BaseModel, route: Route, nodes: list[Node]) -> None:
    for name, is_prose in _walked(type(model)):
        held = getattr(model, name)
        if is_prose:
            for index, entry in enumerate(held):
                _collect(entry, (*route, name, index, _tag(entry)), nodes)
        elif name == "organ":
            _collect(held, (*route, name, authors_tag(held)), nodes)
        elif held is not None:
            _collect(held, (*route, name), nodes)


@cache
def _walked(kind: type[BaseModel]) -> tuple[tuple[str, bool], ...]:
    """Return the fields of a model class to visit, and whether each is prose.

    The annotations are evaluated once per class, because every rule visits the whole report.
    """
    return tuple(
        (name, info.annotation == _PROSE)
        for name, info in kind.model_fields.items()
        if not _is_choice(info.annotation) and name not in _NO_TEXT.get(kind, ())
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
