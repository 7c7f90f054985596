"""Removal of the links that an office program would fetch on opening a file; the text is unchanged."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile

from lxml import etree

from fazhi_report.docx_in.archive import open_archive, parse

_REFERRING = frozenset({"href", "src", "althref"})
_ELSEWHERE = re.compile(r"\s*(?:[A-Za-z][A-Za-z0-9+.-]*:|[/\\]|\.\.)")
_FETCHING = re.compile(
    r"\b(?:INCLUDEPICTURE|INCLUDETEXT|INCLUDE|IMPORT|LINK|DDEAUTO|DDE|DATABASE)\b", re.IGNORECASE
)
_KEPT = "QUOTE"
"""A field code whose result is stored in the file."""
_SUSPECT = re.compile(rb"TargetMode|(?:href|src)\s*=|instr", re.IGNORECASE)
_FETCHING_BYTES = (b"INCLUDEPICTURE", b"INCLUDETEXT", b"DDEAUTO", b"\\*\\template ")


def without_links(data: bytes) -> bytes:
    """Return the file without anything that an office program would fetch; hyperlinks are kept.

    In packages the links are removed. In older formats, which have no parts, the names of fetching fields are
    made invalid at the same length, so that such a field keeps its stored result.

    Raises:
        FazhiError: The package is damaged or exceeds the limits of `archive`.
    """
    if data.startswith(b"PK"):
        return _package(data)
    for name in _FETCHING_BYTES:
        for word in (name, name.decode("ascii").encode("utf-16-le")):
            data = re.sub(re.escape(word), _spoilt, data, flags=re.IGNORECASE)
    return data


def _spoilt(found: re.Match[bytes]) -> bytes:
    """Return the name with its last letter changed, in an encoding with one or two bytes per letter."""
    word = found[0]
    at = max(index for index, byte in enumerate(word) if chr(byte).isalpha())
    return word[:at] + b"x" + word[at + 1 :]


def _package(data: bytes) -> bytes:
    archive = open_archive(data)
    archive.survey()
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for entry in archive.zipped.infolist():
            content = archive.zipped.read(entry)
            made.writestr(entry, _part(entry.filename, content))
    return stream.getvalue()


def _part(name: str, content: bytes) -> bytes:
    """Return a part without links; the same bytes when it has none."""
    if not name.endswith((".xml", ".rels")) or not _SUSPECT.search(content):
        return content
    root = parse(content, name)
    changed = _without_relationships(root) if name.endswith(".rels") else _without_references(root)
    return (
        etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True) if changed else content
    )


def _without_relationships(root: etree._Element) -> bool:
    fetched = [entry for entry in root if is_fetched(entry)]
    for entry in fetched:
        root.remove(entry)
    return bool(fetched)


def _without_references(root: etree._Element) -> bool:
    changed = False
    for element in root.iter(etree.Element):
        for name, words in element.attrib.items():
            local = etree.QName(name).localname
            if local in _REFERRING and _ELSEWHERE.match(str(words)) and not _is_hyperlink(element):
                del element.attrib[name]
                changed = True
            elif local == "instr" and _FETCHING.search(str(words)):
                element.set(name, _FETCHING.sub(_KEPT, str(words)))
                changed = True
        if element.text and etree.QName(element).localname == "instrText" and _FETCHING.search(element.text):
            element.text = _FETCHING.sub(_KEPT, element.text)
            changed = True
    return changed


def _is_hyperlink(element: etree._Element) -> bool:
    """Whether a link is only followed on a click: ``text:a`` and ``draw:a`` of OpenDocument."""
    return etree.QName(element).localname == "a"


def is_fetched(relationship: etree._Element) -> bool:
    """Whether an office program would fetch the target of a relationship: it is external and not a hyperlink."""
    return relationship.get("TargetMode") == "External" and not relationship.get("Type", "").endswith(
        "/hyperlink"
    )


def kind_of(relationship: etree._Element) -> str:
    """Return the last word of a relationship's type."""
    return posixpath.basename(relationship.get("Type", ""))
