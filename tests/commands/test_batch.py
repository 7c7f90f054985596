"""Many units in one call: stable order, nothing stops the others, and what is up to date is left alone."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from fazhi_report.cli.app import run
from fazhi_report.commands import build as module
from fazhi_report.commands.build import BuildOptions, BuildResult, build
from fazhi_report.commands.city import Unit, YearFile, city_below
from fazhi_report.commands.cluster import Cluster
from fazhi_report.commands.validate import ValidateOptions, validate
from fazhi_report.commands.workers import InProcess, ProcessPool, Workers, workers
from fazhi_report.temporary import part_name
from labour import die_at_seven, minus, square
from unit_files import TEXT, files, unit


@pytest.fixture
def city(tmp_path: Path) -> Path:
    """Three units in two districts; one has an error, one has two years."""
    unit(tmp_path / "市" / "乙区" / "司法局")
    unit(tmp_path / "市" / "乙区" / "司法局", TEXT.replace("year: 2020", "year: 2021"), 2021)
    unit(tmp_path / "市" / "甲区" / "财政局", TEXT.replace("year: 2020", "yeer: 2020"))
    unit(tmp_path / "市" / "甲区" / "税务局")
    return tmp_path / "市"


def built(city: Path, out: Path, by: Workers | None = None, **options: Any) -> list[BuildResult]:
    order = replace(BuildOptions(("md",), out=out, today=date(2026, 1, 1)), **options)
    groups = build(city_below([city]).units, order, by or InProcess())
    return [outcome for group in groups for outcome in group]


def test_units_are_found_in_a_stable_order(city: Path) -> None:
    (city / ".hidden" / "data").mkdir(parents=True)
    (city / ".hidden" / "data" / "2020.yaml").write_text("x", encoding="utf-8")
    (city / "甲区" / "财政局" / "data" / "notes.yaml").write_text("x", encoding="utf-8")
    assert [(one.name, len(one.files)) for one in city_below([city]).units] == [
        (("乙区", "司法局"), 2),
        (("甲区", "税务局"), 1),
        (("甲区", "财政局"), 1),
    ]
    assert [one.title for one in city_below([city / "乙区" / "司法局", city / "甲区"]).units] == [
        "司法局",
        "甲区/税务局",
        "甲区/财政局",
    ]
    (data,) = city_below([city / "乙区" / "司法局" / "data"]).units
    assert data == Unit(
        (), tuple(YearFile(year, city / "乙区" / "司法局" / "data" / f"{year}.yaml") for year in (2020, 2021))
    )


def test_one_bad_file_stops_no_other(city: Path, tmp_path: Path) -> None:
    outcomes = built(city, tmp_path / "dist")
    assert [one.state for one in outcomes] == ["built", "built", "built", "refused"]
    refused = outcomes[-1]
    assert "FZ0" in refused.reason
    assert refused.paths == ()
    assert {name.rpartition("/")[0] for name in files(tmp_path / "dist")} == {"乙区/司法局", "甲区/税务局"}


def test_two_years_of_one_name_never_write_over_each_other(city: Path, tmp_path: Path) -> None:
    named = TEXT.replace("\norgan:", "\nfile_name: 报告\norgan:", 1)
    unit(city / "乙区" / "司法局", named)
    unit(
        city / "乙区" / "司法局",
        named.replace("year: 2020", "year: 2021").replace("file_name: 报告", "file_name: 报告"),
        2021,
    )
    for only_changed in (False, True, True):
        first, second = built(city / "乙区", tmp_path / "dist", only_changed=only_changed)
        assert first.state in {"built", "unchanged"}
        assert second.state == "failed"
        assert "同名" in second.reason
    assert len(files(tmp_path / "dist")) == 1


def test_units_whose_folders_differ_by_case_alone_are_told(tmp_path: Path) -> None:
    units = [
        Unit((name,), (YearFile(2020, unit(tmp_path / where / "x")),))
        for where, name in (("1", "Ab"), ("2", "aB"))
    ]
    one, two = (group[0] for group in build(units, BuildOptions(("md",), out=tmp_path / "dist"), InProcess()))
    assert (one.state, two.state) == ("built", "failed")
    assert "大小写" in two.reason


def test_names_of_folders_never_leave_the_output(tmp_path: Path) -> None:
    names = ["CON", "a.", "b ", "c\u202ed", "nul.txt", "e:f", "g\nh"]
    for name in names:
        unit(tmp_path / "市" / name)
    outcomes = built(tmp_path / "市", tmp_path / "dist")
    assert {one.state for one in outcomes} == {"built"}
    made = {path.parent.relative_to(tmp_path / "dist").as_posix() for one in outcomes for path in one.paths}
    assert made == {"_CON", "a", "b", "c_d", "_nul.txt", "e_f", "g_h"}


def test_what_a_killed_build_left_beside_a_file_that_is_up_to_date_is_cleared_away(
    city: Path, tmp_path: Path
) -> None:
    out, office = tmp_path / "dist", city / "甲区" / "税务局"
    built(office, out)
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    folder = next(out.rglob("*.md")).parent
    part = folder / part_name().replace(f"-{os.getpid()}-", f"-{dead.pid}-")
    part.write_text("half", encoding="utf-8")
    assert [one.state for one in built(office, out, only_changed=True)] == ["unchanged"]
    assert not part.exists()


def test_what_is_up_to_date_is_left_alone(city: Path, tmp_path: Path) -> None:
    out, office = tmp_path / "dist", city / "甲区" / "税务局"

    def states(**options: Any) -> list[str]:
        return [one.state for one in built(office, out, only_changed=True, **options)]

    assert states() == ["built"]
    assert states() == ["unchanged"]
    # Times say nothing; contents do.
    os.utime(office / "data" / "2020.yaml", (1, 1))
    assert states() == ["unchanged"]
    unit(office, TEXT + "\n# 加一行\n")
    assert states() == ["built"]
    assert states(formats=("md", "json")) == ["built"]
    assert states(formats=("md", "json")) == ["unchanged"]
    assert states(profile="gbt33476", formats=("md", "json")) == ["built"]
    (office / "templates").mkdir()
    (office / "templates" / "own.j2").write_text("x", encoding="utf-8")
    assert states() == ["built"]
    (office / "fazhi-waivers.yaml").write_text("waivers: []\n", encoding="utf-8")
    assert states() == ["built"]
    assert states() == ["unchanged"]
    (made,) = out.rglob("*.md")
    made.unlink()
    assert states() == ["built"]
    made.write_bytes(b"by hand")
    assert states() == ["failed"]
    assert made.read_bytes() == b"by hand"


def test_a_fault_of_ours_in_one_report_stops_no_other(
    city: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    real = module.compose_file

    def faulty(path: Path, *rest: Any, **options: Any) -> object:
        if "税务局" in str(path):
            raise AssertionError("ours\x1b[2J")
        return real(path, *rest, **options)

    monkeypatch.setattr(module, "compose_file", faulty)
    assert run(["build", str(city), "-o", str(tmp_path / "dist"), "--format", "md"]) == 2
    told = capsys.readouterr().err
    assert "程序出错：AssertionError" in told
    assert "in faulty" in told
    assert "\x1b" not in told
    assert "无法继续 1" in told


def test_every_crew_gives_the_same_bytes(city: Path, tmp_path: Path) -> None:
    whole = {}
    with ThreadPoolExecutor(2) as threads:
        crews: dict[str, Workers] = {"alone": InProcess(), "threads": Cluster(threads, 2), "pool": _Eager(2)}
        for name, by in crews.items():
            built(city, tmp_path / name, by, formats=("docx", "html"))
            whole[name] = files(tmp_path / name)
    assert len(whole["alone"]) > 5
    assert whole["alone"] == whole["threads"] == whole["pool"]


class _Eager(ProcessPool):
    """A pool that starts its processes for three tasks, too."""

    def map(self, work: Any, tasks: Any, lost: Any) -> Any:
        return self._spread(work, iter(tasks), lost, self._workers)


def test_a_worker_that_dies_costs_one_task() -> None:
    numbers = range(200)
    # A generator, as the units below a folder are.
    assert list(ProcessPool(2).map(die_at_seven, (number for number in numbers), minus)) == [
        -7 if number == 7 else number for number in numbers
    ]


def test_tasks_are_read_only_a_little_ahead() -> None:
    read = 0

    def tasks() -> Iterator[int]:
        nonlocal read
        for number in range(2000):
            read += 1
            yield number

    with ThreadPoolExecutor(2) as threads:
        results = Cluster(threads, 2).map(square, tasks(), minus)
        assert next(results) == 0
        assert read < 30
        assert list(results) == [number**2 for number in range(1, 2000)]


def test_workers() -> None:
    with workers(1) as one, workers(3) as three:
        assert isinstance(one, InProcess)
        assert isinstance(three, ProcessPool)


def test_verdicts_of_units(city: Path) -> None:
    verdicts = list(validate(city_below([city]).units, ValidateOptions(today=date(2026, 1, 1)), InProcess()))
    assert [len(one.paths) for one in verdicts] == [2, 1, 1]
    assert [one.summary is not None and one.summary.errors > 0 for one in verdicts] == [False, False, True]


def test_commands_on_folders(city: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["validate", str(city), "--format", "json"]) == 1
    told = capsys.readouterr()
    assert told.out.count('"format": 1') == 1
    assert "检查了 4 个文件" in told.err
    assert run(["validate", str(city)]) == 1
    assert capsys.readouterr().out.count("FZ004") == 1
    assert run(["build", str(city), "-o", str(tmp_path / "d"), "--format", "md", "--jobs", "1"]) in {1, 2}
    assert "没有生成：" in capsys.readouterr().err
    assert run(["build", str(city), str(city / "甲区" / "税务局" / "data" / "2020.yaml")]) == 2
    assert "不能和文件写在一起" in capsys.readouterr().err
    assert run(["validate", str(city), "--waivers", "w.yaml"]) == 2
    assert run(["build", str(tmp_path / "d")]) == 2
    assert run(
        [
            "build",
            "--all",
            "--data",
            str(city / "乙区" / "司法局" / "data"),
            "-o",
            str(tmp_path / "e"),
            "--format",
            "html",
        ]
    ) in {0, 2}


def test_a_cluster_that_is_not_there(
    city: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    distributed = pytest.importorskip("distributed")
    client = distributed.Client
    # Users wait for ten seconds.
    monkeypatch.setattr(distributed, "Client", lambda address, timeout: client(address, timeout=timeout / 20))
    assert run(["build", str(city), "--dask", "tcp://127.0.0.1:9", "-o", "x"]) == 2
    assert "连不上 Dask 集群" in capsys.readouterr().err
