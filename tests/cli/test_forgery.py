"""Names and texts of others cannot command the terminal, forge a line, or turn the reading direction."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from fazhi_report.cli.app import run

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "data" / "2020.yaml").read_text(encoding="utf-8")
HOSTILE = {
    "escape": "a\x1b[2J\x1b]0;title\x07",
    "csi": "a\x9b31mb",
    "bidi": "a\u202efdp.\u2066x",
    "line": "a\n已生成 假报告.docx",
    "return": "a\r没有发现问题",
    "separator": "a\u2028b\u2029c\x85d",
    "tag": "a\U000e0041\U000e0001",
    "surrogate": "a\udcffb",
    "markup": "[bold red]a[/][link=x]",
}


def tame(text: str, allowed: str = "\n") -> None:
    """Nothing in it that a terminal obeys, or that nobody sees."""
    assert [
        char
        for char in text
        if unicodedata.category(char) in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"} and char not in allowed
    ] == []


@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE.keys())
def test_names_of_files(tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / name
    try:
        (folder / "data").mkdir(parents=True)
    except OSError:
        pytest.skip("这个系统没有这样的文件名")
    path = folder / "data" / "2020.yaml"
    path.write_text(TEXT, encoding="utf-8")
    for arguments in (
        ["validate", str(path)],
        ["validate", str(tmp_path)],
        ["validate", str(path), "--format", "github"],
        ["validate", str(path), "--format", "json"],
        ["build", str(path), "-o", str(folder / "out"), "--format", "md"],
        ["build", str(tmp_path), "-o", str(tmp_path / "dist"), "--format", "md"],
        ["build", str(folder / "none.yaml")],
        ["build", "2020", "--data", str(folder)],
        ["build", str(path), "--templates", str(folder / "t")],
        ["figures", str(path)],
        ["explain", "mediation.total", str(path)],
        ["export", str(tmp_path), "-o", str(folder / "t")],
        ["export", str(folder / "none"), "-o", "x"],
        ["build", f"20{name}20"],
        ["build", "2020", f"--{name}"],
        [name],
    ):
        run(arguments)
        told = capsys.readouterr()
        tame(told.err)
        tame(told.out)
        for line in (told.out + told.err).splitlines():
            assert not line.startswith(("已生成 假报告", "没有发现问题"))


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE.keys())
def test_texts_of_data(tmp_path: Path, words: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "2020.yaml"
    quoted = "".join(f"\\U{ord(char):08x}" for char in words if not 0xD800 <= ord(char) < 0xE000)
    for text in (
        TEXT.replace("特此报告。", f'"{quoted}"'),
        TEXT.replace("year: 2020", f'"{quoted}": 2020'),
        TEXT.replace(
            "  mediation.total:",
            f'  mediation.totel: {{value: 1件, source: "{quoted}", label: "{quoted}"}}\n  mediation.total:',
        ),
    ):
        path.write_text(text, encoding="utf-8")
        for arguments in (
            ["validate", str(path)],
            ["figures", str(path)],
            ["explain", "mediation.totel", str(path)],
        ):
            run(arguments)
            told = capsys.readouterr()
            tame(told.out + told.err)
