"""Names, switches and lengths of WordprocessingML, read leniently: what makes no sense counts as not said."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from fazhi_report.norms.length import Length, mm, pt, twips

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"

_OFF = frozenset({"0", "false", "off", "none"})
_MEASURE = re.compile(r"(-?[0-9]{1,7}(?:\.[0-9]{1,6})?)(mm|cm|in|pt|pc|pi)?")
_MM_PER = {"mm": 1.0, "cm": 10.0, "in": 25.4}
_PT_PER = {"pt": 1.0, "pc": 12.0, "pi": 12.0}
_COLOR = re.compile(r"[0-9A-Fa-f]{6}")
_EMU_PER_PT = 12700


def local(element: etree._Element) -> str:
    """An element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def child(element: etree._Element | None, path: str) -> etree._Element | None:
    """A descendant by names of WordprocessingML, parted by slashes."""
    for step in path.split("/"):
        if element is None:
            return None
        element = element.find(f"{W}{step}")
    return element


def value(element: etree._Element | None, path: str = "", name: str = "val") -> str | None:
    """An attribute of an element or of a descendant."""
    found = child(element, path) if path else element
    return None if found is None else found.get(f"{W}{name}")


def is_on(written: str | None) -> bool:
    """A switch whose element is there: on unless it says otherwise; None is off."""
    return written is not None and written.lower() not in _OFF


def length(written: str | None) -> Length | None:
    """A length in twips, or with a unit of its own; None for nothing and for nonsense."""
    match = _MEASURE.fullmatch(written.strip()) if written else None
    if match is None:
        return None
    number, unit = float(match[1]), match[2]
    if unit in _MM_PER:
        return mm(number * _MM_PER[unit])
    return pt(number * _PT_PER[unit]) if unit else twips(number)


def whole(written: str | None) -> int | None:
    """A whole number; None for nothing and for nonsense."""
    match = re.fullmatch(r"\s*([+-]?[0-9]{1,9})\s*", written or "")
    return int(match[1]) if match else None


def emu(written: str | None) -> Length | None:
    """A length in the units of drawings."""
    number = whole(written)
    return None if number is None else pt(number / _EMU_PER_PT)


def color(written: str | None) -> str:
    """Six hexadecimal digits in capitals; empty for automatic and for nonsense."""
    return written.upper() if written and _COLOR.fullmatch(written) else ""


def alternatives(element: etree._Element) -> Iterator[etree._Element]:
    """The children of the first choice that is offered: text boxes stand twice in a file, for new programs and old."""
    choice = element.find(f"{MC}Choice")
    chosen = element.find(f"{MC}Fallback") if choice is None else choice
    if chosen is not None:
        yield from chosen
