"""``fazhi-report validate``: data files against the rules, for people and for CI."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from fazhi_report.cli.common import FINE, FOUND, EditionName, resolve, say
from fazhi_report.cli.terminal import show
from fazhi_report.errors import FazhiError


class FailOn(StrEnum):
    """From which severity a finding makes the exit code 1."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


def validate(
    targets: Annotated[
        list[str],
        typer.Argument(metavar="年度或文件", help="年度（如 2020）或数据文件", show_default=False),
    ],
    output: Annotated[str, typer.Option("--format", metavar="格式", help="text、json")] = "text",
    data: Annotated[Path, typer.Option("--data", metavar="文件夹", help="数据文件夹")] = Path("data"),
    select: Annotated[
        str, typer.Option("--select", metavar="编号", help="只查这些规则，如 FZ0", show_default=False)
    ] = "",
    ignore: Annotated[
        str, typer.Option("--ignore", metavar="编号", help="不查这些规则", show_default=False)
    ] = "",
    edition: Annotated[
        EditionName | None,
        typer.Option("--edition", help="按哪一版检查：publish、submit；不写则按文件", show_default=False),
    ] = None,
    waivers: Annotated[
        Path | None, typer.Option("--waivers", metavar="文件", help="豁免清单", show_default=False)
    ] = None,
    against: Annotated[
        Path | None,
        typer.Option(
            "--against", metavar="文件夹", help="与其中其他单位同年的报告比对文字", show_default=False
        ),
    ] = None,
    fail_on: Annotated[FailOn, typer.Option("--fail-on", help="达到此级即退出码 1")] = FailOn.ERROR,
    verbose: Annotated[bool, typer.Option("-v", "--verbose", help="列出没有运行的规则")] = False,
) -> int:
    """检查数据文件：语法、字段、数据和文字。"""
    from fazhi_report.findings import Severity
    from fazhi_report.pipeline.validate import Choice, validate_files
    from fazhi_report.reporters.formats import REPORTERS

    if output not in REPORTERS:
        raise FazhiError(f"没有格式 {output}", f"可用的格式：{'、'.join(REPORTERS)}")
    if against is not None and not against.is_dir():
        raise FazhiError(f"没有文件夹 {against}", "检查 --against")
    today = date.today()  # noqa: DTZ011  (the office's day)
    choice = Choice(codes(select), codes(ignore), edition and edition.value, waivers, today, against)
    validation = validate_files(resolve(targets, data), choice)
    findings, summary = validation.findings, validation.summary
    show(REPORTERS[output](findings, summary))
    if verbose:
        for code, reason in summary.skipped:
            say(f"没有运行 {code}：{reason}")
    say(summary.sentence)
    threshold = Severity[fail_on.name]
    return FOUND if any(finding.severity >= threshold for finding in findings) else FINE


def codes(text: str) -> tuple[str, ...]:
    """Codes or prefixes of rules, as ``--select`` and ``--ignore`` take them."""
    return tuple(code.strip().upper() for code in text.replace("，", ",").split(",") if code.strip())
