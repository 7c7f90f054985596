"""The fonts of this machine: their families and PostScript names."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from fazhi_report.writers.font_names import names_of

_SUFFIXES = {".ttf", ".otf", ".ttc", ".otc"}
_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Font:
    """An installed font.

    Args:
        families: Its family names in all languages.
        postscript: The name by which PDF files call it.
    """

    families: tuple[str, ...]
    postscript: str


def installed() -> tuple[Font, ...]:
    """All fonts that programs on this machine see; empty where that cannot be told."""
    lister = shutil.which("fc-list") if sys.platform not in {"win32", "darwin"} else None
    return tuple(_listed(lister) if lister else _read(_folders()))


def _listed(lister: str) -> Iterator[Font]:
    """By fontconfig, which LibreOffice asks, too."""
    # A name may hold no tab; families are parted by commas, commas within one are escaped.
    command = [lister, "--format", "%{family}\t%{postscriptname}\n"]
    try:
        done = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return
    for line in done.stdout.decode("utf-8", errors="replace").splitlines():
        families, _, postscript = line.partition("\t")
        if postscript:
            yield Font(tuple(family.strip() for family in families.split(",") if family.strip()), postscript)


def _read(folders: Iterator[Path]) -> Iterator[Font]:
    """From the font files themselves."""
    for folder in folders:
        for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
            if path.suffix.lower() in _SUFFIXES:
                yield from (Font(families, postscript) for families, postscript in names_of(path))


def _folders() -> Iterator[Path]:
    """Where fonts are installed: for everybody, and for the user alone."""
    if sys.platform == "win32":
        yield Path(os.environ.get("SYSTEMROOT", r"C:\Windows")) / "Fonts"
        local = os.environ.get("LOCALAPPDATA")
        if local:
            yield Path(local) / "Microsoft" / "Windows" / "Fonts"
    elif sys.platform == "darwin":
        yield from (Path("/System/Library/Fonts"), Path("/Library/Fonts"), Path.home() / "Library" / "Fonts")
        # Fonts that macOS fetches when a document asks for them, 仿宋 and 楷体 among them.
        yield Path("/System/Library/AssetsV2")
    else:
        yield from (
            Path("/usr/share/fonts"),
            Path("/usr/local/share/fonts"),
            Path.home() / ".local/share/fonts",
        )
