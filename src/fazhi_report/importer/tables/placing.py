"""Where the cells of a printed table belong: which table of the norms, which row, which column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from fazhi_report.importer.tables.labels import (
    LabelIndex,
    LabelMatch,
    cell_text,
    holds_value,
    money_unit,
    plain_label,
)
from fazhi_report.importer.tables.printed_table import PrintedTable
from fazhi_report.norms.statistics import TOTAL, ColumnClasses, StatisticsForm, StatisticsTable

_TOTAL_WORDS = frozenset(
    {"合计", "总计", "数量", "件数", "宗数", "数", "本机关", "本单位", "本级", "全年", "本年"}
)
_UNIT_HEADS = ("单位", "机关", "部门", "主体")
"""Words of the head of a column that names units."""
_IGNORED = frozenset({"序号", "编号"})
_COUNTS = frozenset({"数量", "件数", "宗数", "数", "案件数", "案件数量", "本年", "本年数", "合计"})
_LEAST_NUMBERS = 5
_MOST_HEADS = 12
"""Most rows of labels that belong to the values below them."""


@dataclass(frozen=True, slots=True)
class PlacedCell:
    """A cell that has found its place.

    Args:
        row: Key of its row, or the name of a unit.
        column: Key of its column.
        text: What it holds.
        at: Its position in the printed table.
        near: Its label, where that is only like the known one.
    """

    row: str
    column: str
    text: str
    at: tuple[int, int]
    near: str = ""


@dataclass(frozen=True, slots=True)
class Placing:
    """How a block of rows fits one table of the norms.

    Args:
        norm: The table.
        classes: The set of columns.
        cells: The cells that have a place.
        money: The unit of money that the labels name; empty for none.
        score: How well it fits.
    """

    norm: StatisticsTable
    classes: ColumnClasses
    cells: tuple[PlacedCell, ...]
    money: str
    score: float


@dataclass(slots=True)
class RowBlock:
    """Rows of values with the rows of labels above them.

    Args:
        heads: Numbers of the rows of labels.
        values: Numbers of the rows of values.
    """

    heads: list[int] = field(default_factory=list)
    values: list[int] = field(default_factory=list)


class TablePlacer:
    """Places the cells of printed tables in the tables of one kind of statistics.

    Args:
        form: The kind.
        year: The year, which chooses between sets of columns that fit equally well.
    """

    def __init__(self, form: StatisticsForm, year: int) -> None:
        self._form = form
        self._year = year
        self._columns = {
            (norm.key, classes.key): LabelIndex(classes.columns.values())
            for norm in form.tables.values()
            for classes in norm.classes.values()
        }
        self._rows = {norm.key: LabelIndex(norm.rows.values()) for norm in form.tables.values()}

    def place(self, table: PrintedTable) -> tuple[list[Placing], list[tuple[int, int]]]:
        """Return how the blocks of a table fit, and the positions of the values that found no place."""
        found: list[Placing] = []
        taken: set[tuple[int, int]] = set()
        blocks = list(self._blocks(table))
        for block in blocks:
            best = self._best(table, block)
            if best is not None:
                found.append(best)
                taken.update(cell.at for cell in best.cells)
        left = [
            (row, column)
            for block in blocks
            for row in block.values
            for column, text in enumerate(table.rows[row])
            if (row, column) not in taken and holds_value(text) and not _is_ignored(table, block, column)
        ]
        return found, left

    def _blocks(self, table: PrintedTable) -> Iterator[RowBlock]:
        block, named = RowBlock(), False
        before: list[int] = []
        for row, texts in enumerate(table.rows):
            if _is_numbering(texts) or not any(texts):
                continue
            # Heads that name no column, such as that of a section, stand under those of the block before.
            known = block.heads if block.values or named else [*before, *block.heads]
            if self._is_value_row(table, row, known[-_MOST_HEADS:]):
                block.heads = known[-_MOST_HEADS:]
                block.values.append(row)
                continue
            if block.values:
                before = block.heads if named else before
                yield block
                block, named = RowBlock(), False
            block.heads.append(row)
            named = named or self._names_columns(texts)
        if block.values:
            yield block

    def _is_value_row(self, table: PrintedTable, row: int, heads: Sequence[int]) -> bool:
        texts = table.rows[row]
        if any(holds_value(text) for text in texts):
            return True
        last = max(column for column, text in enumerate(texts) if text)
        if all(index.find([texts[last]]) is None for index in self._rows.values()):
            return False
        empty = (one for one in range(last + 1, len(texts)) if not table.is_covered(row, one))
        return any(table.text(head, column) for column in empty for head in heads)

    def _names_columns(self, texts: Iterable[str]) -> bool:
        known = set(filter(None, texts))
        return any(index.find([text]) is not None for text in known for index in self._columns.values())

    def _best(self, table: PrintedTable, block: RowBlock) -> Placing | None:
        made = (
            self._placing(table, block, norm, classes)
            for norm in self._form.tables.values()
            for classes in norm.classes.values()
        )
        found = [one for one in made if one is not None]
        return max(found, key=lambda one: one.score, default=None)

    def _placing(
        self, table: PrintedTable, block: RowBlock, norm: StatisticsTable, classes: ColumnClasses
    ) -> Placing | None:
        width = len(table.rows[0])
        paths = [_path(table, block, column) for column in range(width)]
        index = self._columns[norm.key, classes.key]
        columns = {
            at: match for at, path in enumerate(paths) if (match := index.find(reversed(path))) is not None
        }
        if norm.rows:
            cells = list(self._in_rows(table, block, norm, columns, paths))
        elif columns:
            cells = list(_of_units(table, block, columns))
        else:
            cells = list(_listed(table, block, index, paths))
        cells = _first_of_each(cells)
        least = 1 if norm.rows else 2
        if len(cells) < least:
            return None
        near = sum(bool(one.near) for one in cells)
        words = "".join(map(plain_label, (*table.above, *(text for path in paths for text in path))))
        marked = any(plain_label(mark) in words for mark in norm.marks)
        preferred = norm.classes_for(self._year).key == classes.key
        score = len(cells) - near / 2 + marked * 0.5 + preferred * 0.25
        money = money_unit((*table.above, *(text for path in paths for text in path)))
        return Placing(norm, classes, tuple(cells), money, score)

    def _in_rows(
        self,
        table: PrintedTable,
        block: RowBlock,
        norm: StatisticsTable,
        columns: dict[int, LabelMatch],
        paths: Sequence[Sequence[str]],
    ) -> Iterator[PlacedCell]:
        """Yield the cells of a table with fixed rows; a row may be named above its cells instead of beside them."""
        index = self._rows[norm.key]
        for row in block.values:
            labels = _left_labels(table, row, columns)
            beside = index.find(reversed(labels)) if labels else None
            for column, match in columns.items():
                named = beside or index.find(reversed(paths[column]))
                if named is None or table.is_covered(row, column):
                    continue
                known = norm.rows[named.key].columns
                if not known or match.key in known:
                    text = cell_text(table.rows[row][column])
                    yield PlacedCell(named.key, match.key, text, (row, column), named.near or match.near)


def _first_of_each(cells: Iterable[PlacedCell]) -> list[PlacedCell]:
    """Return the cells without those whose place is taken already; one with the very label goes before a like one."""
    found: dict[tuple[str, str], PlacedCell] = {}
    for one in cells:
        place = (one.row, one.column)
        if place not in found or (found[place].near and not one.near):
            found[place] = one
    return list(found.values())


def _path(table: PrintedTable, block: RowBlock, column: int) -> list[str]:
    """Return the labels above a column, the outermost first."""
    return list(dict.fromkeys(text for row in block.heads if (text := table.text(row, column))))


def _left_labels(table: PrintedTable, row: int, columns: Iterable[int]) -> list[str]:
    """Return the labels beside a row, the outermost first."""
    first = min(columns, default=len(table.rows[row]))
    texts = (table.text(row, column) for column in range(first))
    return list(dict.fromkeys(text for text in texts if text and not holds_value(text)))


def _of_units(table: PrintedTable, block: RowBlock, columns: dict[int, LabelMatch]) -> Iterator[PlacedCell]:
    """Yield the cells of a table with one row per unit, or with one row."""
    first = min(columns, default=0)
    heads = {text for column in range(first) for text in _path(table, block, column)}
    # The label of a single row may be anything, such as the year, unless its column says that it names units.
    named = len(block.values) > 1 or any(word in text for text in heads for word in _UNIT_HEADS)
    for row in block.values:
        labels = _left_labels(table, row, columns)
        name = labels[-1].replace("\n", "") if labels else ""
        if not name and not any(table.rows[row][column] for column in columns):
            # A line of the form that nobody filled in.
            continue
        key = name.strip() if name and plain_label(name) not in _TOTAL_WORDS and named else TOTAL
        for column, match in columns.items():
            if not table.is_covered(row, column):
                text = cell_text(table.rows[row][column])
                yield PlacedCell(key, match.key, text, (row, column), match.near)


def _listed(
    table: PrintedTable, block: RowBlock, index: LabelIndex, paths: Sequence[Sequence[str]]
) -> Iterator[PlacedCell]:
    """Yield the cells of a list: the label of a column in each row, its number beside it."""
    counted = [at for at, path in enumerate(paths) if any(plain_label(text) in _COUNTS for text in path)]
    for row in block.values:
        for column, text in enumerate(table.rows[row]):
            match = None if not text or holds_value(text) else index.find([text])
            if match is None:
                continue
            beside = [
                at for at in range(column + 1, len(table.rows[row])) if holds_value(table.rows[row][at])
            ]
            chosen = next((at for at in beside if at in counted), beside[0] if beside else None)
            if chosen is not None:
                yield PlacedCell(
                    TOTAL, match.key, cell_text(table.rows[row][chosen]), (row, chosen), match.near
                )
            break


def _is_ignored(table: PrintedTable, block: RowBlock, column: int) -> bool:
    return any(plain_label(text) in _IGNORED for text in _path(table, block, column))


def _is_numbering(texts: Sequence[str]) -> bool:
    """Whether a row only numbers the columns: 1 2 3 …"""
    numbers = [text.strip("()（） ") for text in texts if text]
    wanted = [str(number) for number in range(1, len(numbers) + 1)]
    labels = sum(not one.isdigit() for one in numbers)
    if labels:
        numbers, wanted = numbers[labels:], wanted[: len(numbers) - labels]
    return len(numbers) >= _LEAST_NUMBERS and numbers == wanted
