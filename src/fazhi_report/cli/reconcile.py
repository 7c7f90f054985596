"""``fazhi-report reconcile``: the report and the statistics of an office held against each other."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fazhi_report.cli.common import FINE, FOUND, Data, Force, TerminalColumn, say, show, table
from fazhi_report.cli.diff import chosen_format, deliver_bytes
from fazhi_report.cli.targets import say_passed, sorted_targets
from fazhi_report.errors import FazhiError

if TYPE_CHECKING:
    from fazhi_report.commands.reconcile import Reconciliation


class ReconcileFormat(StrEnum):
    """The formats of the table."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"
    MD = "md"
    XLSX = "xlsx"


def reconcile(
    targets: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="年度、文件或文件夹",
            help="年度（如 2025）、报告和年报的数据文件，或单位、全市的文件夹；不写则为数据文件夹",
            show_default=False,
        ),
    ] = None,
    output: Annotated[
        ReconcileFormat | None,
        typer.Option("--format", help="输出格式；不写则看 -o 的后缀", show_default=False),
    ] = None,
    out: Annotated[
        Path | None, typer.Option("-o", "--out", metavar="文件", help="写到文件", show_default=False)
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="有不一致的即退出码 1")] = False,
    data: Data = Path("data"),
    force: Force = False,
) -> int:
    """对照同一机关的年度报告、信息公开年报、行政执法统计年报、复议应诉统计，以及相连两年的同一种年报。

    不一致的列出两边的数、位置和口径，都是提示：口径不同的可以不等。
    退出码：0 对照完了；1 加了 --strict 而有不一致的，或者有的文件读不出来；2 无法继续。
    """
    form = chosen_format(output, out, [one.value for one in ReconcileFormat])
    found = _found(targets or [], data)
    for path in found.unread:
        say(f"{path} 有错误，没有读；先运行 fazhi-report validate {path}")
    for path in found.twice:
        say(f"略过（同一机关同一年度同一种，用前一份）：{path}")
    from fazhi_report.comparison.reconciliation import Outcome
    from fazhi_report.comparison.reconciliation_sheet import reconciled_summary

    content = _content(found, form)
    if form in {"text", "json", "csv"} and out is None:
        show(content.decode("utf-8"))
    else:
        deliver_bytes(content, out, force=force, inputs=found.read)
    say(f"读了 {len(found.read)} 个文件：{reconciled_summary(found.rows)}")
    differs = any(row.outcome is Outcome.DIFFERS for row in found.rows)
    return FOUND if found.unread or (strict and differs) else FINE


def _found(targets: list[str], data: Path) -> Reconciliation:
    """What the targets give: files as they are, folders with all that is in them, years of the data folder.

    Raises:
        FazhiError: Folders and files are mixed, there is no such file, or nothing can be compared.
    """
    from fazhi_report.commands.city import city_below
    from fazhi_report.commands.reconcile import reconcile_files

    folders, years, files = sorted_targets(targets)
    if files:
        if folders or years:
            raise FazhiError("文件不能和文件夹、年度写在一起", "分开运行；或者只写文件夹和年度")
        missing = [path for path in map(Path, files) if not path.is_file()]
        if missing:
            raise FazhiError(
                f"没有文件 {missing[0]}", "检查路径；年度写四位数字，如 fazhi-report reconcile 2025"
            )
        return reconcile_files(map(Path, files), named=True)
    if not folders and not data.is_dir():
        raise FazhiError(f"没有数据文件夹 {data}", "写出文件或文件夹，或用 --data 指明数据文件夹")
    city = city_below(folders or [data]).with_statistics()
    say_passed(city)
    return reconcile_files((path for unit in city.units for path in unit.files), years)


def _content(found: Reconciliation, form: str) -> bytes:
    from fazhi_report.comparison.reconciliation_sheet import (
        RECONCILED_COLUMNS,
        reconciled_cells,
        reconciled_markdown,
        reconciled_text,
        reconciled_workbook,
    )

    if form == "xlsx":
        return reconciled_workbook(found.rows)
    if form == "md":
        return reconciled_markdown(found.rows)
    if form == "text":
        return reconciled_text(found.rows).encode("utf-8")
    columns = [TerminalColumn(name, title) for name, (title, _) in RECONCILED_COLUMNS.items()]
    return table(columns, [reconciled_cells(row) for row in found.rows], form).encode("utf-8")
