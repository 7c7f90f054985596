"""``fazhi-report init``: the workspace of an office."""

from __future__ import annotations

import os
import sys
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from fazhi_report.cli.common import FINE, say
from fazhi_report.errors import FazhiError

_EXAMPLES = Path("示例")
_AUTUMN = 10
"""From this month on, the report of the year itself is prepared; before, that of the year before."""


class OrganKind(StrEnum):
    """The kinds of organs that ``--kind`` takes."""

    DEPARTMENT = "department"
    GOVERNMENT = "government"
    TOWNSHIP = "township"
    PARTY = "party"
    CONGRESS = "congress"
    COMMITTEE = "committee"
    ZONE = "zone"


def init(
    folder: Annotated[
        Path | None,
        typer.Argument(metavar="文件夹", help="工作文件夹；不写则为这里", show_default=False),
    ] = None,
    organ: Annotated[
        str | None,
        typer.Option(
            "--organ", metavar="全称", help="机关全称；联合署名的写几个，中间空格或顿号", show_default=False
        ),
    ] = None,
    kind: Annotated[
        OrganKind | None,
        typer.Option(
            "--kind",
            help="department 部门，government 政府，township 乡镇（街道），zone 开发区，committee 管委会，party 党委，"
            "congress 人大；不写则看全称，联合署名的各看各的",
            show_default=False,
        ),
    ] = None,
    year: Annotated[
        int | None,
        typer.Option("--year", min=2004, max=2100, help="要写哪一年的报告", show_default=False),
    ] = None,
    old: Annotated[
        Path | None,
        typer.Option(
            "--from",
            metavar="旧报告",
            help="从上年的报告（.docx 等）开始：导入它，再由它新建今年的",
            show_default=False,
        ),
    ] = None,
    examples: Annotated[
        bool, typer.Option("--examples", help="不建自己的，只放示例；不写文件夹则放在“示例”里")
    ] = False,
    templates: Annotated[bool, typer.Option("--templates", help="也复制章节模板，供修改")] = False,
) -> int:
    """建立本机关的工作文件夹：自己的数据文件、编辑器提示和 CI 片段。已有的文件不动。

    在终端上会问机关全称、类别和年度，也可以用选项写明；有上年的报告，用 --from 从它开始。
    """
    from fazhi_report.scaffold.workspace import Office, example_files, first_file, make_workspace

    if examples:
        if old is not None or organ is not None:
            raise FazhiError("--examples 只放示例，不建自己的数据文件", "去掉 --examples，或另写一次")
        place = folder or _EXAMPLES
        _tell(make_workspace(place, example_files(), with_templates=templates))
        say("下一步：" if place == Path() else f"下一步，在 {place} 里：")
        say("  fazhi-report build 2020      看看 dist 里的报告")
        say("  fazhi-report figures 2020    看看它的指标")
        return FINE
    place = folder or Path()
    if old is not None:
        return _from(old, place, year, templates=templates)
    name = organ or _organ(folder)
    office = Office(name, (kind or _kind(name)).value, year or _year())
    _tell(make_workspace(place, first_file(office), with_templates=templates))
    _next(
        place,
        office.year,
        (f"validate {office.year}", "还差什么"),
        (f"form {office.year}", "给科室填的采集表"),
    )
    return FINE


def _from(old: Path, place: Path, year: int | None, *, templates: bool) -> int:
    from fazhi_report.commands.init import start_from
    from fazhi_report.scaffold.workspace import make_workspace

    start = start_from(old, year)
    there = [name for name in start.files if os.path.lexists(place / name)]
    if there:
        raise FazhiError(
            f"{place / there[0]} 已经存在，没有从 {old} 开始", "换一个文件夹，或用 import、new 分两步做"
        )
    _tell(make_workspace(place, start.files, with_templates=templates))
    recovered, made = start.recovered, start.made
    say(f"上年的报告找到 {recovered.figures} 个数，待核 {recovered.doubts} 处；今年的：{made.left}")
    for problem in recovered.problems:
        say(f"  {problem}")
    _next(
        place,
        start.year,
        (f"form {start.year}", "给科室填的采集表，填好用 fill 收回来"),
        (f"build {start.year} --draft", "Word 稿，改好也用 fill 收回来"),
    )
    return FINE


def _tell(done: tuple[list[Path], list[Path]]) -> None:
    for path in done[0]:
        say(f"已建立 {path}")
    for path in done[1]:
        say(f"已有，未动 {path}")


def _next(place: Path, year: int, *commands: tuple[str, str]) -> None:
    where = "" if place == Path() else f"，在 {place} 里"
    say(f"下一步{where}（{year} 年的数据文件是 data/{year}.yaml）：")
    for command, purpose in commands:
        say(f"  fazhi-report {command}    {purpose}")


def _organ(folder: Path | None) -> str:
    """The full name of the organ: typed on a terminal, else the name of the folder where that is an organ's."""
    from fazhi_report.importer.naming import ORGAN_WORDS

    likely = folder.name if folder is not None and ORGAN_WORDS.search(folder.name) else ""
    if answer := _ask("机关全称", likely) or likely:
        return answer
    raise FazhiError(
        "不知道是哪个机关", "写明 --organ 全称，如 fazhi-report init --organ 某市司法局 --year 2025"
    )


def _kind(name: str) -> OrganKind:
    from fazhi_report.text.organ_names import full_names, organ_kind, split_authors

    last = full_names(split_authors(name))[-1]
    likely = organ_kind(last)
    question = f"{last}的机关类别（department 部门、government 政府、township 乡镇街道、zone 开发区、committee 管委会）"
    answer = _ask(question, likely) or likely
    if answer not in {*OrganKind}:
        raise FazhiError(f"没有机关类别“{answer}”", f"写 {'、'.join(OrganKind)}")
    return OrganKind(answer)


def _year() -> int:
    today = date.today()  # noqa: DTZ011  (the office's day)
    likely = today.year if today.month >= _AUTUMN else today.year - 1
    answer = _ask("要写哪一年的报告", str(likely)) or str(likely)
    if not answer.isdecimal() or not 2004 <= int(answer) <= 2100:  # noqa: PLR2004  (as the data)
        raise FazhiError(f"“{answer}”不是年度", "写四位数，如 2025")
    return int(answer)


def _ask(question: str, likely: str) -> str:
    """What is typed on a terminal; empty where nothing is typed or nobody can be asked."""
    # A program without a window of its own has no stdin.
    if sys.stdin is None or not sys.stdin.isatty():
        return ""
    sys.stderr.write(f"{question}{f'〔{likely}〕' if likely else ''}：")
    sys.stderr.flush()
    return sys.stdin.readline().strip()
