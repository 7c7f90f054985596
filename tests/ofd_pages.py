"""Reads an OFD package with zip and ElementTree alone, by the tables of GB/T 33190-2016: not the writer's eyes."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from xml.etree import ElementTree as ET

_OFD = "{http://www.ofdspec.org/2016}"
# Element → its children in their order, each with whether it must be there; its attributes that must and that may be.
_SHAPES: dict[str, tuple[str, str, str]] = {
    "OFD": ("DocBody!", "Version DocType", ""),
    "DocBody": ("DocInfo! DocRoot!", "", ""),
    "DocInfo": ("DocID! Title Author CreationDate ModDate Creator CreatorVersion", "", ""),
    "Document": ("CommonData! Pages! Outlines", "", ""),
    "CommonData": ("MaxUnitID! PageArea! PublicRes", "", ""),
    "PageArea": ("PhysicalBox!", "", ""),
    "Pages": ("Page!*", "", ""),
    "Outlines": ("OutlineElem!*", "", ""),
    "OutlineElem": ("Actions OutlineElem*", "Title", "Count Expanded"),
    "Actions": ("Action!*", "", ""),
    "Action": ("Goto!", "Event", ""),
    "Goto": ("Dest!", "", ""),
    "Dest": ("", "Type PageID", "Left Top"),
    "Res": ("Fonts", "BaseLoc", ""),
    "Fonts": ("Font!*", "", ""),
    "Font": ("FontFile", "ID FontName", "FamilyName"),
    "Area": ("PhysicalBox!", "", ""),
    "Content": ("Layer!*", "", ""),
    "Layer": ("TextObject/PathObject*", "ID", "Type"),
    "TextObject": ("FillColor StrokeColor TextCode!", "ID Boundary Font Size", "CTM Stroke Fill LineWidth"),
    "TextCode": ("", "", "X Y DeltaX"),
    "PathObject": (
        "StrokeColor FillColor AbbreviatedData!",
        "ID Boundary",
        "Stroke Fill LineWidth Rule DashPattern",
    ),
    "FillColor": ("", "", "Value"),
    "StrokeColor": ("", "", "Value"),
}
_SUBTYPES = {"Page in Pages": ("", "ID BaseLoc", ""), "Page": ("Area Content", "", "")}


@dataclass(frozen=True, slots=True)
class PlacedCharacter:
    """A character where a reader draws it: millimetres from the page's upper left corner to the start of its baseline."""

    page: int
    text: str
    x: float
    y: float
    size: float
    font: str


class OfdFile:
    """A package, opened as the standard says: from OFD.xml to the document, its resources and its pages."""

    def __init__(self, content: bytes) -> None:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        self.index = self.xml("OFD.xml")
        self.folder = self._text(self.index, "DocBody/DocRoot").rpartition("/")[0]
        self.document = self.xml(self._text(self.index, "DocBody/DocRoot"))
        self.resources = self.xml(f"{self.folder}/{self._text(self.document, 'CommonData/PublicRes')}")
        self.fonts = {
            one.get("ID", ""): (one.get("FontName", ""), self._font(one))
            for one in self.resources.iter(f"{_OFD}Font")
        }
        self.pages = [
            self.xml(f"{self.folder}/{one.get('BaseLoc')}")
            for one in self._found(self.document, "Pages").iter(f"{_OFD}Page")
        ]

    def xml(self, name: str) -> ET.Element:
        return ET.fromstring(self.parts[name])  # noqa: S314  (our own output)

    def info(self, name: str) -> str:
        return self._text(self.index, f"DocBody/DocInfo/{name}")

    def size(self, page: int) -> tuple[float, ...]:
        return _floats(self._text(self.pages[page], "Area/PhysicalBox"))

    def characters(self) -> Iterator[PlacedCharacter]:
        """Every character but blanks, in the order of painting."""
        for number, page in enumerate(self.pages):
            for shown in page.iter(f"{_OFD}TextObject"):
                yield from self._characters(number, shown)

    def count(self, name: str) -> int:
        return sum(1 for page in self.pages for _ in page.iter(f"{_OFD}{name}"))

    def _characters(self, number: int, shown: ET.Element) -> Iterator[PlacedCharacter]:
        left, top, width, height = _floats(shown.get("Boundary", ""))
        a, b, c, d, e, f = _floats(shown.get("CTM", "1 0 0 1 0 0"))
        code = self._found(shown, "TextCode")
        x, y = float(code.get("X", "0")), float(code.get("Y", "0"))
        text = code.text or ""
        steps = _floats(code.get("DeltaX", ""))
        assert len(steps) == len(text) - 1, (text, steps)
        font = self.fonts[shown.get("Font", "")][0]
        for character, step in zip(text, (*steps, 0.0), strict=True):
            at = left + a * x + c * y + e, top + b * x + d * y + f
            # A reader cuts off what is outside the box.
            assert left <= at[0] <= left + width, text
            assert top <= at[1] <= top + height, text
            if not character.isspace():
                yield PlacedCharacter(number, character, *at, float(shown.get("Size", "0")), font)
            x += step

    def _font(self, font: ET.Element) -> bytes:
        return self.parts[f"{self.folder}/{self.resources.get('BaseLoc')}/{self._text(font, 'FontFile')}"]

    def _found(self, element: ET.Element, path: str) -> ET.Element:
        found = element.find("/".join(f"{_OFD}{step}" for step in path.split("/")))
        assert found is not None, path
        return found

    def _text(self, element: ET.Element, path: str) -> str:
        return self._found(element, path).text or ""

    def faults(self) -> list[str]:
        """What the standard does not allow: an element, an attribute, an order, a number given twice."""
        found = [
            fault
            for name, content in self.parts.items()
            if name.endswith(".xml")
            for fault in _faults(ET.fromstring(content), "")  # noqa: S314
        ]
        ids = [
            one.get("ID", "")
            for root in (self.resources, self.document, *self.pages)
            for one in root.iter()
            if one.get("ID")
        ]
        last = int(self._text(self.document, "CommonData/MaxUnitID"))
        found += [f"ID {one} twice" for one in set(ids) if ids.count(one) > 1]
        found += [f"ID {one} above MaxUnitID" for one in ids if int(one) > last]
        return found


def _faults(element: ET.Element, parent: str) -> Iterator[str]:
    name = element.tag.removeprefix(_OFD)
    shape = _SUBTYPES.get(f"{name} in {parent}") or _SUBTYPES.get(name) or _SHAPES.get(name)
    if shape is None:
        if len(element) or element.attrib:
            yield f"{name}: not known"
        return
    children, must, may = shape
    given = set(element.attrib)
    if not set(must.split()) <= given <= set(must.split()) | set(may.split()):
        yield f"{name}: attributes {sorted(given)}"
    yield from _order_faults(name, [one.tag.removeprefix(_OFD) for one in element], children.split())
    for one in element:
        yield from _faults(one, name)


def _order_faults(name: str, there: list[str], wanted: list[str]) -> Iterator[str]:
    left = list(there)
    for one in wanted:
        kinds, count = one.rstrip("!*").split("/"), 0
        while left and left[0] in kinds and ("*" in one or count == 0):
            left.pop(0)
            count += 1
        if "!" in one and not count:
            yield f"{name}: {one} is missing"
    if left:
        yield f"{name}: {left[0]} out of order"


def _floats(text: str) -> tuple[float, ...]:
    return tuple(map(float, text.split()))
