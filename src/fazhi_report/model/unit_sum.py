"""The sum of a figure over the units of a city (各单位合计): how it is asked for, and what each unit answered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Annotated, Self

from pydantic import Field, PrivateAttr, StringConstraints, model_validator

from fazhi_report.model.base import Base, Line, trouble
from fazhi_report.norms.catalogue import catalogue
from fazhi_report.numbers.figure import WrittenFigure
from fazhi_report.numbers.interval import base_unit, magnitude
from fazhi_report.numbers.percent import decimal
from fazhi_report.text.references import KEY_PATTERN


class AnswerState(StrEnum):
    """What a unit said of a figure; the value is the word for people. None of them is ever taken for another."""

    VALUE = "有数值"
    ZERO = "确实为零"
    NOT_APPLICABLE = "不适用"
    NOT_RECORDED = "没有统计"
    TO_FILL = "待填"
    BLANK = "数据里没有这个指标"
    NOT_COMPUTED = "算不出"
    MISSING = "没有报来"
    UNREADABLE = "报来的数据读不了"


class UnitSumError(ValueError):
    """Raised when the answers of the units cannot be added up; the message gives the reason in Chinese."""


COUNTED = frozenset({AnswerState.VALUE, AnswerState.ZERO})
"""The states that enter a sum."""
_NAMED = 6
"""Up to so many units are named one by one."""


@dataclass(frozen=True, slots=True)
class UnitAnswer:
    """What a unit answered for one figure.

    Args:
        unit: Name of the unit.
        state: Whether and how it answered.
        written: Its number; None without one, and for a zero.
        scope: Its 口径; empty when it gives none.
        previous: Its number of last year; None when unknown.
        file: Its data file; empty when there is none.
        outside: Whether it is not in the roster: it owes nothing and is not added up.
    """

    unit: str
    state: AnswerState
    written: WrittenFigure | None = None
    scope: str = ""
    previous: WrittenFigure | None = None
    file: str = ""
    outside: bool = False


def one_measure(key: str, numbers: Iterable[WrittenFigure]) -> bool:
    """Whether numbers of a figure are in one unit of measure, by the catalogue's synonyms (件, 份), money scaled."""
    units = {base_unit(one) for one in numbers if one.unit}
    listed = catalogue().get(key)
    alike = (
        [set(listed.units)]
        if listed is not None
        else [{one, *catalogue().synonyms.get(one, ())} for one in units]
    )
    return len(units) <= 1 or any(units <= one for one in alike)


class UnitSum(Base):
    """The sum of a figure over all units of the city whose data file this is.

    The answers of the units are no part of the data file: `fazhi_report.comparison.unit_answers` attaches them.
    """

    key: Annotated[str, StringConstraints(pattern=f"^{KEY_PATTERN}$")] | None = Field(
        None, title="单位的指标键", description="各单位数据里的指标键；不写与本指标相同"
    )
    kinds: tuple[Line, ...] = Field(
        (),
        title="哪类单位",
        description="只合计花名册里这几类的单位，如 [乡镇]；不写为全部单位",
    )
    without: tuple[Line, ...] = Field(
        (), title="不计的单位", description="没有报来也照合计印的单位；要写理由（reason）"
    )
    reason: Line | None = Field(None, title="理由", description="为什么少了这些单位、或口径不同，仍作合计")
    mixed_scopes: bool = Field(
        default=False, title="口径不同仍合计", description="true：各单位口径不同也相加；要写理由（reason）"
    )

    _answers: tuple[UnitAnswer, ...] | None = PrivateAttr(default=None)

    @model_validator(mode="after")
    def _reasoned(self) -> Self:
        if (self.without or self.mixed_scopes) and self.reason is None:
            raise trouble("unit_sum", "单位不全或口径不同仍作合计的，要写理由（reason）")
        if self.reason is not None and not (self.without or self.mixed_scopes):
            raise trouble("unit_sum", "理由（reason）和不计的单位（without）或 mixed_scopes 一起写")
        return self

    @property
    def answers(self) -> tuple[UnitAnswer, ...] | None:
        """What the units answered; None before that was looked up."""
        return self._answers

    def answered(self, answers: Iterable[UnitAnswer]) -> UnitSum:
        """Return a copy with the answers of the units."""
        made = self.model_copy()
        made._answers = tuple(answers)  # noqa: SLF001  (a copy of our own)
        return made

    @property
    def owing(self) -> tuple[UnitAnswer, ...]:
        """The answers of the units that owe the figure: all but those to which it does not apply or that are left out."""
        return tuple(
            one
            for one in self._answers or ()
            if one.state is not AnswerState.NOT_APPLICABLE
            and one.unit not in self.without
            and not one.outside
        )

    @property
    def counted(self) -> tuple[UnitAnswer, ...]:
        """The answers that are added up: numbers and zeros of the units that owe the figure."""
        return tuple(one for one in self.owing if one.state in COUNTED)

    @property
    def lacking(self) -> tuple[UnitAnswer, ...]:
        """The answers of the units that owe a number and gave none."""
        return tuple(one for one in self.owing if one.state not in COUNTED)

    @property
    def answered_words(self) -> str:
        """How many units answered of how many that owe: 已报 68/70 家."""
        return f"已报 {len(self.counted)}/{len(self.owing)} 家"

    @property
    def lacking_words(self) -> str:
        """The units without a number by what they said: 没有报来：甲局、乙局；没有统计：丙局. Empty where all answered."""
        states = {state: [one.unit for one in self.lacking if one.state is state] for state in AnswerState}
        return "；".join(f"{state}：{'、'.join(units)}" for state, units in states.items() if units)

    def total(self) -> WrittenFigure:
        """Return the sum of the numbers that there are, in the unit that most of the units wrote.

        Raises:
            UnitSumError: There is nobody to ask, or the answers are rates, approximate, of several units or 口径.
        """
        if self._answers is None:
            raise UnitSumError("各单位合计（sum_units）要从本地区的文件夹里读各单位的数据，这里只有一个文件")
        if not self.owing:
            raise UnitSumError("没有要报这个指标的单位：本地区的文件夹里没有各单位的数据，也没有花名册")
        numbers = {one.unit: one.written for one in self.counted if one.written is not None}
        self._require_summable(numbers)
        written = [one for one in numbers.values() if one.unit]
        kinds = Counter(
            (one.unit, one.scale if one.scale and len({o.scale for o in written}) == 1 else "")
            for one in written
        )
        unit, scale = max(kinds, key=lambda kind: kinds[kind], default=("", ""))
        total = sum(map(magnitude, numbers.values()), Fraction(0))
        one = WrittenFigure("1", unit, scale)
        return WrittenFigure(decimal(total / magnitude(one)), unit, scale)

    def formula(self, total: WrittenFigure) -> str:
        """Return how the sum came about: each unit where they are few, else their number."""
        numbers = [(one.unit, one.written.format() if one.written else "0") for one in self.counted]
        if len(numbers) > _NAMED:
            return f"{len(numbers)} 家之和 = {total.format()}"
        return f"{' + '.join(f'{unit} {number}' for unit, number in numbers) or '0'} = {total.format()}"

    def _require_summable(self, numbers: dict[str, WrittenFigure]) -> None:
        rates = [unit for unit, one in numbers.items() if one.is_percent or one.is_points]
        if rates:
            raise UnitSumError(f"{_few(rates)}报的是比率，不能相加；比率用 share 从合计的分子、分母算")
        hedged = [f"{unit} {one.format()}" for unit, one in numbers.items() if one.hedge]
        if hedged:
            raise UnitSumError(f"{_few(hedged)}是约数，不能相加；请单位报确数")
        if not one_measure(self.key or "", numbers.values()):
            units = dict.fromkeys(base_unit(one) for one in numbers.values() if one.unit)
            raise UnitSumError(f"各单位的计量单位不同（{_few(list(units))}），不能相加；请单位按同一单位报")
        scopes = dict.fromkeys(one.scope for one in self.counted if one.scope)
        if len(scopes) > 1 and not self.mixed_scopes:
            raise UnitSumError(
                f"各单位的口径不同（{_few(list(scopes))}），不能相加；确可相加的，写 mixed_scopes: true 和理由（reason）"
            )


def _few(names: list[str]) -> str:
    """Return the first names, and how many there are where there are more."""
    more = f"等 {len(names)} 家" if len(names) > _NAMED else ""
    return "、".join(names[:_NAMED]) + more
