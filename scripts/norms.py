"""Writes the norm files as the program reads them: JSON beside the YAML that people edit."""

from __future__ import annotations

import json
from pathlib import Path

import yaml

from fazhi_report.norms.shipped import HERE, NAMES


def printed(source: Path) -> str:
    """The JSON of a norm file; every scalar stays text as written."""
    content = yaml.load(source.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506  (our own file; makes text only)
    return json.dumps(content, ensure_ascii=False, indent=0) + "\n"


if __name__ == "__main__":
    for name in NAMES:
        source = HERE / f"{name}.yaml"
        source.with_suffix(".json").write_text(printed(source), encoding="utf-8", newline="\n")
