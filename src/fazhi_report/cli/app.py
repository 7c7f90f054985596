"""The app: its commands, its words, its exits."""

from __future__ import annotations

import sys

import typer

from fazhi_report.cli import (
    build,
    check_docx,
    diff,
    export,
    figures,
    import_,
    init,
    new,
    preview,
    promises,
    redline,
    reformat,
    rules,
    schema,
    series,
    validate,
)
from fazhi_report.cli.chinese import ChineseCommand, ChineseGroup, usage_message
from fazhi_report.cli.common import CANNOT_GO_ON, INTERRUPTED, print_error
from fazhi_report.errors import FazhiError

app = typer.Typer(
    name="fazhi-report",
    help="法治政府建设年度报告生成器：一年一个 YAML 数据文件，生成符合 GB/T 9704-2012 的公文。",
    cls=ChineseGroup,
    no_args_is_help=True,
    # Typer's own panels and rich tracebacks cost half of the start-up and speak English.
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="退出码：0 正常；1 内容有错误；2 无法继续；130 被 Ctrl-C 中断。",
)
for command in (
    build.build,
    preview.preview,
    validate.validate,
    check_docx.check_docx,
    reformat.reformat,
    diff.diff,
    series.series,
    figures.figures,
    figures.explain,
    export.export,
    rules.rules,
    init.init,
    import_.import_,
    new.new,
    promises.promises,
    redline.redline,
    schema.schema,
):
    # A keyword of Python bears an underscore that the command line does not.
    app.command(name=command.__name__.rstrip("_").replace("_", "-"), cls=ChineseCommand)(command)


@app.callback()
def _options(
    _version: bool = typer.Option(False, "--version", help="显示版本号"),
) -> None:
    """Say what stands before the command; ``--version`` itself is answered before Typer is imported."""


def run(arguments: list[str]) -> int:
    """Run a command line.

    Args:
        arguments: Without the program's name.

    Returns:
        The exit code: 0 fine, 1 findings, 2 could not go on, 130 interrupted.
    """
    for stream in (sys.stdout, sys.stderr):
        # A console of code page 936 lacks rare characters; a question mark beats a traceback.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        code = app(arguments, prog_name="fazhi-report", standalone_mode=False)
    except FazhiError as error:
        print_error(error.message, error.hint)
        return CANNOT_GO_ON
    except typer.TyperException as error:
        message, hint = usage_message(error)
        print_error(message, hint)
        return CANNOT_GO_ON
    except (KeyboardInterrupt, typer.Abort):
        code = INTERRUPTED
    except BrokenPipeError:
        return CANNOT_GO_ON
    if code == INTERRUPTED:
        # Typer swallows Ctrl-C in silence and gives the code.
        print_error("已中断")
    return code if isinstance(code, int) else 0
