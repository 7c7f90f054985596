"""Where each text of a data file stands in the paragraphs of its own .docx."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from fazhi_report.document.raw import RawBlock, RawParagraph, RawTable
from fazhi_report.findings import Route
from fazhi_report.ledger import Ledger, evaluate
from fazhi_report.model.prose import FollowUp, Table
from fazhi_report.model.report import Report
from fazhi_report.model.walk import each, texts
from fazhi_report.text.references import references

_NUMBERING = re.compile(
    r"[（(]?(?:[〇零一二三四五六七八九十百]{1,5}|[0-9]{1,3})?[）)]?[、.．]?(?:[是要]|[ \u3000])?"
)
"""What the program prints before a text: 一、（一）1.（1）一是."""
_WINDOW = 300
"""Texts of the data that may be passed over because they are not printed in this edition."""


@dataclass(frozen=True, slots=True)
class LeafPiece:
    """A piece of a text: words, or a reference and what it prints.

    Args:
        raw: The piece in the data.
        start: Offset in the paragraph.
        end: Offset behind it in the paragraph.
        key: Key of the reference; empty for words.
        in_words: Whether the paragraph has the words that the reference prints, and no reference.
    """

    raw: str
    start: int
    end: int
    key: str = ""
    in_words: bool = False


@dataclass(frozen=True, slots=True)
class PrintedLeaf:
    """A text of the data in a paragraph.

    Args:
        route: Its route.
        text: The text as the data have it.
        pieces: Its pieces, in order.
    """

    route: Route
    text: str
    pieces: tuple[LeafPiece, ...]

    @property
    def start(self) -> int:
        """Offset in the paragraph."""
        return self.pieces[0].start

    @property
    def end(self) -> int:
        """Offset behind it in the paragraph."""
        return self.pieces[-1].end


@dataclass(frozen=True, slots=True)
class FollowUpTable:
    """The table that prints the follow-ups, one row each."""

    follow_ups: tuple[FollowUp, ...]


Cells = dict[tuple[int, int], PrintedLeaf]
"""Row and column of a table → its text."""


@dataclass(slots=True)
class PrintedReport:
    """What the blocks of a document print.

    Args:
        paragraphs: Index of the block → the texts in it; a block that prints something else is absent.
        tables: Index of the block → the texts of its cells, or the follow-ups.
    """

    paragraphs: dict[int, list[PrintedLeaf]] = field(default_factory=dict)
    tables: dict[int, Cells | FollowUpTable] = field(default_factory=dict)


def locate(report: Report, blocks: Sequence[RawBlock]) -> PrintedReport:
    """Return where the texts of a report stand in the blocks of its document.

    Args:
        report: The data.
        blocks: The document as its reader gives it, with references for figures.
    """
    ledger = evaluate(report.figures)
    made = PrintedReport()
    leaves = list(_in_order(report))
    tables = dict(each(report, Table))
    at = 0
    for index, block in enumerate(blocks):
        if isinstance(block, RawTable):
            if (held := _table(report, block, tables, ledger)) is not None:
                made.tables[index] = held
            continue
        found, behind = _leaves_of(block, leaves, at, ledger)
        if found:
            made.paragraphs[index] = found
            at = behind
    return made


def _in_order(report: Report) -> Iterator[tuple[Route, str]]:
    """Yield the texts in the order in which they are printed, without the cells of tables."""
    order = {one.route: number for number, one in enumerate(report.body_parts)}

    def rank(route: Route) -> tuple[int, int]:
        part = next((number for start, number in order.items() if route[: len(start)] == start), None)
        behind = {"closing": 2, "attachments": 3, "signature": 4, "notes": 5, "imprint": 6}
        return (1, part) if part is not None else (behind.get(str(route[0]), 0), 0)

    inside = ("columns", "rows")
    kept = [one for one in texts(report) if not any(name in one[0] for name in inside)]
    yield from sorted(kept, key=lambda one: rank(one[0]))


def _leaves_of(
    block: RawParagraph, leaves: Sequence[tuple[Route, str]], at: int, ledger: Ledger
) -> tuple[list[PrintedLeaf], int]:
    """Return the texts that a paragraph consists of, and the index behind the last one; none where words are left."""
    found: list[PrintedLeaf] = []
    position, text = 0, block.text
    while position < len(text):
        taken = next(_next(text, position, leaves, at, ledger), None)
        if taken is None:
            return [], at
        leaf, at = taken
        found.append(leaf)
        position = leaf.end
    return found, at


def _next(
    text: str, position: int, leaves: Sequence[tuple[Route, str]], at: int, ledger: Ledger
) -> Iterator[tuple[PrintedLeaf, int]]:
    numbering = _NUMBERING.match(text, position)
    starts = dict.fromkeys((position, numbering.end() if numbering else position))
    for index in range(at, min(at + _WINDOW, len(leaves))):
        route, words = leaves[index]
        for start in starts:
            leaf = matched(route, words, text, start, ledger)
            if leaf is not None and leaf.end > start:
                yield leaf, index + 1


def matched(route: Route, words: str, text: str, start: int, ledger: Ledger) -> PrintedLeaf | None:
    """Return a text of the data where a paragraph prints it from an offset on; None where it does not."""
    pieces: list[LeafPiece] = []
    position, behind = start, 0
    for reference in [*references(words), None]:
        literal = words[behind : len(words) if reference is None else reference.start]
        if not text.startswith(literal, position):
            return None
        if literal or (reference is None and not pieces):
            pieces.append(LeafPiece(literal, position, position + len(literal)))
        position += len(literal)
        if reference is None:
            break
        entry = ledger.get(reference.key)
        forms = (f"{{{{ {reference.key} }}}}", "" if entry is None else entry.text)
        printed = next((one for one in forms if one and text.startswith(one, position)), None)
        if printed is None:
            return None
        raw = words[reference.start : reference.end]
        pieces.append(
            LeafPiece(raw, position, position + len(printed), reference.key, in_words=printed != forms[0])
        )
        position, behind = position + len(printed), reference.end
    return PrintedLeaf(route, words, tuple(pieces))


def _table(
    report: Report, block: RawTable, tables: dict[Route, Table], ledger: Ledger
) -> Cells | FollowUpTable | None:
    """Return what a table prints; None for what is no table of the data. A table that was found is not found again."""
    for route, table in tables.items():
        cells = _cells(route, table, block, ledger)
        if cells is not None:
            del tables[route]
            return cells
    follow_ups = report.follow_ups
    fits = report.prints_follow_ups and len(block.rows) == len(follow_ups) + 1
    return FollowUpTable(follow_ups) if fits and _are_printed(follow_ups, block) else None


def _are_printed(follow_ups: Sequence[FollowUp], block: RawTable) -> bool:
    rows = block.rows[1:]
    return all(len(row) > 1 and one.of.text[:10] in row[1] for one, row in zip(follow_ups, rows, strict=True))


def _cells(route: Route, table: Table, block: RawTable, ledger: Ledger) -> Cells | None:
    held = (table.columns, *table.rows)
    if [len(row) for row in held] != [len(row) for row in block.rows]:
        return None
    cells: Cells = {}
    for row, (words, printed) in enumerate(zip(held, block.rows, strict=True)):
        for column, (one, text) in enumerate(zip(words, printed, strict=True)):
            place: Route = ("columns", column) if row == 0 else ("rows", row - 1, column)
            leaf = matched((*route, *place), one, text, 0, ledger)
            if leaf is None or leaf.end != len(text):
                return None
            cells[row, column] = leaf
    return cells
