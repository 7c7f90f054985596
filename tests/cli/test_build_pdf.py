"""``build --format pdf --engine libreoffice`` with stand-ins for LibreOffice."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from unittest.mock import patch

import pytest

from commandline import Done, run_in
from offices import alive, needs_shell, office, printing_office
from pdfs import ARCHIVAL, Sheet, pdf

pytestmark = needs_shell
ROOT = Path(__file__).parents[2]
WORDS = "法治政府建设年度报告"
REPORT = pdf([Sheet("KaiTi", WORDS)] * 3, xmp=ARCHIVAL)
PROBE = pdf([Sheet(font, WORDS) for font in ("FangSong", "Other", "SimHei", "Other", "SimSun")])


def command(program: Path, *arguments: str) -> list[str]:
    return [
        "build",
        "2020",
        "--data",
        str(ROOT / "data"),
        "--engine",
        "libreoffice",
        "--soffice",
        str(program),
        *arguments,
    ]


def run(folder: Path, program: Path, *arguments: str) -> Done:
    temporary = folder / "temporary"
    temporary.mkdir(exist_ok=True)
    with patch("tempfile.tempdir", str(temporary)):
        done = run_in(folder, *command(program, *arguments))
    assert list(temporary.iterdir()) == []
    return done


def test_the_pdf_stands_beside_the_docx_and_the_fonts_are_told(tmp_path: Path) -> None:
    program = printing_office(tmp_path / "office", {"report": REPORT, "probe": PROBE})
    done = run(tmp_path, program, "--format", "docx,pdf", "--pdf-a")
    assert done.returncode == 0, done.stderr
    assert sorted(path.suffix for path in (tmp_path / "dist").iterdir()) == ["", ".docx", ".pdf"]
    assert "公开版，PDF 3 页，.docx 约 16 页：.docx 是编辑用，PDF 是公布用；" in done.stderr
    assert "楷体：本机没有，由 Other 代替，已嵌入" in done.stderr


def test_strict_fonts_write_nothing(tmp_path: Path) -> None:
    program = printing_office(tmp_path / "office", {"report": REPORT, "probe": PROBE})
    done = run(tmp_path, program, "--format", "docx,pdf", "--strict-fonts")
    assert done.returncode == 2
    assert "字体不齐，没有写任何文件：楷体 被 Other 代替" in done.stderr
    assert not (tmp_path / "dist").exists()


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("exit 0\n", "没有写出"),
        ("sleep 600\n", "没有做完"),
        ('echo x > "$out/report.pdf"\n', "没有写出"),
    ],
)
def test_what_goes_wrong_costs_no_file(tmp_path: Path, body: str, words: str) -> None:
    program = printing_office(tmp_path / "office", {"report": REPORT, "probe": PROBE})
    assert run(tmp_path, program, "--format", "docx,pdf").returncode == 0
    before = {path.name: path.read_bytes() for path in (tmp_path / "dist").glob("*.*") if path.is_file()}
    bad = office(tmp_path / "bad", body)
    done = run(tmp_path, bad, "--format", "docx,pdf", "--soffice-timeout", "1")
    assert done.returncode == 2
    assert words in done.stderr
    assert "提示：" in done.stderr
    assert before == {
        path.name: path.read_bytes() for path in (tmp_path / "dist").glob("*.*") if path.is_file()
    }


def test_a_missing_office_is_told(tmp_path: Path) -> None:
    done = run(tmp_path, tmp_path / "none", "--format", "pdf")
    assert done.returncode == 2
    assert "不是 LibreOffice 的程序" in done.stderr


def test_wishes_for_a_pdf_that_nobody_asked_for(tmp_path: Path) -> None:
    done = run(tmp_path, tmp_path / "none", "--format", "docx")
    assert done.returncode == 2
    assert "--format pdf" in done.stderr
    assert not (tmp_path / "dist").exists()


@pytest.mark.parametrize("kind", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_whoever_is_told_to_stop_takes_libreoffice_along(tmp_path: Path, kind: signal.Signals) -> None:
    note = tmp_path / "pids"
    program = office(
        tmp_path / "office", f"sleep 600 &\necho $! $$ > {note}.part\nmv {note}.part {note}\nwait\n"
    )
    (tmp_path / "temporary").mkdir()
    process = subprocess.Popen(
        [sys.executable, "-m", "fazhi_report", *command(program, "--format", "pdf")],
        cwd=tmp_path,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", "TMPDIR": str(tmp_path / "temporary")},
        stderr=subprocess.PIPE,
    )
    deadline = time.monotonic() + 30
    while not note.exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    process.send_signal(kind)
    _, said = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "已中断" in said.decode("utf-8")
    assert "Traceback" not in said.decode("utf-8")
    assert not any(alive(int(pid)) for pid in note.read_text(encoding="utf-8").split())
    assert list((tmp_path / "temporary").iterdir()) == []
