"""``fazhi-report compare``: the units of a city side by side in one wide table."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fazhi_report.cli.common import FINE, FOUND, Force, say, show
from fazhi_report.cli.diff import chosen_format, deliver_bytes
from fazhi_report.comparison.wide_sheet import WIDE_FORMATS
from fazhi_report.errors import FazhiError

if TYPE_CHECKING:
    CompareFormat = StrEnum
else:
    # Made from the list of formats, so that a new one is offered as soon as it is there.
    CompareFormat = StrEnum("CompareFormat", ["text", *WIDE_FORMATS])


def compare(
    city: Annotated[
        Path,
        typer.Argument(metavar="文件夹", help="一个地区的文件夹，里面是各单位的数据", show_default=False),
    ],
    year: Annotated[int, typer.Option("--year", metavar="年度", help="报告年度", show_default=False)],
    output: Annotated[
        CompareFormat | None,
        typer.Option("--format", help="输出格式；不写则看 -o 的后缀", show_default=False),
    ] = None,
    out: Annotated[
        Path | None, typer.Option("-o", "--out", metavar="文件", help="写到文件", show_default=False)
    ] = None,
    roster: Annotated[
        Path | None,
        typer.Option(
            "--roster",
            metavar="花名册",
            help="要报的单位（.csv 或 .xlsx）；不写则用文件夹里的 单位.csv，再没有就是有数据的单位",
            show_default=False,
        ),
    ] = None,
    internal: Annotated[bool, typer.Option("--internal", help="连内部掌握的指标一起列")] = False,
    force: Force = False,
) -> int:
    """各单位横向对照：指标为行、单位为列，有合计、排名、疑问；少报的单位不当作 0。"""
    form = chosen_format(output, out, [one.value for one in CompareFormat])
    if not city.is_dir():
        raise FazhiError(f"没有文件夹 {city}", "检查路径；各单位的数据放在同一个文件夹下")
    from fazhi_report.commands.roster import read_roster
    from fazhi_report.commands.wide import wide_table
    from fazhi_report.comparison.wide_sheet import to_text, wide_exporter

    owing = None if roster is None else read_roster(roster)
    table = wide_table(city, year, roster=owing, internal=internal)
    if form == "text":
        if out is None:
            show(to_text(table))
            return FOUND if table.missing else FINE
        content = to_text(table).encode("utf-8")
    else:
        content = wide_exporter(form)(table)
    deliver_bytes(content, out, force=force)
    say(table.summary)
    return FOUND if table.missing else FINE
