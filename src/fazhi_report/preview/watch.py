"""Which files make the report, and when one of them has changed."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from watchfiles import awatch

from fazhi_report.preview.page import View

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


_ALIVE_EVERY_SECONDS = 15.0


class Board:
    """The view of the moment; it lives in one event loop.

    Args:
        look: Makes the view anew out of the last one; takes its time, and runs beside the loop.
    """

    def __init__(self, look: Callable[[View | None], View]) -> None:
        self._look = look
        self._view = look(None)
        self._turned = asyncio.Event()
        self.closed = asyncio.Event()

    @property
    def view(self) -> View:
        """What is shown."""
        return self._view

    async def refresh(self) -> None:
        """Look again, and tell those who wait."""
        try:
            self._view = await asyncio.to_thread(self._look, self._view)
        except Exception:
            # A fault of ours in a half-written file must not end the preview; what was shown stays.
            logging.getLogger(__name__).exception("预览没有更新")
            return
        self._wake()

    def close(self) -> None:
        """Let everybody go who waits."""
        self.closed.set()
        self._wake()

    def _wake(self) -> None:
        turned, self._turned = self._turned, asyncio.Event()
        turned.set()

    async def versions(self) -> AsyncIterator[str]:
        """The version now, and each later one; an empty word from time to time, to see whether anybody listens."""
        while not self.closed.is_set():
            turned = self._turned
            yield self._view.version
            while not turned.is_set() and not self.closed.is_set():
                try:
                    await asyncio.wait_for(turned.wait(), _ALIVE_EVERY_SECONDS)
                except TimeoutError:
                    yield ""
