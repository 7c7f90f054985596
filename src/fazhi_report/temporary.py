"""Manages temporary files in the folder of the files written, and locks between processes."""

from __future__ import annotations

import contextlib
import hashlib
import os
import platform
import re
import secrets
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

_PREFIX = ".fazhi-part-"
_NAME = re.compile(rf"^{re.escape(_PREFIX)}(?P<host>[0-9a-f]{{8}})-(?P<pid>[0-9]+)-(?P<run>[0-9a-f]{{8}})-")
_RUN = secrets.token_hex(4)
"""Distinguishes this process from an earlier one with the same number, as in containers."""
_OLDEST = 24 * 60 * 60
"""Seconds after which a temporary file is abandoned, even where its process cannot be asked: no build takes a day."""


def flushed(folder: Path, content: bytes, *, durable: bool = True) -> Path:
    """Write a temporary file into a folder and flush it to the disk.

    Args:
        folder: The folder.
        content: The content.
        durable: Whether to wait until the disk has it; False for what may be lost.

    Returns:
        Its path; the caller renames or removes it.

    Raises:
        OSError: The disk refuses; nothing is left then.
    """
    part = folder / part_name()
    try:
        # The kernel applies the umask to this mode: a report is for everyone whom the umask allows.
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            if durable:
                stream.flush()
                os.fsync(stream.fileno())
    except BaseException:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        raise
    return part


def open_part(folder: Path, encoding: str) -> tuple[Path, TextIO]:
    """Open a temporary text file in a folder, for content that comes piece by piece.

    Returns:
        Its path and the stream; the caller closes it, and renames or removes the file.

    Raises:
        OSError: The disk refuses.
    """
    part = folder / part_name()
    return part, part.open("x", encoding=encoding, newline="")


def settle(part: Path) -> None:
    """Flush a temporary file that another library has written to the disk.

    Raises:
        OSError: The disk refuses.
    """
    # Windows flushes nothing that is open for reading only.
    with part.open("r+b") as stream:
        os.fsync(stream.fileno())


def is_part(path: Path) -> bool:
    """Whether a file is a temporary file of this or another process of this program."""
    return path.name.startswith(_PREFIX)


def part_name() -> str:
    """Return a new name for a temporary file of this process."""
    return f"{_PREFIX}{_host()}-{os.getpid()}-{_RUN}-{secrets.token_hex(4)}"


def sweep(folder: Path) -> None:
    """Remove the temporary files of processes that have ended; what cannot be removed stays for the next run."""
    try:
        found = [path for path in folder.iterdir() if is_part(path)]
    except OSError:
        return
    for part in found:
        if _is_left_over(part):
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)


def _is_left_over(part: Path) -> bool:
    """Whether the process of this temporary file has ended."""
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
        # The process exists and belongs to another user.
        return True
    return True


def _is_alive_on_windows(pid: int) -> bool:
    """As `_is_alive`, but by a handle of the system, because ``os.kill`` ends processes on Windows."""
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


LOCK_TIMEOUT = 30.0
"""Seconds to wait for the lock; a delivery takes a few milliseconds."""
_LOCK_PAUSE = 0.02


@contextlib.contextmanager
def file_lock(path: Path) -> Iterator[bool]:
    """Hold a lock file, so that other processes wait.

    Args:
        path: The lock file; made when missing and never removed, since removing it would hand out two locks.

    Yields:
        Whether the lock is held. Where the disk has no locks, or another process does not end, the work goes on
        without the lock; every file is still replaced as a whole.
    """
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError:
        yield False
        return
    try:
        yield _held(handle)
    finally:
        # Closing gives the lock back.
        os.close(handle)


def _held(handle: int) -> bool:
    end = time.monotonic() + LOCK_TIMEOUT
    while time.monotonic() < end:
        try:
            _lock(handle)
        except (BlockingIOError, PermissionError):
            time.sleep(_LOCK_PAUSE)
        except OSError:
            return False
        else:
            return True
    return False


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
