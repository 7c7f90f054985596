"""What the government website says of the report (政府信息公开 metadata)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from pydantic import BeforeValidator, Field, ValidatorFunctionWrapHandler, WithJsonSchema, WrapValidator

from fazhi_report.model.base import Base, Line, trouble
from fazhi_report.notation.dates import parse_date, parse_datetime
from fazhi_report.notation.open_places import OpenDay, is_open


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


# No "format": 2021年2月28日 is a date to us, and editors would underline it.
Day = Annotated[
    date, BeforeValidator(_read_date), WrapValidator(_or_open), WithJsonSchema({"type": "string"})
]
"""A day, written 2021-02-28 or 2021年2月28日; in a draft an open place."""
Moment = Annotated[datetime, BeforeValidator(_read_datetime), WithJsonSchema({"type": "string"})]
"""A day with the time of day, written 2021-03-09 09:33."""


class Site(Base):
    """The website (网站), as 《政府网站发展指引》 asks."""

    name: Line | None = Field(None, title="网站名称", description="SiteName")
    domain: Line | None = Field(None, title="网站域名", description="SiteDomain，如 www.xxx.gov.cn")
    id_code: Line | None = Field(None, title="网站标识码", description="SiteIDCode，10 位数字")


class Column(Base):
    """The website's column (栏目) in which the report stands."""

    name: Line | None = Field(None, title="栏目名称", description="ColumnName")
    description: Line | None = Field(None, title="栏目介绍", description="ColumnDescription")
    keywords: tuple[Line, ...] = Field((), title="栏目关键词", description="ColumnKeywords")
    type: Line | None = Field(None, title="栏目类别", description="ColumnType，如“信息公开”“政策文件”")


class Publication(Base):
    """The disclosure table and the page's own data; what is unknown is left out."""

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
    site: Site | None = Field(None, title="网站", description="网站名称、域名、标识码")
    column: Column | None = Field(None, title="栏目", description="栏目名称、介绍、关键词、类别")
