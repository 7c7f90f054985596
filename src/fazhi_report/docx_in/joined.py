"""Tracked deletions that join paragraphs: a deleted mark joins its paragraph to the next, a deleted row is gone."""

from __future__ import annotations

from lxml import etree

from fazhi_report.docx_in.properties import W, child

_GONE = ("del", "moveFrom")


def goes_on(paragraph: etree._Element) -> bool:
    """Whether a paragraph goes on in the next one, because the deletion of its mark is tracked."""
    mark = child(paragraph, "pPr/rPr")
    following = paragraph.getnext() if any(child(mark, name) is not None for name in _GONE) else None
    return following is not None and following.tag == f"{W}p"


def joined(paragraph: etree._Element) -> list[etree._Element]:
    """Return the paragraphs that go on in a paragraph, in order, and the paragraph itself, whose properties hold for all."""
    parts = [paragraph]
    before = paragraph.getprevious()
    while before is not None and before.tag == f"{W}p" and goes_on(before):
        parts.append(before)
        before = before.getprevious()
    return parts[::-1]


def is_deleted_row(row: etree._Element) -> bool:
    """Whether the deletion of a table row is tracked."""
    return child(row, "trPr/del") is not None
