"""Figures (指标) as written in the data file, and the calculations that derive them."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    StringConstraints,
    WithJsonSchema,
    model_validator,
)

from fazhi_report.model.base import Base, Line, trouble
from fazhi_report.model.unit_sum import UnitSum
from fazhi_report.numbers.figure import WrittenFigure, parse_figure
from fazhi_report.text.references import KEY_PATTERN

FigureKey = Annotated[str, StringConstraints(pattern=f"^{KEY_PATTERN}$")]
"""Indicator key: ``domain.noun[.qualifier]``, lower-case Latin."""

_Digits = Annotated[int, Field(ge=0, le=6)]
_Rounding = Literal["round", "cut"]
_Wording = Literal["number", "direction"]


class Share(Base):
    """占比: a part divided by its whole, in per cent."""

    of: FigureKey = Field(title="分子", description="部分的指标键")
    over: FigureKey = Field(title="分母", description="总体的指标键")
    digits: _Digits = Field(2, title="小数位数", description="百分号前保留几位小数")
    rounding: _Rounding = Field("round", title="取舍", description="round：四舍五入；cut：截去尾数")


class Growth(Base):
    """同比增长: the growth of a figure over last year, in per cent."""

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
    """增减量: the difference of two figures."""

    of: FigureKey = Field(title="被减数", description="指标键")
    less: FigureKey | None = Field(None, title="减数", description="指标键；不写则取 of 的上年数 previous")
    wording: _Wording = Field(
        "number",
        title="写法",
        description="number：只印数；direction：连方向一起印，如“增长24.7%”“减少3件”“持平”",
    )


class Points(Base):
    """百分点: the difference of two percentages, in percentage points."""

    of: FigureKey = Field(title="本期百分比", description="百分比指标的键")
    less: FigureKey | None = Field(None, title="上期百分比", description="不写则取 of 的上年数 previous")
    wording: _Wording = Field(
        "number",
        title="写法",
        description="number：只印数；direction：连方向一起印，如“增长24.7%”“减少3件”“持平”",
    )


class Calculation(Base):
    """The calculation of a derived figure; exactly one of its fields is set."""

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
    sum_units: UnitSum | None = Field(
        None, title="各单位合计", description="本地区各单位同一指标之和；写 {} 即与本指标同键、全部单位"
    )

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        given = [name for name in type(self).model_fields if getattr(self, name) is not None]
        if len(given) != 1:
            raise trouble(
                "calculation",
                "推算方法只写一种：share（占比）、growth（增长）、difference（增减）、points（百分点）、"
                "sum（合计）、remainder（余额）或 sum_units（各单位合计）",
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


__all__ = ["STATUS_WORDS", "Figure", "FigureKey", "FigureSource", "Restatement", "Written"]


STATUS_WORDS = {"zero": "确实为零", "not_recorded": "没有统计", "not_applicable": "不适用"}
"""Status of a figure without a value → what is said of it."""


def _parses(text: str) -> str:
    try:
        parse_figure(text)
    except ValueError as error:
        raise trouble("figure", str(error).rstrip("。")) from None
    return text


Written = Annotated[
    Line,
    BeforeValidator(
        lambda value: str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    ),
    AfterValidator(_parses),
    WithJsonSchema({"type": ["string", "number"]}),
]
"""A number with hedge, scale and unit, as it is published: 80件, 80余条, 24.30%."""


class Restatement(Base):
    """A correction of last year's published figure, with its reason (更正上年数)."""

    reason: Line = Field(title="更正理由", description="为什么与上年公布的不同，如“按新口径重新统计”")
    published: Written | None = Field(
        None, title="原公布数", description="上年公布的数值；写了就要与上年的数据文件一致"
    )

    @model_validator(mode="before")
    @classmethod
    def _shorthand(cls, value: object) -> object:
        return {"reason": value} if isinstance(value, str) else value


class FigureSource(Base):
    """Where a figure comes from: who answers for it, and the cell of the file that brought its value."""

    name: Line | None = Field(None, title="来源", description="数据来自哪个科室、台账或系统")
    file: Line | None = Field(None, title="文件", description="数值填在哪个文件里，如 2025年数据采集表.xlsx")
    sheet: Line | None = Field(None, title="工作表", description="文件里的哪张工作表")
    cell: Line | None = Field(None, title="单元格", description="工作表里的哪一格，如 H5")

    @model_validator(mode="before")
    @classmethod
    def _shorthand(cls, value: object) -> object:
        return {"name": value} if isinstance(value, str) else value

    @property
    def place(self) -> str:
        """File, sheet and cell in words; empty where the figure came from no file."""
        cell = "!".join(filter(None, (self.sheet, self.cell)))
        return "，".join(filter(None, (self.file, cell)))


def _is_share(text: str) -> str:
    if not parse_figure(text).is_percent or parse_figure(text).hedge or parse_figure(text).value <= 0:
        raise trouble("threshold", f"变动界限写成百分数，如 30%，现在是“{text}”")
    return text


class Figure(Base):
    """A figure of the year; its digits are kept as written.

    Either ``value`` is set, or ``derive`` (how it is computed), or ``status`` (why there is no value).
    ``claim`` is the calculation that the office gives for its own ``value``; the rules check it.
    """

    value: Written | None = Field(
        None,
        title="数值",
        description="照公布的写法写全：数、约数词和单位，如 80件、80余条、20574.58万元、99.78%",
    )
    status: Literal["value", "zero", "not_recorded", "not_applicable", "to_fill"] = Field(
        "value",
        title="状态",
        description="value：有数值；zero：确实为零；not_recorded：没有统计；not_applicable：不适用；"
        "to_fill：待填，只能生成草稿。空缺不等于零",
    )
    label: Line | None = Field(None, title="名称", description="指标的中文名称；目录里有的不用写")
    scope: Line | None = Field(None, title="口径", description="统计范围，如“全市各级人民调解组织”")
    period: Line | None = Field(None, title="时段", description="统计时段；不写为报告年度全年")
    source: FigureSource | None = Field(
        None,
        title="来源",
        description="数据来自哪个科室、台账或系统；由填报表写回的，还有文件、工作表和单元格",
    )
    note: Line | None = Field(None, title="说明", description="需要交代的情况，如大幅变动的原因")
    internal: bool = Field(default=False, title="内部掌握", description="true：只供报送，不得出现在公开版")
    previous: Written | None = Field(None, title="上年数", description="上年公布的数值，写法同数值")
    restated: Restatement | None = Field(
        None, title="更正上年数", description="上年数（previous）与上年公布的不同时，写明理由"
    )
    threshold: Annotated[Written, AfterValidator(_is_share)] | None = Field(
        None, title="变动界限", description="比上年变动超过多少须写说明（note），如 30%；不写按 50%"
    )
    aliases: tuple[FigureKey, ...] = Field((), title="曾用键", description="这个指标在别的年度用过的键")
    part_of: FigureKey | None = Field(None, title="其中", description="它是哪个指标的一部分")
    parts: tuple[FigureKey, ...] = Field((), title="分项", description="各分项的指标键，分项之和应等于本指标")
    rest: bool = Field(
        default=False, title="分项未列全", description="true：分项没有列全，只要求分项之和不超过本指标"
    )
    derive: Calculation | None = Field(None, title="推算", description="由其他指标算出，不手填数值")
    claim: Calculation | None = Field(
        None, title="自述算法", description="本机关对这个数值的说法，由程序核对"
    )

    @model_validator(mode="before")
    @classmethod
    def _shorthand(cls, value: object) -> object:
        return {"value": value} if isinstance(value, str | int) and not isinstance(value, bool) else value

    @model_validator(mode="after")
    def _one_origin(self) -> Self:
        if self.derive is not None and (self.value is not None or self.claim is not None):
            raise trouble("figure_origin", "推算（derive）的指标不写数值（value），也不写自述算法（claim）")
        if self.claim is not None and self.value is None and self.status != "to_fill":
            raise trouble("figure_origin", "自述算法（claim）要有它所说的数值（value）")
        if self.status == "value" and self.value is None and self.derive is None:
            raise trouble(
                "figure_origin",
                "缺少数值（value）；没有数值时用 status 说明：zero、not_recorded 或 not_applicable",
            )
        if self.status != "value" and (self.value is not None or self.derive is not None):
            raise trouble("figure_origin", "写了数值就不写 status；确实为零的写 status: zero")
        if self.restated is not None and self.previous is None:
            raise trouble("figure_origin", "写了更正理由（restated），就要写更正后的上年数（previous）")
        if self.rest and not self.parts:
            raise trouble("figure_origin", "rest 只和 parts 一起用")
        return self

    @property
    def source_name(self) -> str:
        """Who answers for the figure; empty where the data do not say."""
        return (self.source.name if self.source is not None else None) or ""

    @property
    def written(self) -> WrittenFigure | None:
        """The parsed value (number, hedge, scale, unit); None when there is no value."""
        return None if self.value is None else parse_figure(self.value)
