"""Eighty broken files through the real command: a Chinese finding with its place, exit 1, nothing written."""

import re
from pathlib import Path

import pytest

from commandline import Run
from fazhi_report.cli.app import commands

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


WRONG_LINES = [
    *((name, "--no-such-option") for name in commands()),
    *((name, "a", "b", "c", "d") for name in ("explain", "figures", "rules", "schema")),
    *((name, option) for name, option in (("build", "-o"), ("validate", "--select"), ("diff", "--format"))),
    ("build", "2020", "--force=yes"),
    ("build", "2020", "--jobs", "many"),
    ("build", "2020", "--jobs", "0"),
    ("build", "2020", "--edition", "draft"),
    ("build", "2020", "--soffice-timeout", "soon"),
    ("no-such-command",),
    ("buidl", "2020"),
    ("explain",),
    ("--no-such-option",),
]


@pytest.mark.parametrize("line", WRONG_LINES, ids=" ".join)
def test_a_line_that_is_written_wrongly_is_refused_in_chinese(line: tuple[str, ...], run: Run) -> None:
    """No words of a library: what is Latin in the message stands in the line, or is an option, a command, a value."""
    done = run(*line)
    assert (done.returncode, done.stdout) == (2, "")
    fact, _, cure = done.stderr.partition("\n  提示：")
    assert fact.startswith("无法继续：")
    assert cure
    latin = re.findall(r"(?<![-\w])[A-Za-z]{2,}(?: [A-Za-z()]{2,})+", fact)
    assert not [one for one in latin if one not in " ".join(line)], done.stderr
