"""What the commands share: exit codes, options, and output to stdout and stderr."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import sys
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Annotated

import typer

from fazhi_report.cli.streams import tell
from fazhi_report.errors import FazhiError
from fazhi_report.reporters.formats import REPORTERS
from fazhi_report.reporters.summary import visible

if TYPE_CHECKING:
    from fazhi_report.findings import Finding
    from fazhi_report.reporters.summary import Summary

FINE = 0
FOUND = 1
CANNOT_GO_ON = 2
INTERRUPTED = 130


def print_error(message: str, hint: str = "") -> None:
    """Write to stderr what stopped the work, and the cure if there is one."""
    tell(visible(message), visible(hint))


def say(line: str) -> None:
    """Write a line of summary to stderr, because stdout is for results; control characters in it are escaped."""
    sys.stderr.write(visible(line) + "\n")


def say_trace(trace: str) -> None:
    """Write the traceback of a fault of this program to stderr; nothing for an empty one."""
    for line in trace.splitlines():
        say(line)


def interrupt_on_termination() -> None:
    """Treat SIGTERM and SIGHUP like Ctrl-C, so that temporary files are removed and child processes end first."""

    def interrupt(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    for name in ("SIGTERM", "SIGHUP"):
        # Windows has no SIGHUP.
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), interrupt)


_YES = frozenset({"y", "yes", "是", "好"})


def confirm(question: str, refusal: str, *, yes: bool) -> None:
    """Go on where the user agrees.

    Args:
        question: What is asked on a terminal, Chinese.
        refusal: What was not done where nobody can be asked, Chinese.
        yes: Whether the user agreed on the command line (``--yes``).

    Raises:
        FazhiError: The user does not agree, or cannot be asked.
    """
    if yes:
        return
    # A program without a window of its own has no stdin.
    if sys.stdin is None or not sys.stdin.isatty():
        raise FazhiError(f"{refusal}：没有终端，问不了", "看过上面的改动，加 --yes 写入")
    sys.stderr.write(f"{question} [y/N] ")
    sys.stderr.flush()
    if sys.stdin.readline().strip().lower() not in _YES:
        raise FazhiError("没有写入", "要写入就答 y，或加 --yes")


def named_templates(folder: Path | None) -> Path | None:
    """The folder of ``--templates``; None where none is named.

    Raises:
        FazhiError: It is not there.
    """
    if folder is not None and not folder.is_dir():
        raise FazhiError(f"没有模板文件夹 {folder}", "检查 --templates")
    return folder


def codes(texts: Iterable[str] | None) -> tuple[str, ...]:
    """Codes or prefixes of rules, as ``--select`` and ``--ignore`` take them; an option that is repeated adds up."""
    return tuple(
        code.strip().upper()
        for text in texts or ()
        for code in text.replace("，", ",").split(",")
        if code.strip()
    )


class EditionName(StrEnum):
    """The editions that ``--edition`` takes."""

    PUBLISH = "publish"
    SUBMIT = "submit"


class ProfileName(StrEnum):
    """The page profiles that ``--profile`` takes; `fazhi_report.norms.gbt9704.PROFILES` describes them."""

    CLASSIC = "classic"
    GBT33476 = "gbt33476"


class EngineName(StrEnum):
    """What sets a PDF, as ``--engine`` takes it."""

    TYPST = "typst"
    LIBREOFFICE = "libreoffice"


class FailOn(StrEnum):
    """The lowest severity at which a finding makes the exit code 1."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


Target = Annotated[
    str, typer.Argument(metavar="年度或文件", help="年度（如 2020）或数据文件", show_default=False)
]
Targets = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="年度、文件或文件夹",
        help="年度（如 2020）、数据文件，或各单位的文件夹；文件夹后面写年度，只做这一年",
        show_default=False,
    ),
]
Data = Annotated[Path, typer.Option("--data", metavar="文件夹", help="数据文件夹")]
Edition = Annotated[EditionName, typer.Option("--edition", help="publish 公开版；submit 报送版")]
Profile = Annotated[ProfileName, typer.Option("--profile", help="classic 原值白边；gbt33476 补偿白边")]
Engine = Annotated[
    EngineName, typer.Option("--engine", help="PDF：typst 直接排版；libreoffice 照 .docx 原样打印")
]
Templates = Annotated[
    Path | None, typer.Option("--templates", metavar="文件夹", help="自己的模板", show_default=False)
]
Soffice = Annotated[
    Path | None,
    typer.Option("--soffice", metavar="路径", help="LibreOffice 的程序或文件夹", show_default=False),
]
SofficeTimeout = Annotated[
    float, typer.Option("--soffice-timeout", metavar="秒", min=1, help="LibreOffice 最多用多久")
]
Force = Annotated[bool, typer.Option("--force", help="覆盖不是本工具写的同名文件")]
Jobs = Annotated[
    int | None,
    typer.Option("--jobs", min=1, metavar="个数", help="同时用几个进程，默认每核一个", show_default=False),
]
Dask = Annotated[
    str, typer.Option("--dask", metavar="地址", help="交给 Dask 集群，如 tls://主机:8786", show_default=False)
]
OUT = Path("dist")
"""The output folder where none is named."""
NoCache = Annotated[
    bool,
    typer.Option("--no-cache", help="不用也不留上次检查的结果（在输出文件夹的 .fazhi-report 里，按内容）"),
]
Findings = Annotated[
    str, typer.Option("--format", metavar="格式", help=f"结果的格式：{'、'.join(REPORTERS)}")
]
Fail = Annotated[FailOn, typer.Option("--fail-on", help="达到此级即退出码 1")]
Ignore = Annotated[
    list[str] | None,
    typer.Option("--ignore", metavar="编号", help="不查这些规则；可以写几次", show_default=False),
]
Statistics = Annotated[bool, typer.Option("--statistics", help="只列每条规则有多少处")]


_STYLES = {"错误": "bold red", "警告": "yellow", "提示": "cyan"}


def show(text: str) -> None:
    """Print a text to stdout.

    Colours only repeat what the words say; a pipe, a file and ``NO_COLOR`` get plain text.

    Args:
        text: Lines, each with its end; nothing is printed for an empty one.
    """
    if not text:
        return
    if not sys.stdout.isatty() or os.environ.get("NO_COLOR"):
        sys.stdout.write(text)
        sys.stdout.flush()
        return
    # Rich takes as long to import as the whole of a small build; pipes and CI never pay for it.
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False, soft_wrap=True)
    for line in text.splitlines():
        shown = Text(line)
        for word, style in _STYLES.items():
            shown.highlight_regex(rf"(?<= [A-Z]{{2}}\d{{3}} ){word}(?= )", style)
        shown.highlight_regex(r"^\S+:\d+:\d+", "bold")
        shown.highlight_regex(r"^  (?:提示|另见)：.*$", "dim")
        console.print(shown)


@dataclass(frozen=True, slots=True)
class TerminalColumn:
    """A column of a table on the terminal.

    Args:
        name: Its name in JSON and CSV, and in the rows.
        title: Its heading for people.
        right: Whether it is set flush right.
    """

    name: str
    title: str
    right: bool = False


def table(columns: Sequence[TerminalColumn], rows: Sequence[Mapping[str, str]], form: str) -> str:
    """Rows as text for people, as JSON, or as CSV that Excel reads.

    Args:
        columns: In the order of print.
        rows: Values by the columns' names; other names are left out of text and CSV.
        form: ``text``, ``json`` or ``csv``.
    """
    if form == "json":
        return json.dumps([dict(row) for row in rows], ensure_ascii=False, indent=2) + "\n"
    if form == "csv":
        # Only tables ask for it, and it brings the tree of documents along.
        from fazhi_report.writers.excel import harmless

        stream = io.StringIO()
        writer = csv.writer(stream, lineterminator="\r\n")
        writer.writerow([column.title for column in columns])
        writer.writerows([[harmless(row[column.name]) for column in columns] for row in rows])
        return "\ufeff" + stream.getvalue()
    return _aligned(columns, rows)


def _aligned(columns: Sequence[TerminalColumn], rows: Sequence[Mapping[str, str]]) -> str:
    """The rows as text: columns separated by two spaces, with Chinese characters counted as two cells."""
    cells = [
        [column.title for column in columns],
        *([visible(row[column.name]) for column in columns] for row in rows),
    ]
    widths = [max(map(cell_width, column)) for column in zip(*cells, strict=True)]
    lines = []
    for line in cells:
        padded = [
            " " * (width - cell_width(cell)) + cell
            if column.right
            else cell + " " * (width - cell_width(cell))
            for column, cell, width in zip(columns, line, widths, strict=True)
        ]
        lines.append("  ".join(padded).rstrip())
    return "\n".join(lines) + "\n"


_SHORT_LIST = 3
"""A longer list of paths is shortened."""


def path_list(paths: Sequence[Path]) -> str:
    """Name the files that were written; of many only the first, with their number and folder."""
    if len(paths) <= _SHORT_LIST:
        return "、".join(map(str, paths))
    folders = sorted({str(path.parent) for path in paths})
    return f"{paths[0]} 等 {len(paths)} 个文件（在 {'、'.join(folders)}）"


_STATISTICS_FORMATS = ("text", "json")


def require_statistics(form: str) -> None:
    """Check that a format has statistics.

    Raises:
        FazhiError: It has none.
    """
    if form not in _STATISTICS_FORMATS:
        raise FazhiError(f"--statistics 没有 {form} 格式", f"可用的格式：{'、'.join(_STATISTICS_FORMATS)}")


def statistics_table(findings: Iterable[Finding], summary: Summary, form: str) -> str:
    """Return how many findings each rule has, as text, or as JSON where that is the format."""
    from fazhi_report.reporters.formats import statistics

    columns = (
        TerminalColumn("code", "规则"),
        TerminalColumn("severity", "级别"),
        TerminalColumn("count", "处数", right=True),
        TerminalColumn("title", "查的是"),
    )
    rows = statistics(findings, summary)
    if form == "json":
        counted = [{**row, "count": int(row["count"])} for row in rows]
        return json.dumps(counted, ensure_ascii=False, indent=2) + "\n"
    return table(columns, rows, form) if rows else ""


def cell_width(text: str) -> int:
    """How many cells of a terminal the text is wide."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
