"""Markdown as raw paragraphs and tables: headings by their level, bold heads as headings that run in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from markdown_it import MarkdownIt
from markdown_it.token import Token

from fazhi_report.errors import FazhiError
from fazhi_report.readers.plain import decode
from fazhi_report.tree.raw import RawBlock, RawParagraph, RawTable, Role, Scan

MOST_CHARACTERS = 1_000_000
"""Longest text that is parsed."""
_RUN_IN = re.compile(r"[（(]?(?:[一二三四五六七八九十百]{1,5}|[0-9]{1,3})(?:、|[.．]|[）)]、?)\s*$")
_CLOSING = re.compile("[。！？；：，、”’》）〉】…]*")


def read(data: bytes) -> Scan:
    """The text's blocks in reading order.

    Raises:
        FazhiError: The bytes are no text, or far too many.
    """
    text = decode(data).replace("\r\n", "\n").replace("\r", "\n")
    if len(text) > MOST_CHARACTERS:
        raise FazhiError(f"文件超过 {MOST_CHARACTERS // 10_000} 万字，没有继续读", "检查是不是选错了文件")
    tokens = MarkdownIt("commonmark", {"maxNesting": 40}).enable("table").parse(text)
    reading = _Reading(tokens)
    return Scan(tuple(reading.run()))


@dataclass(slots=True)
class _Reading:
    """A walk over the tokens of a text."""

    tokens: list[Token]
    line: int = 1
    titled: bool = False
    ordered: list[int | None] = field(default_factory=list)
    fresh: bool = False

    def run(self) -> Iterator[RawBlock]:
        rows: list[list[str]] | None = None
        heading = 0
        for token in self.tokens:
            self.line = token.map[0] + 1 if token.map else self.line
            match token.type:
                case "heading_open":
                    heading = int(token.tag[1])
                case "table_open":
                    rows = []
                case "table_close":
                    yield RawTable(tuple(tuple(row) for row in rows or ()), self.line)
                    rows = None
                case "tr_open" if rows is not None:
                    rows.append([])
                case "inline" if rows is not None:
                    rows[-1].append(_plain(token))
                case "inline":
                    yield from self._inline(token, heading)
                    heading = 0
                case "code_block" | "fence" | "html_block":
                    yield from self._lines(token)
                case _:
                    self._list(token)

    def _list(self, token: Token) -> None:
        match token.type:
            case "ordered_list_open":
                self.ordered.append(int(token.attrs.get("start", 1)) - 1)
            case "bullet_list_open":
                self.ordered.append(None)
            case "ordered_list_close" | "bullet_list_close":
                self.ordered.pop()
            case "list_item_open":
                self.fresh = True
                if self.ordered and self.ordered[-1] is not None:
                    self.ordered[-1] += 1

    def _inline(self, token: Token, heading: int) -> Iterator[RawBlock]:
        lines = _split(token)
        for at, (text, bold) in enumerate(lines):
            if not text.strip():
                continue
            raw = RawParagraph(text, self.line + at, gap=at == 0)
            if heading == 1 and not self.titled:
                self.titled = True
                yield replace(raw, role=Role.TITLE)
            elif heading:
                yield replace(raw, role=Role.HEADING, level=min(max(heading - 1, 1), 4))
            elif bold is not None and len(lines) == 1:
                yield _run_in(raw, bold)
            else:
                yield replace(raw, text=self._numbered(text))

    def _numbered(self, text: str) -> str:
        """The first paragraph of an ordered item gets its number back."""
        count = self.ordered[-1] if self.ordered and self.fresh else None
        self.fresh = False
        return text if count is None else f"{count}.{text}"

    def _lines(self, token: Token) -> Iterator[RawBlock]:
        for at, text in enumerate(token.content.split("\n")):
            if text.strip():
                yield RawParagraph(text.strip(), self.line + at)


def _run_in(raw: RawParagraph, bold: tuple[int, int]) -> RawParagraph:
    """A number, bold words: the heading runs in; its closing marks stand behind the bold."""
    start, end = bold
    if not _RUN_IN.match(raw.text[:start]):
        return raw
    closed = _CLOSING.match(raw.text, end)
    return replace(raw, role=Role.RUN_IN, words=closed.end() if closed else end)


def _split(token: Token) -> list[tuple[str, tuple[int, int] | None]]:
    """The printed lines of an inline token, each with the place of its first bold words."""
    lines: list[tuple[str, tuple[int, int] | None]] = []
    text, start, bold = "", -1, None
    for child in token.children or []:
        match child.type:
            case "hardbreak":
                lines.append((text, bold))
                text, start, bold = "", -1, None
            case "softbreak":
                # Chinese lines join without a space.
                text += " " if text[-1:].isascii() else ""
            case "strong_open":
                start = len(text)
            case "strong_close" if bold is None and start >= 0:
                bold = (start, len(text))
            case _:
                text += child.content
    lines.append((text, bold))
    return lines


def _plain(token: Token) -> str:
    return "".join(text for text, _ in _split(token))
