"""A workspace for a new user: the office's own data file or the examples, the schema for editors, CI files."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from fazhi_report import __version__
from fazhi_report.files import write_new
from fazhi_report.model.schema import schema_text
from fazhi_report.resources import shipped
from fazhi_report.scaffold.edits import single_quoted
from fazhi_report.text.organ_names import full_names, organ_kind, split_authors

_FILES = Path(__file__).with_name("files")
_WHERE = {"README.md": "README.md", "github.yml": "ci/github.yml", "gitlab.yml": "ci/gitlab.yml"}


@dataclass(frozen=True, slots=True)
class Office:
    """Whose report it is.

    Args:
        name: The full name of the organ; of several, their names with a blank or 、 between.
        kind: Its kind, as the data name it, such as department or township; of several, the kind of the last.
        year: The year of its first report.
    """

    name: str
    kind: str
    year: int


def first_file(office: Office) -> dict[str, bytes]:
    """The data file of an office that has none yet, by its place in the workspace: every text is a question."""
    text = (_FILES / "report.yaml").read_text(encoding="utf-8")
    for word, value in (
        ("ORGAN", _organ(office)),
        ("NEXT", str(office.year + 1)),
        ("YEAR", str(office.year)),
    ):
        text = text.replace(word, value)
    return {f"data/{office.year}.yaml": text.encode("utf-8")}


def _organ(office: Office) -> str:
    """The lines below ``organ``: the fields of one author, or a list of several."""
    names = full_names(split_authors(office.name))
    kinds = (*map(organ_kind, names[:-1]), office.kind)
    dash, rest = ("  - ", "    ") if len(names) > 1 else ("  ", "  ")
    return "\n".join(
        f"{dash}name: {single_quoted(name)}\n{rest}kind: {kind}"
        for name, kind in zip(names, kinds, strict=True)
    )


def example_files() -> dict[str, bytes]:
    """The example data that come with the program, by their place in the workspace."""
    return {f"data/{path.name}": path.read_bytes() for path in sorted(shipped("data").glob("*.yaml"))}


def make_workspace(
    folder: Path, data: Mapping[str, bytes], *, with_templates: bool = False
) -> tuple[list[Path], list[Path]]:
    """Make the workspace; existing files are not changed.

    Args:
        folder: Made when missing.
        data: The data files, by their place in the workspace.
        with_templates: Copy the section templates, too, for changing.

    Returns:
        The files made, and the files that were there already.

    Raises:
        FazhiError: The folder cannot be written to.
    """
    wanted = {**data, **_files(with_templates=with_templates)}
    files = {folder / name: content for name, content in wanted.items()}
    kept = [path for path in files if os.path.lexists(path)]
    made = {path: content for path, content in files.items() if path not in kept}
    write_new(made)
    return list(made), kept


def _files(*, with_templates: bool) -> dict[str, bytes]:
    templates = shipped("templates")
    files = {"data/report.schema.json": schema_text().encode("utf-8")}
    files |= {place: _written(name) for name, place in _WHERE.items()}
    if with_templates:
        for path in sorted(templates.rglob("*.j2")):
            files[f"templates/{path.relative_to(templates).as_posix()}"] = path.read_bytes()
    return files


def _written(name: str) -> bytes:
    """The content of a shipped file, with the version of this package filled in."""
    text = (_FILES / name).read_text(encoding="utf-8")
    return text.replace("fazhi-report==VERSION", f"fazhi-report=={__version__}").encode("utf-8")
