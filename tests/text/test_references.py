from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_report.text.references import Reference, references, slips, tokens
from growth import assert_linear

KEYS = st.from_regex(r"[a-z][a-z0-9_]{0,8}(\.[a-z][a-z0-9_]{0,8}){1,3}", fullmatch=True)
PROSE = st.text(alphabet="共审查了，。件2020“”%（）ab ", max_size=12)


def test_finds_keys_and_places() -> None:
    text = "接收申请{{ review.received }}件，办结{{review.settled.total}}件。"
    assert list(references(text)) == [
        Reference("review.received", 4, 25),
        Reference("review.settled.total", 29, 53),
    ]
    assert text[4:25] == "{{ review.received }}"
    assert not list(slips(text))


@pytest.mark.parametrize(
    "slip",
    [
        "{{ 审查 }}",
        "{{ review }}",
        "{{ Review.received }}",
        "{{ a.b",
        "{{ a.b }",
        "{{{ a.b }}}",
        "{ a.b }",
        "｛｛ a.b ｝｝",
        "｛{a.b}｝",
        "{{ a.b | upper }}",
        "{{ a.b. }}",
        "{{}}",
        "{% for x in y %}",
        "{%",
        "{# 注 #}",
        "a.b }}",
        "%}",
    ],
)
def test_what_only_looks_like_a_reference_is_a_slip(slip: str) -> None:
    text = f"共{slip}件"
    found = list(slips(text))
    assert found
    assert not list(references(text))
    assert all(text[one.start : one.end] == one.text for one in found)


@pytest.mark.parametrize("text", ["共80件", "“1+N”", "6 + N", "{甲}", "（100%）", "www.linhai.gov.cn", "a.b"])
def test_plain_words_are_neither(text: str) -> None:
    assert not list(tokens(text))


@given(st.lists(st.tuples(PROSE, KEYS)), PROSE)
def test_what_is_put_in_comes_out(pieces: list[tuple[str, str]], tail: str) -> None:
    text = "".join(prose + "{{ " + key + " }}" for prose, key in pieces) + tail
    assert [one.key for one in references(text)] == [key for _, key in pieces]
    assert not list(slips(text))


@given(st.text(alphabet="{}%#｛｝ a.b中\n"))
def test_no_opening_mark_is_overlooked(text: str) -> None:
    rest, position = "", 0
    for token in tokens(text):
        assert token.start >= position
        rest += text[position : token.start] + "中"
        position = token.end
    rest += text[position:]
    assert not any(mark in rest for mark in ("{{", "}}", "{%", "{#", "｛｛", "｝｝"))


@pytest.mark.parametrize("unit", ["{", "{{", "{%", "{{ a.b ", "｛｛", "{a", "{a.a"])
def test_hostile_braces_cost_linear_time(unit: str) -> None:
    assert_linear(lambda text: list(tokens(text)), unit)
