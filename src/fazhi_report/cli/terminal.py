"""Results on the terminal: colours where a person looks, plain text in pipes."""

from __future__ import annotations

import csv
import io
import json
import os
import sys
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fazhi_report.notation.cells import harmless
from fazhi_report.reporters.visible import visible

_STYLES = {"错误": "bold red", "警告": "yellow", "提示": "cyan"}


def show(text: str) -> None:
    """Print a finished text to stdout.

    Colours repeat what the words say and never stand alone; a pipe, a file and ``NO_COLOR`` get plain text.

    Args:
        text: Lines, each with its end; nothing is printed for an empty one.
    """
    if not text:
        return
    if not sys.stdout.isatty() or os.environ.get("NO_COLOR"):
        sys.stdout.write(text)
        sys.stdout.flush()
        return
    # Rich takes as long to import as the whole of a small build; pipes and CI never pay for it.
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False, soft_wrap=True)
    for line in text.splitlines():
        shown = Text(line)
        for word, style in _STYLES.items():
            shown.highlight_regex(rf"(?<= [A-Z]{{2}}\d{{3}} ){word}(?= )", style)
        shown.highlight_regex(r"^\S+:\d+:\d+", "bold")
        shown.highlight_regex(r"^  (?:提示|另见)：.*$", "dim")
        console.print(shown)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Args:
        name: Its name in JSON and CSV, and in the rows.
        title: Its heading for people.
        right: Whether it is set flush right.
    """

    name: str
    title: str
    right: bool = False


def table(columns: Sequence[Column], rows: Sequence[Mapping[str, str]], form: str) -> str:
    """Rows as text for people, as JSON, or as CSV that Excel reads.

    Args:
        columns: In the order of print.
        rows: Values by the columns' names; other names are left out of text and CSV.
        form: ``text``, ``json`` or ``csv``.
    """
    if form == "json":
        return json.dumps([dict(row) for row in rows], ensure_ascii=False, indent=2) + "\n"
    if form == "csv":
        stream = io.StringIO()
        writer = csv.writer(stream, lineterminator="\r\n")
        writer.writerow([column.title for column in columns])
        writer.writerows([[harmless(row[column.name]) for column in columns] for row in rows])
        return "\ufeff" + stream.getvalue()
    return _aligned(columns, rows)


def _aligned(columns: Sequence[Column], rows: Sequence[Mapping[str, str]]) -> str:
    """Columns parted by two spaces, Chinese characters counted as two cells."""
    cells = [
        [column.title for column in columns],
        *([visible(row[column.name]) for column in columns] for row in rows),
    ]
    widths = [max(map(cell_width, column)) for column in zip(*cells, strict=True)]
    lines = []
    for line in cells:
        padded = [
            " " * (width - cell_width(cell)) + cell
            if column.right
            else cell + " " * (width - cell_width(cell))
            for column, cell, width in zip(columns, line, widths, strict=True)
        ]
        lines.append("  ".join(padded).rstrip())
    return "\n".join(lines) + "\n"


def cell_width(text: str) -> int:
    """How many cells of a terminal the text takes."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
