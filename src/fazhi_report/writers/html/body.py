"""Blocks → HTML: headings with numbers and anchors, paragraphs, tables, charts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import assert_never
from urllib.parse import quote

from markupsafe import Markup, escape

from fazhi_report.document.nodes import (
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
    chart_rows,
    words,
)
from fazhi_report.text.references import pieces
from fazhi_report.writers.drawing import element, scene

# What HTML may not hold in any form: controls, surrogates, noncharacters (HTML Standard, 13.2.3.5).
_UNFIT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
    + "]"
)


def fit(text: str) -> str:
    """The text with U+FFFD for every character that a page may not hold."""
    return _UNFIT.sub("�", text)


def say(text: str) -> Markup:
    """Words as HTML, for elements and for attributes."""
    return escape(fit(text))


def anchor(key: str) -> str:
    """The id of a figure's row."""
    return f"figure-{quote(key, safe='')}"


def _marked(text: str) -> Markup:
    """Words as HTML, the open places of a draft marked."""
    return Markup("").join(
        Markup("<mark>{}</mark>").format(say(piece)) if is_open else say(piece)
        for piece, is_open in pieces(text)
    )


class Sayer:
    """Says inlines; a figure that the page explains becomes a link to its explanation.

    Args:
        explained: Keys of the figures that have a row of their own.
    """

    def __init__(self, explained: frozenset[str] = frozenset()) -> None:
        self._explained = explained

    def __call__(self, parts: Inlines) -> Markup:
        """Inlines as HTML."""
        return Markup("").join(self._inline(part) for part in parts)

    def _inline(self, part: Inline) -> Markup:
        match part:
            case Text(text) | Ordinal(_, text):
                return _marked(text)
            case Strong(text):
                return Markup("<strong>{}</strong>").format(say(text))
            case Datum(key, text):
                if key not in self._explained:
                    return _marked(text)
                # Twice quoted: once as an id, once as a part of an address.
                return Markup('<a class="datum" href="#{}">{}</a>').format(quote(anchor(key)), say(text))
            case _:
                assert_never(part)


_DEEPEST = 6
_SERIAL = ("序号", "编号")
_STOPS = "。：；，"


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """A line of the table of contents.

    Args:
        anchor: Id of the heading.
        text: Number and words, without the full stop of a heading that runs on.
        level: 1 to 4.
    """

    anchor: str
    text: str
    level: int


@dataclass(slots=True)
class Body:
    """Writes blocks and notes their headings.

    Args:
        say: Says inlines.
        prefix: What the ids begin with; apart for each attachment.
        deeper: How far a heading's element lies below its level: the title is the page's h1.
    """

    say: Sayer
    prefix: str = "section"
    deeper: int = 1
    entries: list[ContentsEntry] = field(default_factory=list)
    counts: list[int] = field(default_factory=lambda: [0, 0, 0, 0])
    tables: int = 0

    def write(self, blocks: Iterable[Block]) -> Markup:
        """The blocks as HTML, one after the other."""
        return Markup("\n").join(part for block in blocks for part in self._block(block))

    def _block(self, block: Block) -> Iterator[Markup]:
        match block:
            case Heading():
                yield self._heading(block)
            case Paragraph(content):
                yield Markup("<p>{}</p>").format(self.say(content))
            case TableBlock():
                yield self._table(block)
            case ChartBlock():
                yield self._chart(block)
            case _:
                assert_never(block)

    def _heading(self, block: Heading) -> Markup:
        anchor = self._anchor(block.level)
        text = fit(block.number + words(block.title))
        self.entries.append(ContentsEntry(anchor, text.rstrip(_STOPS), block.level))
        heading = Markup('<{tag} class="level-{level}" id="{anchor}">{number}{title}</{tag}>').format(
            tag=f"h{min(block.level + self.deeper, _DEEPEST)}",
            level=block.level,
            anchor=anchor,
            number=say(block.number),
            title=self.say(block.title),
        )
        if not block.body:
            return heading
        # One paragraph to the eye, a heading and its text to everyone else; no word stands twice.
        return Markup('<div class="run-in">{}<p>{}</p></div>').format(heading, self.say(block.body))

    def _anchor(self, level: int) -> str:
        """Ids count the headings themselves, for printed numbers may start again (1. under each （一）)."""
        self.counts[level - 1] += 1
        self.counts[level:] = [0] * (len(self.counts) - level)
        return "-".join((self.prefix, *map(str, self.counts[:level])))

    def _table(self, table: TableBlock) -> Markup:
        self.tables += 1
        anchor = f"{self.prefix}-table-{self.tables}"
        caption = (
            Markup('<caption id="{}">{}</caption>').format(anchor, self.say(table.caption))
            if table.caption
            else Markup("")
        )
        # Landmarks of one name could not be told apart; attachments count their tables for themselves.
        count = "-".join((*(char for char in self.prefix if char.isdigit()), str(self.tables)))
        name = Markup('aria-labelledby="{}"').format(anchor)
        if not table.caption:
            name = Markup('aria-label="表格 {}"').format(count)
        named = 1 if words(table.header[0]).strip() in _SERIAL and len(table.header) > 1 else 0
        note = (
            Markup('<p class="table-note">{}</p>').format(self.say(table.note)) if table.note else Markup("")
        )
        return Markup(
            '<div class="table"><div class="sideways" role="region" tabindex="0" {}>'
            "<table>{}<thead>{}</thead><tbody>{}</tbody></table></div>{}</div>"
        ).format(
            name,
            caption,
            self._row(table.header, frozenset(range(len(table.header))), "col"),
            Markup("").join(self._row(row, frozenset((named,)), "row") for row in table.rows),
            note,
        )

    def _chart(self, chart: ChartBlock) -> Markup:
        """The drawing, its words for those who cannot see it, and its numbers to open."""
        head, *rows = (tuple((Text(cell),) for cell in row) for row in chart_rows(chart))
        caption = Markup("<figcaption>{}</figcaption>").format(self.say(chart.caption))
        note = (
            Markup('<p class="table-note">{}</p>').format(self.say(chart.note)) if chart.note else Markup("")
        )
        # Our own drawing; every word in it is escaped where it is drawn.
        drawing = Markup(fit(element(scene([replace(chart, caption=())]))))  # noqa: S704
        return Markup(
            '<figure class="chart">{}{}<details><summary>数据</summary>{}</details>{}</figure>'
        ).format(caption, drawing, self._table(TableBlock(head, tuple(rows))), note)

    def _row(self, cells: tuple[Inlines, ...], heads: frozenset[int], scope: str) -> Markup:
        made = []
        for index, cell in enumerate(cells):
            # A head without words heads nothing.
            if index in heads and words(cell).strip():
                made.append(Markup('<th scope="{}">{}</th>').format(scope, self.say(cell)))
            else:
                made.append(Markup("<td>{}</td>").format(self.say(cell)))
        return Markup("<tr>{}</tr>").format(Markup("").join(made))
