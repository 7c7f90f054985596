"""The command-line app: its commands, its help pages in Chinese, its exit codes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from importlib import import_module
from keyword import iskeyword
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from fazhi_report.cli.common import CANNOT_GO_ON, INTERRUPTED, print_error
from fazhi_report.cli.streams import on_firm_ground
from fazhi_report.errors import FazhiError

# Typer offers no translations of its own words; they are replaced in the finished page, longest first.
_HELP_WORDS = (
    ("Usage: ", "用法："),
    ("[OPTIONS]", "[选项]"),
    ("COMMAND [ARGS]...", "命令 [参数]..."),
    ("Install completion for the current shell.", "为当前命令行安装自动补全"),
    (
        "Show completion for the current shell, to copy it or customize the installation.",
        "显示自动补全脚本，供复制或自行安装",
    ),
    ("Show this message and exit.", "显示本帮助"),
    ("Options:", "选项："),
    ("Commands:", "命令："),
    ("Arguments:", "参数："),
    ("[required]", "［必填］"),
    ("[default: ", "［默认："),
)
_DEFAULT = re.compile(r"\[default:\s+([^\]]*)\]")
# Of an argument the metavar tells enough.
_TYPE = re.compile(r" <(?:list\[\w+\]|path|str)>")
_COMPLETION_WRAP = re.compile(
    r"Show completion for the current shell,\s+to copy\s+it or\s+customize the\s+installation\."
)


def translated(page: str) -> str:
    """A help page of Typer, with the words that Typer itself puts there in Chinese."""
    page = _COMPLETION_WRAP.sub("显示自动补全脚本，供复制或自行安装", page)
    page = _DEFAULT.sub(r"［默认：\1］", page)
    page = _TYPE.sub("", page)
    for english, chinese in _HELP_WORDS:
        page = page.replace(english, chinese)
    return page


class ChineseCommand(TyperCommand):
    """A command whose help page is entirely in Chinese."""

    def get_help(self, ctx: Any) -> str:  # noqa: ANN401  (Typer keeps the type of its context to itself)
        """The help page in Chinese."""
        return translated(super().get_help(ctx))


class ChineseGroup(TyperGroup):
    """The group of all commands, whose help page is entirely in Chinese."""

    def get_help(self, ctx: Any) -> str:  # noqa: ANN401  (Typer keeps the type of its context to itself)
        """The help page in Chinese."""
        return translated(super().get_help(ctx))


_USAGE = (
    (
        re.compile(r"^No such option: (\S+).*?(?:\(Possible options: (.*)\))?$", re.DOTALL),
        "没有选项 {0}",
        "是不是 {1}？",
    ),
    (
        re.compile(r"^No such command '([^']*)'.*?(?:Did you mean (.*)\?)?$", re.DOTALL),
        "没有命令“{0}”",
        "是不是 {1}？",
    ),
    (re.compile(r"^Missing argument '([^']*)'", re.DOTALL), "缺少参数 {0}", ""),
    (re.compile(r"^Missing option '([^']*)'", re.DOTALL), "缺少选项 {0}", ""),
    (re.compile(r"^Missing command", re.DOTALL), "没有写要做什么", ""),
    (re.compile(r"^Option '([^']*)' requires an argument", re.DOTALL), "选项 {0} 后面要写一个值", ""),
    (re.compile(r"^Option '([^']*)' does not take a value", re.DOTALL), "选项 {0} 后面不写值", ""),
    (re.compile(r"^Got unexpected extra argument(?:s|\(s\))? \((.*)\)", re.DOTALL), "多出了参数：{0}", ""),
    (re.compile(r"^Invalid value for (.*?): (.*)$", re.DOTALL), "{0} 的值不对：{1}", ""),
)
# Of a value, by whichever of its parts Typer refuses it: Pydantic's words, or its own.
_REASONS = (
    (re.compile(r"greater than or equal to ([\d.]+)"), "不能小于 {0}"),
    (re.compile(r"less than or equal to ([\d.]+)"), "不能大于 {0}"),
    (re.compile(r"is not in the range ([^ .]+)"), "要在 {0} 的范围内"),
    (re.compile(r"valid integer"), "要写整数"),
    (re.compile(r"valid (?:number|float)"), "要写数"),
    (re.compile(r"'([^']*)' is not one of (.*?)\.?$", re.DOTALL), "没有“{0}”，可以写 {1}"),
)


def usage_message(error: typer.TyperException) -> tuple[str, str]:
    """The fact and the cure, both in Chinese, for a command line that Typer refuses."""
    text = error.format_message()
    context = getattr(error, "ctx", None)
    help_page = f"用 {context.command_path if context else 'fazhi-report'} --help 查看用法"
    for pattern, message, hint in _USAGE:
        if match := pattern.search(text):
            parts = [_plain(part or "") for part in match.groups()]
            offered = hint.format(*parts) if hint and len(parts) > 1 and parts[1] else ""
            return message.format(*parts), offered or help_page
    return f"命令写得不对：{text}", help_page


def _plain(part: str) -> str:
    """A part of a message of Typer, translated where it is English, without its quotation marks."""
    for pattern, message in _REASONS:
        if match := pattern.search(part):
            return message.format(*map(_unquoted, match.groups()))
    return _unquoted(part)


def _unquoted(part: str) -> str:
    return part.replace("'", "").replace(", ", "、")


_SHARED = frozenset({"app", "common", "progress", "streams", "targets"})
"""Modules of this package that are no commands; every other one holds the function of the command it is named after."""
_ORDER = (
    "build",
    "preview",
    "validate",
    "check-docx",
    "reformat",
    "diff",
    "compare",
    "series",
    "reconcile",
    "figures",
    "explain",
    "export",
    "site",
    "rules",
    "init",
    "import",
    "new",
    "form",
    "fill",
    "collect",
    "remind",
    "return-slips",
    "promises",
    "deadlines",
    "redline",
    "schema",
    "doctor",
)
"""The order of the help page; commands that are not named here follow by name."""


def commands() -> tuple[str, ...]:
    """The names of all commands, in the order of the help page."""
    found = {one.name for one in iter_modules([str(Path(__file__).parent)])} - _SHARED
    names = sorted(module.rstrip("_").replace("_", "-") for module in found)
    return tuple(sorted(names, key=lambda name: _ORDER.index(name) if name in _ORDER else len(_ORDER)))


def module_of(command: str) -> str:
    """The name of a command's module, and of the function in it: a keyword of Python gets an underscore."""
    name = command.replace("-", "_")
    return f"{name}_" if iskeyword(name) else name


def app_for(arguments: Sequence[str]) -> typer.Typer:
    """The app with the commands that a command line needs.

    Importing every command and reading its options takes longer than loading a report, so only the command named first
    is imported. Where the first word is no command (help, a misspelt one), all of them are.
    """
    named = arguments[0] if arguments else ""
    app = typer.Typer(
        name="fazhi-report",
        help="法治政府建设年度报告生成器：一年一个 YAML 数据文件，生成符合 GB/T 9704-2012 的公文。",
        cls=ChineseGroup,
        no_args_is_help=True,
        # Typer's own panels and rich tracebacks cost half of the start-up and speak English.
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"], "default_map": _defaults(named)},
        epilog="退出码：0 正常；1 内容有错误；2 无法继续；130 被 Ctrl-C 中断。",
    )
    app.callback()(_options)
    known = commands()
    for name in (named,) if named in known else known:
        function = module_of(name)
        module = import_module(f"fazhi_report.cli.{function}")
        app.command(name=name, cls=ChineseCommand)(getattr(module, function))
    return app


_PARAMETERS = {"build": {"format": "formats"}}
"""Names of settings that are not those of the parameter, by command."""


def _defaults(command: str) -> dict[str, dict[str, object]]:
    """The defaults that the settings of the working folder give to the options of a command.

    Raises:
        FazhiError: The settings have faults.
    """
    if command not in {"build", "validate"} or not any(
        map(Path.is_file, map(Path, ("fazhi-report.toml", "pyproject.toml")))
    ):
        return {}
    from fazhi_report.source.settings import settings_in

    settings = settings_in(Path())
    if settings is None:
        return {}
    chosen = settings.build if command == "build" else settings.validate_
    if chosen is None:
        return {}
    names = _PARAMETERS.get(command, {})
    return {
        command: {
            names.get(name, name): value for name, value in chosen.model_dump(exclude_none=True).items()
        }
    }


def _options(
    _version: bool = typer.Option(False, "--version", help="显示版本号"),
) -> None:
    """Offer the options before the command; ``--version`` itself is answered before Typer is imported."""


def run(arguments: list[str]) -> int:
    """Run a command line.

    Args:
        arguments: Without the program's name.

    Returns:
        The exit code: 0 fine, 1 findings, 2 could not go on, 130 interrupted.
    """
    return on_firm_ground(partial(_run, arguments), failed=CANNOT_GO_ON)


def _run(arguments: list[str]) -> int:
    try:
        code = app_for(arguments)(arguments, prog_name="fazhi-report", standalone_mode=False)
    except FazhiError as error:
        print_error(error.message, error.hint)
        return CANNOT_GO_ON
    except typer.TyperException as error:
        message, hint = usage_message(error)
        print_error(message, hint)
        return CANNOT_GO_ON
    except (KeyboardInterrupt, typer.Abort):
        code = INTERRUPTED
    if code == INTERRUPTED:
        # Typer swallows Ctrl-C in silence and gives the code.
        print_error("已中断")
    return code if isinstance(code, int) else 0
