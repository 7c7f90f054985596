"""Rules for dates and years that must agree: date of issue, web page, document number."""

from __future__ import annotations

from collections.abc import Iterator

from fazhi_report.findings import Issue, Route, Severity
from fazhi_report.model.report import Report
from fazhi_report.numbers.dates import format_date
from fazhi_report.rules.owed import published_on
from fazhi_report.rules.registry import rule
from fazhi_report.text.patterns import Pattern

_NUMBER_YEAR = Pattern(r"[〔［\[（(【]((?:19|20)[0-9]{2})[〕］\]）)】]")
# /2017-00110, /202110-00013, -2020-153077: every site has its own format.
_INDEX_YEAR = Pattern(r"[/-]((?:19|20)[0-9]{2})(?:0[1-9]|1[0-2])?(?:[0-3][0-9])?-")


@rule("FZ405", Severity.WARNING)
def page_date_differs(report: Report) -> Iterator[Issue]:
    """公布页面的成文日期与文末的不一致。

    ## 查什么
    `publication.date_of_issue`（页面“成文日期”一栏）与 `date_of_issue`（文末的成文日期）是否相同。

    ## 为什么
    成文日期只有一个，就是签发的日期。页面上多半错填成了发布日期。

    ## 怎么改
    核对原件，改正写错的一处；页面错了的，请网站改正。

    ## 依据
    《党政机关公文处理工作条例》第九条第十二项（成文日期）。
    """
    publication, issued = report.publication, report.date_of_issue
    if publication is None or issued is None or publication.date_of_issue in (None, issued):
        return
    page = publication.date_of_issue
    copied = "，正是发布日期" if page == published_on(report) else ""
    yield Issue(
        ("publication", "date_of_issue"),
        f"页面的成文日期是{format_date(page)}{copied}，文末的是{format_date(issued)}",
        "核对原件，改正写错的一处；页面错了的，请网站改正",
        related=(("date_of_issue",),),
    )


@rule("FZ406", Severity.WARNING)
def published_before_issued(report: Report) -> Iterator[Issue]:
    """发布日期早于成文日期。

    ## 查什么
    网站发布日期是不是在成文日期当日或之后。

    ## 为什么
    还没有签发的公文不会先公布，两个日期必有一个写错。

    ## 怎么改
    核对签发单和网页，改正写错的一处。

    ## 依据
    《党政机关公文处理工作条例》第九条第十二项、第二十五条（签发、印制的程序）。
    """
    published, issued = published_on(report), report.date_of_issue
    if published is not None and issued is not None and published < issued:
        yield Issue(
            ("publication", "published_at"),
            f"发布日期{format_date(published)}早于成文日期{format_date(issued)}",
            "核对签发单和网页，改正写错的一处",
            related=(("date_of_issue",),),
        )


@rule("FZ407", Severity.WARNING)
def number_of_another_year(report: Report) -> Iterator[Issue]:
    """发文字号的年份与成文日期不一致。

    ## 查什么
    发文字号（包括页面的文号）里的年份，与成文日期的年份是否相同。

    ## 为什么
    发文字号的年份是发文的年份，不是报告所说的年度；沿用上年的字号、或错写成报告年度的最常见。

    ## 怎么改
    核对发文登记，改正写错的一处。

    ## 依据
    《党政机关公文处理工作条例》第九条第五项（发文字号）；GB/T 9704—2012 7.2.5。
    """
    issued = report.date_of_issue
    for route, number in _numbers(report) if issued is not None else ():
        match = _NUMBER_YEAR.search(number)
        if match and issued is not None and int(match[1]) != issued.year:
            yield Issue(
                route,
                f"发文字号的年份是 {match[1]}，成文日期是 {issued.year} 年",
                "核对发文登记，改正写错的一处",
                match.start(1),
                (("date_of_issue",),),
            )


def _numbers(report: Report) -> Iterator[tuple[Route, str]]:
    if report.document_number is not None:
        yield ("document_number",), report.document_number
    if report.publication is not None and report.publication.document_number is not None:
        yield ("publication", "document_number"), report.publication.document_number


@rule("FZ408", Severity.WARNING)
def numbers_differ(report: Report) -> Iterator[Issue]:
    """页面的文号与发文字号不一致。

    ## 查什么
    `publication.document_number`（页面“文号”一栏）与 `document_number`（发文字号）是否一字不差。

    ## 为什么
    文号是检索公文的依据，多一个“号”字、括号不同，都会检索不到。

    ## 怎么改
    核对发文登记，改正写错的一处；页面错了的，请网站改正。

    ## 依据
    《党政机关公文处理工作条例》第九条第五项（发文字号）；GB/T 9704—2012 7.2.5。
    """
    numbers = list(_numbers(report))
    both = 2
    if len(numbers) == both and numbers[0][1] != numbers[1][1]:
        (own, wanted), (page, found) = numbers
        yield Issue(
            page,
            f"页面的文号是“{found}”，发文字号是“{wanted}”",
            "核对发文登记，改正写错的一处",
            related=(own,),
        )


@rule("FZ409", Severity.WARNING)
def printed_before_issued(report: Report) -> Iterator[Issue]:
    """印发日期早于成文日期。

    ## 查什么
    版记的印发日期是不是在成文日期当日或之后。

    ## 为什么
    签发之后才能送印。

    ## 怎么改
    核对签发单，改正写错的一处。

    ## 依据
    《党政机关公文处理工作条例》第九条第十七项（印发机关和印发日期）；GB/T 9704—2012 7.4.3。
    """
    issued = report.date_of_issue
    if report.imprint is not None and issued is not None and report.imprint.printed_on < issued:
        yield Issue(
            ("imprint", "printed_on"),
            f"印发日期{format_date(report.imprint.printed_on)}早于成文日期{format_date(issued)}",
            "核对签发单，改正写错的一处",
            related=(("date_of_issue",),),
        )


@rule("FZ410", Severity.NOTE)
def index_of_another_year(report: Report) -> Iterator[Issue]:
    """索引号的年份与成文、发布的年份都不同。

    ## 查什么
    索引号里认得出年份的（各地编法不同），是不是成文日期、发布日期的年份之一。

    ## 为什么
    索引号由网站按信息生成的年份编；对不上，多半抄错了，或是另一条信息的。

    ## 怎么改
    照网页核对索引号。

    ## 依据
    《政府信息公开条例》关于政府信息公开目录的规定；本地的索引号编制规则。
    """
    publication = report.publication
    match = _INDEX_YEAR.search(publication.index_number or "") if publication is not None else None
    if match is None:
        return
    issued, published = report.date_of_issue, published_on(report)
    years = {day.year for day in (issued, published) if day is not None}
    if issued is not None and int(match[1]) not in years:
        yield Issue(
            ("publication", "index_number"),
            f"索引号的年份是 {match[1]}，成文是 {issued.year} 年",
            "照网页核对索引号",
            match.start(1),
            (("date_of_issue",),),
        )
