"""``fazhi-report import``: what it makes of old reports, and what it says."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from commandline import Run
from printing import print_pages, require_printing

ROOT = Path(__file__).resolve().parents[2]
SEED = ROOT / "tests" / "data_files" / "linhai-2020.txt"
OLD = ROOT / "tests" / "old_reports"


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
    assert "account.json 已经存在，没有" in result.stderr
    assert not (tmp_path / "data").exists()
    assert (tmp_path / "account.json").read_text(encoding="utf-8") == "mine"


def test_what_is_missing_is_told_and_the_file_is_written(run: Run, tmp_path: Path) -> None:
    """Without an organ the report cannot be built: a person has to write it."""
    (tmp_path / "old.txt").write_text(
        "2022年度法治政府建设工作报告\n一、成效\n做了工作。\n", encoding="utf-8"
    )
    result = run("import", "old.txt")
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


JUNK = bytes(range(256)) * 8


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("old.xyz", b"abc", ("不认识后缀", "能导入的有 .docx")),
        ("old", b"abc", ("不认识后缀", "能导入的有 .docx")),
        ("old.txt", b"", ("是空文件", "检查是不是选错了文件")),
        ("old.txt", b"\n \n", ("是空文件", "检查是不是选错了文件")),
        ("old.txt", JUNK, ("文件不是文字", "UTF-8")),
        ("old.html", JUNK, ("文件不是文字", "UTF-8")),
        ("old.docx", JUNK, ("不是 Word、WPS 文档", "把后缀改成 .txt")),
        (
            "old.docx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + JUNK,
            ("不认识的旧版 Office 文件", "另存为 .docx"),
        ),
        ("old.doc", JUNK, ("不是 Word、WPS 文档", "把后缀改成 .txt")),
        ("old.wps", JUNK, ("不是 Word、WPS 文档", "把后缀改成 .txt")),
        ("old.odt", JUNK, ("不是 Word、WPS 文档", "把后缀改成 .txt")),
        ("old.txt", b"%PDF-1.4", ("PDF 打不开", "另存后再试")),
    ],
)
def test_what_cannot_be_read_is_told_with_a_cure(
    run: Run, tmp_path: Path, name: str, content: bytes, told: tuple[str, str]
) -> None:
    (tmp_path / name).write_bytes(content)
    result = run("import", name, "-o", "new.yaml")
    assert result.returncode == 2
    fact, cure = result.stderr.split("提示：")
    assert told[0] in fact
    assert told[1] in cure
    assert not (tmp_path / "new.yaml").exists()


def test_a_pdf_that_is_locked_or_only_pictures_is_told(run: Run, tmp_path: Path) -> None:
    pypdf = pytest.importorskip("pypdf")
    pytest.importorskip("pdfplumber")
    for name, password, message in (("scan", "", "没有文字层"), ("locked", "secret", "加了密")):
        writer = pypdf.PdfWriter()
        writer.add_blank_page(595, 842)
        if password:
            writer.encrypt(password)
        writer.write(tmp_path / f"{name}.pdf")
        result = run("import", f"{name}.pdf", "-o", "new.yaml")
        assert result.returncode == 2
        assert message in result.stderr


def test_an_empty_folder_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "旧报告").mkdir()
    result = run("import", "旧报告")
    assert result.returncode == 2
    assert "旧报告 里没有 .docx" in result.stderr


def test_the_account_does_not_replace_the_data_file(run: Run, tmp_path: Path) -> None:
    result = run("import", str(SEED), "-o", "one.yaml", "--report", "one.yaml")
    assert result.returncode == 2
    assert "同一个文件" in result.stderr
    assert not (tmp_path / "one.yaml").exists()


def test_a_folder_that_is_missing_is_made(run: Run, tmp_path: Path) -> None:
    assert run("import", str(SEED), "-o", "new/folder/2020.yaml").returncode == 0
    assert (tmp_path / "new" / "folder" / "2020.yaml").is_file()


def test_another_year_than_the_title_says_is_taken_and_told(run: Run, tmp_path: Path) -> None:
    result = run("import", str(SEED), "--year", "2019")
    assert result.returncode == 0, result.stderr
    text = (tmp_path / "data" / "2019.yaml").read_text(encoding="utf-8")
    assert "year: 2019" in text
    assert "待核：标题写的是2020年，--year 指明的是2019年" in text


@pytest.mark.parametrize(
    ("year", "told"), [("1990", "不能小于 2004"), ("2500", "不能大于 2100"), ("去年", "要写整数")]
)
def test_a_year_out_of_range_is_told_in_chinese(run: Run, year: str, told: str) -> None:
    result = run("import", str(SEED), "--year", year)
    assert result.returncode == 2
    assert told in result.stderr
    assert "Input" not in result.stderr


@pytest.mark.office
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("suffix", ["odt", "doc", "wps"])
def test_formats_that_go_through_libreoffice(run: Run, tmp_path: Path, suffix: str) -> None:
    assert run("build", str(ROOT / "data" / "2020.yaml"), "--out", "dist").returncode == 0
    (docx,) = (tmp_path / "dist").glob("*.docx")
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            # What Kingsoft writes as .wps is a .doc under another name.
            "doc" if suffix == "wps" else suffix,
            "--outdir",
            str(tmp_path / "old"),
            str(docx),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    (old,) = (tmp_path / "old").iterdir()
    old = old.rename(old.with_suffix(f".{suffix}"))
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


def _several(folder: Path) -> None:
    """Two reports, something that is no report, and what Word leaves beside an open file."""
    report = (OLD / "05-half-width.md").read_text(encoding="utf-8")
    (folder / "in" / "某局").mkdir(parents=True)
    (folder / "in" / "甲.md").write_text(report, encoding="utf-8")
    (folder / "in" / "某局" / "乙.md").write_text(report, encoding="utf-8")
    (folder / "in" / "~$甲.docx").write_bytes(bytes(162))
    (folder / "in" / ".~乙.docx").write_bytes(bytes(162))
    (folder / "in" / "说明.png").write_bytes(b"x")


def test_folders_and_patterns_are_imported_with_a_line_each(run: Run, tmp_path: Path) -> None:
    _several(tmp_path)
    result = run("import", "in/*.md", "in/某局", "in/甲.md", "-o", "out")
    assert result.returncode == 0, result.stderr
    assert result.stderr.count("已导入") == 2
    assert "共 2 个：导入 2 个" in result.stderr
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["乙.yaml", "甲.yaml"]
    again = run("import", "in", "none.docx", "-o", "out")
    assert again.returncode == 2
    assert "共 3 个：导入 0 个" in again.stderr
    assert all(words in again.stderr for words in ("没有文件 none.docx", "已经存在"))


def test_one_that_fails_does_not_keep_the_others_back(run: Run, tmp_path: Path) -> None:
    _several(tmp_path)
    (tmp_path / "in" / "丙.txt").write_text("一、主要举措和成效\n做了工作。\n", encoding="utf-8")
    result = run("import", "in", "-o", "out")
    assert result.returncode == 1
    assert "共 3 个：导入 3 个（1 个要补写）" in result.stderr
    (tmp_path / "in" / "丁.txt").write_bytes(b"")
    result = run("import", "in", "-o", "out2")
    assert result.returncode == 2
    assert "丁.txt 是空文件" in result.stderr
    assert "共 4 个：导入 3 个（1 个要补写），没有导入 1 个" in result.stderr


def test_one_name_for_several_is_refused(run: Run, tmp_path: Path) -> None:
    _several(tmp_path)
    for words in (("-o", "all.yaml"), ("--report", "account.json")):
        result = run("import", "in", *words)
        assert result.returncode == 2
        assert "几个文件" in result.stderr
        assert not (tmp_path / words[1]).exists()


@pytest.mark.parametrize("command", [("import",), ("check-docx",), ("reformat", "-o", "new.docx")])
def test_a_lock_file_named_by_hand_is_called_so(command: tuple[str, ...], run: Run, tmp_path: Path) -> None:
    _several(tmp_path)
    result = run(*command, "in/~$甲.docx")
    assert result.returncode == 2
    assert "锁文件" in result.stderr
    assert "要看的是 甲.docx" in result.stderr
