"""The base class of all models: immutable, without unknown keys, with Chinese error messages."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

_BREAK = re.compile(r"\s*\n\s*")


class Base(BaseModel):
    """Base class of the models; instances are immutable, and unknown keys are errors.

    Why: an unknown key is nearly always a misspelt one, and its text would silently be lost from the report.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True, defer_build=True)


def trouble(kind: str, message: str) -> PydanticCustomError:
    """Return an error for a validator to raise.

    Args:
        kind: Identifier of the error in snake case; Pydantic's error type is ``fazhi_`` and this identifier.
        message: The message for the drafter, in Chinese.
    """
    # Braces would be read as placeholders of the template.
    return PydanticCustomError("fazhi_message", "{message}", {"kind": kind, "message": message})


def join_lines(text: str) -> str:
    """Join lines into one paragraph, without spaces, as Chinese is written.

    A line break between two Latin words becomes a space.
    """

    def glue(match: re.Match[str]) -> str:
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        return " " if before.isascii() and after.isascii() and before.isalpha() and after.isalpha() else ""

    return _BREAK.sub(glue, text) if "\n" in text else text


_WHOLE = re.compile(r"[0-9]{1,9}")


def _require_digits(value: object) -> object:
    """Pass only digits on: Pydantic takes 2025.0 and 2_025 for whole numbers, too."""
    if isinstance(value, float) or (isinstance(value, str) and not _WHOLE.fullmatch(value.strip())):
        raise PydanticCustomError("int_parsing", "not a whole number")
    return value


YearNumber = Annotated[int, Field(ge=2004, le=2100), BeforeValidator(_require_digits)]
"""A year in four digits."""
Line = Annotated[str, StringConstraints(min_length=1), AfterValidator(join_lines)]
"""A paragraph or a name; the lines of a YAML block are joined."""
