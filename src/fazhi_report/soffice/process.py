"""One run of LibreOffice: to its end or to the time limit, and none of its processes outlives it."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from fazhi_report.errors import FazhiError

_MOST_WORDS = 200
# What it says of Java, which nobody needs, and the frames of a crash.
_NOISE = ("javaldx", "[0x", "Stack:")


def run(command: Sequence[str], folder: Path, seconds: float, slow: str = "") -> str:
    """Run to the end or to the time limit, and leave none of its processes behind.

    Args:
        command: Program and arguments.
        folder: An empty folder of the call's own.
        seconds: How long it may take.
        slow: What to do on a slow machine, for the message.

    Returns:
        The last line it printed, for the case that it did nothing.

    Raises:
        FazhiError: It took longer.
        OSError: It cannot be started.
    """
    # A file, not a pipe: a grandchild that lives on would keep a pipe open and us waiting.
    with (folder / "said.txt").open("w+b") as said:
        process = subprocess.Popen(  # noqa: S603  (the program was found by us or named by the user)
            command,
            cwd=folder,
            env=_environment(),
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
            start_new_session=sys.platform != "win32",
        )
        try:
            process.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            raise FazhiError(
                f"LibreOffice（{command[0]}）{seconds:g} 秒没有做完，已经停掉",
                f"关掉别的 LibreOffice 窗口再试{slow and '；'}{slow}",
            ) from None
        finally:
            _end(process)
        said.seek(0)
        lines = [line.strip() for line in said.read().decode("utf-8", errors="replace").splitlines()]
    telling = [line for line in lines if line and not any(mark in line for mark in _NOISE)]
    return telling[-1][:_MOST_WORDS] if telling else ""


def _environment() -> dict[str, str]:
    """Ours without what would lead LibreOffice's own Python astray."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the program with all that it started: ``soffice`` is a script, the work is done by its grandchild."""
    if sys.platform == "win32":
        if process.poll() is None:
            killer = Path(os.environ.get("SYSTEMROOT", r"C:\Windows")) / "System32" / "taskkill.exe"
            command = [str(killer), "/T", "/F", "/PID", str(process.pid)]
            subprocess.run(command, capture_output=True, check=False)  # noqa: S603  (the system's own program)
    else:
        # The group may outlive its first process, so it is ended even where that one is gone.
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
