"""Tables → HTML: widths, alignment, merged cells and orientation as `table_layout` says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup

from fazhi_report.document.nodes import Inlines, TableBlock, words
from fazhi_report.norms import gbt9704 as norms
from fazhi_report.writers.html.inline_markup import clean
from fazhi_report.writers.row_groups import Span, full_labels, head_cells
from fazhi_report.writers.table_layout import CellAlign, TableLayout, table_layout

_SERIAL = ("序号", "编号")
_PHONE_ROOM = 21.0
"""Width of a telephone, in characters of a table."""
_CELL_PADDING = 1.6
_ALIGNS = {CellAlign.LEFT: "", CellAlign.CENTER: "middle", CellAlign.RIGHT: "number"}
_SIZES = {norms.TABLE_SMALL.value.size: " small", norms.TABLE_SMALLEST.value.size: " smallest"}
_ALL = 100


def table_markup(table: TableBlock, render: Callable[[Inlines], Markup], anchor: str, unnamed: str) -> Markup:
    """Return a table in a frame that can be pushed sideways, with its caption and its note.

    Args:
        table: The table.
        render: Renders the words of a cell.
        anchor: The id of its caption.
        unnamed: What it is called where it has no caption.
    """
    layout = table_layout(table)
    name = Markup('aria-label="{}"').format(unnamed)
    caption = note = Markup("")
    if table.caption:
        name = Markup('aria-labelledby="{}"').format(anchor)
        caption = Markup('<caption id="{}">{}</caption>').format(anchor, render(table.caption))
    if table.note:
        note = Markup('<p class="table-note">{}</p>').format(render(table.note))
    return Markup(
        '<div class="table{}"><div class="sideways" role="region" tabindex="0" {}>'
        "<table>{}{}{}</table></div>{}</div>"
    ).format(_names(layout), name, caption, _columns(layout), _Rows(table, layout, render).markup(), note)


def _names(layout: TableLayout) -> str:
    """The classes that say how much room the table needs: a telephone is too narrow, a portrait page is."""
    least = layout.least + _CELL_PADDING * len(layout.widths)
    return "".join(
        (
            " stack" if least > _PHONE_ROOM else "",
            " wide" if layout.landscape else "",
            _SIZES.get(layout.size, ""),
        )
    )


def _columns(layout: TableLayout) -> Markup:
    """The columns with their widths in print, as classes: the policy of the page refuses attributes of style."""
    return Markup("<colgroup>{}</colgroup>").format(
        Markup("").join(Markup('<col class="w{}">').format(part) for part in per_cent(layout))
    )


def per_cent(layout: TableLayout) -> tuple[int, ...]:
    """Return the widths of the columns as whole parts of a hundred, each rounded so that the sum is 100."""
    total = sum(width.twips for width in layout.widths)
    ends, end = [0], 0.0
    for width in layout.widths:
        end += width.twips
        ends.append(round(_ALL * end / total))
    return tuple(right - left for left, right in pairwise(ends))


@dataclass(frozen=True, slots=True)
class _Rows:
    """Renders the head and the rows of a table."""

    table: TableBlock
    layout: TableLayout
    render: Callable[[Inlines], Markup]

    def markup(self) -> Markup:
        """The head, and a body for each group of rows."""
        return Markup("<thead>{}</thead><tbody>{}</tbody>").format(
            Markup("").join(self._head()), Markup("").join(self._body())
        )

    def _head(self) -> Iterator[Markup]:
        """Yield the rows of the head; a label over several columns heads their group."""
        rows: list[list[Markup]] = [[] for _ in range(len(self.table.upper) + 1)]
        for one in head_cells(self.table):
            grouped = one.span.columns > 1
            # A heading cell without words would be a heading of nothing.
            scope = ("colgroup" if grouped else "col") if words(one.content).strip() else ""
            rows[one.span.row].append(self._cell(one.content, one.span, scope, grouped=grouped))
        for row in rows:
            yield _row(row)

    def _body(self) -> Iterator[Markup]:
        """Yield the rows; the cells below the head are given its words, which a narrow screen shows beside each."""
        labels, covered = full_labels(self.table), self.layout.covered()
        merged = {(one.row, one.column): one for one in self.layout.spans}
        title = words(self.table.header[0]).strip()
        named = 1 if title in _SERIAL and len(self.table.header) > 1 else 0
        for at, row in enumerate(self.table.rows):
            if merged.get((at, 0), Span(at, 0)).columns > 1:
                # The rows below the head of a group are a body of their own, which it heads.
                yield Markup("</tbody><tbody>") if at else Markup("")
                yield _row([self._cell(row[0], merged[at, 0], "rowgroup", grouped=True)], "group")
                continue
            made = []
            for column, cell in enumerate(row):
                if (at, column) in covered:
                    continue
                scope = "row" if column == named and words(cell).strip() else ""
                span = merged.get((at, column), Span(at, column))
                made.append(self._cell(cell, span, scope, labels[column]))
            yield _row(made)

    def _cell(
        self, cell: Inlines, span: Span, scope: str, label: str = "", *, grouped: bool = False
    ) -> Markup:
        looks = (
            "short" if self.layout.on_one_line(words(cell), span) else "",
            "" if grouped else _ALIGNS[self.layout.aligns[span.column]],
        )
        given = {
            "scope": scope,
            "class": " ".join(filter(None, looks)),
            "colspan": str(span.columns) if span.columns > 1 else "",
            "rowspan": str(span.rows) if span.rows > 1 else "",
            "data-label": "" if scope else clean(label),
        }
        attributes = (Markup(' {}="{}"').format(*one) for one in given.items() if one[1])
        return Markup("<{tag}{attributes}>{words}</{tag}>").format(
            tag="th" if scope else "td",
            attributes=Markup("").join(attributes),
            words=self.render(cell),
        )


def _row(cells: list[Markup], look: str = "") -> Markup:
    named = Markup(' class="{}"').format(look) if look else ""
    return Markup("<tr{}>{}</tr>").format(named, Markup("").join(cells))
