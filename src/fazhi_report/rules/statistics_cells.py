"""TJ001 to TJ006: the tables of statistics: their keys, and what stands in their cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from fazhi_report.findings import Issue, Route, Severity
from fazhi_report.model.statistics import CellState, YearStatistics
from fazhi_report.norms.statistics import TOTAL, StatisticsForm, TableItem
from fazhi_report.rules.registry import rule
from fazhi_report.source.encoding import KEY
from fazhi_report.source.fields import nearest
from fazhi_report.statistics.normed import NormedTable, normed_tables

_MOST_NAMED = 8


@rule("TJ001", Severity.ERROR)
def unknown_key_of_a_table(statistics: YearStatistics, form: StatisticsForm) -> Iterator[Issue]:
    """表、分类、行或列的键不在年报的格式里。

    ## 查什么
    `tables` 下各表的键、`classes`（分类）、有固定各行的表里行的键，以及列的键，是不是这一种年报里有的；也可以写表名、
    行名、列名（中文）。

    ## 为什么
    认不出的行、列不参加勾稽，也不会印出来，里面的数就丢了。

    ## 怎么改
    照参考页“并行年报”改键；当地另有分类、另有表的，写进数据文件旁的 `statistics.yaml`。

    ## 依据
    各种年报的格式（见参考页“并行年报”所列依据）。
    """
    for key, table in statistics.tables.items():
        norm = form.tables.get(key)
        if norm is None:
            known = {name: one.title for name, one in form.tables.items()}
            yield _unknown(("tables", key, KEY), f"{form.short}里没有表“{key}”", key, known)
        elif table.classes is not None and table.classes not in norm.classes:
            known = {name: one.title for name, one in norm.classes.items() if name}
            route = ("tables", key, "classes")
            yield _unknown(route, f"“{norm.title}”没有分类“{table.classes}”", table.classes, known)
    for normed in normed_tables(statistics, form):
        yield from _unknown_items(normed)


def _unknown_items(normed: NormedTable) -> Iterator[Issue]:
    at: Route = ("tables", normed.norm.key, "rows")
    for row, cells in normed.table.rows.items():
        if normed.norm.rows and row not in normed.norm.rows:
            yield _unknown(
                (*at, row, KEY), f"{normed.name}没有行“{row}”", row, _labels(normed.norm.rows.values())
            )
            continue
        known = [normed.columns[name] for name in normed.columns_of(row)]
        for column in cells:
            if column not in normed.columns_of(row):
                words = f"{normed.name}“{normed.row_name(row)}”行没有列“{column}”"
                yield _unknown((*at, row, column, KEY), words, column, _labels(known))


def _labels(items: Iterable[TableItem]) -> dict[str, str]:
    return {one.key: one.name for one in items}


def _unknown(route: Route, message: str, key: str, known: dict[str, str]) -> Issue:
    meant = nearest(key, known)
    named = next((name for name, label in known.items() if label == key), meant)
    if named is not None:
        return Issue(route, message, f"是不是 {named}（{known[named]}）？")
    names = "、".join(f"{name}（{label}）" for name, label in list(known.items())[:_MOST_NAMED])
    return Issue(route, message, f"可以写 {names}{'等' if len(known) > _MOST_NAMED else ''}")


@rule("TJ002", Severity.ERROR)
def cell_that_is_no_number(statistics: YearStatistics, form: StatisticsForm) -> Iterator[Issue]:
    """单元格里不是数，也不是没有数的写法。

    ## 查什么
    各格是不是数（`12`、`1,234.56`），或者 `/`、`-`、空着、“不承担此项职责”“没有统计”“未报”之一。约数、带单位的、
    汉字写的数都不是。

    ## 为什么
    统计表里每一格都要能参加勾稽；写成别的，程序和读表的人都只能猜。

    ## 怎么改
    只写数，单位写在表头；要交代的话写进这张表的 `note`（说明）。

    ## 依据
    《中华人民共和国统计法》关于统计资料真实、准确、完整的要求。
    """
    for normed in normed_tables(statistics, form):
        for row, column, cell in normed.table.cells():
            if cell.state is CellState.UNREADABLE:
                message = f"{_place(normed, row, column)}写的“{cell.text}”不是数"
                hint = "只写数；没有数的写 0、/、-、不承担此项职责、没有统计、未报之一"
                yield Issue(normed.route(row, column), message, hint)
            elif cell.number is not None and cell.number < 0:
                message = f"{_place(normed, row, column)}是负数 {cell.text}"
                yield Issue(normed.route(row, column), message, "核对；件数、金额不会是负的")


def _place(normed: NormedTable, row: str, column: str) -> str:
    return f"{normed.name}“{normed.row_name(row)}”行“{normed.column_name(column)}”列"


@rule("TJ003", Severity.WARNING)
def blank_cell(statistics: YearStatistics, form: StatisticsForm) -> Iterator[Issue]:
    """单元格空着。

    ## 查什么
    填了数的表里有没有空着的格。行政执法统计年报是警告，别的年报是提示。

    ## 为什么
    空着分不清是零、没有统计，还是漏填。有职责而没有发生的，应当写 0。

    ## 怎么改
    没有发生的写 0；不承担这项职责的写 `/` 或“不承担此项职责”；没有统计的写“没有统计”；没有报来的写“未报”。

    ## 依据
    行政执法统计年报：有执法职责而没有案件的填 0，没有这项职责的不列并作说明（广东省 2018 年 12 月 29 日通知）。
    """
    for normed in normed_tables(statistics, form):
        for row in normed.table.rows:
            known = [name for name in normed.columns_of(row) if normed.table.cell(row, name)]
            blank = [name for name in known if _is_blank(normed, row, name)]
            if not blank:
                continue
            named = "、".join(f"“{normed.column_name(name)}”" for name in blank[:_MOST_NAMED])
            more = f"等 {len(blank)} 格" if len(blank) > 1 else ""
            yield Issue(
                normed.route(row, blank[0]),
                f"{normed.name}“{normed.row_name(row)}”行{named}{more}空着，不能当作 0",
                "没有发生的写 0；不承担这项职责的写 /，没有统计、未报的写明",
                related=tuple(normed.route(row, name) for name in blank[1:]),
                question=form.key != "enforcement",
            )


def _is_blank(normed: NormedTable, row: str, column: str) -> bool:
    cell = normed.table.cell(row, column)
    return cell is not None and cell.state is CellState.BLANK


@rule("TJ004", Severity.WARNING)
def missing_cell(statistics: YearStatistics, form: StatisticsForm) -> Iterator[Issue]:
    """少了表、行或格。

    ## 查什么
    年报应有的表是不是都在（可以没有的除外）；表里应有的行、列是不是都写了；几个单位各一行的表有没有合计一行。

    ## 为什么
    格式是统一规定的，少了一行，各行之和就对不上，汇总的人也不知道是零还是漏了。

    ## 怎么改
    补上缺的行和格，照原表写 0、/、-；整张表不承担职责的，写 `state: not_our_duty` 和 `note`（说明）。

    ## 依据
    各种年报的格式（见参考页“并行年报”所列依据）。
    """
    for key, norm in form.tables.items():
        if key not in statistics.tables and not norm.optional:
            hint = "补上这张表；不承担此项职责的写 state: not_our_duty 和 note"
            yield Issue(("tables", KEY), f"{form.short}没有“{norm.title}”（{key}）", hint)
    for normed in normed_tables(statistics, form):
        yield from _missing_rows(normed)


def _missing_rows(normed: NormedTable) -> Iterator[Issue]:
    at: Route = ("tables", normed.norm.key, "rows")
    hint = "照原表补上；没有发生的写 0"
    for row, item in normed.norm.rows.items():
        if row not in normed.table.rows:
            yield Issue(at, f"{normed.name}少了“{item.name}”行（{row}）", hint)
    if len(normed.units) > 1 and TOTAL not in normed.table.rows:
        yield Issue(
            at, f"{normed.name}有 {len(normed.units)} 个单位，没有合计行（{TOTAL}）", "补上各列的合计"
        )
    for row, cells in normed.table.rows.items():
        absent = [name for name in normed.columns_of(row) if name not in cells]
        if absent and (not normed.norm.rows or row in normed.norm.rows):
            named = "、".join(f"“{normed.column_name(name)}”（{name}）" for name in absent[:_MOST_NAMED])
            more = f"等 {len(absent)} 格" if len(absent) > 1 else ""
            yield Issue((*at, row), f"{normed.name}“{normed.row_name(row)}”行少了{named}{more}", hint)


@rule("TJ005", Severity.WARNING)
def left_out_without_reason(statistics: YearStatistics, form: StatisticsForm) -> Iterator[Issue]:
    """略去的表没有说明。

    ## 查什么
    `state` 写了不承担此项职责、没有统计或未报的表，有没有写 `note`（说明）。

    ## 为什么
    没有这项职责的，年报里可以不列这张表，但要说明，否则读者分不清是没有职责、没有发生还是漏报。

    ## 怎么改
    写上 `note`，如“本机关没有行政强制的职责”。有职责而没有发生的，不要略去，各格写 0。

    ## 依据
    广东省 2018 年 12 月 29 日关于行政执法统计年报的通知。
    """
    for key, table in statistics.tables.items():
        norm = form.tables.get(key)
        if norm is not None and table.state != "filled" and table.note is None:
            message = f"“{norm.title}”略去了，没有说明原因"
            yield Issue(("tables", key, "state"), message, "写上 note，如“本机关没有此项职责”")
