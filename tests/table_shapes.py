"""Sixty tables of all shapes: one to fourteen columns, one to sixty rows, groups, figures, long words and long texts."""

from __future__ import annotations

from dataclasses import replace

from fazhi_report.document.nodes import AttachmentBlock, Document, Inlines, Paragraph, TableBlock, Text
from specimens import PUBLISHED, text

_ROWS = (1, 2, 4, 5, 11, 37)
_HEADS = ("数量", "行政检查总数", "规范性文件合法性审查意见采纳数量")
_CELLS = (
    "80件",
    "1,234件",
    "99.78%",
    "办公室",
    "提高2.4个百分点",
    "—",
    "3号楼东侧一二层",
    "20,574.58万元",
    "＋12",
    "按期办结",
)
_NARROW = ("80件", "1,234件", "99.78%", "局", "—", "7405", "＋12", "办结")
_DENSE = 7
"""From so many columns on, two of three tables have short words: the third is wider than any page of A4."""
_LONG = "坚持和发展新时代“枫桥经验”，推动矛盾纠纷就地化解；2021年6月30日前完成，逾期的说明原因。"


def shape(number: int) -> TableBlock:
    """The table of that number, from 0; its caption names it."""
    count, length = 1 + number % 14, _ROWS[number % len(_ROWS)]
    narrow = count >= _DENSE and number % 3 > 0
    heads = ("数量", "受理") if narrow else _HEADS
    head = ["单位", *(f"{heads[(number + at) % len(heads)]}{at}" for at in range(1, count))][:count]
    cells = _NARROW if narrow else _CELLS
    rows = [[_cell(number, row, column, cells) for column in range(count)] for row in range(length)]
    if number % 3 == 1 and count > 1:
        # Names of groups, repeated in each row.
        for at, row in enumerate(rows):
            row[0] = f"第{'一二三四五六七八九十'[at // 3 % 10]}组"
    if number % 3 == 2 and count > 1:
        for at in range(0, length - 1, 4):
            rows[at] = [f"（{at // 4 + 1}）综合类", *[""] * (count - 1)]
    return TableBlock(
        _inlines(head),
        tuple(map(_inlines, rows)),
        caption=text(f"表{number + 1}"),
        note=text("注：数据由各单位报送。") if number % 4 == 0 else (),
    )


def _cell(number: int, row: int, column: int, cells: tuple[str, ...]) -> str:
    if column == 0:
        return f"示例{row + 1}局" if number % 2 else f"综合执法{row + 1}队"
    if number % 5 == column == 0 or (number % 5 == 4 and column == 2):
        return _LONG * (1 + row % 3)
    if number % 7 == 0 and column == 1:
        return "internationalization" * 2
    return cells[(number + row + column * 3) % len(cells)]


def _inlines(cells: list[str]) -> tuple[Inlines, ...]:
    return tuple((Text(cell),) if cell else () for cell in cells)


SHAPES = tuple(map(shape, range(60)))
_WORDS = Paragraph(text("有关情况见下表。"))
SHAPED: Document = replace(
    PUBLISHED,
    blocks=tuple(block for table in SHAPES[:40] for block in (_WORDS, table)),
    attachments=tuple(
        AttachmentBlock(f"统计表{at}", SHAPES[at : at + 4], (f"统计表{at}",)) for at in range(40, 60, 4)
    ),
)
"""The tables one after another: forty in the text, twenty in attachments."""
