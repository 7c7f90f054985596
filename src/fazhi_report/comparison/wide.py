"""The figures of all units of a city side by side (横向对比): totals, ranks, and what looks odd."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import log
from statistics import median

from fazhi_report.comparison.rows import FLOOR, LARGE, percent
from fazhi_report.comparison.unit_answers import UnitYear, answers
from fazhi_report.comparison.years import domain, label, rank
from fazhi_report.model.unit_sum import AnswerState, UnitAnswer, UnitSum, UnitSumError, one_measure
from fazhi_report.norms.catalogue import catalogue
from fazhi_report.numbers.figure import PERCENT, WrittenFigure
from fazhi_report.numbers.interval import magnitude
from fazhi_report.numbers.percent import share

_FEWEST_PEERS = 8
"""With fewer units nothing is said about who differs from the others."""
_FARTHEST = 3.5
"""Distance from the median, in robust standard deviations of the logarithm, above which a figure is asked about."""
_LEAST_FACTOR = 5
"""How many times the median a figure is at least that is asked about, or the median the figure."""
_TO_DEVIATION = 1.4826
"""From the median distance to the standard deviation of a normal distribution."""
_FEWEST_RANKED = 3
_RATE_DIGITS = 2


@dataclass(frozen=True, slots=True)
class WideRow:
    """One figure of all units.

    Args:
        key: Indicator key.
        label: Chinese name.
        domain: Chinese name of its domain.
        answers: What each unit answered, in the order of the units.
        total: The total of all units that owe the figure; None where one of them is lacking or nothing can be added up.
        part: The sum of those that answered, where some are lacking; None otherwise.
        remark: Why there is no total, and who is lacking; for a rate, from what its total is computed.
        ranks: The rank of each unit, 1 for the largest number; None for units without number.
        unranked: Why there are no ranks; empty where there are.
        questions: What looks odd, one sentence each.
    """

    key: str
    label: str
    domain: str
    answers: tuple[UnitAnswer, ...]
    total: WrittenFigure | None
    part: WrittenFigure | None
    remark: str
    ranks: tuple[int | None, ...]
    unranked: str
    questions: tuple[str, ...]

    @property
    def total_text(self) -> str:
        """The total as printed; a sum of some of the units says of how many."""
        if self.total is not None:
            return self.total.format()
        if self.part is None:
            return "—"
        way = UnitSum().answered(self.answers)
        return f"{self.part.format()}（{way.answered_words}）"


@dataclass(frozen=True, slots=True)
class WideTable:
    """All figures of all units of a city for one year.

    Args:
        city: Name of the city, or of its folder.
        year: The year.
        units: Names of the units, in the order of the columns.
        rows: One row per figure, in the order of the catalogue.
        missing: Units that have not answered, or whose data cannot be read.
        outside: Units that are not in the roster; they are in no total.
    """

    city: str
    year: int
    units: tuple[str, ...]
    rows: tuple[WideRow, ...]
    missing: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()

    @property
    def summary(self) -> str:
        """One line: how many units, how many have not answered, how many figures with a total and how many questions."""
        totals = sum(row.total is not None for row in self.rows)
        asked = sum(len(row.questions) for row in self.rows)
        owing = len(self.units) - len(self.outside)
        beside = f"，另有花名册之外 {len(self.outside)} 家（不计入合计）" if self.outside else ""
        return (
            f"{self.city}{self.year}年：{owing} 家单位，已报 {owing - len(self.missing)} 家{beside}；"
            f"{len(self.rows)} 项指标，{totals} 项有合计，疑问 {asked} 条"
        )

    def domains(self) -> Iterator[tuple[str, tuple[WideRow, ...]]]:
        """Yield the rows grouped by domain."""
        grouped: dict[str, list[WideRow]] = {}
        for row in self.rows:
            grouped.setdefault(row.domain, []).append(row)
        yield from ((name, tuple(rows)) for name, rows in grouped.items())


def compare_wide(city: str, year: int, units: Sequence[UnitYear], *, internal: bool = False) -> WideTable:
    """Return the figures of all units of a city side by side.

    Args:
        city: Its name.
        year: The year.
        units: The units in the order of the columns, those that have not answered among them.
        internal: Whether figures that are not to be published come along.
    """
    if not internal:
        # What a unit keeps inside must not show in the total either.
        units = [replace(one, public=True) for one in units]
    found = _labels(units)
    keys = sorted(found, key=rank)
    given = {key: answers(units, key) for key in keys}
    rows = tuple(_row(key, found[key], given) for key in keys)
    missing = tuple(one.unit for one in units if one.year is None and not one.outside)
    outside = tuple(one.unit for one in units if one.outside)
    return WideTable(city, year, tuple(one.unit for one in units), rows, missing, outside)


def _labels(units: Sequence[UnitYear]) -> dict[str, str]:
    """The keys of all units with the first name that a unit gives."""
    found: dict[str, str] = {}
    for unit in units:
        if unit.book is None:
            continue
        for key, entry in unit.book.entries.items():
            found.setdefault(key, label(entry))
    return found


def _row(key: str, name: str, given: Mapping[str, tuple[UnitAnswer, ...]]) -> WideRow:
    mine = given[key]
    total, part, remark = _total(key, given)
    ranks, unranked = _ranks(key, mine)
    return WideRow(
        key,
        name,
        domain(key),
        mine,
        total,
        part,
        remark,
        ranks,
        unranked,
        (*_moves(name, mine), *_outliers(name, mine)),
    )


Totals = tuple[WrittenFigure | None, WrittenFigure | None, str]


def _total(key: str, given: Mapping[str, tuple[UnitAnswer, ...]]) -> Totals:
    """The total, the sum of a part of the units, and the remark."""
    if any(one.written is not None and one.written.is_percent for one in given[key]):
        return _total_rate(key, given)
    way = UnitSum(key=key).answered(given[key])
    try:
        sum_ = way.total()
    except UnitSumError as error:
        return None, None, str(error)
    if way.lacking:
        return None, sum_, f"{way.answered_words}；{way.lacking_words}"
    return sum_, None, ""


def _total_rate(key: str, given: Mapping[str, tuple[UnitAnswer, ...]]) -> Totals:
    """A rate of the city comes from the sums of numerators and denominators, never from the rates of the units."""
    listed = catalogue().get(key)
    if listed is None or listed.of is None or listed.over is None:
        return None, None, "比率不相加"
    above, _, why_above = _total(listed.of, given) if listed.of in given else (None, None, "没有分子")
    below, _, why_below = _total(listed.over, given) if listed.over in given else (None, None, "没有分母")
    if above is None or below is None:
        return None, None, f"比率由合计的分子、分母算：{why_above or why_below}"
    rate = share(above.value, below.value, _RATE_DIGITS)
    if rate is None:
        return None, None, "分母为零"
    return WrittenFigure(f"{rate:f}", PERCENT[0]), None, f"{above.format()} ÷ {below.format()}"


def _ranks(key: str, given: Sequence[UnitAnswer]) -> tuple[tuple[int | None, ...], str]:
    """The ranks, and why there are none: ranks need one unit of measure and one 口径."""
    none: tuple[int | None, ...] = (None,) * len(given)
    numbers = [one for one in given if one.state in {AnswerState.VALUE, AnswerState.ZERO}]
    written = [one.written for one in numbers if one.written is not None]
    if len(numbers) < _FEWEST_RANKED:
        return none, f"不足 {_FEWEST_RANKED} 家，不排"
    if any(one.hedge for one in written):
        return none, "有约数，不排"
    if not one_measure(key, written):
        return none, "计量单位不同，不排"
    if len({one.scope for one in numbers}) > 1:
        return none, "口径不同，不排"
    values = [value_of(one) for one in given]
    ordered = sorted((one for one in values if one is not None), reverse=True)
    first = {value: place for place, value in reversed(list(enumerate(ordered, 1)))}
    return tuple(None if one is None else first[one] for one in values), ""


def value_of(one: UnitAnswer) -> Fraction | None:
    """Return the number of an answer in its base unit; None without one, and for an approximate one."""
    if one.state is AnswerState.ZERO:
        return Fraction(0)
    return None if one.written is None or one.written.hedge else magnitude(one.written)


def _moves(name: str, given: Sequence[UnitAnswer]) -> Iterator[str]:
    """Yield a question for each unit whose figure changed a lot against last year."""
    for one in given:
        now, was = value_of(one), one.previous
        if now is None or was is None or was.hedge or was.is_percent:
            continue
        before = magnitude(was)
        if before and abs(now - before) >= FLOOR and abs(now - before) > before * LARGE:
            grown = percent((now - before) / before)
            sign = "" if grown.startswith("-") else "+"
            text = one.written.format() if one.written else "0"
            yield f"{one.unit}“{name}”上年 {was.format()}，本年 {text}（{sign}{grown}%），请核对或说明"


def _outliers(name: str, given: Sequence[UnitAnswer]) -> Iterator[str]:
    """Yield a question for each unit whose figure is far from that of all others, such as one in 元 among 万元."""
    values = [(one, value) for one in given if (value := value_of(one)) is not None and value > 0]
    if len(values) < _FEWEST_PEERS or any(one.written and one.written.is_percent for one, _ in values):
        return
    middle = median(value for _, value in values)
    logs = [log(value / middle) for _, value in values]
    centre = median(logs)
    spread = _TO_DEVIATION * median(abs(one - centre) for one in logs)
    for (one, value), place in zip(values, logs, strict=True):
        times = value / middle if value >= middle else middle / value
        if times >= _LEAST_FACTOR and abs(place - centre) > _FARTHEST * max(spread, 0.1):
            against = (
                f"是各单位中位数的 {_short(times)} 倍"
                if value >= middle
                else f"只有各单位中位数的 1/{_short(times)}"
            )
            text = one.written.format() if one.written else "0"
            yield f"{one.unit}“{name}” {text}，{against}，单位或位数有没有写错"


def _short(times: Fraction) -> str:
    return f"{float(times):.1f}" if times < 10 else f"{round(times)}"  # noqa: PLR2004  (one decimal below ten)
