"""Thousands of reports in one call: time, memory, files read back, the same bytes whoever does the work."""

from __future__ import annotations

import argparse
import hashlib
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

from city import make_city


def tree(folder: Path) -> dict[str, str]:
    """Digest of every file that a user sees."""
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(folder).parts):
            found[path.relative_to(folder).as_posix()] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found


def resident(session: int) -> int:
    """Memory that the processes of a session have to themselves, and their share of the rest (PSS), in MiB; Linux."""
    total = 0
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                if os.getsid(int(entry.name)) == session:
                    rollup = (entry / "smaps_rollup").read_text(encoding="utf-8")
                    total += int(rollup.partition("\nPss:")[2].split()[0])
            except (OSError, IndexError):
                continue
    return total // 1024


def kill_a_worker(parent: int) -> bool:
    """Kill the first worker of a pool that has used a second of processor time; whether there was one."""
    for child in (Path("/proc") / str(parent) / "task" / str(parent) / "children").read_text().split():
        fields = (Path("/proc") / child / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        if int(fields[11]) > os.sysconf("SC_CLK_TCK"):
            os.kill(int(child), signal.SIGKILL)
            return True
    return False


def timed(name: str, *arguments: str, allowed: tuple[int, ...] = (0,), kill_after: float = 0) -> None:
    """Run a command line and print its time, its peak memory and its last line.

    Args:
        name: What to call it.
        arguments: The command line.
        allowed: Exit codes.
        kill_after: Seconds after which one of its workers is killed; 0 for none.
    """
    start, peak, used = time.perf_counter(), 0, _processor_seconds()
    with tempfile.TemporaryFile("w+", encoding="utf-8") as told:
        process = subprocess.Popen(
            [sys.executable, "-X", "utf8", "-m", "fazhi_report", *arguments],
            stdout=subprocess.DEVNULL,
            stderr=told,
            start_new_session=True,
        )
        while process.poll() is None:
            peak = max(peak, resident(process.pid))
            if kill_after and time.perf_counter() - start > kill_after and kill_a_worker(process.pid):
                kill_after, name = 0, f"{name}, a worker killed"
            time.sleep(0.25)
        spent = time.perf_counter() - start
        told.seek(0)
        last = told.read().splitlines()[-1:]
    print(
        f"| {name} | {spent:.1f} s | {_processor_seconds() - used:.1f} s | {peak} MiB | {' '.join(last)} |",
        flush=True,
    )
    if process.returncode not in allowed:
        sys.exit(f"{name}: exit {process.returncode}")


def _processor_seconds() -> float:
    """What the processes that have ended cost: on a busy machine this says more than the clock."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def read_back(folder: Path) -> int:
    """How many packages open and hold what their lists say."""
    count = 0
    for path in folder.rglob("*.docx"):
        with zipfile.ZipFile(path) as package:
            assert package.testzip() is None  # noqa: S101
            assert b"</w:document>" in package.read("word/document.xml")  # noqa: S101
        count += 1
    return count


def main() -> None:
    """Make a city and do with it what the command line says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--units", type=int, default=200)
    parser.add_argument(
        "--others", action="store_true", help="also with 1 worker and on a Dask cluster, and compare"
    )
    parser.add_argument("--build-only", action="store_true", help="only build, --changed and export")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        make_city(work / "city", options.units)
        city = str(work / "city")
        print(f"{options.units} units × 2 years\n")
        print("| call | time | processor time | peak (PSS) | told |\n|---|---|---|---|---|")
        timed("build, 2 workers", "build", city, "-o", str(work / "two"), "--jobs", "2", kill_after=20)
        print(f"| read back | | | | {read_back(work / 'two')} packages |", flush=True)
        timed(
            "build --changed, nothing changed",
            "build",
            city,
            "-o",
            str(work / "two"),
            "--changed",
            "--jobs",
            "2",
        )
        if not options.build_only:
            timed("validate", "validate", city, "--jobs", "2", "--no-cache", allowed=(0, 1))
        timed(
            "export, parquet", "export", city, "--format", "parquet", "-o", str(work / "table"), "--jobs", "2"
        )
        if options.others:
            timed("build, 1 worker", "build", city, "-o", str(work / "one"), "--jobs", "1")
            with_dask(city, work / "dask")
            trees = [tree(work / each) for each in ("two", "one", "dask")]
            print(f"| same bytes | | | | {trees[0] == trees[1] == trees[2]}, {len(trees[0])} files |")


def with_dask(city: str, out: Path) -> None:
    """The same on a local cluster of two workers."""
    from distributed import LocalCluster  # noqa: PLC0415  (only here)

    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        timed("build, Dask, 2 workers", "build", city, "-o", str(out), "--dask", cluster.scheduler_address)


if __name__ == "__main__":
    main()
