"""What a scan of plain text finds: where it stands, what is wrong, how it is mended."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from fazhi_report.text.patterns import Pattern

HAN = "〇\u3400-\u4dbf\u4e00-\u9fff"
"""Chinese characters, for use inside a character class."""


def is_han(character: str) -> bool:
    """Whether one character is Chinese, as `HAN` has it; the empty string is not."""
    return "一" <= character <= "鿿" or "\u3400" <= character <= "\u4dbf" or character == "〇"


def holds_han(text: str) -> bool:
    """Whether a text holds a Chinese character."""
    return any(map(is_han, text))


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in a text.

    Args:
        start: Where it begins, characters into the text.
        end: Just behind it.
        message: The fact, one Chinese sentence without full stop.
        hint: The cure.
    """

    start: int
    end: int
    message: str
    hint: str


Look = Callable[[str], Iterator[Fault]]
"""What finds the faults of one paragraph, a scan among others."""


@dataclass(frozen=True, slots=True)
class Scan:
    """A look at one paragraph; pure, and linear in its length.

    Args:
        look: Finds the faults of a paragraph.
        sign: What every paragraph with such a fault matches: quick to look for, and true of any longer text that
            holds the paragraph in lines of its own. Whoever has many paragraphs looks for it in all of them at once.
    """

    look: Look
    sign: Pattern

    def __call__(self, text: str) -> Iterator[Fault]:
        """The faults of one paragraph."""
        return self.look(text) if self.sign.search(text) else iter(())


def scan(sign: str, *, needs: str = "") -> Callable[[Look], Scan]:
    """Make a look a scan, by its sign: an expression, and characters one of which stands in all it matches.

    In a sign, ``^`` and ``$`` stand for the ends of a line. It is quick where it begins with a character or with a class
    of characters, and looks back from there: the engine leaps over all others.
    """
    return lambda look: Scan(look, Pattern(sign, re.MULTILINE, needs=needs))


Spot = tuple[int, str, str]
"""Offset, what stands there, what should."""

_MOST_QUOTED = 4


def covered(length: int, spans: Iterable[tuple[int, int]]) -> bytearray:
    """A byte for each character of a text, 1 where one of the spans holds it: a look-up that stays linear."""
    cover = bytearray(length + 1)
    for start, end in spans:
        cover[start:end] = b"\1" * (end - start)
    return cover


def together(spots: Sequence[Spot], what: str) -> Iterator[Fault]:
    """One fault for many of a kind in a paragraph, at the first: a paragraph of such marks is one piece of news.

    Args:
        spots: In the order of the text.
        what: The kind's name, such as 半角标点.
    """
    if not spots:
        return
    start, found, _ = spots[0]
    wanted = {one: right for _, one, right in reversed(spots)}
    pairs = [(one, wanted[one]) for one in dict.fromkeys(one for _, one, _ in spots)][:_MOST_QUOTED]
    count = f"，这一段共 {len(spots)} 处" if len(spots) > 1 else ""
    hint = "，".join(f"“{one}”应为“{right}”" if right else f"删去“{one}”" for one, right in pairs)
    yield Fault(start, start + len(found), f"{what}“{found}”{count}", hint)
