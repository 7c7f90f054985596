"""A file fits the head, a function fits the screen, and what is public says what it means."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path
from typing import TypeAlias

SRC = Path(__file__).parents[1] / "src" / "fazhi_report"
TEXTS = {
    path.relative_to(SRC).as_posix(): path.read_text(encoding="utf-8") for path in sorted(SRC.rglob("*.py"))
}

FILE_LINES = 400
TABLES = {
    "rules/page/rows.py": "a row for each clause that is measured, with its manual; no code to follow",
    "norms/elements.py": "a row for each element of an official document",
}
"""Files that may be longer, and why."""
FUNCTION_LINES = 50
SCREEN = 30
SHARE_ON_SCREEN = 0.9
VAGUE = {"utils", "util", "helpers", "helper", "manager", "misc"}

Function: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef
Definition: TypeAlias = Function | ast.ClassDef


@cache
def trees() -> dict[str, ast.Module]:
    return {name: ast.parse(text, filename=name) for name, text in TEXTS.items()}


def functions(tree: ast.Module) -> list[Function]:
    return [node for node in ast.walk(tree) if isinstance(node, Function)]


def lines(node: Function) -> int:
    """Lines of the body; a docstring costs nothing, nor does a signature: a command's is its table of options."""
    first = node.body[0]
    whole = (node.end_lineno or node.lineno) - first.lineno + 1
    if ast.get_docstring(node, clean=False) is None:
        return whole
    return whole - ((first.end_lineno or first.lineno) - first.lineno + 1)


def public(body: list[ast.stmt]) -> list[Definition]:
    """Classes and functions that others may call, methods of public classes among them."""
    found: list[Definition] = []
    for node in body:
        if not isinstance(node, Definition) or node.name.startswith("_"):
            continue
        found.append(node)
        if isinstance(node, ast.ClassDef):
            found.extend(public(node.body))
    return found


def sizes() -> dict[str, int]:
    """Lines of every function, by its file and name."""
    return {
        f"{name}:{node.lineno} {node.name}": lines(node)
        for name, tree in trees().items()
        for node in functions(tree)
    }


def test_a_file_fits_the_head() -> None:
    counts = {name: len(text.splitlines()) for name, text in TEXTS.items()}
    assert {name: count for name, count in counts.items() if count > FILE_LINES and name not in TABLES} == {}


def test_a_file_says_what_it_is_for() -> None:
    silent = [name for name, tree in trees().items() if TEXTS[name] and not ast.get_docstring(tree)]
    assert silent == [], "a module needs its one sentence"
    assert [name for name in TEXTS if Path(name).stem in VAGUE] == []


def test_no_function_is_longer_than_two_screens() -> None:
    assert {name: size for name, size in sizes().items() if size > FUNCTION_LINES} == {}


def test_nine_functions_of_ten_fit_the_screen() -> None:
    long = {name: size for name, size in sizes().items() if size > SCREEN}
    assert len(long) <= (1 - SHARE_ON_SCREEN) * len(sizes()), long


def test_what_is_public_is_documented() -> None:
    silent = [
        f"{name}:{node.lineno} {node.name}"
        for name, tree in trees().items()
        for node in public(tree.body)
        if not ast.get_docstring(node)
    ]
    assert silent == []


def test_the_ruler_measures() -> None:
    body = "\n".join(f"    x = {number}" for number in range(FUNCTION_LINES))
    long = f'def f():\n    """One.\n\n    Two."""\n{body}\n'
    tree = ast.parse(long + "class A:\n    def g(self): ...\n    def _h(self): ...\n")
    assert [lines(node) for node in functions(tree)] == [FUNCTION_LINES, 1, 1]
    assert [node.name for node in public(tree.body)] == ["f", "A", "g"]
