"""Waivers (豁免): findings that an office accepts, with a reason and an expiry date."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from fazhi_report.model.base import Base, Line
from fazhi_report.model.organ import Day


class Waiver(Base):
    """A finding, or several of the same kind, accepted until a date."""

    code: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}[0-9]{3}$")] = Field(
        title="规则编号", description="如 FZ202"
    )
    path: Line | None = Field(
        None, title="文件", description="只豁免这个文件，可用 *，如 data/2020.yaml；不写则不限"
    )
    contains: Line | None = Field(
        None, title="文字", description="只豁免说明里含有这些字的，如“207条”；不写则不限"
    )
    reason: Line = Field(title="理由", description="为什么可以接受")
    owner: Line = Field(title="责任人", description="谁决定的")
    expires: Day = Field(title="到期日", description="过了这一天就不再豁免")


class Waivers(Base):
    """The waiver file (豁免清单)."""

    waivers: tuple[Waiver, ...] = Field(title="豁免", description="一项一条")
