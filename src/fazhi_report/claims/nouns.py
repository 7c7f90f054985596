"""What a sentence claims about its own numbers: the nouns."""

from __future__ import annotations

from dataclasses import dataclass

from fazhi_report.numbers.finder import FoundNumber


@dataclass(frozen=True, slots=True)
class ShareClaim:
    """占比: a part of a whole with its rate (接收80件，立案前化解36件、化解率45%).

    Args:
        start: Where the claim begins, characters into the text.
        end: Just behind it.
        part: The part.
        wholes: What the part may be a part of, the likeliest first; at least one.
        rate: The stated rate.
        sure: Whether words bind the rate to the part, and not only its place.
    """

    start: int
    end: int
    part: FoundNumber
    wholes: tuple[FoundNumber, ...]
    rate: FoundNumber
    sure: bool


@dataclass(frozen=True, slots=True)
class GrowthClaim:
    """增减: a count with the rate by which it rose or fell (207条，同比增长24.3%；由120件降至96件，下降20%).

    Args:
        start: Where the claim begins, characters into the text.
        end: Just behind it.
        new: The count of this period.
        rate: The stated rate, without sign.
        falling: Whether the words say that it fell.
        old: The count of the period compared with, where the sentence gives it.
        change: The difference, where the sentence gives it (同比增加41件).
        others: Other counts of the same unit in the sentence: a whole that the rate may belong to.
        added: Whether the words make the count an increase (新增46家，增长26%).
        cumulative: Whether the count runs over more than this period (累计).
    """

    start: int
    end: int
    new: FoundNumber
    rate: FoundNumber
    falling: bool
    old: FoundNumber | None = None
    change: FoundNumber | None = None
    others: tuple[FoundNumber, ...] = ()
    added: bool = False
    cumulative: bool = False


@dataclass(frozen=True, slots=True)
class Reduction:
    """精简: a count that was taken away, with the rate of the cut (减少45家，精简率47.9%).

    Args:
        start: Where the claim begins, characters into the text.
        end: Just behind it.
        change: What was taken away; if the words allow, it may also be what was left.
        rate: The stated rate, without sign.
        others: Other counts of the same unit in the sentence.
        cumulative: Whether the count runs over more than this period (累计).
    """

    start: int
    end: int
    change: FoundNumber
    rate: FoundNumber
    others: tuple[FoundNumber, ...] = ()
    cumulative: bool = False


@dataclass(frozen=True, slots=True)
class Parts:
    """其中: a whole with parts of it (72件，其中甲50件、乙14件、丙8件).

    Args:
        start: Where the claim begins, characters into the text.
        end: Just behind it.
        wholes: What the parts may be parts of, the likeliest first; at least one.
        parts: The parts, all of the unit of the whole; at least one.
        apart: Whether the parts stand beside each other, so that together they cannot exceed the whole.
    """

    start: int
    end: int
    wholes: tuple[FoundNumber, ...]
    parts: tuple[FoundNumber, ...]
    apart: bool


@dataclass(frozen=True, slots=True)
class Announced:
    """概括: a number that announces a list, or sums one up (甲、乙等6大领域；4个环节：甲、乙、丙、丁).

    Args:
        start: Where the claim begins, characters into the text.
        end: Just behind it.
        count: The announced number.
        items: The items given, as written.
        at_least: Whether the list is open (等), so that more may be meant than given.
        loose: How many more items the words may hold (甲和乙 is one item or two).
        sure: Whether the items are alike enough to be told apart for certain.
    """

    start: int
    end: int
    count: FoundNumber
    items: tuple[str, ...]
    at_least: bool
    loose: int
    sure: bool


Claim = ShareClaim | GrowthClaim | Reduction | Parts | Announced
"""A claim that can be held against its operands; every operand keeps its place in the text."""
