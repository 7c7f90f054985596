"""Makes file names that every system accepts; Windows, which offices use, is the strictest."""

from __future__ import annotations

import re
import unicodedata

FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
DEVICES = re.compile(r"(?i)^(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$|\s)")
"""Names that Windows reserves for devices, with any suffix."""
MOST_CHARACTERS = 80
MOST_BYTES = 180
"""Of a stem in UTF-8: with edition, suffix and the note's own suffix it stays below the 255 of most disks."""

_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def safe_name(text: str, otherwise: str) -> str:
    """Return the text as a readable file name that cannot leave its folder, and that no program takes for an option.

    Args:
        text: Whatever the data hold.
        otherwise: The name to use when no character of the text is allowed.
    """
    seen = "".join("_" if unicodedata.category(char) in _UNSEEN else char for char in text)
    name = shortened(FORBIDDEN.sub("_", seen).strip(" .").lstrip("-"))
    if DEVICES.match(name):
        name = f"_{name}"
    return name or otherwise


def shortened(name: str) -> str:
    """Return the name cut to the length that file systems accept, without a dot or a space at its end."""
    cut = name[:MOST_CHARACTERS].encode("utf-8")[:MOST_BYTES].decode("utf-8", errors="ignore")
    return cut.rstrip(" .")


def folded(name: str) -> str:
    """Return a form that is equal for names that are one file on Windows or macOS."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
