"""Sets the pages in a process of its own, which is renewed from time to time: a compiler that stays warm grows."""

from __future__ import annotations

import signal
import threading
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from fazhi_report.document.nodes import Document
from fazhi_report.errors import FazhiError
from fazhi_report.norms.gbt9704 import Profile
from fazhi_report.writers.fonts import installed

_SECONDS = 60.0
"""A report of thousand pages takes so long; a hung compiler is ended."""
_MOST_DOCUMENTS = 100
"""How many documents a process sets before another takes its place."""


@dataclass(frozen=True, slots=True)
class Pages:
    """What was set.

    Args:
        pdf: The PDF.
        missing: Characters that no font of this machine has; another sign stands in their place.
    """

    pdf: bytes
    missing: tuple[str, ...]


class Typesetter:
    """Sets documents, one at a time, in a process that is started when the first comes.

    Args:
        profile: The page profile.
    """

    def __init__(self, profile: Profile) -> None:
        self._profile = profile
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None
        self._done = 0
        self._lock = threading.Lock()

    def __call__(self, document: Document) -> Pages:
        """Set a document.

        Raises:
            FazhiError: typst or a font is missing, or it takes too long.
        """
        with self._lock:
            answer = self._asked(document)
        if isinstance(answer, Pages):
            return answer
        raise answer

    def close(self) -> None:
        """End the process."""
        with self._lock:
            self._end()

    def _asked(self, document: Document) -> Pages | FazhiError:
        if self._done >= _MOST_DOCUMENTS:
            self._end()
        pipe = self._pipe or self._start()
        self._done += 1
        try:
            pipe.send((document, self._profile))
            if pipe.poll(_SECONDS):
                answer: Pages | FazhiError = pipe.recv()
                return answer
        except (EOFError, OSError):
            self._end()
            return FazhiError("排版的进程意外结束了", "多半是内存不足；改动后保存，会再排一次")
        self._end()
        return FazhiError(
            f"排版超过 {_SECONDS:g} 秒，已经停掉", "报告太长，或这台电脑太忙；改动后保存，会再排一次"
        )

    def _start(self) -> Connection:
        context = get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_work, args=(theirs,), daemon=True)
        self._process.start()
        # The end of ours is then the end of theirs: the process does not outlive this one.
        theirs.close()
        self._done = 0
        return self._pipe

    def _end(self) -> None:
        if self._pipe is not None:
            self._pipe.close()
        if self._process is not None:
            self._process.terminate()
            self._process.join()
            self._process.close()
        self._pipe = self._process = None


def _work(pipe: Connection) -> None:
    """Set what comes through the pipe until it is closed."""
    # Ctrl-C is for the preview, which then closes the pipe.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    fonts = installed()
    while True:
        try:
            document, profile = pipe.recv()
        except (EOFError, OSError):
            return
        try:
            from fazhi_report.writers.typst.setter import set_document  # noqa: PLC0415  (an extra)

            made = set_document(document, profile, fonts, lenient=True)
            answer: Pages | FazhiError = Pages(made.content, made.missing)
        except FazhiError as error:
            answer = error
        pipe.send(answer)
