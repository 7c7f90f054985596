"""``fazhi-report import`` as a person runs it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from printing import print_pages, require_printing

ROOT = Path(__file__).resolve().parents[2]
SEED = ROOT / "tests" / "data_files" / "linhai-2020.txt"
OLD = ROOT / "tests" / "old_reports"
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run a command line in an empty folder."""

    def call(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-X", "utf8", "-m", "fazhi_report", *arguments],
            cwd=tmp_path,
            capture_output=True,
            encoding="utf-8",
            env={**os.environ, "PYTHONWARNINGS": "error"},
            check=False,
            timeout=120,
        )

    return call


def test_an_old_report_becomes_a_data_file_that_builds(run: Run, tmp_path: Path) -> None:
    result = run("import", str(SEED), "--report", "account.json")
    assert result.returncode == 0, result.stderr
    assert "data" in result.stderr
    assert "未收 55" in result.stderr
    account = json.loads((tmp_path / "account.json").read_text(encoding="utf-8"))
    assert account["characters"]["even"] is True
    assert account["characters"]["lost"] == account["characters"]["invented"] == {}
    assert len(account["figures"]) == 89
    assert {one["reason"] for one in account["removed"]} >= {"网页装饰"}
    built = run("build", "2020", "--format", "docx,md")
    assert built.returncode == 0, built.stderr


def test_bound_figures_build_too(run: Run, tmp_path: Path) -> None:
    result = run("import", str(SEED), "-o", "data/2020.yaml", "--bind")
    assert result.returncode == 0, result.stderr
    assert "{{ mediation.succeeded.rate }}" in (tmp_path / "data" / "2020.yaml").read_text(encoding="utf-8")
    assert run("build", "2020", "--format", "md").returncode == 0
    assert run("figures", "2020").returncode == 0


def test_a_second_import_never_overwrites(run: Run, tmp_path: Path) -> None:
    assert run("import", str(SEED)).returncode == 0
    path = tmp_path / "data" / "2020.yaml"
    path.write_text("# 改过\n", encoding="utf-8")
    result = run("import", str(SEED))
    assert result.returncode == 2
    assert "已经存在，没有改动它" in result.stderr
    assert path.read_text(encoding="utf-8") == "# 改过\n"


def test_an_account_that_is_there_stops_everything(run: Run, tmp_path: Path) -> None:
    (tmp_path / "account.json").write_text("mine", encoding="utf-8")
    result = run("import", str(SEED), "--report", "account.json")
    assert result.returncode == 2
    assert not (tmp_path / "data").exists()
    assert (tmp_path / "account.json").read_text(encoding="utf-8") == "mine"


def test_what_is_missing_is_told_and_the_file_is_written(run: Run, tmp_path: Path) -> None:
    result = run("import", str(OLD / "01-theme-parts.txt"))
    assert result.returncode == 1
    assert "原文缺少：" in result.stderr
    assert "待核：原文没有" in (tmp_path / "data" / "2022.yaml").read_text(encoding="utf-8")
    assert run("validate", "2022").returncode == 1


def test_a_year_that_nobody_tells_is_asked_for(run: Run, tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_text("一、成效\n做了工作。\n", encoding="utf-8")
    result = run("import", "old.txt")
    assert result.returncode == 2
    assert "--year" in result.stderr
    assert run("import", "old.txt", "--year", "2019").returncode == 1
    assert (tmp_path / "data" / "2019.yaml").is_file()


def test_a_file_that_is_not_there_is_told(run: Run) -> None:
    result = run("import", "none.docx")
    assert result.returncode == 2
    assert "没有文件" in result.stderr


@pytest.mark.office
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("suffix", ["odt", "doc"])
def test_formats_that_go_through_libreoffice(run: Run, tmp_path: Path, suffix: str) -> None:
    assert run("build", str(ROOT / "data" / "2020.yaml"), "--out", "dist").returncode == 0
    (docx,) = (tmp_path / "dist").glob("*.docx")
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            suffix,
            "--outdir",
            str(tmp_path / "old"),
            str(docx),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    (old,) = (tmp_path / "old").glob(f"*.{suffix}")
    result = run("import", str(old), "-o", "back.yaml")
    assert result.returncode == 0, result.stderr
    assert "lead: 创建“三个一”履职考评机制。" in (tmp_path / "back.yaml").read_text(encoding="utf-8")


@pytest.mark.office
def test_a_pdf_with_a_text_layer(run: Run, tmp_path: Path) -> None:
    require_printing()
    assert run("build", str(ROOT / "data" / "2020.yaml"), "--out", "dist").returncode == 0
    (docx,) = (tmp_path / "dist").glob("*.docx")
    (tmp_path / "print").mkdir()
    pages = print_pages({"old": docx.read_bytes()}, tmp_path / "print")
    result = run("import", str(pages["old"]), "-o", "back.yaml")
    assert result.returncode == 0, result.stderr
    text = (tmp_path / "back.yaml").read_text(encoding="utf-8")
    assert "heading: 2020年市司法局推进法治政府建设情况" in text
    assert "lead: 创建“三个一”履职考评机制。" in text
    assert "date_of_issue: 2021年2月28日" in text
