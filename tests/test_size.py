"""A file fits the head, a function fits the screen, and what is public says what it means."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TypeAlias

import pytest

SRC = Path(__file__).parents[1] / "src" / "fazhi_report"
FILES = sorted(SRC.rglob("*.py"))
NAMES = [path.relative_to(SRC).as_posix() for path in FILES]

FILE_LINES = 400
FUNCTION_LINES = 50
SCREEN = 30
SHARE_ON_SCREEN = 0.9
VAGUE = {"utils", "util", "helpers", "helper", "manager", "misc"}

Function: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef
Definition: TypeAlias = Function | ast.ClassDef


def parse(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


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


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_a_file_fits_the_head(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= FILE_LINES


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_a_file_says_what_it_is_for(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not text or ast.get_docstring(parse(path)), "a module needs its one sentence"
    assert path.stem not in VAGUE


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_no_function_is_longer_than_two_screens(path: Path) -> None:
    assert [
        f"{node.name}: {lines(node)}" for node in functions(parse(path)) if lines(node) > FUNCTION_LINES
    ] == []


def test_nine_functions_of_ten_fit_the_screen() -> None:
    sizes = {
        f"{name}:{node.name}": lines(node)
        for name, path in zip(NAMES, FILES, strict=True)
        for node in functions(parse(path))
    }
    long = {name: size for name, size in sizes.items() if size > SCREEN}
    assert len(long) <= (1 - SHARE_ON_SCREEN) * len(sizes), long


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_what_is_public_is_documented(path: Path) -> None:
    assert [node.name for node in public(parse(path).body) if not ast.get_docstring(node)] == []


def test_the_ruler_measures() -> None:
    body = "\n".join(f"    x = {number}" for number in range(FUNCTION_LINES))
    long = f'def f():\n    """One.\n\n    Two."""\n{body}\n'
    tree = ast.parse(long + "class A:\n    def g(self): ...\n    def _h(self): ...\n")
    assert [lines(node) for node in functions(tree)] == [FUNCTION_LINES, 1, 1]
    assert [node.name for node in public(tree.body)] == ["f", "A", "g"]
