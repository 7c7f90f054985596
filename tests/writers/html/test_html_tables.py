"""Tables on the web page stand as on the printed page, and come back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fazhi_report.document.nodes import TableBlock, Text, words
from fazhi_report.document.raw import RawTable
from fazhi_report.readers import html
from fazhi_report.writers.table_layout import CellAlign, table_layout
from specimens import PUBLISHED
from table_shapes import SHAPES
from webpage import Element, page, parsed, text, with_class

LOOKS = {CellAlign.LEFT: "", CellAlign.CENTER: "middle", CellAlign.RIGHT: "number"}


@pytest.fixture(scope="module")
def written() -> str:
    return page(replace(PUBLISHED, blocks=SHAPES))


@pytest.fixture(scope="module")
def tables(written: str) -> list[Element]:
    return list(with_class(parsed(written), "table"))


def grid(table: Element) -> dict[tuple[int, int], Element]:
    """The cell at each place of the body; no place has two."""
    found: dict[tuple[int, int], Element] = {}
    for at, row in enumerate(row for body in table.iter("tbody") for row in body.iter("tr")):
        column = 0
        for cell in row:
            while (at, column) in found:
                column += 1
            for down in range(int(cell.get("rowspan", "1"))):
                for right in range(int(cell.get("colspan", "1"))):
                    assert found.setdefault((at + down, column + right), cell) is cell
    return found


def test_widths_and_orientation_are_those_of_the_rule(tables: list[Element]) -> None:
    assert len(tables) == len(SHAPES)
    for shape, element in zip(SHAPES, tables, strict=True):
        layout = table_layout(shape)
        parts = [int(one.get("class", "").removeprefix("w")) for one in element.iter("col")]
        total = sum(width.twips for width in layout.widths)
        assert parts == pytest.approx([100 * width.twips / total for width in layout.widths], abs=1)
        assert sum(parts) == 100
        assert ("wide" in element.get("class", "").split()) is layout.landscape


def test_merged_cells_alignment_and_whole_words_are_those_of_the_rule(tables: list[Element]) -> None:
    for shape, element in zip(SHAPES, tables, strict=True):
        layout, cells = table_layout(shape), grid(element)
        places = {(row, column) for row in range(len(shape.rows)) for column in range(len(shape.header))}
        assert set(cells) == places
        merged = {(one.row, one.column): (one.rows, one.columns) for one in layout.spans}
        for (row, column), cell in cells.items():
            if (row, column) in layout.covered():
                continue
            given = int(cell.get("rowspan", "1")), int(cell.get("colspan", "1"))
            assert given == merged.get((row, column), (1, 1))
            assert text(cell) == words(shape.rows[row][column])
            if given[1] == 1:
                looks = cell.get("class", "").split()
                assert set(looks) - {"short"} == set(filter(None, [LOOKS[layout.aligns[column]]]))


def test_a_cell_that_is_whole_has_room_for_its_words(tables: list[Element]) -> None:
    """A table of fourteen columns has narrow ones: there a cell may break, in print it would else run out of its page."""
    short = {text(cell) for table in tables for cell in with_class(table, "short")}
    assert {"80件", "20,574.58万元", "提高2.4个百分点", "办公室"} <= short
    assert not any("枫桥" in one or "international" in one for one in short)
    cell = (Text("20,574.58万元"),)
    (dense,) = with_class(
        parsed(page(replace(PUBLISHED, blocks=(TableBlock((cell,) * 40, ((cell,) * 40,)),)))), "table"
    )
    assert list(with_class(dense, "short")) == []


def test_the_head_of_a_group_heads_the_rows_below_it(tables: list[Element]) -> None:
    (body, *_) = bodies = list(tables[2].iter("tbody"))
    assert len(bodies) == sum(one.columns > 1 for one in table_layout(SHAPES[2]).spans) > 0
    (head,) = body[0]
    assert (head.get("scope"), head.get("colspan")) == ("rowgroup", str(len(SHAPES[2].header)))


def test_every_table_comes_back(written: str) -> None:
    found = [one.rows for one in html.read(written.encode()).blocks if isinstance(one, RawTable)]
    assert found == [tuple(tuple(map(words, row)) for row in (shape.header, *shape.rows)) for shape in SHAPES]
