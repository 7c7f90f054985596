"""``fazhi-report import``: an old report to a data file."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fazhi_report.cli.common import CANNOT_GO_ON, FINE, FOUND, print_error, say
from fazhi_report.errors import FazhiError

if TYPE_CHECKING:
    from fazhi_report.commands.import_statistics import ImportedStatistics
    from fazhi_report.importer.draft import Wish
    from fazhi_report.importer.suggestions import FigureBinding


class ImportKind(StrEnum):
    """What a file is imported as."""

    REPORT = "report"
    DISCLOSURE = "disclosure"
    ENFORCEMENT = "enforcement"
    REVIEW = "review"


def import_(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="文件",
            help="文件、文件夹、*.docx，可以有几个；doc、wps、odt、rtf 要有 LibreOffice，pdf 要有文字层；"
            "并行年报也可以是 xlsx",
            show_default=False,
        ),
    ],
    out: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--out",
            metavar="文件",
            help="写到哪里，有几个文件时写文件夹；不写则为 data/年度.yaml，并行年报为 data/年度-种类.yaml",
            show_default=False,
        ),
    ] = None,
    kind: Annotated[
        ImportKind | None,
        typer.Option(
            "--kind",
            help="report 年度报告；disclosure 信息公开年报；enforcement 行政执法统计年报；review 复议应诉统计；"
            "不写则看标题和表",
            show_default=False,
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
    """把旧报告、公布过的并行年报变成数据文件。已有的文件不覆盖；拿不准的地方在数据文件里用“待核”注明。

    退出码：0 都可以直接用；1 有的要补写，或者有的数没有放进表里；2 有的没有导入。
    """
    from fazhi_report.commands.given_files import given_files
    from fazhi_report.document.raw import SUFFIXES
    from fazhi_report.importer.draft import Wish
    from fazhi_report.importer.suggestions import FigureBinding

    paths = given_files(files, SUFFIXES if kind in {None, ImportKind.REPORT} else (*SUFFIXES, ".xlsx"))
    several = len(paths) > 1 or any(path.is_dir() for path in files)
    _refuse_one_for_several(out, report, several=several)
    wish = Wish(year, keep_punctuation)
    binding = {None: FigureBinding.SURE, True: FigureBinding.ALL, False: FigureBinding.NOTHING}[bind]
    results: list[int] = []
    for path in paths:
        target = out / f"{path.stem}.yaml" if out is not None and several else out
        try:
            results.append(_import(path, target, report, wish, binding, kind))
        except FazhiError as error:
            print_error(error.message if not several else f"{path}：{error.message}", error.hint)
            results.append(CANNOT_GO_ON)
    if several:
        say(
            f"共 {len(results)} 个：导入 {len(results) - results.count(CANNOT_GO_ON)} 个"
            f"（{results.count(FOUND)} 个要补写），没有导入 {results.count(CANNOT_GO_ON)} 个"
        )
    return max(results, default=FINE)


def _refuse_one_for_several(out: Path | None, report: Path | None, *, several: bool) -> None:
    """Refuse a name for one file where there are several.

    Raises:
        FazhiError: The results of several files would go into one.
    """
    if several and report is not None:
        raise FazhiError("--report 只写一个文件的账，这里有几个文件", "分开运行，或去掉 --report")
    if several and out is not None and (out.is_file() or out.suffix.lower() in {".yaml", ".yml"}):
        raise FazhiError(f"有几个文件要导入，-o 却是一个文件：{out}", "-o 写文件夹，每个文件按自己的名字存")


def _import(
    path: Path,
    out: Path | None,
    report: Path | None,
    wish: Wish,
    binding: FigureBinding,
    kind: ImportKind | None,
) -> int:
    """Import one file and report on it; 0 where it can be used as it is, else 1.

    Raises:
        FazhiError: It is not imported.
    """
    from fazhi_report.commands.import_ import deliver, recover_scan, scanned
    from fazhi_report.commands.import_statistics import (
        WORKBOOKS,
        calls_itself_statistics,
        import_statistics,
        published_in,
        read_published,
    )

    wanted = None if kind in {None, ImportKind.REPORT} else str(kind)
    if path.suffix.lower() in WORKBOOKS and kind is not ImportKind.REPORT:
        _refuse_account(report)
        return _tell_statistics(path, import_statistics(read_published(path), path, wanted, wish.year, out))
    scan = scanned(path)
    beside = out or Path("data") / "any.yaml"
    if wanted or (kind is None and calls_itself_statistics(scan, path, beside)):
        _refuse_account(report)
        made = import_statistics(published_in(scan, path), path, wanted, wish.year, out)
        return _tell_statistics(path, made)
    recovered = recover_scan(scan, path, wish, binding=binding)
    written = deliver(recovered, out, report)
    weighed = recovered.balance
    say(f"已导入 {path} → {written}")
    say(
        f"  原文 {weighed.source} 字：数据 {weighed.data}，程序重印 {weighed.printed}，未收 {weighed.removed}"
        f"（另补 {weighed.added}）；找到 {recovered.figures} 个数，待核 {recovered.doubts} 处"
    )
    if not weighed.even:
        say("  注意：有的字没有着落，这是程序的毛病，请对照原文，并把文件发给开发者")
    for words in recovered.reading:
        say(f"  {words}")
    if recovered.problems or recovered.draft.missing:
        lacking = f"原文缺少：{'、'.join(recovered.draft.missing)}；" if recovered.draft.missing else ""
        say(f"  {lacking}补齐以前还不能生成，运行 fazhi-report validate {written} 看逐项说明")
        return FOUND
    return FINE


def _refuse_account(report: Path | None) -> None:
    """Refuse the account of an import of statistics.

    Raises:
        FazhiError: It is asked for.
    """
    if report is not None:
        raise FazhiError("--report 只记年度报告的账", "去掉 --report；没有放进表里的数列在数据文件末尾")


def _tell_statistics(path: Path, made: ImportedStatistics) -> int:
    draft = made.draft
    say(f"已导入 {path} → {made.path}（{draft.form.short}）")
    tables = draft.values["tables"]
    held = len(tables) if isinstance(tables, dict) else 0
    around = f"；网页四周 {made.removed} 段未收" if made.removed else ""
    say(
        f"  {held} 张表，{draft.placed} 格；文字 {made.texts} 段{around}；"
        f"没有放进表里 {len(draft.unplaced)} 格，待核 {draft.doubts} 处"
    )
    for words in made.notes:
        say(f"  {words}")
    if draft.unplaced:
        say(f"  没有放进表里的列在 {made.path} 的末尾")
    say(f"  核对勾稽关系：fazhi-report validate {made.path}")
    return FOUND if draft.unplaced else FINE
