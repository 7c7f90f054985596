"""``fazhi-report figures``: all figures of a year."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from fazhi_report.cli.common import FINE, FOUND, Data, Target, TerminalColumn, say, show, table
from fazhi_report.cli.targets import resolve


class TableFormat(StrEnum):
    """The formats of a table."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"


_COLUMNS = (
    TerminalColumn("key", "指标键"),
    TerminalColumn("label", "名称"),
    TerminalColumn("value", "数值", right=True),
    TerminalColumn("printed", "印在（行）"),
    TerminalColumn("source", "来源"),
    TerminalColumn("findings", "检查"),
)


def figures(
    target: Target,
    output: Annotated[TableFormat, typer.Option("--format", help="输出格式")] = TableFormat.TEXT,
    data: Data = Path("data"),
) -> int:
    """列出一个年度的全部指标：数值、印在哪里、来源、检查结果。"""
    from fazhi_report.commands.overview import overview

    (path,) = resolve([target], data)
    found = overview(path)
    if found is None:
        say(f"{path} 有错误，读不出指标；先运行 fazhi-report validate {target}")
        return FOUND
    rows = found.rows()
    show(table(_COLUMNS, rows, output.value))
    say(f"{path}：{len(rows)} 个指标")
    return FINE
