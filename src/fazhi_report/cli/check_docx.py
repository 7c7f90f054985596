"""``fazhi-report check-docx``: any .docx against GB/T 9704-2012."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fazhi_report.cli.common import (
    CANNOT_GO_ON,
    FINE,
    FOUND,
    Fail,
    FailOn,
    Findings,
    Force,
    Ignore,
    Soffice,
    SofficeTimeout,
    Statistics,
    TerminalColumn,
    codes,
    print_error,
    require_statistics,
    say,
    show,
    statistics_table,
    table,
)
from fazhi_report.errors import FazhiError
from fazhi_report.libreoffice import SECONDS

if TYPE_CHECKING:
    from fazhi_report.commands.check_docx import CheckOptions, Inspected
    from fazhi_report.libreoffice import Printing
    from fazhi_report.reporters.summary import Summary


def check_docx(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="文件", help=".docx 文件、文件夹（连同子文件夹）或通配符，可以有几个", show_default=False
        ),
    ],
    output: Findings = "text",
    select: Annotated[
        list[str] | None,
        typer.Option("--select", metavar="编号", help="只查这些规则，如 GW5；可以写几次", show_default=False),
    ] = None,
    ignore: Ignore = None,
    verbose: Annotated[bool, typer.Option("-v", "--verbose", help="列出每一处")] = False,
    counted: Statistics = False,
    fail_on: Fail = FailOn.ERROR,
    verdicts: Annotated[bool, typer.Option("--verdicts", help="逐条列出标准条文的结论")] = False,
    render: Annotated[
        bool, typer.Option("--render", help="用 LibreOffice 排出页面，量各处距离，写出版式核验单")
    ] = False,
    out: Annotated[
        Path, typer.Option("-o", "--out", metavar="文件夹", help="版式核验单写到哪个文件夹（要加 --render）")
    ] = Path("dist"),
    force: Force = False,
    soffice: Soffice = None,
    soffice_timeout: SofficeTimeout = SECONDS,
) -> int:
    """检查任何 .docx 的版式是否符合 GB/T 9704-2012。

    结果里“文件:段:字”的段是段落的序号，空行、单元格、文本框都算；页面、页码的问题记在那一节的第一段。

    退出码：0 没有达到 --fail-on 的问题；1 有；2 有文件打不开。认不准是不是公文的文件（没有标题，
    或者版头、主送机关、署名和日期一样也没有），只有序数的次序计入退出码，其余照列。
    """
    from fazhi_report.commands.check_docx import CheckOptions, lines_per_file, summary_of
    from fazhi_report.commands.given_files import given_files
    from fazhi_report.findings import Severity
    from fazhi_report.reporters.formats import reporter
    from fazhi_report.rules.run import page_rules, require

    report = reporter(output, brief=not verbose)
    if counted:
        require_statistics(output)
    require((*codes(select), *codes(ignore)), page_rules())
    printing = _printing(soffice, soffice_timeout) if render else None
    looked_at, refused = _look(
        given_files(files, (".docx",)), CheckOptions(codes(select), codes(ignore), printing)
    )
    summary = summary_of(looked_at)
    findings = tuple(finding for one in looked_at for finding in one.findings)
    if counted:
        show(statistics_table(findings, summary, output))
    elif looked_at:
        show(report(findings, summary))
    if verdicts:
        # A machine's format is not to be broken by a table for people.
        for one in looked_at:
            _show_table(_table(one), aside=output != "text")
    _write_sheets(looked_at, out, force=force)
    _say_surroundings(looked_at)
    for line in lines_per_file(looked_at):
        say(line)
    say(_sentence(summary, refused))
    if refused:
        return CANNOT_GO_ON
    threshold = Severity[fail_on.name]
    return FOUND if any(one.fails(threshold) for one in looked_at) else FINE


def _say_surroundings(looked_at: Sequence[Inspected]) -> None:
    """Say what each file points at outside itself, and what its office has settled otherwise."""
    for one in looked_at:
        if one.layout.layout.outside:
            say(f"{one.path}：{one.layout.layout.outside}")
        for line in one.settled:
            say(f"{one.path}：本机关设定：{line}")


def _printing(soffice: Path | None, seconds: float) -> Printing:
    from fazhi_report.libreoffice import Printing

    return Printing(
        soffice=soffice,
        seconds=seconds,
        otherwise="装在别处的用 --soffice 指明；也可以去掉 --render，只量文件",
    )


def _write_sheets(looked_at: Sequence[Inspected], folder: Path, *, force: bool) -> None:
    """Write the sheets of the files whose pages were printed, and say where they are."""
    from fazhi_report.commands.page_sheet import write_sheets

    sheets = [(one.path, one.sheet) for one in looked_at if one.sheet is not None]
    written = write_sheets(sheets, folder, force=force)
    if written:
        shown = "、".join(map(str, written[:_FEW])) + ("……" if len(written) > _FEW else "")
        say(f"已生成版式核验单 {shown}（{len(sheets)} 个文件，各有 .docx 和 .html）")


_FEW = 4
"""Most files that one line names."""


def _sentence(summary: Summary, refused: int) -> str:
    if not summary.files:
        return f"一个文件也没有检查成（{refused} 个打不开）" if refused > 1 else "没有检查成"
    return summary.sentence + (f"；另有 {refused} 个没有检查成" if refused else "")


def _look(files: Sequence[Path], look: CheckOptions) -> tuple[list[Inspected], int]:
    """The result of each file that can be opened, and how many cannot; each of those is reported on stderr."""
    from fazhi_report.commands.check_docx import inspect

    looked_at: list[Inspected] = []
    for path in files:
        try:
            looked_at.append(inspect(path, look))
        except FazhiError as error:
            print_error(error.message, error.hint)
    return looked_at, len(files) - len(looked_at)


def _show_table(table_of_file: str, *, aside: bool) -> None:
    """Show a table on stdout, or line by line on stderr."""
    if not aside:
        show(table_of_file)
        return
    for line in table_of_file.splitlines():
        say(line)


def _table(one: Inspected) -> str:
    columns = (
        TerminalColumn("clause", "条文"),
        TerminalColumn("outcome", "结论"),
        TerminalColumn("strength", "效力"),
        TerminalColumn("code", "规则"),
        TerminalColumn("what", "查的是"),
        TerminalColumn("reason", "说明"),
    )
    rows = [
        {
            "clause": row.clause,
            "outcome": row.outcome.value,
            "strength": row.strength,
            "code": row.code,
            "what": row.what,
            "reason": row.reason,
        }
        for row in one.verdicts
    ]
    return f"{one.path}\n{table(columns, rows, 'text')}"
