"""Drawn shapes: where a text box hangs, and whether a shape is a red line."""

from __future__ import annotations

import re

from lxml import etree

from fazhi_report.layout.facts import Anchor
from fazhi_report.norms.length import Length
from fazhi_report.wordfile.wml import WP, emu, local

_FROM_PAGE = {"page": False, "margin": True, "topMargin": False}
_RED = re.compile(r"(?i)^#?(?:ff0000|f00|red|c00000|e60012)(?:\s|$)")
_HORIZONTAL = re.compile(r"mso-position-horizontal:\s*(left|center|right|inside|outside)")
_LINES = frozenset({"line", "straightConnector1", "rect"})


def anchor(drawn: etree._Element, top: Length) -> Anchor:
    """How a drawing is taken out of the flow.

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
    """What a drawing is aligned to between the margins; old programs say it in the style of the shape."""
    aligned = drawn.find(f".//{WP}positionH[@relativeFrom='margin']/{WP}align")
    if aligned is not None:
        return aligned.text or ""
    styles = (match for one in drawn.iter() if (match := _HORIZONTAL.search(one.get("style", ""))))
    return next((match[1] for match in styles), "")


def is_red_line(drawn: etree._Element) -> bool:
    """Whether a drawing holds a line, or a flat box, in red."""
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
