"""Whole-process times of fazhi-report beside a floor and its peers, on the same text, as ratios in one run."""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
FLOOR = "python -c pass"
PEER = "docxtpl"
# Typer imports Pydantic's adapters when a command has arguments, and a model needs more than the name of the package.
IN_USE = "import typer, pydantic, yaml, jinja2, typer._adapters; from pydantic import BaseModel"
Command = tuple[str, ...]


def _has(module: str) -> bool:
    return importlib.util.find_spec(module) is not None


def commands(work: Path) -> dict[str, Command]:
    """Name → command line; peers that are not installed are left out."""
    python = sys.executable
    ours = (python, "-m", "fazhi_report")
    build = (*ours, "build", str(ROOT / "data" / "2020.yaml"), "-o", str(work / "dist"))
    body = str(work / "body.md")
    found: dict[str, Command] = {
        FLOOR: (python, "-c", "pass"),
        "imports: typer, pydantic, yaml, jinja2": (python, "-c", "import typer, pydantic, yaml, jinja2"),
        "the same, in use": (python, "-c", IN_USE),
        "fazhi-report --version": (*ours, "--version"),
        "fazhi-report --help": (*ours, "--help"),
        "one-command typer app --help": (python, str(HERE / "peers" / "typer_app.py"), "--help"),
        "fazhi-report validate 2020": (*ours, "validate", str(ROOT / "data" / "2020.yaml")),
        "fazhi-report build 2020 (docx)": build,
        "fazhi-report build 2020 (md)": (*build, "--format", "md"),
        **({"fazhi-report build 2020 (pdf, Typst)": (*build, "--format", "pdf")} if _has("typst") else {}),
        **(
            {
                "fazhi-report build 2020 (pdf, LibreOffice)": (
                    *build,
                    "--format",
                    "pdf",
                    "--engine",
                    "libreoffice",
                )
            }
            if shutil.which("soffice") and _has("pypdf")
            else {}
        ),
        "hand-made WordprocessingML": (
            python,
            str(HERE / "peers" / "handmade.py"),
            body,
            str(work / "hand.docx"),
        ),
        "plain python-docx": (python, str(HERE / "peers" / "plain_docx.py"), body, str(work / "plain.docx")),
    }
    if _has("docxtpl"):
        found[PEER] = (python, str(HERE / "peers" / "docxtpl_app.py"), body, str(work / "tpl.docx"))
    if shutil.which("pandoc"):
        found["pandoc"] = ("pandoc", body, "-o", str(work / "pandoc.docx"))
    node_docx = ROOT / ".tools" / "node_modules" / "docx"
    if shutil.which("node") and node_docx.is_dir():
        found["docx (npm)"] = (
            "node",
            str(HERE / "peers" / "docx_app.cjs"),
            str(node_docx),
            body,
            str(work / "npm.docx"),
        )
    return found


def prepare(work: Path) -> None:
    """The text for the peers, one paragraph a line, and what they need once."""
    subprocess.run(
        [
            sys.executable,
            "-m",
            "fazhi_report",
            "build",
            str(ROOT / "data" / "2020.yaml"),
            "-o",
            str(work),
            "--format",
            "md",
        ],
        check=True,
        capture_output=True,
    )
    (made,) = work.glob("*.md")
    made.rename(work / "body.md")
    if _has("docxtpl"):
        script = HERE / "peers" / "docxtpl_app.py"
        subprocess.run([sys.executable, str(script), "--prepare", str(work / "tpl.docx")], check=True)


Spent = tuple[float, float]
"""Seconds by the clock, and seconds of processor time: the second hangs less on what else the machine does."""


def measure(found: Mapping[str, Command], runs: int, compiled: Path) -> dict[str, list[Spent]]:
    """What each command takes, the commands in turn; the first round, which compiles, is not counted."""
    times: dict[str, list[Spent]] = {name: [] for name in found}
    # Installed packages are compiled, and so are we at the second run, unless that is forbidden here.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPYCACHEPREFIX"] = str(compiled)
    for counted in range(-1, runs):
        for name, command in found.items():
            start, worked = time.perf_counter(), _children()
            done = subprocess.run(command, capture_output=True, check=False, env=environment)
            spent = (time.perf_counter() - start, _children() - worked)
            if done.returncode != 0:
                sys.exit(f"{name}: exit {done.returncode}\n{done.stderr.decode(errors='replace')}")
            if counted >= 0:
                times[name].append(spent)
    return times


def _children() -> float:
    """Processor time of all processes that were waited for, in seconds."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def table(times: Mapping[str, list[Spent]]) -> str:
    """A Markdown table: medians, and ratios of processor time to the floor and to the peer."""
    clock = {name: statistics.median(wall for wall, _ in spent) for name, spent in times.items()}
    medians = {name: statistics.median(worked for _, worked in spent) for name, spent in times.items()}
    lines = [
        f"| what | ms by the clock | ms of processor time | × {FLOOR} | × {PEER} |",
        "|---|---:|---:|---:|---:|",
    ]
    for name, median in medians.items():
        to_peer = f"{median / medians[PEER]:.2f}" if PEER in medians else "–"
        ratio = f"{median / medians[FLOOR]:.1f}"
        lines.append(f"| {name} | {clock[name] * 1000:.0f} | {median * 1000:.0f} | {ratio} | {to_peer} |")
    return "\n".join(lines)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--json", type=Path, help="write the seconds of every run here")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        prepare(work)
        times = measure(commands(work), options.runs, work / "compiled")
    print(table(times))
    if options.json:
        options.json.write_text(json.dumps(times, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
