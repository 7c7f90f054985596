from __future__ import annotations

import re
from pathlib import Path

import pytest

from fazhi_report.checks.run import Subjects, check
from fazhi_report.source.load import load

FOLDER = Path(__file__).parent.parent / "bad"
ROWS = [
    line.split(maxsplit=1)
    for line in (FOLDER / "expected.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]

# The figures' own rules look at a file that can be read; they have fixtures of their own.
OF_THE_FILE = re.compile("FZ00|FZ01[01]")


def test_every_bad_file_is_in_the_table() -> None:
    assert sorted(name for name, _ in ROWS) == sorted(path.name for path in FOLDER.glob("*.yaml"))


@pytest.mark.parametrize(("name", "expected"), ROWS, ids=[name for name, _ in ROWS])
def test_each_fault_is_found_at_its_place_and_told_in_chinese(name: str, expected: str) -> None:
    source = load(FOLDER / name)
    findings = [one for one in check(Subjects.of(source)).findings if OF_THE_FILE.match(one.code)]
    places = " ".join(f"{one.place.line}:{one.place.column} {one.code}" for one in findings)
    assert places == ("" if expected == "fine" else expected)
    for one in findings:
        assert re.search("[一-鿿]", one.message), one.message
        assert re.search("[一-鿿]", one.hint), one.message
        assert "\n" not in one.message + one.hint


@pytest.mark.parametrize("name", [name for name, expected in ROWS if expected == "fine"])
def test_what_is_fine_gives_a_report(name: str) -> None:
    assert load(FOLDER / name).report is not None
