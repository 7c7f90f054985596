from __future__ import annotations

import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from fazhi_report.findings import Route
from fazhi_report.model.base import join_lines
from fazhi_report.model.prose import paragraphs
from fazhi_report.source.parse import parse
from fazhi_report.source.positions import Positions

TEXT = """\
# 说明
year: 2024
organ:
  name: 示例市司法局
  mark:
    - 示例市
    - 司法局
opening: |
  第一段甲乙
  丙丁。

  第二段戊己。
achievements:
  heading: "主要\\u4e3e措"
  text:
    - 一段
    - measures:
        - 短句
        - lead: 首句。
          text: 正文
empty:
list: []
"""


def marks(text: str) -> Positions:
    found = parse(text).marks
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("route", "place"),
    [
        ((), (2, 1)),
        (("year",), (2, 7)),
        (("year", "[key]"), (2, 1)),
        (("organ",), (3, 1)),
        (("organ", "name"), (4, 9)),
        (("organ", "name", "[key]"), (4, 3)),
        (("organ", "short_name"), (3, 1)),
        (("organ", "mark", 1), (7, 7)),
        (("date_of_issue",), (2, 1)),
        (("opening",), (8, 10)),
        (("opening", 0, "<paragraph>"), (9, 3)),
        (("opening", 1, "<paragraph>"), (12, 3)),
        (("opening", 7, "<paragraph>"), (12, 9)),
        (("achievements", "heading"), (14, 12)),
        (("achievements", "text", 1, "<measures>", "measures", 0, "text"), (18, 11)),
        (("achievements", "text", 1, "<measures>", "measures", 1, "text"), (20, 17)),
        (("achievements", "text", 1, "<measures>", "measures", 1, "ordinal"), (19, 11)),
        (("achievements", "text", 5), (15, 3)),
        (("empty",), (21, 1)),
        (("list",), (22, 1)),
        (("signature", "seal"), (2, 1)),
    ],
)
def test_routes_are_found(route: Route, place: tuple[int, int]) -> None:
    assert marks(TEXT).locate(route) == place


def test_an_offset_without_a_route_is_a_place_in_the_file() -> None:
    assert marks(TEXT).locate((), TEXT.index("示例市")) == (4, 9)


def test_offsets_count_in_the_joined_text() -> None:
    found = marks(TEXT)
    route = ("opening", 0, "<paragraph>")
    assert join_lines(paragraphs("第一段甲乙\n丙丁。")[0]) == "第一段甲乙丙丁。"
    assert found.locate(route, 4) == (9, 7)
    assert found.locate(route, 5) == (10, 3)
    assert found.locate(route, 8) == (10, 6)
    assert found.locate(("opening", 1, "<paragraph>"), 3) == (12, 6)


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ('a: "\\u4e00\\u4e8c三"', 17),
        ('a: "\\x41\\"三"', 11),
        ("a: 'x''三'", 8),
        ("a: xy三", 6),
        ('a: "\\txy三"', 9),
        ('a: "\\U00004e00\\\\三"', 17),
    ],
)
def test_escapes_and_doubled_quotes_count_as_what_they_stand_for(text: str, column: int) -> None:
    assert marks(text).locate(("a",), 2) == (1, column)


def test_a_key_repeated_is_found_where_it_stands_first() -> None:
    assert marks("a: 1\nb: 2\na: 3\n").locate(("a", "[key]")) == (1, 1)


def test_an_alias_is_found_where_its_text_stands() -> None:
    found = marks("a: &x [甲, 乙]\nb: *x\n")
    assert found.locate(("b", 1)) == (1, 11)
    assert found.locate(("b",)) == (2, 1)


# Each letter stands once, so that its place can be read off the file; signs and gaps stand anywhere between.
LETTERS = "甲乙丙丁戊己庚辛壬癸子丑寅卯𠀀"
SIGNS = st.sampled_from(
    ["", "", "，", "'", '"', "\\", "#", " #", ":", "-", "{", "}}", "[", "&", "*", "!", "|", ">", "%"]
)
GAPS = st.sampled_from(["", "", " ", "\n", "\n\n", "\n \n", "\n　\n", "　", "\t", "\n\n\n"])


@st.composite
def written(draw: st.DrawFn) -> str:
    letters = draw(st.permutations(LETTERS))[: draw(st.integers(1, len(LETTERS)))]
    return "".join(draw(SIGNS) + draw(GAPS) + letter for letter in letters) + draw(SIGNS) + draw(GAPS)


def nested(value: object, route: list[str | int]) -> object:
    for part in reversed(route):
        value = {part: value, "z": "尾"} if isinstance(part, str) else ["头", value]
    return value


ROUTES = st.lists(st.sampled_from(["k", "键", 1]), min_size=1, max_size=4)
STYLES = st.sampled_from([None, "'", '"', "|", ">"])


@settings(max_examples=300)
@given(written(), ROUTES, STYLES, st.integers(8, 90))
def test_every_letter_is_found_again(
    value: str, route: list[str | int], style: str | None, width: int
) -> None:
    tree = nested(value, route)
    text = yaml.dump(tree, default_style=style, allow_unicode=True, width=width, sort_keys=False)
    # PyYAML's emitter breaks some narrow quoted lines wrongly.
    assume(yaml.safe_load(text) == tree)
    lines, found = text.split("\n"), marks(text)
    whole = join_lines(value.strip())
    for index, part in enumerate(paragraphs(value)):
        processed = join_lines(part)
        for offset, letter in enumerate(processed):
            if letter in LETTERS:
                line, column = found.locate((*route, index, "<paragraph>"), offset)
                assert lines[line - 1][column - 1 :].startswith((letter, f"\\U{ord(letter):08X}"))
                assert found.locate(tuple(route), whole.index(letter)) == (line, column)


@settings(max_examples=200)
@given(written(), st.integers(8, 90))
def test_places_of_neighbours_never_run_backwards(value: str, width: int) -> None:
    found = marks(yaml.dump({"a": value}, default_style='"', allow_unicode=True, width=width))
    processed = join_lines(value.strip())
    places = [found.locate(("a",), offset) for offset in range(len(processed) + 1)]
    assert places == sorted(places)
