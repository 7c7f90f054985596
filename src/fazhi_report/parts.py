"""Files in the making: each bears its owner's name, so that a dead owner's can be cleared away."""

from __future__ import annotations

import contextlib
import hashlib
import os
import platform
import re
import secrets
import sys
import time
from pathlib import Path

_PREFIX = ".fazhi-part-"
_NAME = re.compile(rf"^{re.escape(_PREFIX)}(?P<host>[0-9a-f]{{8}})-(?P<pid>[0-9]+)-(?P<run>[0-9a-f]{{8}})-")
_RUN = secrets.token_hex(4)
"""Tells this process from an earlier one that had the same number, as the first process of a container always has."""
_OLDEST = 24 * 60 * 60
"""Seconds after which a part is nobody's, even where its owner cannot be asked: no build takes a day."""


def flushed(folder: Path, content: bytes) -> Path:
    """Write a temporary neighbour of a file to come, through to the disk.

    Returns:
        Its path; it is the caller's to rename or to remove.

    Raises:
        OSError: The disk refuses; nothing is left then.
    """
    part = folder / part_name()
    try:
        # The kernel applies the umask to this mode: a report is for everyone whom the umask allows.
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
    except BaseException:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        raise
    return part


def settle(part: Path) -> None:
    """See a part that another library has written through to the disk.

    Raises:
        OSError: The disk refuses.
    """
    # Windows flushes nothing that is open for reading only.
    with part.open("r+b") as stream:
        os.fsync(stream.fileno())


def is_part(path: Path) -> bool:
    """Whether a file is one in the making, of whomever."""
    return path.name.startswith(_PREFIX)


def part_name() -> str:
    """A new name for a temporary file of this process."""
    return f"{_PREFIX}{_host()}-{os.getpid()}-{_RUN}-{secrets.token_hex(4)}"


def sweep(folder: Path) -> None:
    """Remove the parts of processes that are dead; what cannot be removed stays for the next run."""
    try:
        found = [path for path in folder.iterdir() if is_part(path)]
    except OSError:
        return
    for part in found:
        if _is_left_over(part):
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)


def _is_left_over(part: Path) -> bool:
    """Whether nobody will ever finish this part."""
    match = _NAME.match(part.name)
    if match and match["host"] == _host():
        pid = int(match["pid"])
        if pid == os.getpid():
            return match["run"] != _RUN
        if not _is_alive(pid):
            return True
    # Of another machine on a shared folder, of an older version, or under a number that lives again.
    try:
        return time.time() - part.stat().st_mtime > _OLDEST
    except OSError:
        return False


def _host() -> str:
    return hashlib.sha256(platform.node().encode("utf-8", "surrogateescape")).hexdigest()[:8]


def _is_alive(pid: int) -> bool:
    if sys.platform == "win32":
        return _is_alive_on_windows(pid)
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        # There is one that is not ours to ask.
        return True
    return True


def _is_alive_on_windows(pid: int) -> bool:
    """As `_is_alive`; ``os.kill`` ends processes there, so the system is asked for a handle."""
    import ctypes  # noqa: PLC0415  (Windows only)

    synchronize, timed_out = 0x00100000, 0x102
    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009  (unknown to the types of other systems)
    handle = kernel.OpenProcess(synchronize, False, pid)  # noqa: FBT003  (a C function)
    if not handle:
        return False
    try:
        return bool(kernel.WaitForSingleObject(handle, 0) == timed_out)
    finally:
        kernel.CloseHandle(handle)
