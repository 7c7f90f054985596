"""``fazhi-report return-slips``: letters that return papers to their units with what is to be mended."""

from __future__ import annotations

from typing import Annotated

import typer

from fazhi_report.cli.collect import CITY, day_of
from fazhi_report.cli.common import FINE, Force, path_list, say
from fazhi_report.cli.remind import CityFolder, Due, Into, Sender, Today, Year


def return_slips(
    year: Year,
    city: CityFolder = CITY,
    unit: Annotated[
        list[str] | None,
        typer.Option(
            "--unit", metavar="单位", help="只写给这些单位；可以写几次，不写则全部", show_default=False
        ),
    ] = None,
    due: Due = "",
    today: Today = "",
    sender: Sender = "",
    notes: Annotated[bool, typer.Option("--notes", help="连只作提示的也写上")] = False,
    out: Into = None,
    force: Force = False,
) -> int:
    """退回修改：一个单位一份修改意见（.docx、.xlsx），逐处写明在来文的第几段、哪一格，什么问题，怎么改。"""
    from fazhi_report.commands.return_slips import SlipOptions, make_slips

    options = SlipOptions(
        city,
        year,
        day_of(today),
        unit or (),
        day_of(due, "--due") if due else None,
        sender,
        notes,
        out,
        force,
    )
    slips, written = make_slips(options)
    if not slips:
        say("没有要退回修改的")
        return FINE
    entries = sum(one.entries for one in slips)
    files = sum(len(one.unusable) for one in slips)
    say(f"退回 {len(slips)} 家：{entries} 处问题{f'，{files} 个不能用的文件' if files else ''}")
    say(f"已写出 {path_list(written)}" if written else "和上次一样，什么也没有改")
    return FINE
