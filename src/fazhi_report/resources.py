"""The folders ``templates`` and ``data`` that come with the program."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).resolve().parent


def shipped(name: str) -> Path:
    """The path of the folder of this name: inside an installed package, or at the top of a checkout.

    Args:
        name: ``templates`` or ``data``.
    """
    inside = _HERE / name
    return inside if inside.is_dir() else _HERE.parents[1] / name
