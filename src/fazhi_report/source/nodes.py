"""What a file is made of, each piece with its place: texts, mappings, lists."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text of the file.

    Args:
        start: Where it begins (a quote or ``|`` included), characters into the file.
        end: Just behind it.
        style: ``'``, ``"``, ``|`` or ``>``; empty when it is plain.
        value: The text that YAML makes of it.
    """

    start: int
    end: int
    style: str
    value: str


@dataclass(slots=True)
class Mapping:
    """A mapping of the file; each key with its own place and its value."""

    start: int
    entries: dict[str, tuple[int, Mark]] = field(default_factory=dict)


@dataclass(slots=True)
class Sequence:
    """A list of the file."""

    start: int
    items: list[Mark] = field(default_factory=list)


Mark = Scalar | Mapping | Sequence
