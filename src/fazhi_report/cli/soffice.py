"""The options that lead to LibreOffice."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Soffice = Annotated[
    Path | None,
    typer.Option("--soffice", metavar="路径", help="LibreOffice 的程序或文件夹", show_default=False),
]
SofficeTimeout = Annotated[
    float, typer.Option("--soffice-timeout", metavar="秒", min=1, help="LibreOffice 最多用多久")
]
