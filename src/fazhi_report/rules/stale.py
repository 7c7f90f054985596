"""FZ52x: sentences copied from last year's report or from that of another unit."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from fazhi_report.comparison.years import is_same
from fazhi_report.findings import Issue, Route, Severity
from fazhi_report.ledger import Ledger, evaluate, in_words
from fazhi_report.model.report import PART_FIELDS, Report
from fazhi_report.model.walk import Same, texts
from fazhi_report.norms.catalogue import named_key
from fazhi_report.numbers.dates import moved
from fazhi_report.rules.registry import rule
from fazhi_report.text.patterns import Pattern
from fazhi_report.text.references import is_open, references
from fazhi_report.text.similarity import SimilarTexts
from fazhi_report.text.zones import sentences

SHORTEST = 14
"""Length, in characters, below which a sentence is too short to be evidence of copying."""
_CHARACTERS_PER_FIGURE = 14
"""A sentence with at most this many characters per figure is a row of statistics, which may be the same every year."""

_PROSE = PART_FIELDS | {"opening"}
_FRAMES = frozenset({"<table>", "<chart>"})
"""Captions and notes of tables and charts may be the same every year."""
_HEADINGS = frozenset({"heading", "lead"})
_OF_MATTERS = frozenset({"plans", "shortcomings"})
# Phrases that law and custom repeat every year.
_SET_PHRASES = re.compile("现将.{0,40}报告如下|报告如下[。：]?$|特此报告|统计时段|重要工作亲自部署")
_BARE = re.compile(r"[\W_]+")
_NUMBER = re.compile("[0-9]")
_YEARS_AND_TITLES = re.compile("《[^《》]{0,200}》|20[0-9]{2}年?")


def _without_figures(words: str) -> str:
    for reference in reversed(references(words)):
        words = words[: reference.start] + words[reference.end :]
    return words


@dataclass(frozen=True)
class ReportSentence:
    """A sentence of a report.

    Args:
        route: Route of its text.
        start: Offset in that text, in characters.
        words: Its text as written, figures by their keys.
        keys: The figures that it prints.
    """

    route: Route
    start: int
    words: str
    keys: tuple[str, ...]

    @cached_property
    def bare(self) -> str:
        """Its text without figures, punctuation and white space."""
        return _BARE.sub("", _without_figures(self.words))

    @cached_property
    def is_specific(self) -> bool:
        """Whether it may be specific to a year: long enough, not boilerplate, not statistics."""
        bare = self.bare
        if len(bare) < SHORTEST or is_open(self.words) or _SET_PHRASES.search(self.words):
            return False
        return not self.keys or len(bare) > _CHARACTERS_PER_FIGURE * len(self.keys)

    def as_in(self, year: int) -> str:
        """Its text without figures, punctuation and white space, the years moved from a year to the next."""
        return _BARE.sub("", _without_figures(moved(self.words, year, days=False)))

    @cached_property
    def has_number(self) -> bool:
        """Whether it holds a number that is no figure, no year and in no title: one of last year where it was kept."""
        words = _YEARS_AND_TITLES.sub("", _without_figures(self.words))
        return _NUMBER.search(words) is not None and not _SET_PHRASES.search(self.words)

    def printed(self, ledger: Ledger) -> str:
        """Return its text with the figures filled in."""
        return in_words(self.words, ledger)


def report_sentences(report: Report, sign: Pattern | None = None) -> Iterator[ReportSentence]:
    """Yield the sentences of the parts, without headings and leads, but with the leads of plans and shortcomings.

    Args:
        report: The report.
        sign: Only texts that match it are split.
    """
    for route, text in texts(report):
        if sign is not None and not sign.search(text):
            continue
        if route[0] not in _PROSE or not _FRAMES.isdisjoint(route):
            continue
        is_matter = route[-1] == "lead" and report.role_at(route) in _OF_MATTERS
        if route[-1] not in _HEADINGS or is_matter:
            for sentence in sentences(text):
                keys = tuple(reference.key for reference in references(sentence.words))
                yield ReportSentence(route, sentence.start, sentence.words, keys)


@lru_cache(maxsize=3)
def _sentences(same: Same[Report]) -> tuple[ReportSentence, ...]:
    """Return all of `report_sentences`, split once for all rules, as this year's and as last year's."""
    return tuple(report_sentences(same.held))


@lru_cache(maxsize=2)
def _originals(same: Same[Report]) -> SimilarTexts:
    """Return the sentences of another report that may be specific to it."""
    return SimilarTexts(one.bare for one in _sentences(same) if one.is_specific)


@lru_cache(maxsize=2)
def _kept_words(same: Same[Report]) -> frozenset[str]:
    """Return the sentences of a report as next year's file keeps them."""
    year = same.held.year
    return frozenset(words for one in _sentences(same) for words in (one.bare, one.as_in(year)))


def texts_kept(report: Report, previous: Report) -> tuple[Route, ...]:
    """Return the routes of the texts with a sentence that may be specific to last year and was not touched since."""
    kept = _kept_words(Same(previous))
    found = (one for one in _sentences(Same(report)) if one.bare in kept)
    return tuple(dict.fromkeys(one.route for one in found if one.is_specific or one.has_number))


def section(route: Route) -> Route:
    """Return the route of the section, or else of the part, of a text."""
    return route[:3] if route[1:2] == ("sections",) else route[:1]


def share(stale: int, whole: int) -> str:
    """Return the proportion of a section in words."""
    return f"本节 {whole} 句中有 {stale} 句（{round(100 * stale / whole)}%）"


_QUOTED = 30
_MOST_UNITS = 3
_JUDGEMENT = re.compile(
    "增长|上升|增加|提高|提升|下降|减少|降低|回落|持平|翻番|倍|首次|第一|最高|最低|最多|最少|新高|新低|居.{0,6}前列"
    "|大幅|明显|显著|稳步|连续|全部|均已|超额|过半"
)
_OF_THE_YEAR_BEFORE = (
    r"^(?:在|截至)?{year}年(?:度)?(?:[，,]|底[，,]|12月31日|(?:全|我)[省市县区]|我局|{organ})"
)
_NAMES_A_YEAR = Pattern("[0-9]年|现将|统计时段")
_REPORTED_YEAR = re.compile(
    "现将(?P<year>20[0-9]{2})年度?.{0,40}报告如下|统计时段.{0,8}(?P<period>20[0-9]{2})年1月1日"
)


def _short(words: str) -> str:
    return words if len(words) <= _QUOTED else f"{words[:_QUOTED]}……"


@rule("FZ520", Severity.WARNING)
def last_years_words(report: Report, previous: Report) -> Iterator[Issue]:
    """照抄了上年的文字。

    ## 查什么
    逐句与上年的报告比：去掉指标、标点以后，与上年某一句相同或相近（九成以上）的，列出这一句，并说明本节有多少句是这样。
    年份都往后推一年再比，所以 fazhi-report new 留下的上年文字，改过以前每一句都列出。标题、表格不比，首句只比安排和
    不足的；太短的句子、“现将……报告如下”一类套话、以指标为主的统计句不算，但一字未改而里面有数字（没有用指标键）的，再短也列出。

    ## 为什么
    年度报告报告的是这一年；整句照抄上年，多半是忘了改，也最容易被人并排贴出来。

    ## 怎么改
    写今年的做法和成效；确实年年如此的，精简，或者在这一行写“# fazhi: ignore[FZ520] 理由”。

    ## 依据
    《党政机关公文处理工作条例》第十九条：内容简洁，情况确实，反对空话。
    """
    original, own = _originals(Same(previous)), _sentences(Same(report))
    kept = _kept_words(Same(previous))
    whole = Counter(section(one.route) for one in own)
    found = [
        (one, 100.0 if one.bare in kept else original.similarity(one.bare) if one.is_specific else 0.0)
        for one in own
        if one.is_specific or (one.has_number and one.bare in kept)
    ]
    stale = Counter(section(one.route) for one, similarity in found if similarity)
    for one, similarity in found:
        if not similarity:
            continue
        place = section(one.route)
        how = "相同" if similarity == 100 else f"相近（{similarity:.0f}%）"  # noqa: PLR2004  (per cent)
        yield Issue(
            one.route,
            f"“{_short(one.words)}”与上年的一句{how}；{share(stale[place], whole[place])}与上年相同或相近",
            "写今年的做法和成效；确实年年如此的，精简",
            one.start,
        )


@rule("FZ521", Severity.WARNING)
def speaks_of_last_year(report: Report) -> Iterator[Issue]:
    """说的还是上年。

    ## 查什么
    标题里应当写本年度（下一年度安排写下一年）的，是不是还写着前一年；一句话开头的“2019年，”“截至2019年底，”、“现将2019年度……
    报告如下”、统计时段里的年份，是不是还是前一年；下一年度安排里一句话开头写的，是不是还是本年度。
    “2019年以来”“比2019年”“报告2019年度……情况”这类确实在说上年的不算。

    ## 为什么
    在上年的文件上改，年份最容易漏改。

    ## 怎么改
    改成本年度（安排改成下一年度）；确实在说上年的，写成“上年”。

    ## 依据
    《法治政府建设与责任落实督察工作规定》第二十六条：报告上一年度的举措和成效、下一年度的安排。
    """
    for one in report.body_parts:
        meant, heading = _year_meant(report, one.route), one.part.heading
        about_last = one.role == "problems_solved"
        if f"{meant - 1}年" in heading and f"{meant}年" not in heading and not about_last:
            yield Issue(
                (*one.route, "heading"),
                f"标题写的是{meant - 1}年，这里应当是{meant}年",
                f"改为{meant}年",
                heading.index(f"{meant - 1}年"),
            )
    for sentence in report_sentences(report, _NAMES_A_YEAR):
        if report.role_at(sentence.route) != "problems_solved":
            yield from _year_of(sentence, report)


def _year_meant(report: Report, route: Route) -> int:
    """Return the year that the part at a route is about."""
    return report.year + (report.role_at(route) == "plans")


@lru_cache(maxsize=4)
def _opening(year: int, organ: str) -> re.Pattern[str]:
    return re.compile(_OF_THE_YEAR_BEFORE.format(year=year, organ=re.escape(organ)))


def _year_of(one: ReportSentence, report: Report) -> Iterator[Issue]:
    meant = _year_meant(report, one.route)
    opening = _opening(meant - 1, report.organ.short_name or report.organ.name)
    reported = _REPORTED_YEAR.search(one.words)
    stated_year = (reported["year"] or reported["period"]) if reported else None
    if opening.match(one.words) or (stated_year is not None and int(stated_year) == report.year - 1):
        right = meant if opening.match(one.words) else report.year
        yield Issue(
            one.route,
            f"“{_short(one.words)}”说的是{right - 1}年，这里应当是{right}年",
            f"改为{right}年；确实在说上年的，写成“上年”",
            one.start,
        )


@rule("FZ522", Severity.WARNING)
def words_unchanged_figure_changed(report: Report, previous: Report, ledger: Ledger) -> Iterator[Issue]:
    """数变了，话没有变。

    ## 查什么
    两种句子：一种与上年印出来的完全相同，而上年这一句印的指标今年已经变了（把上年的数写死在了句子里）；另一种文字与上年相同，只有
    指标变了，句子里却有“增长”“首次”“第一”“明显”这类随数而变的话。

    ## 为什么
    前一种印出来的是上年的数；后一种的评价是给上年的数下的。

    ## 怎么改
    前一种改用 `{{ 指标键 }}`；后一种看看评价对今年的数还成不成立，改写或删去。

    ## 依据
    《党政机关公文处理工作条例》第十九条：情况确实，表述准确。
    """
    before = evaluate(previous.figures)
    by_words = {one.words: one for one in _sentences(Same(previous)) if one.keys}
    by_print = {one.printed(before): one for one in by_words.values()}
    for one in _sentences(Same(report)):
        last = by_words.get(one.words)
        if last is not None and (match := _JUDGEMENT.search(_between_figures(one))):
            if changed := _changed(last, before, ledger):
                yield _unchanged(one, changed, before, ledger, f"“{match[0]}”却没有变")
            continue
        last = by_print.get(one.words)
        if last is not None and (changed := _changed(last, before, ledger)):
            yield _unchanged(one, changed, before, ledger, "句子里写的还是上年的数")


def _between_figures(one: ReportSentence) -> str:
    return re.sub(r"\{\{[^{}]*\}\}", "", one.words)


def _changed(last: ReportSentence, before: Ledger, now: Ledger) -> str:
    """Return the first figure of last year's sentence whose value has changed; empty when none has."""
    return next(
        (
            key
            for key in last.keys
            if key in before
            and key in now
            and is_same(before[key], now[key])
            and not now[key].is_open
            and now[key].text != before[key].text
        ),
        "",
    )


def _unchanged(one: ReportSentence, key: str, before: Ledger, now: Ledger, fault: str) -> Issue:
    return Issue(
        one.route,
        f"“{_short(one.words)}”与上年一字不差，指标“{named_key(key, now[key].figure.label)}”"
        f"从 {before[key].text} 变成了 {now[key].text}，{fault}",
        "核对这句话对今年的数还成不成立",
        one.start,
        (("figures", key),),
    )


@rule("FZ523", Severity.WARNING)
def another_units_words(report: Report, siblings: tuple[Report, ...]) -> Iterator[Issue]:
    """与别的单位文字雷同。

    ## 查什么
    用 fazhi-report validate --against 文件夹 时，逐句与文件夹里其他单位同一年度的报告比，相同或相近（九成以上）的列出。
    太短的句子、套话、以指标为主的统计句不算。

    ## 为什么
    各单位的报告一并公布，雷同的段落一搜就有。

    ## 怎么改
    写本单位自己的做法、案例和数据；上级统一要求的提法，引用要点即可。

    ## 依据
    《党政机关公文处理工作条例》第十九条：情况确实，反对空话。
    """
    originals = [(other.organ.name, _originals(Same(other))) for other in siblings]
    own = _sentences(Same(report))
    whole = Counter(section(one.route) for one in own)
    found = [
        (one, [name for name, original in originals if original.similarity(one.bare)])
        for one in own
        if one.is_specific
    ]
    stale = Counter(section(one.route) for one, names in found if names)
    for one, names in found:
        if not names:
            continue
        place = section(one.route)
        others = "、".join(names[:_MOST_UNITS]) + (
            f"等 {len(names)} 个单位" if len(names) > _MOST_UNITS else ""
        )
        yield Issue(
            one.route,
            f"“{_short(one.words)}”与{others}的报告雷同；{share(stale[place], whole[place])}这样",
            "写本单位自己的做法、案例和数据",
            one.start,
        )
