"""Builds the tree of headings from paragraphs, by the order of numbers; text behind a heading is split off."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from fazhi_report.document.numbering import heading_number
from fazhi_report.document.raw import BlockRole, RawBlock, RawParagraph
from fazhi_report.importer.account import Account
from fazhi_report.importer.naming import part_of
from fazhi_report.recognise.markers import Opening, number_end, opening, ordinals, sentence_end

_LONGEST_HEADING = 60
_FARTHEST_JUMP = 3
_ITEM = 3
_DEEPEST = 4
_LOOKAHEAD = 200


@dataclass(slots=True)
class Branch:
    """A heading with the content under it.

    Args:
        level: 1 to 4.
        value: Its number in the source; 0 for none.
        title: Its words, without number.
        line: Its line in the source.
        body: Words that run on behind it in its paragraph; None where it has a line of its own.
        content: Paragraphs and tables before the next heading.
        branches: Headings one level below.
        alone: Whether the file itself sets it as a heading on a line of its own.
        number: Its number as it is printed, where that is not the next one of its level; empty for none, else None.
    """

    level: int
    value: int
    title: str
    line: int
    body: str | None = None
    content: list[RawBlock] = field(default_factory=list)
    branches: list[Branch] = field(default_factory=list)
    alone: bool = False
    number: str | None = None


@dataclass(slots=True)
class HeadingTree:
    """The headings of a body as a tree.

    Args:
        opening: The blocks before the first part.
        parts: Headings of the first level.
        continued: Whether 1. runs on across sections.
    """

    opening: list[RawBlock] = field(default_factory=list)
    parts: list[Branch] = field(default_factory=list)
    continued: bool = False


def outline(blocks: Sequence[RawBlock], account: Account, *, styled: bool) -> HeadingTree:
    """Return the headings of a body as a tree.

    Args:
        blocks: From behind the addressees to before the closing.
        account: Where printed numbers and doubts are noted.
        styled: Whether roles alone decide what is a heading.
    """
    growing = _Growing(account, [_number(block) for block in blocks], styled=styled)
    for block in blocks:
        growing.take(block)
    done = growing.outline
    thirds = [(branch.value, at) for branch, at in _thirds(done.parts)]
    values = [value for value, _ in thirds]
    done.continued = values == list(range(1, len(values) + 1)) and any(value != at for value, at in thirds)
    _keep_numbers(done, account)
    return done


@dataclass(slots=True)
class _Growing:
    """The tree while it grows.

    Args:
        account: Where printed numbers are noted.
        numbers: Level and number that each block begins with; None for none.
        styled: Whether roles alone decide what is a heading.
        at: How many blocks were taken.
        nested: Level → last number of a list inside a text whose numbers are those of that level.
    """

    account: Account
    numbers: Sequence[tuple[int, int] | None]
    styled: bool
    at: int = 0
    outline: HeadingTree = field(default_factory=HeadingTree)
    stack: list[Branch] = field(default_factory=list)
    thirds: int = 0
    nested: dict[int, int] = field(default_factory=dict)

    def take(self, block: RawBlock) -> None:
        self.at += 1
        branch = self._branch(block) if isinstance(block, RawParagraph) else None
        if branch is None:
            (self.stack[-1].content if self.stack else self.outline.opening).append(block)
            return
        while self.stack and self.stack[-1].level >= branch.level:
            self.nested.pop(self.stack.pop().level, None)
        (self.stack[-1].branches if self.stack else self.outline.parts).append(branch)
        self.stack.append(branch)
        self.thirds += branch.level == _ITEM

    def _branch(self, block: RawParagraph) -> Branch | None:
        if block.role in {BlockRole.HEADING, BlockRole.RUN_IN}:
            found = self._told(block)
            if found is not None or self.styled:
                return found
        if self.styled or block.role not in {BlockRole.UNKNOWN, BlockRole.HEADING}:
            return None
        return self._guessed(block)

    def _told(self, block: RawParagraph) -> Branch | None:
        """Return the heading that a paragraph is by its role; None where its number or its level does not fit."""
        found = opening(block.text)
        if not self.styled and not _agrees(block, found):
            return None
        level = block.level or (found.level if found else 1)
        if not self._has_parent(level):
            return None
        end = number_end(block.text, level)
        title, body = block.text[end:], None
        if block.role is BlockRole.RUN_IN:
            words = max(block.words, end)
            title, body = block.text[end:words], block.text[words:].strip()
        if not title.strip():
            return None
        self.account.print(block.text[:end], block.line)
        return Branch(
            level, found.value if found and end else 0, title.strip(), block.line, body, alone=body is None
        )

    def _guessed(self, block: RawParagraph) -> Branch | None:
        found = opening(block.text)
        if found is None or not self._has_parent(found.level):
            return None
        rest = block.text[found.end :].strip()
        if not rest or not self._in_order(found.level, found.value, rest):
            return None
        self.account.print(block.text[: found.end], block.line)
        # Markup that sets it as a heading leaves nothing to guess but its level.
        alone = block.role is BlockRole.HEADING
        title, body = (rest, None) if alone else split(rest)
        return Branch(found.level, found.value, title, block.line, body, alone=alone)

    def _has_parent(self, level: int) -> bool:
        return level == 1 or (level <= _DEEPEST and self._parent(level) is not None)

    def _parent(self, level: int) -> Branch | None:
        """Return the heading that one of this level would stand under: 1. stands under （一）, or directly under 一、."""
        above = (level - 1, level - 2) if level == _ITEM else (level - 1,)
        return next((one for one in reversed(self.stack) if one.level in above), None)

    def _in_order(self, level: int, value: int, rest: str) -> bool:
        before = self._before(level)
        last = before.value if before else 0
        nested = self.nested.get(level, 0)
        if value == last and nested in {0, value} and self._comes(level, value + 1) <= 1:
            return True
        if (value <= last and (level == 1 or value in {1, nested + 1})) or (
            nested and value == nested + 1 and self._goes_on(level, value, rest)
        ):
            self.nested[level] = value
            return False
        if level == _ITEM and value == self.thirds + 1:
            return True
        return last < value <= last + _FARTHEST_JUMP and (before is not None or value == 1)

    def _goes_on(self, level: int, value: int, rest: str) -> bool:
        """Whether the next number of a list inside a text belongs to it, because the heading of that number comes later."""
        return self._comes(level, value) > 0 or (level == 1 and part_of(rest, None) is None)

    def _comes(self, level: int, value: int) -> int:
        """Return how often a number comes before the next heading of a level above."""
        count = 0
        for found in self.numbers[self.at : self.at + _LOOKAHEAD]:
            if found is not None and found[0] < level:
                break
            count += found == (level, value)
        return count

    def _before(self, level: int) -> Branch | None:
        """Return the last heading of this level under the same heading; None for none."""
        parent = self._parent(level) if level > 1 else None
        branches = parent.branches if parent else self.outline.parts if level == 1 else []
        # Items directly under a part stand before its sections, so that the last one is at the end.
        return branches[-1] if branches and branches[-1].level == level else None


def _agrees(block: RawParagraph, found: Opening | None) -> bool:
    """Whether the number of a heading fits the level that the file itself gives it; one without a number has that level."""
    if found is None:
        return block.role is BlockRole.HEADING and block.level > 0
    return block.level in {0, found.level}


def _number(block: RawBlock) -> tuple[int, int] | None:
    """Return level and number that a block begins with; None for none."""
    found = opening(block.text) if isinstance(block, RawParagraph) else None
    return None if found is None else (found.level, found.value)


def split(rest: str) -> tuple[str, str | None]:
    """Return a heading and the text behind it in its paragraph; None for the text where there is none.

    A heading that has neither a stop nor an end before 一是 ends there.
    """
    end = sentence_end(rest)
    measures = ordinals(rest)
    start = measures[0].start if measures else _glued(rest)
    if 0 < start < end:
        return rest[:start].strip(), rest[start:].strip()
    if end < len(rest):
        return rest[:end].strip(), rest[end:].strip()
    return rest, "" if len(rest) > _LONGEST_HEADING else None


def _glued(rest: str) -> int:
    """Return the offset of an 一是 that follows the heading's words without a mark; 0 where there is none."""
    start = rest.find("一是")
    followed = start > 0 and re.search("[。；，]二是", rest[start:]) is not None
    return start if followed and start <= _LONGEST_HEADING else 0


def _thirds(parts: Iterable[Branch]) -> Iterator[tuple[Branch, int]]:
    for part in parts:
        for holder in (part, *part.branches):
            items = (one for one in holder.branches if one.level == _ITEM)
            yield from ((item, at) for at, item in enumerate(items, 1))


def _keep_numbers(done: HeadingTree, account: Account) -> None:
    """Give each heading whose number is not the next one of its level that number, and tell the drafter.

    The count is that of print (`fazhi_report.document.numbering.number`).
    """
    counts = [0] * _DEEPEST
    waiting = list(reversed(done.parts))
    while waiting:
        branch = waiting.pop()
        waiting += reversed(branch.branches)
        at, last = branch.level - 1, counts[branch.level - 1]
        if branch.value == 0:
            branch.number = ""
        elif branch.value != last + 1:
            branch.number = heading_number(branch.level, branch.value)
            twice = "重号：" if branch.value == last else ""
            account.note(
                ("line", branch.line),
                f"{twice}原文序号是“{branch.number}”，按次序应是“{heading_number(branch.level, last + 1)}”，照原文印；"
                "要改的，删去 number",
            )
        counts[at] = branch.value or last
        for deeper in range(branch.level, _DEEPEST):
            if deeper != 2 or not done.continued:  # noqa: PLR2004  (index 2 is the third level)
                counts[deeper] = 0


@dataclass(frozen=True, slots=True)
class Placed:
    """A part of the source with what it is about.

    Args:
        branch: Its heading.
        role: A name of ``norms/outline.yaml``; None for a theme or a part whose heading does not say it.
    """

    branch: Branch
    role: str | None


def place(branches: Sequence[Branch], year: int | None, account: Account) -> list[Placed]:
    """Return every heading of the first level with its role.

    Args:
        branches: The headings, in order.
        year: The year reported on.
        account: Where doubts are noted.
    """
    placed = [Placed(branch, part_of(branch.title, year)) for branch in branches]
    unknown = [at for at, one in enumerate(placed) if one.role is None]
    if unknown == [0] and not any(one.role == "achievements" for one in placed):
        placed[0] = Placed(placed[0].branch, "achievements")
        account.note(("line", placed[0].branch.line), "标题里没有明说，按位置当作“举措和成效”")
    return placed


def resembling(branches: Iterable[Branch], role: str) -> Branch | None:
    """Return the first section of any part whose heading names a role; None for none."""
    sections = (section for branch in branches for section in branch.branches)
    return next((one for one in sections if part_of(one.title, None) == role), None)


def plan_paragraph(branches: Iterable[Branch], year: int | None) -> RawParagraph | None:
    """Return a paragraph that speaks of what comes next, though no heading above it does; None for none."""
    later = f"|{year + 1}年" if year is not None else ""
    begins = re.compile(
        rf"\s*(?:(?:在)?(?:下一?步|下一?阶段|下一年度?|明年|今后){later})[^。]{{0,20}}[，、：]"
    )
    waiting = list(branches)
    found: RawParagraph | None = None
    while waiting:
        branch = waiting.pop(0)
        waiting[:0] = branch.branches
        texts = [one for one in branch.content if isinstance(one, RawParagraph)]
        found = next((one for one in reversed(texts) if begins.match(one.text)), found)
    return found
