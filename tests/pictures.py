"""Makes the pictures of the tutorial (docs/guide/pictures) from the walk that a test takes: ``make pictures``.

All of them show the invented office of ``last_years_report.py``; LibreOffice and Chromium draw with the free faces of
the tests. Nobody compares them: another version of either program draws a little otherwise.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from io import BytesIO
from pathlib import Path

import pdfplumber
from PIL import Image, ImageOps

from commandline import run_in
from last_years_report import last_years_report
from printing import EXPORT, SECONDS, fonts_conf
from this_years_report import edit_draft, fill_form

PICTURES = Path(__file__).parents[1] / "docs" / "guide" / "pictures"
WIDTH = 720
"""Dots across a picture."""
COLOURS = 24
LARGEST = 150_000
"""Bytes of a picture at most."""
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")


def walk(folder: Path) -> dict[str, Path]:
    """The way from last year's report to this year's; gives what is to be seen of it, by the name of its picture."""
    seen = folder / "seen"
    seen.mkdir()
    old = last_years_report(folder / "去年报告.docx")
    _run(folder, "init", "--from", old.name)
    _run(folder, "form", "2025")
    form = folder / "2025年数据采集表.xlsx"
    fill_form(form)
    _run(folder, "build", "2025", "--draft")
    draft = next((folder / "dist").glob("*草稿*.docx"))
    shutil.copy(draft, seen / "draft.docx")
    shutil.copy(form, seen / "form.xlsx")
    shutil.copy(old, seen / "old.docx")
    _run(folder, "fill", "2025", form, "--yes")
    _run(folder, "build", "2025", "--draft")
    edit_draft(draft)
    _run(folder, "fill", "2025", draft, "--yes")
    _run(folder, "build", "2025", "--format", "docx,html")
    report = next(one for one in (folder / "dist").glob("*.docx") if "草稿" not in one.name)
    shutil.copy(report, seen / "report.docx")
    shutil.copy(report.with_suffix(".html"), seen / "page.html")
    return {one.stem: one for one in seen.iterdir()}


def _run(folder: Path, *arguments: str | Path) -> None:
    done = run_in(folder, *arguments)
    if done.returncode != 0:
        sys.exit(f"{' '.join(done.args)}\n{done.stdout}{done.stderr}")


def printed(path: Path) -> Path:
    """The file as LibreOffice prints it."""
    folder = path.parent
    fonts = folder / "fonts.conf"
    fonts.write_text(fonts_conf(folder / "font-cache"), encoding="utf-8")
    export = EXPORT if path.suffix == ".docx" else "pdf"
    subprocess.run(
        [
            shutil.which("soffice") or "soffice",
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            *("--headless", "--convert-to", export, "--outdir", str(folder), str(path)),
        ],
        env={**os.environ, "FONTCONFIG_FILE": str(fonts)},
        timeout=SECONDS,
        capture_output=True,
        check=True,
    )
    return path.with_suffix(".pdf")


def page(path: Path, words: str = "", share: float = 1) -> Image.Image:
    """The first page that holds words, or the upper share of it."""
    with pdfplumber.open(printed(path)) as document:
        # Blanks come between characters that stand apart.
        found = next(one for one in document.pages if words in (one.extract_text() or "").replace(" ", ""))
        drawn: Image.Image = found.to_image(resolution=200).original
    return drawn.crop((0, 0, drawn.width, int(drawn.height * share)))


def screen(path: Path) -> Image.Image:
    """The page as Chromium shows it in a window."""
    shot = path.with_suffix(".png")
    browser = next(filter(None, map(shutil.which, BROWSERS)), BROWSERS[0])
    fonts = path.parent / "browser-fonts.conf"
    fonts.write_text(_with_own_faces(fonts_conf(path.parent / "browser-cache")), encoding="utf-8")
    subprocess.run(
        # Containers run this as root, for whom Chromium has no sandbox; the page is our own.
        [
            browser,
            *("--headless", "--no-sandbox", "--hide-scrollbars", "--window-size=900,800"),
            f"--user-data-dir={path.parent / 'browser'}",
            f"--screenshot={shot}",
            path.as_uri(),
        ],
        env={**os.environ, "FONTCONFIG_FILE": str(fonts)},
        timeout=SECONDS,
        capture_output=True,
        check=True,
    )
    return Image.open(shot)


def _with_own_faces(conf: str) -> str:
    """A page asks for the faces of a reader's system, too."""
    rule = (
        '<match target="pattern"><test name="family"><string>Microsoft YaHei</string></test>'
        '<edit name="family" mode="assign" binding="strong"><string>FandolHei</string></edit></match>'
    )
    return conf.replace("</fontconfig>", f"{rule}</fontconfig>")


def small(drawn: Image.Image) -> bytes:
    """The picture with a thin frame, few colours and at most LARGEST bytes."""
    plain = drawn.convert("RGB")
    scaled = plain.resize((WIDTH, round(plain.height * WIDTH / plain.width)), Image.Resampling.LANCZOS)
    framed = ImageOps.expand(scaled, border=1, fill="#999999").quantize(COLOURS)
    made = BytesIO()
    framed.save(made, "PNG", optimize=True)
    return made.getvalue()


def main() -> None:
    """Make all pictures."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        seen = walk(Path(folder))
        drawn = {
            "old": page(seen["old"], share=0.6),
            "form": page(seen["form"], "行政复议", 0.75),
            "draft": page(seen["draft"], share=0.75),
            "report": page(seen["report"]),
            "promises": page(seen["draft"], "上年的安排或不足", 0.5),
            "web": screen(seen["page"]),
        }
        PICTURES.mkdir(exist_ok=True)
        for name, one in drawn.items():
            content = small(one)
            if len(content) > LARGEST:
                sys.exit(f"{name}.png: {len(content)} bytes")
            (PICTURES / f"{name}.png").write_bytes(content)


if __name__ == "__main__":
    main()
