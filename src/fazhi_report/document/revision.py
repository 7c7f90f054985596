"""The differences of two documents: paired blocks, rows and attachments, and the changed words in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from fazhi_report.document.nodes import AttachmentBlock, Block, Document, TableBlock


class Mark(Enum):
    """Whether words were kept, inserted or deleted."""

    KEPT = "kept"
    DELETED = "deleted"
    INSERTED = "inserted"


Script = tuple[tuple[Mark, str], ...]
"""The diff of two texts: kept and deleted words make the old one, kept and inserted words the new one."""


@dataclass(frozen=True, slots=True)
class Revised:
    """A heading or paragraph in both versions, or in one of them.

    Args:
        before: The old version; None when it was inserted.
        after: The new version; None when it was deleted.
        script: The diff of the words; empty when only one version contains it.
    """

    before: Block | None
    after: Block | None
    script: Script = ()


@dataclass(frozen=True, slots=True)
class RevisedRow:
    """A row of a table with its index in both versions.

    Args:
        before: Index of the old row, 0 for the head row; None when it was inserted.
        after: Index of the new row; None when it was deleted.
        cells: The diff of each cell; empty when only one version contains the row.
    """

    before: int | None
    after: int | None
    cells: tuple[Script, ...] = ()


@dataclass(frozen=True, slots=True)
class RevisedTable:
    """A table with the same number of columns in both versions.

    Args:
        before: The old version.
        after: The new version.
        rows: Its rows in order, the head row first.
    """

    before: TableBlock
    after: TableBlock
    rows: tuple[RevisedRow, ...]


Change = Revised | RevisedTable


@dataclass(frozen=True, slots=True)
class RevisedAttachment:
    """An attachment of both versions, or of one of them, with the changes of all its blocks."""

    before: AttachmentBlock | None
    after: AttachmentBlock | None
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Redline:
    """The differences of two documents.

    Args:
        before: The old document.
        after: The new document.
        changes: The blocks of both bodies, in order.
        attachments: The attachments of both.
    """

    before: Document
    after: Document
    changes: tuple[Change, ...]
    attachments: tuple[RevisedAttachment, ...] = ()


def old_words(script: Script) -> str:
    """Return the old text of a diff."""
    return "".join(text for mark, text in script if mark is not Mark.INSERTED)


def new_words(script: Script) -> str:
    """Return the new text of a diff."""
    return "".join(text for mark, text in script if mark is not Mark.DELETED)


def joined(marked: Iterable[tuple[Mark, str]]) -> Iterator[tuple[Mark, str]]:
    """Yield neighbouring items of the same mark joined, without empty ones."""
    pending: tuple[Mark, str] | None = None
    for mark, text in marked:
        if not text:
            continue
        if pending is not None and pending[0] is mark:
            pending = (mark, pending[1] + text)
            continue
        if pending is not None:
            yield pending
        pending = (mark, text)
    if pending is not None:
        yield pending


def changed_length(script: Iterable[tuple[Mark, str]]) -> int:
    """Return how many characters a diff marks."""
    return sum(len(text) for mark, text in script if mark is not Mark.KEPT)
