"""Data files drawn from the schema of the model, and texts that are nearly data files."""

from __future__ import annotations

from functools import cache
from typing import Any

import yaml
from hypothesis import strategies as st

from fazhi_report.model.schema import schema_text

WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Co", "Cf", "Zl", "Zp")),
    min_size=1,
    max_size=12,
)
FIGURES = st.sampled_from(
    ["80件", "80余条", "24.30%", "近480批次", "7.06万件", "0", "-3个百分点", "1,234人", "1" * 40 + "元"]
)
KEYS = st.sampled_from(["mediation.total", "litigation.lost", "own.thing", "a.b", "reconsideration.received"])
DATES = st.sampled_from(["2021-02-28", "2021年2月28日", "2021-02-30", "0001-01-01", "9999-12-31"])
PROSE = (
    WORDS
    | KEYS.map(lambda key: f"办理{{{{ {key} }}}}。")
    | st.sampled_from(["{{", "}}", "一是", "**", "| a |", "# x", "::: 附件", "<b>"])
)
_DEEPEST = 5


@cache
def schema() -> dict[str, Any]:
    import json  # noqa: PLC0415  (beside its one use)

    found: dict[str, Any] = json.loads(schema_text())
    return found


def drawn(node: dict[str, Any], depth: int = 0) -> st.SearchStrategy[Any]:
    """Values that a part of the schema allows, and now and then one that it does not."""
    if "$ref" in node:
        name = node["$ref"].rpartition("/")[2]
        return st.deferred(lambda: drawn(schema()["$defs"][name], depth + 1))
    for choice in ("anyOf", "oneOf"):
        if choice in node:
            return st.one_of([drawn(one, depth) for one in node[choice]])
    if "allOf" in node:
        return drawn(node["allOf"][0], depth)
    if "const" in node:
        return st.just(node["const"])
    if "enum" in node:
        return st.sampled_from(node["enum"])
    return _typed(node, depth)


def _typed(node: dict[str, Any], depth: int) -> st.SearchStrategy[Any]:  # noqa: PLR0911  (one a type)
    kind = node.get("type", "string")
    if isinstance(kind, list):
        return FIGURES | PROSE
    match kind:
        case "object":
            return _object(node, depth)
        case "array":
            most = 0 if depth > _DEEPEST else 2
            items = drawn(node.get("items", {}), depth + 1)
            return st.lists(
                items,
                min_size=min(node.get("minItems", 0), 1 if most == 0 else most),
                max_size=max(most, node.get("minItems", 0)),
            )
        case "integer":
            return st.integers(node.get("minimum", 0), node.get("maximum", 9))
        case "boolean":
            return st.booleans()
        case "null":
            return st.none()
        case _:
            return st.one_of(PROSE, DATES, KEYS) if "pattern" not in node else KEYS | WORDS


def _object(node: dict[str, Any], depth: int) -> st.SearchStrategy[Any]:
    fields = node.get("properties")
    if not fields:
        values = node.get("additionalProperties", {})
        return st.dictionaries(
            KEYS, drawn(values, depth + 1) if isinstance(values, dict) else WORDS, max_size=3
        )
    needed = set(node.get("required", ()))
    required = {name: drawn(one, depth + 1) for name, one in fields.items() if name in needed}
    optional = {name: drawn(one, depth + 1) for name, one in fields.items() if name not in needed}
    return st.fixed_dictionaries(required, optional=optional if depth < _DEEPEST else {})


def dumped(value: object) -> str:
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=1000)
