"""A year that holds figures alone: enough to compare, too little to print."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from fazhi_report.model.base import Base, Line
from fazhi_report.model.figure import Figure, FigureKey
from fazhi_report.model.organ import Organ
from fazhi_report.model.publication import Publication
from fazhi_report.model.report import Report


class YearFigures(Base):
    """The figures of one organ for one year (只有指标的年度), from a report that is not in this house."""

    kind: Literal["figures"] = Field(
        title="文件类别", description="figures：只有指标，供对比和看趋势，不生成报告"
    )
    year: Annotated[int, Field(ge=2004, le=2100)] = Field(title="年度", description="指标所说的年份，如 2023")
    organ: Organ = Field(title="发文机关", description="指标出自哪个机关的报告")
    figures: Annotated[dict[FigureKey, Figure], Field(min_length=1)] = Field(
        title="指标", description="本年度的数据，一项一行；键与其他年度相同的才能对比"
    )
    publication: Publication | None = Field(
        None, title="公布信息", description="指标出自哪个页面：网址、日期等"
    )
    notes: tuple[Line, ...] = Field((), title="附注", description="录入时需要交代的情况")


Year: TypeAlias = Report | YearFigures
"""What a data file can hold: a whole report, or figures alone. Both have a year, an organ and figures."""

KINDS: dict[str, type[Report | YearFigures]] = {"report": Report, "figures": YearFigures}
"""What ``kind`` says → what the file holds."""
