"""Progress of a command on many units: a bar at a terminal, lines elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Self

from fazhi_report.cli.common import say

if TYPE_CHECKING:
    from fazhi_report.commands.city import Unit


class ProgressLines:
    """Plain lines, for pipes and CI; advancing shows nothing."""

    is_bar = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        return

    def say(self, line: str, *, refused: bool) -> None:
        """Write a line to stderr."""
        del refused
        say(line)

    def advance(self) -> None:
        """Take note that another unit is done."""


class ProgressBar:
    """A progress bar for a person at a terminal.

    Args:
        total: How many units there are.
    """

    is_bar = True

    def __init__(self, total: int) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        self._progress = Progress(
            TextColumn("单位"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=Console(stderr=True),
            transient=True,
        )
        self._task = self._progress.add_task("", total=total)

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.stop()

    def say(self, line: str, *, refused: bool) -> None:
        """Show nothing while the bar runs: the command says its refusals below the finished bar."""

    def advance(self) -> None:
        """Move the bar by one unit."""
        self._progress.advance(self._task)


def progress(find: Callable[[], Iterable[Unit]]) -> ProgressLines | ProgressBar:
    """A bar where stderr is a terminal, else lines.

    Args:
        find: Gives the units to count; only called for a bar.
    """
    if not sys.stderr.isatty():
        return ProgressLines()
    return ProgressBar(sum(1 for _ in find()))
