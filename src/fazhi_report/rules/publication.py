"""FZ9xx: the required metadata of the web page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pydantic import BaseModel

from fazhi_report.findings import Issue, Severity
from fazhi_report.model.report import Report
from fazhi_report.norms.web import ID_CODE, TAGS, Tag
from fazhi_report.rules.registry import rule


@rule("FZ901", Severity.NOTE)
def missing_page_tag(report: Report) -> Iterator[Issue]:
    """网页必备的标签缺少取值。

    ## 查什么
    写了 `publication`（公布信息）的，《政府网站发展指引》要求文章页必备的十个标签是否都有取值：SiteName、SiteDomain、
    SiteIDCode、ColumnName、ColumnDescription、ColumnKeywords、ColumnType、ArticleTitle、PubDate、ContentSource。

    ## 为什么
    没有取值的标签不会写进网页（空标签同样算缺），全国政府网站检查时按缺失扣分；搜索和归集也靠这些标签认出页面。

    ## 怎么改
    在 `publication` 下面补写提示里的键。网站标识码等向本级政府网站主管单位索取；同一网站、栏目的取值每年相同。

    ## 依据
    《政府网站发展指引》（国办发〔2017〕47号）附件 网页标签规范。
    """
    if report.publication is None:
        return
    missing = [tag for tag in TAGS if tag.required and not _value(report, tag)]
    if missing:
        names = "、".join(f"{tag.what}（{tag.name}）" for tag in missing)
        keys = "、".join(".".join(tag.field[1:]) for tag in missing)
        yield Issue(
            ("publication",), f"网页标签缺少 {len(missing)} 项取值：{names}", f"在 publication 下补写 {keys}"
        )


@rule("FZ902", Severity.WARNING)
def malformed_site_code(report: Report) -> Iterator[Issue]:
    """网站标识码的写法不对。

    ## 查什么
    `publication.site.id_code`：地方政府网站是 10 位数字；国务院部门网站是小写的 bm 加 8 位数字。

    ## 为什么
    标识码是网站的身份证，多一位少一位都对不上全国政府网站数据库，检查时视同没有标签。

    ## 怎么改
    对照网站首页底部的“网站标识码”改正；全是数字的加上引号，免得开头的 0 丢失。

    ## 依据
    《政府网站发展指引》（国办发〔2017〕47号）附件 网页标签规范：SiteIDCode。
    """
    site = report.publication.site if report.publication else None
    code = site.id_code if site else None
    if code is not None and not re.fullmatch(ID_CODE.value, code):
        yield Issue(
            ("publication", "site", "id_code"),
            f"网站标识码“{code}”不合写法",
            "地方网站写 10 位数字，部门网站写 bm 加 8 位数字",
        )


def _value(report: Report, tag: Tag) -> object:
    """Return the value of a tag in the data; None when it or one of its parents is missing."""
    found: object = report
    for name in tag.field:
        found = getattr(found, name) if isinstance(found, BaseModel) else None
    return found
