"""Prints .docx files through LibreOffice with known fonts, and measures the pages in millimetres."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from itertools import groupby
from pathlib import Path
from typing import Any

import pdfplumber
import pytest

from fazhi_report.norms import gbt9704 as norms

TOOLS = Path(__file__).parents[1] / ".tools"
FONTS = TOOLS / "fonts"
# Which free face stands in for which; 小标宋 is bold in nature.
STAND_INS = {
    norms.FANGSONG: "FandolFang R",
    norms.KAITI: "FandolKai",
    norms.HEITI: "FandolHei",
    norms.SONGTI: "FandolSong",
    norms.XIAOBIAOSONG: "FandolSong",
}
# The names by which those faces appear in a PDF.
PDF_FACES = {
    norms.FANGSONG: "FandolFang-Regular",
    norms.KAITI: "FandolKai-Regular",
    norms.HEITI: "FandolHei-Regular",
    norms.SONGTI: "FandolSong-Regular",
    norms.XIAOBIAOSONG: "FandolSong-Regular",
}
# A page left blank before a right-hand one is a page: count it.
EXPORT = 'pdf:writer_pdf_Export:{"IsSkipEmptyPages":{"type":"boolean","value":"false"}}'
SECONDS = 240
DOTS_PER_INCH = 300
MM_PER_POINT = 25.4 / 72
MM_PER_DOT = 25.4 / DOTS_PER_INCH


def missing() -> list[str]:
    """What is not there of what printing needs."""
    found = [] if shutil.which("soffice") else ["LibreOffice (soffice)"]
    files = {path.name.split("-")[0] for path in FONTS.iterdir()} if FONTS.is_dir() else set()
    found += sorted({name.split()[0] for name in STAND_INS.values()} - files)
    return found


def require_printing() -> None:
    """Skip where LibreOffice or the fonts are missing; fail where FAZHI_OFFICE=required says they must be there."""
    lacking = missing()
    if not lacking:
        return
    reason = f"missing: {', '.join(lacking)}; run scripts/office-tools"
    if os.environ.get("FAZHI_OFFICE") == "required":
        pytest.fail(reason)
    pytest.skip(reason)


def print_pages(documents: Mapping[str, bytes], folder: Path) -> dict[str, Path]:
    """Print documents to PDF in one call of LibreOffice.

    Args:
        documents: .docx files by name.
        folder: An empty folder of the caller's own; two calls on one LibreOffice profile may lose pages.
    """
    for name, content in documents.items():
        (folder / f"{name}.docx").write_bytes(content)
    fonts = folder / "fonts.conf"
    fonts.write_text(fonts_conf(folder / "font-cache"), encoding="utf-8")
    command = [
        shutil.which("soffice") or "soffice",
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        *("--headless", "--convert-to", EXPORT, "--outdir", str(folder)),
        *(str(folder / f"{name}.docx") for name in documents),
    ]
    environment = {**os.environ, "FONTCONFIG_FILE": str(fonts)}
    done = subprocess.run(command, env=environment, timeout=SECONDS, capture_output=True, check=False)
    printed = {name: folder / f"{name}.pdf" for name in documents}
    lost = [name for name, path in printed.items() if not path.is_file()]
    assert not lost, f"LibreOffice printed nothing for {lost}: {done.stderr.decode(errors='replace')}"
    return printed


def fonts_conf(cache: Path) -> str:
    """Fontconfig rules that give each family of the norms its stand-in."""
    rules = "".join(
        f'<match target="pattern"><test name="family"><string>{family}</string></test>'
        f'<edit name="family" mode="assign" binding="strong"><string>{stand_in}</string></edit></match>'
        for face, stand_in in STAND_INS.items()
        for family in face.families
    )
    return (
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">'
        f"<fontconfig><dir>{FONTS}</dir><cachedir>{cache}</cachedir>{rules}</fontconfig>"
    )


@dataclass(frozen=True, slots=True)
class Line:
    """Words on one baseline; lengths in millimetres from the page's upper left corner."""

    text: str
    left: float
    right: float
    baseline: float
    size: float
    faces: tuple[str, ...]
    starts: tuple[float, ...]

    def start(self, words: str) -> float:
        """Where words within the line begin."""
        return self.starts[self.text.index(words)]


@dataclass(frozen=True, slots=True)
class Rule:
    """A filled or drawn straight line, in millimetres."""

    left: float
    right: float
    top: float
    bottom: float
    red: bool


@dataclass(frozen=True)
class Page:
    """One printed page."""

    number: int
    lines: tuple[Line, ...]
    rules: tuple[Rule, ...]
    source: Any

    @property
    def body(self) -> tuple[Line, ...]:
        """Lines within the type area."""
        return tuple(line for line in self.lines if line.baseline < 264)

    @property
    def footer(self) -> tuple[Line, ...]:
        """Lines below the type area."""
        return tuple(line for line in self.lines if line.baseline >= 264)

    def line(self, words: str) -> Line:
        """The first line that holds the words."""
        return next(line for line in self.lines if words in line.text)

    def has(self, words: str) -> bool:
        """Whether a line holds the words."""
        return any(words in line.text for line in self.lines)

    @cached_property
    def _picture(self) -> Any:
        return self.source.to_image(resolution=DOTS_PER_INCH).original.convert("RGB")

    def ink(
        self, left: float, right: float, top: float, bottom: float, *, red: bool = False
    ) -> tuple[float, float]:
        """Upper and lower edge of the ink within a box."""
        wanted: Callable[[tuple[int, int, int]], bool] = _is_red if red else _is_dark
        box = tuple(round(edge / MM_PER_DOT) for edge in (left, top, right, bottom))
        cut = self._picture.crop(box)
        pixels = cut.load()
        rows = [y for y in range(cut.height) if any(wanted(pixels[x, y]) for x in range(cut.width))]
        return top + rows[0] * MM_PER_DOT, top + (rows[-1] + 1) * MM_PER_DOT


def pages(path: Path) -> list[Page]:
    """The printed pages, measured."""
    return list(_pages(path))


def outside(page: Page, slack: float = 0.1) -> list[Line]:
    """Lines of a portrait page with a character outside the type area, the page number aside."""
    left, right = norms.LEFT_MARGIN.value.mm, (norms.PAPER_WIDTH.value - norms.RIGHT_MARGIN.value).mm
    return [line for line in page.body if line.left < left - slack or line.right > right + slack]


def _pages(path: Path) -> Iterator[Page]:
    document = pdfplumber.open(BytesIO(path.read_bytes()))
    for number, source in enumerate(document.pages, 1):
        drawn = (*source.rects, *source.lines, *source.curves)
        yield Page(number, tuple(_lines(source)), tuple(map(_rule, drawn)), source)


def _lines(source: Any) -> Iterator[Line]:
    """Characters of one baseline, left to right; blanks do not count."""

    def baseline(character: Any) -> float:
        return round(float(source.height - character["matrix"][5]) * MM_PER_POINT, 2)

    visible = sorted(
        (character for character in source.chars if character["text"].strip()),
        key=lambda character: (baseline(character), character["x0"]),
    )
    for height, group in groupby(visible, key=baseline):
        characters = list(group)
        yield Line(
            text="".join(character["text"] for character in characters),
            left=characters[0]["x0"] * MM_PER_POINT,
            right=characters[-1]["x1"] * MM_PER_POINT,
            baseline=height,
            size=characters[0]["size"],
            faces=tuple(dict.fromkeys(character["fontname"].split("+")[-1] for character in characters)),
            starts=tuple(character["x0"] * MM_PER_POINT for character in characters),
        )


def _rule(drawn: Any) -> Rule:
    half = drawn["linewidth"] / 2 if drawn["height"] == 0 else 0
    colors = (drawn.get("stroking_color"), drawn.get("non_stroking_color"))
    return Rule(
        left=drawn["x0"] * MM_PER_POINT,
        right=drawn["x1"] * MM_PER_POINT,
        top=(drawn["top"] - half) * MM_PER_POINT,
        bottom=(drawn["bottom"] + half) * MM_PER_POINT,
        red=(1.0, 0.0, 0.0) in colors,
    )


def _is_red(color: tuple[int, int, int]) -> bool:
    return color[0] > 150 and color[1] < 110


def _is_dark(color: tuple[int, int, int]) -> bool:
    return max(color) < 120
