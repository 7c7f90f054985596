"""The quantities of a text: value, what the writing leaves possible, and the family of units they belong to.

The only module of this room that asks the finder of numbers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from re import Match

from fazhi_report.numbers.figure import SCALES, WrittenFigure, parse_figure
from fazhi_report.numbers.finder import FoundNumber, Kind, fold_digits, numbers
from fazhi_report.numbers.interval import (
    Interval,
    digits,
    possible_values,
    rounding_interval,
    total,
    unit_factor,
    written_interval,
)
from fazhi_report.numbers.percent import shorten
from fazhi_report.text.patterns import Pattern

__all__ = ["Interval", "Pattern", "Quantity", "fold_digits", "quantities", "ratio", "shorten", "total"]

_FAMILIES = {
    "case": "件 宗 起",
    "person": "人 名 位",
    "session": "场 场次",
    "percent": "% ％",
    "points": "个百分点 百分点",
    "times": "倍",
    "workday": "个工作日 工作日",
    "day": "天 日",
    "hour": "个小时 小时",
    "minute": "分钟",
    "month": "个月 月",
    "year": "年",
}
"""Units that count the same things; every other unit is a family of its own."""
_FAMILY = {unit: family for family, units in _FAMILIES.items() for unit in units.split()}
_TIMES = frozenset({"workday", "day", "hour", "minute", "month", "year", "秒", "秒钟", "周", "个星期"})
_NOT_COUNTED = frozenset({"percent", "points", "times", "ratio", "bare"})
_MONEY = Pattern("(万亿|万|亿)?元")
_VALUE_KINDS = frozenset({Kind.STATISTIC, Kind.MEASURE})
# What the finder takes for a date or a clause where two values are set against each other.
_PROPORTION = Pattern(r"(?<![0-9.])(?P<n>[0-9]{1,5}(?:\.[0-9]{1,4})?)[∶:：]1(?![0-9.∶:：])", needs="∶:：")
_IN_WORDS = Pattern(
    "(?P<before>约|近|接近|超过?|逾|不足|不到|[占达过为的到比已了])(?P<word>(?P<tenths>[一二两三四五六七八九])成(?![立为员效果功本交长就不])"
    "|(?P<half>一半|半数|(?<=过)半)|(?P<parts>[二三四五])分之(?P<of>[一二三四]))(?P<behind>以上|左右|多|强|弱)?",
    needs="成半分",
)
_NUMERALS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_MORE, _LESS = (
    frozenset({"以上", "多", "强", "超", "超过", "逾", "过"}),
    frozenset({"弱", "近", "接近", "不足", "不到"}),
)
_DAYS = Pattern(
    r"[由从][^，。；、0-9]{0,8}(?P<a>[0-9]{1,3})日[^，。；、0-9]{1,6}[至到为](?P<b>[0-9]{1,3})日(?![起前后内])",
    needs="由从",
)
_RATIO_BEFORE = Pattern(
    "(?:之比|比值|数量比|比例|比率|比)(?:[由从][^，。；0-9]{0,6}(?:20[0-9]{2}年)?的?|为|达到?|是)?$"
)
_CHANGED_TO = Pattern("(?:上升|下降|提高|提升|增加?|降低?|增长)[至到为](?:20[0-9]{2}年的?|今年的?)?$")
_UNITLESS = frozenset({Kind.NAME, Kind.UNCLEAR, Kind.STATISTIC})
_PLAIN = Pattern(r"[0-9]{1,6}(?:\.[0-9]{1,4})?")
_REACH = 16
_JUDGED = Pattern("的?为?(?:不合格|合格|优秀|良好|达标|不达标)")
_VARIED = Pattern("(?:[由从][^，。；、0-9]{0,12}|[至到为]|减少|增加|压减|精简|缩减)(?:了|约)?$")
_STARTING = Pattern("[由从][^，。；、0-9]{0,12}$")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of a text that counts or measures something.

    Args:
        start: Where it begins, characters into the text, its hedge included.
        end: Just behind it, with its unit.
        text: What stands there, in half-width digits.
        number: The digits as written, final zeros kept.
        factor: What one of the written number is worth in the family's own unit: 10000 for 万件 and for 万元.
        unit: The measure word as written.
        family: The units it can be compared with.
        span: Every value the writing leaves possible, in the family's own unit.
        hedge: The words that blur it.
        planned: Whether it says what was asked for or intended, and not what was.
        worded: Whether it is a share in words (六成), which stands for all that is near it.
    """

    start: int
    end: int
    text: str
    number: Decimal
    factor: int
    unit: str
    family: str
    span: Interval
    hedge: str = ""
    planned: bool = False
    worded: bool = False

    @property
    def value(self) -> Fraction:
        """The written value in the family's own unit."""
        return Fraction(self.number) * self.factor

    @property
    def positive(self) -> Quantity:
        """The same with a value above zero; what is written stays."""
        return replace(self, number=abs(self.number), span=-self.span if self.number < 0 else self.span)

    @property
    def digits(self) -> int:
        """Digits written behind the point."""
        return digits(self.number)

    @property
    def exact(self) -> bool:
        """True for a whole number of things without hedge or scale."""
        return self.countable and not self.hedge and self.factor == 1 and not self.digits

    @property
    def countable(self) -> bool:
        """True for things, people, money and time, false for rates and bare values."""
        return self.family not in _NOT_COUNTED

    @property
    def timed(self) -> bool:
        """True for a length of time."""
        return self.family in _TIMES

    @property
    def is_percent(self) -> bool:
        """True for a percentage, not for percentage points."""
        return self.family == "percent"

    def may_be(self, computed: Interval) -> bool:
        """Whether a computed value may be written so: the same number, or within what the writing leaves open."""
        return not self.span.apart(computed)

    def rounds(self, computed: Interval) -> bool:
        """Whether a computed quotient may be written so: rounded or cut to its digits, or within its hedge."""
        if self.hedge:
            return not self.span.apart(computed)
        if computed.exact is not None:
            return computed.exact / self.factor in written_interval(self.number)
        return not written_interval(self.number).scaled(Fraction(self.factor)).apart(computed)

    def cuts(self, computed: Fraction) -> bool:
        """Whether an exact value was cut and not rounded to the digits written."""
        return not self.hedge and computed / self.factor not in rounding_interval(self.number, "round")


_WORDED = frozenset({Kind.STATISTIC, Kind.REQUIREMENT, Kind.RANGE, Kind.MEASURE, Kind.UNCLEAR})


def worded(text: str) -> list[FoundNumber]:
    """The numbers whose words belong to them and to no neighbour; what is no quantity among them, too (12345, 3至5件)."""
    return [number for number in numbers(text) if number.kind in _WORDED]


# They are asked for when the claims of a text are read, and when they are counted.
@lru_cache(maxsize=2048)
def quantities(text: str) -> tuple[Quantity, ...]:
    """The quantities of a text in its order; years, dates, document numbers and ordinals are none.

    Args:
        text: The text; digits may be full width.
    """
    folded = fold_digits(text)
    special = {quantity.start: quantity for quantity in _special(folded)}
    taken = [(quantity.start, quantity.end) for quantity in special.values()]
    found = list(special.values())
    for number in numbers(text):
        if not any(start < number.end and number.start < end for start, end in taken):
            quantity = _quantity(number, folded)
            if quantity is not None:
                found.append(quantity)
    return tuple(sorted(found, key=lambda quantity: quantity.start))


def quantity_of(number: FoundNumber) -> Quantity | None:
    """A number that the finder took for a statistic or the announcement of a list, as a quantity."""
    return None if number.written is None else _made(number, number.written, planned=False)


def _special(folded: str) -> Iterator[Quantity]:
    for match in _PROPORTION.finditer(folded):
        number = Decimal(match["n"])
        yield Quantity(match.start(), match.end(), match[0], number, 1, "", "ratio", _rounded(number, 1))
    for match in _IN_WORDS.finditer(folded):
        yield _in_words(match)
    for match in _DAYS.finditer(folded):
        for name in ("a", "b"):
            number = Decimal(match[name])
            span = Interval.exactly(Fraction(number))
            yield Quantity(
                match.start(name), match.end(name) + 1, f"{match[name]}日", number, 1, "日", "day", span
            )


def _in_words(match: Match[str]) -> Quantity:
    """A share in words: 六成, 一半以上, 四分之一强; it may be off by half of the step that it counts in."""
    if match["tenths"]:
        value, step = Fraction(_NUMERALS[match["tenths"]] * 10), 10
    elif match["half"]:
        value, step = Fraction(50), 10
    else:
        value, step = Fraction(100 * _NUMERALS[match["of"]], _NUMERALS[match["parts"]]), 8
    said = {match["before"], match["behind"] or ""}
    span = Interval(value - Fraction(step, 2), value + Fraction(step, 2))
    if said & _MORE:
        span = Interval(value, Fraction(100) if match["half"] else value + step)
    elif said & _LESS:
        span = Interval(value - step, value)
    text = match["word"] + (match["behind"] or "")
    number = shorten(value, 1, "round")
    return Quantity(
        match.start("word"), match.end(), text, number, 1, "%", "percent", span, "约", worded=True
    )


def _quantity(number: FoundNumber, folded: str) -> Quantity | None:
    written = number.written or _measure(number)
    before = folded[max(0, number.start - _REACH) : number.start]
    if number.kind in _UNITLESS and not number.unit and (bare := _bare_ratio(number, before, folded)):
        return bare
    if number.kind in _VALUE_KINDS and written is not None:
        return _made(number, written, planned=False)
    if number.kind is Kind.ANNOUNCED and written is not None and _VARIED.search(before):
        return _made(number, written, planned=False)
    if number.kind is Kind.REQUIREMENT and written is not None:
        stated = _JUDGED.match(folded, number.end) or _STARTING.search(before)
        return _made(number, written, planned=not stated)
    return None


def _bare_ratio(number: FoundNumber, before: str, folded: str) -> Quantity | None:
    """A number without unit that stands for a proportion: 两数之比为3.6, 由1.25上升到1.75."""
    plain = _PLAIN.fullmatch(folded[number.start : number.end])
    if plain is None or not (_RATIO_BEFORE.search(before) or _CHANGED_TO.search(before)):
        return None
    value = Decimal(plain[0])
    return Quantity(number.start, number.end, plain[0], value, 1, "", "ratio", _rounded(value, 1))


def _measure(number: FoundNumber) -> WrittenFigure | None:
    if number.kind is not Kind.MEASURE:
        return None
    try:
        return parse_figure("".join(fold_digits(number.text).split()))
    except ValueError:
        return None


def _made(number: FoundNumber, written: WrittenFigure, *, planned: bool) -> Quantity:
    money = _MONEY.fullmatch(written.unit)
    family = "money" if money else _FAMILY.get(written.unit, written.unit or "bare")
    factor = SCALES[written.scale] * unit_factor(written)
    span = possible_values(written) if written.hedge else _rounded(written.number, factor)
    text = "".join(fold_digits(number.text).split())
    return Quantity(
        number.start,
        number.end,
        text,
        written.number,
        factor,
        written.unit,
        family,
        span,
        written.hedge,
        planned,
    )


def _rounded(number: Decimal, factor: int) -> Interval:
    """What a written number may stand for: itself if whole, else all that rounds or is cut to it."""
    if factor == 1 and not digits(number):
        return Interval.exactly(Fraction(number))
    return rounding_interval(number, "round").scaled(Fraction(factor))


def sharpened(quantity: Quantity, digits_behind: int) -> Quantity:
    """A quantity read with as many digits as its neighbours write: 3万 beside 3.6万 is 3.0万."""
    if quantity.hedge or quantity.digits >= digits_behind or not (quantity.factor > 1 or quantity.digits):
        return quantity
    number = quantity.number.quantize(Decimal(1).scaleb(-digits_behind))
    return replace(quantity, span=rounding_interval(number, "round").scaled(Fraction(quantity.factor)))


def percent_span(quantity: Quantity) -> Interval:
    """What a percentage may stand for: also a whole one is rounded or cut."""
    if quantity.hedge:
        return quantity.span
    return written_interval(quantity.number).scaled(Fraction(quantity.factor))


def ratio(part: Interval, whole: Interval, times: int = 1) -> Interval | None:
    """What a quotient may be, times a factor; None where the divisor may be zero or the dividend negative."""
    quotient = part.quotient(whole)
    return None if quotient is None else quotient.scaled(Fraction(times))
