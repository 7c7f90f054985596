"""The parts of a .docx: those that all documents share, core properties, and the marks of figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType

from fazhi_report.document.fact import Fact
from fazhi_report.document.nodes import Datum, Document, Inline, Properties
from fazhi_report.norms.catalogue import catalogue
from fazhi_report.writers.docx.oxml import escape, run, runs
from fazhi_report.writers.docx.styles import StyleId

BASE = Path(__file__).with_name("parts")
DOCUMENT = "word/document.xml"
CORE = "docProps/core.xml"
CONTENT_TYPES = "[Content_Types].xml"
RELATIONSHIPS = "word/_rels/document.xml.rels"
TYPES = "http://schemas.openxmlformats.org/package/2006"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


@cache
def base() -> Mapping[str, bytes]:
    """Part name → content of the parts that `fazhi_report.writers.docx.base` has made."""
    names = sorted(path for path in BASE.rglob("*") if path.name.endswith((".xml", ".rels")))
    return MappingProxyType({path.relative_to(BASE).as_posix(): path.read_bytes() for path in names})


def bind_parts(parts: Mapping[str, bytes], types: Iterable[str], bonds: Iterable[str]) -> dict[str, bytes]:
    """The parts with further content types and relationships of the document.

    Args:
        parts: The parts.
        types: ``Default`` and ``Override`` elements, in any order.
        bonds: ``Relationship`` elements.
    """
    made = dict(parts)
    for name, end, more in ((CONTENT_TYPES, "</Types>", types), (RELATIONSHIPS, "</Relationships>", bonds)):
        made[name] = made[name].replace(end.encode(), f"{''.join(more)}{end}".encode())
    return made


def core_properties(properties: Properties) -> bytes:
    """The core properties: title, the organ as author, the date of issue as date."""
    organ, stamp = escape(properties.organ), _stamp(properties.issued)
    return _core(
        properties.title,
        f"<dc:creator>{organ}</dc:creator><cp:lastModifiedBy>{organ}</cp:lastModifiedBy>"
        "<cp:revision>1</cp:revision>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{stamp}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{stamp}</dcterms:modified>',
    )


def core_title(title: str) -> bytes:
    """The core properties of a file that has a title, and neither author nor date."""
    return _core(title, "")


def _core(title: str, more: str) -> bytes:
    text = (
        f"{DECLARATION}"
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title>{more}"
        "<dc:language>zh-CN</dc:language></cp:coreProperties>"
    )
    return text.encode("utf-8")


def _stamp(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


NAMESPACE = "urn:fazhi-report:figures"
"""Namespace of the custom XML part that describes the figure of each bookmark."""
MARK_PREFIX = "_fz"
"""Prefix of the names of the bookmarks: the underscore hides them in Word's dialog (ISO/IEC 29500-1, 17.13.6.2)."""
ATTRIBUTES = ("label", "scope", "period", "source", "note")
"""The attributes of a figure in the part besides key and text: those that the web page shows."""


_ITEM, _PROPERTIES = "customXml/item1.xml", "customXml/itemProps1.xml"
_BOND = "customXml/_rels/item1.xml.rels"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PROPERTIES_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_NAMES = ("key", "text", "marks", "status", *ATTRIBUTES)
# A document has one such part: its id need only differ from those of other programs.
_STORE = "{6B1F0A52-2C7D-4E0B-9A35-7D1C5E9F2A46}"


class FigureMarks:
    """Writes inlines with a bookmark around every figure; the bookmarks are numbered in the order of writing.

    Args:
        document: Figures among its facts get a bookmark, others do not.
    """

    def __init__(self, document: Document) -> None:
        self._facts = document.facts
        self._texts = {fact.key: fact.text for fact in document.facts}
        self._only_printed = document.properties.edition != "publish"
        self._keys: list[str] = []

    def render(self, parts: Iterable[Inline], style: StyleId | None = None) -> str:
        """Inlines as runs, each figure inside its bookmark.

        Args:
            parts: The inlines.
            style: Character style of everything that is not `Strong`.
        """
        written: list[str] = []
        pending: list[Inline] = []
        for part in parts:
            if isinstance(part, Datum) and self._texts.get(part.key) == part.text:
                written += runs(pending, style), self._marked(part, style)
                pending.clear()
            else:
                pending.append(part)
        return "".join((*written, runs(pending, style)))

    def add_parts(self, parts: Mapping[str, bytes]) -> dict[str, bytes]:
        """The parts of a package with the part that describes the figures; to be called after all inlines are written."""
        figures = "".join(self._figures())
        if not figures:
            return dict(parts)
        bond = f'<Relationship Id="rIdFigures" Type="{_OFFICE}/relationships/customXml" Target="../{_ITEM}"/>'
        kind = f'<Override PartName="/{_PROPERTIES}" ContentType="{_PROPERTIES_TYPE}"/>'
        made = bind_parts(parts, [kind], [bond])
        made[_ITEM] = f'{DECLARATION}<figures xmlns="{NAMESPACE}">{figures}</figures>'.encode()
        made[_PROPERTIES] = (
            f'{DECLARATION}<ds:datastoreItem xmlns:ds="{_OFFICE}/customXml" ds:itemID="{_STORE}"><ds:schemaRefs>'
            f'<ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
        ).encode()
        made[_BOND] = (
            f'{DECLARATION}<Relationships xmlns="{TYPES}/relationships"><Relationship Id="rId1"'
            f' Type="{_OFFICE}/relationships/customXmlProps" Target="itemProps1.xml"/></Relationships>'
        ).encode()
        return made

    def _marked(self, part: Datum, style: StyleId | None) -> str:
        self._keys.append(part.key)
        number = len(self._keys)
        return (
            f'<w:bookmarkStart w:id="{number}" w:name="{MARK_PREFIX}{number}"/>'
            f'{run(part.text, style)}<w:bookmarkEnd w:id="{number}"/>'
        )

    def _figures(self) -> Iterator[str]:
        names: dict[str, list[str]] = {}
        for number, key in enumerate(self._keys, 1):
            names.setdefault(key, []).append(f"{MARK_PREFIX}{number}")
        for fact in self._facts:
            if fact.key in names or not self._only_printed:
                yield f"<figure{_attributes(fact, ' '.join(names.get(fact.key, ())))}/>"


def _attributes(fact: Fact, marks: str) -> str:
    """The attributes of a figure as XML; the texts are escaped in one call, since a report has a hundred figures."""
    status = "" if fact.status == "value" else fact.status
    listed = catalogue().get(fact.key)
    label = "" if listed is not None and listed.label == fact.label else fact.label
    texts = (fact.key, fact.text, marks, status, label, fact.scope, fact.period, fact.source, fact.note)
    written = escape("\n".join(text.replace("\n", " ") for text in texts)).split("\n")
    return "".join([f' {name}="{text}"' for name, text in zip(_NAMES, written, strict=True) if text])
