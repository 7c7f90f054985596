"""``fazhi-report import``: an old report to a data file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from fazhi_report.cli.common import FINE, FOUND, say


def import_(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="文件",
            help="docx、html、txt、md；doc、wps、odt 要有 LibreOffice；pdf 要有文字层",
            show_default=False,
        ),
    ],
    out: Annotated[
        Path | None,
        typer.Option(
            "-o", "--out", metavar="文件", help="写到哪里；不写则为 data/年度.yaml", show_default=False
        ),
    ] = None,
    year: Annotated[
        int | None,
        typer.Option(
            "--year", min=2004, max=2100, help="报告所说的年度；原文没有写明时用", show_default=False
        ),
    ] = None,
    report: Annotated[
        Path | None,
        typer.Option(
            "--report", metavar="文件", help="另写一份 JSON：每个字去了哪里、找到哪些数据", show_default=False
        ),
    ] = None,
    bind: Annotated[
        bool | None,
        typer.Option(
            "--bind/--no-bind",
            help="找到的数据全部写成指标，或一个也不写；都不选则只写有把握的",
            show_default=False,
        ),
    ] = None,
    keep_punctuation: Annotated[
        bool, typer.Option("--keep-punctuation", help="标点照原样，不改成全角")
    ] = False,
) -> int:
    """把旧报告变成数据文件。已有的文件不覆盖；拿不准的地方在数据文件里用“待核”注明。"""
    from fazhi_report.commands.import_ import deliver, recover
    from fazhi_report.importer.draft import Wish
    from fazhi_report.importer.suggestions import FigureBinding

    binding = {None: FigureBinding.SURE, True: FigureBinding.ALL, False: FigureBinding.NOTHING}[bind]
    recovered = recover(file, Wish(year, keep_punctuation), binding=binding)
    written = deliver(recovered, out, report)
    weighed = recovered.balance
    say(f"已导入 {file} → {written}")
    say(
        f"  原文 {weighed.source} 字：数据 {weighed.data}，程序重印 {weighed.printed}，未收 {weighed.removed}"
        f"（另补 {weighed.added}）；找到 {recovered.figures} 个数，待核 {recovered.doubts} 处"
    )
    if not weighed.even:
        say("  注意：有的字没有着落，这是程序的毛病，请对照原文，并把文件发给开发者")
    for words in recovered.reading:
        say(f"  {words}")
    if recovered.problems:
        lacking = f"原文缺少：{'、'.join(recovered.draft.missing)}；" if recovered.draft.missing else ""
        say(f"  {lacking}补齐以前还不能生成，运行 fazhi-report validate {written} 看逐项说明")
        return FOUND
    return FINE
