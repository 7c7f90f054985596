"""The words of a node, without anything about looks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from fazhi_report.tree.nodes import UNSIGNED, Block, Document, Heading, Inline, Paragraph, Table


def words(parts: Iterable[Inline]) -> str:
    """The words of inlines, in order."""
    return "".join(part.text for part in parts)


def lines(block: Block) -> Iterator[str]:
    """The lines of a block as they are read aloud; a table gives one line a row, cells parted by tabs."""
    match block:
        case Heading():
            yield block.number + words(block.title) + words(block.body or ())
        case Paragraph():
            yield words(block.content)
        case Table():
            if block.caption:
                yield words(block.caption)
            for row in (block.header, *block.rows):
                yield "\t".join(words(cell) for cell in row)
            if block.note:
                yield words(block.note)


def body(document: Document) -> Iterator[str]:
    """From the addressees to the date of issue: the words that the report is judged by."""
    if document.addressees:
        yield "、".join(document.addressees) + "："
    for block in document.blocks:
        yield from lines(block)
    if document.signature != UNSIGNED:
        yield from document.signature.organs
        yield document.signature.date
