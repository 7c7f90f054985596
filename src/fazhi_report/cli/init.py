"""``fazhi-report init``: a workspace for someone who installed the package."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from fazhi_report.cli.common import FINE, say


def init(
    folder: Annotated[Path, typer.Argument(metavar="文件夹", help="工作文件夹")] = Path(),
    templates: Annotated[bool, typer.Option("--templates", help="也复制章节模板，供修改")] = False,
) -> int:
    """建立工作文件夹：示例数据、编辑器提示和 CI 片段。已有的文件不动。"""
    from fazhi_report.scaffold.workspace import make_workspace

    made, kept = make_workspace(folder, with_templates=templates)
    for path in made:
        say(f"已建立 {path}")
    for path in kept:
        say(f"已有，未动 {path}")
    say("下一步：fazhi-report build 2020，看看 dist 里的报告；再照 data/2020.yaml 写自己的年度文件")
    return FINE
