"""Make the enforcement statistics (行政执法统计年报) from their data file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from fazhi_report.composition.statistics_document import (
    compose_statistics,
    statistics_tables,
    statistics_title,
)
from fazhi_report.document.nodes import Document
from fazhi_report.errors import FazhiError
from fazhi_report.model.statistics import YearStatistics
from fazhi_report.norms.neighbours import neighbours
from fazhi_report.norms.statistics import StatisticsForm
from fazhi_report.source.load import Source
from fazhi_report.source.statistics_norms import statistics_norms_for
from fazhi_report.writers.formats import WORKBOOK
from fazhi_report.writers.tables_workbook import tables_workbook

_MADE = "enforcement"


def statistics_to_build(source: Source) -> tuple[YearStatistics, StatisticsForm]:
    """Return the statistics of a data file with their norms.

    Raises:
        FazhiError: They are of a kind that is not made here.
    """
    held = source.statistics
    if held is None or held.kind != _MADE:
        raise FazhiError(
            f"{source.path} 的数据（kind: {source.kind}）只用来核对，不生成文件",
            "能生成的是年度报告和行政执法统计年报（kind: enforcement）；核对用 validate、reconcile",
        )
    return held, statistics_norms_for(Path(source.path)).forms[held.kind]


def statistics_document(source: Source) -> Document:
    """Return the document of a data file of statistics.

    Raises:
        FazhiError: They are of a kind that is not made here.
    """
    return compose_statistics(*statistics_to_build(source))


def statistics_files(
    source: Source, document: Document, formats: Sequence[str], made: Mapping[str, bytes]
) -> dict[str, bytes]:
    """Return the files that are asked for, the workbook among them.

    Args:
        source: The data file.
        document: Its document.
        formats: The formats asked for.
        made: The files made of the document; statistics have none of the data files that come along with a page.

    Raises:
        FazhiError: A workbook is asked for, and every table is left out.
    """
    named = {name: f"{document.properties.name}.{name}" for name in formats}
    return {file: _workbook(source) if name == WORKBOOK else made[file] for name, file in named.items()}


def _workbook(source: Source) -> bytes:
    held, form = statistics_to_build(source)
    tables = [
        (form.tables[key].title, table)
        for key, (_, table) in zip(
            (key for key in held.tables if key in form.tables), statistics_tables(held, form), strict=True
        )
        if table is not None
    ]
    if not tables:
        raise FazhiError(f"{source.path} 里一张表也没有，不写工作簿", "填上有职责的表；没有发生的写 0")
    return tables_workbook(statistics_title(held, form), tables)


def due_words(source: Source) -> str:
    """Return by when the statistics are due and what is done with them; empty where no rule sets a day."""
    held, form = statistics_to_build(source)
    duty = next((one for one in neighbours() if one.key == form.key), None)
    day = None if duty is None else duty.due_on(held.year)
    if duty is None or day is None:
        return ""
    return f"{held.year} 年度的{form.short}，{day.year} 年 {day.month} 月 {day.day} 日前{duty.to}"


def require_no_workbook(formats: Sequence[str]) -> None:
    """Refuse a workbook of a report.

    Raises:
        FazhiError: One is asked for.
    """
    if WORKBOOK in formats:
        raise FazhiError(
            "年度报告没有 xlsx 格式",
            "xlsx 只用于行政执法统计年报；报告的数据用 fazhi-report export -o 数据.xlsx",
        )
