"""``fazhi-report preview``: the report in the browser while somebody writes it."""

from __future__ import annotations

import contextlib
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from fazhi_report.cli.common import (
    FINE,
    Data,
    Edition,
    EditionName,
    Profile,
    ProfileName,
    Target,
    Templates,
    interrupt_on_termination,
    named_templates,
    say,
)
from fazhi_report.cli.targets import resolve
from fazhi_report.errors import FazhiError


def preview(
    target: Target,
    port: Annotated[
        int, typer.Option("--port", metavar="端口", min=0, max=65535, help="端口；0 为任一空闲的")
    ] = 0,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="不打开浏览器")] = False,
    edition: Edition = EditionName.PUBLISH,
    profile: Profile = ProfileName.CLASSIC,
    data: Data = Path("data"),
    templates: Templates = None,
) -> int:
    """在浏览器里边写边看：版面在左，检查结果在右，保存即更新。只有本机能看。"""
    (path,) = resolve([target], data)
    try:
        from fazhi_report.preview.server import run
    except ModuleNotFoundError as error:
        if error.name not in {"pypdfium2", "starlette", "uvicorn", "watchfiles"}:
            raise
        raise FazhiError(
            f"预览要用 {error.name}，这里没有装", '运行 pip install "fazhi-report[preview]" 后重试'
        ) from None
    # A file with errors can be previewed, one that cannot be read at all cannot.
    from fazhi_report.source.load import load

    load(path)
    interrupt_on_termination()

    def started(address: str) -> None:
        say(f"正在预览 {path}：{address}（按 Ctrl-C 结束）")
        if not no_browser:
            _open(address)

    # Ctrl-C is how a preview ends: nothing is wrong then.
    with contextlib.suppress(KeyboardInterrupt):
        run(
            path,
            edition=edition.value,
            profile=profile.value,
            templates=named_templates(templates),
            port=port,
            today=date.today,
            started=started,
        )
    say("预览已结束")
    return FINE


def _open(address: str) -> None:
    """Open the browser in a thread, because starting one may take seconds."""
    import threading
    import webbrowser

    threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
