"""The year that headings, opening, plans and title speak of, and what else a title needs."""

from __future__ import annotations

from collections.abc import Iterator

from fazhi_report.checks.registry import rule
from fazhi_report.checks.structure.reading import body
from fazhi_report.checks.texts import Texts
from fazhi_report.findings import Issue, Route, Severity
from fazhi_report.model.report import Report
from fazhi_report.norms.outline import outline
from fazhi_report.notation.pattern import Pattern

# Not 2021—2025年, which names a plan.
_YEAR = Pattern(r"(?<![0-9—–~～－-])((?:19|20)[0-9]{2})(?=年)(?!年[—–~～－至-])")
_SUBJECT = Pattern(r"(?<![0-9—–~～－-])((?:19|20)[0-9]{2})年(?:度|[，,])")
_PLANNED = Pattern(r"((?:19|20)[0-9]{2})年[，,]")
_ANY_YEAR = Pattern("(?:19|20)[0-9]{2}|[一二三四五六七八九〇○零]{4}年")
_NAMED = Pattern("《[^《》]*》")
_REPORT = Pattern("报告(?:（[^（）]*）)?$")


def _years(text: str, pattern: Pattern = _YEAR) -> dict[int, int]:
    """Years named outside titles of documents, each with its first offset."""
    covered = _NAMED.sub(lambda match: "■" * len(match[0]), text)
    found: dict[int, int] = {}
    for match in pattern.finditer(covered):
        found.setdefault(int(match[1]), match.start())
    return found


@rule("FZ311", Severity.WARNING)
def another_year_in_heading(report: Report) -> Iterator[Issue]:
    """标题里的年份不对。

    ## 查什么
    各部分标题里的年份：说当年的部分应是报告年度，“下一年度安排”应是下一年。书名号里的、规划的起止年份不算；
    标题里有几个年份的，有一个对就不提。

    ## 为什么
    拿上年文稿改写，标题的年份最容易漏改。

    ## 怎么改
    改正标题里的年份；`year` 写错的，改 `year`。

    ## 依据
    《党政机关公文处理工作条例》第二十条（签发前审核）；GB/T 15835—2011。
    """
    for name, part in report.parts:
        wanted = {report.year + 1} if name == "plans" else {report.year}
        if name == "other":
            wanted = {report.year, report.year + 1}
        years = _years(part.heading)
        if years and not wanted & set(years):
            year, offset = next(iter(years.items()))
            yield Issue(
                (name, "heading"),
                f"标题写的是 {year} 年，这一部分说的应是 {min(wanted)} 年",
                f"改成 {min(wanted)} 年；报告年度不是 {report.year} 的，改 year",
                offset,
                (("year",),),
            )


@rule("FZ312", Severity.WARNING)
def plans_for_a_past_year(report: Report, texts: Texts) -> Iterator[Issue]:
    """下一年度安排的段落以过去的年份开头。

    ## 查什么
    “下一年度安排”里以“某年，”开头的段落，年份是不是报告年度或更早。

    ## 为什么
    安排说的是将来；以过去的年份开头，多半是上年的安排原样搬了过来。

    ## 怎么改
    改成下一年的年份，并核对内容是不是上年的旧安排；确是回顾的，移到前面的部分。

    ## 依据
    《法治政府建设与责任落实督察工作规定》（2019）：年度报告写“下一年度”的主要安排。
    """
    for text in body(texts, "plans"):
        match = _PLANNED.match(text.words)
        if match and int(match[1]) <= report.year:
            yield Issue(
                text.route,
                f"下一年度安排以“{match[1]}年”开头，应是 {report.year + 1} 年",
                f"改成“{report.year + 1}年”，并核对是不是上年的旧安排",
                0,
                (("year",),),
            )


@rule("FZ313", Severity.NOTE)
def plans_without_next_year(report: Report, texts: Texts) -> Iterator[Issue]:
    """下一年度安排没有说到下一年。

    ## 查什么
    “下一年度安排”的标题和正文里，有没有下一年的年份，或“下一步”“明年”“今后”这样的话。

    ## 为什么
    没有一处说到将来，可能是填错了部分，或只有回顾没有安排。

    ## 怎么改
    在标题或开头写明年份，如“2021年工作安排”。

    ## 依据
    《法治政府建设与责任落实督察工作规定》（2019）：年度报告写“下一年度”的主要安排。
    """
    said = report.plans.heading + "".join(text.words for text in body(texts, "plans"))
    if str(report.year + 1) not in said and not any(word in said for word in outline().next_year):
        yield Issue(
            ("plans", "heading"),
            f"“下一年度安排”里没有一处说到 {report.year + 1} 年或下一步",
            f"在标题或开头写明“{report.year + 1}年”",
        )


@rule("FZ314", Severity.WARNING)
def opening_of_another_year(report: Report, texts: Texts) -> Iterator[Issue]:
    """开头说的是另一年。

    ## 查什么
    开头有“某年，”“某年度”的，其中有没有报告年度。开头一个年份也不写的不提。

    ## 为什么
    拿上年文稿改写，开头的年份最容易漏改。

    ## 怎么改
    改正开头的年份；`year` 写错的，改 `year`。

    ## 依据
    《党政机关公文处理工作条例》第二十条（签发前审核）。
    """
    said = body(texts, "opening")
    if any(report.year in _years(text.words) for text in said):
        return
    for text in said:
        for year, offset in _years(text.words, _SUBJECT).items():
            yield Issue(
                text.route,
                f"开头说的是 {year} 年，报告年度是 {report.year} 年",
                f"改成“{report.year}年”；报告年度不是 {report.year} 的，改 year",
                offset,
                (("year",),),
            )
            return


@rule("FZ315", Severity.ERROR)
def title_of_another_year(report: Report) -> Iterator[Issue]:
    """标题的年度与报告年度不一致。

    ## 查什么
    自拟的标题（`text`、`lines`）里的年份有没有报告年度。写了几个年份的，有一个对就不提；没有年份的由 FZ316 提示。

    ## 为什么
    标题与数据互相矛盾，必有一处是错的。

    ## 怎么改
    改标题的年份，或改 `year`；用标题样式（`preset`）就不会不一致。

    ## 依据
    《党政机关公文处理工作条例》第九条第七项（标题）、第二十条（签发前审核）。
    """
    lines = _title(report)
    years = {year: (route, offset) for route, text in lines for year, offset in _years(text).items()}
    if years and report.year not in years:
        year, (route, offset) = next(iter(years.items()))
        yield Issue(
            route,
            f"标题写的是 {year} 年，报告年度（year）是 {report.year}",
            "改正其中写错的一个；标题用样式（preset）写，年份由程序填",
            offset,
            (("year",),),
        )


@rule("FZ316", Severity.NOTE)
def incomplete_title(report: Report) -> Iterator[Issue]:
    """标题的要素不全。

    ## 查什么
    自拟的标题里有没有发文机关（全称、简称或地名）、年度，是不是以“报告”结尾。

    ## 为什么
    公文标题由发文机关名称、事由和文种组成；网站上的标题常离开版头单独出现，缺了机关和年度就不知是谁的、哪一年的。

    ## 怎么改
    补齐所缺的；或用标题样式（`preset`）。有的机关在网站上习惯省略机关名称，确实如此的不必改。

    ## 依据
    《党政机关公文处理工作条例》第九条第七项。
    """
    lines = _title(report)
    if not lines:
        return
    text = "".join(line for _, line in lines)
    names = (report.organ.name, report.organ.short_name or "")
    absent = []
    if not any(name[start : start + 3] in text for name in names if name for start in range(len(name) - 2)):
        absent.append("发文机关")
    if not _ANY_YEAR.search(text):
        absent.append("年度")
    if not _REPORT.search(text):
        absent.append("文种“报告”")
    if absent:
        yield Issue(lines[0][0], f"标题缺少{'、'.join(absent)}", "补齐，或用标题样式（preset）")


def _title(report: Report) -> list[tuple[Route, str]]:
    """The title in the drafter's own words, line by line; empty for a preset."""
    if report.title.text is not None:
        return [(("title", "text"), report.title.text)]
    return [(("title", "lines", index), line) for index, line in enumerate(report.title.lines)]
