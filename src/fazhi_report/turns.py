"""One process at a time: a lock that dies with its owner."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

PATIENCE = 30.0
"""Seconds to wait for others; a delivery takes a few milliseconds."""
_PAUSE = 0.02


@contextlib.contextmanager
def turn(path: Path) -> Iterator[bool]:
    """Hold a lock file while others wait.

    Args:
        path: The lock file; made when missing and never removed, since removing it would hand out two locks.

    Yields:
        Whether the lock is held. Where the disk knows no locks, or others never end, work goes on without:
        every file is still replaced whole.
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
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            _lock(handle)
        except (BlockingIOError, PermissionError):
            time.sleep(_PAUSE)
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
