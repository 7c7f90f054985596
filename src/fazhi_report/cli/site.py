"""``fazhi-report site``: the reports and figures of a city as one static folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fazhi_report.cli.common import FINE, FOUND, Dask, Force, Jobs, say
from fazhi_report.cli.targets import say_passed
from fazhi_report.errors import FazhiError

if TYPE_CHECKING:
    from fazhi_report.commands.site_units import UnitPages


def site(
    city: Annotated[
        Path,
        typer.Argument(metavar="文件夹", help="一个地区的文件夹，里面是各单位的数据", show_default=False),
    ],
    out: Annotated[
        Path, typer.Option("-o", "--out", metavar="文件夹", help="网站的文件夹", show_default=False)
    ],
    year: Annotated[
        list[int] | None,
        typer.Option(
            "--year", metavar="年度", help="只放这一年，可写几次；不写是全部年度", show_default=False
        ),
    ] = None,
    roster: Annotated[
        Path | None,
        typer.Option(
            "--roster",
            metavar="花名册",
            help="要报的单位（.csv 或 .xlsx）；不写则用文件夹里的 单位.csv，再没有就是有数据的单位",
            show_default=False,
        ),
    ] = None,
    name: Annotated[
        str,
        typer.Option(
            "--name",
            metavar="名称",
            help="地区的名称；不写看本级的数据，没有就用文件夹的名称",
            show_default=False,
        ),
    ] = "",
    force: Force = False,
    jobs: Jobs = None,
    dask: Dask = "",
) -> int:
    """把一个地区各单位的报告、指标、对照、期限和开放数据写成一个静态网站，不用服务器也能打开、能搜索。"""
    if not city.is_dir():
        raise FazhiError(f"没有文件夹 {city}", "检查路径；各单位的数据放在同一个文件夹下")
    from fazhi_report.commands.roster import read_roster
    from fazhi_report.commands.site import SiteOptions
    from fazhi_report.commands.site import site as write_site
    from fazhi_report.commands.workers import workers

    owing = None if roster is None else read_roster(roster)

    def tell(made: UnitPages) -> None:
        for path, why in made.troubles:
            say(f"没有全文：{path}：{why}")

    options = SiteOptions(out, name.strip(), tuple(year or ()), owing, force)
    with workers(jobs, dask) as them:
        result = write_site(city, options, them, tell)
    say_passed(result.city)
    say(f"已写出 {result.index}")
    left_out = f"；{result.left_out} 份没有全文" if result.left_out else ""
    say(
        f"共 {result.units} 家单位，{result.reports} 份报告，{result.figures} 个数，{result.files} 个文件{left_out}"
    )
    return FOUND if result.left_out else FINE
