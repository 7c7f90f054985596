"""FZ2xx: growth rates that no integer can give, and per cent in place of percentage points."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from fazhi_report.findings import Issue, Severity
from fazhi_report.ledger import Ledger
from fazhi_report.model.figure import Figure
from fazhi_report.model.report import Report
from fazhi_report.model.walk import texts
from fazhi_report.numbers.figure import WrittenFigure
from fazhi_report.numbers.interval import is_exact
from fazhi_report.numbers.percent import integer_bases, integer_stocks, nearest_bases
from fazhi_report.rules.registry import rule
from fazhi_report.rules.relations import Figures, name, stated
from fazhi_report.rules.told import told
from fazhi_report.sentences.reader import Identity
from fazhi_report.text.patterns import Pattern
from fazhi_report.text.references import references

_FALLING = Pattern("(?:下降|减少|降低|下滑|回落|减)了?$")
_RISING = Pattern("(?:增长|上升|增加|提高|提升|增)了?$")
_ADDED = Pattern("(?:新增|新建|新设|净增|增加|增设|减少|压减|精简|裁减|缩减|取消)[^，。；0-9]{0,12}$")


@rule("FZ202", Severity.WARNING)
def growth_without_base(report: Report, ledger: Ledger) -> Iterator[Issue]:
    """同比增长率推不出整数基期。

    ## 查什么
    只给出本年数和增长率、没有上年数的，有没有一个整数的上年数能得出这个增长率。四舍五入、截去尾数都试；文字写明是
    “新增”“减少”多少的，还试“这是增减的数”。约数、万、亿不查。

    ## 为什么
    件数、条数都是整数。207条比上年增长24.3%，上年 166 条是 24.7%，167 条是 24.0%，没有一个上年数得出 24.3%：
    本年数、增长率至少有一个错，或者前后口径变了。

    ## 怎么改
    找出上年公布的数写作 `previous`，增长率改用 `derive: growth` 推算；口径变了的，在文中说明。

    ## 依据
    《党政机关公文处理工作条例》第十九条：情况确实；GB/T 8170—2008。
    """
    for key, figure in report.figures.items():
        growth = None if figure.claim is None else figure.claim.growth
        if growth is None or growth.base is not None or figure.written is None or figure.written.hedge:
            continue
        new, base = stated(growth.of, ledger), report.figures.get(growth.of)
        if new is None or base is None or base.previous is not None or not is_exact(new):
            continue
        rate = _signed(key, figure.written, report)
        if rate is not None and not _has_base(growth.of, new, rate, report):
            yield _baseless(key, growth.of, new, rate, report.figures)
    yield from told(report, ledger, Identity.GRIM_GROWTH)


def _signed(key: str, rate: WrittenFigure, report: Report) -> Decimal | None:
    """Return the rate with the sign that the sentences give; None when they contradict each other."""
    if not rate.is_percent:
        return None
    before = [
        text[: reference.start]
        for _, text in texts(report)
        for reference in references(text)
        if reference.key == key
    ]
    falling = {bool(_FALLING.search(words)) for words in before}
    if len(falling) > 1:
        return None
    return -abs(rate.number) if falling == {True} else rate.number


def _has_base(key: str, new: WrittenFigure, rate: Decimal, report: Report) -> bool:
    count = int(new.value)
    if integer_bases(count, rate):
        return True
    words = [name(key, report.figures)]
    for _, text in texts(report):
        words += [text[: reference.start] for reference in references(text) if reference.key == key]
    added = any(_ADDED.search(one) for one in words)
    return added and bool(integer_stocks(count, rate))


def _baseless(key: str, of: str, new: WrittenFigure, rate: Decimal, figures: Figures) -> Issue:
    word = "下降" if rate < 0 else "增长"
    message = f"{name(of, figures)}{new.format()}，同比{word}{abs(rate)}%：没有整数基期"
    near = "，".join(f"{base} → {value}%" for base, value in nearest_bases(int(new.value), rate))
    hint = f"核对本期数与上年数（{near}）" if near else "核对本期数与增长率"
    return Issue(("figures", key), message, hint, related=(("figures", of),))


@rule("FZ204", Severity.WARNING)
def percent_for_points(report: Report, ledger: Ledger) -> Iterator[Issue]:
    """百分比的升降，分不清是百分点还是百分比。

    ## 查什么
    由两个百分比相减的（`points`），是不是写作“个百分点”；对一个百分比求增长率（`growth`）的，是不是真的要说它变化了
    百分之几；文字里“……率……，同比下降3%”一类的说法。

    ## 为什么
    败诉率由 11.8% 降到 8.8%，是下降 3 个百分点，不是下降 3%（那是降到 11.4%）。两种说法差得很远。

    ## 怎么改
    两个百分比之差写“个百分点”，用 `derive: points` 推算。

    ## 依据
    GB/T 15835—2011；国家统计局关于百分点与百分比用法的说明。
    """
    for key, figure in report.figures.items():
        yield from _points_confused(key, figure, report.figures)
    yield from told(report, ledger, Identity.PERCENT_OR_POINTS)


def _points_confused(key: str, figure: Figure, figures: Figures) -> Iterator[Issue]:
    claim, calculation = figure.claim, figure.claim or figure.derive
    label = name(key, figures)
    if claim and claim.points and figure.written and not figure.written.is_points:
        message = f"“{label}”是两个百分比之差，写作{figure.value}"
        yield Issue(("figures", key), message, "写作“个百分点”")
    elif claim and claim.growth and figure.written and figure.written.is_points:
        message = f"“{label}”写作{figure.value}，算法却是增长率"
        yield Issue(("figures", key), message, "两个百分比之差用 points；增长率用百分号")
    elif calculation and calculation.growth:
        base = figures.get(calculation.growth.of)
        if base is not None and base.written is not None and base.written.is_percent:
            message = f"“{label}”是对百分比{base.value}求增长率"
            yield Issue(("figures", key), message, "两年的百分比之差用 points，写作“个百分点”")
