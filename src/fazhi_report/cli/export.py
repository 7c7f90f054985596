"""``fazhi-report export``: every figure below a folder as one table."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fazhi_report.cli.common import FINE, FOUND, Dask, Jobs, say
from fazhi_report.cli.targets import chosen_units, say_passed, sorted_targets
from fazhi_report.commands.tables import FORMATS
from fazhi_report.errors import FazhiError

if TYPE_CHECKING:
    TableName = StrEnum
else:
    # Made from the list of formats, so that a new one is offered as soon as it is there.
    TableName = StrEnum("TableName", FORMATS)
_CSV = TableName("csv")


def export(
    targets: Annotated[
        list[str],
        typer.Argument(
            metavar="文件夹",
            help="各单位的文件夹，可以几个；后面写年度，只导出这一年",
            show_default=False,
        ),
    ],
    out: Annotated[
        Path,
        typer.Option(
            "-o",
            "--out",
            metavar="文件夹",
            help="输出文件夹；写成 表.xlsx 则是一个工作簿",
            show_default=False,
        ),
    ],
    form: Annotated[
        TableName, typer.Option("--format", help="csv、parquet 按年度分区；duckdb 一个库文件")
    ] = _CSV,
    internal: Annotated[bool, typer.Option("--internal", help="连同内部掌握的指标")] = False,
    force: Annotated[bool, typer.Option("--force", help="输出文件夹里有别的文件也写")] = False,
    jobs: Jobs = None,
    dask: Dask = "",
) -> int:
    """导出一个文件夹下所有单位、所有年度的指标，一行一个，供 DuckDB、Spark、Excel 等读取。"""
    from fazhi_report.commands.export import ExportOptions, Extract, export_workbook
    from fazhi_report.commands.export import export as export_units
    from fazhi_report.commands.workers import workers

    folders, _, files = sorted_targets(targets)
    if not folders or files:
        raise FazhiError(f"没有文件夹 {'、'.join(files) or '（空）'}", "检查路径")
    in_workbook = _asks_workbook(out)
    chosen = chosen_units(targets, folders[0], all_years=False)

    def tell(extract: Extract) -> None:
        if extract.reason:
            say(f"没有导出：{extract.path}：{extract.reason}")

    with workers(jobs, dask) as them:
        options = ExportOptions(out, form.value, internal, force)
        run = export_workbook if in_workbook else export_units
        result = run(chosen.units(), options, them, tell)
    for path in result.paths:
        say(f"已写出 {path}")
    say_passed(chosen.city)
    left_out = f"；{result.left_out} 份没有导出" if result.left_out else ""
    say(f"共 {result.files} 份，{result.rows} 行{left_out}")
    return FOUND if result.left_out else FINE


def _asks_workbook(out: Path) -> bool:
    """Whether one workbook is asked for and no folder.

    Raises:
        FazhiError: The name has the suffix of a file of another kind.
    """
    suffix = out.suffix.lower()
    if suffix == ".xlsx":
        return True
    if suffix in {
        ".xls",
        ".et",
        ".ods",
        ".docx",
        ".pdf",
        ".html",
        ".json",
        ".md",
        ".txt",
        *(f".{one}" for one in FORMATS),
    }:
        raise FazhiError(
            f"不能导出成一个 {suffix} 文件",
            "-o 写 表.xlsx；csv、parquet、duckdb 写文件夹的名字，用 --format 选",
        )
    return False
