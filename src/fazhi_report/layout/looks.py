"""Resolved properties to lengths: the look of one paragraph and of its runs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from fazhi_report.layout.facts import NONE, Align, Anchor, Border, Fonts, Line, LineRule, Run
from fazhi_report.norms.length import Length, pt
from fazhi_report.wordfile.properties import Properties, Styles, Theme
from fazhi_report.wordfile.wml import color, is_on, length, whole

_ALIGNS = {
    "left": Align.LEFT,
    "start": Align.LEFT,
    "center": Align.CENTER,
    "right": Align.RIGHT,
    "end": Align.RIGHT,
    "both": Align.BOTH,
    "distribute": Align.DISTRIBUTE,
}
# What WordprocessingML falls back to where nothing is said (ISO/IEC 29500-1, 17.3.2.38 and 17.3.1.33).
_DEFAULT_HALF_POINTS = 20
_LINE_UNIT = 240
_LINES_UNIT = 100
_BODY_TEXT_OUTLINE = 9


@dataclass(slots=True)
class Looks:
    """Resolves looks, each combination once.

    Args:
        styles: The file's styles.
        theme: Its theme.
    """

    styles: Styles
    theme: Theme
    _words: dict[tuple[object, ...], Run] = field(default_factory=dict)

    def run(self, text: str, paragraph: str, table: str, direct: Properties) -> Run | None:
        """Words in their look; None where they are hidden."""
        character = direct.get("rStyle.val") or self.styles.defaults.get("character", "")
        key = (paragraph, table, character, *direct.items())
        look = self._words.get(key)
        if look is None:
            words = self.styles.words(paragraph, table, character, direct)
            look = self._words[key] = _run(words, self.theme)
        if look.text:  # hidden, see _run
            return None
        return replace(look, text=text)


def _run(words: Properties, theme: Theme) -> Run:
    fonts = Fonts(
        theme.family(words, "ascii", "asciiTheme"),
        theme.family(words, "hAnsi", "hAnsiTheme"),
        theme.family(words, "eastAsia", "eastAsiaTheme"),
    )
    half_points = whole(words.get("sz.val"))
    return Run(
        "hidden" if is_on(words.get("vanish.val")) else "",
        fonts,
        pt((_DEFAULT_HALF_POINTS if half_points is None else half_points) / 2),
        hint=words.get("rFonts.hint") == "eastAsia",
        bold=is_on(words.get("b.val")),
        italic=is_on(words.get("i.val")),
        underline=is_on(words.get("u.val")),
        color=color(words.get("color.val")),
        spacing=length(words.get("spacing.val")) or NONE,
    )


@dataclass(frozen=True, slots=True)
class Indents:
    """Where a paragraph's lines begin and end.

    Args:
        left, right: Room on either side.
        first: Indent of the first line against the others; negative hangs.
        first_chars: The same in characters, where it is told so.
    """

    left: Length
    right: Length
    first: Length
    first_chars: float | None


def indents(paragraph: Properties, size: Length) -> Indents:
    """Indents; those told in characters win, as they do in Word, one character being as wide as the type is high."""

    def side(name: str) -> Length:
        count = whole(paragraph.get(f"ind.{name}Chars"))
        return size * (count / 100) if count else length(paragraph.get(f"ind.{name}")) or NONE

    count = whole(paragraph.get("ind.firstLineChars")) or 0
    hanging = whole(paragraph.get("ind.hangingChars")) or 0
    chars = (count - hanging) / 100
    hung = length(paragraph.get("ind.hanging"))
    told = NONE - hung if hung is not None else length(paragraph.get("ind.firstLine"))
    if chars:
        return Indents(side("left"), side("right"), told or size * chars, chars)
    return Indents(side("left"), side("right"), told or NONE, None)


def line(paragraph: Properties) -> Line:
    """Line spacing."""
    written = length(paragraph.get("spacing.line"))
    if written is None or written.twips <= 0:
        return Line()
    match paragraph.get("spacing.lineRule"):
        case "exact":
            return Line(LineRule.EXACT, written)
        case "atLeast":
            return Line(LineRule.AT_LEAST, written)
        case _:
            return Line(multiple=written.twips / _LINE_UNIT)


def room(paragraph: Properties, side: str, pitch: Length) -> Length:
    """Room above (``before``) or below (``after``); told in lines it is as many pitches of the grid."""
    lines = whole(paragraph.get(f"spacing.{side}Lines"))
    if lines:
        return pitch * (lines / _LINES_UNIT)
    if is_on(paragraph.get(f"spacing.{side}Autospacing")):
        return pt(_LINE_UNIT / 20 + 2)
    return length(paragraph.get(f"spacing.{side}")) or NONE


def align(paragraph: Properties) -> Align:
    """Alignment; left where nothing is said."""
    return _ALIGNS.get(paragraph.get("jc.val", ""), Align.LEFT)


def outline(paragraph: Properties) -> int | None:
    """Level in the navigation pane; None for body text."""
    level = whole(paragraph.get("outlineLvl.val"))
    return level if level is not None and 0 <= level < _BODY_TEXT_OUTLINE else None


def tabs(paragraph: Properties) -> tuple[tuple[Length, str], ...]:
    """Tab stops from left to right, cleared ones left out."""
    found: list[tuple[Length, str]] = []
    for key, text in paragraph.items():
        if key.startswith("tabs.") and key.endswith(".val"):
            place = length(key.split(".")[1])
            if place is not None and text != "clear":
                found.append((place, {"start": "left", "end": "right"}.get(text, text)))
    return tuple(sorted(found))


def borders(paragraph: Properties) -> Iterator[Border]:
    """Rules along the edges that are drawn."""
    for edge in ("top", "left", "bottom", "right", "between"):
        kind = paragraph.get(f"pBdr.{edge}.val")
        if kind is not None and kind not in {"nil", "none"}:
            yield Border(
                edge,
                pt((whole(paragraph.get(f"pBdr.{edge}.sz")) or 0) / 8),
                color(paragraph.get(f"pBdr.{edge}.color")),
                pt(whole(paragraph.get(f"pBdr.{edge}.space")) or 0),
            )


def frame(paragraph: Properties, top: Length) -> Anchor | None:
    """The frame that a paragraph stands in; None for the running text."""
    if not any(key.startswith("framePr.") for key in paragraph) or paragraph.get("framePr.dropCap") not in {
        None,
        "none",
    }:
        return None
    across = paragraph.get("framePr.xAlign", "")
    anchored = paragraph.get("framePr.vAnchor", "text")
    if anchored == "text":
        return Anchor(across=across)
    place = length(paragraph.get("framePr.y"))
    if place is not None and anchored == "margin":
        place = place + top
    return Anchor(paragraph.get("framePr.yAlign") == "bottom", place, across)
