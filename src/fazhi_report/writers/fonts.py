"""The installed fonts: their families and PostScript names."""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

_FAMILY, _POSTSCRIPT, _TYPOGRAPHIC_FAMILY = 1, 6, 16
_UNICODE, _MACINTOSH, _WINDOWS = 0, 1, 3
_MAC_ENCODINGS = {0: "mac-roman", 1: "shift-jis", 2: "big5", 25: "gb18030"}
_MOST_FONTS = 100
_MOST_TABLES = 200
_MOST_NAMES = 2000


def names_of(path: Path) -> tuple[tuple[tuple[str, ...], str], ...]:
    """Families and PostScript name of each font in a file; empty where the file is no font."""
    try:
        with path.open("rb") as file:
            return tuple(_fonts(file))
    except (OSError, struct.error):
        return ()


def _fonts(file: BinaryIO) -> Iterator[tuple[tuple[str, ...], str]]:
    for start in _starts(file):
        names = list(_names(file, start))
        families = tuple(dict.fromkeys(text for kind, text in names if kind != _POSTSCRIPT))
        postscript = next((text for kind, text in names if kind == _POSTSCRIPT), "")
        if families and postscript:
            yield families, postscript


def _starts(file: BinaryIO) -> tuple[int, ...]:
    """The offsets at which the fonts of the file begin."""
    if file.read(4) != b"ttcf":
        return (0,)
    _, count = struct.unpack(">II", file.read(8))
    count = min(count, _MOST_FONTS)
    return struct.unpack(f">{count}I", file.read(4 * count))


def _names(file: BinaryIO, start: int) -> Iterator[tuple[int, str]]:
    """The family and PostScript names of one font, each with its kind."""
    table = _table(file, start, b"name")
    if table is None:
        return
    file.seek(table)
    _, count, texts = struct.unpack(">HHH", file.read(6))
    records = [struct.unpack(">6H", file.read(12)) for _ in range(min(count, _MOST_NAMES))]
    for platform, encoding, _, kind, length, offset in records:
        if kind in {_FAMILY, _POSTSCRIPT, _TYPOGRAPHIC_FAMILY}:
            file.seek(table + texts + offset)
            text = _text(file.read(length), platform, encoding)
            if text:
                yield kind, text


def _table(file: BinaryIO, start: int, wanted: bytes) -> int | None:
    """The offset of a table of the font in the file; None where the font has no such table."""
    file.seek(start)
    _, count = struct.unpack(">4sH6x", file.read(12))
    for _ in range(min(count, _MOST_TABLES)):
        tag, _, offset, _ = struct.unpack(">4sIII", file.read(16))
        if tag == wanted:
            return int(offset)
    return None


def _text(raw: bytes, platform: int, encoding: int) -> str:
    if platform in {_UNICODE, _WINDOWS}:
        codec = "utf-16-be"
    elif platform == _MACINTOSH and encoding in _MAC_ENCODINGS:
        codec = _MAC_ENCODINGS[encoding]
    else:
        return ""
    return raw.decode(codec, errors="ignore").strip("\0 ")


_SUFFIXES = {".ttf", ".otf", ".ttc", ".otc"}
_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Font:
    """An installed font.

    Args:
        families: Its family names in all languages.
        postscript: Its PostScript name, which PDF files use.
        path: Its file; empty where it is not known.
        index: Its place in that file, from 0.
    """

    families: tuple[str, ...]
    postscript: str
    path: str = field(default="", compare=False)
    index: int = field(default=0, compare=False)


def installed() -> tuple[Font, ...]:
    """All installed fonts; empty where they cannot be listed."""
    lister = shutil.which("fc-list") if sys.platform not in {"win32", "darwin"} else None
    return tuple(_listed(lister) if lister else _read(_folders()))


def _listed(lister: str) -> Iterator[Font]:
    """The fonts that fontconfig lists; LibreOffice uses the same list."""
    # A name may hold no tab; families are parted by commas, commas within one are escaped.
    command = [lister, "--format", "%{family}\t%{postscriptname}\t%{index}\t%{file}\n"]
    try:
        done = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return
    for line in done.stdout.decode("utf-8", errors="replace").splitlines():
        families, postscript, index, path = (*line.split("\t", 3), "", "", "")[:4]
        if postscript:
            names = tuple(family.strip() for family in families.split(",") if family.strip())
            # The upper half of the number names a variation of the font.
            yield Font(names, postscript, path, int(index) & 0xFFFF if index.isdecimal() else 0)


def _read(folders: Iterator[Path]) -> Iterator[Font]:
    """The fonts in the font folders, read from the files."""
    for folder in folders:
        for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
            if path.suffix.lower() in _SUFFIXES:
                for index, (families, postscript) in enumerate(names_of(path)):
                    yield Font(families, postscript, str(path), index)


def _folders() -> Iterator[Path]:
    """The folders of fonts: those of the system and those of the user."""
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
