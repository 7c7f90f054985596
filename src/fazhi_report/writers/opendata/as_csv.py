"""Facts → CSV that a double click opens: a row a figure."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from fazhi_report.norms.gbt9704 import Profile
from fazhi_report.tree.nodes import Document
from fazhi_report.writers.opendata.records import COLUMNS, cells

_FORMULA_OPENINGS = ("=", "+", "-", "@", "\t", "\r")
_NUMBERS = frozenset("0123456789.-")


def write(document: Document, profile: Profile) -> bytes:
    """The figures as CSV.

    Args:
        document: Whose figures to write.
        profile: Not used: data have no page.
    """
    del profile
    return table([column.title for column in COLUMNS], map(tuple, map(cells, document.facts)))


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """CSV after RFC 4180, UTF-8 behind a mark: without it Excel and WPS take the bytes for GBK."""
    stream = StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([_inert(cell) for cell in row] for row in rows)
    return stream.getvalue().encode("utf-8-sig")


def _inert(cell: str) -> str:
    """A cell that no spreadsheet runs as a formula; a negative number stays one."""
    return f"'{cell}" if cell.startswith(_FORMULA_OPENINGS) and not _NUMBERS.issuperset(cell) else cell
