"""What one rendering of the templates may cost, in steps, in memory and in seconds."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from contextvars import ContextVar
from dataclasses import dataclass, field

from jinja2.exceptions import SecurityError

MOST = 16_000_000
"""Characters of one rendering, those that are thrown away among them; a real report spends some hundred thousand.

A unit stands for at most some sixteen bytes and a microsecond, so that this bounds memory and time, too."""
STEP = 10
"""What a round of a loop, a call or a printed value costs beside its characters."""
MOST_SECONDS = 10.0
"""The second bound, for steps that cost more than their number says; a real report takes a hundredth of a second."""


@dataclass(slots=True)
class Allowance:
    """What is left to one rendering.

    Args:
        left: Units that can still be spent.
        end: The moment when the time is up, of the monotonic clock.
        weighed: Identity of a container → the container (held, so that no other gets its identity), its weight
            and its depth.
    """

    left: int = field(default_factory=lambda: MOST)
    end: float = field(default_factory=lambda: time.monotonic() + MOST_SECONDS)
    weighed: dict[int, tuple[object, int, int]] = field(default_factory=dict)

    def spend(self, amount: int) -> None:
        """Take from it.

        Raises:
            SecurityError: Nothing is left.
        """
        self.left -= amount
        if self.left < 0:
            raise SecurityError(f"循环过多或文字过长：一份报告最多 {MOST // STEP} 步，或 {MOST} 字")
        if time.monotonic() > self.end:
            raise SecurityError(f"用时超过 {MOST_SECONDS:.0f} 秒")


_CURRENT: ContextVar[Allowance | None] = ContextVar("allowance", default=None)


@contextlib.contextmanager
def allowance() -> Iterator[Allowance]:
    """One rendering's allowance; what is rendered in here spends from it."""
    made = Allowance()
    token = _CURRENT.set(made)
    try:
        yield made
    finally:
        _CURRENT.reset(token)


def current() -> Allowance | None:
    """Return the allowance of the current rendering; None outside of one."""
    return _CURRENT.get()


def spend(amount: int) -> None:
    """Take from the current rendering's allowance; outside of one nothing is counted.

    Raises:
        SecurityError: Nothing is left.
    """
    found = _CURRENT.get()
    if found is not None:
        found.spend(amount)
