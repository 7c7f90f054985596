"""What stands in an old file before anybody says what it means: paragraphs and tables, each with its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import TypeAlias


class BlockRole(StrEnum):
    """What the file itself says of a paragraph, by style or markup."""

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
    r"""A paragraph, a line of text, or a cell that stands alone.

    Args:
        text: Its words as they stand; ``\n`` where the file breaks the line inside the paragraph.
        line: Where it stands: line of the text, or number of the paragraph, from 1.
        role: What the file says of it.
        level: Level of a heading, 1 to 4; 0 for none.
        words: How many characters at the head are the heading's own, for a heading that runs in.
        gap: Whether an empty line stands before it.
        breadcrumb: The names of a breadcrumb, where the file parts them by markup.
    """

    text: str
    line: int
    role: BlockRole = BlockRole.UNKNOWN
    level: int = 0
    words: int = 0
    gap: bool = False
    breadcrumb: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RawTable:
    """A table: rows of cells; a cell that reaches over others has its words once and leaves the others empty."""

    rows: tuple[tuple[str, ...], ...]
    line: int


RawBlock: TypeAlias = RawParagraph | RawTable


@dataclass(frozen=True, slots=True)
class Removed:
    """Words of the source that the data file does not hold.

    Args:
        text: The words.
        line: Where they stood.
        reason: Why they were left out, Chinese.
    """

    text: str
    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class RawFigure:
    """A figure that the file itself names.

    Args:
        text: Its words as printed.
        fields: The figure in the shape of the data file.
    """

    text: str
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class RawDoubt:
    """Something about a figure that the file names which the drafter should look at.

    Args:
        key: The figure's key.
        words: What, Chinese.
        line: Where in the file; 0 for nowhere.
    """

    key: str
    words: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """An old file as a reader found it.

    Args:
        blocks: Everything that is read, in the order of the file.
        unit: What ``line`` counts: 行 (lines), 段 (paragraphs) or 页 (pages).
        styled: Whether the roles are complete, as in files of our own: then nothing need be guessed.
        removed: What the reader itself left aside: page headers, footnotes, comments.
        properties: What the file says of itself (title, meta tags).
        notes: What the drafter should know of the reading, Chinese.
        figures: Figures that the file itself names, by key; the texts refer to them.
        doubts: What the drafter should look at among those figures.
    """

    blocks: tuple[RawBlock, ...]
    unit: str = "行"
    styled: bool = False
    removed: tuple[Removed, ...] = ()
    properties: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    notes: tuple[str, ...] = ()
    figures: Mapping[str, RawFigure] = field(default_factory=lambda: MappingProxyType({}))
    doubts: tuple[RawDoubt, ...] = ()


def raw_texts(blocks: tuple[RawBlock, ...]) -> list[str]:
    """The words of blocks, in order."""
    texts: list[str] = []
    for block in blocks:
        if isinstance(block, RawTable):
            texts.extend(cell for row in block.rows for cell in row)
        else:
            texts.append(block.text)
    return texts
