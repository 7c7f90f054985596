"""``fazhi-report form``: a workbook for the offices inside to fill in."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from fazhi_report.cli.common import FINE, Data, Force, Target, say
from fazhi_report.cli.targets import resolve


class SheetsBy(StrEnum):
    """What a sheet of the workbook holds."""

    DOMAIN = "domain"
    SOURCE = "source"


def form(
    target: Target,
    out: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--out",
            metavar="文件",
            help="写到哪个 .xlsx；加了 --split 则是文件夹。不写则为 年度年数据采集表",
            show_default=False,
        ),
    ] = None,
    by: Annotated[
        SheetsBy,
        typer.Option("--by", help="一张工作表放什么：domain 一个领域；source 一个来源（科室、台账）"),
    ] = SheetsBy.DOMAIN,
    split: Annotated[bool, typer.Option("--split", help="一张工作表存成一个文件，分发各科室")] = False,
    only_open: Annotated[bool, typer.Option("--open", help="只列待填的指标")] = False,
    due: Annotated[
        str, typer.Option("--due", metavar="日期", help="交回期限，印在表头", show_default=False)
    ] = "",
    data: Data = Path("data"),
    force: Force = False,
) -> int:
    """由数据文件生成 Excel 采集表，发给科室填；填好的用 fazhi-report fill 收回来。

    一行一个指标，印着单位、口径和上年数，只有答案能改；推算的指标不问。Excel、WPS、LibreOffice 都能填。
    """
    from fazhi_report.commands.forms import FormOptions, make_forms

    (path,) = resolve([target], data)
    options = FormOptions(by.value, only_open=only_open, split=split, due=due)
    made = make_forms(path, out, options, force=force)
    for one in made.paths:
        say(f"已写出 {one}")
    computed = f"；另有 {made.computed} 个由程序推算，不用填" if made.computed else ""
    say(f"{made.figures} 个指标，{made.sheets} 张工作表{computed}")
    say(f"下一步：填好后 fazhi-report fill {target} 收回的文件")
    return FINE
