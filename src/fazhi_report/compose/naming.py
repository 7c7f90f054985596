"""What a built file is called."""

from __future__ import annotations

_SUFFIX = {"publish": "", "submit": "（报送版）"}
_MOST_CHARACTERS = 80
_FORBIDDEN = '<>:"/\\|?*'


def file_stem(name: str, otherwise: str, edition: str) -> str:
    """The name of the output without suffix.

    Whatever a file name may not hold, on Windows either, becomes ``_``; so the name never leaves its folder.

    Args:
        name: The name that the data give, or the title.
        otherwise: What it is called when nothing of the name can stay.
        edition: ``publish`` or ``submit``.
    """
    safe = "".join("_" if char in _FORBIDDEN or char < " " else char for char in name)
    kept = safe.strip(" .")[:_MOST_CHARACTERS]
    return (kept or otherwise) + _SUFFIX[edition]
