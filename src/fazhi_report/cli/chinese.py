"""Typer's own words, in Chinese: help pages and usage errors."""

from __future__ import annotations

import re
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

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
    """A help page of Typer with its own words in Chinese."""
    page = _COMPLETION_WRAP.sub("显示自动补全脚本，供复制或自行安装", page)
    page = _DEFAULT.sub(r"［默认：\1］", page)
    page = _TYPE.sub("", page)
    for english, chinese in _HELP_WORDS:
        page = page.replace(english, chinese)
    return page


class ChineseCommand(TyperCommand):
    """A command whose help page is Chinese throughout."""

    def get_help(self, ctx: Any) -> str:  # noqa: ANN401  (Typer keeps the type of its context to itself)
        """The help page."""
        return translated(super().get_help(ctx))


class ChineseGroup(TyperGroup):
    """The group of commands, its help page Chinese throughout."""

    def get_help(self, ctx: Any) -> str:  # noqa: ANN401  (Typer keeps the type of its context to itself)
        """The help page."""
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
    (re.compile(r"^Got unexpected extra arguments? \((.*)\)", re.DOTALL), "多出了参数：{0}", ""),
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
    """What is wrong with the command line, and the cure, in Chinese."""
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
    """A piece of Typer's message without its English and its quotation marks."""
    for pattern, message in _REASONS:
        if match := pattern.search(part):
            return message.format(*map(_unquoted, match.groups()))
    return _unquoted(part)


def _unquoted(part: str) -> str:
    return part.replace("'", "").replace(", ", "、")
