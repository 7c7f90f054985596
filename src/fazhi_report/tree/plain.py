"""The words of a node, without anything about looks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from fazhi_report.tree.nodes import UNSIGNED, Block, Chart, Document, Heading, Inline, Paragraph, Table


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
            yield from _framed(block, (tuple(map(words, row)) for row in (block.header, *block.rows)))
        case Chart():
            yield from _framed(block, chart_rows(block))


def _framed(block: Table | Chart, rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    if block.caption:
        yield words(block.caption)
    yield from map("\t".join, rows)
    if block.note:
        yield words(block.note)


def chart_rows(chart: Chart) -> Iterator[tuple[str, ...]]:
    """A chart as the table that it draws: the years at the head, then a row a line."""
    yield ("", *chart.categories)
    for line in chart.lines:
        yield (line.label, *(text or "—" for text in line.texts))


def body(document: Document) -> Iterator[str]:
    """From the addressees to the date of issue: the words that the report is judged by."""
    if document.addressees:
        yield "、".join(document.addressees) + "："
    for block in document.blocks:
        yield from lines(block)
    if document.signature != UNSIGNED:
        yield from document.signature.organs
        yield document.signature.date
