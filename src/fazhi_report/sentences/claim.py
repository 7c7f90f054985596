"""Claims and the formulas of their messages: each formula computes its own result, so what is printed was computed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from fazhi_report.sentences.quantity import Quantity, shorten

_SUFFIXES = {10**8: "亿", 10**4: "万", 1: ""}
_MOST_DIGITS = 4


@dataclass(frozen=True, slots=True)
class NumberSize:
    """In which size the numbers of a formula are printed.

    Args:
        factor: What one of the printed numbers is worth.
        suffix: What stands behind each.
    """

    factor: int = 1
    suffix: str = ""

    @property
    def all(self) -> Fraction:
        """A hundred percent."""
        return Fraction(100)

    def shown(self, value: Fraction, digits: int | None = None) -> str:
        """A value in this size, exact where few digits suffice or rounded to the given digits."""
        return plain(value / self.factor, digits) + self.suffix


PERCENT = NumberSize(1, "%")


def measure(operands: Sequence[Quantity]) -> NumberSize:
    """The size that a formula of these quantities is printed in: their own where all agree, else single units."""
    if all(one.is_percent for one in operands):
        return PERCENT
    factors = {one.factor for one in operands}
    if len(factors) == 1 and (factor := factors.pop()) in _SUFFIXES:
        return NumberSize(factor, _SUFFIXES[factor])
    # 1.2万个 of 8743个: in single units; 2.35亿元 and 28600万元 as well.
    return NumberSize()


def plain(value: Fraction, digits: int | None = None) -> str:
    """A number without exponent: exact where `_MOST_DIGITS` digits suffice and none are asked for."""
    if digits is None:
        digits = next((n for n in range(_MOST_DIGITS + 1) if (value * 10**n).denominator == 1), 2)
    text = f"{shorten(abs(value), digits, 'round')}"
    return f"−{text}" if value < 0 and float(text) else text


@dataclass(frozen=True, slots=True)
class Formula:
    """One or more computed steps, joined by commas.

    Args:
        steps: Each as printed, made by the functions of this class only.
        result: The value of the last step.
        digits: Digits that the last result is printed with.
    """

    steps: tuple[str, ...] = ()
    result: Fraction = Fraction(0)

    def plus(self, terms: Sequence[Fraction], size: NumberSize) -> Formula:
        """The sum of values; a negative one is taken away. One value alone prints nothing."""
        outcome = sum(terms, Fraction(0))
        if len(terms) == 1:
            return Formula(self.steps, outcome)
        words = size.shown(terms[0])
        for term in terms[1:]:
            words += f" {'−' if term < 0 else '+'} {size.shown(abs(term))}"
        return Formula((*self.steps, f"{words} = {size.shown(outcome)}"), outcome)

    def over(self, part: Fraction, whole: Fraction, size: NumberSize, digits: int) -> Formula:
        """A quotient in percent."""
        outcome = part / whole * 100
        step = f"{size.shown(part)} ÷ {size.shown(whole)} = {PERCENT.shown(outcome, digits)}"
        return Formula((*self.steps, step), outcome)

    def divided(
        self, part: Fraction, whole: Fraction, size: NumberSize, digits: int | None = None
    ) -> Formula:
        """A plain quotient: an average, or how many times."""
        outcome = part / whole
        step = f"{size.shown(part)} ÷ {NumberSize().shown(whole) if size.suffix == '' else size.shown(whole)}"
        return Formula((*self.steps, f"{step} = {plain(outcome, digits)}"), outcome)

    def mean(self, value: Fraction, count: Fraction, size: NumberSize, digits: int) -> Formula:
        """An average in the size of the value."""
        outcome = value / count
        step = f"{size.shown(value)} ÷ {plain(count)} = {size.shown(outcome, digits)}"
        return Formula((*self.steps, step), outcome)

    def times(self, value: Fraction, factor: int, size: NumberSize) -> Formula:
        """A product."""
        outcome = value * factor
        step = f"{size.shown(value)} × {factor} = {size.shown(outcome)}"
        return Formula((*self.steps, step), outcome)

    def beside(self, value: Fraction, other: Fraction, size: NumberSize) -> Formula:
        """How two values lie: larger, smaller or equal."""
        sign = ">" if value > other else "<" if value < other else "="
        return Formula((*self.steps, f"{size.shown(value)} {sign} {size.shown(other)}"), value)

    @property
    def text(self) -> str:
        """All steps as printed."""
        return "，".join(self.steps)


class Answer(Enum):
    """What a claim comes to."""

    RIGHT = "right"
    """One reading of the words holds."""
    WRONG = "wrong"
    """The words tie the numbers to each other and no reading holds."""
    ASK = "ask"
    """Only their place ties them and no reading holds, or the words can be read in two ways."""


class Identity(Enum):
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
    OVER = "over a hundred"
    ANNOUNCED = "announced"
    RESTATED = "restated"
    ALL = "all or none"


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
        derived: Whether a change in units stands for one of the two values that a growth lies between.
        falling: Whether a growth says that something fell.
    """

    kind: Identity
    answer: Answer
    at: Quantity
    operands: tuple[Quantity, ...]
    message: str = ""
    hint: str = ""
    cut: bool = False
    derived: bool = False
    falling: bool = False

    @property
    def start(self) -> int:
        """Where the number that is judged begins."""
        return self.at.start

    @property
    def end(self) -> int:
        """Just behind the number that is judged."""
        return self.at.end
