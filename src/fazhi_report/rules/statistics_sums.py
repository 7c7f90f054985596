"""TJ101 to TJ104: the cells of a table agree with one another and with last year's."""

from __future__ import annotations

from collections.abc import Iterator

from fazhi_report.findings import Issue, Severity
from fazhi_report.model.statistics import YearStatistics
from fazhi_report.norms.statistics import StatisticsForm
from fazhi_report.rules.registry import rule
from fazhi_report.statistics.identities import UNITS_TITLE, IdentityBreach, breaches, breaches_across
from fazhi_report.statistics.normed import normed_tables


@rule("TJ101", Severity.ERROR)
def sums_that_do_not_agree(statistics: YearStatistics, form: StatisticsForm) -> Iterator[Issue]:
    """表内的勾稽关系不成立。

    ## 查什么
    各类之和等于合计；新收加结转等于办结加结转下年；各种办理结果之和等于总计，等等，逐行逐列按表里的数算。
    有的格没有数（/、-、空着、没有统计）时，不当作零，只在怎么填都对不上时才报。

    ## 为什么
    这些关系是表的格式规定的，对不上，必有一格错了。

    ## 怎么改
    照原始台账核对提示里列出的各格；改错了的那一格，不要为了凑平改合计。

    ## 依据
    国办公开办函〔2021〕30号（依申请公开：第一项加第二项之和，等于第三项加第四项之和）；行政执法统计年报各表的合计。
    """
    for breach in _found(statistics, form):
        if breach.identity.strength == "error" and breach.certain and breach.identity.title != UNITS_TITLE:
            yield _issue(breach, f"核对这几格（{breach.identity.title}）")


@rule("TJ102", Severity.NOTE)
def relations_worth_a_look(statistics: YearStatistics, form: StatisticsForm) -> Iterator[Issue]:
    """表内的数不合常理，或者差额可能在没有数的格里。

    ## 查什么
    许可和不予许可是不是不多于受理，受理是不是不多于申请；罚没金额和罚款、没收的宗数是不是同为零；复议的收结是不是
    相等。另外，有的格没有数（/、-、空着）而各项之和对不上合计的，指出差额。

    ## 为什么
    多数时候它们相等，跨年办理、口径不同的可以不等。

    ## 怎么改
    核对；确实如此的，在 `scope`（口径）或 `note`（说明）里交代。

    ## 依据
    行政执法统计年报各表的填报说明；《行政复议、行政应诉案件统计制度》。
    """
    for breach in _found(statistics, form):
        if breach.identity.title == UNITS_TITLE:
            continue
        if not breach.certain:
            named = "、".join(one.name for one in breach.open[:3])
            more = f"等 {len(breach.open)} 格" if len(breach.open) > 3 else ""  # noqa: PLR2004
            yield _issue(breach, f"{named}{more}没有数，差额是不是在那里？没有的写 0")
        elif breach.identity.strength == "question":
            yield _issue(breach, f"核对；{breach.identity.reason}")


@rule("TJ103", Severity.ERROR)
def units_that_do_not_add_up(statistics: YearStatistics, form: StatisticsForm) -> Iterator[Issue]:
    """各单位之和不等于合计。

    ## 查什么
    几个单位各一行的表，逐列相加是不是等于合计一行。写了 `units`（应报单位）而且都报齐了的，是错误；没有写，或者还没有
    报齐的，是提示。

    ## 为什么
    汇总表的合计应当就是各单位之和。

    ## 怎么改
    核对各单位的数；合计里另有不单列的单位的，补一行。

    ## 依据
    行政执法统计年报的汇总办法。
    """
    for breach in _found(statistics, form):
        if breach.identity.title == UNITS_TITLE:
            reason = f"；{breach.identity.reason}" if breach.identity.reason else ""
            asked = breach.identity.strength == "question" or not breach.certain
            yield _issue(breach, f"核对各单位的数{reason}", question=asked)


@rule("TJ104", Severity.NOTE)
def differs_from_last_years(
    statistics: YearStatistics, form: StatisticsForm, last_statistics: YearStatistics
) -> Iterator[Issue]:
    """与上一年度的年报对不上。

    ## 查什么
    同一文件夹里有上一年度同一机关的年报时：上年结转是不是等于上一年度的结转下年；现行有效件数是不是等于上一年度的
    现行有效件数加本年制发、减本年废止。

    ## 为什么
    读者会把两年的年报放在一起看。

    ## 怎么改
    核对两年的数；确实改了口径、集中清理过的，在文字里交代。

    ## 依据
    国办公开办函〔2021〕30号。
    """
    before = {one.norm.key: one for one in normed_tables(last_statistics, form)}
    for normed in normed_tables(statistics, form):
        if normed.norm.key in before:
            for breach in breaches_across(normed, before[normed.norm.key]):
                yield _issue(breach, f"核对两年的数；{breach.identity.reason}")


def _found(statistics: YearStatistics, form: StatisticsForm) -> Iterator[IdentityBreach]:
    for normed in normed_tables(statistics, form):
        yield from breaches(normed)


def _issue(breach: IdentityBreach, hint: str, *, question: bool = False) -> Issue:
    first, *rest = breach.routes
    return Issue(first, breach.message, hint, related=tuple(rest), question=question)
