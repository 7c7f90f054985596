"""Chinese messages for PyYAML's syntax errors, located where the drafter has to correct the file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fazhi_report.source.encoding import Problem
from fazhi_report.source.positions import Lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    import yaml

_PROBLEM, _CONTEXT = "problem", "context"


@dataclass(frozen=True, slots=True)
class _Row:
    """A kind of syntax error: the wording of both loaders, its real position, the message."""

    problem: str
    message: str
    hint: str
    context: str = ""
    place: str = _PROBLEM


# The first matching row is used. The wording differs between the C loader and the Python loader.
_ROWS = (
    _Row(
        "unexpected end of stream",
        "引号没有配对，直到文件末尾也没有找到另一半",
        "在这段文字的末尾补上引号",
        place=_CONTEXT,
    ),
    _Row(
        "found unexpected document indicator",
        "引号里出现了单独一行的“---”或“...”",
        "补上缺的引号，或删去这一行",
        place=_CONTEXT,
    ),
    _Row(
        "could not find expected ':'",
        "这一行不像“键: 值”，键后面没有半角冒号加空格",
        "写成“键: 值”（半角冒号，冒号后空一格）；若是上一段文字的续行，缩进要比它的键深",
        place=_CONTEXT,
    ),
    _Row(
        "mapping values are not allowed",
        "一行里有两个半角冒号加空格",
        "文字里的冒号改用全角“：”，或给整段文字加引号",
    ),
    _Row("tab character", "缩进里有制表符（Tab）", "缩进只用空格；把 Tab 换成两个空格"),
    _Row(
        "unknown escape character|hexdecimal|hexadecimal|invalid Unicode",
        "双引号里的反斜杠写法无效",
        "改用单引号，或把 \\ 写成 \\\\",
    ),
    _Row("cannot start any token", "值不能以这个字符开头", "给整段文字加引号，如 '@……'"),
    _Row("", "文字不能直接以 & 或 * 开头", "给整段文字加引号", context="anchor|alias", place=_CONTEXT),
    _Row(
        "",
        "文字不能直接以 ! 开头",
        "给整段文字加引号",
        context="scanning a tag|parsing a tag",
        place=_CONTEXT,
    ),
    _Row("undefined tag handle", "文字不能直接以 ! 开头", "给整段文字加引号"),
    _Row(
        "",
        "“|”或“>”后面不能接着写文字",
        "文字另起一行，比键多缩进两个空格；文字本身以 | 或 > 开头时整段加引号",
        context="block scalar",
    ),
    _Row("incompatible YAML", "文件开头的 %YAML 版本不受支持", "删去这一行"),
    _Row(
        "", "行首的 % 是 YAML 的指令符号", "给这段文字加引号，或检查缩进", context="directive", place=_CONTEXT
    ),
    _Row("document start", "“...”或 % 行之后出现了多余的内容", "一份报告一个文件；删去多余的部分"),
    _Row(
        "",
        "方括号“[”没有配对，或各项之间缺逗号",
        "补上“]”，各项之间用半角逗号隔开",
        context="flow sequence",
        place=_CONTEXT,
    ),
    _Row(
        "",
        "花括号“{”没有配对，或各项之间缺逗号",
        "补上“}”，各项之间用半角逗号隔开；文字以 { 开头时整段加引号",
        context="flow mapping",
        place=_CONTEXT,
    ),
    _Row("mapping keys are not allowed", "值不能以“? ”开头", "给整段文字加引号"),
    _Row("block sequence entries are not allowed", "“- ”不能写在这里", "另起一行写“- ”，与同一列的各项对齐"),
    _Row(
        "node content",
        "这里该有内容，却出现了别的符号",
        "文字以 [ ] { } , 开头时整段加引号；检查括号是否配对",
    ),
    _Row(
        "",
        "列表里混进了不以“- ”开头的行",
        "与上面各项对齐并以“- ”开头；若是下一项内容，检查缩进",
        context="block collection|block sequence",
    ),
    _Row("", "缩进与同一层的其他键不齐", "同一层的键左端对齐，每深一层多两个空格", context="block mapping"),
)
_OTHER = _Row("", "YAML 语法有误", "检查这一行的缩进、冒号、引号和括号")

_FULL_WIDTH_COLON = re.compile(r"^\s*(?:- +)*([A-Za-z_][\w.]*)\s*：")
_NO_SPACE = re.compile(r"^\s*(?:- +)*([A-Za-z_][\w.]*):(?=\S)")
_BRACES = re.compile(r"(?:^|: +|- +)(\{\{)")
_INDENT = re.compile(r"^[\s　\xa0]*")


def explain(text: str, error: yaml.YAMLError) -> Problem:
    """Return the problem for a syntax error."""
    lines = Lines(text)
    problem = str(getattr(error, "problem", None) or "")
    context = str(getattr(error, "context", None) or "")
    row = next(
        (row for row in _ROWS if re.search(row.problem, problem) and re.search(row.context, context)), _OTHER
    )
    marks = [getattr(error, f"{name}_mark", None) for name in (row.place, _PROBLEM)]
    index = next((mark.index for mark in marks if mark is not None), 0)
    # An error at the end is often reported after the last character, where nothing is visible.
    index = min(index, len(text.rstrip()))
    for suspect in _suspects(lines, index, [mark.index for mark in marks if mark is not None]):
        if found := _habit(lines, suspect):
            return found
    return _refined(lines, index, row) or _problem(index, row.message, row.hint)


def _refined(lines: Lines, index: int, row: _Row) -> Problem | None:
    """Return a more precise problem where an error of PyYAML has two possible causes; None for others."""
    line, column = lines.at(index)
    words = lines.words(line)
    before = words[: column - 1]
    if row.context == "block mapping" and before.rstrip().endswith(('"', "'")):
        return _problem(index, "引号后面还有文字", "整段文字放在引号里面，或改用“”")
    if row.problem.startswith("mapping values") and ": " not in before:
        start = lines.start(line) + len(words) - len(words.lstrip())
        hint = "同一层的键左端对齐；上一行的文字若没有完，给它加引号，或用“|”另起一行写"
        return _problem(start, "缩进过深，这一行接在了上一行的值后面", hint)
    return None


def _suspects(lines: Lines, index: int, marks: list[int]) -> Iterator[int]:
    """Yield the lines that may contain the mistake: the one reported, and the one before, which YAML continued."""
    line, _ = lines.at(index)
    noticed = (line, *(lines.at(mark)[0] for mark in marks))
    return iter(dict.fromkeys((*noticed, line - 1)) if line > 1 else dict.fromkeys(noticed))


def unbraced(text: str, index: int) -> Problem | None:
    """Return the problem of an unquoted value that begins with ``{{``; None when the line has none."""
    lines = Lines(text)
    line, _ = lines.at(index)
    return _braces(lines, line)


def _habit(lines: Lines, line: int) -> Problem | None:
    """Return the problem for a common mistake that YAML reports indirectly; None when the line has none."""
    words, start = lines.words(line), lines.start(line)
    indent = _INDENT.match(words)
    blank = indent[0] if indent else ""
    if "\t" in blank:
        return _problem(
            start + blank.index("\t"), "缩进里有制表符（Tab）", "缩进只用空格；把 Tab 换成两个空格"
        )
    if wide := re.search("[　\xa0]", blank):
        return _problem(start + wide.start(), "缩进里有全角空格或不换行空格", "缩进只用半角空格")
    if match := _FULL_WIDTH_COLON.match(words):
        return _problem(
            start + match.end() - 1,
            f"键“{match[1]}”后面用了全角冒号“：”",
            f"写成“{match[1]}: ……”（半角冒号加空格）",
        )
    if match := _NO_SPACE.match(words):
        return _problem(
            start + match.end(), f"键“{match[1]}”的冒号后面没有空格", f"写成“{match[1]}: ……”（冒号后空一格）"
        )
    if re.match(r"\s*:(?:\s|$)", words):
        return _problem(start + words.index(":"), "冒号前面没有键", "补上键名；文字以冒号开头时整段加引号")
    return _braces(lines, line)


def _braces(lines: Lines, line: int) -> Problem | None:
    match = _BRACES.search(lines.words(line))
    if match is None:
        return None
    return _problem(
        lines.start(line) + match.start(1),
        "值以 {{ 开头而没有加引号，YAML 把它读成了数据",
        "给整段文字加引号，如 '{{ 指标键 }}……'，或写成“|”开头的文字块",
    )


def _problem(offset: int, message: str, hint: str) -> Problem:
    return Problem("syntax", (), message, hint, offset=offset)
