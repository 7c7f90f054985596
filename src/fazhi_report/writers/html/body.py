"""Blocks → HTML: headings with numbers and anchors, paragraphs, tables, charts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias, assert_never
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
from fazhi_report.text.width import columns
from fazhi_report.writers.drawing import element, scene
from fazhi_report.writers.row_groups import full_labels, head_cells

# Characters that HTML forbids in any form: controls, surrogates, noncharacters (HTML Standard, 13.2.3.5).
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
    + "]"
)


def clean(text: str) -> str:
    """The text with U+FFFD in place of every character that HTML forbids."""
    return _FORBIDDEN.sub("�", text)


def escaped(text: str) -> Markup:
    """The text as HTML, for the content of an element or an attribute."""
    return escape(clean(text))


def marked(text: str) -> Markup:
    """The text as HTML, with ``<mark>`` around the places that a draft leaves open."""
    return Markup("").join(
        Markup("<mark>{}</mark>").format(escaped(piece)) if is_open else escaped(piece)
        for piece, is_open in pieces(text)
    )


def figure_id(key: str) -> str:
    """The id of a figure's row in 主要数据."""
    return f"figure-{quote(key, safe='')}"


RenderFigure: TypeAlias = Callable[[Datum], Markup]
"""Renders a figure that is printed through its key."""


def figure_links(explained: frozenset[str]) -> RenderFigure:
    """Renders a figure as a link to its row.

    Args:
        explained: Keys of the figures that have a row; any other figure is rendered as its words.
    """

    def render(figure: Datum) -> Markup:
        if figure.key not in explained:
            return marked(figure.text)
        # Quoted twice: once as an id, once as a part of an address.
        address = quote(figure_id(figure.key))
        return Markup('<a class="datum" href="#{}">{}</a>').format(address, escaped(figure.text))

    return render


def inlines(parts: Inlines, render_figure: RenderFigure) -> Markup:
    """Inlines as HTML."""
    return Markup("").join(_inline(part, render_figure) for part in parts)


def _inline(part: Inline, render_figure: RenderFigure) -> Markup:
    match part:
        case Text(text) | Ordinal(_, text):
            return marked(text)
        case Strong(text):
            return Markup("<strong>{}</strong>").format(escaped(text))
        case Datum():
            return render_figure(part)
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
        text: Its number and words, without the full stop of a run-in heading (段首标题).
        level: 1 to 4.
    """

    anchor: str
    text: str
    level: int


@dataclass(slots=True)
class Body:
    """Renders blocks as HTML and collects their headings for the table of contents.

    Args:
        render_figure: Renders the figures that are printed through their keys.
        prefix: Beginning of the ids; each attachment has its own.
        deeper: Distance from the level of a heading to that of its element: the title is the page's h1.
        entries: The headings rendered so far.
        counts: How many headings of each level have been rendered below the last of the level above.
        tables: How many tables have been rendered.
    """

    render_figure: RenderFigure
    prefix: str = "section"
    deeper: int = 1
    entries: list[ContentsEntry] = field(default_factory=list)
    counts: list[int] = field(default_factory=lambda: [0, 0, 0, 0])
    tables: int = 0

    def write(self, blocks: Iterable[Block]) -> Markup:
        """The blocks as HTML, one after the other."""
        return Markup("\n").join(map(self.block, blocks))

    def block(self, block: Block) -> Markup:
        """One block as one HTML element."""
        match block:
            case Heading():
                return self._heading(block)
            case Paragraph(content):
                return Markup("<p>{}</p>").format(self._inlines(content))
            case TableBlock():
                return self._table(block)
            case ChartBlock():
                return self._chart(block)
            case _:
                assert_never(block)

    def _inlines(self, content: Inlines) -> Markup:
        return inlines(content, self.render_figure)

    def _heading(self, block: Heading) -> Markup:
        anchor = self._anchor(block.level)
        text = clean(block.number + words(block.title))
        self.entries.append(ContentsEntry(anchor, text.rstrip(_STOPS), block.level))
        heading = Markup('<{tag} class="level-{level}" id="{anchor}">{number}{title}</{tag}>').format(
            tag=f"h{min(block.level + self.deeper, _DEEPEST)}",
            level=block.level,
            anchor=anchor,
            number=escaped(block.number),
            title=self._inlines(block.title),
        )
        if not block.body:
            return heading
        # Shown as one paragraph; a screen reader finds a heading and its text.
        return Markup('<div class="run-in">{}<p>{}</p></div>').format(heading, self._inlines(block.body))

    def _anchor(self, level: int) -> str:
        """The id of the next heading: it counts headings, because printed numbers start again (1. under each （一）)."""
        self.counts[level - 1] += 1
        self.counts[level:] = [0] * (len(self.counts) - level)
        return "-".join((self.prefix, *map(str, self.counts[:level])))

    def _table(self, table: TableBlock) -> Markup:
        self.tables += 1
        anchor = f"{self.prefix}-table-{self.tables}"
        caption = (
            Markup('<caption id="{}">{}</caption>').format(anchor, self._inlines(table.caption))
            if table.caption
            else Markup("")
        )
        # Every landmark needs a name of its own; each attachment counts its tables from 1.
        count = "-".join((*(char for char in self.prefix if char.isdigit()), str(self.tables)))
        name = Markup('aria-labelledby="{}"').format(anchor)
        if not table.caption:
            name = Markup('aria-label="表格 {}"').format(count)
        named = 1 if words(table.header[0]).strip() in _SERIAL and len(table.header) > 1 else 0
        note = (
            Markup('<p class="table-note">{}</p>').format(self._inlines(table.note))
            if table.note
            else Markup("")
        )
        labels = full_labels(table)
        numbers = _number_columns(table)
        return Markup(
            '<div class="table{}"><div class="sideways" role="region" tabindex="0" {}>'
            "<table>{}<thead>{}</thead><tbody>{}</tbody></table></div>{}</div>"
        ).format(
            _room(table),
            name,
            caption,
            self._head(table, numbers),
            Markup("").join(
                self._row(row, frozenset((named,)), "row", numbers, labels) for row in table.rows
            ),
            note,
        )

    def _chart(self, chart: ChartBlock) -> Markup:
        """The drawing with its description, and its numbers as a table that can be opened."""
        head, *rows = (tuple((Text(cell),) for cell in row) for row in chart_rows(chart))
        caption = Markup("<figcaption>{}</figcaption>").format(self._inlines(chart.caption))
        note = (
            Markup('<p class="table-note">{}</p>').format(self._inlines(chart.note))
            if chart.note
            else Markup("")
        )
        # `element` has escaped every word of the drawing.
        drawing = Markup(clean(element(scene([replace(chart, caption=())]))))  # noqa: S704
        return Markup(
            '<figure class="chart">{}{}<details><summary>数据</summary>{}</details>{}</figure>'
        ).format(caption, drawing, self._table(TableBlock(head, tuple(rows))), note)

    def _head(self, table: TableBlock, numbers: frozenset[int]) -> Markup:
        """The rows of the head; a label over several columns heads their group."""
        if not table.upper:
            return self._row(table.header, frozenset(range(len(table.header))), "col", numbers)
        rows: list[list[Markup]] = [[] for _ in range(len(table.upper) + 1)]
        for one in head_cells(table):
            grouped = one.span.columns > 1
            look = Markup(' class="number"') if one.span.column in numbers and not grouped else Markup("")
            made = Markup('<th scope="{}" colspan="{}" rowspan="{}"{}>{}</th>').format(
                "colgroup" if grouped else "col",
                one.span.columns,
                one.span.rows,
                look,
                self._inlines(one.content),
            )
            rows[one.span.row].append(made)
        return Markup("").join(Markup("<tr>{}</tr>").format(Markup("").join(row)) for row in rows)

    def _row(
        self,
        cells: tuple[Inlines, ...],
        heads: frozenset[int],
        scope: str,
        numbers: frozenset[int],
        labels: Sequence[str] = (),
    ) -> Markup:
        """A row; the cells below the head are given its words, which a narrow screen shows beside each of them."""
        made = []
        for index, cell in enumerate(cells):
            names = " ".join(filter(None, (_length(words(cell)), "number" if index in numbers else "")))
            look = Markup(' class="{}"').format(names) if names else Markup("")
            # A heading cell without words would be a heading of nothing.
            if index in heads and words(cell).strip():
                made.append(Markup('<th scope="{}"{}>{}</th>').format(scope, look, self._inlines(cell)))
                continue
            label = labels[index] if index < len(labels) else ""
            named = Markup(' data-label="{}"').format(clean(label)) if label else Markup("")
            made.append(Markup("<td{}{}>{}</td>").format(look, named, self._inlines(cell)))
        return Markup("<tr>{}</tr>").format(Markup("").join(made))


_SHORT = 8
"""Characters up to which the words of a cell stay on one line."""
_LEAST_COLUMN = 6.0
_CELL_PADDING = 1.6
_PHONE_ROOM, _TEXT_ROOM = 21.0, 38.0
"""Width of a telephone and of a line of text, in characters of a table."""
_NUMBER = re.compile(r"[^\d]{0,2}\d[\d.,]*\s?\D{0,4}")


def _room(table: TableBlock) -> str:
    """The classes that say whether the table is wider than a telephone, and wider than a line of text."""
    least = sum(
        max((_least(words(row[at])) for row in (table.header, *table.rows)), default=0.0) + _CELL_PADDING
        for at in range(len(table.header))
    )
    return (" stack" if least > _PHONE_ROOM else "") + (" wide" if least > _TEXT_ROOM else "")


def _least(text: str) -> float:
    """The least width of a cell, in characters: short words are not broken."""
    return columns(text) if len(text) <= _SHORT else _LEAST_COLUMN


def _length(text: str) -> str:
    """The class of short words, which stay on one line."""
    return "short" if text and len(text) <= _SHORT else ""


def _number_columns(table: TableBlock) -> frozenset[int]:
    """The columns that hold numbers with their units, which stand under each other at the right."""
    texts = [[words(row[at]).strip() for row in table.rows] for at in range(len(table.header))]
    return frozenset(
        at
        for at, column in enumerate(texts)
        if any(column) and all(map(_NUMBER.fullmatch, filter(None, column)))
    )
