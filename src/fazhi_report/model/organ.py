"""Who reports, to whom, and how the office names itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, Self

from pydantic import Field, model_validator

from fazhi_report.model.base import Base, Line, trouble
from fazhi_report.model.publication import Day

TITLE_PRESETS: Mapping[str, str] = {
    "about": "{organ}关于{year}年度法治政府建设情况的报告",
    "annual": "{organ}{year}年法治政府建设年度报告",
    "situation": "{organ}{year}年度法治政府建设情况报告",
    "work": "{organ}{year}年度法治政府建设工作报告",
    "year_first": "{year}年{organ}法治政府建设情况报告",
}
"""Preset of a title → its words."""


class Organ(Base):
    """The reporting organ (发文机关)."""

    name: Line = Field(title="机关名称", description="全称或规范化简称，如“临海市司法局”")
    short_name: Line | None = Field(None, title="简称", description="文中自称，如“市司法局”")
    mark: tuple[Line, ...] = Field(
        (), title="发文机关标志", description="红头文字，一行一项；不写则为“机关名称＋文件”"
    )
    kind: Literal["department", "government", "township"] = Field(
        "department",
        title="机关类别",
        description="department：政府部门；government：县级以上政府；township：乡镇（街道）",
    )


class Title(Base):
    """The title (标题): a preset of real offices, or words of one's own."""

    preset: Literal["about", "annual", "situation", "work", "year_first"] | None = Field(
        None,
        title="标题样式",
        description=(
            "about：某机关关于某年度法治政府建设情况的报告；annual：某机关某年法治政府建设年度报告；"
            "situation：某机关某年度法治政府建设情况报告；work：某机关某年度法治政府建设工作报告；"
            "year_first：某年某机关法治政府建设情况报告"
        ),
    )
    text: Line | None = Field(None, title="标题文字", description="自拟标题；与 preset 只写一个")
    lines: tuple[Line, ...] = Field(
        (), title="标题分行", description="自己指定回行时，一行一项；与 preset、text 只写一个"
    )

    @model_validator(mode="before")
    @classmethod
    def _shorthand(cls, value: object) -> object:
        return {"text": value} if isinstance(value, str) else value

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if sum((self.preset is not None, self.text is not None, bool(self.lines))) != 1:
            raise trouble("title", "标题只用一种写法：preset（样式）、text（自拟）或 lines（自定回行）")
        return self


class Secrecy(Base):
    """密级和保密期限."""

    level: Literal["秘密", "机密", "绝密"] = Field(title="密级", description="秘密、机密或绝密")
    period: Line | None = Field(None, title="保密期限", description="如“1年”；印作“秘密★1年”")


class Signature(Base):
    """发文机关署名."""

    organs: tuple[Line, ...] = Field((), title="署名机关", description="不写则为发文机关名称")
    seal: bool = Field(
        default=False, title="加盖印章", description="true：按加盖印章的公文编排，为印章留出位置"
    )


class Imprint(Base):
    """版记; printed only in the edition that is submitted."""

    printed_by: Line = Field(title="印发机关", description="如“临海市司法局办公室”")
    printed_on: Day = Field(title="印发日期", description="公文送印的日期")
    addressees_here: bool = Field(
        default=False, title="主送移入版记", description="主送机关过多、使首页不能显示正文时写 true"
    )
