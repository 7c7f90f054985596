"""What went wrong on the way from bytes to a report, by kind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fazhi_report.findings import Route

KEY = "[key]"
"""Last part of a route that means the key itself, not its value; Pydantic writes it so, too."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that went wrong; the FZ0xx rules give it its code.

    Args:
        kind: Pydantic's error type, or one of our own: ``encoding``, ``syntax``, ``duplicate_key``, ``unsafe``,
            ``character``.
        route: Place in the data; the empty route with an `offset` is a place in the file's text.
        message: The fact, one Chinese sentence.
        hint: The cure; empty when the fact says it.
        offset: Characters into the text at `route`; None for the value as a whole.
        related: Other places that belong to it.
    """

    kind: str
    route: Route
    message: str
    hint: str = ""
    offset: int | None = None
    related: tuple[Route, ...] = ()
