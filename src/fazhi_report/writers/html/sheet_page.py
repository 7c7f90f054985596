"""Layout check sheet → one self-contained HTML page: it loads nothing from any network."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path

from markupsafe import Markup

from fazhi_report.document.check_sheet import SHEET_HEAD, SHEET_TITLE, SIGNED_BY, CheckSheet
from fazhi_report.writers.html.assets import render

_STYLE = Path(__file__).resolve().with_name("sheet.css")


def write_sheet(sheet: CheckSheet) -> bytes:
    """Return the sheet as HTML: same sheet, same bytes."""
    style = _style()
    digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    return render(
        "sheet.html.j2",
        title=SHEET_TITLE,
        head=SHEET_HEAD,
        signed_by=SIGNED_BY,
        sheet=sheet,
        pictures=[(one, base64.b64encode(one.content).decode("ascii")) for one in sheet.pictures],
        style=Markup(style),  # noqa: S704  (our own file)
        policy=f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'",
    )


@cache
def _style() -> str:
    return _STYLE.read_text(encoding="utf-8")
