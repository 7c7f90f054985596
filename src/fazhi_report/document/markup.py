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
from fazhi_report.document.numbering import OwnNumber

_LITERAL_OPEN, _LITERAL_CLOSE, _DATUM_OPEN, _DATUM_TEXT, _DATUM_CLOSE = "\ue000\ue001\ue002\ue003\ue004"
MARKS = _LITERAL_OPEN + _LITERAL_CLOSE + _DATUM_OPEN + _DATUM_TEXT + _DATUM_CLOSE
"""The private-use characters that wrap data; data files that contain them are refused, and no output contains them."""

_INLINE = re.compile(
    "\ue000(?P<literal>[^\ue000\ue001]*)\ue001"
    "|\ue002(?P<key>[^\ue003]*)\ue003(?P<datum>[^\ue004]*)\ue004"
    r"|\*\*(?P<strong>(?:[^*]|\*(?!\*))+)\*\*"
    "|(?P<plain>[^\ue000\ue002*]+|\\*)"
)
_HEADING = re.compile(r"(?P<marks>#{1,6})(?:\[(?P<number>[^\[\]]*)\])?\s+")
_MEASURE = re.compile(r"^(?P<kind>[-+])(?P<form>是|要)?\s+(?P<words>.*)$")
_CELL = re.compile("(?:\ue000[^\ue001]*\ue001|\ue002[^\ue004]*\ue004|[^|])*")
_DEEPEST = 4
MOST_COLUMNS = 60
"""Most columns of a table; Word takes 63."""
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
    return _Builder(read, draw).run(lines)


@dataclass(slots=True)
class _Builder:
    """Parses line by line.

    Args:
        read: Converts the texts from the data.
        draw: Makes the charts.
        blocks: The blocks so far; the last one has no words or rows yet.
        words: The words of the last block, a paragraph or a heading that runs on.
        rows: The rows of the last block, a table.
        open: Whether the last block is continued by a line that says nothing else.
    """

    read: Reader
    draw: Draw
    blocks: list[Block] = field(default_factory=list)
    words: list[Inline] = field(default_factory=list)
    rows: list[tuple[Inlines, ...]] = field(default_factory=list)
    open: bool = False

    def run(self, lines: Iterable[str]) -> tuple[Block, ...]:
        for line in lines:
            self._take(line)
        self._settle()
        return tuple(self.blocks)

    def _take(self, line: str) -> None:
        if not line:
            self.open = False
        elif line.startswith("#"):
            self._heading(line)
        elif line.startswith("|"):
            self._table_line(line)
        elif line.startswith("!"):
            self._chart(line)
        elif match := _MEASURE.match(line):
            if match["kind"] != "+" or not self._takes_words():
                self._push(Paragraph(()))
            self.words += (Ordinal(match["form"] or "是"), *self._inlines(match["words"]))
            self.open = True
        else:
            if not self.open or not self._takes_words():
                self._push(Paragraph(()))
            self.words += self._inlines(line)
            self.open = True

    def _push(self, block: Block) -> None:
        self._settle()
        self.blocks.append(block)

    def _settle(self) -> None:
        """Give the last block its words or rows; once, since each of a thousand lines would copy all before it."""
        match self.blocks[-1] if self.blocks else None:
            case Paragraph():
                self.blocks[-1] = Paragraph(tuple(_merged(self.words)))
            case Heading(body=()) as heading:
                self.blocks[-1] = replace(heading, body=tuple(_merged(self.words)))
            case TableBlock() as table:
                self.blocks[-1] = replace(table, rows=tuple(self.rows))
        self.words.clear()
        self.rows.clear()

    def _takes_words(self) -> bool:
        last = self.blocks[-1] if self.blocks else None
        return isinstance(last, Paragraph) or (isinstance(last, Heading) and last.body is not None)

    def _inlines(self, line: str) -> Inlines:
        return tuple(_merged(_inlines(line, self.read)))

    def _heading(self, line: str) -> None:
        match = _HEADING.match(line)
        if match is None or not (title := line[match.end() :].rstrip()):
            raise MarkupError("“#”后面要空一格再写标题", line)
        level = len(match["marks"])
        if level > _DEEPEST:
            raise MarkupError("标题最多四层（####）", line)
        unmarked = title.rstrip("#")
        runs_on = unmarked != title and unmarked[-1:].isspace()
        words, own = self._inlines(unmarked.rstrip() if runs_on else title), match["number"]
        body = () if runs_on else None
        self._push(
            Heading(level, words, body=body)
            if own is None
            else OwnNumber(level, words, _plain(own, self.read), body)
        )
        self.open = runs_on

    def _table_line(self, line: str) -> None:
        if not self.open or not isinstance(self.blocks[-1], TableBlock):
            self._push(TableBlock(header=(), rows=()))
            self.open = True
        table = self.blocks[-1]
        if not isinstance(table, TableBlock):
            return
        if line.startswith("|="):
            self.blocks[-1] = replace(table, caption=self._inlines(line[2:].strip()))
        elif line.startswith("|:"):
            self.blocks[-1] = replace(table, note=self._inlines(line[2:].strip()))
        elif not _is_rule(line):
            cells = tuple(self._inlines(cell) for cell in _cells(line))
            if len(cells) > MOST_COLUMNS:
                raise MarkupError(f"表格最多 {MOST_COLUMNS} 栏，这一行有 {len(cells)} 格", line[:40])
            if not table.header:
                self.blocks[-1] = replace(table, header=cells)
            elif len(cells) != len(table.header):
                raise MarkupError(f"表格这一行有 {len(cells)} 格，表头有 {len(table.header)} 栏", line)
            else:
                self.rows.append(cells)

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
        self._push(self.draw(order))
        self.open = False


def _is_rule(line: str) -> bool:
    """Whether a line of a table is the rule under its head: ``|---|:-:|``."""
    return line.endswith("|") and "-" in line and all(one in "|:-" or one.isspace() for one in line)


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
    pending: list[str] = []
    for part in parts:
        if isinstance(part, Text):
            if part.text:
                pending.append(part.text)
            continue
        if pending:
            yield Text("".join(pending))
            pending.clear()
        yield part
    if pending:
        yield Text("".join(pending))


def _plain(words: str, read: Reader) -> str:
    return "".join(part.text for part in _inlines(words, read))
