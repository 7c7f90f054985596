"""Properties of paragraphs and runs set in WordprocessingML that is there already, in the order of the schema."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from copy import deepcopy
from io import BytesIO

from lxml import etree

from fazhi_report.docx_in.inline import PASSED
from fazhi_report.docx_in.properties import W, child, local
from fazhi_report.docx_in.signs import names_symbols
from fazhi_report.norms.gbt9704 import Look
from fazhi_report.writers.docx.oxml import SCHEMA_ORDER
from fazhi_report.writers.docx.styles import StyleLook

_RANK = {
    parent: {name: at for at, name in enumerate(names.split())} for parent, names in SCHEMA_ORDER.items()
}


def symbol_styles(styles: etree._Element | None) -> frozenset[str]:
    """Return the identifiers of the styles in a font of symbols, where another face would print other signs."""
    found: set[str] = set()
    for style in () if styles is None else styles.iter(f"{W}style"):
        fonts = child(style, "rPr/rFonts")
        if names_symbols(fonts):
            found.add(style.get(f"{W}styleId", ""))
    return frozenset(found)


def runs_of(parent: etree._Element) -> Iterator[etree._Element]:
    """Yield the runs of a paragraph, those of links and fields among them; text boxes and ruby have their own."""
    for entry in parent:
        name = local(entry)
        if name == "r":
            yield entry
        elif name in PASSED or name == "fldSimple":
            yield from runs_of(entry)


def parted_at(
    runs: Sequence[etree._Element], texts: Sequence[str], extent: int
) -> Iterator[tuple[etree._Element, bool]]:
    """Yield runs and whether they belong to the heading; the run that holds its end is cut in two."""
    start = 0
    for run, text in zip(runs, texts, strict=True):
        at = extent - start
        start += len(text)
        if at <= 0 or at >= len(text):
            yield run, at > 0
            continue
        rest = deepcopy(run)
        run.addnext(rest)
        _cut(run, 0, at)
        _cut(rest, at, len(text))
        yield run, True
        yield rest, False


def _cut(run: etree._Element, start: int, end: int) -> None:
    """Keep the characters of a run from one offset to another; its words are all it holds."""
    at = 0
    for one in list(run.iter(f"{W}t")):
        words = one.text or ""
        one.text = words[max(start - at, 0) : max(end - at, 0)]
        one.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        at += len(words)
        if not one.text:
            run.remove(one)


def dress(properties: etree._Element, look: StyleLook, office: Look) -> None:
    """Set face, size and room between characters."""
    if look.type is None:
        return
    wanted = look.type
    fonts = child_in_order(properties, "rFonts")
    hint = fonts.get(f"{W}hint")
    fonts.attrib.clear()
    family = office.family(wanted.face)
    for slot in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(f"{W}{slot}", family)
    if hint is not None:
        fonts.set(f"{W}hint", hint)
    for name in ("sz", "szCs"):
        child_in_order(properties, name).set(f"{W}val", str(wanted.size.half_points))
    if look.spacing is not None:
        child_in_order(properties, "spacing").set(f"{W}val", str(look.spacing.tw))


def set_line(properties: etree._Element, height: int, *, before: int = 0, after: int = 0) -> None:
    """Set the exact height of lines and the room around a paragraph, in twips."""
    put_anew(
        properties, "spacing", before=before, beforeLines=0, beforeAutospacing=0, after=after, afterLines=0,
        afterAutospacing=0, line=height, lineRule="exact",
    )  # fmt: skip
    put_anew(properties, "snapToGrid", val=0)


def paragraph_properties(entry: etree._Element) -> etree._Element:
    """Return the properties of a paragraph; missing ones are made."""
    found = child(entry, "pPr")
    if found is None:
        found = etree.Element(f"{W}pPr")
        entry.insert(0, found)
    return found


def put_anew(parent: etree._Element, name: str, **attributes: int | str) -> None:
    """Set a child anew with these attributes alone."""
    found = child_in_order(parent, name)
    found.attrib.clear()
    for key, written in attributes.items():
        found.set(f"{W}{key}", str(written))


def child_in_order(parent: etree._Element, name: str) -> etree._Element:
    """Return the child of a name; a missing one is inserted in the order of the schema."""
    found = parent.find(f"{W}{name}")
    if found is None:
        found = etree.Element(f"{W}{name}")
        rank = _RANK[local(parent)]
        own = rank[name]
        at = next((at for at, one in enumerate(parent) if rank.get(local(one), -1) > own), len(parent))
        parent.insert(at, found)
    return found


def repacked(data: bytes, main: str, root: etree._Element) -> bytes:
    """Return a package with its main part replaced; the others are copied with their names, times and order."""
    buffer = BytesIO()
    written = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            is_main = entry.filename.lstrip("/") == main
            new.writestr(entry, written if is_main else old.read(entry), compress_type=zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
