"""Which face a character falls into, and whether that face satisfies a norm."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from fazhi_report.layout.facts import Run
from fazhi_report.norms.gbt9704 import FACES, Face
from fazhi_report.norms.placement import DARKEST_RED, LIGHTEST_REST

_ASCII_END = 0x80
_SHARED_END = 0x2E80
_BY_FAMILY = {family.lower(): face for face in FACES for family in face.families}
SHARED_MARKS = frozenset("“”‘’—…·×①②③④⑤⑥⑦⑧⑨⑩℃‰")
"""Marks that Chinese shares with Latin: Word sets them in the Latin face unless it is told otherwise."""


def family(run: Run, character: str) -> str:
    """The family name that a character is set in (ISO/IEC 29500-1, 17.3.2.26)."""
    code = ord(character)
    if code < _ASCII_END:
        return run.fonts.ascii
    if code < _SHARED_END and not run.hint:
        return run.fonts.hansi
    return run.fonts.east_asia


def chinese(text: str) -> str:
    """The characters of a text that only a Chinese face holds."""
    return "".join(one for one in text if ord(one) >= _SHARED_END and not one.isspace())


def face_of(name: str) -> Face | None:
    """The face of the norms that a family belongs to; None for any other."""
    return _BY_FAMILY.get(name.strip().lower())


def is_face(name: str, face: Face) -> bool:
    """Whether a family satisfies a face."""
    return face_of(name) is face


def cut(runs: tuple[Run, ...], start: int, end: int) -> Iterator[Run]:
    """The runs of a stretch of a paragraph's words."""
    at = 0
    for run in runs:
        text = run.text[max(start - at, 0) : max(end - at, 0)]
        at += len(run.text)
        if text:
            yield replace(run, text=text)


def is_red(color: str) -> bool:
    """Whether a colour of six hexadecimal digits is a red."""
    try:
        red, green, blue = (int(color[at : at + 2], 16) for at in (0, 2, 4))
    except ValueError:
        return False
    return red >= DARKEST_RED.value and max(green, blue) <= LIGHTEST_REST.value
