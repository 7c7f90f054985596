"""What is wrong, and where: issues that checks raise, findings that people read."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from pathlib import PurePath

Route = tuple[str | int, ...]
"""A place in the data: keys and indices from the root, exactly Pydantic's ``loc``."""


class Severity(IntEnum):
    """How much a finding weighs; the larger, the worse."""

    NOTE = 1
    """提示: worth a look, often right as it stands."""
    WARNING = 2
    """警告: probably wrong, a person decides."""
    ERROR = 3
    """错误: the report must not go out like this."""

    @property
    def label(self) -> str:
        """The word a reader sees."""
        return {Severity.NOTE: "提示", Severity.WARNING: "警告", Severity.ERROR: "错误"}[self]


@dataclass(frozen=True, slots=True)
class Issue:
    """What a check found, before anyone knows the file, the line or the code.

    Args:
        route: Place in the data.
        message: The fact, one Chinese sentence.
        hint: The cure; empty when the fact says it.
        offset: Characters into the text at ``route`` where the fault stands; None for the value as a whole.
        related: Other places that belong to the fact, such as the figure it contradicts.
        question: Whether it only asks: the finding is then a note, whatever the rule weighs.
    """

    route: Route
    message: str
    hint: str = ""
    offset: int | None = None
    related: tuple[Route, ...] = ()
    question: bool = False


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A position in a file; lines and columns count from 1, columns in characters."""

    path: PurePath
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """What is wrong, where, under which rule, and how to mend it; sorts by place, then code."""

    place: Place
    code: str
    severity: Severity
    message: str
    hint: str = ""
    route: Route = ()
    related: tuple[Place, ...] = ()
