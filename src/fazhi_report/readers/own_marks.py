"""The figures in a .docx written by this program: the data in its custom part, and the bookmarked text as edited since."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree
from pydantic import ValidationError

from fazhi_report.document.raw import RawDoubt, RawFigure
from fazhi_report.docx_in.archive import parse
from fazhi_report.docx_in.package import Package
from fazhi_report.docx_in.properties import MC, WP, W, value
from fazhi_report.docx_in.signs import DRAWN, printed, text_of
from fazhi_report.errors import FazhiError
from fazhi_report.model.figure import Figure
from fazhi_report.norms.catalogue import catalogue
from fazhi_report.numbers.figure import parse_figure
from fazhi_report.readers.own_page import is_key, value_of
from fazhi_report.writers.docx.parts import ATTRIBUTES, MARK_PREFIX, NAMESPACE

MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
VML = "{urn:schemas-microsoft-com:vml}"
REFERENCED = {
    "word/header": "页眉",
    "word/footer": "页脚（页码等）",
    "word/footnotes": "脚注",
    "word/endnotes": "尾注",
    "word/comments": "批注",
}
"""Prefixes of the names of parts beside the body, and the Chinese names of their contents."""

_SKIPPED = frozenset(
    {
        *(
            f"{W}{name}"
            for name in ("del", "moveFrom", "pPr", "rPr", "sdtPr", "txbxContent", "instrText", "rt")
        ),
        f"{MC}Fallback",
    }
)

Choice = Callable[["etree._Element"], bool]  # noqa: SLF001  (the only name of the type)


def words(element: etree._Element, chosen: Choice | None = None) -> str:
    """Return the text of a paragraph as printed, with breaks and tabs.

    Args:
        element: The paragraph.
        chosen: Whether to take a run; None takes all.
    """
    return "".join(_words(element, chosen))


def shown(element: etree._Element) -> Iterator[etree._Element]:
    """Yield the elements below a paragraph that belong to its printed text, in order."""
    for child in element:
        if child.tag not in _SKIPPED:
            yield child
            yield from shown(child)


def pictures(element: etree._Element) -> Iterator[str]:
    """Yield the alternative text of every picture and chart below an element; empty for one without."""
    for drawing in element.iter(*DRAWN):
        shown = drawing.find(f".//{WP}docPr"), drawing.find(f".//{VML}imagedata")
        holds_words = drawing.find(f".//{W}txbxContent") is not None
        if shown != (None, None) and not holds_words and not is_fallback(drawing):
            yield str(shown[0].get("descr", "")) if shown[0] is not None else ""


def is_fallback(element: etree._Element) -> bool:
    """Whether an element is the fallback of its neighbour for old programs."""
    return any(parent.tag == f"{MC}Fallback" for parent in element.iterancestors())


def _words(element: etree._Element, chosen: Choice | None) -> Iterator[str]:
    for child in element:
        if child.tag in _SKIPPED:
            continue
        if child.tag == f"{W}r" and chosen is not None and not chosen(child):
            continue
        text = _text(child)
        if text is None:
            yield from _words(child, chosen)
        else:
            yield text


def _text(element: etree._Element) -> str | None:
    """Return the text that an element of a run prints; None for all others."""
    if element.tag == f"{W}t":
        return text_of(element)
    if element.tag == f"{MATH}t":
        return element.text or ""
    return printed(element) if str(element.tag).startswith(W) else None


MOST_BYTES = 1024 * 1024
"""Largest custom part that is read, in bytes; a report of a hundred figures has about 30,000."""
_MOST_PARTS = 16
_MOST_OPEN = 8
_LONGEST = 1000
_NUMERIC = frozenset("0123456789.,-−")


@dataclass(frozen=True, slots=True)
class MarkPlace:
    """A bookmarked text with its place.

    Args:
        key: The key of the marked figure.
        words: The current text; empty when the mark contains something that cannot be a figure.
        nodes: The elements that contain it.
        paragraph: Its paragraph.
    """

    key: str
    words: str
    nodes: tuple[etree._Element, ...]
    paragraph: etree._Element


@dataclass(slots=True)
class Marked:
    """The marked figures of a document.

    Args:
        figures: The figures, by key; their marked texts have been replaced by references.
        doubts: Doubts for the drafter, each with its paragraph, if any.
        lines: Paragraph → its number; the reader of the document fills in the numbers.
        edited: Figures whose text was edited after the file was written.
    """

    figures: dict[str, RawFigure] = field(default_factory=dict)
    doubts: list[tuple[str, str, etree._Element | None]] = field(default_factory=list)
    lines: dict[etree._Element, int] = field(default_factory=dict)
    edited: set[str] = field(default_factory=set)

    def doubt(self, key: str, words: str, place: MarkPlace | None = None) -> None:
        """Record a doubt for the drafter."""
        paragraph = None if place is None else place.paragraph
        self.doubts.append((key, words, paragraph))
        if paragraph is not None:
            self.lines.setdefault(paragraph, 0)

    def numbered_doubts(self) -> Iterator[RawDoubt]:
        """Yield the doubts with their paragraph numbers, which must be known by now."""
        for key, words, paragraph in self.doubts:
            yield RawDoubt(key, words, 0 if paragraph is None else self.lines[paragraph])


@dataclass(frozen=True, slots=True)
class _Written:
    """A figure as the custom part gives it."""

    text: str
    fields: Mapping[str, str]
    data: Mapping[str, str]
    marks: int


def take_marks(package: Package, body: etree._Element) -> Marked:
    """Read the figures of the custom part, and replace the text that prints them by references.

    Where the text and the part differ, the text is right, since the drafter edits the text.

    Args:
        package: The file.
        body: The document; marked figures become ``{{ key }}``.
    """
    root = _part(package)
    marked = Marked()
    if root is None:
        return marked
    written, names = _read(root)
    places: dict[str, list[MarkPlace]] = {}
    for place in _places(body, names):
        places.setdefault(place.key, []).append(place)
    for key, figure in written.items():
        _settle(key, figure, places.get(key, []), marked)
    return marked


def _part(package: Package) -> etree._Element | None:
    """Return this program's custom part; None when missing or damaged. Parts of other programs are not parsed."""
    parts = [part for kind, part in package.targets(package.main).values() if kind == "customXml"]
    for name in parts[:_MOST_PARTS]:
        if name not in package.names or package.archive.size(name) > MOST_BYTES:
            continue
        try:
            data = package.archive.read(name)
            root = parse(data, name) if NAMESPACE.encode() in data else None
        except FazhiError:
            continue
        if root is not None and root.tag == f"{{{NAMESPACE}}}figures":
            return root
    return None


def _read(root: etree._Element) -> tuple[dict[str, _Written], dict[str, str]]:
    """Return the figures by key, and the keys by bookmark name."""
    written: dict[str, _Written] = {}
    names: dict[str, str] = {}
    for entry in root.iterchildren(f"{{{NAMESPACE}}}figure"):
        key, text = entry.get("key", ""), entry.get("text", "")
        if not is_key(key) or len(key) > _LONGEST or key in written:
            continue
        marks = dict.fromkeys(entry.get("marks", "").split())
        own = [name for name in marks if name.startswith(MARK_PREFIX) and name not in names]
        names |= dict.fromkeys(own, key)
        status = entry.get("status")
        fields = {"status": str(status)} if status else value_of(text)
        written[key] = _Written(text, fields, _data_of(key, entry), len(own))
    return written, names


def _data_of(key: str, entry: etree._Element) -> dict[str, str]:
    """Return the data of a figure that a data file may contain, without a label that equals the default."""
    data = {name: " ".join(str(entry.get(name, "")).split(" ")).strip() for name in ATTRIBUTES}
    listed = catalogue().get(key)
    if data["label"] in {key, listed.label if listed else key}:
        data.pop("label")
    return {
        name: text
        for name, text in data.items()
        if text and len(text) <= _LONGEST and text.replace("\u3000", " ").isprintable()
    }


def _places(body: etree._Element, names: Mapping[str, str]) -> Iterator[MarkPlace]:
    """Yield the marks that begin and end in the same paragraph, in the order of the document."""
    paragraphs: dict[etree._Element, None] = {}
    for start in body.iter(f"{W}bookmarkStart") if names else ():
        if value(start, name="name") in names and not is_fallback(start):
            paragraph = next(start.iterancestors(f"{W}p"), None)
            if paragraph is not None:
                paragraphs[paragraph] = None
    for paragraph in paragraphs:
        yield from _Walk(paragraph, names).places()


@dataclass(slots=True)
class _Walk:
    """Reads the marks of a paragraph."""

    paragraph: etree._Element
    names: Mapping[str, str]
    open: dict[str, tuple[str, int, list[etree._Element]]] = field(default_factory=dict)
    closed: list[tuple[str, int, int, list[etree._Element]]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    length: int = 0

    def places(self) -> Iterator[MarkPlace]:
        """Yield the marks of the paragraph; of two overlapping ones, the one that ends first."""
        for element in shown(self.paragraph):
            self._take(element)
        text = "".join(self.texts)
        starts, ends = {one[1] for one in self.closed}, {one[2] for one in self.closed}
        used: set[etree._Element] = set()
        for key, start, end, nodes in self.closed:
            fit = used.isdisjoint(nodes) and all(node.tag == f"{W}t" for node in nodes)
            before = text[start - 1 : start] if start and start not in ends else ""
            after = "" if end in starts else text[end : end + 1]
            fit = fit and not _goes_on(before, text[start:end], after)
            used.update(nodes)
            yield MarkPlace(key, text[start:end].strip() if fit else "", tuple(nodes), self.paragraph)

    def _take(self, element: etree._Element) -> None:
        tag, number = element.tag, value(element, name="id") or ""
        if tag == f"{W}bookmarkStart":
            key = self.names.get(value(element, name="name") or "")
            if key is not None and len(self.open) < _MOST_OPEN:
                self.open[number] = key, self.length, []
        elif tag == f"{W}bookmarkEnd":
            if number in self.open:
                key, start, nodes = self.open.pop(number)
                self.closed.append((key, start, self.length, nodes))
        elif (words := _text(element)) is not None:
            self.texts.append(words)
            self.length += len(words)
            for _, _, nodes in self.open.values():
                nodes.append(element)


def _goes_on(before: str, inside: str, after: str) -> bool:
    """Whether a digit beside the mark belongs to its number, because somebody typed it outside the mark."""
    return (before.isdigit() and inside[:1] in _NUMERIC) or (after.isdigit() and inside[-1:] in _NUMERIC)


def _settle(key: str, written: _Written, places: list[MarkPlace], marked: Marked) -> None:
    """Determine the current value of a figure and replace its texts by references."""
    read = [(place, _fields(place.words, written)) for place in places]
    good = [(place, fields) for place, fields in read if fields]
    edited = [(place, fields) for place, fields in good if place.words != written.text]
    if not written.fields and not edited:
        # It was printed in words from the start (增长14.6%), which a data file cannot contain.
        return
    for place, fields in read:
        if not fields and place.words != written.text:
            message = f"这里原来印的是“{key}”的数“{written.text}”，现在认不出是数，照文字收，没有用键"
            marked.doubt(key, message, place)
    if good:
        chosen, fields = (edited or good)[0]
        if _keep(key, chosen.words, fields, written, marked):
            _place(key, written, chosen.words, [place for place, _ in good], marked)
            if len(places) < written.marks:
                message = f"写出时印了 {written.marks} 处，现在找到标记的有 {len(places)} 处"
                marked.doubt(key, message)
    elif not written.marks:
        _keep(key, written.text, written.fields, written, marked)
    elif not places:
        message = f"指标“{key}”写出时印的是“{written.text}”，正文里找不到它的标记了，没有收"
        marked.doubt(key, message)


def _place(key: str, written: _Written, chosen: str, places: list[MarkPlace], marked: Marked) -> None:
    """Replace the texts that equal the figure by references, and leave others unchanged."""
    for place in places:
        if place.words != chosen:
            message = f"“{key}”这里印的是“{place.words}”，别处是“{chosen}”；这里照文字收，没有用键"
            marked.doubt(key, message, place)
            continue
        if chosen != written.text and key not in marked.edited:
            marked.edited.add(key)
            message = f"文件写出时是“{written.text}”，现在文中是“{chosen}”，照文中的写"
            marked.doubt(key, message, place)
        _refer(place)


def _fields(words: str, written: _Written) -> Mapping[str, str]:
    """Return the text as a figure of the data file; empty when it is not a figure."""
    if words == written.text:
        return written.fields
    found = value_of(words)
    # A unit typed after the end of the mark is not part of it.
    if _unit(written.fields) and "value" in found and not _unit(found):
        return {}
    return found


def _unit(fields: Mapping[str, str]) -> str:
    return parse_figure(fields["value"]).unit if "value" in fields else ""


def _keep(key: str, text: str, fields: Mapping[str, str], written: _Written, marked: Marked) -> bool:
    """Record the figure, if necessary without its additional data; return whether a data file can contain it."""
    for extra in (written.data, {}):
        made = {**fields, **extra}
        try:
            Figure.model_validate(made)
        except ValidationError:
            continue
        marked.figures[key] = RawFigure(text, made)
        return True
    return False


def _refer(place: MarkPlace) -> None:
    """Replace the text by a reference; white space at its ends stays outside."""
    text = "".join(node.text or "" for node in place.nodes)
    before, _, after = text.partition(place.words)
    for node in place.nodes:
        node.text = ""
    place.nodes[0].text = f"{before}{{{{ {place.key} }}}}{after}"
