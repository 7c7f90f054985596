"""``fazhi-report new``: next year's data file from this year's."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from fazhi_report.cli.common import FINE, Data, say
from fazhi_report.cli.targets import resolve


def new(
    year: Annotated[int, typer.Argument(metavar="年度", help="新的年度，如 2021", show_default=False)],
    base: Annotated[
        str | None,
        typer.Option(
            "--from", metavar="年度或文件", help="据以新建的上年文件；不写则为上一年", show_default=False
        ),
    ] = None,
    data: Data = Path("data"),
    out: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--out",
            metavar="文件",
            help="写到文件；不写则为数据文件夹里的 年度.yaml",
            show_default=False,
        ),
    ] = None,
    blank: Annotated[bool, typer.Option("--blank", help="不留上年的文字，逐段写成待填的问题")] = False,
) -> int:
    """由上年的文件新建下一年度的文件：文字、骨架和注释保留，数据待填，上年的安排和不足逐项待交代。

    留下的文字年份推后一年，其中的数据空着等填；一句没有改过以前，validate 一直提示它是上年的。
    """
    from fazhi_report.commands.new import make_next_year

    (last,) = resolve([base or str(year - 1)], data)
    made = make_next_year(last, year, out or data / f"{year}.yaml", blank=blank)
    say(f"已建立 {made.path}：{made.left}")
    say(f"  上年的 {made.plans} 项安排、{made.shortcomings} 条不足待交代")
    say(f"下一步：逐处填写；fazhi-report validate {made.path} 看还差什么，build --draft 看草稿")
    return FINE
