"""An indicator by its key or its Chinese name."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commandline import Run
from fazhi_report.commands.figure_names import key_named
from fazhi_report.errors import FazhiError

LABELS = {"a.b": "收到行政复议申请", "a.c": "调解案件", "d.c": "调解案件", "own.x": ""}


@given(st.sampled_from(sorted(LABELS)))
def test_every_key_means_itself_and_every_name_of_its_own_its_key(key: str) -> None:
    assert key_named(key, LABELS, "文件") == key
    if list(LABELS.values()).count(LABELS[key]) == 1 and LABELS[key]:
        assert key_named(f" {LABELS[key]} ", LABELS, "文件") == key


@pytest.mark.parametrize(
    ("words", "fact", "cure"),
    [
        ("调解案件", "文件里有 2 个指标叫“调解案件”", "写指标键：a.c、d.c"),
        ("复议申请", "文件里没有指标“复议申请”", "是不是 收到行政复议申请（a.b）？"),
        ("", "文件里没有指标“”", "用 fazhi-report figures 查看全部指标"),
    ],
)
def test_what_is_meant_by_none_or_several_is_refused(words: str, fact: str, cure: str) -> None:
    with pytest.raises(FazhiError) as refused:
        key_named(words, LABELS, "文件")
    assert (refused.value.message, refused.value.hint) == (fact, cure)


def test_the_commands_take_names(run: Run, tmp_path: Path) -> None:
    assert run("init", ".", "--examples").returncode == 0
    assert (tmp_path / "data" / "2020.yaml").is_file()
    by_key = run("explain", "mediation.total", "2020")
    name = by_key.stdout.splitlines()[0].rpartition("　")[2]
    assert run("explain", name, "2020").stdout == by_key.stdout
    assert run("series", name).stdout == run("series", "mediation.total").stdout
