"""The same call on a cluster: a scheduler and two workers of this machine."""

from __future__ import annotations

from pathlib import Path

import pytest

from fazhi_report.cli.app import run
from unit_files import TEXT, files, unit

distributed = pytest.importorskip("distributed")


@pytest.mark.filterwarnings("ignore")
def test_a_cluster_of_two_workers_gives_the_same_bytes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for number in range(6):
        text = TEXT.replace("1629件", f"{1629 + number}件") if number else TEXT.replace("year:", "yeer:")
        unit(tmp_path / "市" / f"单位{number}", text)
    assert run(["build", str(tmp_path / "市"), "-o", str(tmp_path / "here"), "--jobs", "1"]) == 1
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        address = cluster.scheduler_address
        assert run(["build", str(tmp_path / "市"), "-o", str(tmp_path / "there"), "--dask", address]) == 1
        assert run(["validate", str(tmp_path / "市"), "--dask", address]) == 1
    assert len(files(tmp_path / "here")) == 5
    assert files(tmp_path / "here") == files(tmp_path / "there")
    assert "检查了 6 个文件" in capsys.readouterr().err
