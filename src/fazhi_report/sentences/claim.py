"""Claims: what a text says of its own numbers, and what becomes of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from fazhi_report.sentences.quantity import Quantity


class Answer(Enum):
    """What a claim comes to."""

    RIGHT = "right"
    """One reading of the words holds."""
    WRONG = "wrong"
    """The words tie the numbers to each other and no reading holds."""
    ASK = "ask"
    """Only their place ties them and no reading holds, or the words can be read in two ways."""


class Kind(Enum):
    """Which identity a claim states."""

    SHARE = "share"
    RATE = "rate"
    GRIM = "grim"
    GROWTH = "growth"
    GRIM_GROWTH = "grim growth"
    DIFFERENCE = "difference"
    DIRECTION = "direction"
    POINTS = "points"
    PERCENT_OR_POINTS = "percent or points"
    MULTIPLE = "multiple"
    PARTS = "parts"
    SUM = "sum"
    PART = "part"
    CARRIED = "carried over"
    STOCK = "stock"
    AVERAGE = "average"
    HUNDRED = "hundred"
    OPENING = "opening"
    PERIOD = "period"
    SIZE = "size"


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim with its answer.

    Args:
        kind: Which identity it states.
        answer: What it comes to.
        at: The number that is judged.
        operands: All numbers that it was held against, itself included.
        message: What was computed and what is printed; empty for a right one.
        hint: Other readings that were tried, and what to do.
        cut: Whether the printed value was cut and not rounded.
    """

    kind: Kind
    answer: Answer
    at: Quantity
    operands: tuple[Quantity, ...]
    message: str = ""
    hint: str = ""
    cut: bool = False

    @property
    def start(self) -> int:
        """Where the number that is judged begins."""
        return self.at.start

    @property
    def end(self) -> int:
        """Just behind the number that is judged."""
        return self.at.end
