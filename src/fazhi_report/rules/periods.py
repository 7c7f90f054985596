"""FZ343 and FZ344: periods in sentences: the end follows the start, and results lie within the report's time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from fazhi_report.findings import Issue, Severity
from fazhi_report.model.report import Report
from fazhi_report.rules.registry import rule
from fazhi_report.rules.texts import RunningText, Texts
from fazhi_report.text.patterns import Pattern
from fazhi_report.text.zones import sentences, titles
from fazhi_report.typography.scan import covered

_RANGE = Pattern(
    r"(?<![0-9])(?P<y1>(?:19|20)[0-9]{2})年(?:(?P<m1>[0-9]{1,2})月(?:(?P<d1>[0-9]{1,2})日)?)?"
    r"(?:起)?(?:至|到|—|－|-|～|~)"
    r"(?:(?P<y2>(?:19|20)[0-9]{2})年)?(?:(?P<m2>[0-9]{1,2})月(?:(?P<d2>[0-9]{1,2})日)?)?"
)
_UNTIL = Pattern(
    r"截[至止到]?(?P<year>(?:19|20)[0-9]{2})年(?:(?P<month>[0-9]{1,2})月(?:(?P<day>[0-9]{1,2})日)?)?"
)
_INTENDED = Pattern("将|预计|拟|力争|计划于")
_YEAR = Pattern(r"(?<![0-9－—-])((?:19|20)[0-9]{2})年(?![－—-][0-9])")
_COUNTED = Pattern(
    r"[0-9][0-9,.]*(?:余|多)?(?:万|亿)?(?:件|起|宗|人|名|次|场|份|项|个|户|家|元|批|期|条|部|例|%|％|亩|所)"
)
# Counted results. A plan may contain a count, too, but has 将, 计划 or a bound.
_DONE = Pattern(
    "已(?!经?(?:列入|纳入|明确|印发))|共(?!同|建|享|治)|累计|完成了|办结了|[审办受受]理了|荣获|同比|较上年|比上年|较去年|比去年"
)
_PLANNED = Pattern(
    "将|拟|计划|力争|争取|确保|目标|预计|安排|打算|要(?!求)|到[0-9]{4}年|以前|之前|前完成|底前|起施行|起实施|起执行|规划|方案|纲要|"
    "不少于|不低于|不超过|以上|以内|施行|实施至|有效期|届满|为期|任期|继续|进一步"
)


@rule("FZ343", Severity.WARNING)
def reversed_period(texts: Texts) -> Iterator[Issue]:
    """一段时间的止期早于起期。

    ## 查什么
    “2024年9月至6月”“2024年5月到2023年12月”这样写明年、月的起止时间；书名号里的不查。止期没有写年份的，按与起期同年算；
    月份倒过来的，也可能是漏写了“次年”，一样提示。

    ## 为什么
    起止倒置多半是改年份时只改了一处，读的人无从知道哪一头是对的。

    ## 怎么改
    核对起止时间；跨年的，在止期写明年份。

    ## 依据
    GB/T 15835—2011 第 5.1.3 条、第 5.1.4 条；《党政机关公文处理工作条例》第二十条：时间准确。
    """
    for text in texts.showing(_RANGE):
        aside = covered(len(text.words), ((zone.start, zone.end) for zone in titles(text.words)))
        for match in _RANGE.finditer(text.words):
            if aside[match.start()] or not (match["y2"] or match["m2"]):
                continue
            start = _first(match["y1"], match["m1"], match["d1"])
            end = _last(match["y2"] or match["y1"], match["m2"], match["d2"])
            if start and end and end < start:
                yield Issue(
                    text.route,
                    f"“{match[0]}”：止期（{end.year}年{end.month}月）早于起期（{start.year}年{start.month}月）",
                    "核对起止时间；跨到次年的，在止期写明年份",
                    match.start(),
                )


@rule("FZ344", Severity.WARNING)
def result_of_coming_year(report: Report, texts: Texts) -> Iterator[Issue]:
    """把报告年度以后的年份写成已有结果。

    ## 查什么
    一句话写明晚于报告年度的年份，又用“已、共、累计、同比”报出数字，而没有“将、计划、力争、不少于、起施行”一类说打算、
    说期限的字样；“截至”的日期晚于成文日期。下一年度安排部分里同样查。

    ## 为什么
    还没有过的年份不会有结果：不是年份写错，就是打算写成了成绩。

    ## 怎么改
    改正年份；说的是打算，写明“将”“计划”。

    ## 依据
    《党政机关公文处理工作条例》第二十条：时间、数字准确。
    """
    for text in texts.showing(_YEAR):
        yield from _results(report, text)
    for text in texts.showing(_UNTIL):
        yield from _counted_too_late(report, text)


def _results(report: Report, text: RunningText) -> Iterator[Issue]:
    """Yield issues for sentences that give results of a year that is not over."""
    aside = covered(len(text.words), ((zone.start, zone.end) for zone in titles(text.words)))
    for sentence in sentences(text.words):
        years = [
            (int(match[1]), match.start())
            for match in _YEAR.finditer(sentence.words)
            if not aside[sentence.start + match.start()]
        ]
        # A sentence that also names the year of the report is skipped, as its results cannot be assigned to a year.
        if not years or min(year for year, _ in years) <= report.year:
            continue
        year, at = years[0]
        statement = sentence.words[at:]
        if _COUNTED.search(statement) and _DONE.search(statement) and not _PLANNED.search(sentence.words):
            yield Issue(
                text.route,
                f"这是{report.year}年度的报告，这一句却说{year}年已有结果",
                "改正年份；说的是打算，写明“将”“计划”",
                sentence.start + at,
            )


def _counted_too_late(report: Report, text: RunningText) -> Iterator[Issue]:
    """Yield issues for cut-off dates that lie after the report's own date."""
    for match in _UNTIL.finditer(text.words):
        day = _first(match["year"], match["month"] or "12", match["day"])
        about = text.words[match.start() : match.end() + 30]
        made = report.date_of_issue
        if day is not None and made is not None and day > made and _INTENDED.search(about) is None:
            yield Issue(
                text.route,
                f"“{match[0]}”晚于成文日期{made.year}年{made.month}月{made.day}日，还不会有统计结果",
                "改正年份或日期",
                match.start(),
            )


def _first(year: str, month: str | None, day: str | None) -> date | None:
    """Return the first day that an incomplete date may mean; None for an invalid date."""
    return _day(year, month or "1", day or "1")


def _last(year: str, month: str | None, day: str | None) -> date | None:
    """Return the last day that an incomplete date may mean, with months of 28 days; None for an invalid date."""
    return _day(year, month or "12", day or "28")


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
