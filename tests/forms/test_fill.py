"""Filled forms come back: every value is right, or it is named with its cell and a cure."""

from __future__ import annotations

import io
import json
import re
import tempfile
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from commandline import Run, run_in
from fazhi_report.cli import app
from fazhi_report.forms.questions import STATES
from fazhi_report.source.load import load
from filled_forms import KINDS, Kind, answer, answers, as_wps_saves, damaged, data_file, fill
from properties import tried
from report_strategies import FIGURES

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted([*ROOT.glob("data/20*.yaml"), *ROOT.glob("examples/*/data/*.yaml")])
OFFICES = 70


def said(path: Path) -> dict[str, str]:
    """What a data file says of each figure: value or state; empty for one that is open."""
    year = load(path).year
    assert year is not None
    return {key: figure.value or STATES.get(figure.status, "") for key, figure in year.figures.items()}


@pytest.fixture
def office(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    return tmp_path


def written(office: Path, text: str) -> Path:
    path = office / "data" / "2025.yaml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: f"{path.parent.parent.name}-{path.stem}")
@pytest.mark.parametrize("by", ["domain", "source"])
def test_a_form_that_was_not_touched_changes_nothing(path: Path, by: str, office: Path, run: Run) -> None:
    data = office / "data" / path.name
    data.write_bytes(path.read_bytes())
    assert run("form", data, "-o", "表.xlsx", "--by", by).returncode == 0
    done = run("fill", data, "表.xlsx")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "：0 处改动" in done.stderr
    assert data.read_bytes() == path.read_bytes()


def test_of_seventy_forms_every_value_is_right_or_named(office: Path, run: Run) -> None:
    data = written(office, data_file(OFFICES))
    assert run("form", "2025", "--split", "--by", "source", "-o", "发出").returncode == 0
    files = {number: f"2025年数据采集表（第{number}科）.xlsx" for number in range(1, OFFICES + 1)}
    assert sorted(files.values()) == sorted(
        path.name for path in (office / "发出").iterdir() if path.is_file()
    )
    kinds = dict(zip(range(1, OFFICES + 1), KINDS, strict=False))
    assert list(kinds.values()) == list(KINDS)
    for number, name in files.items():
        fill(office / "发出" / name, number)
        if number in kinds:
            damaged(office / "发出" / name, kinds[number])
        if number % 7 == 0:
            as_wps_saves(office / "发出" / name)

    done = run("fill", "2025", "发出", "--yes")

    assert done.returncode == 1, done.stderr
    told, now = re.findall(r"^没有收 (.*)\n  提示：.+$", done.stdout, re.MULTILINE), said(data)
    assert len(told) == done.stdout.count("没有收")
    offenders = {
        kinds.get(number, "whole"): wrong
        for number, name in files.items()
        if (
            wrong := list(
                wrongs(number, KINDS.get(kinds.get(number, "")), [one for one in told if name in one], now)
            )
        )
    }
    assert offenders == {}
    assert "（第2科）.xlsx：发出时有、现在读不到的有 1 行（第2科涉及金额）" in done.stderr
    # The lines of the file are those that were there: its comments, its order.
    after = data.read_text(encoding="utf-8")
    assert re.findall("#.*", after) == re.findall("#.*", data_file(OFFICES))
    assert list(now) == re.findall(r"^  (own\.\w+):", data_file(OFFICES), re.MULTILINE)


def wrongs(number: int, kind: Kind | None, told: list[str], now: dict[str, str]) -> Iterator[str]:
    """What is neither right nor named of the form of one section."""
    refused = "" if kind is None else kind.refused
    if bool(refused) != bool(told) or not any(refused in one for one in (*told, "")):
        yield f"said: {told}"
    if not (kind and kind.whole) and not all(re.search(r"![A-Z]+[0-9]+[ ：]", one) for one in told):
        yield f"without its cell: {told}"
    answered = {key: right for key, (_, _, right) in answers(number).items()}
    if kind and kind.value:
        answered[f"own.k{number}_cases"] = kind.value
    for key, right in answered.items():
        if now[key] not in {"", right}:
            yield f"{key}: {now[key]} for {right}"
    lost = sum(not now[key] for key in answered)
    if lost != (0 if kind is None else kind.lost):
        yield f"{lost} values not taken"


def test_a_value_says_its_file_sheet_and_cell(office: Path, run: Run) -> None:
    data = written(office, data_file(2))
    run("form", "2025", "-o", "表.xlsx", "--by", "source")
    book = load_workbook(office / "表.xlsx")
    cell = answer(book["第2科"], "own.k2_cases", 12)
    book.save(office / "表.xlsx")
    assert run("fill", "2025", "表.xlsx", "--yes").returncode == 0
    line = next(one for one in data.read_text(encoding="utf-8").splitlines() if "own.k2_cases" in one)
    assert line == (
        "  own.k2_cases: {label: 第2科办理案件, value: 12件, previous: 2件, "
        f"source: {{name: 第2科, file: 表.xlsx, sheet: 第2科, cell: {cell}}}}}  # 核"
    )
    # Sent out again, the form asks for the name alone, and changes nothing.
    assert run("form", "2025", "-o", "又.xlsx").returncode == 0
    before = data.read_bytes()
    assert "：0 处改动" in run("fill", "2025", "又.xlsx").stderr
    assert data.read_bytes() == before
    assert "填在：表.xlsx，第2科!H5" in run("explain", "own.k2_cases", "data/2025.yaml").stdout


def test_old_and_new_are_shown_and_nothing_is_written_unasked(office: Path, run: Run) -> None:
    data = written(
        office, data_file(1).replace("status: to_fill, previous: 1件", "value: 9件, previous: 1件")
    )
    run("form", "2025", "-o", "表.xlsx")
    fill(office / "表.xlsx", 1)
    before = data.read_bytes()
    done = run("fill", "2025", "表.xlsx")
    assert done.returncode == 2
    assert re.search(r"第1科办理案件 +9件 +1001件 +表\.xlsx 其他!H5", done.stdout)
    assert "加 --yes" in done.stderr
    assert data.read_bytes() == before


@pytest.mark.parametrize(("said_yes", "code"), [("y\n", 0), ("n\n", 2), ("\n", 2)])
def test_on_a_terminal_it_asks(
    said_yes: str, code: int, office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    data = written(office, data_file(1))
    monkeypatch.chdir(office)
    err = io.StringIO()
    with redirect_stdout(io.StringIO()), redirect_stderr(err):
        app.run(["form", "2025", "-o", "表.xlsx"])
        fill(office / "表.xlsx", 1)
        monkeypatch.setattr("sys.stdin", Terminal(said_yes))
        assert app.run(["fill", "2025", "表.xlsx"]) == code
    assert "写入这 3 处改动吗？" in err.getvalue()
    assert said(data)["own.k1_cases"] == ("1001件" if code == 0 else "")


@tried(4)
@given(st.lists(FIGURES, min_size=1, max_size=12))
def test_what_a_form_is_filled_with_is_what_the_data_say(values: list[str]) -> None:
    keys = [f"own.f{number}" for number in range(len(values))]
    lines = [
        f"  {key}: {{label: 指标{key}, status: to_fill, previous: {json.dumps(value)}}}  # 留\n"
        for key, value in zip(keys, values, strict=True)
    ]
    with tempfile.TemporaryDirectory() as folder:
        data, form = Path(folder) / "2025.yaml", Path(folder) / "表.xlsx"
        data.write_text(
            f"kind: figures\nyear: 2025\norgan: {{name: 示例市司法局}}\nfigures:\n{''.join(lines)}",
            encoding="utf-8",
        )
        assert run_in(Path(folder), "form", data, "-o", form).returncode == 0
        book = load_workbook(form)
        for key, value in zip(keys, values, strict=True):
            answer(book.worksheets[0], key, value, "@")
        book.save(form)
        done = run_in(Path(folder), "fill", data, form, "--yes")
        now = said(data)
        for key, value in zip(keys, values, strict=True):
            # A rate without a sign and a count below zero are named.
            meant = {""} if f"指标{key}：" in done.stdout else {value.replace(",", ""), "为零"}
            assert now[key] in meant, (value, done.stdout)
        assert data.read_text(encoding="utf-8").count("# 留") == len(keys)


def test_two_files_that_contradict_each_other_are_both_named(office: Path, run: Run) -> None:
    data = written(office, data_file(1))
    for name, value in (("甲.xlsx", 5), ("乙.xlsx", 6)):
        run("form", "2025", "-o", name)
        book = load_workbook(office / name)
        answer(book.worksheets[0], "own.k1_cases", value)
        book.save(office / name)
    done = run("fill", "2025", "甲.xlsx", "乙.xlsx", "--yes")
    assert done.returncode == 1
    assert (
        "没有收 甲.xlsx 其他!H5 第1科办理案件：两处答案不同：这里是“5件”，乙.xlsx 其他!H5 是“6件”"
        in done.stdout
    )
    assert "没有收 乙.xlsx 其他!H5" in done.stdout
    assert said(data)["own.k1_cases"] == ""


def test_a_form_older_than_the_data_overwrites_nothing(office: Path, run: Run) -> None:
    data = written(office, data_file(1))
    run("form", "2025", "-o", "表.xlsx")
    fill(office / "表.xlsx", 1)
    newer = data_file(1).replace("status: to_fill, previous: 1件", "value: 77件, previous: 1件")
    written(office, newer.replace("涉及金额, status", "涉及金额, scope: 全市, status"))
    done = run("fill", "2025", "表.xlsx", "--yes")
    assert done.returncode == 1
    assert "数据文件里已由“待填”改成“77件”，表里填的是“1001件”" in done.stdout
    assert "表里的口径是“”，数据文件里是“全市”" in done.stdout
    assert said(data) == {"own.k1_cases": "77件", "own.k1_money": "", "own.k1_rate": "90.1%"}


def test_windows_line_ends_and_the_mark_stay(office: Path, run: Run) -> None:
    data = office / "data" / "2025.yaml"
    before = b"\xef\xbb\xbf" + data_file(1).replace("\n", "\r\n").encode("utf-8")
    data.write_bytes(before)
    run("form", "2025", "-o", "表.xlsx")
    fill(office / "表.xlsx", 1)
    assert run("fill", "2025", "表.xlsx", "--yes").returncode == 0
    after = data.read_bytes()
    assert after.startswith(b"\xef\xbb\xbfkind")
    assert after.count(b"\r\n") == after.count(b"\n") == before.count(b"\n") + 0


def test_claims_and_last_year_stay(office: Path, run: Run) -> None:
    text = (ROOT / "data" / "2020.yaml").read_text(encoding="utf-8")
    data = written(office, text)
    run("form", "2025", "-o", "表.xlsx")
    book = load_workbook(office / "表.xlsx")
    answer(book["人民调解"], "mediation.succeeded.rate", 0.9, "0.0%")
    answer(book["行政复议"], "reconsideration.settled", None, state="没有统计")
    book.save(office / "表.xlsx")
    assert run("fill", "2025", "表.xlsx", "--yes").returncode == 0
    before, after = load(ROOT / "data" / "2020.yaml").report, load(data).report
    assert before is not None
    assert after is not None
    changed = {key for key in before.figures if before.figures[key] != after.figures[key]}
    assert changed == {"mediation.succeeded.rate", "reconsideration.settled"}
    assert after.figures["mediation.succeeded.rate"].claim == before.figures["mediation.succeeded.rate"].claim
    assert after.figures["reconsideration.settled"].part_of == "reconsideration.concluded"
    assert after.model_copy(update={"figures": before.figures}) == before


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("表.xls", b"\xd0\xcf\x11\xe0", "不是 .xlsx 或 .docx 文件"),
        ("表.xlsx", b"\xd0\xcf\x11\xe0", "另存为 .xlsx"),
        ("表.xlsx", b"PK\x03\x04 broken", "已损坏"),
        ("~$表.xlsx", b"x", "锁文件"),
    ],
)
def test_what_is_no_form_is_refused(name: str, content: bytes, words: str, office: Path, run: Run) -> None:
    written(office, data_file(1))
    (office / name).write_bytes(content)
    done = run("fill", "2025", name)
    assert done.returncode == 2
    assert words in done.stderr
    assert "提示：" in done.stderr
