"""Figures of a draft as indicators: written once among the figures, printed in the text through their keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fazhi_report.extract.figures import Suggestion
from fazhi_report.findings import Route


def bound(values: Mapping[str, object], suggestions: Sequence[Suggestion]) -> dict[str, object]:
    """The values with every figure written as an indicator; the words that are printed stay the same.

    Args:
        values: Fields of the report.
        suggestions: The figures, with their keys.
    """
    by_route: dict[Route, list[Suggestion]] = {}
    for one in suggestions:
        by_route.setdefault(one.route, []).append(one)
    replaced = {name: _replaced(value, (name,), by_route) for name, value in values.items()}
    known = values.get("figures")
    figures = (known if isinstance(known, dict) else {}) | {one.key: _figure(one) for one in suggestions}
    return {**replaced, "figures": figures} if figures else replaced


def _replaced(value: object, route: Route, by_route: Mapping[Route, Sequence[Suggestion]]) -> object:
    match value:
        case str():
            for one in sorted(by_route.get(route, ()), key=lambda one: -one.start):
                value = f"{value[: one.start]}{{{{ {one.key} }}}}{value[one.end :]}"
            return value
        case dict():
            return {name: _replaced(inner, (*route, name), by_route) for name, inner in value.items()}
        case list():
            return [_replaced(inner, (*route, at), by_route) for at, inner in enumerate(value)]
        case _:
            return value


def _figure(one: Suggestion) -> object:
    extra: dict[str, object] = {}
    if not one.listed:
        extra["label"] = one.label
    if one.part_of:
        extra["part_of"] = one.part_of
    if one.claim:
        extra["claim"] = dict(one.claim)
    return {"value": one.text, **extra} if extra else one.text
