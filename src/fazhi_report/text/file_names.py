"""Names of files that every system takes: Windows is the strictest, and offices use Windows."""

from __future__ import annotations

import re
import unicodedata

FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
DEVICES = re.compile(r"(?i)^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$|\s)")
"""Names that Windows keeps for devices, with any suffix."""
MOST_CHARACTERS = 80
MOST_BYTES = 180
"""Of a stem in UTF-8: with edition, suffix and the note's own suffix it stays below the 255 of most disks."""

_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def safe_name(text: str, otherwise: str) -> str:
    """The text as a name that stays in its folder and can be read.

    Args:
        text: Whatever the data hold.
        otherwise: What it is called when nothing of the text can stay.
    """
    seen = "".join("_" if unicodedata.category(char) in _UNSEEN else char for char in text)
    name = shortened(FORBIDDEN.sub("_", seen).strip(" ."))
    if DEVICES.match(name):
        name = f"_{name}"
    return name or otherwise


def shortened(name: str) -> str:
    """The name cut to what disks take, between characters, without a point or a space at its end."""
    cut = name[:MOST_CHARACTERS].encode("utf-8")[:MOST_BYTES].decode("utf-8", errors="ignore")
    return cut.rstrip(" .")


def folded(name: str) -> str:
    """What two names have in common that are one file on Windows or macOS."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
