"""Results of checks: `Issue`, as a rule yields it, and `Finding`, as it is printed with code, file and line."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from pathlib import PurePath

Route = tuple[str | int, ...]
"""Route of a value in the data: keys and indices from the root, in the form of Pydantic's ``loc``."""


class Severity(IntEnum):
    """The severity of a finding; a larger value is more severe."""

    NOTE = 1
    """提示: to be checked; often correct."""
    WARNING = 2
    """警告: probably wrong; a person decides."""
    ERROR = 3
    """错误: the report must not go out like this."""

    @property
    def label(self) -> str:
        """The Chinese name of the severity."""
        return {Severity.NOTE: "提示", Severity.WARNING: "警告", Severity.ERROR: "错误"}[self]


@dataclass(frozen=True, slots=True)
class TextEdit:
    """A replacement that mends a text for certain, without a decision of a person.

    Args:
        start: Offset of the replaced characters in the text, in characters.
        old: The replaced characters.
        new: The characters that take their place.
    """

    start: int
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Issue:
    """A fault that a rule found, still without its code, file and line.

    Args:
        route: Route of the value in the data.
        message: The fact, one Chinese sentence.
        hint: The remedy; empty when the message already implies it.
        offset: Offset of the fault in the text at ``route``, in characters; None for the whole value.
        related: Routes of other values concerned, such as the figure that the text contradicts.
        edits: What mends the text at ``route`` for certain; empty where a person decides.
        question: Whether it is a question to the drafter; its severity is then NOTE, whatever the rule's is.
    """

    route: Route
    message: str
    hint: str = ""
    offset: int | None = None
    related: tuple[Route, ...] = ()
    question: bool = False
    edits: tuple[TextEdit, ...] = ()


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
    """A fault with its rule, place and remedy; findings sort by place, then by code."""

    place: Place
    code: str
    severity: Severity
    message: str
    hint: str = ""
    route: Route = ()
    related: tuple[Place, ...] = ()
    # What a finding says does not depend on it.
    edits: tuple[TextEdit, ...] = field(default=(), compare=False)
