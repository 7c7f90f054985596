"""Rules for the dates by which the report has to be submitted and published."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from fazhi_report.findings import Issue, Route, Severity
from fazhi_report.model.authors import Organ
from fazhi_report.model.report import Report
from fazhi_report.norms.duties import ReportDuty
from fazhi_report.numbers.dates import format_date
from fazhi_report.rules.owed import published_on
from fazhi_report.rules.registry import rule

_DECEMBER = 12


@rule("FZ401", Severity.WARNING)
def issued_late(report: Report, duty: ReportDuty) -> Iterator[Issue]:
    """成文日期晚于报告的期限。

    ## 查什么
    成文日期是不是在报告年度下一年的期限之内：政府部门、县级以上政府、乡镇为 3 月 1 日，省级政府、国务院部门为
    4 月 1 日；2018 年度及以前为第一季度。地方规定（随程序所带的，和数据旁边的 `地方规定.yaml`）另有期限的，用它的。
    当日仍为按期。

    ## 为什么
    成文晚于期限，报送必然晚于期限。

    ## 怎么改
    日期写错的，改日期；确实晚了的，尽快报送；本地另有规定的，写进 `地方规定.yaml`。

    ## 依据
    《法治政府建设与责任落实督察工作规定》（2019）关于年度报告的规定；《法治政府建设实施纲要（2015—2020年）》。
    """
    issued = report.date_of_issue
    if issued is None or issued.year != report.year + 1:
        return
    due = duty.due_on(report.year)
    if issued > due:
        days = (issued - due).days
        yield Issue(
            ("date_of_issue",),
            f"成文日期比报告的期限 {format_date(due)} 晚 {days} 天",
            f"核对日期；{duty.author}应于期限前向{duty.to}报告，见{duty.source_of('due')}",
            related=(("year",),),
        )


@rule("FZ402", Severity.WARNING)
def published_late(report: Report, duty: ReportDuty) -> Iterator[Issue]:
    """发布日期晚于公开的期限。

    ## 查什么
    网站发布日期是不是在报告年度下一年的 4 月 1 日之前（当日仍为按期）。

    ## 为什么
    公布不及时，是年度报告制度评估中最常见的问题。

    ## 怎么改
    日期写错的，改日期；确实晚了的，留此存照，明年按期公开。

    ## 依据
    《法治政府建设与责任落实督察工作规定》（2019）关于公开的规定。
    """
    published, limit = published_on(report), duty.publish_by(report.year)
    if published is not None and limit is not None and published > limit:
        yield Issue(
            ("publication", "published_at"),
            f"发布日期比公开的期限 {format_date(limit)} 晚 {(published - limit).days} 天",
            f"核对日期；年度报告应于每年 {limit.month} 月 {limit.day} 日之前向社会公开，见{duty.source_of('publish')}",
            related=(("year",),),
        )


@rule("FZ403", Severity.NOTE)
def issued_before_year_end(report: Report) -> Iterator[Issue]:
    """年度还没有结束就成文了。

    ## 查什么
    成文日期是不是在报告年度的 12 月里。

    ## 为什么
    年度没有结束，全年的数据就还没有；提前起草可以，成文日期是签发的日期。

    ## 怎么改
    签发后改成签发的日期，并核对数据的截止时间。

    ## 依据
    《党政机关公文处理工作条例》第九条第十二项（成文日期署会议通过或者发文机关负责人签发的日期）。
    """
    issued = report.date_of_issue
    if issued is not None and issued.year == report.year and issued.month == _DECEMBER:
        yield Issue(
            ("date_of_issue",),
            f"成文日期在 {report.year} 年结束之前，全年的数据还没有齐",
            "签发后改成签发的日期",
            related=(("year",),),
        )


@rule("FZ404", Severity.WARNING)
def issued_in_another_year(report: Report) -> Iterator[Issue]:
    """成文日期的年份与报告年度对不上。

    ## 查什么
    成文日期应在报告年度的下一年。当年 12 月的由 FZ403 提示，下一年里晚于期限的由 FZ401 提出，其余的在这里提出。

    ## 为什么
    多半是 `year` 或成文日期有一个忘了改。

    ## 怎么改
    核对两处，改正写错的一处。

    ## 依据
    《法治政府建设与责任落实督察工作规定》（2019）：每年报告上一年度的情况。
    """
    issued = report.date_of_issue
    if issued is None:
        return
    early = issued.year == report.year and issued.month == _DECEMBER
    if issued.year != report.year + 1 and not early:
        yield Issue(
            ("date_of_issue",),
            f"{report.year} 年度的报告应在 {report.year + 1} 年成文，这里是 {format_date(issued)}",
            "核对成文日期和 year，改正写错的一处",
            related=(("year",),),
        )


@rule("FZ411", Severity.NOTE)
def not_published_in_time(report: Report, duty: ReportDuty, today: date) -> Iterator[Issue]:
    """过了公开的期限还没有发布日期。

    ## 查什么
    核对的日期过了报告年度下一年的 4 月 1 日、还在那一年里，`publication.published_at` 没有写的。涉密的报告不查，
    往年的报告不查。没有写也可能只是没有登记，所以只作提示。

    ## 为什么
    年度报告应当在 4 月 1 日之前向社会公开；没有公开的要尽快公开，公开了的要留下日期。

    ## 怎么改
    公开后写上 `publication.published_at`。

    ## 依据
    《法治政府建设与责任落实督察工作规定》（2019）关于公开的规定。
    """
    limit = duty.publish_by(report.year)
    if limit is None or not limit < today <= date(limit.year, 12, 31):
        return
    if report.secrecy is not None or published_on(report) is not None:
        return
    yield Issue(
        ("publication", "published_at"),
        f"公开的期限 {format_date(limit)} 已过 {(today - limit).days} 天，还没有发布日期",
        f"尽快公开；公开了的写上 publication.published_at；期限见{duty.source_of('publish')}",
        related=(("year",),),
    )


def same_answer(report: Report, duty: ReportDuty | None, today: date) -> tuple[date, date]:
    """Return the first and the last day on which the rules that need the day say the same of a report as today."""
    limit = None if duty is None else duty.publish_by(report.year)
    if limit is None or report.secrecy is not None or published_on(report) is not None:
        return date.min, date.max
    if today <= limit:
        return date.min, limit
    end = date(limit.year, 12, 31)
    # Between them each day counts.
    return (today, today) if today <= end else (end + timedelta(days=1), date.max)


@rule("FZ412", Severity.NOTE)
def addressed_elsewhere(report: Report, duty: ReportDuty) -> Iterator[Issue]:
    """主送机关里没有应当报告的机关。

    ## 查什么
    按机关类别（`organ.kind`），主送机关里有没有一个是应当报告的：政府部门报本级党委和政府、上一级政府有关部门，
    政府报同级党委、人大常委会和上一级党委、政府，乡镇报上一级党委和政府，省级报党中央、国务院。只看名称的类别，
    不辨上下级。公布时略去主送机关的不查。

    ## 为什么
    向谁报告是规定了的；报错了机关，等于没有报告。

    ## 怎么改
    核对主送机关；机关类别写错的，改 `organ.kind`。

    ## 依据
    《法治政府建设与责任落实督察工作规定》（2019）关于年度报告的规定。
    """
    if not duty.addressed or not report.addressees:
        return
    outer = [name for name in report.addressees if name not in {one.name for one in report.organ.each}]
    if not any(re.search(duty.addressed, name) for name in outer):
        yield Issue(
            ("addressees",),
            f"主送“{'、'.join(report.addressees)}”不在{duty.author}应当报告的机关之列",
            f"{duty.author}应向{duty.to}报告，见{duty.source_of('to')}",
            related=_kinds(report),
        )


def _kinds(report: Report) -> tuple[Route, ...]:
    """Return the routes of the kinds of the authors that the data state."""
    if isinstance(report.organ, Organ):
        return (("organ", "kind"),) if "kind" in report.organ.model_fields_set else ()
    stated = (at for at, one in enumerate(report.organ.each) if "kind" in one.model_fields_set)
    return tuple(("organ", at, "kind") for at in stated)


@rule("FZ413", Severity.NOTE)
def copy_missing(report: Report, duty: ReportDuty, edition: str) -> Iterator[Issue]:
    """报送版没有抄送督察单位。

    ## 查什么
    编排报送版时，主送、抄送机关里有没有法治建设议事协调机构的办事机构，如“市委全面依法治市委员会办公室”。

    ## 为什么
    规定要求报告的同时抄送督察单位，由它督促和通报。

    ## 怎么改
    写进 `copied_to`；已另行报送的，不必改。

    ## 依据
    《法治政府建设与责任落实督察工作规定》（2019）关于年度报告的规定。
    """
    if edition != "submit" or not duty.copied:
        return
    if not any(re.search(duty.copied, name) for name in (*report.addressees, *report.copied_to)):
        yield Issue(
            ("copied_to",),
            "报送版没有抄送督察单位",
            f"在 copied_to 里写上{duty.copies}，见{duty.source_of('copies')}",
        )


@rule("FZ414", Severity.WARNING)
def no_addressee(report: Report, edition: str, duty: ReportDuty | None = None) -> Iterator[Issue]:
    """报送版没有主送机关。

    ## 查什么
    编排报送版时有没有主送机关（`addressees`）。公开版可以略去。

    ## 为什么
    报送的公文总要报给一个机关。

    ## 怎么改
    写上 `addressees`，如“临海市人民政府”。

    ## 依据
    《党政机关公文处理工作条例》第九条第八项、第十五条第一项；GB/T 9704—2012 7.3.2。
    """
    if edition == "submit" and not report.addressees:
        whom = f"，应向{duty.to}报告" if duty else ""
        yield Issue(("addressees",), f"报送版没有主送机关{whom}", "写上 addressees")
