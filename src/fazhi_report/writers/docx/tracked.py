"""Tracked changes as WordprocessingML: paragraphs, tables and runs marked as inserted or deleted (w:ins, w:del)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from itertools import count, groupby

from lxml import etree

from fazhi_report.document.edits import text_script
from fazhi_report.document.revision import Mark, RevisedRow, Script, new_words, old_words
from fazhi_report.writers.docx.oxml import R_NAMESPACE, W_NAMESPACE

Element = etree._Element  # noqa: SLF001  (lxml has no other name for its type)
_W = f"{{{W_NAMESPACE}}}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_CHARACTERS = {f"{_W}br": "\n", f"{_W}tab": "\t"}
_ELEMENTS = {"\n": f"{_W}br", "\t": f"{_W}tab"}
_NAMES = {Mark.INSERTED: "ins", Mark.DELETED: "del"}


@dataclass(frozen=True, slots=True)
class _Unit:
    """One character and the properties of its run as canonical XML."""

    text: str
    look: bytes


class Tracker:
    """Marks elements as inserted or deleted by one author.

    Args:
        author: The author of the changes.
        day: The date of the changes.
    """

    def __init__(self, author: str, day: date) -> None:
        self._author, self._date = author, f"{day.isoformat()}T00:00:00Z"
        self._ids = count(1)

    def whole(self, element: Element, mark: Mark) -> Element:
        """A paragraph or a table that is in one version only, marked as a whole."""
        if element.tag == f"{_W}tbl":
            for row in element.iterchildren(f"{_W}tr"):
                self._whole_row(row, mark)
            return element
        return self._whole_paragraph(element, mark)

    def paragraph(self, before: Element, after: Element, script: Script) -> Element:
        """A paragraph that is in both versions; each run keeps the properties of its version."""
        was, now = _units(before), _units(after)
        if old_words(script) != _text(was) or new_words(script) != _text(now):
            script = text_script(_text(was), _text(now))
        made = etree.Element(f"{_W}p")
        self._properties(made, before, after)
        at = {Mark.DELETED: 0, Mark.INSERTED: 0}
        for mark, text in script:
            source = was if mark is Mark.DELETED else now
            start = at[Mark.DELETED if mark is Mark.DELETED else Mark.INSERTED]
            self._put(made, source[start : start + len(text)], mark)
            at[Mark.DELETED] += len(text) if mark is not Mark.INSERTED else 0
            at[Mark.INSERTED] += len(text) if mark is not Mark.DELETED else 0
        return made

    def table(self, before: Element, after: Element, rows: Sequence[RevisedRow]) -> Element:
        """A table that is in both versions, with the properties of the new one."""
        old, new = list(before.iterchildren(f"{_W}tr")), list(after.iterchildren(f"{_W}tr"))
        made = etree.Element(f"{_W}tbl")
        made.extend(deepcopy(child) for child in after if child.tag != f"{_W}tr")
        for row in rows:
            made.append(self._row(row, old, new))
        return made

    def settle_end(self, elements: list[Element]) -> None:
        """Put the last paragraph into both versions: the paragraph mark at the end of a section or file cannot be tracked.

        The last paragraph of the other version passes its text, or its tracked mark, to the paragraphs before it; nothing
        changes where either version ends with a table.
        """
        last, mark = elements[-1], _mark_of(elements[-1])
        kept = next((one for one in reversed(elements) if _mark_of(one) is not mark), None)
        if mark is Mark.KEPT or kept is None or f"{_W}tbl" in (last.tag, kept.tag):
            return
        new, old = (last, kept) if mark is Mark.INSERTED else (kept, last)
        properties, before = _bare_properties(new), _bare_properties(old, as_it_was=True)
        if _mark_of(kept) is Mark.KEPT:
            etree.SubElement(_child(kept, "pPr"), f"{_W}rPr").append(self._mark(mark))
            _sort_properties(kept)
        else:
            place = 1 if last.find(f"{_W}pPr") is not None else 0
            for run in reversed([child for child in kept if child.tag != f"{_W}pPr"]):
                last.insert(place, run)
            elements.remove(kept)
        there = last.find(f"{_W}pPr")
        if there is not None:
            last.remove(there)
        last.insert(0, properties)
        if _canonical(properties) != _canonical(before):
            etree.SubElement(properties, f"{_W}pPrChange", self._attributes()).append(before)

    def _row(self, row: RevisedRow, old: Sequence[Element], new: Sequence[Element]) -> Element:
        if row.after is None:
            return self._whole_row(old[row.before or 0], Mark.DELETED)
        if row.before is None:
            return self._whole_row(new[row.after], Mark.INSERTED)
        made = new[row.after]
        paragraphs = zip(old[row.before].iter(f"{_W}p"), list(made.iter(f"{_W}p")), strict=True)
        # A row that is one merged cell shows the first cell alone.
        for (was, now), script in zip(paragraphs, row.cells, strict=False):
            parent = now.getparent()
            if parent is not None:
                parent.replace(now, self.paragraph(was, now, script))
        return made

    def _whole_row(self, row: Element, mark: Mark) -> Element:
        properties = _child(row, "trPr")
        properties.append(self._mark(mark))
        for paragraph in list(row.iter(f"{_W}p")):
            parent = paragraph.getparent()
            if parent is not None:
                parent.replace(paragraph, self._runs(paragraph, mark))
        return row

    def _whole_paragraph(self, paragraph: Element, mark: Mark) -> Element:
        made = self._runs(paragraph, mark)
        looks = etree.SubElement(_child(made, "pPr"), f"{_W}rPr")
        looks.append(self._mark(mark))
        return made

    def _runs(self, paragraph: Element, mark: Mark) -> Element:
        """The paragraph with all its runs marked as inserted or deleted."""
        made = etree.Element(f"{_W}p")
        properties = paragraph.find(f"{_W}pPr")
        if properties is not None:
            made.append(deepcopy(properties))
        drawings = [run for run in paragraph.iterchildren(f"{_W}r") if run.find(f"{_W}drawing") is not None]
        if drawings:
            # A drawing has no words to mark one by one: it comes or goes as it is.
            marked = self._mark(mark)
            marked.extend(deepcopy(run) for run in drawings)
            made.append(marked)
        self._put(made, _units(paragraph), mark)
        return made

    def _properties(self, made: Element, before: Element, after: Element) -> None:
        was, now = before.find(f"{_W}pPr"), after.find(f"{_W}pPr")
        if now is not None:
            made.append(deepcopy(now))
        if _canonical(was) != _canonical(now):
            change = etree.SubElement(_child(made, "pPr"), f"{_W}pPrChange", self._attributes())
            change.append(etree.Element(f"{_W}pPr") if was is None else deepcopy(was))

    def _put(self, paragraph: Element, units: Sequence[_Unit], mark: Mark) -> None:
        if not units:
            return
        parent = paragraph
        if mark is not Mark.KEPT:
            parent = self._mark(mark)
            paragraph.append(parent)
        for look, group in groupby(units, key=lambda unit: unit.look):
            parent.append(_run(look, "".join(unit.text for unit in group), deleted=mark is Mark.DELETED))

    def _mark(self, mark: Mark) -> Element:
        return etree.Element(f"{_W}{_NAMES[mark]}", self._attributes())

    def _attributes(self) -> dict[str, str]:
        return {f"{_W}id": str(next(self._ids)), f"{_W}author": self._author, f"{_W}date": self._date}


def read(xml: str) -> list[Element]:
    """The elements of a piece of ``w:body`` as XML text."""
    root = etree.fromstring(f'<w:body xmlns:w="{W_NAMESPACE}" xmlns:r="{R_NAMESPACE}">{xml}</w:body>')
    return list(root)


def is_same(before: Element, after: Element) -> bool:
    """Whether two elements are equal as canonical XML."""
    return _canonical(before) == _canonical(after)


def style(element: Element) -> str:
    """The paragraph style of a paragraph; empty for the default one and for tables."""
    found = element.find(f"{_W}pPr/{_W}pStyle")
    return "" if found is None else found.get(f"{_W}val", "")


def _mark_of(element: Element) -> Mark:
    """The mark of the element as a whole; `Mark.KEPT` where it is in both versions."""
    holders = list(element.iterchildren(f"{_W}tr")) if element.tag == f"{_W}tbl" else [element]
    for mark, name in _NAMES.items():
        if all(
            holder.find(f"{_W}trPr/{_W}{name}") is not None
            or holder.find(f"{_W}pPr/{_W}rPr/{_W}{name}") is not None
            for holder in holders
        ):
            return mark
    return Mark.KEPT


def _bare_properties(paragraph: Element, *, as_it_was: bool = False) -> Element:
    """A copy of the properties of a paragraph without tracked marks; on request the properties before the change."""
    found = paragraph.find(f"{_W}pPr")
    if as_it_was and (changed := paragraph.find(f"{_W}pPr/{_W}pPrChange/{_W}pPr")) is not None:
        found = changed
    made = etree.Element(f"{_W}pPr") if found is None else deepcopy(found)
    for name in ("rPr", "sectPr", "pPrChange"):
        for child in made.findall(f"{_W}{name}"):
            made.remove(child)
    return made


def _sort_properties(paragraph: Element) -> None:
    """Put mark, section and change, in this order, at the end of the properties (ISO/IEC 29500-1, A.1)."""
    properties = _child(paragraph, "pPr")
    for name in ("rPr", "sectPr", "pPrChange"):
        for child in properties.findall(f"{_W}{name}"):
            properties.append(child)


def _units(paragraph: Element) -> list[_Unit]:
    return [unit for run in paragraph.iterchildren(f"{_W}r") for unit in _units_of(run)]


def _units_of(run: Element) -> Iterator[_Unit]:
    properties = run.find(f"{_W}rPr")
    look = b"" if properties is None else etree.tostring(properties)
    for child in run:
        if child.tag == f"{_W}t":
            yield from (_Unit(char, look) for char in child.text or "")
        elif child.tag in _CHARACTERS:
            yield _Unit(_CHARACTERS[str(child.tag)], look)


def _run(look: bytes, text: str, *, deleted: bool) -> Element:
    run = etree.Element(f"{_W}r")
    if look:
        run.append(etree.fromstring(look))
    for is_word, group in groupby(text, key=lambda char: char not in _ELEMENTS):
        if is_word:
            held = etree.SubElement(run, f"{_W}delText" if deleted else f"{_W}t")
            held.text = "".join(group)
            held.set(_SPACE, "preserve")
        else:
            for char in group:
                etree.SubElement(run, _ELEMENTS[char])
    return run


def _text(units: Sequence[_Unit]) -> str:
    return "".join(unit.text for unit in units)


def _child(parent: Element, name: str) -> Element:
    """The first child element of that name; a missing one is inserted as the first."""
    found = parent.find(f"{_W}{name}")
    if found is None:
        found = etree.Element(f"{_W}{name}")
        parent.insert(0, found)
    return found


def _canonical(element: Element | None) -> bytes:
    return b"" if element is None else etree.tostring(element, method="c14n", exclusive=True)
