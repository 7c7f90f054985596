from __future__ import annotations

import re
from pathlib import Path

import pytest

from fazhi_report.rules.run import Subjects, check
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


def test_each_fault_is_found_at_its_place_and_told_in_chinese() -> None:
    told = {}
    for name, _ in ROWS:
        findings = check(Subjects.of(load(FOLDER / name))).findings
        of_the_file = [one for one in findings if OF_THE_FILE.match(one.code)]
        told[name] = " ".join(f"{one.place.line}:{one.place.column} {one.code}" for one in of_the_file)
        for one in of_the_file:
            assert re.search("[一-鿿]", one.message), one.message
            assert re.search("[一-鿿]", one.hint), one.message
            assert "\n" not in one.message + one.hint
    assert told == {name: "" if expected == "fine" else expected for name, expected in ROWS}


@pytest.mark.parametrize("name", [name for name, expected in ROWS if expected == "fine"])
def test_what_is_fine_gives_a_report(name: str) -> None:
    assert load(FOLDER / name).report is not None
