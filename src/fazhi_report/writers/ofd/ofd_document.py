"""Document → OFD: the page that Typst has set, glyph by glyph, with the parts of the fonts that it uses."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING, cast

from fazhi_report import __version__
from fazhi_report.document.nodes import Document, Properties
from fazhi_report.norms.gbt9704 import Profile
from fazhi_report.norms.length import pt
from fazhi_report.writers.fonts import Font, installed
from fazhi_report.writers.ofd.glyph_rows import GlyphRow, in_rows
from fazhi_report.writers.ofd.subset import subset
from fazhi_report.writers.ofd.xml_parts import (
    Entry,
    Numbers,
    child,
    content,
    numbers,
    outline,
    page_part,
    root,
)
from fazhi_report.writers.package import pack

if TYPE_CHECKING:
    from pypdf import PdfReader
    from pypdf.generic import Destination

_FOLDER = "Doc_0"
_RESOURCES = "Res"


def write(document: Document, profile: Profile) -> bytes:
    """The document as an OFD package: same document, profile and fonts, same bytes.

    Raises:
        FazhiError: typst, fonttools or pdfminer is missing; a character is in no font.
    """
    from fazhi_report.writers.typst.setter import set_document  # noqa: PLC0415  (an extra)

    made = set_document(document, profile, installed())
    fonts = {one.font.postscript: one.font for one in (*(face.chosen for face in made.faces), *made.others)}
    return package(made.content, fonts.values(), document.properties)


def package(pdf: bytes, fonts: Iterable[Font], properties: Properties) -> bytes:
    """An OFD package of a PDF that this program has set.

    Args:
        pdf: The PDF.
        fonts: The installed fonts that it uses.
        properties: Title, author and date.
    """
    from fazhi_report.writers.ofd.set_pages import read_pages  # noqa: PLC0415  (an extra)

    pages = list(read_pages(pdf))
    rows = [list(in_rows(page.marks)) for page in pages]
    used = _used(row for one in rows for row in one if isinstance(row, GlyphRow))
    by_name = {one.postscript: one for one in fonts}
    ids = Numbers()
    font_ids = {name: ids.take() for name in used}
    parts = {
        f"{_FOLDER}/{_RESOURCES}/{_font_file(font_ids[name])}": subset(by_name[name], characters)
        for name, characters in used.items()
    }
    page_ids = [ids.take() for _ in pages]
    for number, (page, marks) in enumerate(zip(pages, rows, strict=True)):
        parts[_page_file(number)] = page_part(page, marks, ids, font_ids)
    parts[f"{_FOLDER}/PublicRes.xml"] = _resources(font_ids, by_name)
    whole = (0, 0, pages[0].width, pages[0].height)
    parts[f"{_FOLDER}/Document.xml"] = _document(ids, page_ids, whole, _entries(pdf))
    digest = hashlib.sha256(b"".join(parts[name] for name in sorted(parts))).hexdigest()[:32]
    parts["OFD.xml"] = _index(properties, digest)
    return pack(parts)


def _used(rows: Iterable[GlyphRow]) -> dict[str, set[str]]:
    """PostScript name of each font in the order of the pages → the characters that are set in it."""
    found: dict[str, set[str]] = {}
    for row in rows:
        found.setdefault(row.first.font, set()).update(row.text)
    return found


def _font_file(number: str) -> str:
    return f"font_{number}.ttf"


def _page_file(number: int) -> str:
    return f"{_FOLDER}/Pages/Page_{number}/Content.xml"


def _resources(ids: dict[str, str], fonts: dict[str, Font]) -> bytes:
    """The fonts (7.9, 11.1)."""
    made = root("Res", BaseLoc=_RESOURCES)
    holder = child(made, "Fonts")
    for name, number in ids.items():
        font = child(holder, "Font", ID=number, FontName=name, FamilyName=fonts[name].families[0])
        child(font, "FontFile", _font_file(number))
    return content(made)


def _document(ids: Numbers, pages: Sequence[str], box: Sequence[float], entries: Sequence[Entry]) -> bytes:
    """The root of the document (7.5)."""
    made = root("Document")
    common = child(made, "CommonData")
    child(common, "MaxUnitID", str(ids.last))
    child(child(common, "PageArea"), "PhysicalBox", numbers(box))
    child(common, "PublicRes", "PublicRes.xml")
    holder = child(made, "Pages")
    for number, page in enumerate(pages):
        child(holder, "Page", ID=page, BaseLoc=_page_file(number).removeprefix(f"{_FOLDER}/"))
    if entries:
        outline(child(made, "Outlines"), entries, pages)
    return content(made)


def _index(properties: Properties, digest: str) -> bytes:
    """The entrance of the package (7.4)."""
    made = root("OFD", Version="1.0", DocType="OFD")
    body = child(made, "DocBody")
    info = child(body, "DocInfo")
    day = properties.issued.isoformat()
    for name, text in (
        ("DocID", digest),
        ("Title", properties.title),
        ("Author", properties.organ),
        ("CreationDate", day),
        ("ModDate", day),
        ("Creator", "fazhi-report"),
        ("CreatorVersion", __version__),
    ):
        child(info, name, text)
    child(body, "DocRoot", f"{_FOLDER}/Document.xml")
    return content(made)


def _entries(pdf: bytes) -> tuple[Entry, ...]:
    """The outline of the PDF."""
    from pypdf import PdfReader  # noqa: PLC0415  (an extra)

    reader = PdfReader(BytesIO(pdf))
    return _level(reader, reader.outline)


def _level(reader: PdfReader, items: Sequence[object]) -> tuple[Entry, ...]:
    """One level of the outline; a list among its items holds what is below the item before it."""
    made: list[Entry] = []
    for item in items:
        if isinstance(item, list):
            made[-1] = replace(made[-1], entries=_level(reader, item))
            continue
        entry = cast("Destination", item)
        page = reader.get_destination_page_number(entry) or 0
        height = float(reader.pages[page].mediabox.top)
        made.append(Entry(str(entry.title), page, pt(height - float(entry.top or height)).mm))
    return tuple(made)
