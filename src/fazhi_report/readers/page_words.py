"""The words of a web page's elements, without the white space of the source."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

SKIPPED = frozenset({"script", "style", "noscript", "template", "head", "title", "iframe", "object", "svg"})
"""Elements whose text is not read."""
_SPACES = re.compile(r"[ \t\r\n\f\xa0\u200b\ufeff]+")
_HAN = r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]"
_BETWEEN_HAN = re.compile(rf"(?<={_HAN})[ ]*\n[ ]*(?={_HAN})")


def cells(row: etree._Element) -> Iterator[str]:
    """The cells of a row; a cell that reaches over others leaves them empty."""
    for cell in row.iterchildren("td", "th"):
        yield words_of(cell)
        span = str(cell.get("colspan", "1"))
        yield from [""] * (min(int(span), 64) - 1 if span.isascii() and span.isdigit() else 0)


def words_of(element: etree._Element) -> str:
    """The words of an element, cleaned."""
    return clean(all_text(element))


def all_text(element: etree._Element) -> str:
    """The words of an element; scripts and styles have none."""
    parts = [element.text or ""]
    for child in element:
        if child.tag not in SKIPPED:
            parts.append("\n" if child.tag == "br" else all_text(child))
        parts.append(child.tail or "")
    return "".join(parts)


def source_line(element: etree._Element, default: int) -> int:
    """The line of the source in which an element opens."""
    line: object = element.sourceline
    return line if isinstance(line, int) else default


def clean(text: str) -> str:
    """Words without the white space of the source; Chinese needs none where a line of the source ends."""
    unwrapped = _BETWEEN_HAN.sub("", text.replace("\r", ""))
    return _SPACES.sub(" ", unwrapped).strip(" \u3000")
