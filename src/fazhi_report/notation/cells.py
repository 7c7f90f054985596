"""Cells of a spreadsheet: words that no program takes for a formula."""

from __future__ import annotations

_FORMULA = frozenset("=+@\t\r")


def harmless(cell: str) -> str:
    """A cell that a spreadsheet takes for words, never for a formula; a negative number stays one."""
    opens = cell[:1] in _FORMULA or (cell[:1] == "-" and not cell[1:2].isdigit())
    return f"'{cell}" if cell and opens else cell
