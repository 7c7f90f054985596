"""``fazhi-report explain``: where a figure comes from."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from fazhi_report.cli.common import FINE, FOUND, Data, Target, say, show
from fazhi_report.cli.targets import resolve
from fazhi_report.reporters.summary import visible


def explain(
    key: Annotated[
        str, typer.Argument(metavar="指标", help="指标键或中文名称，如 mediation.total", show_default=False)
    ],
    target: Target,
    data: Data = Path("data"),
) -> int:
    """说明一个指标：名称、释义、数值从何而来、怎样推算和核对。"""
    from fazhi_report.commands.overview import overview

    (path,) = resolve([target], data)
    found = overview(path)
    if found is None:
        say(f"{path} 有错误，读不出指标；先运行 fazhi-report validate {target}")
        return FOUND
    show("".join(visible(line) + "\n" for line in found.explain(key)))
    return FINE
