"""Preview a data file: look, show, watch."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from fazhi_report.compose.report import Edition
from fazhi_report.norms.gbt9704 import PROFILES
from fazhi_report.pipeline.draft import draft
from fazhi_report.preview.board import Board
from fazhi_report.preview.page import View, view
from fazhi_report.preview.server import ADDRESS, bind, serve
from fazhi_report.preview.watch import Inputs


def run(
    path: Path,
    *,
    edition: Edition,
    profile: str,
    templates: Path | None,
    port: int,
    today: Callable[[], date],
    started: Callable[[str], object],
) -> None:
    """Show a data file until Ctrl-C.

    Args:
        path: The data file.
        edition: ``publish`` or ``submit``.
        profile: Name of the page profile.
        templates: The user's own templates; None for those beside the data folder, whenever they appear.
        port: The port; 0 for any free one.
        today: Tells the day, for waivers and deadlines.
        started: Called with the address when it can be opened.

    Raises:
        FazhiError: The port is not to be had.
        KeyboardInterrupt: It was told to end.
    """

    def look(last: View | None) -> View:
        return view(draft(path, edition=edition, templates=templates, today=today()), last, path.name)

    bound = bind(port)
    address = f"http://{ADDRESS}:{bound.getsockname()[1]}/"
    inputs = Inputs(path.resolve(), (templates or path.resolve().parent.parent / "templates").resolve())
    serve(bound, lambda: Board(look), PROFILES[profile], inputs, lambda: started(address))
