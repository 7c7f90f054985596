"""``fazhi-report deadlines``: the calendar of a desk."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fazhi_report.cli.common import FINE, FOUND, Data, TerminalColumn, say, show, table
from fazhi_report.cli.targets import chosen_city, say_passed, sorted_targets
from fazhi_report.errors import FazhiError

if TYPE_CHECKING:
    from fazhi_report.commands.calendar import DeskCalendar


class CalendarFormat(StrEnum):
    """The formats of a calendar."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"
    ICS = "ics"


_COLUMNS = (
    TerminalColumn("day", "日期"),
    TerminalColumn("name", "事项"),
    TerminalColumn("who", "谁"),
    TerminalColumn("to", "报给"),
    TerminalColumn("remark", "说明"),
    TerminalColumn("source", "依据"),
)
_SHOWN = 3
_NO_DAY = "----------"
_WIDTH = 12


def deadlines(
    targets: Annotated[
        list[str] | None,
        typer.Argument(metavar="[文件夹]...", help="各单位的文件夹；不写则为数据文件夹", show_default=False),
    ] = None,
    year: Annotated[
        int | None,
        typer.Option(
            "--year",
            min=2015,
            max=2100,
            help="哪一年度的报告，日期在下一年；不写则为最近的年度",
            show_default=False,
        ),
    ] = None,
    output: Annotated[
        CalendarFormat, typer.Option("--format", help="text、json、csv，或 ics（日历软件用）")
    ] = CalendarFormat.TEXT,
    out: Annotated[
        Path | None,
        typer.Option("-o", "--out", metavar="文件", help="写到文件；不写则打印", show_default=False),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="覆盖已有的文件")] = False,
    data: Data = Path("data"),
) -> int:
    """列出年度报告的期限和环节，以及同一时候的其他年报：全国统一的，本地另有规定的用本地的。"""
    from fazhi_report.commands.calendar import as_events, as_rows, desk_calendar
    from fazhi_report.files import write

    folders, years, files = sorted_targets(targets or ())
    if files:
        raise FazhiError(f"没有文件夹 {'、'.join(files)}", "写数据文件夹或各单位的文件夹，年度用 --year")
    if len({*years, *([year] if year else [])}) > 1:
        raise FazhiError("年度写了几个", "一次一个年度，如 --year 2025")
    city = chosen_city(folders or [data])
    found = desk_calendar(city, year or next(iter(years), None))
    match output:
        case CalendarFormat.ICS:
            content = as_events(found)
        case CalendarFormat.JSON:
            content = (json.dumps(_plain(found), ensure_ascii=False, indent=1) + "\n").encode()
        case CalendarFormat.CSV:
            content = table(_COLUMNS, as_rows(found, len(city.units)), "csv").encode()
        case CalendarFormat.TEXT:
            content = _for_people(as_rows(found, _SHOWN)).encode()
    if out is None:
        show(content.decode())
    else:
        write({out: content}, force=force, inputs=(path for unit in city.units for path in unit.files))
        say(f"已写出 {out}")
    say_passed(city)
    for path, reason in found.unread:
        say(f"没有读 {path}：{reason}；先运行 fazhi-report validate {path}")
    undated = sum(one.day is None for one in found.dates)
    say(f"{found.year}年度：{found.units} 家，{len(found.dates)} 项，其中 {undated} 项没有定到日")
    return FOUND if found.unread else FINE


def _for_people(rows: Sequence[Mapping[str, str]]) -> str:
    """Return one paragraph per date, since a row with all its columns is wider than a terminal."""
    lines: list[str] = []
    for row in rows:
        lines.append(f"{row['day'] or _NO_DAY:{_WIDTH}}{row['name']}")
        whom = f"{row['who']} → {row['to']}" if row["to"] else row["who"]
        lines += [" " * _WIDTH + words for words in (whom, row["remark"], f"依据：{row['source']}") if words]
    return "\n".join([*lines, ""])


def _plain(found: DeskCalendar) -> dict[str, object]:
    return {
        "year": found.year,
        "dates": [
            {
                "key": one.key,
                "day": None if one.day is None else one.day.isoformat(),
                "name": one.name,
                "who": one.who,
                "to": one.to,
                "remark": one.remark,
                "source": one.source,
                "units": list(one.units),
            }
            for one in found.dates
        ],
    }
