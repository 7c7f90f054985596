"""Killed at any moment, a build leaves whole files, and the next one clears away the rest."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from processes import Run, Tell, command, left_after, parts, seen

pytestmark = [
    pytest.mark.faults,
    pytest.mark.skipif(
        not hasattr(os, "fork") or not Path("/proc").is_dir(), reason="Linux 上才有 fork 和 /proc"
    ),
]
KILLS = 200
SEED = Path(__file__).parents[1] / "data_files" / "linhai-2020.txt"


def test_killed_builds(office: Path, tell: Tell) -> None:
    script = Path(__file__).with_name("kills.py")
    done = subprocess.run(
        [sys.executable, str(script), str(office), str(KILLS), "7"],
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout)
    assert seen["kills"] == KILLS
    assert (seen["half"], seen["stray after"], seen["refused"]) == (0, 0, 0)
    # The kills hit what they are meant to hit: files in the making, and files already replaced.
    assert seen["stray before"] > 0
    assert seen["changed"] > 0
    tell(
        "随机时刻 SIGKILL（一半在整个生成过程中，一半只在写文件时）",
        KILLS,
        f"残缺的文件 0；{seen['stray before']} 次留下临时文件，下一次运行后 0；下一次运行被误拒 0",
    )


def test_killed_batches(city: Path, tmp_path: Path, tell: Tell, run: Run) -> None:
    chance = random.Random(11)  # noqa: S311
    order = command("build", str(city), "-o", "dist", "--jobs", "2")
    start = time.perf_counter()
    subprocess.run(order, cwd=tmp_path, capture_output=True, check=True)
    long = time.perf_counter() - start
    shutil.rmtree(tmp_path / "dist")
    times, interrupted, orphans = 6, 0, 0
    for _ in range(times):
        process = subprocess.Popen(
            order,
            cwd=tmp_path,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        time.sleep(chance.uniform(0.4, 1.0) * long)
        process.kill()
        interrupted += process.wait() == -signal.SIGKILL
        orphans += bool(left_after(process.pid, 20))
        for path in (tmp_path / "dist").rglob("*.docx"):
            with zipfile.ZipFile(path) as package:
                assert package.testzip() is None
    assert interrupted > 0
    assert orphans == 0
    done = run("build", str(city), "-o", "dist", "--changed")
    assert done.returncode == 0, done.stderr
    assert len(list((tmp_path / "dist").rglob("*.docx"))) == 14
    assert parts(tmp_path / "dist") == []
    tell(
        "整批生成时主进程被 SIGKILL",
        times,
        f"{interrupted} 次中断；残缺的文件 0；遗留的工作进程 0；--changed 补齐 14 份，临时文件 0",
    )


def test_killed_exports_and_imports(city: Path, tmp_path: Path, tell: Tell, run: Run) -> None:
    """What other commands write is whole or not there, too."""
    orders = {
        "table": ("export", str(city), "--format", "parquet", "--jobs", "1", "-o"),
        "old.yaml": ("import", str(SEED), "-o"),
    }
    chance, times, interrupted = random.Random(13), 0, 0  # noqa: S311
    for name, order in orders.items():
        good = tmp_path / "good" / name
        start = time.perf_counter()
        assert run(*order, str(good)).returncode in {0, 1}
        long = time.perf_counter() - start
        whole = seen(good)
        for _ in range(12):
            out = tmp_path / "out" / name
            process = subprocess.Popen(
                command(*order, str(out)),
                cwd=tmp_path,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
            time.sleep(chance.uniform(0.5 * long, 1.1 * long))
            process.kill()
            times += 1
            interrupted += process.wait() == -signal.SIGKILL
            found = seen(out)
            assert found.items() <= whole.items()
            if name == "old.yaml" and found:
                # A second import never overwrites, so the next needs a clean place.
                out.unlink()
        assert run(*order, str(out)).returncode in {0, 1}
        assert seen(out) == whole
        assert parts(out.parent) == []
    assert interrupted > 0
    tell(
        "export、import 随机时刻被 SIGKILL",
        times,
        f"{interrupted} 次中断；残缺的文件 0；再运行一次写出的与没有中断的相同，临时文件 0",
    )


@pytest.mark.parametrize("many", [False, True], ids=["one", "batch"])
def test_ctrl_c(city: Path, office: Path, tell: Tell, *, many: bool) -> None:
    chance = random.Random(5)  # noqa: S311
    targets = [str(city), "--jobs", "2"] if many else [str(office / "a.yaml")]
    order = command("build", *targets, "-o", str(office / "dist"))
    start = time.perf_counter()
    subprocess.run(order, capture_output=True, check=True)
    long = time.perf_counter() - start
    wanted = 5 if many else 8
    times = stopped = 0
    # Some come before the program has begun, or after its end; enough must come between.
    while times < wanted or (stopped < wanted // 2 and times < 10 * wanted):
        process = subprocess.Popen(
            order,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            start_new_session=True,
        )
        time.sleep(chance.uniform(0.3, 1.0) * long)
        os.killpg(process.pid, signal.SIGINT)
        _, told = process.communicate(timeout=60)
        times += 1
        assert "Traceback" not in told
        assert process.returncode in {130, 0, -signal.SIGINT}
        stopped += process.returncode == 130
        assert process.returncode != 130 or "已中断" in told
        assert left_after(process.pid, 5) == []
        assert parts(office / "dist") == []
    assert stopped >= wanted // 2
    tell(
        "Ctrl-C（整批）" if many else "Ctrl-C（一份）",
        times,
        f"{stopped} 次中断，退出码 130，其余已做完；没有遗留的进程和临时文件",
    )
