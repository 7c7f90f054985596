"""Results on the terminal: colours where a person looks, plain text in pipes."""

from __future__ import annotations

import os
import sys

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
