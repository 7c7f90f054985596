"""``fazhi-report promises``: what was promised over the years, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from fazhi_report.cli.common import FINE, Data, TerminalColumn, say, show, table
from fazhi_report.cli.figures import TableFormat
from fazhi_report.cli.targets import chosen_city, say_passed, sorted_targets
from fazhi_report.errors import FazhiError

_COLUMNS = (
    TerminalColumn("year", "年度"),
    TerminalColumn("kind", "类别"),
    TerminalColumn("where", "位置"),
    TerminalColumn("text", "原文"),
    TerminalColumn("owner", "责任单位"),
    TerminalColumn("due", "时限"),
    TerminalColumn("answered", "交代于"),
    TerminalColumn("outcome", "结果"),
    TerminalColumn("evidence", "依据或理由"),
)
_ORGAN = TerminalColumn("organ", "机关")
_SHOWN = 30


def promises(
    targets: Annotated[
        list[str],
        typer.Argument(
            metavar="[文件夹] 年度",
            help="看到哪一年度为止，如 2021；前面可写各单位的文件夹",
            show_default=False,
        ),
    ],
    output: Annotated[TableFormat, typer.Option("--format", help="输出格式")] = TableFormat.TEXT,
    data: Data = Path("data"),
) -> int:
    """列出历年的安排和不足：哪一年写的、原文、结果、依据；写了各单位的文件夹，逐个单位列。"""
    from fazhi_report.commands.promises import city_promises

    folders, years, files = sorted_targets(targets)
    if len(years) != 1 or files:
        raise FazhiError("要写一个年度", "如 fazhi-report promises 2021，或 fazhi-report promises 某市 2021")
    city = chosen_city(folders or [data])
    found = city_promises(city, years[0], folders[0] if folders else data)
    rows = list(found.rows)
    columns = _COLUMNS if len(city.units) == 1 else (_ORGAN, *_COLUMNS)
    if output is TableFormat.TEXT:
        # A terminal shows the beginning; json and csv hold every word.
        rows = [
            {**row, "text": _shortened(row["text"]), "evidence": _shortened(row["evidence"])} for row in rows
        ]
    show(table(columns, [{name: row[name] for name in _names(columns)} for row in rows], output.value))
    say_passed(city)
    for path in found.unread:
        say(f"{path} 有错误，没有读；先运行 fazhi-report validate {path}")
    if found.others:
        say(f"不是同一机关，没有列：{'、'.join(found.others)}")
    say(f"{len(rows)} 项安排和不足，{found.unanswered} 项没有交代")
    return FINE


def _names(columns: Sequence[TerminalColumn]) -> list[str]:
    return [column.name for column in columns]


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}……"
