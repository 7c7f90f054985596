"""Merged cells of this program's tables are read back as the cells of the data."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import docx

from fazhi_report.document.nodes import Inlines, TableBlock, Text
from fazhi_report.document.raw import RawTable
from fazhi_report.norms.gbt9704 import CLASSIC
from fazhi_report.readers.docx import read
from fazhi_report.writers.docx.document import write
from specimens import PUBLISHED

ROWS = (
    ("领域", "事项", "数量"),
    ("行政复议", "收到", "80件"),
    ("行政复议", "审结", "66件"),
    ("行政应诉", "一审", "66件"),
    ("其他工作", "", ""),
    ("人民调解", "成功", "7405件"),
    ("人民调解", "成功", "12件"),
    ("人民调解", "", ""),
)


def inlines(row: tuple[str, ...]) -> tuple[Inlines, ...]:
    return tuple((Text(cell),) for cell in row)


def test_groups_come_back() -> None:
    table = TableBlock(inlines(ROWS[0]), tuple(map(inlines, ROWS[1:])))
    data = write(replace(PUBLISHED, blocks=(table,), attachments=()), CLASSIC)
    (found,) = [block for block in read(data).blocks if isinstance(block, RawTable)]
    assert found.rows == ROWS
    # Another library sees the merged cells: the same cell in every row or column that it covers.
    (grid,) = docx.Document(BytesIO(data)).tables
    cells = [[cell._tc for cell in row.cells] for row in grid.rows]
    assert cells[1][0] is cells[2][0]
    assert cells[2][0] is not cells[3][0]
    assert cells[4][0] is cells[4][1] is cells[4][2]
    assert cells[5][:2] == cells[6][:2]
    assert [row.cells[2].text for row in grid.rows][1:4] == ["80件", "66件", "66件"]
