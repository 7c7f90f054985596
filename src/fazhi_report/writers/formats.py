"""Name of a format → its writer; a new format needs one module and one line here."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from typing import Protocol, cast

from fazhi_report.document.nodes import Document
from fazhi_report.norms.gbt9704 import Profile


class Writer(Protocol):
    """Writes a document in one format: same input, same bytes (not of a PDF that LibreOffice prints)."""

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
    "ofd": ("fazhi_report.writers.ofd.ofd_document", "write"),
}
# The page points at its data, so they are never written apart.
_COMPANIONS = {"html": ("data.json", "data.csv", "dictionary.csv")}
FORMATS = tuple(_FUNCTIONS)
"""Names of the formats; each is also the suffix of its files."""
WORKBOOK = "xlsx"
"""The format of the tables of statistics alone."""


def with_companions(names: Iterable[str]) -> tuple[str, ...]:
    """The formats asked for, each followed by the formats that always accompany it."""
    return tuple(dict.fromkeys(one for name in names for one in (name, *_COMPANIONS.get(name, ()))))


def format_words() -> str:
    """The formats as help pages list them, in Chinese: those asked for by themselves, then what accompanies them."""
    companions = {one for names in _COMPANIONS.values() for one in names}
    asked = "、".join(name for name in FORMATS if name not in companions)
    along = "".join(f"；{name} 连同 {' '.join(names)}" for name, names in _COMPANIONS.items())
    return f"{asked}，逗号分隔{along}；行政执法统计年报另有 {WORKBOOK}"


def writer(name: str) -> Writer:
    """The writer of a format.

    Raises:
        KeyError: There is no such format.
    """
    module, function = _FUNCTIONS[name]
    return cast("Writer", getattr(import_module(module), function))
