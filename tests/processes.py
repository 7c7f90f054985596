"""The real command in processes of its own, and what they leave behind."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

Tell = Callable[[str, int, str], None]
"""Notes a fault, the times it was tried, and what was found."""
Run = Callable[..., subprocess.CompletedProcess[str]]
"""Runs a command line."""


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-X", "utf8", "-m", "fazhi_report", *arguments]


def parts(folder: Path) -> list[Path]:
    """Temporary files anywhere below a folder."""
    return list(folder.rglob(".fazhi-part-*"))


def seen(place: Path) -> dict[str, bytes]:
    """What a user sees at a place, a file or a folder."""
    if place.is_file():
        return {"": place.read_bytes()}
    files = (path for path in place.rglob("*") if path.is_file())
    return {
        path.relative_to(place).as_posix(): path.read_bytes()
        for path in files
        if not any(part.startswith(".") for part in path.relative_to(place).parts)
    }


def session(number: int) -> list[int]:
    """Processes of a session that are neither dead nor waiting to be buried (Linux)."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                after = (entry / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
            except OSError:
                continue
            if int(after[3]) == number and after[0] != "Z":
                found.append(int(entry.name))
    return [pid for pid in found if pid != os.getpid()]


def left_after(number: int, seconds: float) -> list[int]:
    """Processes of a session that are still there when the time is over."""
    end = time.monotonic() + seconds
    while session(number) and time.monotonic() < end:
        time.sleep(0.05)
    return session(number)
