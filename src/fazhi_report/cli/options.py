"""Arguments and options that several commands take, each said once."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class EditionName(StrEnum):
    """Editions on the command line."""

    PUBLISH = "publish"
    SUBMIT = "submit"


class ProfileName(StrEnum):
    """Page profiles by name; `fazhi_report.norms.gbt9704.PROFILES` holds them."""

    CLASSIC = "classic"
    GBT33476 = "gbt33476"


class FailOn(StrEnum):
    """From which severity a finding makes the exit code 1."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


Target = Annotated[
    str, typer.Argument(metavar="年度或文件", help="年度（如 2020）或数据文件", show_default=False)
]
Targets = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="年度、文件或文件夹",
        help="年度（如 2020）、数据文件，或其下有各单位 data/年份.yaml 的文件夹",
        show_default=False,
    ),
]
Data = Annotated[Path, typer.Option("--data", metavar="文件夹", help="数据文件夹")]
Edition = Annotated[EditionName, typer.Option("--edition", help="publish 公开版；submit 报送版")]
Profile = Annotated[ProfileName, typer.Option("--profile", help="classic 原值白边；gbt33476 补偿白边")]
Templates = Annotated[
    Path | None, typer.Option("--templates", metavar="文件夹", help="自己的模板", show_default=False)
]
Soffice = Annotated[
    Path | None,
    typer.Option("--soffice", metavar="路径", help="LibreOffice 的程序或文件夹", show_default=False),
]
SofficeTimeout = Annotated[
    float, typer.Option("--soffice-timeout", metavar="秒", min=1, help="LibreOffice 最多用多久")
]
Force = Annotated[bool, typer.Option("--force", help="覆盖不是本工具写的同名文件")]
Jobs = Annotated[
    int | None,
    typer.Option("--jobs", min=1, metavar="个数", help="同时用几个进程，默认每核一个", show_default=False),
]
Dask = Annotated[
    str, typer.Option("--dask", metavar="地址", help="交给 Dask 集群，如 tcp://主机:8786", show_default=False)
]
Findings = Annotated[
    str, typer.Option("--format", metavar="格式", help="结果的格式：text、json、sarif、github、junit")
]
Fail = Annotated[FailOn, typer.Option("--fail-on", help="达到此级即退出码 1")]
Ignore = Annotated[str, typer.Option("--ignore", metavar="编号", help="不查这些规则", show_default=False)]
