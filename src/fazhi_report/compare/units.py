"""Two folders of units side by side: each organ's figures with its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from fazhi_report.compare.book import Book
from fazhi_report.compare.rows import Comparison
from fazhi_report.compare.years import compare_years


def compare_units(
    old: Mapping[str, Book], new: Mapping[str, Book], old_name: str, new_name: str
) -> Comparison:
    """The figures of several organs, organ after organ.

    Args:
        old: Organ → its book, of the folder on the left.
        new: Organ → its book, of the folder on the right.
        old_name: What the left side is called.
        new_name: What the right side is called.
    """
    rows = []
    for organ in dict.fromkeys((*old, *new)):
        pair = [side.get(organ) for side in (old, new)]
        known = next(book for book in pair if book is not None)
        left, right = (book or Book(organ, known.year, {}, {}) for book in pair)
        rows += [replace(row, organ=organ) for row in compare_years(left, right).rows]
    return Comparison(old_name, new_name, "", tuple(rows))


def by_organ(books: Iterable[Book]) -> tuple[dict[str, Book], tuple[str, ...]]:
    """Books by organ, and the organs that have more than one."""
    found: dict[str, Book] = {}
    twice: list[str] = []
    for book in books:
        if book.organ in found:
            twice.append(book.organ)
        found.setdefault(book.organ, book)
    return found, tuple(twice)
