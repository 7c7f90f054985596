"""Eighty broken files through the real command: a Chinese finding with its place, exit 1, nothing written."""

import re
from pathlib import Path

from commandline import Run

BAD = Path(__file__).resolve().parents[1] / "bad"
ROWS = [
    line.split(maxsplit=1)
    for line in (BAD / "expected.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
BROKEN = [name for name, expected in ROWS if expected != "fine" and "FZ009" not in expected]


def test_there_are_more_than_thirty() -> None:
    assert len(BROKEN) > 30


def test_build_refuses_with_a_place_and_writes_nothing(run: Run, tmp_path: Path) -> None:
    for name in BROKEN:
        done = run("build", BAD / name, "-o", "out", "--format", "docx,md,json")
        assert done.returncode == 1, name
        assert re.search(rf"{re.escape(name)}:\d+:\d+ FZ0\d\d 错误 [^\n]*[一-鿿]", done.stdout), name
        assert "Traceback" not in done.stdout + done.stderr
        assert list(tmp_path.iterdir()) == [], name
