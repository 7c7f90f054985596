"""Files of statistics: read in Chinese too, checked by their own rules, and refused where a report is asked for."""

from __future__ import annotations

from pathlib import Path, PurePath

import pytest

from commandline import run_in
from fazhi_report.model.statistics import CellState, read_cell
from fazhi_report.norms.statistics import FORM_NAMES, FORM_WORDS
from fazhi_report.norms.statistics_file import StatisticsError, statistics_norms, with_local
from fazhi_report.source.load import load_text
from statistics_sets import enforcement

CHINESE = """\
文件类别: 行政执法统计年报
年度: 2025
发文机关: {机关名称: 示例市某局, 机关类别: 部门}
各表:
  行政许可实施情况统计表:
    各行:
      合计: {申请数量: 12, 受理数量: 11, 许可数量: "/", 不予许可数量: , 撤销许可数量: 0}
  行政强制实施情况统计表: {状态: 不承担此项职责, 说明: 本机关没有此项职责。}
"""
OWN = """\
forms:
  enforcement:
    tables:
      penalties:
        classes:
          local:
            title: 示例省分类
            source: 示例省通知
            valid_for_years: {from: 2024}
            money: 元
            columns:
              warning: {label: 警告, part: true}
              fine: {label: 罚款, part: true}
              total: {label: 合计}
              amount: {label: 罚没金额, money: true}
"""


def test_chinese_names_mean_the_keys() -> None:
    source = load_text(CHINESE, PurePath("a.yaml"))
    assert source.problems == ()
    assert source.statistics is not None
    permits = source.statistics.tables["permits"]
    assert {column: cell.state for _, column, cell in permits.cells()} == {
        "applied": CellState.NUMBER,
        "accepted": CellState.NUMBER,
        "granted": CellState.SLASH,
        "refused": CellState.BLANK,
        "revoked": CellState.NUMBER,
    }
    assert source.locate(("tables", "permits", "rows", "total", "accepted")).line == 7


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("0", "number"),
        ("1,234.56", "number"),
        ("", "blank"),
        ("/", "slash"),
        ("－", "dash"),
        ("不承担此项职责", "not_our_duty"),
        ("没有统计", "not_recorded"),
        ("未报", "not_returned"),
        ("约30", "unreadable"),
        ("12件", "unreadable"),
        ("1,23", "unreadable"),
    ],
)
def test_a_cell_says_one_of_eight_things(text: str, state: str) -> None:
    assert read_cell(text).state == state


def test_each_kind_has_its_name_and_its_tables() -> None:
    assert set(statistics_norms().forms) == set(FORM_NAMES) == set(FORM_WORDS)


def test_an_offices_own_classes_come_first(tmp_path: Path) -> None:
    (tmp_path / "statistics.yaml").write_text(OWN, encoding="utf-8")
    whole = enforcement(4, 2025)
    whole.tables["penalties"] = {"total": {"warning": "2", "fine": "3", "total": "6", "amount": "10"}}
    (tmp_path / "2025-enforcement.yaml").write_text(whole.text, encoding="utf-8")
    done = run_in(tmp_path, "validate", "2025-enforcement.yaml")
    assert done.returncode == 1
    assert "“警告”＋“罚款”是 2 + 3 = 5，不等于“合计”的 6，相差 1" in done.stdout
    assert "TJ001" not in done.stdout


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("part: true}\n              fine", "parts: true}\n              fine", ":12:"),
        ("{from: 2024}", "{from: 二}", ":9:"),
        ("            source: 示例省通知\n", "", ":6:"),
        ("forms:", "form:", ":1:"),
    ],
)
def test_a_faulty_own_file_is_told_with_its_line(tmp_path: Path, old: str, new: str, words: str) -> None:
    assert old in OWN
    (tmp_path / "statistics.yaml").write_text(OWN.replace(old, new), encoding="utf-8")
    (tmp_path / "2025-enforcement.yaml").write_text(enforcement(4, 2025).text, encoding="utf-8")
    done = run_in(tmp_path, "validate", "2025-enforcement.yaml")
    assert done.returncode == 2
    assert f"statistics.yaml{words}" in done.stderr


def test_a_question_needs_its_reason() -> None:
    rule = {"title": "甲", "along": "columns", "left": ["granted"], "relation": "equal", "right": ["applied"]}
    own = {
        "forms": {"enforcement": {"tables": {"permits": {"identities": [{**rule, "strength": "question"}]}}}}
    }
    with pytest.raises(StatisticsError, match="为什么可以不等"):
        with_local(own)


@pytest.mark.parametrize(
    "line",
    [
        "redline 2025-enforcement.yaml 2025-enforcement.yaml -o red.docx",
        "figures 2025-enforcement.yaml",
        "diff 2025-enforcement.yaml 2025-enforcement.yaml",
        "form 2025-enforcement.yaml -o form.xlsx",
        "new 2026 --from 2025-enforcement.yaml",
    ],
)
def test_where_a_report_is_asked_for_they_are_refused(tmp_path: Path, line: str) -> None:
    (tmp_path / "2025-enforcement.yaml").write_text(enforcement(4, 2025).text, encoding="utf-8")
    done = run_in(tmp_path, *line.split())
    assert done.returncode == 2
    assert "行政执法统计年报的数据（kind: enforcement），不是报告" in done.stderr


def test_a_folder_is_checked_with_its_statistics(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    wrong = enforcement(3, 2025)
    wrong.tables["penalties"]["total"]["total"] = "1"
    (tmp_path / "data" / "2025-enforcement.yaml").write_text(wrong.text, encoding="utf-8")
    done = run_in(tmp_path, "validate", "--select", "TJ1", "--no-cache")
    assert done.returncode == 1
    assert "2025-enforcement.yaml:" in done.stdout
    assert "TJ101" in done.stdout
    assert "检查了 1 个文件" in done.stderr


def test_an_excuse_holds_in_statistics_too(tmp_path: Path) -> None:
    whole = enforcement(3, 2025)
    whole.tables["permits"]["total"]["revoked"] = ""
    text = whole.text.replace('"revoked": ""', '"revoked": ""  # fazhi: ignore[TJ003] 系统里没有这一项')
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    done = run_in(tmp_path, "validate", "a.yaml")
    assert (done.returncode, done.stdout) == (0, "")
