"""A bare machine, a full one, and one on which nothing can be written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from commandline import Run, run_in
from fazhi_report.commands.doctor import Diagnosis, Machine, State, diagnose
from fazhi_report.norms.gbt9704 import FACES
from fazhi_report.writers.fonts import Font


def found(machine: Machine) -> dict[str, Diagnosis]:
    return {one.name: one for one in diagnose(machine)}


@pytest.fixture
def nowhere(tmp_path: Path) -> Path:
    """A place without LibreOffice."""
    return tmp_path / "nothing"


def test_a_bare_machine(tmp_path: Path, nowhere: Path) -> None:
    result = found(Machine(tmp_path, Path("dist"), "gbk", (), nowhere))
    assert result["终端编码"].state is State.GOOD
    assert result["当前文件夹"].state is State.GOOD
    for name in ("字体", "LibreOffice"):
        assert result[name].state is State.LACKING
        assert result[name].cure
    assert not list(tmp_path.iterdir())


def test_a_full_machine(tmp_path: Path, nowhere: Path) -> None:
    wps = tmp_path / "Kingsoft/WPS Office/12.1.0/office6/wps.exe"
    wps.parent.mkdir(parents=True)
    wps.touch()
    fonts = [Font((face.families[-1].upper(),), face.name) for face in FACES]
    result = found(Machine(tmp_path, Path("dist"), "utf-8", fonts, nowhere, {"LOCALAPPDATA": str(tmp_path)}))
    for face in FACES:
        assert result[f"字体：{face.name}"].state is State.GOOD
    assert result["办公软件"].state is State.GOOD
    assert str(wps) in result["办公软件"].fact


@pytest.mark.parametrize(
    ("encoding", "state"),
    [
        ("utf-8", State.GOOD),
        ("gb18030", State.GOOD),
        ("ascii", State.BAD),
        ("cp1252", State.BAD),
        ("none", State.BAD),
    ],
)
def test_the_terminal(encoding: str, state: State, tmp_path: Path, nowhere: Path) -> None:
    one = found(Machine(tmp_path, Path("dist"), encoding, (), nowhere))["终端编码"]
    assert one.state is state
    assert bool(one.cure) is (state is not State.GOOD)


def test_a_folder_that_cannot_be_written(tmp_path: Path, nowhere: Path) -> None:
    """A file stands where the folder should be; nothing is changed by looking."""
    (tmp_path / "dist").write_text("data", encoding="utf-8")
    result = found(Machine(tmp_path, Path("dist"), "utf-8", (), nowhere))
    assert result["输出文件夹"].state is State.BAD
    assert (tmp_path / "dist").read_text(encoding="utf-8") == "data"


def test_json_is_whole_on_every_terminal(tmp_path: Path) -> None:
    done = run_in(tmp_path, "doctor", "--json", encoding="ascii")
    rows = {row["name"]: row for row in json.loads(done.stdout)}
    assert (done.returncode, rows["终端编码"]["state"]) == (1, "bad")
    assert not list(tmp_path.iterdir())


def test_a_cure_is_said_once(run: Run) -> None:
    done = run("doctor")
    cures = [line.partition("：")[2] for line in done.stderr.splitlines()]
    assert len(set(cures)) == len(cures)
