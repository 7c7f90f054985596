"""How wide words run, counted in characters (字)."""

from __future__ import annotations

import re

# Half-width forms (East Asian Width Na and H) as far as they come in reports.
_NARROW = re.compile("[\x20-\x7e\uff61-\uffdc\uffe8-\uffee]")


def columns(text: str) -> float:
    """Width of words in characters (字): a half-width letter or digit counts one half."""
    return len(text) - len(_NARROW.findall(text)) / 2
