"""The files that a report is made of, notice of their changes, and the view that is shown."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from watchfiles import awatch

from fazhi_report.preview.view import View

_SUFFIXES = {".yaml", ".yml"}
# Network drives lose notices; comparing every second costs only a few calls of stat.
_LOOK_EVERY_MS = 1000
_GATHER_MS = 200
_STEP_MS = 20
_MOST_FILES = 2000

Signature = frozenset[tuple[str, int, int, int]]


@dataclass(frozen=True, slots=True)
class Inputs:
    """The files that a report is made of.

    Args:
        data: The data file.
        templates: The folder of the user's own templates; it need not exist yet.
    """

    data: Path
    templates: Path

    def signature(self) -> Signature:
        """A value that differs after every change of one of the files."""
        return frozenset(filter(None, map(_stamp, self._files())))

    def folders(self) -> set[Path]:
        """The existing folders in which one of the files may change or appear."""
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
    """Yield after every change of the files, until ``stop`` is set."""
    known = inputs.signature()
    while not stop.is_set():
        folders = inputs.folders()
        async for _ in _ticks(folders, stop):
            now = inputs.signature()
            if now != known:
                known = now
                yield None
            if inputs.folders() != folders:
                break


async def _ticks(folders: set[Path], stop: asyncio.Event) -> AsyncIterator[None]:
    """Yield whenever the files should be compared: at each notice of the system, and once a second."""
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
        # A folder has just been deleted, or the limits of inotify are reached.
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), _LOOK_EVERY_MS / 1000)
        yield None


_ALIVE_EVERY_SECONDS = 15.0


class Board:
    """Holds the current view and wakes those who wait for the next one; used in one event loop.

    Args:
        look: Makes a new view, given the last one; it is slow and runs in a thread.
    """

    def __init__(self, look: Callable[[View | None], View]) -> None:
        self._look = look
        self._view = look(None)
        self._replaced = asyncio.Event()
        self.closed = asyncio.Event()

    @property
    def view(self) -> View:
        """The current view."""
        return self._view

    async def refresh(self) -> None:
        """Make a new view and wake those who wait for it."""
        try:
            self._view = await asyncio.to_thread(self._look, self._view)
        except Exception:
            # A bug that a half-written file brings to light must not end the preview; the last view stays.
            logging.getLogger(__name__).exception("预览没有更新")
            return
        self._wake()

    def close(self) -> None:
        """End all waiting, and every stream of versions."""
        self.closed.set()
        self._wake()

    def _wake(self) -> None:
        replaced, self._replaced = self._replaced, asyncio.Event()
        replaced.set()

    async def versions(self) -> AsyncIterator[str]:
        """Yield the current version and each later one, and every 15 seconds an empty text, to notice lost clients."""
        while not self.closed.is_set():
            replaced = self._replaced
            yield self._view.version
            while not replaced.is_set() and not self.closed.is_set():
                try:
                    await asyncio.wait_for(replaced.wait(), _ALIVE_EVERY_SECONDS)
                except TimeoutError:
                    yield ""
