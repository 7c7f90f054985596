"""``fazhi-report rules``: the rule book."""

from __future__ import annotations

from typing import Annotated

import typer

from fazhi_report.cli.common import FINE, TerminalColumn, show, table
from fazhi_report.errors import FazhiError


def rules(
    code: Annotated[
        str, typer.Argument(metavar="编号", help="如 FZ202；不写则列出全部", show_default=False)
    ] = "",
) -> int:
    """列出检查规则；给出编号则显示那条规则的说明。"""
    from fazhi_report.rules.run import rules as registered

    known = registered()
    if not code:
        rows = [
            {"code": one.code, "severity": one.severity.label, "title": one.title} for one in known.values()
        ]
        columns = (
            TerminalColumn("code", "编号"),
            TerminalColumn("severity", "级别"),
            TerminalColumn("title", "规则"),
        )
        show(table(columns, sorted(rows, key=lambda row: row["code"]), "text"))
        return FINE
    one = known.get(code.upper())
    if one is None:
        raise FazhiError(f"没有规则 {code}", "用 fazhi-report rules 查看全部规则")
    show(f"# {one.code} {one.title}（{one.severity.label}）\n\n{one.page.partition(chr(10))[2].strip()}\n")
    return FINE
