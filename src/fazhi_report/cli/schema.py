"""``fazhi-report schema``: the JSON Schema of data files, for editors."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from fazhi_report.cli.common import FINE, Force, say
from fazhi_report.errors import FazhiError


def schema(
    out: Annotated[
        Path | None, typer.Option("-o", "--out", metavar="文件", help="写到文件", show_default=False)
    ] = None,
    force: Force = False,
) -> int:
    """输出数据文件的 JSON Schema，供编辑器提示和检查。"""
    from fazhi_report.files import write
    from fazhi_report.model.schema import schema_text

    if out is not None and out.suffix.lower() != ".json":
        raise FazhiError(f"写出的是 .json，文件名却是 {out.name}", "-o 写以 .json 结尾的文件名")
    text = schema_text()
    if out is None:
        # Bytes, so that the file is the same under every console's encoding.
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode("utf-8"))
        return FINE
    write({out: text.encode("utf-8")}, force=force)
    say(f"已写出 {out}")
    return FINE
