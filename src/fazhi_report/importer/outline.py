"""Builds the tree of headings from paragraphs, by the order of numbers; text behind a heading is split off."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter

from fazhi_report.document.raw import BlockRole, RawBlock, RawParagraph
from fazhi_report.importer.account import Account
from fazhi_report.importer.naming import OTHER, part_of
from fazhi_report.model.report import PART_NAMES, PartName
from fazhi_report.norms.outline import outline as norms
from fazhi_report.numbers.numerals import to_chinese
from fazhi_report.recognise.markers import number_end, opening, ordinals, sentence_end

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
    """

    level: int
    value: int
    title: str
    line: int
    body: str | None = None
    content: list[RawBlock] = field(default_factory=list)
    branches: list[Branch] = field(default_factory=list)
    alone: bool = False


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
    _note_renumbered(done, account)
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
        if not self.styled and (found is None or block.level not in {0, found.level}):
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


def _note_renumbered(done: HeadingTree, account: Account) -> None:
    """Note for the drafter that numbers which skip or repeat are printed in order."""
    waiting = [done.parts]
    while waiting:
        last = 0
        for at, branch in enumerate(waiting.pop(), 1):
            waiting += [list(group) for _, group in groupby(branch.branches, key=attrgetter("level"))]
            if branch.value not in {0, at} and not (done.continued and branch.level == _ITEM):
                twice = "重号：" if branch.value == last else ""
                account.note(
                    ("line", branch.line),
                    f"{twice}原文序号是第{to_chinese(branch.value)}，将按次序印作第{to_chinese(at)}",
                )
            last = branch.value


_REQUIRED = ("achievements", "leader_duties", "shortcomings", "plans")


@dataclass(slots=True)
class Placed:
    """The parts of a report, in its own order.

    Args:
        order: Names in the order of the source.
        parts: Name → its heading.
        folded: Name → further headings of the first level that become sections of it.
        wrapped: Whether the program adds the heading of ``achievements``: the source has themes without one above.
    """

    order: list[PartName] = field(default_factory=list)
    parts: dict[PartName, Branch] = field(default_factory=dict)
    folded: dict[PartName, list[Branch]] = field(default_factory=dict)
    wrapped: bool = False

    @property
    def missing(self) -> tuple[PartName, ...]:
        """The required parts that the source does not have."""
        return tuple(name for name in PART_NAMES if name in _REQUIRED and name not in self.parts)

    def resembling(self, name: PartName) -> Branch | None:
        """Return a section of any part whose heading names a part that the source does not have; None for none."""
        sections = (section for part in self.parts.values() for section in part.branches)
        folded = (one for ones in self.folded.values() for one in ones)
        return next((one for one in (*sections, *folded) if part_of(one.title, None) == name), None)


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


def place(branches: Sequence[Branch], year: int | None, account: Account) -> Placed:
    """Give every heading of the first level its part.

    Args:
        branches: The headings, in order.
        year: The year reported on.
        account: Where doubts and added words are noted.
    """
    said = [(branch, part_of(branch.title, year)) for branch in branches]
    unknown = [branch for branch, name in said if name is None]
    placed = Placed()
    named = {name for _, name in said}
    if len(unknown) == 1 and "achievements" not in named:
        said = [(branch, name or "achievements") for branch, name in said]
        account.note(("line", unknown[0].line), "标题里没有明说，按位置当作“举措和成效”")
    elif len(unknown) > 1 and "achievements" not in named:
        _wrap(placed, unknown, account)
    for branch, name in said:
        if not (placed.wrapped and name is None):
            _put(placed, branch, name, account)
    return placed


def _wrap(placed: Placed, themes: Sequence[Branch], account: Account) -> None:
    """Put themes without a heading above them under ``achievements``, with a heading that the program adds."""
    title = norms().parts["achievements"].title
    wrapper = Branch(1, 0, title, themes[0].line, branches=[])
    placed.wrapped = True
    placed.order.append("achievements")
    placed.parts["achievements"] = wrapper
    placed.folded["achievements"] = list(themes)
    account.note(
        ("achievements",),
        f"原文是 {len(themes)} 个并列的专题部分，没有“{title}”这一层；标题是补的，各专题降为（一）（二）……",
    )


def _put(placed: Placed, branch: Branch, name: PartName | None, account: Account) -> None:
    if name is not None and name not in placed.parts:
        placed.parts[name] = branch
        placed.order.append(name)
        if name == "other" and not OTHER.match(branch.title):
            account.note(("other",), "模型里没有专门的位置，放在“其他需要报告的情况”")
        return
    if name is None and "other" not in placed.parts:
        placed.parts["other"] = branch
        placed.order.append("other")
        account.note(("other",), "认不出是哪一部分，放在“其他需要报告的情况”，请核对", branch.line)
        return
    target = name or (placed.order[-1] if placed.order else "achievements")
    placed.folded.setdefault(target, []).append(branch)
    account.note((target,), f"原文另有一部分“{branch.title}”，并入这里，成为最后一节，请核对", branch.line)
