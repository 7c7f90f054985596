"""A real browser without a window, and the pages that it opens; what is missing is said once and skipped."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from browsing import TOOLS, Open, Watched, missing
from fazhi_report.writers.html.page import write_index
from webpage import OFFICE, SEED, composed, page, page_beside

_NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
# Chinese faces of the tests stand in for those that a reader's system has.
_FACES = {
    "仿宋": "FandolFang",
    "楷体": "FandolKai",
    "黑体": "FandolHei",
    "宋体": "FandolSong",
    "方正小标宋简体": "FandolSong",
    "Microsoft YaHei": "FandolHei",
}


@pytest.fixture(scope="session")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("fonts")
    rules = "".join(
        f'<match target="pattern"><test name="family"><string>{asked}</string></test>'
        f'<edit name="family" mode="assign" binding="strong"><string>{given}</string></edit></match>'
        for asked, given in _FACES.items()
    )
    path = folder / "fonts.conf"
    path.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f"<dir>{TOOLS / 'fonts'}</dir><dir>/usr/share/fonts</dir>"
        f"<cachedir>{folder / 'cache'}</cachedir>{rules}</fontconfig>",
        encoding="utf-8",
    )
    return path


@pytest.fixture(scope="session")
def browser(fonts: Path) -> Iterator[Any]:
    programme = next(filter(None, map(shutil.which, _NAMES)), None)
    if programme is None:
        missing("chromium")
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        made = playwright.chromium.launch(
            executable_path=programme,
            # Containers run tests as root, for whom Chromium has no sandbox; the pages are our own.
            args=["--no-sandbox"],
            env={**os.environ, "FONTCONFIG_FILE": str(fonts)},
        )
        yield made
        made.close()


@pytest.fixture
def window(browser: Any) -> Open:
    """Opens a window of its own: own storage, own size."""

    @contextmanager
    def opened(**options: Any) -> Iterator[Watched]:
        context = browser.new_context(**options)
        context.set_default_timeout(5_000)
        watched = Watched(context.new_page())
        watched.page.on("console", lambda message: watched.said.append(f"{message.type}: {message.text}"))
        watched.page.on("pageerror", lambda error: watched.said.append(str(error)))
        watched.page.on("request", lambda request: watched.asked.append(request.url))
        yield watched
        context.close()

    return opened


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Pages as files, for that is the strictest way to open them."""
    folder = tmp_path_factory.mktemp("pages")
    years = [composed(OFFICE / f"{year}.yaml") for year in (2024, 2025)]
    made = {
        "seed": page(composed(SEED)),
        "office": page_beside(years[1]),
        "submitted": page(composed(OFFICE / "2024.yaml", "submit")),
        "index": write_index(years).decode("utf-8"),
    }
    for name, html in made.items():
        (folder / f"{name}.html").write_text(html, encoding="utf-8", newline="\n")
    return {name: folder / f"{name}.html" for name in made}
