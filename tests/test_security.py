"""Each promise of SECURITY.md names the tests that prove it, and they are there."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
_TEST = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")
_ANY = re.compile(r"`(tests/[^`:]+)(?:::\w+)?`")


def promises() -> list[list[str]]:
    """The rows of the table of promises, cell by cell."""
    table = PAGE.partition("## 承诺什么")[2].partition("\n## ")[0]
    rows = [line.strip("|").split(" | ") for line in table.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in row] for row in rows[1:]]


def test_every_promise_names_a_test_and_how_often_it_is_tried() -> None:
    rows = promises()
    assert len(rows) > 15
    lame = [
        row[0] for row in rows if len(row) != 4 or not _TEST.search(row[2]) or not re.search(r"\d", row[3])
    ]
    assert lame == []


def test_every_named_test_is_there() -> None:
    missing = []
    for path, name in _TEST.findall(PAGE):
        file = ROOT / path
        if not file.is_file() or f"\ndef {name}(" not in file.read_text(encoding="utf-8"):
            missing.append(f"{path}::{name}")
    assert missing == []
    assert [path for path in _ANY.findall(PAGE) if not (ROOT / path).exists()] == []


def test_the_page_says_how_to_report() -> None:
    part = PAGE.partition("## 怎样报告")[2].partition("\n## ")[0]
    for words in ("Report a vulnerability", "不要", "答复", "版本", "fazhi-report --version"):
        assert words in part
