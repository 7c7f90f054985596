"""The program that reads the text of a PDF in a process of its own: bytes come in, JSON goes out.

Run as ``python -P -m fazhi_report.readers.pdf_pages``. The libraries know no bounds: 1,334 bytes took 900 MB.
"""

from __future__ import annotations

import contextlib
import io
import json
import sys
import zlib
from types import SimpleNamespace
from typing import Any

MEGABYTE = 1024 * 1024
MOST_PAGES = 300
"""Most pages that are read."""
MOST_INFLATED = 96 * MEGABYTE
"""Most bytes that all compressed streams that are read may unpack to; fonts are among them, pictures are not read."""
MOST_MEMORY = 1024 * MEGABYTE
"""Address space of the process, where the system keeps such a limit; an ordinary report takes a quarter."""
MOST_SECONDS = 60
"""Processor time of the process; an ordinary report takes three seconds, 300 pages take twenty."""
MOST_CHARACTERS = 2_000_000
"""Most characters of all pages."""


class _Zlib:
    """Stands for the module ``zlib`` in the library, with a bound on what is unpacked."""

    error = zlib.error

    def __init__(self) -> None:
        self.left = MOST_INFLATED
        self.bloated = False

    def decompress(self, data: bytes) -> bytes:
        """Return the unpacked bytes of a whole stream."""
        stream = zlib.decompressobj()
        made = self._taken(stream.decompress(data, self.left + 1))
        if not stream.eof:
            raise zlib.error("incomplete")
        return made

    def decompressobj(self) -> SimpleNamespace:
        """Return what unpacks a damaged stream piece by piece."""
        stream = zlib.decompressobj()
        return SimpleNamespace(decompress=lambda data: self._taken(stream.decompress(data, self.left + 1)))

    def _taken(self, made: bytes) -> bytes:
        self.left -= len(made)
        if self.left < 0:
            # The library passes over many errors; this one must not look like a PDF with less text.
            self.bloated = True
            raise MemoryError
        return made


def _limit() -> None:
    """Bound memory and processor time, where the system can; the caller's clock runs everywhere."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415  (POSIX only)

        for kind, most in ((resource.RLIMIT_CPU, MOST_SECONDS), (resource.RLIMIT_AS, MOST_MEMORY)):
            hard = resource.getrlimit(kind)[1]
            resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _pages(data: bytes) -> dict[str, Any]:
    """Return ``{"pages": texts}``, or ``{"error": kind}``."""
    import pdfplumber  # noqa: PLC0415  (takes memory: after the limits)

    bounded = _Zlib()
    # The library that pdfplumber stands on has no other way to bound what it unpacks.
    setattr(sys.modules["pdfminer.pdftypes"], "zlib", bounded)  # noqa: B010
    pages: list[str] = []
    left = MOST_CHARACTERS
    try:
        with pdfplumber.open(io.BytesIO(data)) as file:
            if len(file.pages) > MOST_PAGES:
                return {"error": "pages"}
            for page in file.pages:
                pages.append(page.extract_text() or "")
                left -= len(pages[-1])
                if left < 0 or bounded.bloated:
                    return {"error": "bloated"}
                # What was laid out for this page is not needed any more.
                page.close()
    except (MemoryError, RecursionError):
        return {"error": "bloated"}
    except Exception:  # noqa: BLE001  (pdfminer raises what it likes on broken files)
        return {"error": "bloated" if bounded.bloated else "broken"}
    return {"error": "bloated"} if bounded.bloated else {"pages": pages}


def main() -> None:
    """Read a PDF from standard input and write its pages to standard output."""
    data = sys.stdin.buffer.read()
    _limit()
    try:
        found = json.dumps(_pages(data)).encode("ascii")
    except MemoryError:
        found = b'{"error": "bloated"}'
    sys.stdout.buffer.write(found)


if __name__ == "__main__":
    main()
