"""Which files make the report, and when one of them has changed."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path

from watchfiles import awatch

_SUFFIXES = {".yaml", ".yml"}
# Notices get lost on network drives; a look every second costs a few stats.
_LOOK_EVERY_MS = 1000
_GATHER_MS = 200
_STEP_MS = 20
_MOST_FILES = 2000

Signature = frozenset[tuple[str, int, int, int]]


@dataclass(frozen=True, slots=True)
class Inputs:
    """What a report is made of.

    Args:
        data: The data file.
        templates: The folder of the user's own templates, whether it is there yet or not.
    """

    data: Path
    templates: Path

    def signature(self) -> Signature:
        """A value that is another one after every change of a file that may matter."""
        return frozenset(filter(None, map(_stamp, self._files())))

    def folders(self) -> set[Path]:
        """Folders in which something may change; only those that are there."""
        home = self.data.parent
        wanted = {home, home.parent, self.templates.parent, self.templates}
        if self.templates.is_dir():
            wanted |= {path for path in self.templates.rglob("*") if path.is_dir()}
        return {folder for folder in wanted if folder.is_dir()}

    def _files(self) -> Iterator[Path]:
        """The data file and its neighbours (waivers, last year), the waivers beside the folder, the templates."""
        yield self.data
        for folder in (self.data.parent, self.data.parent.parent):
            with contextlib.suppress(OSError):
                yield from (path for path in folder.iterdir() if path.suffix in _SUFFIXES)
        if self.templates.is_dir():
            for _, path in zip(range(_MOST_FILES), self.templates.rglob("*"), strict=False):
                yield path


def _stamp(path: Path) -> tuple[str, int, int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return str(path), found.st_mtime_ns, found.st_size, found.st_ino


async def changes(inputs: Inputs, stop: asyncio.Event) -> AsyncIterator[None]:
    """Yield after every change of what the report is made of, until told to stop."""
    known = inputs.signature()
    while not stop.is_set():
        folders = inputs.folders()
        async for _ in _occasions(folders, stop):
            now = inputs.signature()
            if now != known:
                known = now
                yield None
            if inputs.folders() != folders:
                break


async def _occasions(folders: set[Path], stop: asyncio.Event) -> AsyncIterator[None]:
    """Moments to look at the files: when the system gives notice, and once a second all the same."""
    notices = awatch(
        *folders,
        watch_filter=None,
        recursive=False,
        debounce=_GATHER_MS,
        step=_STEP_MS,
        rust_timeout=_LOOK_EVERY_MS,
        yield_on_timeout=True,
        stop_event=stop,
        ignore_permission_denied=True,
    )
    try:
        async for _ in notices:
            yield None
    except (OSError, RuntimeError):
        # A folder has just gone, or the system gives no more notices to anybody (inotify's limits).
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), _LOOK_EVERY_MS / 1000)
        yield None
