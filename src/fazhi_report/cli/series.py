"""``fazhi-report series``: figures over the years, as a table, as data and as a chart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fazhi_report.cli.common import FINE, FOUND, Data, Force, say, show
from fazhi_report.cli.diff import chosen_format, deliver_bytes
from fazhi_report.cli.targets import chosen_city, say_passed, sorted_targets
from fazhi_report.errors import FazhiError

if TYPE_CHECKING:
    from fazhi_report.comparison.series import Series

_YEARS = re.compile(r"([0-9]{4})(?:\s*[-–—~～至]\s*([0-9]{4}))?年?")


class SeriesFormat(StrEnum):
    """The formats of a series."""

    TEXT = "text"
    CSV = "csv"
    JSON = "json"
    XLSX = "xlsx"
    SVG = "svg"
    PNG = "png"


def series(
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="指标",
            help="指标键或中文名称，如 mediation.total，可写几个；也可写各单位的文件夹、年度",
            show_default=False,
        ),
    ],
    years: Annotated[
        str, typer.Option("--years", metavar="年份", help="起止年份，如 2018-2024", show_default=False)
    ] = "",
    data: Data = Path("data"),
    output: Annotated[
        SeriesFormat | None, typer.Option("--format", help="输出格式；不写则看 -o 的后缀", show_default=False)
    ] = None,
    out: Annotated[
        Path | None, typer.Option("-o", "--out", metavar="文件", help="写到文件", show_default=False)
    ] = None,
    font: Annotated[
        Path | None,
        typer.Option("--font", metavar="文件", help="画 PNG 用的中文字体文件", show_default=False),
    ] = None,
    internal: Annotated[bool, typer.Option("--internal", help="可以列内部掌握的指标")] = False,
    force: Force = False,
) -> int:
    """看指标历年的走势：列表、数据、趋势图；写了各单位的文件夹，每个单位一条。"""
    from fazhi_report.commands.city import City
    from fazhi_report.commands.compare import export_series, trend

    form = chosen_format(output, out, [one.value for one in SeriesFormat])
    folders, chosen, keys = sorted_targets(words)
    if not keys:
        raise FazhiError(
            "没有写要看的指标", "如 fazhi-report series mediation.total；全部指标用 fazhi-report figures"
        )
    folders = folders or [data]
    city = chosen_city(folders, chosen)
    name = "、".join(map(str, folders))
    found = trend(city, name, list(dict.fromkeys(keys)), _span(years), internal=internal)
    if form == "text" and out is None:
        show(_table(found.series))
    elif form == "text":
        deliver_bytes(_table(found.series).encode("utf-8"), out, force=force)
    else:
        inputs = () if font is None else (font,)
        deliver_bytes(export_series(found, form, font), out, force=force, inputs=inputs)
    for one in found.series:
        if one.breaks:
            say(f"{one.title}：{one.breaks}，前后不能相比")
    if found.left_out:
        say(f"只看{found.organ}的年度，没有用 {'、'.join(found.left_out)}")
    say_passed(City(city.units, (*city.passed, *found.unread)))
    if found.without:
        say(f"没有这些指标的 {len(found.without)} 个单位：{'、'.join(found.without)}")
    return FOUND if found.unread else FINE


def _table(drawn: Sequence[Series]) -> str:
    """The series as text: one row per figure, one column per year, the bars last."""
    from fazhi_report.cli.common import TerminalColumn, table
    from fazhi_report.comparison.series import rows

    head, lines = rows(drawn)
    columns = [TerminalColumn(word, word, right=word.endswith("年")) for word in head]
    return table(columns, [dict(zip(head, line, strict=True)) for line in lines], "text")


def _span(words: str) -> tuple[int, int] | None:
    if not words:
        return None
    match = _YEARS.fullmatch(words.strip())
    if match is None:
        raise FazhiError(f"--years 应写起止年份，现在是“{words}”", "如 --years 2018-2024")
    first, last = int(match[1]), int(match[2] or match[1])
    return (first, last) if first <= last else (last, first)
