"""What the file holds, short enough for a sentence."""

from __future__ import annotations

_LONGEST = 40


def quote(value: object) -> str:
    """A value in a sentence: a text between quotation marks on one line, anything else by its kind."""
    match value:
        case None:
            return "空着"
        case str():
            line = " ".join(value.split())
            return f"“{line[:_LONGEST]}……”" if len(line) > _LONGEST else f"“{line}”"
        case dict():
            return f"“{next(iter(value), '')}: ……”这样的键和值"
        case list():
            return "以“- ”开头的各项"
        case _:
            return f"“{value}”"
