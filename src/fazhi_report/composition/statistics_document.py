"""Statistics as a document: its tables with heads of several rows, what was left out and why, and the text."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from fazhi_report.document.nodes import (
    UNSIGNED,
    Block,
    Document,
    Heading,
    Inlines,
    Paragraph,
    Properties,
    TableBlock,
    Text,
)
from fazhi_report.document.numbering import number
from fazhi_report.model.statistics import TABLE_STATES, YearStatistics
from fazhi_report.norms.statistics import TOTAL, StatisticsForm, TableItem
from fazhi_report.numbers.numerals import to_chinese
from fazhi_report.statistics.normed import NormedTable, normed_tables
from fazhi_report.text.file_names import safe_name
from fazhi_report.typesetting.line_breaks import break_lines

_TABLES, _TEXT = "行政执法数据", "行政执法情况说明"
_COUNTED = ("次数", "数量")


def statistics_title(statistics: YearStatistics, form: StatisticsForm) -> str:
    """Return the title: the data's own, or organ, year and the name of the kind."""
    return statistics.title or f"{statistics.organ.name}{statistics.year}年度{form.title}"


def statistics_tables(
    statistics: YearStatistics, form: StatisticsForm
) -> Iterator[tuple[str, TableBlock | None]]:
    """Yield the tables in the order of the data: the name, and the table; None where it is left out."""
    normed = {one.norm.key: one for one in normed_tables(statistics, form)}
    printed = 0
    for key in statistics.tables:
        norm = form.tables.get(key)
        if norm is None:
            continue
        table = normed.get(key)
        printed += table is not None
        name = f"{statistics.organ.name}{statistics.year}年度{norm.title}"
        yield name, None if table is None else _table(table, f"表{to_chinese(printed)}　{name}")


def compose_statistics(statistics: YearStatistics, form: StatisticsForm) -> Document:
    """Return the document of statistics.

    Args:
        statistics: The data.
        form: Their norms.
    """
    title = statistics_title(statistics, form)
    organ = statistics.organ.name
    return Document(
        properties=Properties(
            title,
            organ,
            statistics.year,
            # The data say no date of issue.
            date(statistics.year, 12, 31),
            "publish",
            name=safe_name(title, str(statistics.year)),
        ),
        title=break_lines(title, organ),
        blocks=number(_blocks(statistics, form)),
        signature=UNSIGNED,
    )


def _blocks(statistics: YearStatistics, form: StatisticsForm) -> Iterator[Block]:
    yield Heading(1, (Text(_TABLES),))
    # Before the tables: between wide ones it would have a page of its own.
    yield from (Paragraph((Text(line),)) for line in _left_out(statistics, form))
    for _, table in statistics_tables(statistics, form):
        if table is not None:
            yield table
    if statistics.text:
        yield Heading(1, (Text(_TEXT),))
        yield from (Paragraph((Text(text),)) for text in statistics.text)


def _left_out(statistics: YearStatistics, form: StatisticsForm) -> Iterator[str]:
    """Yield why a table is left out, for each of them."""
    for key, data in statistics.tables.items():
        if key in form.tables and data.state != "filled":
            reason = data.note or TABLE_STATES[data.state]
            yield f"{form.tables[key].title}未列：{reason.rstrip('。')}。"


def _table(table: NormedTable, caption: str) -> TableBlock:
    columns = list(table.columns.values())
    named = bool(table.units)
    side = ["序号", "单位名称"] if named else []
    deepest = max(len(column.under) for column in columns)
    upper = tuple(
        (
            *("" for _ in side),
            *(column.under[level] if level < len(column.under) else "" for column in columns),
        )
        for level in range(deepest)
    )
    header = (*side, *(_label(column, table) for column in columns))
    rows = [
        ((*([str(at), table.row_name(row)] if row != TOTAL else ["", "合计"]),) if named else ())
        + tuple(_text(table, row, column.key) for column in columns)
        for at, row in enumerate(table.rows, 1)
    ]
    return TableBlock(
        tuple(map(_words, header)),
        tuple(tuple(map(_words, row)) for row in rows),
        _words(caption),
        _words(_note(table)),
        upper,
    )


def _words(text: str) -> Inlines:
    return (Text(text),) if text else ()


def _text(table: NormedTable, row: str, column: str) -> str:
    cell = table.table.cell(row, column)
    return "" if cell is None else cell.text


def _label(column: TableItem, table: NormedTable) -> str:
    unit = table.unit_of(column.key)
    said = any("（" in label for label in column.under) or column.label.endswith(_COUNTED)
    wanted = unit and (column.money or column.key == TOTAL or not said)
    return f"{column.label}（{unit}）" if wanted else column.label


def _note(table: NormedTable) -> str:
    scope = f"统计范围：{table.table.scope.rstrip('。')}。" if table.table.scope else ""
    notes = [one for one in (*table.norm.notes, scope, table.table.note or "") if one]
    numbered = (f"{at}.{one}" for at, one in enumerate(notes, 1)) if len(notes) > 1 else notes
    return f"说明：{''.join(numbered)}" if notes else ""
