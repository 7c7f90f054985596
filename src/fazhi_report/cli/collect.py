"""``fazhi-report collect``: the papers of many units, taken, assigned, checked and registered."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fazhi_report.cli.common import FINE, FOUND, Dask, Force, Jobs, interrupt_on_termination, say, say_trace
from fazhi_report.errors import FazhiError

if TYPE_CHECKING:
    from fazhi_report.commands.collect import Collected

_MOST_TOLD = 20
CITY = Path("汇总")
"""The folder of the city where none is named."""


def collect(
    received: Annotated[
        list[Path],
        typer.Argument(metavar="收件文件夹", help="各单位交来的文件，子文件夹里的也收", show_default=False),
    ],
    year: Annotated[
        int, typer.Option("--year", metavar="年度", help="收哪一年度的，如 2025", show_default=False)
    ],
    roster: Annotated[
        Path | None,
        typer.Option(
            "--roster",
            metavar="文件",
            help="花名册，.csv 或 .xlsx：单位、简称、联系人、电话、类别；再收时不必再写",
            show_default=False,
        ),
    ] = None,
    out: Annotated[Path, typer.Option("-o", "--out", metavar="文件夹", help="汇总的文件夹")] = CITY,
    assign: Annotated[
        list[str] | None,
        typer.Option(
            "--assign",
            metavar="文件=单位",
            help="待认领的文件（或它的文件夹）是哪个单位的；可以写几次",
            show_default=False,
        ),
    ] = None,
    take: Annotated[
        list[str] | None,
        typer.Option(
            "--take",
            metavar="单位",
            help="数据文件手工改过的，也换成新交来的；可以写几次",
            show_default=False,
        ),
    ] = None,
    today: Annotated[
        str, typer.Option("--today", metavar="日期", help="按哪一天算，不写为今天", show_default=False)
    ] = "",
    verbose: Annotated[bool, typer.Option("-v", "--verbose", help="逐个列出每个文件的结果")] = False,
    force: Force = False,
    jobs: Jobs = None,
    dask: Dask = "",
) -> int:
    """收各单位的报告和数据表：认单位、存原件、导入、检查、登记；再收一次只收新的，中断了接着收。

    退出码：0 都收下了；1 有打不开、待认领、不是本市的，或收下的有错误；2 无法继续。
    """
    from fazhi_report.commands.collect import CollectOptions
    from fazhi_report.commands.collect import collect as collect_papers
    from fazhi_report.commands.register import write_register
    from fazhi_report.commands.workers import workers

    interrupt_on_termination()
    options = CollectOptions(
        received,
        roster,
        year,
        out,
        day_of(today),
        dict(map(_pair, assign or ())),
        frozenset(take or ()),
        force,
    )
    with workers(jobs, dask) as them:
        found = collect_papers(options, them, lambda head: say_trace(head.trace))
    written = write_register(found, force=force)
    return _tell(found, written, verbose=verbose)


def day_of(words: str, option: str = "--today") -> date:
    """The day that an option means; today where it is empty.

    Raises:
        FazhiError: It is no date.
    """
    from fazhi_report.numbers.dates import parse_date

    if not words:
        return date.today()  # noqa: DTZ011  (the office's day)
    try:
        return parse_date(words)
    except ValueError as error:
        raise FazhiError(f"{option} 应写日期，现在是“{words}”：{error}", f"如 {option} 2026-01-20") from None


def _pair(words: str) -> tuple[str, str]:
    file, sign, unit = words.rpartition("=")
    if not sign or not file or not unit:
        raise FazhiError(f"--assign 应写 文件=单位，现在是“{words}”", "如 --assign 报告.docx=示例市财政局")
    return file.replace("\\", "/"), unit


def _tell(found: Collected, written: tuple[Path, ...], *, verbose: bool) -> int:
    from fazhi_report.commands.received_papers import PASSED
    from fazhi_report.commands.register import counts, troubles

    for one in found.papers if verbose else troubles(found)[:_MOST_TOLD]:
        whose = f"（{one.unit}）" if one.unit else ""
        reason = f"：{one.reason}" if one.reason else ""
        say(f"{one.verdict}：{one.name}{whose}{reason}{f'；{one.hint}' if one.hint else ''}")
    if not verbose and len(troubles(found)) > _MOST_TOLD:
        say(f"……另有 {len(troubles(found)) - _MOST_TOLD} 个文件，见登记表")
    passed = [one for one in found.papers if one.verdict == PASSED]
    if passed and not verbose:
        say(f"略过 {len(passed)} 个（隐藏文件、锁文件、链接、压缩包等），原因见登记表")
    for row in found.units:
        if row.outcome is not None:
            say_trace(row.outcome.trace)
    told = "，".join(f"{state} {count} 家" for state, count in counts(found).items() if count)
    say(f"{found.year} 年度应报 {len(found.units)} 家：{told}")
    if found.new or found.changed:
        say(f"这次新收 {found.new} 个文件，写了 {found.changed} 份数据")
    if written:
        say(f"已写出 {'、'.join(map(str, written))}")
    elif not (found.new or found.changed):
        say("和上次一样，什么也没有改")
    bad = troubles(found) or any(
        row.outcome is not None and (row.outcome.errors or row.outcome.reason or row.outcome.waiting)
        for row in found.units
    )
    return FOUND if bad else FINE
