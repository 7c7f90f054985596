"""Font files with names of our choosing."""

from __future__ import annotations

import struct
from collections.abc import Sequence

Name = tuple[int, int, int, bytes]
"""Platform, encoding, kind, raw text."""


def windows(kind: int, text: str) -> Name:
    return 3, 1, kind, text.encode("utf-16-be")


def name_table(names: Sequence[Name]) -> bytes:
    records, texts = b"", b""
    for platform, encoding, kind, raw in names:
        records += struct.pack(">6H", platform, encoding, 0x0409, kind, len(raw), len(texts))
        texts += raw
    return struct.pack(">HHH", 0, len(names), 6 + len(records)) + records + texts


def font(
    names: Sequence[Name], tables: dict[bytes, bytes] | None = None, *, flavour: bytes = b"OTTO", at: int = 0
) -> bytes:
    """A font of the tables and a name table, to stand at an offset of its file."""
    whole = {**(tables or {}), b"name": name_table(names)}
    place = at + 12 + 16 * len(whole)
    directory, body = flavour + struct.pack(">HHHH", len(whole), 0, 0, 0), b""
    for tag, content in sorted(whole.items()):
        directory += struct.pack(">4sIII", tag, 0, place + len(body), len(content))
        body += content + b"\0" * (-len(content) % 4)
    return directory + body


def renamed(original: bytes, family: str, postscript: str) -> bytes:
    """The same font by the name of another family; its PostScript name stands inside the outlines, too, and stays."""
    (count,) = struct.unpack(">H", original[4:6])
    tables = {}
    for number in range(count):
        tag, _, start, length = struct.unpack(">4sIII", original[12 + 16 * number : 28 + 16 * number])
        tables[tag] = original[start : start + length]
    names = [windows(kind, family) for kind in (1, 4)] + [windows(2, "Regular"), windows(6, postscript)]
    return font(names, tables, flavour=original[:4])
