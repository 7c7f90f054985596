"""``fazhi-report build``: data files to reports."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fazhi_report.cli.batch import absolute, chosen_crew, chosen_units, is_batch, tell_builds
from fazhi_report.cli.common import (
    FINE,
    FOUND,
    Dask,
    Data,
    Edition,
    EditionName,
    Force,
    Jobs,
    Profile,
    ProfileName,
    Soffice,
    SofficeTimeout,
    Targets,
    Templates,
    end_politely,
    named_templates,
    own_templates,
    resolve,
    say,
    show,
)
from fazhi_report.errors import FazhiError
from fazhi_report.libreoffice import SECONDS
from fazhi_report.writers.pdf import Printing

if TYPE_CHECKING:
    from fazhi_report.commands.build import BuildOptions, Built


def build(
    targets: Targets = None,
    all_years: Annotated[
        bool,
        typer.Option(
            "--all", help="数据文件夹里的每一年；其下是各单位的，每个单位的每一年；有 html 时另写目录页"
        ),
    ] = False,
    out: Annotated[Path, typer.Option("-o", "--out", metavar="文件夹", help="输出文件夹")] = Path("dist"),
    formats: Annotated[
        str,
        typer.Option(
            "--format", metavar="格式", help="docx、html、md、json、pdf，逗号分隔；html 连同开放数据"
        ),
    ] = "docx",
    edition: Edition = EditionName.PUBLISH,
    profile: Profile = ProfileName.CLASSIC,
    data: Data = Path("data"),
    templates: Templates = None,
    force: Force = False,
    draft: Annotated[
        bool, typer.Option("--draft", help="还有待填之处也生成，标题注明草稿，待填之处加底色")
    ] = False,
    pdf_a: Annotated[bool, typer.Option("--pdf-a", help="PDF 按归档格式 PDF/A-2b 写")] = False,
    strict_fonts: Annotated[
        bool, typer.Option("--strict-fonts", help="字体被代替或没有嵌入时不生成 PDF")
    ] = False,
    soffice: Soffice = None,
    soffice_timeout: SofficeTimeout = SECONDS,
    changed: Annotated[
        bool, typer.Option("--changed", help="内容没有变的不再生成（按内容比，不看时间）")
    ] = False,
    jobs: Jobs = None,
    dask: Dask = "",
) -> int:
    """生成年度报告。内容有错误时不写任何文件；写文件夹或 --all 时一次生成许多份，一份有错不影响别的。"""
    from fazhi_report.commands.build import BuildOptions

    printing = Printing(soffice, pdf_a, strict_fonts, soffice_timeout)
    order = BuildOptions(
        _formats(formats, printing),
        edition.value,
        profile.value,
        out,
        None,
        force,
        date.today(),  # noqa: DTZ011  (the office's day)
        draft,
        printing,
    )
    names = targets or []
    if all_years or changed or not names or is_batch(names):
        return _many(names, data, order, templates, _How(all_years, changed, jobs, dask))
    return _one_by_one(names, data, order, templates)


@dataclass(frozen=True, slots=True)
class _How:
    """How many are built at once."""

    all_years: bool
    changed: bool
    jobs: int | None
    dask: str


def _many(targets: list[str], data: Path, order: BuildOptions, templates: Path | None, how: _How) -> int:
    from fazhi_report.commands.build_units import build_units

    if how.all_years and targets and not is_batch(targets):
        raise FazhiError("--all 是每一年，不必再写年度或文件", "去掉 --all，或去掉年度和文件")
    find = chosen_units(targets, data, all_years=how.all_years)
    order = replace(order, templates=None if templates is None else named_templates(templates))
    with chosen_crew(how.jobs, how.dask) as crew:
        units = find()
        if how.dask:
            units = absolute(units)
            order = replace(
                order, out=order.out.absolute(), templates=order.templates and order.templates.absolute()
            )
        return tell_builds(build_units(units, order, crew, only_changed=how.changed), find)


def _one_by_one(targets: list[str], data: Path, order: BuildOptions, templates: Path | None) -> int:
    from fazhi_report.commands.build import build as build_one

    code = FINE
    for path in resolve(targets, data):
        built = build_one(path, replace(order, templates=own_templates(path, templates)))
        _tell(path, built, order)
        if not built.paths:
            code = FOUND
    return code


def _tell(path: Path, built: Built, order: BuildOptions) -> None:
    from fazhi_report.reporters.formats import reporter
    from fazhi_report.reporters.summary import Summary
    from fazhi_report.rules.promises import FAMILY
    from fazhi_report.writers.pdf import font_report

    summary = Summary.of(built.findings, 1)
    unfinished = [finding for finding in built.findings if finding.code.startswith(FAMILY)]
    # In a draft everything is open; what is wrong with the rest must not drown in it.
    shown = [finding for finding in built.findings if not order.draft or finding not in unfinished]
    show(reporter("text")(shown, summary))
    counted = summary.counts
    if built.document is not None:
        names = "、".join(str(written) for written in built.paths)
        label = "报送版" if order.edition == "submit" else "公开版"
        about = "" if built.printed else "约 "
        say(f"已生成 {names}（{label}，{about}{built.pages} 页；{counted}）")
        if order.draft and unfinished:
            count = len(unfinished)
            say(f"这是草稿：还有 {count} 处待填、待交代，用 fazhi-report validate {path} 逐处查看")
        for line in font_report(built.printed) if built.printed else ():
            say(line)
    else:
        say(f"没有生成：{path} 有错误（{counted}）")
        if unfinished and not order.draft:
            say("还没有写完的，加 --draft 生成草稿")


def _formats(text: str, printing: Printing) -> tuple[str, ...]:
    """The formats asked for; a PDF makes the process end politely, and its options ask for one."""
    from fazhi_report.writers.formats import FORMATS

    names = tuple(dict.fromkeys(name.strip() for name in text.replace("，", ",").split(",") if name.strip()))
    unknown = [name for name in names if name not in FORMATS]
    if unknown or not names:
        raise FazhiError(f"没有格式 {'、'.join(unknown) or '（空）'}", f"可用的格式：{'、'.join(FORMATS)}")
    if "pdf" in names:
        end_politely()
    elif printing != Printing():
        raise FazhiError("有只用于 PDF 的选项，却没有要 PDF", "加上 --format pdf，或 --format docx,pdf")
    return names
