"""How a figure follows from others (推算): declared in the data, never typed."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from fazhi_report.model.base import Base, trouble
from fazhi_report.notation.references import KEY_PATTERN

FigureKey = Annotated[str, StringConstraints(pattern=f"^{KEY_PATTERN}$")]
"""Indicator key: ``domain.noun[.qualifier]``, lower-case Latin."""

_Digits = Annotated[int, Field(ge=0, le=6)]
_Rounding = Literal["round", "cut"]
_Wording = Literal["number", "direction"]


class Share(Base):
    """占比: a part over its whole, in per cent."""

    of: FigureKey = Field(title="分子", description="部分的指标键")
    over: FigureKey = Field(title="分母", description="总体的指标键")
    digits: _Digits = Field(2, title="小数位数", description="百分号前保留几位小数")
    rounding: _Rounding = Field("round", title="取舍", description="round：四舍五入；cut：截去尾数")


class Growth(Base):
    """同比增长: this year's figure against last year's, in per cent."""

    of: FigureKey = Field(title="本年数", description="指标键；上年数取它的 previous")
    base: FigureKey | None = Field(None, title="上年数", description="另有指标作上年数时写它的键")
    digits: _Digits = Field(1, title="小数位数", description="百分号前保留几位小数")
    rounding: _Rounding = Field("round", title="取舍", description="round：四舍五入；cut：截去尾数")
    wording: _Wording = Field(
        "number",
        title="写法",
        description="number：只印数；direction：连方向一起印，如“增长24.7%”“减少3件”“持平”",
    )


class Difference(Base):
    """增减量: one figure less another."""

    of: FigureKey = Field(title="被减数", description="指标键")
    less: FigureKey | None = Field(None, title="减数", description="指标键；不写则取 of 的上年数 previous")
    wording: _Wording = Field(
        "number",
        title="写法",
        description="number：只印数；direction：连方向一起印，如“增长24.7%”“减少3件”“持平”",
    )


class Points(Base):
    """百分点: one percentage less another."""

    of: FigureKey = Field(title="本期百分比", description="百分比指标的键")
    less: FigureKey | None = Field(None, title="上期百分比", description="不写则取 of 的上年数 previous")
    wording: _Wording = Field(
        "number",
        title="写法",
        description="number：只印数；direction：连方向一起印，如“增长24.7%”“减少3件”“持平”",
    )


class Calculation(Base):
    """Exactly one way in which a figure follows from others."""

    share: Share | None = Field(None, title="占比", description="部分 ÷ 总体")
    growth: Growth | None = Field(None, title="同比增长", description="（本年 − 上年）÷ 上年")
    difference: Difference | None = Field(None, title="增减量", description="一个指标减另一个")
    points: Points | None = Field(None, title="百分点", description="两个百分比之差")
    sum: Annotated[tuple[FigureKey, ...], Field(min_length=2)] | None = Field(
        None, title="合计", description="各项相加，写各项的指标键"
    )
    remainder: Annotated[tuple[FigureKey, ...], Field(min_length=2)] | None = Field(
        None, title="余额", description="第一个指标减去其余各项"
    )

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        given = [name for name in type(self).model_fields if getattr(self, name) is not None]
        if len(given) != 1:
            raise trouble(
                "calculation",
                "推算方法只写一种：share（占比）、growth（增长）、difference（增减）、points（百分点）、"
                "sum（合计）或 remainder（余额）",
            )
        return self

    @property
    def operands(self) -> tuple[FigureKey, ...]:
        """Keys of the figures that the calculation reads, in order."""
        match self.share or self.growth or self.difference or self.points:
            case Share(of=of, over=over):
                return (of, over)
            case Growth(of=of, base=other) | Difference(of=of, less=other) | Points(of=of, less=other):
                return (of,) if other is None else (of, other)
            case _:
                return self.sum or self.remainder or ()
