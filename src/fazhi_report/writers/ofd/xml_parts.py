"""The parts of an OFD package as XML (GB/T 33190-2016, 7 to 11)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from lxml import etree

from fazhi_report.writers.ofd.glyph_rows import GlyphRow
from fazhi_report.writers.ofd.set_pages import UPRIGHT, Color, DrawnPath, SetPage, Turn

Element = etree._Element  # noqa: SLF001  (lxml has no other name for its type)
NAMESPACE = "http://www.ofdspec.org/2016"
_OFD = f"{{{NAMESPACE}}}"
_ABOVE, _BELOW, _BESIDE = 1.1, 0.5, 0.3
"""Room that an object of text has around its glyphs, in parts of the type size: readers cut off what is outside."""
_DIGITS = 3
"""Digits behind the point of millimetres: a thousandth is finer than any printer."""


class Numbers:
    """Gives every object of a document a number of its own (7.5: MaxUnitID)."""

    def __init__(self) -> None:
        self.last = 0

    def take(self) -> str:
        """The next number."""
        self.last += 1
        return str(self.last)


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the outline.

    Args:
        title: Its words.
        page: Index of the page that it leads to.
        top: How far below the upper edge of the page, in millimetres.
        entries: Those below it.
    """

    title: str
    page: int
    top: float
    entries: tuple[Entry, ...] = ()


def root(name: str, **attributes: str) -> Element:
    """The outermost element of a part."""
    return etree.Element(f"{_OFD}{name}", attributes, nsmap={"ofd": NAMESPACE})


def child(parent: Element, name: str, text: str = "", **attributes: str) -> Element:
    """A new last child."""
    made = etree.SubElement(parent, f"{_OFD}{name}", attributes)
    if text:
        made.text = text
    return made


def content(element: Element) -> bytes:
    """A part as bytes."""
    written: bytes = etree.tostring(element, encoding="UTF-8", xml_declaration=True)
    return written


def number(value: float) -> str:
    """A length or a coordinate in millimetres."""
    # A zero has no sign.
    return f"{round(value, _DIGITS) + 0.0:.{_DIGITS}f}".rstrip("0").rstrip(".")


def numbers(values: Iterable[float]) -> str:
    """Lengths or coordinates, parted by blanks."""
    return " ".join(map(number, values))


def page_part(
    page: SetPage, marks: Iterable[GlyphRow | DrawnPath], ids: Numbers, fonts: Mapping[str, str]
) -> bytes:
    """The content of a page (7.7).

    Args:
        page: Its size.
        marks: What it paints, in that order.
        ids: Gives the objects their numbers.
        fonts: PostScript name of a font → its number.
    """
    made = root("Page")
    child(child(made, "Area"), "PhysicalBox", numbers((0, 0, page.width, page.height)))
    layer = child(child(made, "Content"), "Layer", Type="Body", ID=ids.take())
    for mark in marks:
        if isinstance(mark, DrawnPath):
            _path(layer, mark, ids.take())
        else:
            _text(layer, mark, ids.take(), fonts[mark.first.font])
    return content(made)


def _text(layer: Element, row: GlyphRow, number_of: str, font: str) -> None:
    """An object of text (11.2, 11.3): where its first character begins, and the steps from one to the next."""
    first, size = row.first, row.first.size
    corners = [
        _turned(first.turn, point)
        for point in _corners(-size * _BESIDE, -size * _ABOVE, row.end + size * _BESIDE, size * _BELOW)
    ]
    left, top = min(x for x, _ in corners), min(y for _, y in corners)
    # In whole thousandths, so that the steps add up to where the last glyph stands.
    box_left, box_top = round(first.x + left, _DIGITS), round(first.y + top, _DIGITS)
    x, y = _untwisted(first.turn, (first.x - box_left, first.y - box_top))
    places = [round(x + offset, _DIGITS) for offset in row.offsets]
    right, bottom = max(x for x, _ in corners), max(y for _, y in corners)
    attributes = {
        "ID": number_of,
        "Boundary": numbers((box_left, box_top, right - left, bottom - top)),
        "Font": font,
        "Size": number(size),
    }
    if first.turn != UPRIGHT:
        attributes["CTM"] = " ".join(f"{one:g}" for one in (*first.turn, 0, 0))
    if first.stroke:
        attributes |= {"Stroke": "true", "LineWidth": number(first.stroke)}
    if first.color is None:
        attributes["Fill"] = "false"
    made = child(layer, "TextObject", **attributes)
    if first.color is not None:
        child(made, "FillColor", Value=_value(first.color))
    if first.stroke:
        child(made, "StrokeColor", Value=_value(first.outline))
    steps = [after - before for before, after in pairwise(places)]
    code = child(made, "TextCode", row.text, X=number(places[0]), Y=number(y))
    if steps:
        code.set("DeltaX", numbers(steps))


def _path(layer: Element, shape: DrawnPath, number_of: str) -> None:
    """An object of lines (9.1): its points from the corner of its box."""
    points = [point for _, some in shape.steps for point in some]
    around = shape.width / 2
    left, top = (round(min(one[axis] for one in points) - around, _DIGITS) for axis in (0, 1))
    right, bottom = (max(one[axis] for one in points) + around for axis in (0, 1))
    attributes = {
        "ID": number_of,
        "Boundary": numbers((left, top, right - left, bottom - top)),
        "Stroke": "true" if shape.stroke else "false",
        "Fill": "true" if shape.fill else "false",
    }
    if shape.stroke:
        attributes["LineWidth"] = number(shape.width)
    if shape.even_odd:
        attributes["Rule"] = "Even-Odd"
    if shape.dashes:
        attributes["DashPattern"] = numbers(shape.dashes)
    made = child(layer, "PathObject", **attributes)
    if shape.stroke:
        child(made, "StrokeColor", Value=_value(shape.stroke))
    if shape.fill:
        child(made, "FillColor", Value=_value(shape.fill))
    written = (
        " ".join((step, *(number(part) for x, y in some for part in (x - left, y - top))))
        for step, some in shape.steps
    )
    child(made, "AbbreviatedData", " ".join(written))


def _corners(left: float, top: float, right: float, bottom: float) -> Iterator[tuple[float, float]]:
    yield from ((left, top), (right, top), (left, bottom), (right, bottom))


def _turned(turn: Turn, point: tuple[float, float]) -> tuple[float, float]:
    (a, b, c, d), (x, y) = turn, point
    return a * x + c * y, b * x + d * y


def _untwisted(turn: Turn, point: tuple[float, float]) -> tuple[float, float]:
    """The point that is turned into a point."""
    (a, b, c, d), (x, y) = turn, point
    whole = a * d - b * c
    return (d * x - c * y) / whole, (a * y - b * x) / whole


def _value(color: Color) -> str:
    return " ".join(map(str, color))


def outline(parent: Element, entries: Sequence[Entry], pages: Sequence[str]) -> None:
    """The entries of an outline (7.8).

    Args:
        parent: Takes them.
        entries: Those of one level.
        pages: Numbers of the pages.
    """
    for entry in entries:
        made = child(parent, "OutlineElem", Title=entry.title, Expanded="true")
        if entry.entries:
            made.set("Count", str(len(entry.entries)))
        action = child(child(made, "Actions"), "Action", Event="CLICK")
        child(
            child(action, "Goto"),
            "Dest",
            Type="XYZ",
            PageID=pages[entry.page],
            Left="0",
            Top=number(entry.top),
        )
        outline(made, entry.entries, pages)
