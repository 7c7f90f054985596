"""``check-docx`` and ``reformat``: what they say, and their exit codes."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from commandline import run_in as run
from inspected import base, fixture
from wordfiles import docx, p


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "好.docx").write_bytes(base("published"))
    (tmp_path / "坏.docx").write_bytes(fixture("GW102", "bad").content)
    (tmp_path / "一般.docx").write_bytes(fixture("GW106", "bad").content)
    (tmp_path / "假.docx").write_bytes(b"%PDF-1.7")
    return tmp_path


def test_a_good_file_earns_a_note_and_exit_code_0(folder: Path) -> None:
    done = run(folder, "check-docx", "好.docx")
    assert done.returncode == 0
    assert "GW518 提示" in done.stdout
    assert done.stderr == "检查了 1 个文件：提示 1 处\n"


def test_findings_name_paragraph_clause_asked_found_strength_and_cure(folder: Path) -> None:
    done = run(folder, "check-docx", "坏.docx", "--ignore", "GW518")
    assert done.returncode == 1
    assert done.stdout == (
        "坏.docx:1:1 GW102 错误 天头（上白边）：要求 37 mm±1 mm，实为 25 mm（5.2.1，应当）\n"
        "  提示：布局 → 页边距 → 自定义边距，改“上”\n"
    )


def test_the_exit_code_follows_fail_on(folder: Path) -> None:
    assert run(folder, "check-docx", "一般.docx").returncode == 0
    assert run(folder, "check-docx", "一般.docx", "--fail-on", "warning").returncode == 1
    assert run(folder, "check-docx", "好.docx", "--fail-on", "note").returncode == 1
    assert run(folder, "check-docx", "坏.docx", "--select", "GW2").returncode == 0


def test_a_file_that_cannot_be_opened_does_not_hide_the_others(folder: Path) -> None:
    done = run(folder, "check-docx", "假.docx", "坏.docx", "没有.docx")
    assert done.returncode == 2
    assert "坏.docx:1:1 GW102" in done.stdout
    assert "无法继续：假.docx：是 PDF，不是 .docx" in done.stderr
    assert "没有文件 没有.docx" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_rule_that_does_not_exist_is_told(folder: Path) -> None:
    done = run(folder, "check-docx", "坏.docx", "--select", "GX1")
    assert done.returncode == 2
    assert "没有规则 GX1" in done.stderr


def test_nothing_checked_is_not_nothing_found(folder: Path) -> None:
    done = run(folder, "check-docx", "假.docx")
    assert done.returncode == 2
    assert "没有检查成" in done.stderr
    assert "没有发现问题" not in done.stderr
    assert "另有 1 个没有检查成" in run(folder, "check-docx", "假.docx", "好.docx").stderr


def test_help_tells_the_exit_codes(folder: Path) -> None:
    for command in ("check-docx", "reformat"):
        shown = run(folder, command, "--help").stdout
        assert "退出码：0" in shown
        assert "<list" not in shown


def test_the_formats_of_machines(folder: Path) -> None:
    found = json.loads(run(folder, "check-docx", "坏.docx", "--format", "json").stdout)["findings"]
    assert {(one["code"], one["line"]) for one in found} == {("GW102", 1), ("GW518", 4)}
    sarif = json.loads(run(folder, "check-docx", "坏.docx", "--format", "sarif").stdout)["runs"][0]
    assert {rule["id"][:2] for rule in sarif["tool"]["driver"]["rules"]} == {"GW"}
    assert {result["ruleId"] for result in sarif["results"]} == {"GW102", "GW518"}
    assert "::error file=坏.docx,line=1" in run(folder, "check-docx", "坏.docx", "--format", "github").stdout
    junit = ET.fromstring(run(folder, "check-docx", "坏.docx", "--format", "junit").stdout)  # noqa: S314  (our own output)
    assert junit[0].attrib["failures"] == "1"
    assert "没有“x”这种结果格式" in run(folder, "check-docx", "坏.docx", "--format", "x").stderr


def test_verdicts_clause_by_clause(folder: Path) -> None:
    done = run(folder, "check-docx", "坏.docx", "--verdicts")
    rows = {
        line.split()[3]: line.split()[:2]
        for line in done.stdout.splitlines()
        if " GW" in line and ":" not in line
    }
    assert rows["GW102"] == ["5.2.1", "不符合"]
    assert rows["GW103"] == ["5.2.1", "符合"]
    assert rows["GW407"] == ["7.5", "不涉及"]
    assert rows["GW701"] == ["5.2.3", "无法判断"]
    assert "纸张的克重" in done.stdout
    for_machines = run(folder, "check-docx", "坏.docx", "--verdicts", "--format", "json")
    assert json.loads(for_machines.stdout)
    assert "5.2.1" in for_machines.stderr


def test_rules_of_the_page_stay_out_of_data_files(folder: Path) -> None:
    run(folder, "init", ".", "--examples")
    checked = json.loads(run(folder, "validate", "2020", "--format", "json").stdout)
    assert not [skip for skip in checked["skipped"] if skip["code"].startswith("GW")]
    assert "GW102" in run(folder, "rules").stdout
    assert "## 依据" in run(folder, "rules", "GW102").stdout


def test_reformat_tells_what_it_mended(folder: Path) -> None:
    done = run(folder, "reformat", "坏.docx", "-o", "新.docx")
    assert done.returncode == 0
    assert "改好 GW102 天头（上白边）（5.2.1，应当）" in done.stdout
    assert "文字一字未改，版式改了 1 项；还有 1 处要由人判断" in done.stderr
    assert run(folder, "check-docx", "新.docx", "--ignore", "GW518").stdout == ""
    again = run(folder, "reformat", "坏.docx", "-o", "坏.docx")
    assert again.returncode == 2
    assert "盖住原件" in again.stderr


def test_folders_and_patterns_mean_their_files_without_lock_files(folder: Path) -> None:
    (folder / "下级").mkdir()
    (folder / "下级" / "再.DOCX").write_bytes(base("published"))
    (folder / "下级" / "~$再.docx").write_bytes(b"x" * 162)
    (folder / "假.docx").unlink()
    for target in (".", "**/*"):
        done = run(folder, "check-docx", target)
        assert done.returncode == 1
        assert "检查了 4 个文件" in done.stderr
        assert "坏.docx：错误 1 处" in done.stderr
        assert "4 个文件有 GW518" in done.stderr
    assert "检查了 2 个文件" in run(folder, "check-docx", "[好坏].docx", "好.docx").stderr
    by_hand = run(folder, "check-docx", "下级/~$再.docx")
    assert by_hand.returncode == 2
    assert "锁文件" in by_hand.stderr
    (folder / "空").mkdir()
    for nothing in ("空", "*.doc"):
        assert run(folder, "check-docx", nothing).returncode == 2


def test_exit_code_1_is_for_what_is_wrong_beyond_doubt(folder: Path) -> None:
    lines = {"随笔.docx": ("随笔", "今天开会。"), "乱号.docx": ("随笔", "今天开会。", "一、甲", "三、乙")}
    for name, texts in lines.items():
        (folder / name).write_bytes(docx("".join(map(p, texts))))
    done = run(folder, "check-docx", "随笔.docx", "好.docx")
    assert " 错误 " in done.stdout
    assert done.returncode == 0
    assert "认不准是不是公文" in done.stderr
    assert run(folder, "check-docx", "乱号.docx").returncode == 1
