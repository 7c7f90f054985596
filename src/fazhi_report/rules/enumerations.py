"""FZ120 and FZ121: numbers that announce a list, compared with the list."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi_report.findings import Issue, Route, Severity
from fazhi_report.ledger import Ledger
from fazhi_report.model.prose import Item, Measures, Section
from fazhi_report.model.report import Report
from fazhi_report.model.walk import each, texts
from fazhi_report.numbers.numerals import from_chinese
from fazhi_report.rules.registry import rule
from fazhi_report.rules.told import told
from fazhi_report.sentences.reader import Identity
from fazhi_report.text.patterns import Pattern

_COUNT = "(?P<count>[0-9]{1,2}|[一二两三四五六七八九十]{1,3})"
# 三个方面、四大举措、五项工作; at the end of the words before a list.
_LEAD = rf"(?<![第0-9一二三四五六七八九十]){_COUNT}(?:个|大|项|条|点|类|方面)[^，。；：、“”《》]{{0,12}}"
_INTO_LIST = Pattern(rf"{_LEAD}[：:]$")
_IN_LINE = Pattern(rf"{_LEAD}[：:。]\s?(?=一(?:是|要))", glimpse=r"[：:。]\s?一[是要]")
_ORDINAL = Pattern("(?<![一二三四五六七八九十第])([一二三四五六七八九十]{1,2})(?:是|要)")


@rule("FZ120", Severity.WARNING)
def count_against_items(report: Report, ledger: Ledger) -> Iterator[Issue]:
    """写明的个数与列出的各项不符。

    ## 查什么
    “4个环节：甲、乙、丙、丁。”“甲、乙、丙等3个环节”一类的句子：前一种列全了的，数是不是相等；后一种带“等”的，
    列出的不能比写明的多。分不清是几项的（含“和”“的”）不查。

    ## 为什么
    改稿时添一项、删一项，前面的个数常常忘了改。

    ## 怎么改
    数一数，改个数或者补上漏列的。

    ## 依据
    《党政机关公文处理工作条例》第十九条：表述准确。
    """
    yield from told(report, ledger, Identity.ANNOUNCED)


@rule("FZ121", Severity.WARNING)
def count_against_measures(report: Report) -> Iterator[Issue]:
    """写明的方面数与“一是、二是”的条数不符。

    ## 查什么
    “存在三个方面的问题：”后面接着列举（`measures`）的，条数是不是三；“抓好五项工作：”后面接着 1.、2. 各项的，
    项数是不是五；同一段里“……三个方面：一是……二是……”的，数到几是。

    ## 为什么
    列举由程序编号，增删一条序号自动跟着变，前面写死的“三个方面”不会变。

    ## 怎么改
    数一数，改前面的个数。

    ## 依据
    《党政机关公文处理工作条例》第十九条：表述准确。
    """
    words = dict(texts(report))
    for route, one in each(report, Measures):
        place = _paragraph(route[:-2], int(route[-2]) - 1)
        yield from _against(_INTO_LIST, place, words.get(place, ""), len(one.measures))
    holders: list[tuple[Route, Section | Item]] = [*each(report, Section), *each(report, Item)]
    for route, holder in holders:
        place = _paragraph((*route, "text"), len(holder.text) - 1)
        if holder.items:
            yield from _against(_INTO_LIST, place, words.get(place, ""), len(holder.items))
    for route, text in words.items():
        following = words.get(_paragraph(route[:-2], int(route[-2]) + 1), "") if _is_paragraph(route) else ""
        if not _ORDINAL.match(following):
            yield from _in_line(route, text)


def _paragraph(prose: Route, index: int) -> Route:
    return (*prose, index, "<paragraph>")


def _is_paragraph(route: Route) -> bool:
    return route[-1] == "<paragraph>"


def _in_line(route: Route, text: str) -> Iterator[Issue]:
    for match in _IN_LINE.finditer(text):
        given = 0
        for ordinal in _ORDINAL.finditer(text, match.end()):
            given += from_chinese(ordinal[1]) == given + 1
        if given > 1:
            yield from _against(_IN_LINE, route, text, given, match)


def _against(
    pattern: Pattern, route: Route, text: str, given: int, match: re.Match[str] | None = None
) -> Iterator[Issue]:
    """Yield the issue when the words before a list announce another number of items than it has."""
    match = match or pattern.search(text)
    announced = None if match is None else _number(match["count"])
    if match is not None and announced not in {None, given}:
        message = f"写明“{match[0].rstrip('：:。')}”，后面列了{given}条"
        yield Issue(route, message, "数一数，改前面的个数", match.start())


def _number(text: str) -> int | None:
    try:
        return int(text) if text.isascii() else from_chinese(text)
    except ValueError:
        return None
