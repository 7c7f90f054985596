"""Figures (指标): what is counted, as written."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from fazhi_report.model.base import Base, Line, trouble
from fazhi_report.notation.figure import WrittenFigure, parse_figure

KEY_PATTERN = r"[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)+"


def _parses(text: str) -> str:
    try:
        parse_figure(text)
    except ValueError as error:
        raise trouble("figure", str(error)) from None
    return text


FigureKey = Annotated[str, StringConstraints(pattern=f"^{KEY_PATTERN}$")]
"""Indicator key: ``domain.noun[.qualifier]``, lower-case Latin."""


class Figure(Base):
    """One figure of the year, kept digit for digit as it is written."""

    value: Annotated[Line, AfterValidator(_parses)] = Field(
        title="数值", description="照公布的写法写全：数、约数词和单位，如 80件、80余条、20574.58万元、99.78%"
    )
    scope: Line | None = Field(None, title="口径", description="统计范围和时段，如“全市各级人民调解组织，2020年”")
    source: Line | None = Field(None, title="来源", description="数据来自哪个科室、台账或系统")
    note: Line | None = Field(None, title="说明", description="需要交代的情况，如大幅变动的原因")

    @model_validator(mode="before")
    @classmethod
    def _shorthand(cls, value: object) -> object:
        return {"value": value} if isinstance(value, str) else value

    @property
    def written(self) -> WrittenFigure:
        """The value taken apart: number, hedge, scale, unit."""
        return parse_figure(self.value)
