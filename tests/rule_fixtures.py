"""The fixtures of the rules: one file a rule, a shared base and the lines that differ (tests/rules/README.md)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent / "rules"
BLOCK = re.compile(r"^(?=[^\s#])", re.MULTILINE)
"""Where a block of a data file begins: a key at the margin, and all that is indented below it."""
ALONE = re.compile("^(kind|waivers):", re.MULTILINE)
EXPECT = re.compile(r"# expect: ((?:[A-Z]{2}[0-9]{3}[ ,]*)+)")


@dataclass(frozen=True)
class Texts:
    """The fixture of a rule for data files, each text whole.

    Args:
        bad: What the rule finds.
        good: What it leaves alone.
        lines: Where the findings stand in ``bad``.
        encoding: In which ``bad`` is written.
        previous: Last year's file, where the rule compares.
        sibling: Another unit's file, where the rule compares.
        units: The figures of each unit of the city, where the rule looks at their sum.
    """

    bad: str
    good: str
    lines: list[int]
    encoding: str
    previous: str | None
    sibling: str | None
    units: Mapping[str, str]


def codes() -> set[str]:
    """Rules that have a fixture."""
    return {path.stem for path in FOLDER.glob("*.yaml")}


@cache
def told(code: str) -> dict[str, Any]:
    """What the fixture of a rule says."""
    found: dict[str, Any] = yaml.safe_load((FOLDER / f"{code}.yaml").read_text(encoding="utf-8"))
    return found


@cache
def texts(code: str) -> Texts:
    """The fixture of a rule for data files."""
    says = told(code)
    both = says.get("both", "")
    bad, good = (composed(both, says.get(name, "")) for name in ("bad", "good"))
    marked = [number for number, line in enumerate(bad.split("\n"), 1) if code in _codes(line)]
    previous, sibling = (composed(says[name]) if name in says else None for name in ("previous", "sibling"))
    return Texts(
        bad,
        good,
        says.get("expect", marked),
        says.get("encoding", "utf-8"),
        previous,
        sibling,
        says.get("units", {}),
    )


def composed(*changes: str) -> str:
    """The base with the blocks of the changes in place of its own; a text that says its kind stands alone."""
    if ALONE.search(changes[-1]):
        return changes[-1]
    blocks = _blocks((FOLDER / "bases" / "report.yaml").read_text(encoding="utf-8"))
    for change in changes:
        blocks |= _blocks(change)
    return "".join(blocks.values())


def _blocks(text: str) -> dict[str, str]:
    """Blocks by their keys, in their order."""
    return {block.partition(":")[0]: block for block in BLOCK.split(text) if block}


def _codes(line: str) -> str:
    match = EXPECT.search(line)
    return match[1] if match else ""
