"""``fazhi-report preview`` as a process, and what it answers."""

from __future__ import annotations

import contextlib
import http.client
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
ADDRESS = re.compile(r"http://127\.0\.0\.1:(\d+)/")


@dataclass
class Preview:
    """A preview that runs."""

    process: subprocess.Popen[str]
    port: int
    folder: Path

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    @property
    def file(self) -> Path:
        return self.folder / "data" / "2020.yaml"

    def write(self, text: str) -> None:
        """Save as editors do: whole, by a neighbour that takes its place."""
        part = self.file.with_name("2020.yaml~")
        part.write_text(text, encoding="utf-8", newline="\n")
        part.replace(self.file)

    def ask(self, path: str = "/", *, method: str = "GET", **headers: str) -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(
                method, path, headers={key.replace("_", "-"): value for key, value in headers.items()}
            )
            answer = connection.getresponse()
            return answer.status, answer.read().decode("utf-8")
        finally:
            connection.close()

    @contextlib.contextmanager
    def events(self) -> Iterator[Iterator[str]]:
        """The versions, as the page hears of them."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request("GET", "/events")
        answer = connection.getresponse()

        def versions() -> Iterator[str]:
            while line := answer.readline():
                if line.startswith(b"data: "):
                    yield line.removeprefix(b"data: ").strip().decode("ascii")

        try:
            yield versions()
        finally:
            connection.close()
            answer.close()

    def end(self) -> tuple[int, str]:
        """Ctrl-C; the exit code and what was said."""
        self.process.send_signal(signal.SIGINT)
        said, _ = self.process.communicate(timeout=30)
        return self.process.returncode, said


@contextlib.contextmanager
def previewed(folder: Path, text: str, *arguments: str) -> Iterator[Preview]:
    """Preview a data file in a workspace of its own."""
    (folder / "data").mkdir()
    (folder / "data" / "2020.yaml").write_text(text, encoding="utf-8", newline="\n")
    with running(folder, *arguments) as preview:
        yield preview


@contextlib.contextmanager
def running(folder: Path, *arguments: str) -> Iterator[Preview]:
    """Preview the workspace's data file."""
    process = subprocess.Popen(
        [sys.executable, "-m", "fazhi_report", "preview", "2020", "--no-browser", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    try:
        assert process.stdout is not None
        first = process.stdout.readline()
        found = ADDRESS.search(first)
        assert found, first + process.stdout.read()
        yield Preview(process, int(found[1]), folder)
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()
