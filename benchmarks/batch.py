"""What a report costs when a whole city is built as ``build FOLDER`` does it, beside its peers on the same texts."""

from __future__ import annotations

import argparse
import gc
import importlib.util
import json
import platform
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE / "peers"))
sys.path.insert(0, str(HERE))

import handmade  # noqa: E402  (the peers are scripts, found by path)
import phases  # noqa: E402
import plain_docx  # noqa: E402
from city import YEARS, make_city  # noqa: E402

from fazhi_report.commands.build import BuildOptions, build  # noqa: E402
from fazhi_report.commands.city import Unit, city_below  # noqa: E402
from fazhi_report.commands.workers import InProcess  # noqa: E402

PEER = "docxtpl"
FLOOR = "hand-made WordprocessingML"
FIRST, SECOND = (
    f"fazhi-report, {words}" for words in ("first year", "second year, last year's file present")
)
OURS = "fazhi-report, both years"
COLLECTED_EVERY = 50_000
"""As `fazhi_report.__main__` sets it."""


@dataclass(frozen=True, slots=True)
class Report:
    """One report of the city: the data file that we read, and the same words as lines for the peers."""

    data: Path
    lines: list[str]


def peers(work: Path) -> dict[str, Callable[[Report], object]]:
    """Name → what makes one report."""
    target = work / "made.docx"
    found: dict[str, Callable[[Report], object]] = {
        FLOOR: lambda one: handmade.write(one.lines, target),
        "plain python-docx": lambda one: plain_docx.write(one.lines, target),
    }
    if importlib.util.find_spec("docxtpl"):
        import docxtpl_app  # noqa: PLC0415  (only where it is installed)

        template = work / "template.docx"
        docxtpl_app.prepare(template)
        found[PEER] = lambda one: docxtpl_app.write(one.lines, target, template)
    return found


def measure(units: Sequence[Unit], work: Path) -> dict[str, list[float]]:
    """Seconds of processor time per report; the tools take turns, unit by unit, and the first five are not counted."""
    options = BuildOptions(out=work / "dist")
    texts = [[Report(path, phases.plain(path)) for path in unit.files] for unit in units]
    others = peers(work)
    times: dict[str, list[float]] = {}
    for number, (unit, reports) in enumerate(zip(units, texts, strict=True)):
        spent: dict[str, float] = {}
        for name, years in ((FIRST, unit.years[:1]), (SECOND, unit.years[1:])):
            begun = time.process_time()
            (results,) = build([Unit(unit.name, years)], options, InProcess())
            spent[name] = time.process_time() - begun
            assert all(one.state == "built" for one in results), results  # noqa: S101
        spent[OURS] = statistics.mean(spent.values())
        for name, make in others.items():
            begun = time.process_time()
            for one in reports:
                make(one)
            spent[name] = (time.process_time() - begun) / len(reports)
        if number >= WARM:
            for name, seconds in spent.items():
                times.setdefault(name, []).append(seconds)
    return times


WARM = 5


def node_docx(units: Sequence[Unit], work: Path) -> dict[str, list[float]]:
    """Seconds a report of npm's docx, in a process of its own after the others; nothing where it is not installed."""
    package = HERE.parent / ".tools" / "node_modules" / "docx"
    if not (shutil.which("node") and package.is_dir()):
        return {}
    texts = []
    for number, path in enumerate(path for unit in units for path in unit.files):
        texts.append(work / f"{number}.txt")
        texts[-1].write_text("\n".join(phases.plain(path)), encoding="utf-8")
    script = HERE / "peers" / "docx_batch.cjs"
    command = ["node", script, package, work / "node.docx", "10", *texts]
    told = subprocess.run(command, capture_output=True, check=True, encoding="utf-8").stdout
    return {"docx (npm)": [milliseconds / 1000 for milliseconds in json.loads(told)[1:]]}


def table(times: Mapping[str, list[float]]) -> str:
    medians = {name: statistics.median(seconds) for name, seconds in times.items()}
    lines = [f"| what | ms a report | × {FLOOR} | × {PEER} |", "|---|---:|---:|---:|"]
    for name, median in medians.items():
        to_peer = f"{median / medians[PEER]:.2f}" if PEER in medians else "–"
        lines.append(f"| {name} | {median * 1000:.1f} | {median / medians[FLOOR]:.1f} | {to_peer} |")
    return "\n".join(lines)


def whole(folder: Path, work: Path) -> str:
    """The command as a whole process: one worker and two, cold and with what is kept."""
    lines = [
        "| command | seconds | processor seconds | most memory of a process, MiB |",
        "|---|---:|---:|---:|",
    ]
    for name, words in {
        "build, one process": ("build", folder, "-o", work / "one", "--jobs", "1", "--no-cache"),
        "build, two asked for": ("build", folder, "-o", work / "two", "--jobs", "2", "--no-cache"),
        "validate, cold": ("validate", folder, "--jobs", "1"),
        "validate, warm": ("validate", folder, "--jobs", "1"),
        "build --changed, nothing changed": ("build", folder, "-o", work / "one", "--jobs", "1", "--changed"),
    }.items():
        begun, used = time.perf_counter(), _children()
        command = [sys.executable, "-X", "utf8", "-m", "fazhi_report", *map(str, words)]
        done = subprocess.run(command, capture_output=True, cwd=work, check=False)
        assert done.returncode in {0, 1}, done.stderr.decode()  # noqa: S101
        clock, worked = time.perf_counter() - begun, _children() - used
        most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
        lines.append(f"| {name} | {clock:.2f} | {worked:.2f} | {most} |")
    return "\n".join(lines)


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--units", type=int, default=60)
    options = parser.parse_args()
    gc.set_threshold(COLLECTED_EVERY)
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        make_city(work / "city", options.units)
        print(f"{options.units} units × {len(YEARS)} years, Python {platform.python_version()}\n")
        # First, for the memory that is told is the most of all children so far.
        told = whole(work / "city", work)
        units = list(city_below([work / "city"]).units)
        print(table(measure(units, work) | node_docx(units, work)))
        print()
        print(told)
        print()
        # Of texts that nothing remembers.
        make_city(work / "other", options.units // 2, first=options.units)
        print(phases.table([path for unit in city_below([work / "other"]).units for path in unit.files]))


if __name__ == "__main__":
    main()
