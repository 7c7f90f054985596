"""What was said against what is said: two documents, their pieces in pairs, and the words that changed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from fazhi_report.document.nodes import AttachmentBlock, Block, Document, TableBlock


class Mark(Enum):
    """What became of some words."""

    KEPT = "kept"
    DELETED = "deleted"
    INSERTED = "inserted"


Script = tuple[tuple[Mark, str], ...]
"""The words of two versions in one: kept and deleted ones make the old version, kept and inserted ones the new."""


@dataclass(frozen=True, slots=True)
class Revised:
    """A heading or paragraph in both versions, or in one of them.

    Args:
        before: As it was; None where it is new.
        after: As it is; None where it is gone.
        script: How the words changed; empty where it stands in one version only.
    """

    before: Block | None
    after: Block | None
    script: Script = ()


@dataclass(frozen=True, slots=True)
class RevisedRow:
    """A row of a table by its place in both versions.

    Args:
        before: Which row it was, the head row 0; None where it is new.
        after: Which row it is; None where it is gone.
        cells: How the words of each cell changed; empty where it stands in one version only.
    """

    before: int | None
    after: int | None
    cells: tuple[Script, ...] = ()


@dataclass(frozen=True, slots=True)
class RevisedTable:
    """A table of as many columns in both versions.

    Args:
        before: As it was.
        after: As it is.
        rows: Its rows in order, the head row first.
    """

    before: TableBlock
    after: TableBlock
    rows: tuple[RevisedRow, ...]


Change = Revised | RevisedTable


@dataclass(frozen=True, slots=True)
class RevisedAttachment:
    """An attachment in both versions, or in one of them; its changes are those of all its blocks."""

    before: AttachmentBlock | None
    after: AttachmentBlock | None
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Redline:
    """Two documents as one.

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
    """The words before the change."""
    return "".join(text for mark, text in script if mark is not Mark.INSERTED)


def new_words(script: Script) -> str:
    """The words after the change."""
    return "".join(text for mark, text in script if mark is not Mark.DELETED)
