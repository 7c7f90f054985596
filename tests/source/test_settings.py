"""An office's settings: what they change, and how a fault in them is told."""

from __future__ import annotations

import json
import os
import sys
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commandline import Run
from fazhi_report.errors import FazhiError
from fazhi_report.source.settings import _DEEP, line_of, settings_for, settings_in
from growth import assert_linear

DATA = """\
kind: figures
year: 2024
organ: {name: 示例市司法局, short_name: 示例市司法局}
figures:
  a.whole: 100件
  a.done: 近90件
  a.open: 20件
  own.visits: 12件
"""


@pytest.fixture
def office(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "2024.yaml").write_text(DATA, encoding="utf-8")
    return tmp_path


def put(office: Path, text: str, name: str = "fazhi-report.toml") -> None:
    (office / name).write_text(text, encoding="utf-8")


def found(run: Run, *options: str) -> list[dict[str, str]]:
    done = run("validate", "2024", "--format", "json", *options)
    assert done.returncode in {0, 1}, done.stderr
    findings: list[dict[str, str]] = json.loads(done.stdout)["findings"]
    return findings


def rule(code: str, words: str) -> str:
    return f'[[own_rules]]\ncode = "{code}"\nmessage = "不合本机关的规定"\n{words}\n'


def test_own_rules_are_rules(run: Run, office: Path) -> None:
    put(
        office,
        rule("BJ001", 'present = ["a.whole", "b.other"]')
        + rule("BJ002", 'equal = ["a.whole", "a.done + a.open"]'),
    )
    messages = {one["code"]: one["message"] for one in found(run)}
    assert messages["BJ001"] == "不合本机关的规定（没有指标“b.other”）"
    # 近90 is more than 80: with 20 it is more than 100, whatever is meant.
    assert messages["BJ002"] == "不合本机关的规定（100件，近90件 + 20件，不相等）"
    assert {one["code"] for one in found(run, "--select", "BJ")} == {"BJ001", "BJ002"}
    assert "BJ001" not in {one["code"] for one in found(run, "--ignore", "BJ001")}


@pytest.mark.parametrize(
    ("right", "told"),
    [
        ("a.open + a.open", "100件，20件 + 20件 = 40件，不相等"),
        ("a.whole - a.open", "100件，100件 − 20件 = 80件，不相等"),
        ("a.whole + a.open - a.open", ""),
        ("a.whole + c.unknown", ""),
        ("a.whole ++ a.open", "读不懂"),
        ("1 + 1", "读不懂"),
    ],
)
def test_an_identity_says_what_was_computed(run: Run, office: Path, right: str, told: str) -> None:
    put(office, rule("BJ001", f'equal = ["a.whole", "{right}"]'))
    messages = [one["message"] for one in found(run, "--select", "BJ")]
    assert len(messages) == bool(told)
    assert all(told in message for message in messages)


def test_a_word_is_found_where_it_stands(run: Run, tmp_path: Path) -> None:
    assert run("init", ".", "--examples").returncode == 0
    put(tmp_path, rule("BJ001", 'absent = ["抓手"]'))
    done = run("validate", "2020", "--select", "BJ", "--format", "json")
    text = (tmp_path / "data/2020.yaml").read_text(encoding="utf-8")
    places = [(one["line"], one["column"]) for one in json.loads(done.stdout)["findings"]]
    assert len(places) == text.count("抓手")
    lines = text.splitlines()
    assert all(lines[line - 1].startswith("抓手", column - 1) for line, column in places)


def test_rules_that_are_not_run_are_named_with_their_reason(run: Run, office: Path) -> None:
    put(office, '[rules]\nignore = [{ code = "FZ0", reason = "试用" }]\n')
    before = found(run, "--no-cache") if "--no-cache" in run("validate", "--help").stdout else found(run)
    assert not [one for one in before if one["code"] == "FZ014"]
    (told,) = [
        line for line in run("validate", "2024", "-v").stderr.splitlines() if "本机关不查：试用" in line
    ]
    assert told.startswith("没有运行 FZ0")
    assert "FZ014" in told


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_own_indicators_have_names_and_units(run: Run, office: Path, encoding: str) -> None:
    assert "own.visits" in "".join(one["message"] for one in found(run) if one["code"] == "FZ014")
    (office / "指标.csv").write_text("键,名称,单位\nown.visits,接访群众,人次\n", encoding=encoding)
    put(office, 'indicators = "指标.csv"\n')
    told = {one["code"]: one["message"] for one in found(run)}
    assert told["FZ013"] == "“接访群众”的单位写作“件”，设置里是“人次”"
    assert "own.visits" not in told.get("FZ014", "")


def test_defaults_of_options_give_way_to_the_command_line(run: Run, tmp_path: Path) -> None:
    assert run("init", ".", "--examples").returncode == 0
    put(tmp_path, '[build]\nformat = "md"\nout = "outbox"\n[validate]\nfail_on = "note"\n')
    assert run("build", "2020").returncode == 0
    assert {path.suffix for path in (tmp_path / "outbox").iterdir() if path.is_file()} == {".md"}
    assert run("build", "2020", "-o", "other", "--format", "json").returncode == 0
    assert {path.suffix for path in (tmp_path / "other").iterdir() if path.is_file()} == {".json"}
    assert run("validate", "2020").returncode == 1
    assert run("validate", "2020", "--fail-on", "error").returncode == 0


def test_settings_may_stand_in_a_pyproject(run: Run, office: Path) -> None:
    put(
        office,
        "[tool.fazhi-report]\n"
        + rule("BJ001", 'present = ["b.other"]').replace("[[own", "[[tool.fazhi-report.own"),
        "pyproject.toml",
    )
    assert "BJ001" in {one["code"] for one in found(run)}
    put(office, "[project]\nname = 'other'\n", "pyproject.toml")
    assert settings_in(office) is None


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("[build]\nfromat = 'md'\n", 2, "format"),
        ("\n[build]\nout = '../x'\n", 3, "不在工作文件夹里"),
        ("[build]\nout = 'C:\\\\x'\n", 2, "不在工作文件夹里"),
        ("[build]\nsoffice = 'evil'\n", 2, "soffice"),
        (rule("BJ001", "absent=['甲']") + rule("FZ001", "absent=['甲']"), 6, "重名"),
        (rule("BJ001", "absent=['甲']\npresent=['a.b']"), 1, "只写一种"),
        ("[rules]\nignore = [{ code = 'FZ808' }]\n", 2, "reason"),
        ("a = \n", 1, "不是 TOML"),
        ("a = " + "9" * 5000, 0, "不是 TOML"),
        ("\n" + ".".join(["a"] * 20_000) + " = 1", 2, "套得太深"),
        ("[" + ".".join(["a"] * 20_000) + "]", 1, "套得太深"),
        ("#" * 300_000, 0, "太大"),
        ("[validate_]\n", 1, "validate"),
        ("indicators = '../x.csv'\n", 0, "不是设置旁边的 .csv 文件"),
        ("indicators = 'none.csv'\n", 0, "没有指标文件"),
        ("[lexicon]\nunknown = []\n", 0, "不认识的键"),
    ],
)
def test_a_fault_is_told_with_its_line(run: Run, office: Path, text: str, line: int, told: str) -> None:
    put(office, text)
    done = run("validate", "2024")
    assert (done.returncode, done.stdout) == (2, "")
    assert told in done.stderr
    assert not line or f"fazhi-report.toml:{line}:" in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="管道")
@pytest.mark.parametrize(
    "name", ["fazhi-report.toml", "fazhi-waivers.yaml", "lexicon.yaml", "data/2023.yaml"]
)
def test_a_pipe_in_the_place_of_a_file_is_told_not_passed_over(run: Run, office: Path, name: str) -> None:
    os.mkfifo(office / name)
    done = run("validate", "2023" if "2023" in name else "2024")
    assert (done.returncode, done.stdout) == (2, "")
    assert Path(name).name in done.stderr


def test_a_fault_in_the_indicators_is_told_with_its_line(office: Path) -> None:
    put(office, 'indicators = "own.csv"\n')
    (office / "own.csv").write_text("键,名称\nown.visits,接访\n接访,甲\n", encoding="utf-8")
    with pytest.raises(FazhiError, match=r"own\.csv:3:1"):
        settings_for(office / "data" / "2024.yaml")


_NAMES = st.sampled_from(("a", "b", "long-name"))


@given(st.lists(st.tuples(_NAMES, st.lists(_NAMES, max_size=3, unique=True)), max_size=6))
def test_every_value_of_tables_is_found_by_its_line(tables: list[tuple[str, list[str]]]) -> None:
    lines: list[str] = []
    where: list[tuple[tuple[str | int, ...], int]] = []
    counts: dict[str, int] = {}
    for name, keys in tables:
        lines += ["", f"[[{name}]]  # a comment"]
        counts[name] = counts.get(name, -1) + 1
        for key in keys:
            lines.append(f"{key} = 1")
            where.append(((name, counts[name], key), len(lines)))
    text = "\n".join(lines)
    tomllib.loads(text)
    for route, line in where:
        assert line_of(text, route) == line


@pytest.mark.parametrize("piece", ["a", "a.", "a.b ", " ", "'a-", ". "])
def test_the_guard_against_deep_keys_takes_linear_time(piece: str) -> None:
    assert_linear(lambda text: bool(_DEEP.search(text)), piece, 10_000)
