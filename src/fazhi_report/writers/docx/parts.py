"""The parts of a .docx: those that every document shares, read once, and those that say whose it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType

from fazhi_report.tree.nodes import Properties
from fazhi_report.writers.docx.oxml import escape

BASE = Path(__file__).with_name("parts")
DOCUMENT = "word/document.xml"
CORE = "docProps/core.xml"
CONTENT_TYPES = "[Content_Types].xml"
RELATIONSHIPS = "word/_rels/document.xml.rels"
TYPES = "http://schemas.openxmlformats.org/package/2006"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


@cache
def base() -> Mapping[str, bytes]:
    """Styles, settings, fonts, footers and what binds them, as `fazhi_report.writers.docx.base` made them."""
    names = sorted(path for path in BASE.rglob("*") if path.name.endswith((".xml", ".rels")))
    return MappingProxyType({path.relative_to(BASE).as_posix(): path.read_bytes() for path in names})


def bind_parts(parts: Mapping[str, bytes], types: Iterable[str], bonds: Iterable[str]) -> dict[str, bytes]:
    """The parts with more entries in the list of content types and among the relationships of the document.

    Args:
        parts: The parts.
        types: ``Default`` and ``Override`` elements; a default may stand behind overrides.
        bonds: ``Relationship`` elements.
    """
    made = dict(parts)
    for name, end, more in ((CONTENT_TYPES, "</Types>", types), (RELATIONSHIPS, "</Relationships>", bonds)):
        made[name] = made[name].replace(end.encode(), f"{''.join(more)}{end}".encode())
    return made


def core_properties(properties: Properties) -> bytes:
    """Title, author and dates of the file: the organ wrote it, on the day of issue."""
    organ, stamp = escape(properties.organ), _stamp(properties.issued)
    text = (
        f"{DECLARATION}"
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(properties.title)}</dc:title><dc:creator>{organ}</dc:creator>"
        f"<cp:lastModifiedBy>{organ}</cp:lastModifiedBy><cp:revision>1</cp:revision>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{stamp}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{stamp}</dcterms:modified>'
        "<dc:language>zh-CN</dc:language></cp:coreProperties>"
    )
    return text.encode("utf-8")


def _stamp(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
