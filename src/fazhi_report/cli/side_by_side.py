"""A comparison on the terminal: a table where there is room, a line or two a figure where there is not."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from typing import Literal

from fazhi_report.cli import terminal
from fazhi_report.cli.terminal import cell_width
from fazhi_report.compare.rows import INCOMPARABLE, Comparison, Row, Status
from fazhi_report.compare.sheet import cells, columns, groups
from fazhi_report.reporters.visible import visible

_WIDE = 100
"""From so many cells on the remarks have a column of their own."""
_NARROW = 72
"""Below so many cells a figure takes lines of its own."""

_STYLES = {Status.ADDED: "green", Status.GONE: "dim", Status.CHANGED: "bold"}


def show_comparison(comparison: Comparison) -> None:
    """Print a comparison to stdout; pipes, files and ``NO_COLOR`` get plain text.

    Colours repeat what the column 情况 says and never stand alone.
    """
    if not sys.stdout.isatty():
        terminal.show(plain(comparison))
        return
    # Rich takes as long to import as a whole comparison; only a person at a terminal pays for it.
    from rich.console import Console

    console = Console(highlight=False)
    if console.width < _NARROW:
        terminal.show(narrow(comparison))
        return
    _rich(comparison, console.width >= _WIDE, console.width)


def plain(comparison: Comparison) -> str:
    """One table for pipes: a line a figure, columns parted by two spaces."""
    shown = tuple(terminal.Column(column.name, column.title, column.right) for column in columns(comparison))
    return terminal.table(shown, [cells(row) for row in comparison.rows], "text")


def narrow(comparison: Comparison) -> str:
    """For a narrow window: the figure's name on one line, both years and the move below it."""
    return "\n".join(_narrow(comparison)) + "\n"


def _narrow(comparison: Comparison) -> Iterator[str]:
    for heading, rows in groups(comparison):
        yield f"【{visible(heading)}】"
        for row in rows:
            words = {name: visible(said) for name, said in cells(row).items()}
            yield f"{words['label']}　{words['status']}"
            move = "，".join(filter(None, (words["change"], words["rate"])))
            yield f"  {words['old']} → {words['new']}{f'（{move}）' if move else ''}"
            if words["note"]:
                yield f"  {words['note']}"


def _rich(comparison: Comparison, wide: bool, width: int) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    system: Literal["auto"] | None = None if os.environ.get("NO_COLOR") else "auto"
    console = Console(highlight=False, width=width, color_system=system)
    hidden = {"organ", "domain"} | (set() if wide else {"note"})
    shown = [column for column in columns(comparison) if column.name not in hidden]
    for heading, rows in groups(comparison):
        table = Table(title=Text(heading), title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
        for column in shown:
            table.add_column(
                column.title,
                justify="right" if column.right else "left",
                overflow="fold",
                no_wrap=column.name in {"change", "rate", "status"},
                min_width=_least(column.name, rows),
            )
        for row in rows:
            words = cells(row)
            table.add_row(*(Text(visible(words[column.name])) for column in shown), style=_style(row))
        console.print(table)


def _least(name: str, rows: tuple[Row, ...]) -> int | None:
    """Room that numbers must have, so that no digit is broken off; words may be folded."""
    if name not in {"old", "new", "change", "rate"}:
        return None
    return min(max(cell_width(cells(row)[name]) for row in rows), 16)


def _style(row: Row) -> str:
    return "yellow" if row.status in INCOMPARABLE else _STYLES.get(row.status, "")
