"""What nothing in src uses is dead, however many tests call it."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from fazhi_report.cli.app import commands, module_of

ROOT = Path(__file__).parents[1]
SRC = ROOT / "src" / "fazhi_report"
FILES = sorted(SRC.rglob("*.py"))
ALLOWED: dict[str, str] = {}
"""Function → why it stays; the list may only become shorter."""

# Decorators that register nothing: a function under any other one is used by whoever it is registered with.
PLAIN = {
    "cache",
    "cached_property",
    "classmethod",
    "contextmanager",
    "dataclass",
    "lru_cache",
    "override",
    "property",
    "staticmethod",
}

Function = ast.FunctionDef | ast.AsyncFunctionDef


def decorator(node: ast.expr) -> str:
    """The last name of a decorator."""
    while isinstance(node, ast.Call):
        node = node.func
    return node.attr if isinstance(node, ast.Attribute) else ast.unparse(node)


def names(tree: ast.AST) -> Counter[str]:
    """How often each name is read: as a name, as an attribute, as a string that is nothing but a name."""
    found: Counter[str] = Counter()
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name, ctx=ast.Load()) | ast.Attribute(attr=name, ctx=ast.Load()):
                found[name] += 1
            case ast.Constant(value=str(text)) if text.isidentifier():
                found[text] += 1
            case _:
                pass
    return found


def defined(tree: ast.Module) -> list[Function | ast.ClassDef]:
    """Functions, methods and classes that stand or fall by being used by name."""
    found = [
        node
        for node in ast.walk(tree)
        if isinstance(node, Function | ast.ClassDef)
        and {decorator(one) for one in node.decorator_list} <= PLAIN
    ]
    return [one for one in found if not (one.name.startswith("__") and one.name.endswith("__"))]


def imported(trees: Mapping[str, ast.Module]) -> set[str]:
    """Everything that a module takes from another, by its full name: modules, and what stands in them."""
    found: set[str] = set()
    for tree in trees.values():
        aliases: dict[str, str] = {}
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom):
                for one in node.names:
                    aliases[one.asname or one.name] = f"{node.module}.{one.name}"
                parts = str(node.module).split(".")
                found.update(".".join(parts[: end + 1]) for end in range(len(parts)))
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(node.value)
        found.update(aliases.values())
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                found.add(f"{aliases.get(node.value.id, node.value.id)}.{node.attr}")
    return found


def dead(trees: Mapping[str, ast.Module], elsewhere: str = "") -> set[str]:
    """Modules, functions, classes and methods that nothing uses.

    A module has to be imported, or named in a text. What stands in a module has to be read there, outside its own
    body, imported from there, or named in a text. Of a method only the name is known: it has to be read anywhere.

    Args:
        trees: The modules by their full names.
        elsewhere: Templates and other texts that use functions by name.
    """
    words = Counter(re.findall(r"\w+", elsewhere))
    strings = {
        node.value
        for tree in trees.values()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    taken, foreign = imported(trees), called_by_others(trees)
    everywhere = sum((names(tree) for tree in trees.values()), words)
    found = {
        name
        for name in trees
        if name not in taken and name not in elsewhere and name.rpartition(".")[2] not in strings
    }
    for module, tree in trees.items():
        here = names(tree)
        for node in defined(tree):
            own = names(node)[node.name]
            if node in tree.body:
                used = (
                    here[node.name] > own
                    or f"{module}.{node.name}" in taken
                    or node.name in strings
                    or node.name in words
                )
            else:
                used = everywhere[node.name] > own or node.name in foreign
            if not used:
                found.add(f"{module}.{node.name}")
    return found


def called_by_others(trees: Mapping[str, ast.Module]) -> set[str]:
    """Methods of classes that have a base of somebody else: it calls them."""
    classes = [node for tree in trees.values() for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    known = {one.name for one in classes} | {"Protocol", "StrEnum", "IntEnum", "Exception"}
    return {
        method.name
        for node in classes
        if {decorator(base.value if isinstance(base, ast.Subscript) else base) for base in node.bases} - known
        for method in node.body
        if isinstance(method, Function)
    }


def modules() -> dict[str, ast.Module]:
    """Every module by its full name; a package only where it holds more than its sentence."""
    found = {}
    for path in FILES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        if path.name != "__init__.py" or len(tree.body) > 1:
            found[".".join(path.relative_to(SRC.parent).with_suffix("").parts).removesuffix(".__init__")] = (
                tree
            )
    return found


def test_nothing_is_called_by_tests_alone() -> None:
    texts = [*SRC.rglob("*.j2"), *(ROOT / "templates").rglob("*.j2"), ROOT / "pyproject.toml"]
    found = dead(modules(), "\n".join(path.read_text(encoding="utf-8") for path in texts))
    # The app finds the module of a command by its name, and the function in it.
    modules_of_commands = {f"fazhi_report.cli.{module_of(name)}" for name in commands()}
    run_by_name = modules_of_commands | {f"{name}.{name.rpartition('.')[2]}" for name in modules_of_commands}
    assert found - run_by_name == set(ALLOWED)


def test_the_finder_finds() -> None:
    module = """
from html.parser import HTMLParser

def used(): ...
def unused(): return unused()
def named(): ...
def elsewhere(): ...
TABLE = {"x": "named"}

@rule("X")
def registered(): ...

class Kept(HTMLParser):
    def handle_data(self): used()
    def own(self): ...

Kept()

class Lost:
    def method(self): ...
    def __len__(self): ...
    @property
    def length(self): ...
"""
    other = "from a import elsewhere, gone\nfrom b import other"
    trees = {"a": ast.parse(module), "b": ast.parse(other), "c": ast.parse("import b.other")}
    assert dead(trees, "length a") == {"a.unused", "a.Lost", "a.method", "c"}
