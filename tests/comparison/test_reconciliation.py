"""The report and the statistics of one office: what agrees, what differs, where both stand, and why they may."""

from __future__ import annotations

import csv
import io
import json
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from commandline import Run
from statistics_sets import MadeUp, disclosure, enforcement, review

FIGURES = """\
kind: figures
year: 2025
organ: {name: 示例市某局, kind: department}
figures:
  enforcement.penalties: {value: PENALTIES, scope: 全市}
  disclosure.requests: 12件
  reconsideration.concluded: {status: not_recorded}
  enforcement.officers: 30人
"""


def agreeing() -> tuple[MadeUp, MadeUp, MadeUp, MadeUp]:
    """Four documents of 2025 and 2024 that agree wherever they can."""
    acts, cases = enforcement(4, 2025), review(6, 2025)
    this, last = disclosure(2, 2025), disclosure(2, 2024)
    of = {name: rows["total"] for name, rows in acts.tables.items()}
    proactive = this.tables["proactive"]
    proactive["penalties"] = {"decisions": of["penalties"]["total"]}
    proactive["coercion"] = {"decisions": of["coercion"]["total"]}
    proactive["permits"] = {"decisions": str(int(of["permits"]["granted"]) + int(of["permits"]["refused"]))}
    proactive["normative"] = {"issued": "5", "repealed": "1", "in_force": "29"}
    last.tables["requests"]["carried_out"] = dict(this.tables["requests"]["carried_in"])
    return acts, cases, this, last


def write(folder: Path, *made: MadeUp, penalties: str = "3000余件") -> None:
    (folder / "data").mkdir()
    for one in made:
        (folder / "data" / f"{one.year}-{one.kind}.yaml").write_text(one.text, encoding="utf-8")
    (folder / "data" / "2025.yaml").write_text(FIGURES.replace("PENALTIES", penalties), encoding="utf-8")


def rows(run: Run, *words: str) -> dict[str, dict[str, str]]:
    done = run("reconcile", *words, "--format", "json")
    assert done.returncode == 0, done.stderr
    return {row["title"]: row for row in json.loads(done.stdout)}


def test_what_agrees_agrees(run: Run, tmp_path: Path) -> None:
    acts, cases, this, last = agreeing()
    total = int(acts.tables["penalties"]["total"]["total"])
    write(tmp_path, acts, cases, this, last, penalties=f"{total - 3}余件")
    found = rows(run)
    agree = {title for title, row in found.items() if row["outcome"] == "一致"}
    assert {
        "行政处罚决定",
        "行政强制",
        "行政许可决定",
        "行政处罚（报告）",
        "审结合计",
        "信息公开诉讼不多于全部应诉",
    } <= agree
    assert "现行有效件数的变化（“行政规范性文件”行）" in agree
    assert "上年结转等于上一年度的结转下年（“总计”列）" in agree
    # Of a review only in this made-up set: what its tables count is accepted.
    assert {title for title, row in found.items() if row["outcome"] == "不一致"} == {"依申请公开新收"}
    assert found["依申请公开新收"]["left_places"].endswith("2025.yaml:6:24 disclosure.requests")
    assert found["审结行政复议案件"]["outcome"] == "不能比"
    assert found["审结行政复议案件"]["left"] == "没有统计"


def test_what_differs_is_asked_with_both_places_and_scopes(run: Run, tmp_path: Path) -> None:
    acts, cases, this, last = agreeing()
    write(tmp_path, acts, cases, this, last, penalties="7件")
    row = rows(run)["行政处罚（报告）"]
    assert (row["left"], row["sign"], row["right"]) == (
        "7件",
        "≠",
        acts.tables["penalties"]["total"]["total"],
    )
    assert row["left_places"].endswith("2025.yaml:5:3 enforcement.penalties")
    assert row["right_places"].endswith("penalties/total/total")
    assert "年度报告“全市”" in row["question"]
    assert run("reconcile", "--strict").returncode == 1
    text = run("reconcile").stdout
    assert "不一致　行政处罚（报告）：年度报告 7件 ≠ 行政执法统计年报" in text
    assert "错误" not in text


def test_disclosure_cases_are_no_more_than_all(run: Run, tmp_path: Path) -> None:
    acts, cases, this, last = agreeing()
    cases.tables["litigation"]["total"]["received"] = "1"
    write(tmp_path, acts, cases, this, last)
    row = rows(run)["信息公开诉讼不多于全部应诉"]
    suits = [this.tables["disputes"][one]["total"] for one in ("direct_suits", "later_suits")]
    assert row["left"] == f"{suits[0]} + {suits[1]} = {int(suits[0]) + int(suits[1])}"
    assert (row["sign"], row["outcome"]) == (">", "不一致")


def test_the_text_of_statistics_is_held_against_their_tables(run: Run, tmp_path: Path) -> None:
    acts, cases, this, last = agreeing()
    write(tmp_path, acts, cases, this, last)
    path = tmp_path / "data" / "2025-disclosure.yaml"
    received = this.tables["requests"]["received"]["total"]
    said = f"本年新收政府信息公开申请{received}件，上年结转999件。制定行政规范性文件5件。"
    path.write_text(f"{path.read_text(encoding='utf-8')}text: {said}\n", encoding="utf-8")
    found = rows(run)
    assert found["依申请公开新收（文字和表）"]["outcome"] == "一致"
    row = found["依申请公开上年结转（文字和表）"]
    assert (row["left"], row["outcome"]) == ("999件", "不一致")
    assert ":" in row["left_places"]
    assert row["left_places"].endswith("text/disclosure.requests.carried_in")
    assert found["本年制发规范性文件（文字和表）"]["outcome"] == "一致"


def test_a_city_is_reconciled_office_by_office(run: Run, tmp_path: Path) -> None:
    for name in ("示例市甲局", "示例市乙局"):
        folder = tmp_path / "示例市" / name / "data"
        folder.mkdir(parents=True)
        for one in agreeing()[:3]:
            text = one.text.replace("示例市某局", name)
            (folder / f"2025-{one.kind}.yaml").write_text(text, encoding="utf-8")
        (folder / "2025.yaml").write_text(
            FIGURES.replace("示例市某局", name).replace("PENALTIES", "1件"), encoding="utf-8"
        )
    done = run("reconcile", "示例市", "2025", "--format", "csv")
    found = list(csv.DictReader(io.StringIO(done.stdout.removeprefix("\ufeff"))))
    assert {row["机关"] for row in found} == {"示例市甲局", "示例市乙局"}
    assert "略过" not in done.stderr


def test_formats_say_the_same(run: Run, tmp_path: Path) -> None:
    acts, cases, this, last = agreeing()
    write(tmp_path, acts, cases, this, last)
    found = rows(run)
    assert run("reconcile", "-o", "对照.xlsx").returncode == 0
    sheet = openpyxl.load_workbook(BytesIO((tmp_path / "对照.xlsx").read_bytes()))["对照"]
    head, *lines = sheet.iter_rows(values_only=True)
    at = head.index("核对什么")
    assert [line[at] for line in lines] == [row["title"] for row in found.values()]
    markdown = run("reconcile", "--format", "md").stdout
    assert all(row["title"] in markdown for row in found.values())


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("data/2025.yaml",), "没有可以对照的"),
        (("data/2031.yaml",), "没有文件"),
        (("data", "data/2025.yaml"), "不能和文件夹、年度写在一起"),
        (("-o", "a.pdf"), "不知道“.pdf”是什么格式"),
        (("--data", "nowhere"), "没有数据文件夹"),
        (("data/2025.yaml", "data/bad.yaml"), "bad.yaml 有错误"),
    ],
)
def test_what_cannot_be_reconciled_says_why(
    run: Run, tmp_path: Path, words: tuple[str, ...], reason: str
) -> None:
    write(tmp_path, enforcement(4, 2025))
    (tmp_path / "data" / "bad.yaml").write_text("kind: review\nyear: 2025\n", encoding="utf-8")
    done = run("reconcile", *words)
    assert done.returncode == 2
    assert reason in done.stderr
