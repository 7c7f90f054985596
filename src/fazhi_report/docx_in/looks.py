"""The formatting of paragraphs and runs, from resolved properties to lengths."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from lxml import etree

from fazhi_report.docx_in.facts import (
    NONE,
    Alignment,
    Anchor,
    Border,
    Fonts,
    Footer,
    Grid,
    LineRule,
    LineSpacing,
    PageSection,
    Run,
)
from fazhi_report.docx_in.properties import (
    WP,
    Properties,
    R,
    Styles,
    Theme,
    W,
    child,
    color,
    emu,
    is_on,
    length,
    local,
    value,
    whole,
)
from fazhi_report.norms.length import Length, pt

_ALIGNS = {
    "left": Alignment.LEFT,
    "start": Alignment.LEFT,
    "center": Alignment.CENTER,
    "right": Alignment.RIGHT,
    "end": Alignment.RIGHT,
    "both": Alignment.BOTH,
    "distribute": Alignment.DISTRIBUTE,
}
# Defaults of WordprocessingML (ISO/IEC 29500-1, 17.3.2.38 and 17.3.1.33).
_DEFAULT_HALF_POINTS = 20
_LINE_UNIT = 240
_LINES_UNIT = 100
_BODY_TEXT_OUTLINE = 9


@dataclass(slots=True)
class Looks:
    """Resolves the formatting of runs; each combination is computed once.

    Args:
        styles: The styles of the file.
        theme: The theme of the file.
    """

    styles: Styles
    theme: Theme
    _words: dict[tuple[object, ...], Run] = field(default_factory=dict)

    def run(self, text: str, paragraph: str, table: str, direct: Properties) -> Run | None:
        """Return a run of text with its formatting; None when it is hidden."""
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
    """The indents of a paragraph.

    Args:
        left, right: Indents of all lines.
        first: Indent of the first line relative to the others; negative for a hanging indent.
        first_chars: The same in characters; None when not given in characters.
    """

    left: Length
    right: Length
    first: Length
    first_chars: float | None


def indents(paragraph: Properties, size: Length) -> Indents:
    """Return the indents; values in characters take precedence, as in Word, a character being as wide as the type size."""

    def side(name: str) -> Length:
        count = whole(paragraph.get(f"ind.{name}Chars"))
        return size * (count / 100) if count else length(paragraph.get(f"ind.{name}")) or NONE

    count = whole(paragraph.get("ind.firstLineChars")) or 0
    hanging = whole(paragraph.get("ind.hangingChars")) or 0
    chars = (count - hanging) / 100
    hung = length(paragraph.get("ind.hanging"))
    first_line = NONE - hung if hung is not None else length(paragraph.get("ind.firstLine"))
    if chars:
        return Indents(side("left"), side("right"), first_line or size * chars, chars)
    return Indents(side("left"), side("right"), first_line or NONE, None)


def line(paragraph: Properties) -> LineSpacing:
    """Return the line spacing."""
    written = length(paragraph.get("spacing.line"))
    if written is None or written.twips <= 0:
        return LineSpacing()
    match paragraph.get("spacing.lineRule"):
        case "exact":
            return LineSpacing(LineRule.EXACT, written)
        case "atLeast":
            return LineSpacing(LineRule.AT_LEAST, written)
        case _:
            return LineSpacing(multiple=written.twips / _LINE_UNIT)


def room(paragraph: Properties, side: str, pitch: Length) -> Length:
    """Return the space above (``before``) or below (``after``); a value in lines is multiplied by the grid's line pitch."""
    lines = whole(paragraph.get(f"spacing.{side}Lines"))
    if lines:
        return pitch * (lines / _LINES_UNIT)
    if is_on(paragraph.get(f"spacing.{side}Autospacing")):
        return pt(_LINE_UNIT / 20 + 2)
    return length(paragraph.get(f"spacing.{side}")) or NONE


def align(paragraph: Properties) -> Alignment:
    """Return the alignment; left by default."""
    return _ALIGNS.get(paragraph.get("jc.val", ""), Alignment.LEFT)


def outline(paragraph: Properties) -> int | None:
    """Return the outline level; None for body text."""
    level = whole(paragraph.get("outlineLvl.val"))
    return level if level is not None and 0 <= level < _BODY_TEXT_OUTLINE else None


def tabs(paragraph: Properties) -> tuple[tuple[Length, str], ...]:
    """Return the tab stops from left to right, without cleared ones."""
    stops: list[tuple[Length, str]] = []
    for key, text in paragraph.items():
        if key.startswith("tabs.") and key.endswith(".val"):
            place = length(key.split(".")[1])
            if place is not None and text != "clear":
                stops.append((place, {"start": "left", "end": "right"}.get(text, text)))
    return tuple(sorted(stops))


def borders(paragraph: Properties) -> Iterator[Border]:
    """Yield the visible border lines."""
    for edge in ("top", "left", "bottom", "right", "between"):
        kind = paragraph.get(f"pBdr.{edge}.val")
        if kind is not None and kind not in {"nil", "none"}:
            yield Border(
                edge,
                pt((whole(paragraph.get(f"pBdr.{edge}.sz")) or 0) / 8),
                color(paragraph.get(f"pBdr.{edge}.color")),
                pt(whole(paragraph.get(f"pBdr.{edge}.space")) or 0),
            )


def floating_table(properties: etree._Element) -> Anchor:
    """Return the position of a table outside the text flow, from its ``w:tblpPr``."""
    left = whole(value(properties, name="tblpX"))
    from_page = value(properties, name="horzAnchor") == "page"
    return Anchor(
        value(properties, name="tblpYSpec") == "bottom",
        left=Length(left) if from_page and left is not None else None,
    )


def frame(paragraph: Properties, top: Length) -> Anchor | None:
    """Return the position of a paragraph's frame; None for the running text."""
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


_GRIDS = {grid.value: grid for grid in Grid}


def section(
    properties: etree._Element | None,
    inherited: Mapping[str, Footer],
    footer: Callable[[str], Footer | None],
    *,
    gutter_on_top: bool,
) -> PageSection:
    """Return the page setup of a section.

    Args:
        properties: ``w:sectPr``; None when the file has none.
        inherited: Footers of the section before, which apply when this one has none of the kind.
        footer: Returns a footer by relationship id.
        gutter_on_top: Whether the gutter is at the top.
    """
    gutter = _at("pgMar", "gutter", properties)
    top, left = _at("pgMar", "top", properties), _at("pgMar", "left", properties)
    return PageSection(
        width=_at("pgSz", "w", properties),
        height=_at("pgSz", "h", properties),
        # A negative margin means that the header does not move the text; its size is the absolute value.
        top=_absolute(top) + (gutter if gutter_on_top else NONE),
        bottom=_absolute(_at("pgMar", "bottom", properties)),
        left=left if gutter_on_top else left + gutter,
        right=_at("pgMar", "right", properties),
        footer_distance=_at("pgMar", "footer", properties),
        grid=_GRIDS.get(_attribute("docGrid", "type", properties) or "", Grid.NONE),
        line_pitch=_at("docGrid", "linePitch", properties),
        # In 4096ths of a point.
        char_space=Length((whole(_attribute("docGrid", "charSpace", properties)) or 0) * 20 / 4096),
        columns=max(whole(_attribute("cols", "num", properties)) or 1, 1),
        title_page=is_on(_switch("titlePg", properties)),
        footers={**inherited, **_footers(properties, footer)},
        restart=whole(_attribute("pgNumType", "start", properties)),
        number_format=_attribute("pgNumType", "fmt", properties) or "decimal",
        start=_attribute("type", "val", properties) or "nextPage",
    )


def _attribute(name: str, attribute: str, properties: etree._Element | None) -> str | None:
    return None if properties is None else value(properties, name, attribute)


def _at(name: str, attribute: str, properties: etree._Element | None) -> Length:
    return length(_attribute(name, attribute, properties)) or NONE


def _absolute(distance: Length) -> Length:
    return Length(abs(distance.twips))


def _switch(name: str, properties: etree._Element | None) -> str | None:
    switch = None if properties is None else child(properties, name)
    return None if switch is None else value(switch) or "1"


def _footers(
    properties: etree._Element | None, footer: Callable[[str], Footer | None]
) -> Mapping[str, Footer]:
    footers: dict[str, Footer] = {}
    for reference in () if properties is None else properties.findall(f"{W}footerReference"):
        made = footer(reference.get(f"{R}id", ""))
        if made is not None:
            footers[value(reference, name="type") or "default"] = made
    return footers


_FROM_PAGE = {"page": False, "margin": True, "topMargin": False}
_RED = re.compile(r"(?i)^#?(?:ff0000|f00|red|c00000|e60012)(?:\s|$)")
_HORIZONTAL = re.compile(r"mso-position-horizontal:\s*(left|center|right|inside|outside)")
_LINES = frozenset({"line", "straightConnector1", "rect"})


def anchor(drawn: etree._Element, top: Length) -> Anchor:
    """Return the position of a drawing outside the text flow.

    Args:
        drawn: ``w:drawing`` or ``w:pict``.
        top: The page's upper margin.
    """
    across = _across(drawn)
    vertical = drawn.find(f".//{WP}positionV")
    if vertical is None:
        return Anchor(across=across)
    origin = vertical.get("relativeFrom", "")
    aligned, offset = vertical.find(f"{WP}align"), vertical.find(f"{WP}posOffset")
    if aligned is not None:
        return Anchor(aligned.text == "bottom" and origin in _FROM_PAGE, across=across)
    place = emu(offset.text) if offset is not None else None
    if place is None or origin not in _FROM_PAGE:
        return Anchor(across=across)
    return Anchor(absolute=place + top if _FROM_PAGE[origin] else place, across=across)


def _across(drawn: etree._Element) -> str:
    """Return the horizontal alignment of a drawing between the margins; VML gives it in the style of the shape."""
    aligned = drawn.find(f".//{WP}positionH[@relativeFrom='margin']/{WP}align")
    if aligned is not None:
        return aligned.text or ""
    styles = (match for one in drawn.iter() if (match := _HORIZONTAL.search(one.get("style", ""))))
    return next((match[1] for match in styles), "")


def is_red_line(drawn: etree._Element) -> bool:
    """Whether a drawing contains a red line or a flat red box."""
    straight = red = False
    for entry in drawn.iter():
        name = local(entry)
        if name == "prstGeom":
            straight = straight or entry.get("prst") in _LINES
        elif name == "srgbClr":
            red = red or bool(_RED.match(entry.get("val", "")))
        elif name == "line":
            straight = True
            red = red or bool(_RED.match(entry.get("strokecolor", "")))
    return straight and red
