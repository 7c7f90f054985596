"""An office's own look: written into its files, told by check-docx, and nobody else's business."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn

from commandline import Run
from wordprocessing import W, part

ROOT = Path(__file__).resolve().parents[2]
LOOK = """\
[look]
mark_color = "#c8102e"
rule_color = "C00000"

[look.faces]
fangsong = "本局仿宋"
xiaobiaosong = "方正小标宋_GBK"
"""
TOLD = [
    "仿宋用“本局仿宋”，按仿宋核对",
    "小标宋用“方正小标宋_GBK”",
    "发文机关标志的红色用 C8102E",
    "红色分隔线的红色用 C00000",
]


@pytest.fixture
def office(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "examples/示例市司法局/data", tmp_path / "data")
    return tmp_path


def settle(folder: Path, text: str) -> None:
    (folder / "fazhi-report.toml").write_text(text, encoding="utf-8")


def built(run: Run, office: Path, *options: str) -> Path:
    done = run("build", "2025", "--edition", "submit", *options)
    assert done.returncode == 0, done.stderr
    (path,) = (office / "dist").glob("*.docx")
    return path


def findings(run: Run, path: Path) -> tuple[set[str], list[str]]:
    """Codes of what is wrong with a file, and what its office has settled."""
    told = json.loads(run("check-docx", path, "--format", "json").stdout)
    return {one["code"] for one in told["findings"]}, [one["setting"] for one in told.get("settled", ())]


def test_the_look_is_written_and_told(run: Run, office: Path) -> None:
    settle(office, LOOK)
    path = built(run, office)
    styles = Document(str(path)).styles
    assert str(styles["发文机关标志"].font.color.rgb) == "C8102E"
    assert (
        styles["Normal"].font.name == styles["Normal"].element.rPr.rFonts.get(qn("w:eastAsia")) == "本局仿宋"
    )
    assert styles["Title"].font.name == "方正小标宋_GBK"
    assert styles["heading 1"].font.name == "黑体"
    rules = {one.get(f"{W}color") for one in part(path.read_bytes()).iter(f"{W}bottom")}
    assert "C00000" in rules
    assert "FF0000" not in rules
    codes, settled = findings(run, path)
    assert not codes
    assert settled == TOLD
    assert f"{path}：本机关设定：{TOLD[0]}" in run("check-docx", path).stderr


def test_elsewhere_the_same_file_is_judged_by_the_standard(run: Run, office: Path, tmp_path: Path) -> None:
    settle(office, LOOK)
    copy = tmp_path / "elsewhere" / "in" / "报告.docx"
    copy.parent.mkdir(parents=True)
    shutil.copy(built(run, office), copy)
    (office / "fazhi-report.toml").unlink()
    codes, settled = findings(run, copy)
    assert {"GW502", "GW514"} <= codes
    assert not settled


def test_a_deviation_is_allowed_with_its_reason(run: Run, office: Path) -> None:
    settle(office, LOOK)
    path = built(run, office)
    settle(office, '[[look.allow]]\ncode = "GW514"\nreason = "版记字体依局办公室通知"\n')
    codes, settled = findings(run, path)
    assert "GW514" not in codes
    assert "GW502" in codes
    assert settled == ["GW514 版记不是四号仿宋：1 处，版记字体依局办公室通知"]
    table = run("check-docx", path, "--verdicts").stdout
    (row,) = [line for line in table.splitlines() if "GW514" in line]
    assert "本机关设定" in row


def test_a_rule_that_there_is_not_is_refused(run: Run, office: Path) -> None:
    path = built(run, office)
    settle(office, '[[look.allow]]\ncode = "GW999"\nreason = "写错了"\n')
    done = run("check-docx", path)
    assert done.returncode == 2
    assert "没有规则 GW999" in done.stderr


def test_a_redline_and_a_reformatted_file_have_the_look(run: Run, office: Path) -> None:
    settle(office, LOOK)
    assert run("redline", "2025", "2025", "-o", "out/花脸稿.docx").returncode == 0
    assert Document(str(office / "out/花脸稿.docx")).styles["Normal"].font.name == "本局仿宋"
    path = built(run, office)
    assert run("reformat", path, "-o", "out/重排.docx").returncode == 0
    assert findings(run, office / "out/重排.docx") == (set(), TOLD)


def test_the_record_tells_what_is_settled(run: Run, office: Path) -> None:
    settle(office, LOOK)
    built(run, office, "--changed")
    (record,) = (office / "dist/.fazhi-report").glob("2025-submit.json")
    assert json.loads(record.read_text(encoding="utf-8"))["本机关设定"] == TOLD
    settle(office, LOOK.replace("c8102e", "c00000"))
    assert "已生成" in run("build", "2025", "--edition", "submit", "--changed").stderr


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('[look]\nmark_color = "00FF00"', "2:1 00FF00 不是红色"),
        ('[look]\nrule_color = "大红"', "2:1 颜色“大红”不是六位十六进制数"),
        ('[look.faces]\nfangsong = "黑体"', "2:1 “黑体”是黑体，不能用作仿宋"),
        ('[look.faces]\nkaiti = "Arial"', "2:1 “Arial”不是楷体字体"),
        ('[look.faces]\nsongti = "x\\"><y"', '2:1 “x"><y”不像字体名'),
        ('[look.faces]\nsong = "宋体"', "2:1 不认识的键“song”"),
        ('[[look.allow]]\ncode = "GW514"', "1:1 缺少“理由”（reason）"),
        ('[[look.allow]]\ncode = "FZ101"\nreason = "甲"', "2:1 "),
    ],
)
def test_a_wrong_setting_is_told_with_its_line(run: Run, office: Path, line: str, told: str) -> None:
    settle(office, f"{line}\n")
    done = run("build", "2024")
    assert done.returncode == 2
    assert told in done.stderr
    assert not (office / "dist").exists()


def test_the_web_page_prints_in_the_look(run: Run, office: Path) -> None:
    settle(office, LOOK)
    assert run("build", "2025", "--edition", "submit", "--format", "html").returncode == 0
    (path,) = (office / "dist").glob("*.html")
    page = path.read_text(encoding="utf-8")
    assert ".organ-mark { color:#C8102E" in page
    assert ".masthead { border-color:#C00000" in page
    assert 'font-family:"本局仿宋", "仿宋"' in page
