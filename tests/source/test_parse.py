from __future__ import annotations

import time
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from fazhi_report.source import parse as module
from fazhi_report.source.encoding import decode
from fazhi_report.source.parse import DEEPEST, HEAVIEST, Value, parse

HANGS = 60
"""Seconds of processor time after which a text has done its harm."""


@pytest.mark.parametrize(
    "written",
    ["24.30", "yes", "no", "on", "2021-02-28", "0o17", "1e3", "08", "1_000", ".5", "true", "12:30:45"],
)
def test_scalars_stay_as_written(written: str) -> None:
    assert parse(f"a: {written}\nb: [{written}]\n").value == {"a": written, "b": [written]}


@pytest.mark.parametrize("written", ["", "~", "null", "Null", "NULL"])
def test_nothing_is_nothing(written: str) -> None:
    assert parse(f"a: {written}\n").value == {"a": None}
    assert parse(f"a: '{written}'\n").value == {"a": written}


def test_keys_stay_as_written() -> None:
    assert parse("null: 1\n2020: 2\nyes: 3\n").value == {"null": "1", "2020": "2", "yes": "3"}


def test_an_empty_text_holds_nothing() -> None:
    parsed = parse("")
    assert parsed.value is None
    assert parsed.marks is not None
    assert parsed.marks.locate(("year",)) == (1, 1)


def test_aliases_are_read() -> None:
    assert parse("a: &x {k: v}\nb: [*x, *x]\n").value == {"a": {"k": "v"}, "b": [{"k": "v"}, {"k": "v"}]}


def test_of_equal_keys_the_first_is_kept_and_both_are_told() -> None:
    parsed = parse("p:\n  - a: 1\n    b: 2\n    a: {c: 3, c: 4}\n")
    assert parsed.value == {"p": [{"a": "1", "b": "2"}]}
    assert [(one.kind, one.offset, one.related) for one in parsed.problems] == [
        ("duplicate_key", 35, (("p", 0, "a", "c", "[key]"),)),
        ("duplicate_key", 25, (("p", 0, "a", "[key]"),)),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "? [a]\n: b\n",
        "? {a: b}\n: c\n",
        "a: &x 1\n*x : b\n",
        "&x a: b\n",
        "<<: {a: b}\n",
        "a: !!str b\n",
        "a: !own b\n",
        "a: !!map {b: c}\n",
        "a: *x\n",
        "&x a: b\nc: &x [*x]\n",
        "a: 1\n---\nb: 2\n",
    ],
)
def test_what_a_report_does_not_need_is_refused(text: str) -> None:
    parsed = parse(text)
    assert (parsed.value, parsed.marks) == (None, None)
    assert [one.kind for one in parsed.problems] == ["unsupported"]


def test_quoted_merge_signs_and_document_ends_are_plain() -> None:
    assert parse("'<<': 1\n").value == {"<<": "1"}
    assert parse("---\na: 1\n...\n").value == {"a": "1"}


def test_depth_is_bounded_and_the_bound_itself_is_fine() -> None:
    assert not parse("[" * DEEPEST + "]" * DEEPEST).problems
    assert [one.kind for one in parse("[" * (DEEPEST + 1) + "]" * (DEEPEST + 1)).problems] == ["unsupported"]


@pytest.mark.parametrize(
    "text",
    [
        "[" * 500_000,
        "{a: " * 200_000,
        "- " * 200_000,
        "a: &a ["
        + "x," * 9
        + "x]\n"
        + "".join(f"b{i}: &b{i} [" + f"*b{i - 1}," * 9 + "]\n" for i in range(1, 30)),
        "a: &a " + "字" * 100_000 + "\nb: [" + "*a," * 100_000 + "]",
        "[" + "a," * (HEAVIEST + 1) + "]",
    ],
    ids=["brackets", "braces", "dashes", "laughs", "long", "many"],
)
def test_hostile_texts_are_refused_quickly(text: str) -> None:
    # Processor time, and a bound that only a hang can reach.
    start = time.process_time()
    parsed = parse(text)
    assert time.process_time() - start < HANGS
    assert parsed.value is None
    assert parsed.problems[-1].kind in ("unsupported", "syntax")


def test_a_hundred_thousand_lines_are_no_burden() -> None:
    start = time.process_time()
    assert not parse("".join(f"k{number}: v\n" for number in range(100_000))).problems
    assert time.process_time() - start < HANGS


PLAIN: st.SearchStrategy[Value] = st.recursive(
    st.none() | st.text(alphabet="甲乙ab1 \n\t:#-'\"\\{}[]", max_size=12),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(alphabet="ab甲.", min_size=1), inner, max_size=4)
    ),
    max_leaves=20,
)


@given(PLAIN, st.sampled_from([None, '"', "'", "|", ">"]), st.booleans())
def test_what_is_written_is_read_again(value: Value, style: str | None, flow: bool) -> None:  # noqa: FBT001
    text = yaml.dump(value, default_style=style, default_flow_style=flow, allow_unicode=True, sort_keys=False)
    if style is not None and None in _leaves(value):
        return
    text = "\n".join(line for line in text.split("\n") if line != "...")
    assert parse(text).value == value


def _leaves(value: Value) -> list[str | None]:
    if isinstance(value, dict):
        return [leaf for one in value.values() for leaf in _leaves(one)]
    if isinstance(value, list):
        return [leaf for one in value for leaf in _leaves(one)]
    return [value]


@given(st.text(alphabet="ab甲：:-# \n\t'\"{}[],&*!|>%@`?~\\<", max_size=60))
def test_no_text_breaks_the_reader(text: str) -> None:
    parsed = parse(text)
    assert (parsed.marks is None) == any(one.kind in ("syntax", "unsupported") for one in parsed.problems)
    for one in parsed.problems:
        assert one.offset is not None
        assert 0 <= one.offset <= len(text)


BAD = Path(__file__).parent.parent / "bad"
TEXTS = {
    path.stem: decoded.text
    for path in BAD.glob("*.yaml")
    if not (decoded := decode(path.read_bytes())).problems
}


def test_the_loader_in_python_tells_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    quick = {name: parse(text) for name, text in TEXTS.items()}
    monkeypatch.setattr(module, "LOADER", yaml.SafeLoader)
    for name, text in TEXTS.items():
        slow = parse(text)
        assert slow.value == quick[name].value, name
        assert [(one.kind, one.message) for one in slow.problems] == [
            (one.kind, one.message) for one in quick[name].problems
        ], name
