"""One name, one meaning: a class name stands once in the whole package, a file name at most twice."""

from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path

SRC = Path(__file__).parents[1] / "src" / "fazhi_report"


def public_classes() -> dict[str, list[str]]:
    """The modules that define a public class of each name."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in sorted(SRC.rglob("*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                found[node.name].append(path.relative_to(SRC).as_posix())
    return found


def test_a_class_name_has_one_meaning() -> None:
    found = public_classes()
    assert len(found) > 200
    assert {name: places for name, places in found.items() if len(places) > 1} == {}


def test_a_file_name_stands_at_most_twice() -> None:
    places = defaultdict(list)
    for path in SRC.rglob("*.py"):
        places[path.name].append(path)
    assert len(places) > 150
    assert {name for name, paths in places.items() if len(paths) > 2 and name != "__init__.py"} == set()
