"""``fazhi-report doctor``: what this machine has and lacks."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from fazhi_report.cli.common import FINE, FOUND, Soffice, TerminalColumn, say, show, table


def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="写成 JSON，供程序读取")] = False,
    soffice: Soffice = None,
) -> int:
    """看看本机：字体、LibreOffice、终端编码、写权限、版本、WPS 或 Word；缺什么，怎样补。

    退出码：0 能写报告（缺少的只影响个别命令）；1 有“不行”的，先照提示处理。
    """
    from fazhi_report.commands.doctor import Machine, State, diagnose

    found = diagnose(Machine.here(soffice))
    bad = sum(one.state is State.BAD for one in found)
    if as_json:
        rows = [
            {"name": one.name, "state": one.state.name.lower(), "fact": one.fact, "cure": one.cure}
            for one in found
        ]
        # Escaped, so that it is whole on a terminal that shows no Chinese, too.
        show(json.dumps(rows, indent=2) + "\n")
        return FOUND if bad else FINE
    columns = (
        TerminalColumn("name", "查的是"),
        TerminalColumn("state", "结果"),
        TerminalColumn("fact", "说明"),
    )
    show(
        table(
            columns, [{"name": one.name, "state": one.state.value, "fact": one.fact} for one in found], "text"
        )
    )
    names: dict[str, list[str]] = {}
    for one in found:
        if one.cure:
            names.setdefault(one.cure, []).append(one.name)
    for cure, those in names.items():
        say(f"{'、'.join(those)}：{cure}")
    lacking = sum(one.state is State.LACKING for one in found)
    verdict = f"{bad} 项不行，先处理" if bad else "能写报告"
    say(f"{verdict}{f'；{lacking} 项缺少，只影响个别命令' if lacking else ''}")
    return FOUND if bad else FINE
