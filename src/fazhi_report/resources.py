"""Where the shipped files lie: beside the package in a wheel, at the top of a checkout."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).resolve().parent


def shipped(name: str) -> Path:
    """The shipped folder of this name (``templates`` or ``data``).

    In a wheel the folders lie inside the package; in a checkout at its top, two floors above ``src/fazhi_report``.
    """
    inside = _HERE / name
    return inside if inside.is_dir() else _HERE.parents[1] / name
