"""Pages as printed: a PDF made by LibreOffice, read character by character and measured with the extra ``pdf``."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from fazhi_report.docx_in.facts import NONE
from fazhi_report.docx_in.line_ends import JOINER
from fazhi_report.errors import FazhiError
from fazhi_report.norms import placement
from fazhi_report.norms.length import Length, pt

MOST_PAGES = 300
"""Most pages that are measured."""
MOST_CHARACTERS = 1_000_000
"""Most characters that are measured; a full page has 616."""
_DOTS_PER_INCH = 200
_POINTS_PER_INCH = 72
_DARK = 160
"""Of 255: paler dots are no ink."""
_BELOW_BASELINE = 0.3
"""How much of the type size a character may reach below its baseline."""
_BEYOND = 0.35
"""How far ink may lie beyond the box of a character, in points."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """A visible character on a page; lengths are measured from the upper left corner of the paper.

    Args:
        text: The character.
        left, right: Its box.
        top, bottom: The upper and lower edge of its ink.
    """

    text: str
    left: Length
    right: Length
    top: Length
    bottom: Length


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """The text on a baseline.

    Args:
        text: The text without blanks.
        baseline: Distance of the baseline from the top of the page.
        size: Type size of its first character.
        glyphs: Its characters from left to right, one for each character of the text; empty where unknown.
    """

    text: str
    baseline: Length
    size: Length = NONE
    glyphs: tuple[Glyph, ...] = ()


@dataclass(frozen=True, slots=True)
class PrintedRule:
    """A horizontal line drawn on a page; lengths are measured from the upper left corner of the paper."""

    left: Length
    right: Length
    top: Length
    bottom: Length

    @property
    def middle(self) -> Length:
        """Distance of its middle from the top of the page."""
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """A printed page.

    Args:
        number: Its number, from 1.
        lines: From top to bottom.
        rules: Its horizontal lines, from top to bottom.
        upright: Whether it is in portrait.
        picture: A small picture of it, PNG; empty where none was asked for.
    """

    number: int
    lines: tuple[PrintedLine, ...]
    rules: tuple[PrintedRule, ...] = ()
    upright: bool = True
    picture: bytes = b""

    @property
    def text(self) -> str:
        """The text of the page without blanks."""
        return "".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True)
class PrintedPages:
    """A printed document.

    Args:
        pages: Its pages.
        substituted: Font families missing on this machine, each with the fonts used instead.
        producer: The program that laid the pages out, with its version; empty where the PDF does not say.
    """

    pages: tuple[PrintedPage, ...]
    substituted: tuple[tuple[str, str], ...] = ()
    producer: str = ""


def measure_pages(pdf: bytes, *, picture_width: int = 0) -> PrintedPages:
    """Return the pages of a PDF.

    Args:
        pdf: The PDF.
        picture_width: Width of the pictures of the pages in dots; 0 for none.

    Raises:
        FazhiError: The extra is missing, or the PDF is unreadable or too long.
    """
    try:
        import pdfplumber  # noqa: PLC0415  (an extra: only --render needs it)
    except ImportError:
        raise FazhiError(
            "量页面要用 pdfplumber，没有安装", '运行 pip install "fazhi-report[pdf]"，或去掉 --render'
        ) from None
    try:
        with pdfplumber.open(io.BytesIO(pdf)) as file:
            producer = str(file.metadata.get("Producer", ""))
            read = file.pages[: MOST_PAGES + 1]
            pages = tuple(_bounded(_page(page, number, picture_width) for number, page in enumerate(read, 1)))
    except FazhiError:
        raise
    except Exception as error:  # noqa: BLE001  (pdfminer raises what it likes on broken files)
        raise FazhiError(f"排出来的 PDF 读不了（{type(error).__name__}）", "去掉 --render 再试") from None
    if len(pages) > MOST_PAGES:
        raise FazhiError(f"排出来超过 {MOST_PAGES} 页，没有量", "去掉 --render")
    return PrintedPages(pages, producer=producer)


def _bounded(pages: Iterable[PrintedPage]) -> Iterator[PrintedPage]:
    """Yield pages until they hold too much to be kept.

    Raises:
        FazhiError: They do.
    """
    count = 0
    for page in pages:
        count += sum(len(line.glyphs) for line in page.lines)
        if count > MOST_CHARACTERS:
            raise FazhiError(f"排出来超过 {MOST_CHARACTERS} 字，没有量", "去掉 --render")
        yield page


def _page(page: Any, number: int, picture_width: int) -> PrintedPage:  # noqa: ANN401  (pdfplumber has no types)
    largest = placement.LARGEST_PAGE.value
    if max(page.width, page.height) > largest.pt:
        raise FazhiError(f"第 {number} 面的纸张大过 {largest.mm:.0f} mm，没有量", "去掉 --render")
    characters = [one for one in page.chars if one["text"].replace(JOINER, "").strip()]
    rules = tuple(_rules(page))
    image = page.to_image(resolution=_DOTS_PER_INCH).original.convert("RGB")
    lines = tuple(_lines(characters, float(page.height), _ink(image, rules)))
    picture = _picture(image, picture_width) if picture_width else b""
    made = PrintedPage(number, lines, rules, bool(page.height >= page.width), picture)
    page.close()
    return made


def _picture(image: Any, width: int) -> bytes:  # noqa: ANN401  (Pillow comes with the extra)
    """Return a small picture as PNG, in few colours: black, grey and red."""
    small = image.resize((width, round(image.height * width / image.width)), resample=1)
    stream = io.BytesIO()
    small.quantize(32).save(stream, "PNG", optimize=True)
    return stream.getvalue()


def _ink(image: Any, rules: Iterable[PrintedRule]) -> Any:  # noqa: ANN401
    """Return a picture of the ink of the characters alone: 255 where there is some, 0 elsewhere."""
    dark = image.convert("L").point(lambda value: 255 if value < _DARK else 0)
    for rule in rules:
        left, top = (int(_dots(edge)) - 1 for edge in (rule.left, rule.top))
        right, bottom = (int(_dots(edge)) + 2 for edge in (rule.right, rule.bottom))
        dark.paste(0, (left, top, right, bottom))
    return dark


def _dots(length: Length) -> float:
    return length.pt * _DOTS_PER_INCH / _POINTS_PER_INCH


def _lines(characters: list[Any], height: float, ink: Any) -> Iterator[PrintedLine]:  # noqa: ANN401
    """Yield the lines of a page; characters whose baselines are as good as equal are on one."""

    def baseline(one: Any) -> float:  # noqa: ANN401
        return float(height - one["matrix"][5])

    groups: list[list[Any]] = []
    for one in sorted(characters, key=baseline):
        if groups and baseline(one) - baseline(groups[-1][0]) < placement.SAME_LINE.value.pt:
            groups[-1].append(one)
        else:
            groups.append([one])
    for group in groups:
        across = sorted(group, key=lambda one: float(one["x0"]))
        glyphs = tuple(glyph for one in across for glyph in _glyphs(one, baseline(one), ink))
        text = "".join(glyph.text for glyph in glyphs)
        yield PrintedLine(text, pt(baseline(group[0])), pt(float(across[0]["size"])), glyphs)


def _glyphs(one: Any, baseline: float, ink: Any) -> Iterator[Glyph]:  # noqa: ANN401
    """Yield the characters of a glyph of the PDF: several for a ligature."""
    left, right, size = float(one["x0"]), float(one["x1"]), float(one["size"])
    box = (left - _BEYOND, baseline - size, right + _BEYOND, baseline + size * _BELOW_BASELINE)
    scale = _DOTS_PER_INCH / _POINTS_PER_INCH
    dots = (*(int(edge * scale) for edge in box[:2]), *(int(edge * scale) + 1 for edge in box[2:]))
    found = ink.crop(dots).getbbox()
    top, bottom = (
        (baseline, baseline) if found is None else ((dots[1] + found[edge]) / scale for edge in (1, 3))
    )
    for character in "".join(one["text"].replace(JOINER, "").split()):
        yield Glyph(character, pt(left), pt(right), pt(top), pt(bottom))


def _rules(page: Any) -> Iterator[PrintedRule]:  # noqa: ANN401
    """Yield the horizontal lines of a page; those that continue each other, such as borders of cells, are one."""
    found: list[PrintedRule] = []
    for one in (*page.rects, *page.lines, *page.curves):
        half = float(one["linewidth"] or 0) / 2 if one["height"] == 0 else 0.0
        rule = PrintedRule(
            pt(float(one["x0"])),
            pt(float(one["x1"])),
            pt(float(one["top"]) - half),
            pt(float(one["bottom"]) + half),
        )
        if rule.bottom - rule.top <= placement.THICKEST_RULE.value and rule.right > rule.left:
            found.append(rule)
    found.sort(key=lambda rule: (round(rule.middle.pt), rule.left))
    joined: list[PrintedRule] = []
    for rule in found:
        last = joined[-1] if joined else None
        if last is not None and _continues(last, rule):
            joined[-1] = PrintedRule(
                last.left, max(last.right, rule.right), min(last.top, rule.top), max(last.bottom, rule.bottom)
            )
        else:
            joined.append(rule)
    yield from sorted(joined, key=lambda rule: rule.top)


def _continues(last: PrintedRule, rule: PrintedRule) -> bool:
    near = placement.SAME_LINE.value
    level = abs(last.middle.twips - rule.middle.twips) < near.twips
    return level and rule.left <= last.right + near
