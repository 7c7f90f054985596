from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest

import fazhi_report
from fazhi_report.numbers.shapes import FORMULAS, SHAPES
from fazhi_report.text.patterns import Pattern

ROOT = Path(__file__).resolve().parents[2]


def declared() -> Iterator[tuple[str, Pattern]]:
    """Every pattern of the package that says what it needs, by name."""
    for package in (fazhi_report,):
        for found in walk_packages(package.__path__, f"{package.__name__}."):
            for name, value in vars(import_module(found.name)).items():
                if isinstance(value, Pattern) and (value._needs or value._glimpse):
                    yield f"{found.name}.{name}", value
    for shape in (*FORMULAS, *SHAPES):
        yield shape.name, shape._pattern


DECLARED = dict(declared())


@pytest.fixture(scope="module")
def lines() -> list[str]:
    """Every line of every data file and of every test of plain text: what patterns meet."""
    folders = (
        "data",
        "examples",
        "tests/rules",
        "tests/bad",
        "tests/numbers",
        "tests/typography",
        "tests/text",
    )
    files = [
        path for folder in folders for path in (ROOT / folder).rglob("*") if path.suffix in {".yaml", ".py"}
    ]
    return sorted(
        {line for path in files for line in path.read_text(encoding="utf-8", errors="replace").split("\n")}
    )


def test_patterns_declare_needs() -> None:
    assert len(DECLARED) > 40


@pytest.mark.parametrize("name", DECLARED)
def test_what_is_needed_stands_in_every_match(name: str, lines: list[str]) -> None:
    pattern = DECLARED[name]
    passed_over = [line for line in lines if pattern.compiled().search(line) and not pattern.search(line)]
    assert passed_over == []


def test_answers_as_the_compiled_expression() -> None:
    pattern, plain = Pattern("a(b)?", needs="a"), re.compile("a(b)?")
    for text in ("", "b", "xab a", "ab"):
        assert [match.span() for match in pattern.finditer(text)] == [
            match.span() for match in plain.finditer(text)
        ]
        for ask in ("search", "match", "fullmatch"):
            found, wanted = getattr(pattern, ask)(text), getattr(plain, ask)(text)
            assert (found and found.span()) == (wanted and wanted.span())
        assert pattern.sub("-", text) == plain.sub("-", text)
    assert Pattern("[，。]").pieces("一，二。") == ["一", "二", ""]
    assert Pattern("[，。]", needs="，。").pieces("一二") == ["一二"]


def test_a_glimpse_decides_before_the_rest_is_compiled() -> None:
    pattern = Pattern("[0-9]+号楼", glimpse="[0-9]号")
    assert pattern.search("8号") is None
    assert pattern._compiled is not None
    other = Pattern("[0-9]+号楼", glimpse="[0-9]号")
    assert other.search("8楼") is None
    assert other._compiled is None
    assert other.search("住8号楼") is not None


def test_is_compiled_when_first_asked_and_not_for_a_text_without_its_characters() -> None:
    pattern = Pattern("（", needs="（(")
    assert pattern.search("没有括号") is None
    assert pattern._compiled is None
    assert Pattern("(").search is not None  # nothing is compiled, so nothing is refused yet
    with pytest.raises(re.error):
        Pattern("(").search("x")
    assert pattern.search("（") is not None
