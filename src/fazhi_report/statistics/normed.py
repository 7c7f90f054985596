"""The tables of a data file beside their norms: which rows and columns they have, and what these are called."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from fazhi_report.findings import Route
from fazhi_report.model.statistics import YearStatistics, YearTable
from fazhi_report.norms.statistics import TOTAL, ColumnClasses, StatisticsForm, StatisticsTable, TableItem

_TOTAL_ROW = TableItem(TOTAL, "合计", aliases=("总计", "合　计", "总　计"))


@dataclass(frozen=True)
class NormedTable:
    """A table of the data with its norms.

    Args:
        norm: The table as the norms have it.
        classes: Its columns in this year.
        table: The data.
    """

    norm: StatisticsTable
    classes: ColumnClasses
    table: YearTable

    @property
    def columns(self) -> Mapping[str, TableItem]:
        """The columns by key, in order."""
        return self.classes.columns

    @cached_property
    def rows(self) -> Mapping[str, TableItem]:
        """The rows by key: the fixed ones, or those of the data, the units first and the total last."""
        if self.norm.rows:
            return self.norm.rows
        units = {name: TableItem(name, name) for name in self.table.rows if name != TOTAL}
        return {**units, **({TOTAL: _TOTAL_ROW} if TOTAL in self.table.rows else {})}

    @property
    def units(self) -> tuple[str, ...]:
        """The names of the units that have a row; none where the rows are fixed."""
        return () if self.norm.rows else tuple(name for name in self.table.rows if name != TOTAL)

    def columns_of(self, row: str) -> tuple[str, ...]:
        """Return the keys of the columns that a row has."""
        item = self.norm.rows.get(row)
        return item.columns if item is not None and item.columns else tuple(self.columns)

    def route(self, row: str, column: str) -> Route:
        """Return the route of a cell in the data file."""
        return ("tables", self.norm.key, "rows", row, column)

    def row_name(self, row: str) -> str:
        """Return the name of a row in messages, without the words in its brackets."""
        item = self.rows.get(row) or self.norm.rows.get(row) or (_TOTAL_ROW if row == TOTAL else None)
        return row if item is None else item.name

    def column_name(self, column: str) -> str:
        """Return the name of a column in messages."""
        item = self.columns.get(column)
        return column if item is None else item.name

    def money_unit(self) -> str:
        """Return the unit of amounts; empty where nothing says it."""
        return self.table.money or self.classes.money

    def unit_of(self, column: str) -> str:
        """Return the unit of a column."""
        item = self.columns[column]
        return (self.money_unit() or item.unit) if item.money else item.unit

    @property
    def name(self) -> str:
        """The table's name in messages."""
        return f"“{self.norm.title}”"


def normed_tables(data: YearStatistics, form: StatisticsForm) -> Iterator[NormedTable]:
    """Yield the filled tables of a data file that the norms know, in the order of the norms."""
    for key, norm in form.tables.items():
        table = data.tables.get(key)
        if table is not None and table.state == "filled":
            yield NormedTable(norm, norm.classes_for(data.year, table.classes), table)
