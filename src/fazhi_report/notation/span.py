"""What a figure leaves possible: one number where it is exact, a stretch where it is hedged."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fazhi_report.notation.figure import WrittenFigure

_AT_LEAST = frozenset({"不少于", "不低于", "超过", "至少", "超", "逾", "以上"})
_AT_MOST = frozenset({"不超过", "以下", "以内"})
_JUST_UNDER = frozenset({"将近", "接近", "近"})
_JUST_OVER = frozenset({"余", "多"})


@dataclass(frozen=True, slots=True)
class Span:
    """All numbers from one end to another.

    Args:
        low: The lower end; None where there is none.
        high: The upper end; None where there is none.
    """

    low: Fraction | None
    high: Fraction | None

    @classmethod
    def exactly(cls, value: Fraction) -> Span:
        """The one number."""
        return cls(value, value)

    @property
    def exact(self) -> Fraction | None:
        """The number, where there is only one."""
        return self.low if self.low == self.high else None

    @property
    def unknown(self) -> bool:
        """Whether anything is possible."""
        return self.low is None and self.high is None

    @property
    def least(self) -> Fraction:
        """The distance from zero that is certain, whatever the number is."""
        if self.low is not None and self.low > 0:
            return self.low
        if self.high is not None and self.high < 0:
            return -self.high
        return Fraction(0)

    def __sub__(self, other: Span) -> Span:
        low = None if self.low is None or other.high is None else self.low - other.high
        high = None if self.high is None or other.low is None else self.high - other.low
        return Span(low, high)

    def scaled(self, factor: Fraction) -> Span:
        """Every number times a positive factor."""
        return Span(
            None if self.low is None else self.low * factor, None if self.high is None else self.high * factor
        )

    def growth_from(self, old: Span) -> Span | None:
        """By what part of the old number this one is larger; negative where it is smaller.

        Returns:
            None where the old number may be zero or less, since nothing grows from there; or where this one may be
            negative.
        """
        if old.low is None or old.low <= 0 or self.low is None or self.low < 0:
            return None
        low = Fraction(-1) if old.high is None else self.low / old.high - 1
        high = None if self.high is None else self.high / old.low - 1
        return Span(low, high)


def possible(written: WrittenFigure) -> Span:
    """What may stand behind a figure as written.

    An unhedged figure means itself. 80余 is at least 80 and below 90, 近480 above 470 and at most 480, 约300
    nearer to 300 than to 200 or 400: the last digit that is not zero says how finely the writer counted.
    90以上 has no upper end.
    """
    value = Fraction(written.value)
    if not written.hedge:
        return Span.exactly(value)
    step = _step(written)
    words = _words(written.hedge)
    if words & _AT_LEAST:
        return Span(value, None)
    if words & _AT_MOST:
        return Span(min(value, Fraction(0)), value)
    if words <= _JUST_OVER:
        return Span(value, value + step)
    # Below a round ten, hundred or thousand people count by nines: 近100 is above 90.
    below = step / 10 if value == step else step
    if words <= _JUST_UNDER:
        return Span(value - below, value)
    # 约80余 says both: nearer to eighty than to seventy, and below ninety.
    return Span(value - below / 2, value + (step if words & _JUST_OVER else step / 2))


def _words(hedge: str) -> set[str]:
    """The hedges that a hedge is made of, the longest first, so that 接近 is not read as 近."""
    found: set[str] = set()
    known = sorted(
        (*_AT_LEAST, *_AT_MOST, *_JUST_UNDER, *_JUST_OVER, "大约", "约", "左右", "上下"),
        key=len,
        reverse=True,
    )
    while hedge:
        word = next(word for word in known if hedge.startswith(word))
        found.add(word)
        hedge = hedge.removeprefix(word)
    return found


def _step(written: WrittenFigure) -> Fraction:
    """One in the place of the last digit that is not zero, in the unit: ten for 80, 0.1万 for 12.6万."""
    digits = written.text_number.replace(",", "")
    behind = len(digits.partition(".")[2].rstrip("0"))
    scale = Fraction(written.value) / Fraction(written.number) if written.number else Fraction(1)
    if behind:
        return scale / Fraction(10) ** behind
    whole = digits.partition(".")[0]
    zeros = len(whole) - len(whole.rstrip("0")) if whole.strip("-−0") else 0
    return scale * Fraction(10**zeros)
