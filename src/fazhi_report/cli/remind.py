"""``fazhi-report remind``: who still owes what, with days left and words to send."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from fazhi_report.cli.collect import CITY, day_of
from fazhi_report.cli.common import FINE, Force, TerminalColumn, say, show, table

_COLUMNS = (
    TerminalColumn("unit", "单位"),
    TerminalColumn("state", "状态"),
    TerminalColumn("wanted", "要做什么"),
    TerminalColumn("days", "还剩（天）", right=True),
    TerminalColumn("contact", "联系人"),
    TerminalColumn("phone", "电话"),
)
_SHOWN = 24
Due = Annotated[
    str,
    typer.Option(
        "--due", metavar="日期", help="期限，如 2026-01-20；不写按规定的报送期限", show_default=False
    ),
]
Today = Annotated[
    str, typer.Option("--today", metavar="日期", help="按哪一天算，不写为今天", show_default=False)
]
Sender = Annotated[str, typer.Option("--from", metavar="机关", help="落款", show_default=False)]
CityFolder = Annotated[Path, typer.Argument(metavar="文件夹", help="collect 写出的文件夹")]
Year = Annotated[int, typer.Option("--year", metavar="年度", help="哪一年度，如 2025", show_default=False)]
Into = Annotated[
    Path | None,
    typer.Option(
        "-o", "--out", metavar="文件夹", help="写到哪里，不写则在汇总的文件夹里", show_default=False
    ),
]


def remind(
    year: Year,
    city: CityFolder = CITY,
    due: Due = "",
    today: Today = "",
    sender: Sender = "",
    out: Into = None,
    force: Force = False,
) -> int:
    """催报：谁没有报、缺什么、还剩几天，写成 .xlsx、.md 和可以直接粘贴发出的 .txt。"""
    from fazhi_report.commands.reminders import RemindOptions, make_reminders

    options = RemindOptions(
        city, year, day_of(today), day_of(due, "--due") if due else None, sender, out, force
    )
    found, written = make_reminders(options)
    rows = [
        {
            "unit": one.unit.name,
            "state": one.unit.state,
            "wanted": one.wanted if len(one.wanted) <= _SHOWN else f"{one.wanted[:_SHOWN]}……",
            "days": "" if one.days is None else str(one.days),
            "contact": one.unit.contact,
            "phone": one.unit.phone,
        }
        for one in found
    ]
    if rows:
        show(table(_COLUMNS, rows, "text"))
    say(f"要催的 {len(found)} 家" if found else "都报齐了，没有要催的")
    say(f"已写出 {'、'.join(map(str, written))}" if written else "和上次一样，什么也没有改")
    return FINE
