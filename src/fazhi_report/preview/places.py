"""Where the blocks of a document and its figures stand on the set pages: found by their words, in order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, groupby

from fazhi_report.document.nodes import (
    Block,
    ChartBlock,
    Datum,
    Document,
    Heading,
    Inlines,
    Paragraph,
    TableBlock,
)
from fazhi_report.preview.paper import PaperPage, Stretch

_PAGE_NUMBER = re.compile(r"\s*—\s*\d+\s*—\s*")


@dataclass(frozen=True, slots=True)
class PlacedWords:
    """Words of the document that were found on the pages, without blanks.

    Args:
        text: The words.
        start: Where they begin in the characters of all pages.
        keys: Key of each figure in them → offset and length of its words.
    """

    text: str
    start: int
    keys: Mapping[str, tuple[int, int]]


class Places:
    """The passages of a document on its pages.

    Args:
        document: The document.
        sheets: Its pages.
        replaced: Characters in whose place another sign stands, and that sign.
    """

    def __init__(self, document: Document, sheets: Iterable[PaperPage], replaced: Mapping[int, str]) -> None:
        self._spots = list(_characters(sheets))
        whole = "".join(character for character, _, _ in self._spots)
        self.passages = tuple(_found(document, whole, replaced))

    def of_figure(self, key: str) -> list[Stretch]:
        """Where the figure of a key is printed first; empty where it is not."""
        for one in self.passages:
            if key in one.keys:
                offset, count = one.keys[key]
                return self._stretches(one.start + offset, count)
        return []

    def of_words(self, words: str) -> list[Stretch]:
        """Where words are printed first; empty where they are not."""
        wanted = _squeezed(words)
        for one in self.passages:
            if wanted and (at := one.text.find(wanted)) >= 0:
                return self._stretches(one.start + at, len(wanted))
        return []

    def _stretches(self, start: int, count: int) -> list[Stretch]:
        """The characters page by page."""
        parts = groupby(self._spots[start : start + count], key=lambda spot: spot[1])
        found = []
        for page, spots in parts:
            at = [index for _, _, index in spots]
            found.append(Stretch(page, at[0], at[-1] - at[0] + 1))
        return found


def _characters(sheets: Iterable[PaperPage]) -> Iterator[tuple[str, int, int]]:
    """Each character that is no blank, its page and its index there; page numbers are left out."""
    for number, sheet in enumerate(sheets):
        match = _PAGE_NUMBER.match(sheet.text)
        for index in range(match.end() if match else 0, len(sheet.text)):
            if not sheet.text[index].isspace():
                yield sheet.text[index], number, index


_NEAR = 400
"""Words of a cell are looked for this far on: further down the same figure may stand for something else."""
_Text = tuple[str, dict[str, tuple[int, int]]]


def _found(document: Document, whole: str, replaced: Mapping[int, str]) -> Iterator[PlacedWords]:
    """The passages in the order of the document; what is not found is left out."""
    at = 0
    for (text, keys), near in _passages(document):
        words = text.translate(replaced)
        start = whole.find(words, at, at + _NEAR + len(words) if near else len(whole))
        if words and start >= 0:
            yield PlacedWords(words, start, keys)
            at = start + len(words)


def _passages(document: Document) -> Iterator[tuple[_Text, bool]]:
    """Words with their figures, and whether they stand close behind those before."""
    for line in document.title:
        yield (_squeezed(line), {}), False
    if document.addressees:
        yield (_squeezed("、".join(document.addressees)), {}), False
    yield from _blocks(document.blocks)
    for attachment in document.attachments:
        yield (_squeezed(attachment.title), {}), True
    for organ in document.signature.organs:
        yield (_squeezed(organ), {}), True
    for attachment in document.attachments:
        for line in attachment.lines:
            yield (_squeezed(line), {}), False
        yield from _blocks(attachment.blocks)


def _blocks(blocks: Iterable[Block]) -> Iterator[tuple[_Text, bool]]:
    for block in blocks:
        match block:
            case Heading(_, title, number, body):
                yield _with_keys(number, (*title, *(body or ()))), False
            case Paragraph(content):
                yield _with_keys("", content), False
            case TableBlock():
                for cell in (block.caption, *block.header, *chain(*block.rows), block.note):
                    yield _with_keys("", cell), True
            case ChartBlock():
                for words in (block.caption, block.note):
                    yield _with_keys("", words), True


def _with_keys(number: str, content: Inlines) -> _Text:
    text, keys = _squeezed(number), dict[str, tuple[int, int]]()
    for part in content:
        words = _squeezed(part.text)
        if isinstance(part, Datum):
            keys.setdefault(part.key, (len(text), len(words)))
        text += words
    return text, keys


def _squeezed(text: str) -> str:
    return "".join(text.split())
