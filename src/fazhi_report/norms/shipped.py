"""The norm files that are shipped: written as YAML by people, read as JSON by the program."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
NAMES = ("deadlines", "indicators", "lexicon", "outline")


def read(name: str) -> dict[str, Any]:
    """The content of a norm file, such as ``outline``; every scalar is text as written.

    Why JSON: the YAML of these files takes twenty times as long, 11 ms of every run. ``make norms`` writes the JSON
    beside the YAML; a test holds it fresh.
    """
    content: dict[str, Any] = json.loads((HERE / f"{name}.json").read_text(encoding="utf-8"))
    return content
