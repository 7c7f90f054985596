"""What is shown now, and who waits for it to change."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable

from fazhi_report.preview.page import View

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
