"""Documents without a fault, and files made of them with one: what the rules of the page are tried on.

A fixture is a YAML file: what is wrong in a comment, ``base`` names a document below, ``edits`` are replacements by
regular expression in a part of its package, each to be found exactly as often as ``times`` says (once).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path, PurePath
from typing import Any

import yaml

from fazhi_report.checks.run import Checked, Subjects, check
from fazhi_report.layout.measure import measure
from fazhi_report.layout.printed import Printed, PrintedLine, PrintedPage
from fazhi_report.layout.recognise import recognise
from fazhi_report.norms.gbt9704 import PROFILES
from fazhi_report.norms.length import mm
from fazhi_report.tree.nodes import Block, Document, Heading, Ordinal, Paragraph, Signature, Text
from fazhi_report.writers.docx import write
from fazhi_report.writers.docx.package import pack
from specimens import BLOCKS, DATE, ORGAN, PUBLISHED, SUBMITTED, text
from wordprocessing import parts

EXPLAINED = frozenset({"GW518"})
"""Notes that our own documents earn: 小标宋 is a face that machines have to be given."""


def _mended(block: Block) -> Block:
    """The specimen counts from the middle, and nests its quotes as no drafter should."""
    match block:
        case Heading(3, _, "3."):
            return replace(block, number="1.")
        case Heading(4, _, "（2）"):
            return replace(block, number="（1）")
        case Paragraph((Ordinal(), *_)):
            words = "强化学习。第一责任人职责清单“年初有部署、年中有督查”；"
            return Paragraph((Ordinal("是", "一是"), Text(words), Ordinal("是", "二是"), *text("补齐短板。")))
        case _:
            return block


_BLOCKS = tuple(map(_mended, BLOCKS))
DOCUMENTS: dict[str, Document] = {
    "submitted": replace(SUBMITTED, blocks=_BLOCKS),
    "published": replace(PUBLISHED, blocks=_BLOCKS),
    "long-name": replace(
        PUBLISHED, blocks=_BLOCKS, signature=Signature((f"{ORGAN}法治调研与督察办公室",), DATE)
    ),
    "unsigned": replace(
        SUBMITTED,
        blocks=_BLOCKS,
        masthead=replace(SUBMITTED.masthead, signatories=()) if SUBMITTED.masthead else None,
    ),
}


@cache
def base(name: str, profile: str = "classic") -> bytes:
    return write(DOCUMENTS[name], PROFILES[profile])


@dataclass(frozen=True)
class Fixture:
    """A .docx with what is expected of it."""

    content: bytes
    expect: list[int]
    printed: Printed | None


def fixture(path: Path) -> Fixture:
    told: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    made = parts(base(told["base"], told.get("profile", "classic")))
    for edit in told.get("edits", ()):
        name = edit.get("part", "word/document.xml")
        wanted = edit.get("times", 1)
        after, count = re.subn(edit["from"], edit["to"], made[name].decode("utf-8"), flags=re.DOTALL)
        assert count == wanted, f"{path}: {edit['from']} is found {count} times, not {wanted}"
        made[name] = after.encode("utf-8")
    printed = _printed(told.get("printed"))
    if printed is not None:
        printed = replace(printed, substituted=tuple(told.get("substituted", {}).items()))
    return Fixture(pack(made), told.get("expect", []), printed)


def _printed(pages: list[list[str | dict[str, Any]]] | None) -> Printed | None:
    """Pages by their lines: words, or words with their baseline in millimetres; ``times`` repeats a line."""
    if pages is None:
        return None
    return Printed(tuple(PrintedPage(number, tuple(_lines(page))) for number, page in enumerate(pages, 1)))


def _lines(page: list[str | dict[str, Any]]) -> list[PrintedLine]:
    found: list[PrintedLine] = []
    for line in page:
        told: Mapping[str, Any] = {"text": line} if isinstance(line, str) else line
        for _ in range(told.get("times", 1)):
            at = told.get("at", 45 + 10.2 * len(found))
            found.append(PrintedLine(told["text"], mm(at)))
    return found


def inspect(content: bytes, printed: Printed | None = None, path: str = "document.docx") -> Checked:
    layout = recognise(measure(content, PurePath(path)))
    return check(Subjects(layout=layout, printed=printed))


def found(content: bytes, printed: Printed | None = None) -> list[tuple[int, str]]:
    """Paragraph and code of every finding that needs explaining."""
    findings = inspect(content, printed).findings
    return [(one.place.line, one.code) for one in findings if one.code not in EXPLAINED]
