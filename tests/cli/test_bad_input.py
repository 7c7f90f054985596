"""Eighty broken files through the real command: a Chinese finding with its place, exit 1, nothing written."""

import re
from pathlib import Path

import pytest

from fazhi_report.cli.app import run

BAD = Path(__file__).resolve().parents[1] / "bad"
ROWS = [
    line.split(maxsplit=1)
    for line in (BAD / "expected.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
BROKEN = [name for name, expected in ROWS if expected != "fine" and "FZ009" not in expected]


def test_there_are_more_than_thirty() -> None:
    assert len(BROKEN) > 30


@pytest.mark.parametrize("name", BROKEN)
def test_build_refuses_with_a_place_and_writes_nothing(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    code = run(["build", str(BAD / name), "-o", "out", "--format", "docx,md,json"])
    shown = capsys.readouterr()
    assert code == 1
    assert re.search(rf"{re.escape(name)}:\d+:\d+ FZ0\d\d 错误 [^\n]*[一-鿿]", shown.out)
    assert "Traceback" not in shown.out + shown.err
    assert list(tmp_path.iterdir()) == []
