"""What a person sees first: counts and errors; all of it on request."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from commandline import Run


@pytest.fixture
def workspace(run: Run, tmp_path: Path) -> Path:
    assert run("init", ".", "--examples").returncode == 0
    assert run("new", "2021").returncode == 0
    return tmp_path


def test_many_findings_of_a_rule_are_one_line(run: Run, workspace: Path) -> None:
    assert (workspace / "data/2021.yaml").is_file()
    short, long = run("validate", "2021"), run("validate", "2021", "-v")
    assert short.returncode == long.returncode == 1
    assert len(short.stdout.splitlines()) < 4
    assert len(long.stdout.splitlines()) > 100
    counted = long.stdout.count(" FZ519 ")
    assert f"还没有写完：{counted} 个数待填，" in short.stdout


def test_statistics_add_up_to_the_summary(run: Run, workspace: Path) -> None:
    assert (workspace / "data/2021.yaml").is_file()
    done = run("validate", "2021", "--statistics", "--format", "json")
    rows = json.loads(done.stdout)
    whole = json.loads(run("validate", "2021", "--format", "json").stdout)
    assert sum(row["count"] for row in rows) == len(whole["findings"])
    assert [row["count"] for row in rows] == sorted((row["count"] for row in rows), reverse=True)
    refused = run("validate", "2021", "--statistics", "--format", "sarif")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "--statistics 没有 sarif 格式" in refused.stderr


def test_options_that_are_repeated_add_up(run: Run, workspace: Path) -> None:
    assert (workspace / "data/2021.yaml").is_file()

    def codes(*options: str) -> set[str]:
        found = json.loads(run("validate", "2021", "--format", "json", *options).stdout)
        return {one["code"] for one in found["findings"]}

    assert (
        codes("--select", "FZ518", "--select", "FZ519")
        == {"FZ518", "FZ519"}
        == codes("--select", "FZ518,FZ519")
    )
    assert codes("--ignore", "FZ518", "--ignore", "FZ519") == codes() - {"FZ518", "FZ519"}


def test_without_a_name_every_year_is_checked(run: Run, workspace: Path) -> None:
    assert (workspace / "data/2021.yaml").is_file()
    assert run("validate").stdout == run("validate", "--all").stdout


def test_build_lists_errors_and_counts_the_rest(run: Run, tmp_path: Path) -> None:
    assert run("init", ".", "--examples").returncode == 0
    short, long = run("build", "2020", "--format", "md"), run("build", "2020", "--format", "md", "-v")
    assert (short.returncode, short.stdout) == (0, "")
    assert " 警告 " in long.stdout
    assert "警告和提示用 fazhi-report validate" in short.stderr
    assert (tmp_path / "dist").is_dir()


def test_a_broken_waiver_file_is_told_by_every_command_that_reads_it(run: Run, tmp_path: Path) -> None:
    """The path is written as a person would write it, so that CI shows the finding beside the line."""
    assert run("init", ".", "--examples").returncode == 0
    (tmp_path / "fazhi-waivers.yaml").write_text("waivers:\n  - code: [\n", encoding="utf-8")
    for command in ("validate", "build"):
        done = run(command, "2020")
        assert done.returncode == 1
        assert "\nfazhi-waivers.yaml:2:12 FZ002 错误" in f"\n{done.stdout}"
    assert not (tmp_path / "dist").exists()


def test_a_waiver_for_another_year_is_judged_only_with_that_year(run: Run, workspace: Path) -> None:
    text = "waivers:\n  - {code: FZ202, reason: 旧口径, owner: 办公室, expires: 2099-12-31}\n"
    (workspace / "fazhi-waivers.yaml").write_text(text, encoding="utf-8")

    def unused(*line: str) -> bool:
        return "FZ021" in run("validate", *line, "--format", "json").stdout

    # FZ202 is found in the report of 2020 alone.
    assert not unused("2021")
    assert not unused("--all")
    (workspace / "fazhi-waivers.yaml").write_text(text.replace("FZ202", "FZ203"), encoding="utf-8")
    assert unused("--all")
