"""``fazhi-report promises``: what was promised over the years, and what became of it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from fazhi_report.cli.common import FINE, Data, TerminalColumn, say, show, table
from fazhi_report.cli.figures import TableFormat

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
_SHOWN = 30


def promises(
    year: Annotated[
        int, typer.Argument(metavar="年度", help="看到哪一年度为止，如 2021", show_default=False)
    ],
    output: Annotated[TableFormat, typer.Option("--format", help="输出格式")] = TableFormat.TEXT,
    data: Data = Path("data"),
) -> int:
    """列出历年的安排和不足：哪一年写的、原文、结果、依据。"""
    from fazhi_report.commands.promises import promises as read

    found = read(data, year)
    rows = list(found.rows)
    if output is TableFormat.TEXT:
        # A terminal shows the beginning; json and csv hold every word.
        rows = [
            {**row, "text": _shortened(row["text"]), "evidence": _shortened(row["evidence"])} for row in rows
        ]
    show(table(_COLUMNS, rows, output.value))
    for path in found.unread:
        say(f"{path} 有错误，没有读；先运行 fazhi-report validate {path}")
    if found.others:
        say(f"不是同一机关，没有列：{'、'.join(found.others)}")
    say(f"{len(rows)} 项安排和不足，{found.unanswered} 项没有交代")
    return FINE


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}……"
