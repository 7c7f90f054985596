"""What a built file is called."""

from __future__ import annotations

from fazhi_report.notation.file_names import safe_name

_SUFFIX = {"publish": "", "submit": "（报送版）"}


def file_stem(name: str, otherwise: str, edition: str) -> str:
    """The name of the output without suffix.

    Whatever a file name may not hold, on Windows either, becomes ``_``; so the name never leaves its folder.

    Args:
        name: The name that the data give, or the title.
        otherwise: What it is called when nothing of the name can stay.
        edition: ``publish`` or ``submit``.
    """
    return safe_name(name, otherwise) + _SUFFIX[edition]
