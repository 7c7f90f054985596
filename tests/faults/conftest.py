"""What the fault tests share: two texts of one report, and the table of what was found."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from processes import Run, Tell, command

ROOT = Path(__file__).resolve().parents[2]
ACTUAL = ROOT / "tests" / "actual" / "faults"


@pytest.fixture
def tell(request: pytest.FixtureRequest) -> Tell:
    """Note a fault, the times it was tried, and what was found: `make faults` prints the notes."""

    def note(fault: str, times: int, found: str) -> None:
        ACTUAL.mkdir(parents=True, exist_ok=True)
        name = request.node.name.removeprefix("test_")
        text = json.dumps({"fault": fault, "times": times, "found": found}, ensure_ascii=False)
        (ACTUAL / f"{name}.json").write_text(text, encoding="utf-8")

    return note


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A folder with two data files whose reports bear the same name and say different things."""
    text = (ROOT / "data" / "2020.yaml").read_text(encoding="utf-8")
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "b.yaml").write_text(text.replace("1629件", "1630件"), encoding="utf-8")
    return tmp_path


@pytest.fixture
def city(tmp_path: Path) -> Path:
    """A folder of 14 units with a year each: enough for a pool."""
    text = (ROOT / "data" / "2020.yaml").read_text(encoding="utf-8")
    for number in range(14):
        path = tmp_path / "某市" / f"单位 {number:02}" / "data" / "2020.yaml"
        path.parent.mkdir(parents=True)
        path.write_text(text.replace("1629件", f"{1629 + number}件"), encoding="utf-8")
    return tmp_path / "某市"


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run a command line in the test's folder."""

    def call(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command(*arguments), cwd=tmp_path, capture_output=True, encoding="utf-8", check=False, timeout=120
        )

    return call
