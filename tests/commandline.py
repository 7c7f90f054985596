"""The command line, called in this process or in one of its own.

A process takes half a second before it does anything, so what a command says and writes is tried in this one;
test_commands.py starts each command once as a person does.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path
from unittest.mock import patch

from fazhi_report.cli.app import run

Done = subprocess.CompletedProcess[str]
Run = Callable[..., Done]
"""Runs a command line in a folder of its own."""


class Terminal(io.StringIO):
    """What a person types."""

    def isatty(self) -> bool:
        return True


def run_in(folder: Path, *arguments: str | Path, encoding: str = "utf-8", typed: str | None = None) -> Done:
    """Run a command line in this process, in a folder, on a console of an encoding; typed is what a person answers."""
    line = [str(one) for one in arguments]
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding=encoding) for _ in range(2))
    with (
        chdir(folder),
        patch("sys.stdin", io.StringIO() if typed is None else Terminal(typed)),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        code = run(line)
    return subprocess.CompletedProcess(line, code, *(_shown(stream) for stream in (out, err)))


def _shown(stream: io.TextIOWrapper) -> str:
    stream.seek(0)  # Writes what is waiting, too.
    return stream.read()


def start_in(folder: Path, *arguments: str | Path) -> Done:
    """Run a command line in a process of its own, in a folder, where a warning is an error."""
    return subprocess.run(
        [sys.executable, "-X", "utf8", "-m", "fazhi_report", *map(str, arguments)],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONWARNINGS": "error"},
        check=False,
        timeout=120,
    )
