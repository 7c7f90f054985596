"""一、（一）1.（1）and 一是: numbers are given here and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from fazhi_report.notation.numerals import to_chinese
from fazhi_report.tree.nodes import Block, Heading, Inlines, Ordinal, Paragraph


def heading_number(level: int, count: int) -> str:
    """What is printed before a heading (GB/T 9704-2012 7.3.3).

    Args:
        level: 1 to 4.
        count: Which heading of its level this is, from 1.
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


def number(blocks: Iterable[Block], *, restart_level3: bool = True) -> tuple[Block, ...]:
    """Blocks with numbers on every heading and every enumerated measure.

    Args:
        blocks: The body, or one attachment: each counts for itself.
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
        self.headings[block.level - 1] += 1
        for deeper in range(block.level, len(self.headings)):
            if deeper != 2 or self.restart_level3:  # noqa: PLR2004  (index 2 is the third level)
                self.headings[deeper] = 0
        self.measures = 0
        title = self._ordinals(block.title)
        body = None if block.body is None else self._ordinals(block.body, starts=False)
        return replace(
            block, number=heading_number(block.level, self.headings[block.level - 1]), title=title, body=body
        )

    def _ordinals(self, parts: Inlines, *, starts: bool = True) -> Inlines:
        # Plain words before the first 一是 part it from whatever was counted above.
        if starts and not (parts and isinstance(parts[0], Ordinal)):
            self.measures = 0
        return tuple(self._counted(part) if isinstance(part, Ordinal) else part for part in parts)

    def _counted(self, ordinal: Ordinal) -> Ordinal:
        self.measures += 1
        return replace(ordinal, text=to_chinese(self.measures) + ordinal.form)
