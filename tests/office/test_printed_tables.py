"""Sixty tables of all shapes as LibreOffice prints them: cells whole, rows whole, everything inside the type area."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from fazhi_report.document.nodes import TableBlock, words
from fazhi_report.norms import gbt9704 as norms
from fazhi_report.norms.gbt9704 import CLASSIC
from fazhi_report.numbers.cells import is_figure
from fazhi_report.text.width import columns
from fazhi_report.writers.docx.document import write
from fazhi_report.writers.docx.pages import estimate_pages
from fazhi_report.writers.table_layout import TableLayout, table_layout
from printing import MM_PER_POINT, Page, pages, print_pages, require_printing
from table_shapes import SHAPED, SHAPES

pytestmark = [pytest.mark.office, pytest.mark.xdist_group("office")]

PORTRAIT = (28.0, 37.0, 184.0, 262.0)
LANDSCAPE = (35.0, 28.0, 260.0, 184.0)


@dataclass(frozen=True)
class Grid:
    """A table, or the part of one, on a page; the text of each cell with a line break for each of the page."""

    page: Page
    box: tuple[float, ...]
    rows: tuple[tuple[str | None, ...], ...]


@dataclass(frozen=True)
class PrintedTable:
    """A table of the document with what is printed of it: its parts, and its body rows in order."""

    content: TableBlock
    layout: TableLayout
    grids: tuple[Grid, ...]

    @property
    def rows(self) -> list[tuple[str | None, ...]]:
        return [row for grid in self.grids for row in grid.rows[1:]]


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> list[Page]:
    require_printing()
    paths = print_pages({"tables": write(SHAPED, CLASSIC)}, tmp_path_factory.mktemp("tables"))
    return pages(paths["tables"])


@pytest.fixture(scope="module")
def tables(printed: list[Page]) -> list[PrintedTable]:
    found = [grid for page in printed for grid in _grids(page)]
    made = []
    for content in SHAPES:
        parts, count = [], 0
        while count < len(content.rows) and found:
            grid = found.pop(0)
            parts.append(grid)
            count += len(grid.rows) - 1
        made.append(PrintedTable(content, table_layout(content), tuple(parts)))
    assert not found
    return made


def _grids(page: Page) -> Iterator[Grid]:
    for table in sorted(page.source.find_tables(), key=lambda one: one.bbox[1]):
        box = tuple(edge * MM_PER_POINT for edge in table.bbox)
        yield Grid(page, box, tuple(map(tuple, table.extract(x_tolerance=20))))


def plain(cell: str | None) -> str:
    return "".join((cell or "").split())


def is_landscape(page: Page) -> bool:
    return bool(page.source.width > page.source.height)


def test_every_cell_is_printed_once_and_every_row_whole(tables: list[PrintedTable]) -> None:
    for number, one in enumerate(tables, 1):
        covered = one.layout.covered()
        assert len(one.rows) == len(one.content.rows), number
        for at, (row, cells) in enumerate(zip(one.content.rows, one.rows, strict=True)):
            wanted = ["" if (at, column) in covered else words(cell) for column, cell in enumerate(row)]
            assert [plain(cell) for cell in cells] == [plain(cell) for cell in wanted], number


def test_the_head_is_on_every_page_of_its_table(tables: list[PrintedTable]) -> None:
    assert sum(len(one.grids) > 1 for one in tables) >= 8
    for one in tables:
        for grid in one.grids:
            assert [plain(cell) for cell in grid.rows[0]] == [words(cell) for cell in one.content.header]


def test_a_table_of_up_to_four_rows_is_on_one_page(tables: list[PrintedTable]) -> None:
    short = [one for one in tables if len(one.content.rows) <= norms.WHOLE_TABLE_ROWS.value]
    assert len(short) == 30
    assert [len(one.grids) for one in short] == [1] * len(short)


def test_short_heads_cells_and_figures_keep_their_line(tables: list[PrintedTable]) -> None:
    tried = 0
    for number, one in enumerate(tables, 1):
        rows = [one.grids[0].rows[0], *one.rows]
        broken = [
            cell for row in rows for cell in row if cell and "\n" in cell and must_be_whole(plain(cell))
        ]
        if fits(one.content, heads=True):
            assert broken == [], number
            tried += 1
        elif fits(one.content, heads=False):
            heads = one.grids[0].rows[0]
            assert [cell for cell in broken if cell not in heads] == [], number
    assert tried >= 39


def must_be_whole(cell: str) -> bool:
    return columns(cell) <= norms.SHORT_CELL.value or is_figure(cell)


def fits(content: TableBlock, *, heads: bool) -> bool:
    """Whether the widest landscape page has room for whole short cells, and twelve characters for longer ones."""
    width = 0.0
    for title, *cells in zip(content.header, *content.rows, strict=True):
        asked = [2 if cell is title and not heads else width_of(words(cell)) for cell in (title, *cells)]
        width += (max(asked) + 1) * norms.TABLE_SMALLEST.value.size.mm + norms.CELL_MARGIN.value.mm * 2
    return width <= norms.TYPE_AREA_HEIGHT.value.mm


def width_of(cell: str) -> float:
    longest = max((columns(word) for word in cell.split("，")), default=0) if cell.isascii() else 0
    return max(columns(cell) if must_be_whole(cell) else norms.LONG_CELL.value, longest)


def test_everything_of_a_table_is_inside_the_type_area(tables: list[PrintedTable]) -> None:
    for number, one in enumerate(tables, 1):
        for grid in one.grids:
            assert is_landscape(grid.page) == one.layout.landscape, number
            left, top, right, bottom = LANDSCAPE if one.layout.landscape else PORTRAIT
            x0, y0, x1, y1 = grid.box
            assert [x0, x1] == pytest.approx([left, right], abs=0.5), number
            assert top - 0.5 < y0 < y1 < bottom + 0.5, number
            for character in _upright(grid.page):
                if y0 < character["top"] * MM_PER_POINT < y1:
                    assert x0 < character["x0"] * MM_PER_POINT, number
                    assert character["x1"] * MM_PER_POINT < x1, number


def _upright(page: Page) -> list[dict[str, Any]]:
    return [one for one in page.source.chars if one["upright"] and one["text"].strip()]


def test_figures_stand_at_the_right(tables: list[PrintedTable]) -> None:
    tried = 0
    for one in tables:
        for grid in one.grids:
            for table in grid.page.source.find_tables():
                for row in table.rows[1:]:
                    for cell, align in zip(row.cells, one.layout.aligns, strict=False):
                        if cell is None or align.value != "right" or len(one.grids) > 1:
                            continue
                        inside = [c for c in grid.page.source.crop(cell).chars if c["text"].strip()]
                        if inside and is_figure("".join(c["text"] for c in inside)):
                            gap = (cell[2] - max(c["x1"] for c in inside)) * MM_PER_POINT
                            assert gap == pytest.approx(norms.CELL_MARGIN.value.mm, abs=0.6)
                            tried += 1
            break
        if tried > 100:
            return
    pytest.fail("too few figures")


def test_a_landscape_page_has_its_number_where_portrait_pages_have_it(printed: list[Page]) -> None:
    turned = [page for page in printed if is_landscape(page)]
    assert {page.number % 2 for page in turned} == {0, 1}
    edge = norms.PAGE_NUMBER.value.size.mm
    for page in turned:
        marks = [one for one in page.source.chars if not one["upright"] and one["text"].strip()]
        assert "".join(one["text"] for one in marks) == f"—{page.number}—"
        first, last = marks[0], marks[-1]
        across = (first["x0"] + first["x1"]) / 2 * MM_PER_POINT
        # The left edge of the turned page is the foot of the portrait page.
        assert across == pytest.approx(norms.BOTTOM_MARGIN.value.mm - norms.PAGE_NUMBER_DROP.value.mm, abs=2)
        if page.number % 2:
            assert 210 - 26 - last["bottom"] * MM_PER_POINT == pytest.approx(edge, abs=0.5)
        else:
            assert first["top"] * MM_PER_POINT - 28 == pytest.approx(edge, abs=0.5)


def test_pages_are_about_as_many_as_estimated(printed: list[Page]) -> None:
    assert len(printed) == pytest.approx(estimate_pages(SHAPED, CLASSIC), rel=0.05)
