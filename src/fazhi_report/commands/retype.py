"""Changes what is typed in a .docx where reformatting needs or is asked for it: soft returns, half-width punctuation."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from fazhi_report.docx_in.joined import joined
from fazhi_report.docx_in.measure import MeasuredFile, measure, measure_file
from fazhi_report.docx_in.properties import W, child, value
from fazhi_report.docx_in.signs import printed, text_of
from fazhi_report.errors import FazhiError
from fazhi_report.importer.cleaning import normalised
from fazhi_report.recognise.lines import SENTENCE
from fazhi_report.recognise.markers import opening
from fazhi_report.writers.docx.in_place import child_in_order, paragraph_properties, repacked, runs_of

_AROUND = 6
_ONCE = ("sectPr", "pageBreakBefore", "numPr", "pPrChange")
"""Properties of a paragraph that hold for one of its parts only."""


@dataclass(frozen=True, slots=True)
class MarkChange:
    """A punctuation mark typed in half width and changed.

    Args:
        number: The paragraph, from 1.
        old: The mark.
        new: Its full-width form.
        around: The words around it.
    """

    number: int
    old: str
    new: str
    around: str


@dataclass(frozen=True, slots=True)
class Retyped:
    """A file with its typed text changed.

    Args:
        content: The file.
        parted: How many soft returns became ends of paragraphs.
        marks: The punctuation marks changed.
        skipped: Numbers of the paragraphs whose marks were left, because hidden words or fields stand in them.
    """

    content: bytes
    parted: int = 0
    marks: tuple[MarkChange, ...] = ()
    skipped: tuple[int, ...] = ()


def retype(data: bytes, path: Path, *, fix_punctuation: bool) -> Retyped:
    """Return a file whose soft returns between a title, headings and text are ends of paragraphs.

    Args:
        data: The file.
        path: Its name.
        fix_punctuation: Whether half-width marks in Chinese text become full-width ones, as in an import.

    Raises:
        FazhiError: Something else than these would change.
    """
    file = measure_file(data, path)
    lines = [line for one in file.layout.paragraphs for line in one.printed.split("\n")]
    parted = sum(_part(entry, numbered=numbered) for entry, numbered in _mixed(file))
    content = _packed(data, file) if parted else data
    file = measure_file(content, path) if parted else file
    if [line for one in file.layout.paragraphs for line in one.printed.split("\n")] != lines:
        content, parted, file = data, 0, measure_file(data, path)
    if not fix_punctuation:
        return Retyped(content, parted)
    marks, skipped = _mended(file)
    return Retyped(_proved(content, file, marks), parted, tuple(marks), tuple(skipped))


def _packed(data: bytes, file: MeasuredFile) -> bytes:
    root = file.package.xml(file.package.main)
    return data if root is None else repacked(data, file.package.main, root)


def _mixed(file: MeasuredFile) -> Iterator[tuple[etree._Element, bool]]:
    """Yield the paragraphs in which soft returns part a title, headings or text, and whether they have a number."""
    first = next((one for one in file.layout.paragraphs if one.printed), None)
    for one, entry in zip(file.layout.paragraphs, file.entries, strict=True):
        head, *rest = (line for line in one.printed.split("\n") if line.strip()) if one.printed else ("",)
        titled = one is first and SENTENCE.search("".join(rest)) and not SENTENCE.search(head)
        if rest and one.cell is None and (titled or any(opening(line) for line in rest)):
            yield entry, bool(one.label)


def _part(paragraph: etree._Element, *, numbered: bool) -> int:
    """Make a paragraph of each line of a paragraph; return how many soft returns went. Those inside links stay."""
    first, *rest = _lines_of(paragraph)
    properties = paragraph_properties(paragraph)
    for entry in [one for one in paragraph if rest and one is not properties]:
        paragraph.remove(entry)
    paragraph.extend(first if rest else ())
    last = paragraph
    for entries in rest:
        made = etree.Element(f"{W}p")
        made.append(deepcopy(properties))
        for name in _ONCE:
            _remove(made[0], name)
        if numbered:
            etree.SubElement(child_in_order(made[0], "numPr"), f"{W}numId").set(f"{W}val", "0")
        made.extend(entries)
        last.addnext(made)
        last = made
    # What ends a section ends it behind the last line.
    ending = child(properties, "sectPr") if rest else None
    if ending is not None:
        last[0].append(ending)
    return len(rest)


def _lines_of(paragraph: etree._Element) -> list[list[etree._Element]]:
    """Return the entries of each line of a paragraph; a run with soft returns becomes several."""
    lines: list[list[etree._Element]] = [[]]
    for entry in paragraph:
        if entry.tag == f"{W}r" and any(map(_is_soft, entry)):
            head, *rest = _cut_at_returns(entry)
            lines[-1].append(head)
            lines += [[one] for one in rest]
        elif entry.tag != f"{W}pPr":
            lines[-1].append(entry)
    return lines


def _is_soft(piece: etree._Element) -> bool:
    return piece.tag == f"{W}br" and (value(piece, name="type") or "textWrapping") == "textWrapping"


def _cut_at_returns(run: etree._Element) -> list[etree._Element]:
    """Return the text of a run between its soft returns as runs with the same formatting."""
    properties = child(run, "rPr")
    runs: list[etree._Element] = []
    for at, piece in enumerate(run):
        if not at or _is_soft(piece):
            runs.append(etree.Element(f"{W}r"))
            runs[-1].extend([] if properties is None else [deepcopy(properties)])
        if piece is not properties and not _is_soft(piece):
            runs[-1].append(deepcopy(piece))
    return runs


def _remove(properties: etree._Element, name: str) -> None:
    found = child(properties, name)
    if found is not None:
        properties.remove(found)


def _mended(file: MeasuredFile) -> tuple[list[MarkChange], list[int]]:
    """Change the marks in the tree of a file; return the changes, and the paragraphs that were left."""
    marks: list[MarkChange] = []
    skipped: list[int] = []
    for paragraph, entry in zip(file.layout.paragraphs, file.entries, strict=True):
        nodes, text = _typed(entry)
        wanted = normalised(text)
        if wanted == text:
            continue
        if text != paragraph.words:
            skipped.append(paragraph.number)
            continue
        for node, start in nodes:
            node.text = wanted[start : start + len(node.text or "")]
        marks += (
            MarkChange(paragraph.number, old, new, text[max(at - _AROUND, 0) : at + _AROUND].strip())
            for at, (old, new) in enumerate(zip(text, wanted, strict=True))
            if old != new
        )
    return marks, skipped


def _typed(entry: etree._Element) -> tuple[list[tuple[etree._Element, int]], str]:
    """Return the text elements of a paragraph with their offsets, and its text."""
    nodes: list[tuple[etree._Element, int]] = []
    text = ""
    pieces = (piece for part in joined(entry) for run in runs_of(part) for piece in run)
    for piece in pieces:
        if piece.tag == f"{W}t" and text_of(piece) == (piece.text or ""):
            nodes.append((piece, len(text)))
            text += piece.text or ""
        elif piece.tag == f"{W}br" and not _is_soft(piece):
            text += "\f" if value(piece, name="type") == "page" else ""
        else:
            text += text_of(piece) if piece.tag == f"{W}t" else printed(piece) or ""
    return nodes, text


def _proved(data: bytes, file: MeasuredFile, marks: list[MarkChange]) -> bytes:
    """Return the changed file; nothing but the marks told is different in it.

    Raises:
        FazhiError: Something else is.
    """
    if not marks:
        return data
    content = _packed(data, file)
    old = [one.words for one in file.layout.paragraphs]
    new = [one.words for one in measure(content, file.layout.path).paragraphs]
    changed = [
        (number, was, now)
        for number, pair in enumerate(zip(old, new, strict=True), 1)
        for was, now in zip(*pair, strict=True)
        if was != now
    ]
    if changed != [(one.number, one.old, one.new) for one in marks]:
        raise FazhiError("改标点会改动别的文字，没有重排", "去掉 --fix-punctuation 再试")
    return content
