"""Every command that writes, killed at random moments; and a city whose workers die on the way."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import time
import zipfile
from pathlib import Path

import pytest

from inspected import base
from processes import Run, Tell, command, parts, seen, session

pytestmark = [
    pytest.mark.faults,
    pytest.mark.skipif(not Path("/proc").is_dir(), reason="Linux 上才有 /proc"),
]
ROOT = Path(__file__).resolve().parents[2]
OLD = "# 某县2018年法治政府建设年度报告\n\n一、主要举措\n\n受理行政复议案件12件。\n"
FULL = os.environ.get("FAZHI_FAULTS") == "full"
"""``make faults`` takes its time; `make test` tries less of the same."""
KILLS = 6 if FULL else 2
UNITS = 2000 if FULL else 500
WRITING = {
    "build": "build 2020 --format docx,md,json,html -o OUT",
    "collect": "collect inbox --roster units.csv --year 2020 --today 2026-01-25 -o OUT",
    "diff": "diff 2020 2023 --format xlsx -o OUT/对比.xlsx",
    "export": "export data -o OUT",
    "import": "import old.md --year 2018 -o OUT/2018.yaml --report OUT/账.json",
    "init": "init OUT --examples --templates",
    "new": "new 2021 -o OUT/2021.yaml",
    "redline": "redline 2020 again.yaml -o OUT/花脸稿.docx",
    "reformat": "reformat old.docx -o OUT/新.docx",
    "schema": "schema -o OUT/schema.json",
    "series": "series mediation.total --format xlsx -o OUT/走势.xlsx",
    "template": "template export-dotx -o OUT/模板.dotx",
    "figures": "figures 2020 --format json",
}
"""Command lines; figures writes nothing, and leaves nothing."""


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    for year in ("2020", "2023"):
        shutil.copy(ROOT / "data" / f"{year}.yaml", tmp_path / "data")
    text = (ROOT / "data" / "2020.yaml").read_text(encoding="utf-8")
    (tmp_path / "again.yaml").write_text(text.replace("推进", "促进"), encoding="utf-8")
    (tmp_path / "old.docx").write_bytes(base("published"))
    (tmp_path / "old.md").write_text(OLD, encoding="utf-8")
    (tmp_path / "inbox").mkdir()
    shutil.copy(ROOT / "data" / "2020.yaml", tmp_path / "inbox")
    (tmp_path / "units.csv").write_text("单位\n临海市司法局\n", encoding="utf-8")
    return tmp_path


def test_killed_commands(workspace: Path, tell: Tell, run: Run) -> None:
    chance, times, interrupted, stray = random.Random(17), 0, 0, 0  # noqa: S311
    for name, line in WRITING.items():
        good = workspace / "good" / name
        good.mkdir(parents=True)
        order = [word.replace("OUT", str(good)) for word in line.split()]
        start = time.perf_counter()
        assert run(*order).returncode in {0, 1}, name
        long = time.perf_counter() - start
        whole = seen(good)
        out = workspace / "out"
        for _ in range(KILLS):
            shutil.rmtree(out, ignore_errors=True)
            out.mkdir()
            process = subprocess.Popen(
                command(*(word.replace("OUT", str(out)) for word in line.split())),
                cwd=workspace,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
            # Where the writing is: near the end.
            time.sleep(chance.uniform(0.6 * long, 1.05 * long))
            process.kill()
            times += 1
            interrupted += process.wait() == -signal.SIGKILL
            found = seen(out)
            assert found.items() <= whole.items(), name
            stray += bool(parts(out))
            if name == "import":
                # The page is put in place before the account of it; both are there, or the second run says which is.
                for path in (out / "2018.yaml", out / "账.json"):
                    path.unlink(missing_ok=True)
            if name == "new":
                (out / "2021.yaml").unlink(missing_ok=True)
            assert run(*(word.replace("OUT", str(out)) for word in line.split())).returncode in {0, 1}, name
            assert seen(out) == whole, name
            assert parts(out) == [], name
    assert interrupted > times // 3
    tell(
        f"{'、'.join(WRITING)} 随机时刻被 SIGKILL",
        times,
        f"{interrupted} 次中断；残缺的文件 0；{stray} 次留下临时文件，再运行一次后 0，"
        "写出的与没有中断的相同（import、new 不覆盖已有的，先移走）",
    )


def test_workers_that_die_in_a_city(tmp_path: Path, tell: Tell, run: Run) -> None:
    text = (ROOT / "tests" / "data" / "minimal.yaml").read_text(encoding="utf-8")
    units, deaths = UNITS, 0
    year = next(line.split()[1] for line in text.splitlines() if line.startswith("year:"))
    for number in range(units):
        path = tmp_path / "示例市" / f"第{number % 40:02}区" / f"第{number:04}局" / "data" / f"{year}.yaml"
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")
    chance = random.Random(19)  # noqa: S311
    start = time.perf_counter()
    with (tmp_path / "told.txt").open("w+b") as told:
        process = subprocess.Popen(
            command("build", str(tmp_path / "示例市"), "-o", "dist", "--jobs", "2"),
            cwd=tmp_path,
            stdout=subprocess.DEVNULL,
            stderr=told,
            start_new_session=True,
        )
        while process.poll() is None:
            time.sleep(chance.uniform(2, 5) * UNITS / 2000)
            workers = [pid for pid in session(process.pid) if pid != process.pid and _works(pid)]
            if workers and deaths < 20:
                os.kill(chance.choice(workers), signal.SIGKILL)
                deaths += 1
    spent = time.perf_counter() - start
    said = (tmp_path / "told.txt").read_text(encoding="utf-8")
    made = list((tmp_path / "dist").rglob("*.docx"))
    lost = said.count("没有生成：")
    assert "Traceback" not in said
    assert process.returncode == (2 if lost else 0), said[-2000:]
    # One may have been written just before its worker died.
    assert units <= len(made) + lost <= units + deaths
    for path in made:
        with zipfile.ZipFile(path) as package:
            assert package.testzip() is None
    assert deaths >= 3
    # Only a task whose process died when it ran alone is given up; the rest is done by others.
    assert lost <= deaths
    again = run("build", str(tmp_path / "示例市"), "-o", "dist", "--changed", "--jobs", "2")
    assert again.returncode == 0, again.stderr[-2000:]
    assert len(list((tmp_path / "dist").rglob("*.docx"))) == units
    assert parts(tmp_path / "dist") == []
    tell(
        f"{units} 个单位一次生成，途中随机杀死工作进程",
        deaths,
        f"{len(made)} 份生成，{lost} 份说明没有生成、再运行时补齐；残缺的文件 0，遗留的临时文件 0；用时 {spent:.0f} 秒",
    )


def _works(pid: int) -> bool:
    """Whether a process is a worker, rather than what watches over the pool's semaphores."""
    try:
        return b"spawn_main" in (Path("/proc") / str(pid) / "cmdline").read_bytes()
    except OSError:
        return False
