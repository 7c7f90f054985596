"""Chinese keys, names of indicators and values mean what the English ones mean, at the same places."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path, PurePath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_report.model.walk import leaves
from fazhi_report.norms.catalogue import catalogue
from fazhi_report.source.fields import models
from fazhi_report.source.load import Source, load_text

BASE = Path(__file__).parents[2] / "data" / "2020.yaml"
TEXT = BASE.read_text(encoding="utf-8")
_PAIRS = {(name, info.title) for model in models() for name, info in model.model_fields.items() if info.title}
TITLES = {name: title for name, title in _PAIRS if [one for one, _ in _PAIRS].count(name) == 1}
KEYS = sorted(name for name in TITLES if re.search(rf"^[ -]*{name}:", TEXT, re.MULTILINE))


def loaded(text: str) -> Source:
    return load_text(text, PurePath("2020.yaml"))


ENGLISH = loaded(TEXT)


@given(st.sets(st.sampled_from(KEYS)))
def test_keys_by_their_titles(chosen: set[str]) -> None:
    text = TEXT
    for name in chosen:
        text = re.sub(rf"^([ -]*){name}:", rf"\g<1>{TITLES[name]}:", text, flags=re.MULTILINE)
    source = loaded(text)
    assert source.year == ENGLISH.year, source.problems
    assert source.report is not None
    for route, _ in leaves(source.report):
        assert source.locate(route).line == ENGLISH.locate(route).line


def test_indicators_by_their_names() -> None:
    assert ENGLISH.year is not None
    labels = [one.label for one in catalogue().indicators.values()]
    text = TEXT
    renamed = 0
    for key in ENGLISH.year.figures:
        label = catalogue().label(key)
        if label is not None and labels.count(label) == 1 and key in catalogue().indicators:
            text, count = re.subn(rf"^  {re.escape(key)}:", f"  {label}:", text, flags=re.MULTILINE)
            renamed += count
    source = loaded(text)
    assert renamed > 10
    assert source.year == ENGLISH.year, source.problems
    for key in ENGLISH.year.figures:
        assert source.locate(("figures", key)).line == ENGLISH.locate(("figures", key)).line


@pytest.mark.parametrize(
    ("word", "value"), [("没有统计", "not_recorded"), ("确实为零", "zero"), ("不适用", "not_applicable")]
)
@pytest.mark.parametrize("written", ["    状态: {}\n", "    status: '{}'\n", "    状态: {}  # 说明\n"])
def test_values_by_their_words(word: str, value: str, written: str) -> None:
    text = "kind: figures\nyear: 2024\norgan: {name: 示例市司法局}\nfigures:\n  own.x:\n    label: 甲\n"
    source = loaded(text + written.format(word))
    assert source.year is not None, source.problems
    assert source.year.figures["own.x"].status == value


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("year: 2020", "year: 2020\n年度: 2020"),
        lambda text: text.replace("year: 2020", "年份: 2020"),
    ],
)
def test_what_is_written_twice_or_unknown_is_refused(change: Callable[[str], str]) -> None:
    source = loaded(change(TEXT))
    assert source.year is None
    assert any("年度" in one.message or "年份" in one.message for one in source.problems)


def test_a_word_in_a_text_stays_a_word() -> None:
    text = TEXT.replace("closing: ", "closing: 不适用  # ", 1) if "closing: " in TEXT else TEXT
    source = loaded(text)
    assert source.report is not None
    assert source.report.closing in {"不适用", None}
