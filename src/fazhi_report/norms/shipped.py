"""The norm files: YAML in a checkout, the same content as JSON in an installed package."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent


def read(name: str) -> dict[str, Any]:
    """The content of a norm file, such as ``outline``; every scalar is the text that was written.

    The build puts JSON into the wheel (scripts/hatch_build.py): reading the YAML takes 15 ms of every run, reading
    the JSON less than 1 ms. A checkout has only the YAML, so that no second copy can be stale.
    """
    source = HERE / f"{name}.yaml"
    if source.is_file():
        written: dict[str, Any] = plain_yaml(source.read_text(encoding="utf-8"))
        return written
    content: dict[str, Any] = json.loads(source.with_suffix(".json").read_text(encoding="utf-8"))
    return content


def names_of(beginning: str) -> tuple[str, ...]:
    """The names of the norm files that begin so, such as ``area_``, in the order of the alphabet."""
    found = {path.stem for path in HERE.iterdir() if path.suffix in {".yaml", ".json"}}
    return tuple(sorted(name for name in found if name.startswith(beginning)))


def plain_yaml(text: str) -> Any:  # noqa: ANN401  (YAML may hold anything)
    """The content of a YAML text in dicts, lists and strings: numbers and dates stay as they are written.

    Raises:
        yaml.YAMLError: The text is no YAML.
    """
    # Some builds of PyYAML lack the extension in C.
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    return yaml.load(text, Loader=loader)  # noqa: S506  (the base loader makes no objects)


@dataclass(frozen=True, slots=True)
class Years:
    """The report years for which a norm holds.

    Args:
        first: The first year; None where the norm has no first year.
        last: The last year; None while the norm is in force.
    """

    first: int | None = None
    last: int | None = None

    @classmethod
    def of(cls, written: Mapping[str, str]) -> Years:
        """Years as the norm files write them: ``{from: 2019, to: 2025}``, either may be missing."""
        first, last = written.get("from"), written.get("to")
        return cls(None if first is None else int(first), None if last is None else int(last))

    def __contains__(self, year: int) -> bool:
        return (self.first is None or self.first <= year) and (self.last is None or year <= self.last)
