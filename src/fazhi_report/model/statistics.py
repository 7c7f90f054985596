"""The statistics that stand beside the report: tables of one organ for one year, cell by cell as they are published."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema, model_validator

from fazhi_report.model.authors import Authors
from fazhi_report.model.base import Base, Line, YearNumber, trouble
from fazhi_report.model.organ import Publication
from fazhi_report.model.prose import paragraphs
from fazhi_report.norms.statistics import FormName
from fazhi_report.norms.statistics_file import statistics_norms

_MOST_CHARACTERS = 40
_NUMBER = re.compile(r"-?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,15})(?:\.[0-9]{1,6})?")


class CellState(StrEnum):
    """What a cell says; only a number is a number, and a blank is no zero."""

    NUMBER = "number"
    SLASH = "slash"
    DASH = "dash"
    BLANK = "blank"
    NOT_OUR_DUTY = "not_our_duty"
    NOT_RECORDED = "not_recorded"
    NOT_RETURNED = "not_returned"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell.

    Args:
        text: What is written in it.
        state: What that says.
        number: The number; None where there is none.
    """

    text: str
    state: CellState
    number: Decimal | None = None


@lru_cache(maxsize=4096)
def read_cell(text: str) -> TableCell:
    """Return what a cell says: a number, one of the states, or something that is neither."""
    if not text:
        return TableCell(text, CellState.BLANK)
    if _NUMBER.fullmatch(text):
        return TableCell(text, CellState.NUMBER, Decimal(text.replace(",", "")))
    for state, words in statistics_norms().states.items():
        if text in words:
            return TableCell(text, CellState(state))
    return TableCell(text, CellState.UNREADABLE)


def _written(value: object) -> object:
    if value is None:
        return ""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _short(text: str) -> str:
    if len(text) > _MOST_CHARACTERS:
        raise trouble("cell", f"单元格有 {len(text)} 个字，太长；只写数，或 /、-、空着，说明写进 note")
    return text


CellText = Annotated[
    str,
    BeforeValidator(_written),
    AfterValidator(_short),
    WithJsonSchema({"type": ["string", "number", "null"]}),
]
"""A cell as it is published: 12, 1,234.56, /, -, or nothing."""


def _paragraphs(value: object) -> object:
    return paragraphs(value) if isinstance(value, str) else value


TABLE_STATES = {
    "filled": "有数据",
    "not_our_duty": "不承担此项职责",
    "not_recorded": "没有统计",
    "not_returned": "未报",
}
"""State of a whole table → its words."""


class YearTable(Base):
    """One table of the statistics of a year."""

    state: Literal["filled", "not_our_duty", "not_recorded", "not_returned"] = Field(
        "filled",
        title="状态",
        description="filled：有数据；not_our_duty：不承担此项职责，整张表略去；not_recorded：没有统计；"
        "not_returned：未报。有职责而没有发生的写 0，不略去",
    )
    note: Line | None = Field(None, title="说明", description="略去的原因等需要交代的情况，印在表下")
    scope: Line | None = Field(
        None, title="口径", description="统计范围和计数办法，如“本机关；并处的计入最重的一类”"
    )
    classes: Line | None = Field(
        None, title="分类", description="用哪一种分类，如 since_2021_law；不写则按年度选用"
    )
    money: Literal["元", "万元", "亿元"] | None = Field(
        None, title="金额单位", description="元、万元或亿元；不写则按分类的规定"
    )
    units: tuple[Line, ...] = Field(
        (), title="应报单位", description="一个单位一行的表，应当报送的全部单位；报齐了才核对合计"
    )
    rows: dict[Line, dict[Line, CellText]] = Field(
        default_factory=dict,
        title="各行",
        description="行 → 列 → 单元格，照公布的写：数、0、/、-、空着，各有各的意思",
    )

    @model_validator(mode="after")
    def _rows_or_reason(self) -> Self:
        if self.state == "filled" and not self.rows:
            raise trouble(
                "rows",
                "表里没有一行数据；不承担此项职责的写 state: not_our_duty 和 note（说明），没有发生的写 0",
            )
        if self.state != "filled" and self.rows:
            raise trouble("rows", f"写了 state: {self.state}，就不写各行（rows）")
        return self

    def cells(self) -> Iterator[tuple[str, str, TableCell]]:
        """Yield every cell with the keys of its row and column."""
        for row, cells in self.rows.items():
            for column, text in cells.items():
                yield row, column, read_cell(text)

    def cell(self, row: str, column: str) -> TableCell | None:
        """Return a cell; None where the table does not have it."""
        text = self.rows.get(row, {}).get(column)
        return None if text is None else read_cell(text)


class YearStatistics(Base):
    """The statistics of one kind of an organ for a year (信息公开年报、行政执法统计年报、复议应诉统计)."""

    kind: FormName = Field(
        title="文件类别",
        description="disclosure：政府信息公开工作年度报告的表；enforcement：行政执法统计年报；"
        "review：行政复议、行政应诉案件统计",
    )
    year: YearNumber = Field(title="年度", description="统计的年份，如 2025")
    organ: Authors = Field(title="发文机关", description="哪个机关的年报")
    title: Line | None = Field(None, title="标题", description="公布时的标题；不写则用规定的名称")
    tables: dict[Line, YearTable] = Field(
        title="各表", description="表的键 → 表；键和行、列的键见参考页“并行年报”"
    )
    text: Annotated[tuple[Line, ...], BeforeValidator(_paragraphs)] = Field(
        (), title="情况说明", description="年报的文字部分，一段一项，印在表后"
    )
    publication: Publication | None = Field(None, title="公布信息", description="公布的网址、日期等")
    notes: tuple[Line, ...] = Field((), title="附注", description="录入时需要交代的情况")
