"""Blocks → HTML: headings with numbers and anchors, paragraphs, tables, charts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import assert_never

from markupsafe import Markup

from fazhi_report.document.nodes import (
    Block,
    ChartBlock,
    Heading,
    Inlines,
    Paragraph,
    TableBlock,
    Text,
    chart_rows,
    words,
)
from fazhi_report.writers.drawing import element, scene
from fazhi_report.writers.html.inline_markup import RenderFigure, clean, escaped, inlines
from fazhi_report.writers.html.table_markup import table_markup
from fazhi_report.writers.table_layout import page_runs

_DEEPEST = 6
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
        return Markup("\n").join(
            self.block(block, landscape=run.landscape)
            for run in page_runs(tuple(blocks))
            for block in run.blocks
        )

    def block(self, block: Block, *, landscape: bool = False) -> Markup:
        """One block as one HTML element.

        Args:
            block: The block.
            landscape: Whether it is printed on a landscape page.
        """
        match block:
            case Heading():
                return self._heading(block, "landscape" if landscape else "")
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

    def _heading(self, block: Heading, page: str) -> Markup:
        anchor = self._anchor(block.level)
        text = clean(block.number + words(block.title))
        self.entries.append(ContentsEntry(anchor, text.rstrip(_STOPS), block.level))
        heading = Markup('<{tag} class="level-{level}{page}" id="{anchor}">{number}{title}</{tag}>').format(
            tag=f"h{min(block.level + self.deeper, _DEEPEST)}",
            level=block.level,
            page=page and f" {page}",
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
        # Every landmark needs a name of its own; each attachment counts its tables from 1.
        count = "-".join((*(char for char in self.prefix if char.isdigit()), str(self.tables)))
        return table_markup(table, self._inlines, f"{self.prefix}-table-{self.tables}", f"表格 {count}")

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
