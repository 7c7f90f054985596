"""A real language server on our schema: completion, hover, and errors on the lines where we have them."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.clients


class Server:
    """Just enough of the Language Server Protocol to ask three questions."""

    def __init__(self, command: list[str], folder: Path) -> None:
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=folder)
        self.count = 0
        self.diagnostics: dict[str, list[dict[str, Any]]] = {}
        self.ask("initialize", processId=None, rootUri=folder.as_uri(), capabilities={})
        self.tell("initialized")

    def send(self, message: dict[str, Any]) -> None:
        assert self.process.stdin is not None
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.process.stdin.flush()

    def receive(self) -> dict[str, Any]:
        assert self.process.stdout is not None
        length = 0
        while (line := self.process.stdout.readline().strip()) or not length:
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        message: dict[str, Any] = json.loads(self.process.stdout.read(length))
        if message.get("method") == "textDocument/publishDiagnostics":
            self.diagnostics[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif "id" in message and "method" in message:
            # The server asks for its settings; it gets its defaults.
            asked = message.get("params", {}).get("items", [])
            self.send({"id": message["id"], "result": [None for _ in asked]})
        return message

    def tell(self, method: str, **params: Any) -> None:
        self.send({"method": method, "params": params})

    def ask(self, method: str, **params: Any) -> Any:
        self.count += 1
        self.send({"id": self.count, "method": method, "params": params})
        while True:
            message = self.receive()
            if message.get("id") == self.count and "method" not in message:
                return message.get("result")

    def errors(self, uri: str) -> list[dict[str, Any]]:
        while not self.diagnostics.get(uri):
            self.receive()
        return self.diagnostics[uri]


@pytest.fixture
def opened(npm: Path, tmp_path: Path) -> Iterator[tuple[Server, str, list[str]]]:
    """A file with a slip in an editor: the server, its address, its lines."""
    shutil.copy(ROOT / "data" / "report.schema.json", tmp_path)
    text = (ROOT / "data" / "2020.yaml").read_text(encoding="utf-8")
    text = text.replace("disclosure: 主动公开", "disclosur: 主动公开").replace(
        "\nfigures:\n", "\nfigures:\n  \n", 1
    )
    path = tmp_path / "2020.yaml"
    path.write_text(text, encoding="utf-8")
    server = Server(
        ["node", str(npm / "yaml-language-server" / "bin" / "yaml-language-server"), "--stdio"], tmp_path
    )
    document = {"uri": path.as_uri(), "languageId": "yaml", "version": 1, "text": text}
    server.tell("textDocument/didOpen", textDocument=document)
    try:
        yield server, path.as_uri(), text.split("\n")
    finally:
        server.process.kill()
        server.process.communicate()


def line_of(lines: list[str], start: str) -> int:
    return next(number for number, line in enumerate(lines) if line.startswith(start))


def test_the_editor_shows_and_completes_in_chinese(opened: tuple[Server, str, list[str]]) -> None:
    server, uri, lines = opened
    place = {"line": line_of(lines, "addressees:"), "character": 3}
    shown = server.ask("textDocument/hover", textDocument={"uri": uri}, position=place)
    assert "主送机关" in json.dumps(shown, ensure_ascii=False)
    place = {"line": line_of(lines, "figures:") + 1, "character": 2}
    offered = server.ask("textDocument/completion", textDocument={"uri": uri}, position=place)
    labels = {item["label"]: item for item in offered["items"]}
    assert "reconsideration.accepted" in labels
    assert "决定受理（立案）" in json.dumps(labels["reconsideration.accepted"], ensure_ascii=False)


def test_the_editor_and_the_program_find_the_slip_on_the_same_line(
    opened: tuple[Server, str, list[str]],
) -> None:
    server, uri, lines = opened
    slip = line_of(lines, "  disclosur:")
    assert slip in {error["range"]["start"]["line"] for error in server.errors(uri)}
    path = Path(uri.removeprefix("file://"))
    done = subprocess.run(
        [sys.executable, "-m", "fazhi_report", "validate", str(path)],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert f"2020.yaml:{slip + 1}:3 FZ004" in done.stdout
