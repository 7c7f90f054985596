"""The paragraphs and tables of an old file with their places, before they are recognised."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import TypeAlias

from fazhi_report.errors import FazhiError

SUFFIXES = (".docx", ".html", ".htm", ".txt", ".md", ".doc", ".wps", ".odt", ".rtf", ".mht", ".mhtml", ".pdf")
"""Suffixes of the documents that are read; .xml only where such a file is named: most are of no word processor."""


class BlockRole(StrEnum):
    """The role of a paragraph as its style or markup gives it."""

    UNKNOWN = "unknown"
    BODY = "body"
    TITLE = "title"
    HEADING = "heading"
    RUN_IN = "run-in heading"
    ADDRESSEE = "addressee"
    CAPTION = "caption"
    TABLE_NOTE = "table note"
    ATTACHMENT_NOTE = "attachment note"
    SIGNATURE = "signature"
    DATE = "date"
    NOTE = "note"
    ATTACHMENT_MARK = "attachment mark"
    ATTACHMENT_TITLE = "attachment title"
    CORNER = "corner of the masthead"
    ORGAN_MARK = "organ mark"
    DOCUMENT_NUMBER = "document number"
    IMPRINT = "imprint"
    CRUMB = "breadcrumb"
    LABEL = "label with its value"


@dataclass(frozen=True, slots=True)
class RawParagraph:
    r"""A paragraph, a line of text, or a cell without a table around it.

    Args:
        text: Its text unchanged; ``\n`` for a line break inside the paragraph.
        line: Its place: line of the text, or number of the paragraph, from 1.
        role: Its role, as the file gives it.
        level: Level of a heading, 1 to 4; 0 for none.
        words: For a run-in heading: length of the heading at the start of the text, in characters.
        gap: Whether an empty line precedes it.
        breadcrumb: The names of a breadcrumb, where markup separates them.
        outside: Whether it lies outside the element of a web page that holds the article.
        linked: Whether it is a link as a whole.
    """

    text: str
    line: int
    role: BlockRole = BlockRole.UNKNOWN
    level: int = 0
    words: int = 0
    gap: bool = False
    breadcrumb: tuple[str, ...] = ()
    outside: bool = False
    linked: bool = False


@dataclass(frozen=True, slots=True)
class MergedCells:
    """A cell over several rows or columns; rows and columns count from 0."""

    row: int
    column: int
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class RawTable:
    """A table as rows of cells; a merged cell has its text once, and the cells that it covers are empty.

    A cell at the left that names several rows has its text in each of them.

    Args:
        rows: The cells by row.
        line: Its place in the source.
        outside: Whether it lies outside the element of a web page that holds the article.
        merged: The merged cells.
    """

    rows: tuple[tuple[str, ...], ...]
    line: int
    outside: bool = False
    merged: tuple[MergedCells, ...] = ()


MOST_CELLS = 200_000
"""Most cells of a table, the empty ones that fill up its rows among them."""


def require_few_cells(count: int) -> None:
    """Refuse a table of too many cells.

    Raises:
        FazhiError: It has more than `MOST_CELLS`.
    """
    if count > MOST_CELLS:
        raise FazhiError(f"表格超过 {MOST_CELLS} 格，没有继续读", "检查是不是选错了文件")


def filled(rows: Sequence[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    """Return the rows of a table, each filled up with empty cells to the length of the longest.

    Raises:
        FazhiError: These are too many cells: one long row makes all others as long.
    """
    widest = max((len(row) for row in rows), default=0)
    require_few_cells(widest * len(rows))
    return tuple((*row, *[""] * (widest - len(row))) for row in rows)


RawBlock: TypeAlias = RawParagraph | RawTable


@dataclass(frozen=True, slots=True)
class Removed:
    """A text of the source that is left out of the data file.

    Args:
        text: The words.
        line: Their place.
        reason: Why they were left out, Chinese.
    """

    text: str
    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class RawFigure:
    """A figure whose key the file itself contains.

    Args:
        text: Its text as printed.
        fields: The figure in the shape of the data file.
    """

    text: str
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class RawDoubt:
    """A doubt about such a figure or about a line, for the drafter to check.

    Args:
        key: The figure's key; empty for a doubt about the words of the line.
        words: The doubt, in Chinese.
        line: Its place in the file; 0 for none.
    """

    key: str
    words: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """The content of an old file, as a reader returns it.

    Args:
        blocks: The blocks, in the order of the file.
        unit: What ``line`` counts: 行 (lines), 段 (paragraphs) or 页 (pages).
        styled: Whether the roles are complete, as in files written by this program; nothing is guessed then.
        removed: What the reader left out: page headers, footnotes, comments.
        properties: Properties of the file (title, meta tags).
        notes: Messages for the drafter about the reading, Chinese.
        figures: Figures whose keys the file contains, by key; the texts refer to them.
        doubts: Doubts about those figures, and about lines.
        edited: Keys of those figures whose text was edited after the file was written.
    """

    blocks: tuple[RawBlock, ...]
    unit: str = "行"
    styled: bool = False
    removed: tuple[Removed, ...] = ()
    properties: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    notes: tuple[str, ...] = ()
    figures: Mapping[str, RawFigure] = field(default_factory=lambda: MappingProxyType({}))
    doubts: tuple[RawDoubt, ...] = ()
    edited: frozenset[str] = frozenset()


def raw_texts(blocks: tuple[RawBlock, ...]) -> list[str]:
    """Return the texts of blocks, in order."""
    texts: list[str] = []
    for block in blocks:
        if isinstance(block, RawTable):
            texts.extend(cell for row in block.rows for cell in row)
        else:
            texts.append(block.text)
    return texts
