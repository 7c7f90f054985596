"""``fazhi-report template``: the layout of the report as a template for Word and WPS."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from fazhi_report.cli.common import FINE, Edition, EditionName, Force, Profile, ProfileName, say


class TemplateAction(StrEnum):
    """What can be done with the template."""

    EXPORT_DOTX = "export-dotx"


def template(
    action: Annotated[  # noqa: ARG001  (one so far; its name says what is written)
        TemplateAction, typer.Argument(metavar="做什么", help="export-dotx 写出 .dotx", show_default=False)
    ],
    out: Annotated[
        Path, typer.Option("-o", "--out", metavar="文件", help="写到哪个 .dotx", show_default=False)
    ] = Path("法治政府建设年度报告.dotx"),
    organ: Annotated[
        str, typer.Option("--organ", metavar="名称", help="机关全称，印在标题、署名里", show_default=False)
    ] = "",
    edition: Edition = EditionName.PUBLISH,
    profile: Profile = ProfileName.CLASSIC,
    force: Force = False,
) -> int:
    """写出 Word 模板（.dotx）：同一版式的样式、版心、页码和自动编号的标题，附写法说明，供在 Word、WPS 里写报告的人用。"""
    from fazhi_report.commands.template import TemplateOptions, export_dotx

    submit = edition is EditionName.SUBMIT
    export_dotx(out, TemplateOptions(organ, submit, profile.value, force))
    say(f"已写出 {out}：在 Word、WPS 里双击即按它新建；写完用 fazhi-report check-docx 检查版式")
    return FINE
