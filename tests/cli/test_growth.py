"""What every command costs grows as its input does: counted in calls of functions, never in seconds."""

from __future__ import annotations

import functools
import gc
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from commandline import run_in
from grown_reports import write_grown

SIZES = (2, 8, 32)
MOST = 1.3
"""Calls for what is added, beside linear growth."""
COMMANDS = (
    "validate 2024 --format json",
    "validate . --no-cache",
    "build 2024",
    "build 2024 --format md,json -o md",
    "build 2024 --format html -o html",
    "figures 2024",
    "explain local.k0x0 2024",
    "redline 2023 2024 -o redline.docx",
    "diff 2023 2024",
    "diff 2023 2024 --format json",
    "diff 2023 2024 --format docx -o diff.docx",
    "diff 2023 2024 --format html -o diff.html",
    "series local.k0x0 local.k1x0",
    "promises 2024",
    "deadlines --year 2024",
    "export data --format csv -o table",
    "site data -o site",
    "new 2025 --from 2024 -o new.yaml",
    "import dist/MADE.docx --year 2024 -o read.yaml",
    "check-docx dist/MADE.docx",
    "reformat dist/MADE.docx -o anew.docx",
)


@pytest.fixture(scope="module")
def offices(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    """An office of each size, with last year's file and its report."""
    made = {size: tmp_path_factory.mktemp(f"size-{size}") for size in SIZES}
    for size, folder in made.items():
        write_grown(folder, size)
        run_in(folder, "build", "2024")
        (document,) = (folder / "dist").glob("*.docx")
        document.rename(folder / "dist" / "MADE.docx")
    return made


def calls(work: Callable[[], object]) -> int:
    """How many functions a piece of work calls, of Python and of C, with nothing remembered from before."""
    for one in gc.get_objects():
        if isinstance(one, functools._lru_cache_wrapper) and one.__module__.startswith("fazhi_report."):
            one.cache_clear()
    count = 0

    def counted(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("line", COMMANDS)
def test_a_command_grows_with_its_input(offices: dict[int, Path], line: str) -> None:
    words = line.split()

    def work(folder: Path) -> None:
        if "-o" in words:
            out = folder / words[words.index("-o") + 1]
            if out.is_dir():
                shutil.rmtree(out)
            out.unlink(missing_ok=True)
        done = run_in(folder, *words)
        assert done.returncode in {0, 1}, done.stderr

    # Patterns and models are compiled at first use, which is no growth.
    work(offices[SIZES[0]])
    first, second, third = (calls(functools.partial(work, offices[size])) for size in SIZES)
    added = (SIZES[2] - SIZES[1]) / (SIZES[1] - SIZES[0])
    # What hardly grows asks for one figure only.
    assert third - second <= MOST * added * max(second - first, first / 4), (first, second, third)
