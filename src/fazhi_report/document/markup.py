"""The parser of the markup that section templates produce.

========================  =====================================================================
``# …`` to ``#### …``     heading of level 1 to 4, without number
``#[八、] …``              heading with a number of its own; ``#[] …`` has none
``## … ##``               run-in heading: the lines below it, up to an empty one, follow in its paragraph
``-是 …``                 enumerated measure (一是) as a paragraph of its own; also ``-要``; ``- …`` means ``-是 …``
``+是 …``                 enumerated measure that continues the paragraph before it
``| … | … |``             row of a table; the first row is its head; ``|= …`` is its caption, ``|: …`` its note
``! … | … | … | …``       chart: years from and to, caption, note, keys separated by blanks; all but the keys may be empty
``::: …``                 opens an attachment with this title; it ends at the next ``:::`` or with the text
``**…**``                 emphasised words
empty line                ends a paragraph; the lines of one paragraph join without a space
========================  =====================================================================

Text from the data is wrapped in marks (`literal`, `datum`), so that it is never read as markup.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from fazhi_report.document.nodes import (
    AttachmentBlock,
    Block,
    ChartBlock,
    Datum,
    Heading,
    Inline,
    Inlines,
    Ordinal,
    Paragraph,
    Strong,
    TableBlock,
    Text,
)
from fazhi_report.numbers.numerals import from_chinese, to_chinese

_LITERAL_OPEN, _LITERAL_CLOSE, _DATUM_OPEN, _DATUM_TEXT, _DATUM_CLOSE = "\ue000\ue001\ue002\ue003\ue004"
MARKS = _LITERAL_OPEN + _LITERAL_CLOSE + _DATUM_OPEN + _DATUM_TEXT + _DATUM_CLOSE
"""The private-use characters that wrap data; data files that contain them are refused, and no output contains them."""

_INLINE = re.compile(
    "\ue000(?P<literal>[^\ue000\ue001]*)\ue001"
    "|\ue002(?P<key>[^\ue003]*)\ue003(?P<datum>[^\ue004]*)\ue004"
    r"|\*\*(?P<strong>(?:[^*]|\*(?!\*))+)\*\*"
    "|(?P<plain>[^\ue000\ue002*]+|\\*)"
)
_HEADING = re.compile(r"^(?P<marks>#{1,6})(?:\[(?P<number>[^\[\]]*)\])?\s+(?P<title>.*?)(?P<run>\s+#+)?\s*$")
_MEASURE = re.compile(r"^(?P<kind>[-+])(?P<form>是|要)?\s+(?P<words>.*)$")
_RULE = re.compile(r"^\|[\s|:-]*-[\s|:-]*\|$")
_CELL = re.compile("(?:\ue000[^\ue001]*\ue001|\ue002[^\ue004]*\ue004|[^|])*")
_DEEPEST = 4
_CHART_CELLS = ("起止年份", "图题", "图注", "指标键")


class MarkupError(ValueError):
    """Raised when the output of a template is not valid markup.

    Args:
        message: What is wrong, Chinese.
        fragment: The faulty words, as they are written in the template.
    """

    def __init__(self, message: str, fragment: str) -> None:
        super().__init__(message)
        self.message = message
        self.fragment = fragment


@dataclass(frozen=True, slots=True)
class ParsedMarkup:
    """The blocks of the body and the attachments, not yet numbered."""

    blocks: tuple[Block, ...]
    attachments: tuple[AttachmentBlock, ...] = ()


def literal(text: str) -> str:
    """Return text from the data on one line, wrapped so that it is not read as markup."""
    return f"{_LITERAL_OPEN}{text}{_LITERAL_CLOSE}".replace("\n", "")


def datum(key: str, text: str) -> str:
    """Return a printed figure, wrapped together with its key."""
    return f"{_DATUM_OPEN}{key}{_DATUM_TEXT}{text}{_DATUM_CLOSE}"


Reader = Callable[[str], Inlines]
"""Converts a text of the data into inlines, with its figures bound."""


@dataclass(frozen=True, slots=True)
class ChartOrder:
    """A chart that a template requests.

    Args:
        keys: The figures to draw.
        years: First and last year (``2018-2024``); empty for all.
        caption: Words above it.
        note: Words below it.
    """

    keys: tuple[str, ...]
    years: str
    caption: Inlines
    note: Inlines


Draw = Callable[[ChartOrder], ChartBlock]
"""Makes the requested chart."""


def undrawn(order: ChartOrder) -> ChartBlock:
    """Refuse a chart: the default where no data of other years are available.

    Raises:
        MarkupError: Always.
    """
    raise MarkupError("这里不能画图", " ".join(order.keys))


def verbatim(words: str) -> Inlines:
    """Return a text of the data unchanged, as one inline."""
    return (Text(words),)


def parse(markup: str, read: Reader = verbatim, draw: Draw = undrawn) -> ParsedMarkup:
    """Parse the output of the templates.

    Args:
        markup: The output of the templates.
        read: Converts the texts from the data.
        draw: Makes the charts that the templates request.

    Raises:
        MarkupError: A line or a word is not valid markup.
    """
    bodies: list[tuple[str, list[str]]] = [("", [])]
    for line in markup.split("\n"):
        stripped = line.strip()
        if stripped.startswith(":::"):
            title = _plain(stripped[3:].strip(), read)
            if not title:
                raise MarkupError("“:::”后面要写附件名称", line)
            bodies.append((title, []))
        else:
            bodies[-1][1].append(stripped)
    (_, body), *rest = bodies
    return ParsedMarkup(
        _blocks(body, read, draw),
        tuple(AttachmentBlock(title, _blocks(lines, read, draw)) for title, lines in rest),
    )


def _blocks(lines: list[str], read: Reader, draw: Draw) -> tuple[Block, ...]:
    builder = _Builder(read, draw)
    for line in lines:
        builder.take(line)
    return tuple(builder.blocks)


class _OwnNumber(Heading):
    """A heading whose number is written in the data; empty for a heading without a number."""

    __slots__ = ()


@dataclass(slots=True)
class _Builder:
    """Parses line by line; ``open`` is whether the last block can still be continued."""

    read: Reader
    draw: Draw
    blocks: list[Block] = field(default_factory=list)
    open: bool = False

    def take(self, line: str) -> None:
        if not line:
            self.open = False
        elif line.startswith("#"):
            self._heading(line)
        elif line.startswith("|"):
            self._table_line(line)
        elif line.startswith("!"):
            self._chart(line)
        elif match := _MEASURE.match(line):
            words = (Ordinal(match["form"] or "是"), *self._inlines(match["words"]))
            if match["kind"] == "+" and self.blocks and _takes_words(self.blocks[-1]):
                self._append(words)
            else:
                self.blocks.append(Paragraph(words))
            self.open = True
        elif self.open and self.blocks and _takes_words(self.blocks[-1]):
            self._append(self._inlines(line))
        else:
            self.blocks.append(Paragraph(self._inlines(line)))
            self.open = True

    def _inlines(self, line: str) -> Inlines:
        return tuple(_merged(_inlines(line, self.read)))

    def _append(self, words: Inlines) -> None:
        last = self.blocks[-1]
        if isinstance(last, Heading):
            self.blocks[-1] = replace(last, body=tuple(_merged((*(last.body or ()), *words))))
        elif isinstance(last, Paragraph):
            self.blocks[-1] = Paragraph(tuple(_merged((*last.content, *words))))

    def _heading(self, line: str) -> None:
        match = _HEADING.match(line)
        if match is None or not match["title"]:
            raise MarkupError("“#”后面要空一格再写标题", line)
        level = len(match["marks"])
        if level > _DEEPEST:
            raise MarkupError("标题最多四层（####）", line)
        runs_on = match["run"] is not None
        title, own, body = self._inlines(match["title"]), match["number"], () if runs_on else None
        self.blocks.append(
            Heading(level, title, body=body)
            if own is None
            else _OwnNumber(level, title, _plain(own, self.read), body)
        )
        self.open = runs_on

    def _table_line(self, line: str) -> None:
        table = self.blocks[-1] if self.open and self.blocks else None
        if not isinstance(table, TableBlock):
            table = TableBlock(header=(), rows=())
            self.blocks.append(table)
            self.open = True
        if line.startswith("|="):
            table = replace(table, caption=self._inlines(line[2:].strip()))
        elif line.startswith("|:"):
            table = replace(table, note=self._inlines(line[2:].strip()))
        elif not _RULE.match(line):
            cells = tuple(self._inlines(cell) for cell in _cells(line))
            if table.header and len(cells) != len(table.header):
                raise MarkupError(f"表格这一行有 {len(cells)} 格，表头有 {len(table.header)} 栏", line)
            table = (
                replace(table, rows=(*table.rows, cells)) if table.header else replace(table, header=cells)
            )
        self.blocks[-1] = table

    def _chart(self, line: str) -> None:
        cells = _cells(line)
        if len(cells) != len(_CHART_CELLS):
            raise MarkupError(f"图要写 {len(_CHART_CELLS)} 格：{'、'.join(_CHART_CELLS)}", line)
        years, caption, note, keys = cells
        order = ChartOrder(
            tuple(_plain(keys, verbatim).split()),
            _plain(years, verbatim),
            self._inlines(caption),
            self._inlines(note),
        )
        self.blocks.append(self.draw(order))
        self.open = False


def _takes_words(block: Block) -> bool:
    return isinstance(block, Paragraph) or (isinstance(block, Heading) and block.body is not None)


def _cells(line: str) -> list[str]:
    inner = line.strip()[1:]
    inner = inner.removesuffix("|")
    cells: list[str] = []
    position = 0
    while position <= len(inner):
        match = _CELL.match(inner, position)
        end = match.end() if match else position
        cells.append(inner[position:end].strip())
        position = end + 1
    return cells


def _inlines(line: str, read: Reader) -> Iterator[Inline]:
    for match in _INLINE.finditer(line):
        if (words := match["literal"]) is not None:
            yield from read(words)
        elif (key := match["key"]) is not None:
            yield Datum(key, match["datum"])
        elif (words := match["strong"]) is not None:
            yield Strong(_plain(words, read))
        else:
            if re.search("[<>]", match["plain"]):
                raise MarkupError("模板只用本工具的小标记，不能写尖括号", match["plain"].strip())
            yield Text(match["plain"])


def _merged(parts: Iterable[Inline]) -> Iterator[Inline]:
    pending = ""
    for part in parts:
        if isinstance(part, Text):
            pending += part.text
            continue
        if pending:
            yield Text(pending)
            pending = ""
        yield part
    if pending:
        yield Text(pending)


def _plain(words: str, read: Reader) -> str:
    return "".join(part.text for part in _inlines(words, read))


def heading_number(level: int, count: int) -> str:
    """Return the number that is printed before a heading (GB/T 9704-2012 7.3.3).

    Args:
        level: 1 to 4.
        count: Ordinal of the heading in its level, from 1.
    """
    match level:
        case 1:
            return f"{to_chinese(count)}、"
        case 2:
            return f"（{to_chinese(count)}）"
        case 3:
            return f"{count}."
        case _:
            return f"（{count}）"


_DIGITS = re.compile("[0-9]+|[〇零一二三四五六七八九十百]+")


def _counted_as(own: str, count: int) -> int:
    """Return the ordinal from which the headings behind a heading with a number of its own count on.

    Args:
        own: The number as printed; a heading without a number leaves the count as it was.
        count: The ordinal of the heading before.
    """
    found = _DIGITS.search(unicodedata.normalize("NFKC", own))
    if found is None:
        return count
    return int(found[0]) if found[0].isascii() else from_chinese(found[0]) or count


def number(blocks: Iterable[Block], *, restart_level3: bool = True) -> tuple[Block, ...]:
    """Return the blocks with every heading and every enumerated measure numbered.

    Args:
        blocks: The body, or an attachment; each is numbered by itself.
        restart_level3: Whether 1. begins anew under each （一）; otherwise it runs through.
    """
    return tuple(_Counter(restart_level3=restart_level3).run(blocks))


@dataclass(slots=True)
class _Counter:
    restart_level3: bool
    headings: list[int] = field(default_factory=lambda: [0, 0, 0, 0])
    measures: int = 0

    def run(self, blocks: Iterable[Block]) -> Iterator[Block]:
        for block in blocks:
            match block:
                case Heading():
                    yield self._heading(block)
                case Paragraph():
                    yield Paragraph(self._ordinals(block.content))
                case _:
                    self.measures = 0
                    yield block

    def _heading(self, block: Heading) -> Heading:
        at, own = block.level - 1, block.number if isinstance(block, _OwnNumber) else None
        count = self.headings[at]
        self.headings[at] = count + 1 if own is None else _counted_as(own, count)
        for deeper in range(block.level, len(self.headings)):
            if deeper != 2 or self.restart_level3:  # noqa: PLR2004  (index 2 is the third level)
                self.headings[deeper] = 0
        self.measures = 0
        title = self._ordinals(block.title)
        body = None if block.body is None else self._ordinals(block.body, starts=False)
        printed = heading_number(block.level, self.headings[at]) if own is None else own
        return Heading(block.level, title, printed, body)

    def _ordinals(self, parts: Inlines, *, starts: bool = True) -> Inlines:
        # Text before the first 一是 separates it from an enumeration above.
        if starts and not (parts and isinstance(parts[0], Ordinal)):
            self.measures = 0
        return tuple(self._counted(part) if isinstance(part, Ordinal) else part for part in parts)

    def _counted(self, ordinal: Ordinal) -> Ordinal:
        self.measures += 1
        return replace(ordinal, text=to_chinese(self.measures) + ordinal.form)
