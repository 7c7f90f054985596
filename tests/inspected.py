"""Documents without a fault, and files made of them with one: what the rules of the page are tried on.

A fixture (tests/rules/README.md) names a document below as its ``base``; ``edits`` are replacements by regular
expression in a part of its package, each to be found exactly as often as ``times`` says (once).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import PurePath
from typing import Any

from fazhi_report.document.nodes import (
    AttachmentBlock,
    Block,
    Document,
    Heading,
    Ordinal,
    Paragraph,
    SignatureBlock,
    Text,
)
from fazhi_report.docx_in.measure import measure
from fazhi_report.docx_in.printed import PrintedLine, PrintedPage, PrintedPages
from fazhi_report.norms.gbt9704 import PROFILES
from fazhi_report.norms.length import mm
from fazhi_report.recognise.recognise import recognise
from fazhi_report.rules.run import Checked, Subjects, check
from fazhi_report.writers.docx.document import write
from fazhi_report.writers.package import pack
from rule_fixtures import told
from specimens import BLOCKS, DATE, ORGAN, PUBLISHED, SUBMITTED, WIDE, text
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
        PUBLISHED, blocks=_BLOCKS, signature=SignatureBlock((f"{ORGAN}法治调研与督察办公室",), DATE)
    ),
    "landscape": replace(
        PUBLISHED,
        blocks=_BLOCKS,
        attachments=(AttachmentBlock("行政执法统计表", (WIDE,), ("行政执法统计表",)),),
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
    """A .docx with what is expected of it.

    Args:
        about: What was done to it, Chinese.
        content: The file.
        expect: The paragraphs of the findings.
        printed: What stands on its pages, where a rule asks for that.
    """

    about: str
    content: bytes
    expect: list[int]
    printed: PrintedPages | None


@cache
def fixture(code: str, name: str) -> Fixture:
    """One of the documents of a rule: bad or good."""
    rule = told(code)
    says = rule[name]
    made = parts(base(says.get("base", rule.get("base")), says.get("profile", "classic")))
    for edit in says.get("edits", ()):
        name = edit.get("part", "word/document.xml")
        wanted = edit.get("times", 1)
        after, count = re.subn(edit["from"], edit["to"], made[name].decode("utf-8"), flags=re.DOTALL)
        assert count == wanted, f"{code}: {edit['from']} is found {count} times, not {wanted}"
        made[name] = after.encode("utf-8")
    printed = _printed(says.get("printed"))
    if printed is not None:
        printed = replace(printed, substituted=tuple(says.get("substituted", {}).items()))
    return Fixture(says["about"], pack(made), says.get("expect", []), printed)


def _printed(pages: list[list[str | dict[str, Any]]] | None) -> PrintedPages | None:
    """Pages by their lines: words, or words with their baseline in millimetres; ``times`` repeats a line."""
    if pages is None:
        return None
    return PrintedPages(
        tuple(PrintedPage(number, tuple(_lines(page))) for number, page in enumerate(pages, 1))
    )


def _lines(page: list[str | dict[str, Any]]) -> list[PrintedLine]:
    found: list[PrintedLine] = []
    for line in page:
        says: Mapping[str, Any] = {"text": line} if isinstance(line, str) else line
        for _ in range(says.get("times", 1)):
            at = says.get("at", 45 + 10.2 * len(found))
            found.append(PrintedLine(says["text"], mm(at)))
    return found


@lru_cache(maxsize=300)
def inspect(content: bytes, printed: PrintedPages | None = None, path: str = "document.docx") -> Checked:
    layout = recognise(measure(content, PurePath(path)))
    return check(Subjects(layout=layout, printed=printed))


def found(content: bytes, printed: PrintedPages | None = None) -> list[tuple[int, str]]:
    """Paragraph and code of every finding that needs explaining."""
    findings = inspect(content, printed).findings
    return [(one.place.line, one.code) for one in findings if one.code not in EXPLAINED]
