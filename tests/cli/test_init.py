"""init: the office's own workspace, and nothing of anybody else."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from commandline import Run, run_in
from fazhi_report.model.report import Report
from fazhi_report.reporters.unfinished import WORK
from fazhi_report.rules.run import Subjects, check
from fazhi_report.source.load import load
from last_years_report import last_years_report


def data_files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*.yaml")}


def report_of(path: Path) -> Report:
    source = load(path)
    assert source.report is not None, source.problems
    return source.report


@pytest.mark.parametrize("kind", ["department", "government", "township"])
def test_an_office_gets_one_file_of_its_own(run: Run, tmp_path: Path, kind: str) -> None:
    done = run("init", "--organ", "示例市司法局", "--kind", kind, "--year", "2025")
    assert done.returncode == 0, done.stderr
    assert data_files(tmp_path) == {"data/2025.yaml"}
    organ = report_of(tmp_path / "data/2025.yaml").organ
    assert (organ.name, organ.lead.kind) == ("示例市司法局", kind)
    found = check(Subjects.of(load(tmp_path / "data/2025.yaml"))).findings
    assert {one.code for one in found} <= set(WORK)
    commands = [line.split()[1:3] for line in done.stderr.splitlines() if line.startswith("  fazhi-report")]
    assert commands == [["validate", "2025"], ["form", "2025"]]
    assert run("build", "2025", "--draft").returncode == 0


def test_what_is_not_said_is_asked_on_a_terminal(tmp_path: Path) -> None:
    done = run_in(tmp_path, "init", typed="示例镇人民政府\n\n2025\n")
    assert done.returncode == 0, done.stderr
    organ = report_of(tmp_path / "data/2025.yaml").organ
    assert (organ.name, organ.lead.kind) == ("示例镇人民政府", "township")


@pytest.mark.parametrize(
    ("typed", "reason"),
    [("\n", "不知道是哪个机关"), ("甲局\n市局\n", "没有机关类别"), ("甲局\n\n去年\n", "不是年度")],
)
def test_an_answer_that_is_none_writes_nothing(tmp_path: Path, typed: str, reason: str) -> None:
    done = run_in(tmp_path, "init", typed=typed)
    assert done.returncode == 2
    assert reason in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_without_a_terminal_the_folder_may_name_the_office(run: Run, tmp_path: Path) -> None:
    refused = run("init")
    assert refused.returncode == 2
    assert "--organ" in refused.stderr
    assert run("init", "示例市司法局", "--year", "2025").returncode == 0
    assert report_of(tmp_path / "示例市司法局/data/2025.yaml").organ.name == "示例市司法局"


def test_no_command_reads_the_examples_by_itself(run: Run, tmp_path: Path) -> None:
    assert run("init", "--organ", "示例市司法局", "--year", "2021").returncode == 0
    assert run("init", "--examples").returncode == 0
    assert "示例/data/2020.yaml" in data_files(tmp_path)
    assert "检查了 1 个文件" in run("validate").stderr
    assert run("new", "2022").returncode == 0
    assert data_files(tmp_path / "data") == {"2021.yaml", "2022.yaml"}
    there = partial(run_in, tmp_path / "示例")
    assert there("build", "2020", "--format", "md").returncode == 0


def test_last_years_report_starts_this_years(run: Run, tmp_path: Path) -> None:
    last_years_report(tmp_path / "去年.docx")
    refused = run("init", "--from", "去年.docx", "--year", "2030")
    assert refused.returncode == 2
    assert "是 2024 年的报告" in refused.stderr
    assert data_files(tmp_path) == set()
    done = run("init", "--from", "去年.docx")
    assert done.returncode == 0, done.stderr
    assert data_files(tmp_path) == {"data/2024.yaml", "data/2025.yaml"}
    assert report_of(tmp_path / "data/2025.yaml").organ.name == "示例市司法局"
    again = run("init", "--from", "去年.docx")
    assert again.returncode == 2
    assert "已经存在" in again.stderr
