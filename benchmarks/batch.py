"""Milliseconds a report in a batch of 200 in one process, ours beside a floor and its peers, on the same texts."""

from __future__ import annotations

import argparse
import importlib.util
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE / "peers"))
sys.path.insert(0, str(HERE))

import handmade  # noqa: E402  (the peers are scripts, found by path)
import phases  # noqa: E402
import plain_docx  # noqa: E402

PEER = "docxtpl"
FLOOR = "hand-made WordprocessingML"
BLOCK = 10
"""Reports of one tool in a row, before it is the next one's turn."""


@dataclass(frozen=True, slots=True)
class Report:
    """One report of the batch: the data file that we read, and the same words as lines for the peers."""

    data: Path
    lines: list[str]


def reports(count: int, work: Path) -> list[Report]:
    """Reports of which no two share a sentence, so that no cache helps by knowing the text."""
    text = phases.DATA.read_text(encoding="utf-8")
    made = []
    for number in range(count):
        data = work / f"{number}.yaml"
        data.write_text(phases.varied(text, number), encoding="utf-8")
        made.append(Report(data, phases.plain(data)))
    return made


def tools(work: Path) -> dict[str, Callable[[Report], object]]:
    """Name → what makes one report."""
    target = work / "made.docx"
    found: dict[str, Callable[[Report], object]] = {
        "fazhi-report, all rules": lambda one: phases.build(one.data, target, rules=True),
        "fazhi-report, without rules": lambda one: phases.build(one.data, target, rules=False),
        FLOOR: lambda one: handmade.write(one.lines, target),
        "plain python-docx": lambda one: plain_docx.write(one.lines, target),
    }
    if importlib.util.find_spec("docxtpl"):
        import docxtpl_app  # noqa: PLC0415  (only where it is installed)

        template = work / "template.docx"
        docxtpl_app.prepare(template)
        found[PEER] = lambda one: docxtpl_app.write(one.lines, target, template)
    return found


def measure(found: dict[str, Callable[[Report], object]], batch: Sequence[Report]) -> dict[str, list[float]]:
    """Seconds a report of each tool, in blocks in turn; the first block of each is not counted."""
    times: dict[str, list[float]] = {name: [] for name in found}
    for start in range(0, len(batch), BLOCK):
        for name, make in found.items():
            begun = time.process_time()
            for one in batch[start : start + BLOCK]:
                make(one)
            if start:
                times[name].append((time.process_time() - begun) / BLOCK)
    return times


def node_docx(batch: Sequence[Report], work: Path) -> dict[str, list[float]]:
    """Seconds a report of npm's docx, in a process of its own after the others; nothing where it is not installed."""
    package = HERE.parent / ".tools" / "node_modules" / "docx"
    if not (shutil.which("node") and package.is_dir()):
        return {}
    texts = [work / f"{number}.txt" for number in range(len(batch))]
    for text, one in zip(texts, batch, strict=True):
        text.write_text("\n".join(one.lines), encoding="utf-8")
    script = HERE / "peers" / "docx_batch.cjs"
    command = ["node", script, package, work / "node.docx", str(BLOCK), *texts]
    told = subprocess.run(command, capture_output=True, check=True, encoding="utf-8").stdout
    return {"docx (npm)": [milliseconds / 1000 for milliseconds in json.loads(told)[1:]]}


def table(times: dict[str, list[float]]) -> str:
    medians = {name: statistics.median(seconds) for name, seconds in times.items()}
    lines = [f"| what | ms a report | × {FLOOR} | × {PEER} |", "|---|---:|---:|---:|"]
    for name, median in medians.items():
        to_peer = f"{median / medians[PEER]:.2f}" if PEER in medians else "–"
        lines.append(f"| {name} | {median * 1000:.1f} | {median / medians[FLOOR]:.1f} | {to_peer} |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=200)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        batch = reports(options.reports, work)
        print(table(measure(tools(work), batch) | node_docx(batch, work)))
        print()
        print(phases.table([one.data for one in batch]))


if __name__ == "__main__":
    main()
