"""The running texts of a draft, each with the headings above it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from fazhi_report.findings import Route

_SKIPPED = frozenset(
    {"kind", "organ", "title", "publication", "imprint", "signature", "date_of_issue", "order", "figures"}
)
_HEADINGS = frozenset({"heading", "caption", "columns"})


def leaves(values: Mapping[str, object]) -> Iterator[tuple[Route, str, str]]:
    """The running texts of a draft: route, words, and the headings above them.

    A heading that is a whole sentence (（一）集中学法12次，230人参训。) is running text too.
    """
    for name, value in values.items():
        if name not in _SKIPPED:
            yield from _leaves(value, (name,), "")


def _leaves(value: object, route: Route, heading: str) -> Iterator[tuple[Route, str, str]]:
    match value:
        case str():
            yield route, value, heading
        case list() | tuple():
            for at, inner in enumerate(value):
                yield from _leaves(inner, (*route, at), heading)
        case dict():
            own = " ".join(str(value[name]) for name in ("heading", "lead", "caption") if name in value)
            below = f"{heading} {own}".strip()
            for name, inner in value.items():
                if name not in _HEADINGS or _is_sentence(inner):
                    yield from _leaves(inner, (*route, name), below)


def _is_sentence(value: object) -> bool:
    return isinstance(value, str) and value.endswith("。")
