"""The readers of text files and of Markdown."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from markdown_it import MarkdownIt
from markdown_it.token import Token

from fazhi_report.document.raw import BlockRole, RawBlock, RawParagraph, RawTable, SourceDocument
from fazhi_report.errors import FazhiError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HAN = re.compile("[\u4e00-\u9fff]")
_COMMON = re.compile("[的一是在和了法治政府工作情况年度行政，。、]")
_SAMPLE = 20_000
_LEAST_COMMON = 0.05
_BREAKS = re.compile("\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


def read_text(data: bytes) -> SourceDocument:
    """Return the lines of a text file.

    Raises:
        FazhiError: The bytes are not text in a known encoding.
    """
    return scan(decode(data))


def scan(text: str) -> SourceDocument:
    """Return the lines of a text; a line after an empty one has ``gap`` set."""
    blocks: list[RawParagraph] = []
    gap = False
    for number, line in enumerate(_BREAKS.split(text), 1):
        if line.strip():
            blocks.append(RawParagraph(line.rstrip(), number, gap=gap))
        gap = not line.strip()
    return SourceDocument(tuple(blocks))


def decode(data: bytes) -> str:
    """Return the text, decoded from one of the encodings used in Chinese offices.

    Raises:
        FazhiError: None of the encodings fits.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding)
    for encoding in ("utf-8", *_without_mark(data), "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise FazhiError(
        "文件不是文字，或者编码认不出（只认 UTF-8、GB 18030、UTF-16）", "用记事本打开，另存为 UTF-8 编码再试"
    )


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise FazhiError(
            f"文件开头标明 {encoding.upper()} 编码，里面却有不合这个编码的字节",
            "多半是文件被截断；找完整的文件再试",
        ) from None


def _without_mark(data: bytes) -> list[str]:
    """Return the UTF-16 encodings that fit data without byte order mark: every second byte zero, or Chinese prose."""
    if len(data) % 2:
        return []
    sample = data[:_SAMPLE]
    found = []
    for encoding, zeros in (("utf-16-le", sample[1::2].count(0)), ("utf-16-be", sample[::2].count(0))):
        text = sample.decode(encoding, errors="replace")
        common = len(_COMMON.findall(text)) > _LEAST_COMMON * max(len(text), 1)
        if zeros > len(sample) // 8 or (common and _HAN.search(text)):
            found.append(encoding)
    return found


MOST_CHARACTERS = 1_000_000
"""Longest text that is parsed, in characters."""
_RUN_IN = re.compile(r"[（(]?(?:[一二三四五六七八九十百]{1,5}|[0-9]{1,3})(?:、|[.．]|[）)]、?)\s*$")
_CLOSING = re.compile("[。！？；：，、”’》）〉】…]*")


def read_markdown(data: bytes) -> SourceDocument:
    """Return the blocks of a Markdown text in reading order.

    Raises:
        FazhiError: The bytes are not text, or too many.
    """
    text = decode(data).replace("\r\n", "\n").replace("\r", "\n")
    if len(text) > MOST_CHARACTERS:
        raise FazhiError(f"文件超过 {MOST_CHARACTERS // 10_000} 万字，没有继续读", "检查是不是选错了文件")
    tokens = MarkdownIt("commonmark", {"maxNesting": 40}).enable("table").parse(text)
    reading = _Reading(tokens)
    return SourceDocument(tuple(reading.run()))


@dataclass(slots=True)
class _Reading:
    """Reads the tokens of a Markdown text."""

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
                yield replace(raw, role=BlockRole.TITLE)
            elif heading:
                yield replace(raw, role=BlockRole.HEADING, level=min(max(heading - 1, 1), 4))
            elif bold is not None and len(lines) == 1:
                yield _run_in(raw, bold)
            else:
                yield replace(raw, text=self._numbered(text))

    def _numbered(self, text: str) -> str:
        """Return the text with its number, for the first paragraph of a numbered item."""
        count = self.ordered[-1] if self.ordered and self.fresh else None
        self.fresh = False
        return text if count is None else f"{count}.{text}"

    def _lines(self, token: Token) -> Iterator[RawBlock]:
        for at, text in enumerate(token.content.split("\n")):
            if text.strip():
                yield RawParagraph(text.strip(), self.line + at)


def _run_in(raw: RawParagraph, bold: tuple[int, int]) -> RawParagraph:
    """Return the paragraph as a run-in heading when it begins with a number and bold text, else unchanged."""
    start, end = bold
    if not _RUN_IN.match(raw.text[:start]):
        return raw
    closed = _CLOSING.match(raw.text, end)
    return replace(raw, role=BlockRole.RUN_IN, words=closed.end() if closed else end)


def _split(token: Token) -> list[tuple[str, tuple[int, int] | None]]:
    """Return the printed lines of an inline token, each with the offsets of its first bold text; None without one."""
    lines: list[tuple[str, tuple[int, int] | None]] = []
    text, start, bold = "", -1, None
    for child in token.children or []:
        match child.type:
            case "hardbreak":
                lines.append((text, bold))
                text, start, bold = "", -1, None
            case "softbreak":
                # Lines that end in Chinese are joined without a space.
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
