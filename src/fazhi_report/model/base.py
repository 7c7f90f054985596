"""The ground of the model: frozen, closed, and spoken to in Chinese."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints
from pydantic_core import PydanticCustomError

_BREAK = re.compile(r"\s*\n\s*")


class Base(BaseModel):
    """Every part of the model is immutable and refuses keys that it does not know.

    Why: an unknown key is nearly always a misspelt one, and its text would silently be lost from the report.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True, defer_build=True)


def trouble(kind: str, message: str) -> PydanticCustomError:
    """An error of our own for a validator to raise.

    Args:
        kind: What went wrong, in snake case; it becomes Pydantic's error type behind ``fazhi_``.
        message: The Chinese sentence that the drafter reads.
    """
    # Braces would be read as placeholders of the template.
    return PydanticCustomError("fazhi_message", "{message}", {"kind": kind, "message": message})


def join_lines(text: str) -> str:
    """One paragraph from lines: Chinese needs no space where a line ends.

    A break between two Latin words keeps one space.
    """

    def glue(match: re.Match[str]) -> str:
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        return " " if before.isascii() and after.isascii() and before.isalpha() and after.isalpha() else ""

    return _BREAK.sub(glue, text) if "\n" in text else text


Line = Annotated[str, StringConstraints(min_length=1), AfterValidator(join_lines)]
"""Words of one paragraph or one name; lines of a YAML block are joined."""
