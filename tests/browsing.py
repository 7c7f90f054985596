"""Pages in a real browser: what a window says and asks for, and the programs of others beside it."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from webpage import ROOT

TOOLS = ROOT / ".tools"


def missing(what: str) -> None:
    reason = f"missing: {what}; run scripts/office-tools"
    if os.environ.get("FAZHI_BROWSER") == "required":
        pytest.fail(reason)
    pytest.skip(reason)


def tool(path: str) -> Path:
    """A file of a program under .tools, by its path in node_modules."""
    found = TOOLS / "node_modules" / path
    if not found.is_file():
        missing(path)
    return found


@dataclass
class Watched:
    """A page of the browser with what it said and asked for."""

    page: Any
    said: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def open(self, path: Path, query: str = "") -> None:
        self.page.goto(path.as_uri() + query)

    def set(self, box: str) -> None:
        """Turn a switch of the page on; on a telephone most of them are folded away."""
        found = self.page.locator(box)
        if not found.is_visible():
            self.page.locator(".more-tools summary").click()
        found.check()


Open = Callable[..., AbstractContextManager[Watched]]
