from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument

import fazhi_report
from fazhi_report.numbers.shapes import FORMULAS, SHAPES
from fazhi_report.text.patterns import Pattern
from fazhi_report.typography.scan import Scan

ROOT = Path(__file__).resolve().parents[2]


def declared() -> Iterator[tuple[str, Pattern]]:
    """Every pattern of the package that has a filter, by name."""
    for found in walk_packages(fazhi_report.__path__, f"{fazhi_report.__name__}."):
        for name, value in vars(import_module(found.name)).items():
            for at, pattern in enumerate(_patterns(value)):
                if pattern._needs or pattern._glimpse or pattern._leap:
                    yield f"{found.name}.{name}.{at}", pattern
    for shape in (*FORMULAS, *SHAPES):
        yield shape.name, shape._pattern


def _patterns(value: object) -> Iterator[Pattern]:
    """The patterns that a value is or holds."""
    match value:
        case Pattern():
            yield value
        case Scan(sign=sign):
            yield sign
        case tuple() | list():
            for inner in value:
                yield from _patterns(inner)
        case dict():
            yield from _patterns([*value.values()])


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


# Words and signs that the patterns of the package look for: as context they make and unmake matches.
CONTEXT = st.text(
    alphabet="0123456789０.．,:：∶-—～+/ 　年月日号时点第前后近约余多万亿件个项人次由从至到为"
    "“”‘’《》（）()〔〕[]{}、，。；|%％\nAaN甲",
    max_size=8,
)


def can_match_without(pattern: Pattern, characters: str) -> bool:
    """Whether an expression can match a text, what it looks for around a match included, without these characters."""
    alphabet = st.characters(exclude_characters=characters, codec="utf-8")
    try:
        st.from_regex(pattern.compiled(), alphabet=alphabet).validate()
    except InvalidArgument:
        return False
    return True


def test_no_match_can_do_without_the_characters_needed() -> None:
    needing = {name: pattern for name, pattern in DECLARED.items() if pattern._needs}
    assert len(needing) > 40
    assert [name for name, pattern in needing.items() if can_match_without(pattern, pattern._needs)] == []


def test_a_character_forgotten_among_those_needed_is_noticed() -> None:
    forgotten = Pattern("[:：∶][0-9]|(?<=比)[0-9]{2}", needs=":：比")
    assert can_match_without(forgotten, ":：比")
    assert can_match_without(forgotten, ":：∶")
    assert not can_match_without(forgotten, ":：∶比")


@pytest.mark.parametrize("name", [name for name, one in DECLARED.items() if one._glimpse or one._leap])
@settings(max_examples=50, suppress_health_check=[*HealthCheck])
@given(data=st.data())
def test_a_glimpse_or_a_leap_never_hides_a_match(name: str, data: st.DataObject) -> None:
    """Texts made from the expression itself, between other signs, give the same matches with and without the filter."""
    pattern = DECLARED[name]
    matching = st.from_regex(pattern.compiled())
    text = data.draw(CONTEXT) + data.draw(matching) + data.draw(CONTEXT) + data.draw(matching)
    expected = [match.span() for match in pattern.compiled().finditer(text)]
    assert [match.span() for match in pattern.finditer(text)] == expected
    assert (pattern.search(text) is None) == (not expected)


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
