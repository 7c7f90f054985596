"""Name of a format → what writes a comparison in it. A new format is one function and one line here."""

from __future__ import annotations

from importlib import import_module
from typing import Protocol, cast

from fazhi_report.compare.rows import Comparison


class Exporter(Protocol):
    """Makes the bytes of one format: pure, same rows, same bytes."""

    def __call__(self, comparison: Comparison) -> bytes:
        """Write the comparison."""
        ...


# Modules by name, so that a comparison imports only what it is written with.
_FUNCTIONS = {
    "json": ("fazhi_report.compare.export", "to_json"),
    "csv": ("fazhi_report.compare.export", "to_csv"),
    "md": ("fazhi_report.compare.export", "to_markdown"),
    "html": ("fazhi_report.compare.page", "to_html"),
    "xlsx": ("fazhi_report.compare.workbook", "to_xlsx"),
}
EXPORTS = tuple(_FUNCTIONS)


def exporter(name: str) -> Exporter:
    """The exporter of a format.

    Raises:
        KeyError: There is no such format.
    """
    module, function = _FUNCTIONS[name]
    return cast("Exporter", getattr(import_module(module), function))
