"""Name of a format → its writer. A new format is one file and one line here."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from typing import Protocol, cast

from fazhi_report.document.nodes import Document
from fazhi_report.norms.gbt9704 import Profile


class Writer(Protocol):
    """Makes the bytes of one format: pure, same input, same bytes; a PDF is as far as LibreOffice makes it so."""

    def __call__(self, document: Document, profile: Profile) -> bytes:
        """Write the document on the page of the profile."""
        ...


# Modules by name, so that a build imports only the writers that it uses.
_FUNCTIONS = {
    "docx": ("fazhi_report.writers.docx.document", "write"),
    "md": ("fazhi_report.writers.markdown", "write"),
    "json": ("fazhi_report.writers.json", "write"),
    "html": ("fazhi_report.writers.html.page", "write"),
    "data.json": ("fazhi_report.writers.opendata", "write_json"),
    "data.csv": ("fazhi_report.writers.opendata", "write_csv"),
    "dictionary.csv": ("fazhi_report.writers.opendata", "write_dictionary"),
    "pdf": ("fazhi_report.writers.pdf", "write"),
}
# The page points at its data, so they are never written apart.
_COMPANIONS = {"html": ("data.json", "data.csv", "dictionary.csv")}
FORMATS = tuple(_FUNCTIONS)
"""Names of formats; each is the suffix of its files, too."""


def with_companions(names: Iterable[str]) -> tuple[str, ...]:
    """The formats asked for, each followed by those that it never goes without."""
    return tuple(dict.fromkeys(one for name in names for one in (name, *_COMPANIONS.get(name, ()))))


def writer(name: str) -> Writer:
    """The writer of a format.

    Raises:
        KeyError: There is no such format.
    """
    module, function = _FUNCTIONS[name]
    return cast("Writer", getattr(import_module(module), function))
