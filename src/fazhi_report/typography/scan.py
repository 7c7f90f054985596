"""The types of a scan of plain text: a fault with its place, message and hint."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from fazhi_report.findings import TextEdit
from fazhi_report.text.patterns import Pattern

HAN = "〇\u3400-\u4dbf\u4e00-\u9fff"
"""Chinese characters, for use inside a character class."""


def is_han(character: str) -> bool:
    """Return whether a character is in `HAN`; False for the empty string."""
    return "一" <= character <= "鿿" or "\u3400" <= character <= "\u4dbf" or character == "〇"


def holds_han(text: str) -> bool:
    """Return whether a text contains a Chinese character."""
    return any(map(is_han, text))


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault in a text.

    Args:
        start: Its offset in the text.
        end: The offset just behind it.
        message: The fact, one Chinese sentence without full stop.
        hint: How to mend it, in Chinese.
        edits: What mends it for certain; empty where a person decides.
    """

    start: int
    end: int
    message: str
    hint: str
    edits: tuple[TextEdit, ...] = ()


Look = Callable[[str], Iterator[Fault]]
"""A function that finds the faults of one paragraph."""


@dataclass(frozen=True, slots=True)
class Scan:
    """A check of one paragraph; pure, and linear in its length.

    Args:
        look: Finds the faults of a paragraph.
        sign: A quick expression that every paragraph with such a fault matches, and every longer text that contains the
            paragraph as whole lines, so that many paragraphs can be searched for it at once.
    """

    look: Look
    sign: Pattern

    def __call__(self, text: str) -> Iterator[Fault]:
        """Yield the faults of one paragraph."""
        return self.look(text) if self.sign.search(text) else iter(())


def scan(sign: str, *, needs: str = "") -> Callable[[Look], Scan]:
    """Return a decorator that makes a `Scan` of a function.

    Args:
        sign: The sign of the scan, a regular expression in which ``^`` and ``$`` are the ends of a line. It is quick where
            it begins with a character or a class of characters and looks back from there.
        needs: Characters of which each match of the sign contains at least one.
    """
    return lambda look: Scan(look, Pattern(sign, re.MULTILINE, needs=needs))


Spot = tuple[int, str, str]
"""Offset, the text found there, the text that should be there."""

_MOST_QUOTED = 4


def covered(length: int, spans: Iterable[tuple[int, int]]) -> bytearray:
    """Return a byte for each character of a text, 1 where it lies in one of the spans."""
    cover = bytearray(length + 1)
    for start, end in spans:
        cover[start:end] = b"\1" * (end - start)
    return cover


def together(spots: Sequence[Spot], what: str, *, safe: bool = False) -> Iterator[Fault]:
    """Yield one fault for all spots of a kind in a paragraph, at the place of the first; none for no spots.

    Args:
        spots: In the order of the text.
        what: The kind's name, such as 半角标点.
        safe: Whether each spot can be mended without a decision of a person.
    """
    if not spots:
        return
    start, found, _ = spots[0]
    wanted = {one: right for _, one, right in reversed(spots)}
    pairs = [(one, wanted[one]) for one in dict.fromkeys(one for _, one, _ in spots)][:_MOST_QUOTED]
    count = f"，这一段共 {len(spots)} 处" if len(spots) > 1 else ""
    hint = "，".join(f"“{one}”应为“{right}”" if right else f"删去“{one}”" for one, right in pairs)
    edits = tuple(TextEdit(*spot) for spot in spots) if safe else ()
    yield Fault(start, start + len(found), f"{what}“{found}”{count}", hint, edits)
