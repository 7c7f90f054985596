"""The title, the signature, the imprint and the data of the website."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Literal, Self

from pydantic import (
    BeforeValidator,
    Field,
    ValidatorFunctionWrapHandler,
    WithJsonSchema,
    WrapValidator,
    model_validator,
)

from fazhi_report.model.base import Base, Line, trouble
from fazhi_report.model.figure import FigureKey
from fazhi_report.numbers.dates import parse_date, parse_datetime
from fazhi_report.text.references import OpenDay, is_open


def _read_date(value: object) -> object:
    if isinstance(value, str):
        try:
            return parse_date(value)
        except ValueError as error:
            raise trouble("date", str(error)) from None
    return value


def _read_datetime(value: object) -> object:
    if isinstance(value, str):
        try:
            return parse_datetime(value)
        except ValueError as error:
            raise trouble("datetime", str(error)) from None
    return value


def _or_open(value: object, read: ValidatorFunctionWrapHandler) -> date:
    if isinstance(value, OpenDay):
        return value
    if isinstance(value, str) and is_open(value):
        return OpenDay(value.strip())
    day: date = read(value)
    return day


# No "format": editors would underline 2021年2月28日, which is valid here.
Day = Annotated[
    date, BeforeValidator(_read_date), WrapValidator(_or_open), WithJsonSchema({"type": "string"})
]
"""A date, written 2021-02-28 or 2021年2月28日; in a draft it may be open."""
Moment = Annotated[datetime, BeforeValidator(_read_datetime), WithJsonSchema({"type": "string"})]
"""A date with the time of day, written 2021-03-09 09:33."""


class Site(Base):
    """The website (网站), with the data required by 《政府网站发展指引》."""

    name: Line | None = Field(None, title="网站名称", description="SiteName")
    domain: Line | None = Field(None, title="网站域名", description="SiteDomain，如 www.xxx.gov.cn")
    id_code: Line | None = Field(None, title="网站标识码", description="SiteIDCode，10 位数字")


class Column(Base):
    """The column (栏目) of the website that contains the report."""

    name: Line | None = Field(None, title="栏目名称", description="ColumnName")
    description: Line | None = Field(None, title="栏目介绍", description="ColumnDescription")
    keywords: tuple[Line, ...] = Field((), title="栏目关键词", description="ColumnKeywords")
    type: Line | None = Field(None, title="栏目类别", description="ColumnType，如“信息公开”“政策文件”")


class Publication(Base):
    """The disclosure table and the metadata of the web page; unknown values are omitted."""

    index_number: Line | None = Field(None, title="索引号", description="政府信息公开索引号")
    disclosure: Line | None = Field(None, title="公开方式", description="主动公开或依申请公开")
    document_number: Line | None = Field(None, title="文号", description="页面所列文号，如 临司〔2021〕8号")
    date_of_issue: Day | None = Field(
        None, title="成文日期", description="页面所列成文日期；应与文末成文日期一致"
    )
    published_at: Moment | None = Field(
        None, title="发布日期", description="发布的日期和时间，如 2021-03-09 09:33"
    )
    issuing_unit: Line | None = Field(None, title="发布机构", description="发布单位")
    source: Line | None = Field(None, title="来源", description="稿件来源")
    validity: Line | None = Field(None, title="有效性", description="有效、失效或废止")
    breadcrumb: tuple[Line, ...] = Field((), title="当前位置", description="从首页到本栏目的各级名称")
    address: Line | None = Field(None, title="网址", description="公布页面的地址")
    keywords: tuple[Line, ...] = Field((), title="关键词", description="Keywords")
    description: Line | None = Field(None, title="内容概述", description="Description")
    highlights: Annotated[tuple[FigureKey, ...], Field(max_length=8)] = Field(
        (),
        title="主要数据一览",
        description="网页正文之前要列出的指标键，六到八个；不写则由程序选变动最大的",
    )
    site: Site | None = Field(None, title="网站", description="网站名称、域名、标识码")
    column: Column | None = Field(None, title="栏目", description="栏目名称、介绍、关键词、类别")


TITLE_PRESETS: Mapping[str, str] = {
    "about": "{organ}关于{year}年度法治政府建设情况的报告",
    "annual": "{organ}{year}年法治政府建设年度报告",
    "situation": "{organ}{year}年度法治政府建设情况报告",
    "work": "{organ}{year}年度法治政府建设工作报告",
    "year_first": "{year}年{organ}法治政府建设情况报告",
}
"""Title preset → its pattern."""


class Title(Base):
    """The title (标题): one of the presets, or free text."""

    preset: Literal["about", "annual", "situation", "work", "year_first"] | None = Field(
        None,
        title="标题样式",
        description=(
            "about：某机关关于某年度法治政府建设情况的报告；annual：某机关某年法治政府建设年度报告；"
            "situation：某机关某年度法治政府建设情况报告；work：某机关某年度法治政府建设工作报告；"
            "year_first：某年某机关法治政府建设情况报告"
        ),
    )
    between: Literal["space", "mark", "and", "line"] | None = Field(
        None,
        title="机关之间",
        description="联合署名的机关，名称之间：space 空一格（不写也是）；mark 用顿号；and 用“和”；line 各占一行",
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
        if self.between is not None and self.preset is None:
            raise trouble("title", "机关之间（between）只与标题样式（preset）同用；自拟的标题直接写出来")
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
    unsigned: bool = Field(
        default=False, title="不署名", description="true：原文没有署名，也不印；用于照录的旧报告"
    )

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if self.unsigned and (self.organs or self.seal):
            raise trouble("signature", "写了不署名（unsigned），又写了署名机关（organs）或印章（seal）")
        return self


class Imprint(Base):
    """版记; printed only in the edition that is submitted."""

    printed_by: Line = Field(title="印发机关", description="如“临海市司法局办公室”")
    printed_on: Day = Field(title="印发日期", description="公文送印的日期")
    addressees_here: bool = Field(
        default=False, title="主送移入版记", description="主送机关过多、使首页不能显示正文时写 true"
    )
