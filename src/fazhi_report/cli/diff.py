"""``fazhi-report diff``: two years, two files or two folders of units side by side."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from enum import StrEnum
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fazhi_report.cli.common import FINE, FOUND, resolve, say
from fazhi_report.cli.options import Data
from fazhi_report.cli.redline import redline
from fazhi_report.errors import FazhiError

if TYPE_CHECKING:
    from fazhi_report.compare.rows import Comparison, Row

_PERCENT = re.compile(r"([0-9]+(?:\.[0-9]+)?)[%％]?")


class DiffFormat(StrEnum):
    """How a comparison leaves the program."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"
    MD = "md"
    XLSX = "xlsx"
    HTML = "html"
    DOCX = "docx"


class Sorting(StrEnum):
    """The order of the rows."""

    CATALOGUE = "catalogue"
    BIGGEST = "biggest"


class Only(StrEnum):
    """Which rows are shown."""

    CHANGED = "changed"


BINARY = frozenset({"xlsx", "docx", "png"})


def diff(
    old: Annotated[
        str, typer.Argument(metavar="甲", help="年度、数据文件，或各单位数据的文件夹", show_default=False)
    ],
    new: Annotated[str, typer.Argument(metavar="乙", help="与甲对比的另一边", show_default=False)],
    output: Annotated[
        DiffFormat | None, typer.Option("--format", help="输出格式；不写则看 -o 的后缀", show_default=False)
    ] = None,
    out: Annotated[
        Path | None, typer.Option("-o", "--out", metavar="文件", help="写到文件", show_default=False)
    ] = None,
    sort: Annotated[
        Sorting, typer.Option("--sort", help="catalogue 按指标目录；biggest 变动大的在前")
    ] = Sorting.CATALOGUE,
    only: Annotated[
        Only | None, typer.Option("--only", help="changed：不列没有变的", show_default=False)
    ] = None,
    fail_over: Annotated[
        str,
        typer.Option("--fail-over", metavar="百分数", help="有指标变动超过它即退出码 1", show_default=False),
    ] = "",
    internal: Annotated[bool, typer.Option("--internal", help="连内部掌握的指标一起列")] = False,
    as_redline: Annotated[
        bool, typer.Option("--redline", help="不比指标，比全文：生成花脸稿，同 redline 命令")
    ] = False,
    author: Annotated[
        str | None, typer.Option("--author", metavar="姓名", help="花脸稿的修订人", show_default=False)
    ] = None,
    day: Annotated[
        str | None, typer.Option("--date", metavar="日期", help="花脸稿的修订日期", show_default=False)
    ] = None,
    data: Data = Path("data"),
) -> int:
    """逐项对比两个年度的指标：增减、幅度、新增、不再列、改键，以及不可比的原因。"""
    if as_redline:
        if out is None:
            raise FazhiError("花脸稿要写到文件", "加上 -o 文件名.docx")
        return redline(old, new, out, author, day, data=data)
    form = chosen_format(output, out, [one.value for one in DiffFormat])
    limit = _limit(fail_over)
    from fazhi_report.pipeline.compare import compare

    whole = compare(*(_side(target, data) for target in (old, new)), internal=internal)
    _deliver(_chosen(whole, sort, only), form, out)
    say(whole.summary)
    over = [row for row in whole.rows if limit is not None and row.move > limit]
    _tell(over, fail_over)
    return FOUND if over else FINE


def _chosen(found: Comparison, sort: Sorting, only: Only | None) -> Comparison:
    from fazhi_report.compare.rows import biggest_first, changed_only

    rows = found.rows if only is None else changed_only(found.rows)
    return replace(found, rows=rows if sort is Sorting.CATALOGUE else biggest_first(rows))


def _deliver(found: Comparison, form: str, out: Path | None) -> None:
    if form == "text":
        from fazhi_report.cli.side_by_side import plain, show_comparison

        if out is None:
            show_comparison(found)
        else:
            deliver_bytes(plain(found).encode("utf-8"), out)
        return
    from fazhi_report.pipeline.export import export_comparison

    deliver_bytes(export_comparison(found, form), out)


def _tell(over: list[Row], limit: str) -> None:
    """The figures that moved further than a pipeline allows."""
    from fazhi_report.compare.words import change_words, rate_words

    for row in over:
        moved = "，".join(filter(None, (change_words(row), rate_words(row))))
        say(f"超过 {limit}：{row.organ}{row.label}（{row.key}）{moved}")


def _side(target: str, data: Path) -> Path:
    """A year's file, a file or a folder."""
    path = Path(target)
    return path if path.is_dir() else resolve([target], data)[0]


def _limit(words: str) -> Fraction | None:
    if not words:
        return None
    match = _PERCENT.fullmatch(words.strip())
    if match is None:
        raise FazhiError(f"--fail-over 应写百分数，现在是“{words}”", "如 --fail-over 50%")
    return Fraction(match[1]) / 100


def chosen_format(asked: StrEnum | None, out: Path | None, known: list[str]) -> str:
    """The format that is asked for by name, or by the suffix of the file; else words.

    Raises:
        FazhiError: The file's suffix is no format, or the format needs a file.
    """
    suffix = "" if out is None else out.suffix.removeprefix(".").lower()
    form = asked.value if asked is not None else {"txt": "text", "": "text"}.get(suffix, suffix)
    if form not in known:
        raise FazhiError(f"不知道“.{suffix}”是什么格式", f"用 --format 写明：{'、'.join(known)}")
    if form in BINARY and out is None:
        raise FazhiError(f"{form} 要写到文件", f"加上 -o 文件名.{form}")
    return form


def deliver_bytes(content: bytes, out: Path | None) -> None:
    """Bytes to the file that is named, else to stdout.

    CSV goes to a pipe with its byte order mark, too: Excel knows UTF-8 by nothing else.
    """
    if out is not None:
        from fazhi_report.output import put

        put(out, content)
        say(f"已写出 {out}")
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()
