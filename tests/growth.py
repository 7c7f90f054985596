"""How the cost of a piece of work grows with its size: never a time, always a ratio in one run."""

from __future__ import annotations

import time
from collections.abc import Callable

TIMES = 16
# Linear work grows 16 times, quadratic 256 times; what lies between is caches and a busy machine.
MOST = 90
_LEAST = 0.002


def assert_linear(work: Callable[[str], object], piece: str, size: int = 2_500) -> None:
    """The work on a text of sixteen times the size costs no more than linear growth explains.

    Args:
        work: What is done to a text.
        piece: What the texts repeat.
        size: Characters of the smaller text.
    """
    small, large = ((piece * length)[:length] for length in (size, size * TIMES))
    first = min(_cost(work, small), _cost(work, small))
    most = MOST * max(first, _LEAST)
    then = _cost(work, large)
    if then > most:  # The machine may have been busy: only a second try accuses.
        then = _cost(work, large)
    assert then <= most, f"{piece!r}: {first:.4f} s, then {then:.4f} s"


def _cost(work: Callable[[str], object], text: str) -> float:
    """Seconds of processor time."""
    start = time.process_time()
    work(text)
    return time.process_time() - start
