"""Tables → the JSON that the template sets: widths, merged cells and heights as `table_layout` says."""

from __future__ import annotations

from collections.abc import Iterator

from fazhi_report.document.nodes import Inlines, TableBlock, words
from fazhi_report.norms import gbt9704 as norms
from fazhi_report.norms.length import Length
from fazhi_report.typesetting.lines import count_lines
from fazhi_report.writers.row_groups import Span, head_cells
from fazhi_report.writers.table_layout import CellAlign, TableLayout, table_layout
from fazhi_report.writers.typst.spans import Json, boxed, spans


def table_json(content: TableBlock) -> dict[str, Json]:
    """A table: its head, and rows of cells that stand for themselves, covered ones left out.

    A row that is a group's head (one cell as wide as the table) has ``group``, and stays with the next.
    """
    layout = table_layout(content)
    head = [_cell(one.content, one.span, layout, CellAlign.CENTER) for one in head_cells(content)]
    rows = [_row(number, row, layout) for number, row in enumerate(content.rows)]
    return {
        "kind": "table",
        "widths": [width.pt for width in layout.widths],
        "size": layout.size.pt,
        "head": {"cells": list(head), "padding": _padding(content.header, layout)},
        "rows": list(rows),
        "whole": len(layout.together) >= len(content.rows) - 1,
        "caption": boxed(spans(content.caption)),
        "note": boxed(spans(content.note)),
    }


def _row(number: int, row: tuple[Inlines, ...], layout: TableLayout) -> dict[str, Json]:
    covered = layout.covered()
    merged = {(one.row, one.column): one for one in layout.spans}
    group = any(one.row == number and one.columns > 1 for one in layout.spans)
    cells: list[Json] = [
        _cell(
            cell,
            merged.get((number, column), Span(number, column)),
            layout,
            CellAlign.LEFT if group else layout.aligns[column],
        )
        for column, cell in enumerate(row)
        if (number, column) not in covered
    ]
    # The name of a group has the room of all its rows.
    single = [
        () if merged.get((number, column), Span(0, 0)).rows > 1 else cell for column, cell in enumerate(row)
    ]
    padding = _least_padding(1, layout) if group else _padding(tuple(single), layout)
    return {"cells": cells, "padding": padding, "group": group}


def _cell(cell: Inlines, span: Span, layout: TableLayout, align: CellAlign) -> dict[str, Json]:
    width = Length(sum(one.twips for one in layout.widths[span.column : span.column + span.columns]))
    return {
        "words": boxed(spans(cell), _room(width, layout)),
        "align": align.value,
        "columns": span.columns,
        "rows": span.rows,
    }


def _room(width: Length, layout: TableLayout) -> float:
    """The characters that fit on a line of a cell."""
    return max((width - norms.CELL_MARGIN.value * 2).twips / layout.size.twips, 1.0)


def _padding(row: tuple[Inlines, ...], layout: TableLayout) -> float:
    """The space above and below the words of a row, in points."""
    return _least_padding(max(_lines(row, layout)), layout)


def _lines(row: tuple[Inlines, ...], layout: TableLayout) -> Iterator[int]:
    for cell, width in zip(row, layout.widths, strict=True):
        yield count_lines(words(cell), _room(width, layout))


def _least_padding(count: int, layout: TableLayout) -> float:
    """That of the norm, or more, so that a row of one line is as high as a line of the body, less in small type."""
    line = layout.size * norms.TABLE_LINE_RATIO.value
    least = norms.LINE_PITCH.value * (layout.size.twips / norms.TABLE.value.size.twips)
    return max(norms.CELL_PADDING.value, (least - line * count) / 2).pt
