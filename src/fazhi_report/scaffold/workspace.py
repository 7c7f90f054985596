"""A workspace for a new user: example data, the schema for editors, CI files."""

from __future__ import annotations

import os
from pathlib import Path

from fazhi_report import __version__
from fazhi_report.files import write_new
from fazhi_report.model.schema import schema_text
from fazhi_report.resources import shipped

_FILES = Path(__file__).with_name("files")
_WHERE = {"README.md": "README.md", "github.yml": "ci/github.yml", "gitlab.yml": "ci/gitlab.yml"}


def make_workspace(folder: Path, *, with_templates: bool = False) -> tuple[list[Path], list[Path]]:
    """Make the workspace; existing files are not changed.

    Args:
        folder: Made when missing.
        with_templates: Copy the section templates, too, for changing.

    Returns:
        The files made, and the files that were there already.

    Raises:
        FazhiError: The folder cannot be written to.
    """
    files = {folder / name: content for name, content in _files(with_templates=with_templates).items()}
    kept = [path for path in files if os.path.lexists(path)]
    made = {path: content for path, content in files.items() if path not in kept}
    write_new(made)
    return list(made), kept


def _files(*, with_templates: bool) -> dict[str, bytes]:
    data, templates = shipped("data"), shipped("templates")
    files = {f"data/{path.name}": path.read_bytes() for path in sorted(data.glob("*.yaml"))}
    files["data/report.schema.json"] = schema_text().encode("utf-8")
    files |= {place: _written(name) for name, place in _WHERE.items()}
    if with_templates:
        for path in sorted(templates.rglob("*.j2")):
            files[f"templates/{path.relative_to(templates).as_posix()}"] = path.read_bytes()
    return files


def _written(name: str) -> bytes:
    """The content of a shipped file, with the version of this package filled in."""
    text = (_FILES / name).read_text(encoding="utf-8")
    return text.replace("fazhi-report==VERSION", f"fazhi-report=={__version__}").encode("utf-8")
