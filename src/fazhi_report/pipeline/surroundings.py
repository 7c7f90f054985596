"""What stands around a data file: the office's own templates and its waivers."""

from __future__ import annotations

from pathlib import Path

WAIVERS = "fazhi-waivers.yaml"
"""Name of the waiver file; it stands in the data folder or beside it."""


def own_templates(data_file: Path) -> Path | None:
    """The folder ``templates/`` beside the data folder; None when there is none."""
    beside = data_file.resolve().parent.parent / "templates"
    return beside if beside.is_dir() else None


def waiver_file(data_file: Path) -> Path | None:
    """The waiver file in the data folder or beside it; None when there is none."""
    for folder in (data_file.parent, data_file.parent / ".."):
        path = folder / WAIVERS
        if path.is_file():
            return path
    return None
