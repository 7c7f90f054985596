"""Tables that hold a page: old web pages and some forms put a whole document into one cell."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from fazhi_report.docx_in.inline import PASSED
from fazhi_report.docx_in.properties import W, local

_SHARE = 0.8
_LEAST_PARAGRAPHS = 3
_MOST_BESIDE = 3
_DEEPEST = 8


def page_tables(body: etree._Element) -> frozenset[etree._Element]:
    """Return the tables of which one cell holds nearly the whole text of the body, in paragraphs: they lay out the page.

    The cell has at least four fifths of the characters and three paragraphs; at most three other cells have text.
    """
    least = max(_SHARE * _length(body), 1)
    found: list[etree._Element] = []
    inside: etree._Element | None = body
    while inside is not None and len(found) < _DEEPEST:
        pages = ((table, page) for table in within(inside, "tbl") for page in _pages(table, least))
        table, inside = next(pages, (None, None))
        if table is not None:
            found.append(table)
    return frozenset(found)


def within(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    """Yield the tables of a body, the rows of a table or the cells of a row, also inside wrapping elements."""
    for entry in parent:
        if local(entry) == name:
            yield entry
        elif local(entry) in PASSED:
            yield from within(entry, name)


def _pages(table: etree._Element, least: float) -> Iterator[etree._Element]:
    """Yield the cell of a table that holds a page of at least so many characters, if there is one."""
    cells = [(cell, _length(cell)) for row in within(table, "tr") for cell in within(row, "tc")]
    if sum(1 for _, length in cells if length) <= _MOST_BESIDE + 1:
        yield from (cell for cell, length in cells if length >= least and _holds_paragraphs(cell))


def _holds_paragraphs(cell: etree._Element) -> bool:
    return sum(1 for one in cell.iter(f"{W}p") if _length(one)) >= _LEAST_PARAGRAPHS


def _length(element: etree._Element) -> int:
    return sum(len((one.text or "").strip()) for one in element.iter(f"{W}t"))
