"""The figures of a report, written and computed, and the places where the text prints them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

from fazhi_report.findings import Route
from fazhi_report.model.figure import Calculation, Difference, Figure, Growth, Points, Share
from fazhi_report.model.report import Report
from fazhi_report.model.unit_sum import UnitSum, UnitSumError
from fazhi_report.model.walk import Same, texts
from fazhi_report.norms.catalogue import indicator_name, named_key
from fazhi_report.numbers.figure import POINTS, WrittenFigure, parse_figure
from fazhi_report.numbers.percent import growth, points, share
from fazhi_report.text.references import ask_figure, references

_ZERO = WrittenFigure("0")


class OperandError(ValueError):
    """Raised when a calculation is impossible; the message gives the reason in Chinese."""


class OpenOperandError(OperandError):
    """Raised when a calculation needs a figure that is still to be filled in."""


@dataclass(frozen=True, slots=True)
class Operand:
    """An exact number that enters a calculation.

    Args:
        key: Key of its figure.
        written: The number with scale and unit; never hedged.
        previous: Last year's number as written; None when the data do not contain it.
    """

    key: str
    written: WrittenFigure
    previous: str | None = None

    @property
    def value(self) -> Decimal:
        """The number multiplied by its scale (万, 亿)."""
        return self.written.value

    @property
    def text(self) -> str:
        """The number as it is written."""
        return self.written.format()

    def last_year(self) -> Operand:
        """Last year's number.

        Raises:
            OperandError: Last year's number is missing or only approximate.
        """
        if self.previous is None:
            raise OperandError(f"指标“{self.key}”没有上年数（previous）")
        return _exact(f"{self.key} 的上年数", parse_figure(self.previous))


def operand(key: str, figure: Figure, written: WrittenFigure | None) -> Operand:
    """Return a figure as an operand of a calculation.

    Args:
        key: Its key.
        figure: The figure as in the data.
        written: Its value, computed if it is derived.

    Raises:
        OperandError: There is no value, or only an approximate one.
    """
    if written is None:
        if figure.status == "to_fill":
            raise OpenOperandError(f"指标“{named_key(key, figure.label)}”待填")
        if figure.derive is not None and figure.derive.sum_units is not None:
            way = figure.derive.sum_units
            raise OperandError(
                f"指标“{named_key(key, figure.label)}”的合计不全（{way.answered_words}），不能参与推算"
            )
        if figure.status != "zero":
            raise OperandError(f"指标“{named_key(key, figure.label)}”没有数值，不能参与推算")
        written = _ZERO
    return Operand(key, _exact(key, written).written, figure.previous)


def _exact(key: str, written: WrittenFigure) -> Operand:
    if written.hedge:
        raise OperandError(f"“{key}”是约数（{written.format()}），不能参与推算")
    return Operand(key, written)


def common(operands: tuple[Operand, ...]) -> tuple[str, str, tuple[Decimal, ...]]:
    """Return the common unit and scale of operands, and their numbers in them.

    Numbers of the same scale keep it (7.06万件 + 1.2万件); otherwise the scale is multiplied out. A zero without
    unit is compatible with every unit.

    Raises:
        OperandError: The units differ.
    """
    counted = [one.written for one in operands if one.written != _ZERO]
    units = dict.fromkeys(written.unit for written in counted)
    if len(units) > 1:
        raise OperandError(f"单位不同，不能相加减：{'、'.join(one.text for one in operands)}")
    scales = {written.scale for written in counted}
    if len(scales) == 1:
        return next(iter(units), ""), scales.pop(), tuple(one.written.number for one in operands)
    return next(iter(units), ""), "", tuple(one.value for one in operands)


_DEEPEST = 50
"""Longest chain of derived figures that is computed; real reports have chains of three."""
_STATUS_WORDS = {"zero": "0", "not_recorded": "未统计", "not_applicable": "不适用"}
_ROUNDING_WORDS = {"round": "四舍五入", "cut": "截去尾数"}
_DIRECTIONS = {"growth": ("增长", "下降"), "difference": ("增加", "减少"), "points": ("提高", "下降")}


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """A figure, ready to be printed.

    Args:
        key: Indicator key.
        figure: The figure as in the data.
        text: What is printed: the value as written, the computed value, the word for its status, or its placeholder.
        written: The parsed value; None when there is no value.
        steps: The steps of the calculation, one line each; empty for a figure that is not derived.
        is_open: Whether the figure, or one from which it is derived, is still to be filled in.
    """

    key: str
    figure: Figure
    text: str
    written: WrittenFigure | None
    steps: tuple[str, ...] = ()
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Ledger(Mapping[str, LedgerEntry]):
    """The figures of a report, and the reasons why some could not be computed.

    Args:
        entries: The figures by key, in the order of the data.
        troubles: Key → the reason why the figure could not be computed, in Chinese.
    """

    entries: Mapping[str, LedgerEntry]
    troubles: Mapping[str, str] = field(default_factory=dict)

    def __getitem__(self, key: str) -> LedgerEntry:
        return self.entries[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)


def evaluate(figures: Mapping[str, Figure]) -> Ledger:
    """Return all figures of a report, the derived ones computed.

    Args:
        figures: The figures by key, as in the data.
    """
    return _evaluated(Same(figures))


# The rules and the templates of a report use the same ledger, together with last year's.
@lru_cache(maxsize=3)
def _evaluated(same: Same[Mapping[str, Figure]]) -> Ledger:
    figures = same.held
    evaluation = _Evaluation(figures)
    entries = {key: entry for key in figures if (entry := evaluation.entry(key)) is not None}
    return Ledger(entries, evaluation.troubles)


class _Evaluation:
    """Computes derived figures depth first; every figure of a circular derivation is reported as not computable."""

    def __init__(self, figures: Mapping[str, Figure]) -> None:
        self._figures = figures
        self._done: dict[str, LedgerEntry | None] = {}
        self._path: list[str] = []
        self.troubles: dict[str, str] = {}

    def entry(self, key: str) -> LedgerEntry | None:
        if key not in self._done:
            figure = self._figures[key]
            self._path.append(key)
            try:
                self._done[key] = self._made(key, figure)
            except OperandError as error:
                self.troubles[key] = str(error)
                self._done[key] = None
            finally:
                self._path.pop()
        return self._done[key]

    def _made(self, key: str, figure: Figure) -> LedgerEntry:
        if figure.derive is None:
            text = figure.value or _STATUS_WORDS.get(figure.status) or _open(key, figure)
            return LedgerEntry(key, figure, text, figure.written, is_open=figure.status == "to_fill")
        try:
            text, written, steps = compute(figure.derive, self._operand)
        except OpenOperandError as waiting:
            return LedgerEntry(key, figure, _open(key, figure), None, (str(waiting),), is_open=True)
        return LedgerEntry(key, figure, text, written, steps)

    def _named(self, key: str) -> str:
        return named_key(key, self._figures[key].label)

    def _operand(self, key: str) -> Operand:
        if key not in self._figures:
            raise OperandError(f"推算要用的指标“{key}”不在 figures 里")
        if key in self._path:
            circle = " → ".join((*self._path[self._path.index(key) :], key))
            raise OperandError(f"推算绕成了圈：{circle}")
        if len(self._path) >= _DEEPEST:
            raise OperandError(f"推算层层相套，超过 {_DEEPEST} 层")
        entry = self.entry(key)
        if entry is None:
            raise OperandError(f"推算要用的指标“{self._named(key)}”自己就算不出来")
        if entry.is_open:
            raise OpenOperandError(f"推算要用的指标“{self._named(key)}”待填")
        return operand(key, entry.figure, entry.written)


def _open(key: str, figure: Figure) -> str:
    return ask_figure(indicator_name(key, figure.label), figure.previous or "")


Find = Callable[[str], Operand]
Computed = tuple[str, WrittenFigure | None, tuple[str, ...]]


def compute(calculation: Calculation, find: Find) -> Computed:
    """Return the result of a calculation: its text, the parsed value and the steps.

    Args:
        calculation: The calculation, as the data define it.
        find: Returns the operand for a key; raises `OperandError` when there is none.

    Raises:
        OperandError: An operand is missing, hedged or of another unit.
    """
    match calculation.share or calculation.growth or calculation.difference or calculation.points:
        case Share() as way:
            return _share(way, find)
        case Growth() as way:
            return _growth(way, find)
        case Difference() as way:
            return _difference(way, find)
        case Points() as way:
            return _points(way, find)
        case _ if calculation.sum_units is not None:
            return _units(calculation.sum_units)
        case _:
            return _listed(calculation, find)


def _share(way: Share, find: Find) -> Computed:
    part, whole = find(way.of), find(way.over)
    result = share(part.value, whole.value, way.digits, way.rounding)
    return _rate(result, f"{part.text} ÷ {whole.text}", way.digits, way.rounding, "分母为零")


def _growth(way: Growth, find: Find) -> Computed:
    new = find(way.of)
    old = new.last_year() if way.base is None else find(way.base)
    result = growth(new.value, old.value, way.digits, way.rounding)
    computed = _rate(result, f"（{new.text} − {old.text}）÷ {old.text}", way.digits, way.rounding, "上年为零")
    return _directed(computed, "growth") if way.wording == "direction" else computed


def _rate(result: Decimal | None, formula: str, digits: int, rounding: str, reason: str) -> Computed:
    if result is None:
        return "不适用", None, (f"{formula}：{reason}，不适用",)
    written = WrittenFigure(f"{result:f}", "%")
    return (
        written.format(),
        written,
        (f"{formula} = {written.format()}（保留 {digits} 位小数，{_ROUNDING_WORDS[rounding]}）",),
    )


def _difference(way: Difference, find: Find) -> Computed:
    first = find(way.of)
    second = first.last_year() if way.less is None else find(way.less)
    computed = _number((first, second), Decimal.__sub__, " − ")
    return _directed(computed, "difference") if way.wording == "direction" else computed


def _points(way: Points, find: Find) -> Computed:
    first = find(way.of)
    second = first.last_year() if way.less is None else find(way.less)
    for one in (first, second):
        if not one.written.is_percent:
            raise OperandError(f"百分点只从百分比算，“{one.key}”是 {one.text}")
    written = WrittenFigure(f"{points(first.value, second.value):f}", POINTS[0])
    computed: Computed = (written.format(), written, (f"{first.text} − {second.text} = {written.format()}",))
    return _directed(computed, "points") if way.wording == "direction" else computed


def _listed(calculation: Calculation, find: Find) -> Computed:
    operands = tuple(find(key) for key in calculation.operands)
    if calculation.sum is not None:
        return _number(operands, Decimal.__add__, " + ")
    return _number(operands, Decimal.__sub__, " − ")


def _number(
    operands: tuple[Operand, ...], join: Callable[[Decimal, Decimal], Decimal], sign: str
) -> Computed:
    unit, scale, numbers = common(operands)
    result = numbers[0]
    for number in numbers[1:]:
        result = join(result, number)
    written = WrittenFigure(f"{result:f}", unit, scale)
    return written.format(), written, (f"{sign.join(one.text for one in operands)} = {written.format()}",)


def _units(way: UnitSum) -> Computed:
    """The sum over the units of a city; without value where a unit that owes it gave no number."""
    try:
        written = way.total()
    except UnitSumError as error:
        raise OperandError(str(error)) from None
    steps = (way.formula(written), *filter(None, (way.reason, way.lacking_words)))
    if way.lacking:
        return f"{written.format()}（{way.answered_words}）", None, steps
    return written.format(), written, steps


def _directed(computed: Computed, way: str) -> Computed:
    """Return the value in words with its direction: 增长24.7%, 减少3件, 持平."""
    text, written, steps = computed
    if written is None:
        return computed
    up, down = _DIRECTIONS[way]
    if written.number == 0:
        return "持平", written, steps
    return (f"{up}{text}" if written.number > 0 else f"{down}{text.lstrip('-')}"), written, steps


Spot = tuple[Route, int]
"""Route of a text, and the offset of the reference in it, in characters."""


def printed(report: Report) -> Mapping[str, tuple[Spot, ...]]:
    """Return, for each key, the places where texts print it, in the order of the report; unprinted keys are absent."""
    spots_of: dict[str, list[Spot]] = {}
    for route, text in texts(report):
        for reference in references(text):
            spots_of.setdefault(reference.key, []).append((route, reference.start))
    return {key: tuple(spots) for key, spots in spots_of.items()}


def in_words(text: str, ledger: Ledger) -> str:
    """Return the text with every reference replaced by its figure; a reference without figure becomes empty."""
    for reference in reversed(list(references(text))):
        value = ledger[reference.key].text if reference.key in ledger else ""
        text = text[: reference.start] + value + text[reference.end :]
    return text
