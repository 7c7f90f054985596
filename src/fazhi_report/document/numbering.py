"""The numbers of headings (一、 to （1）) and of enumerated measures (一是)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from fazhi_report.document.nodes import Block, Heading, Inlines, Ordinal, Paragraph
from fazhi_report.numbers.numerals import from_chinese, to_chinese


class OwnNumber(Heading):
    """A heading whose number is written in the data; empty for a heading without a number."""

    __slots__ = ()


def heading_number(level: int, count: int) -> str:
    """Return the number that is printed before a heading (GB/T 9704-2012 7.3.3).

    Args:
        level: 1 to 4.
        count: Ordinal of the heading in its level, from 1.
    """
    match level:
        case 1:
            return f"{to_chinese(count)}、"
        case 2:
            return f"（{to_chinese(count)}）"
        case 3:
            return f"{count}."
        case _:
            return f"（{count}）"


_DIGITS = re.compile("[0-9]{1,6}|[〇零一二三四五六七八九十百]{1,9}")


def _counted_as(own: str, count: int) -> int:
    """Return the ordinal from which the headings behind a heading with a number of its own count on.

    Args:
        own: The number as printed; a heading without a number leaves the count as it was.
        count: The ordinal of the heading before.
    """
    found = _DIGITS.search(unicodedata.normalize("NFKC", own))
    if found is None:
        return count
    return int(found[0]) if found[0].isascii() else from_chinese(found[0]) or count


def number(blocks: Iterable[Block], *, restart_level3: bool = True) -> tuple[Block, ...]:
    """Return the blocks with every heading and every enumerated measure numbered.

    Args:
        blocks: The body, or an attachment; each is numbered by itself.
        restart_level3: Whether 1. begins anew under each （一）; otherwise it runs through.
    """
    return tuple(_Counter(restart_level3=restart_level3).run(blocks))


@dataclass(slots=True)
class _Counter:
    restart_level3: bool
    headings: list[int] = field(default_factory=lambda: [0, 0, 0, 0])
    measures: int = 0

    def run(self, blocks: Iterable[Block]) -> Iterator[Block]:
        for block in blocks:
            match block:
                case Heading():
                    yield self._heading(block)
                case Paragraph():
                    yield Paragraph(self._ordinals(block.content))
                case _:
                    self.measures = 0
                    yield block

    def _heading(self, block: Heading) -> Heading:
        at, own = block.level - 1, block.number if isinstance(block, OwnNumber) else None
        count = self.headings[at]
        self.headings[at] = count + 1 if own is None else _counted_as(own, count)
        for deeper in range(block.level, len(self.headings)):
            if deeper != 2 or self.restart_level3:  # noqa: PLR2004  (index 2 is the third level)
                self.headings[deeper] = 0
        self.measures = 0
        title = self._ordinals(block.title)
        body = None if block.body is None else self._ordinals(block.body, starts=False)
        printed = heading_number(block.level, self.headings[at]) if own is None else own
        return Heading(block.level, title, printed, body)

    def _ordinals(self, parts: Inlines, *, starts: bool = True) -> Inlines:
        # Text before the first 一是 separates it from an enumeration above.
        if starts and not (parts and isinstance(parts[0], Ordinal)):
            self.measures = 0
        return tuple(self._counted(part) if isinstance(part, Ordinal) else part for part in parts)

    def _counted(self, ordinal: Ordinal) -> Ordinal:
        self.measures += 1
        return replace(ordinal, text=to_chinese(self.measures) + ordinal.form)
