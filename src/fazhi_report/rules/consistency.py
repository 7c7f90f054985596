"""FZ101 to FZ104, FZ109: parts and wholes, stocks and their changes, this year and last year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from fazhi_report.comparison.years import Book
from fazhi_report.findings import Issue, Severity
from fazhi_report.ledger import Ledger
from fazhi_report.model.figure import Share
from fazhi_report.model.report import Year
from fazhi_report.norms.catalogue import Balance, catalogue
from fazhi_report.numbers.figure import WrittenFigure
from fazhi_report.numbers.interval import base_unit, is_exact, magnitude, possible_values, total
from fazhi_report.numbers.percent import PercentVerdict, classify_share
from fazhi_report.rules.registry import rule
from fazhi_report.rules.relations import (
    Figures,
    Whole,
    comparable,
    countable,
    last_year,
    name,
    shown,
    stated,
    wholes,
)


@rule("FZ101", Severity.ERROR)
def part_exceeds_whole(year: Year, ledger: Ledger) -> Iterator[Issue]:
    """部分大于总体。

    ## 查什么
    写了 `part_of`（其中）的指标是不是不超过它所属的指标，写了 `parts`（分项）的，每个分项是不是都不超过总数。
    约数、万、亿按它可能的范围比较，范围有重叠的不算。

    ## 为什么
    “其中”不会比全部还多。两个数必有一个错，或者口径不同。

    ## 怎么改
    核对两个数；口径不同、不是包含关系的，删去 `part_of`，在 `scope` 里写明口径。

    ## 依据
    《党政机关公文处理工作条例》第十九条：情况确实；《中华人民共和国统计法》关于统计数据真实、准确的要求。
    """
    for whole in wholes(year.figures):
        if whole.declared:
            yield from _too_large(whole, ledger)


def _too_large(whole: Whole, ledger: Ledger) -> Iterator[Issue]:
    above = stated(whole.key, ledger)
    for part in whole.parts:
        below = stated(part, ledger)
        if above is None or below is None or not countable(above, below):
            continue
        if possible_values(below).exceeds(possible_values(above)):
            message = f"{shown(part, ledger)}，比它所属的{shown(whole.key, ledger)}还多"
            hint = "核对这两个数；不是包含关系的，不写作其中或分项"
            yield Issue(("figures", part), message, hint, related=(("figures", whole.key),))


@rule("FZ102", Severity.ERROR)
def parts_that_do_not_add_up(year: Year, ledger: Ledger) -> Iterator[Issue]:
    """分项之和不等于总数。

    ## 查什么
    写了 `parts`（分项）的指标，各分项相加是不是等于它；写了 `rest: true`（分项未列全）的，只查相加是不是不超过它。
    有约数、万、亿的，按可能的范围比较。

    ## 为什么
    分项列全了就该加得起来。读者拿计算器一加就知道。

    ## 怎么改
    核对总数和各分项；分项没有列全的写 `rest: true`。

    ## 依据
    《党政机关公文处理工作条例》第十九条：情况确实；GB/T 15835—2011。
    """
    for whole in wholes(year.figures):
        if whole.declared and len(whole.parts) > 1:
            yield from _unequal(whole, ledger, "核对总数和各分项；分项没有列全的写 rest: true")


def _unequal(whole: Whole, ledger: Ledger, hint: str) -> Iterator[Issue]:
    above = stated(whole.key, ledger)
    terms = [stated(part, ledger) for part in whole.parts]
    parts = [term for term in terms if term is not None]
    if above is None or len(parts) < len(terms) or not all(comparable(above, part) for part in parts):
        return
    added, stated_sum = total(map(possible_values, parts)), possible_values(above)
    wrong = added.apart(stated_sum) if whole.exhaustive else added.exceeds(stated_sum)
    if wrong:
        formula = " + ".join(ledger[part].text for part in whole.parts)
        relation = "不等于" if whole.exhaustive else "超过了"
        message = f"分项相加 {_sum(formula, parts)}，{relation}{shown(whole.key, ledger)}"
        related = tuple(("figures", part) for part in whole.parts)
        yield Issue(("figures", whole.key), message, hint, related=related)


def _sum(formula: str, parts: list[WrittenFigure]) -> str:
    """Return the sum as a formula, with its result when it is exact."""
    if not all(is_exact(part) for part in parts):
        return formula
    unit = next((base_unit(part) for part in parts if part.unit), "")
    return f"{formula} = {sum(magnitude(part) for part in parts)}{unit}"


@rule("FZ103", Severity.WARNING)
def unusual_parts(year: Year, ledger: Ledger) -> Iterator[Issue]:
    """按目录的释义，分项与总数不合。

    ## 查什么
    指标目录里说明了包含关系的指标（如纠错案件属于办结案件），在数据里没有另写 `part_of`、`parts` 的，查部分是不是
    不超过总体；目录列出的分项全部填了的，查相加是不是等于总数。口径（scope）或时段（period）不同的不查。

    ## 为什么
    目录的释义是通常的口径，数据与它不合，多半是填错了数或者填错了键。

    ## 怎么改
    核对数值；口径与目录不同的，在 `scope` 里写明，或者改用自己的指标键。

    ## 依据
    指标目录（随本工具发布）；《党政机关公文处理工作条例》第十九条：情况确实。
    """
    hint = "核对这些数；口径与目录不同的，在 scope 里写明"
    for whole in wholes(year.figures):
        if whole.declared:
            continue
        larger = list(_too_large(whole, ledger))
        yield from larger
        if not larger and len(whole.parts) > 1:
            yield from _unequal(whole, ledger, hint)


@rule("FZ104", Severity.WARNING)
def unbalanced_stock(year: Year, ledger: Ledger) -> Iterator[Issue]:
    """新收加上年结转，不等于办结加结转下年。

    ## 查什么
    行政复议、一审行政诉讼、依申请公开、社区矫正四本账：本期流入加期初结存，是不是等于本期流出加期末结存。
    四个数都有、口径相同才查。

    ## 为什么
    案件不会凭空多出来，也不会凭空消失。四个数对不上，其中必有一个口径不同或者填错了。

    ## 怎么改
    核对四个数；办结里不含结转案件的，在口径（`scope`）里写明。

    ## 依据
    指标目录（随本工具发布）；司法行政机关行政复议、行政应诉统计报表的平衡关系。
    """
    for balance in _balances(year.figures):
        yield from _unbalanced(balance, ledger)


def _balances(figures: Figures) -> Iterator[Balance]:
    """Yield the balances whose figures are all present with the same scope; periods do not matter for a stock."""
    for balance in catalogue().balances:
        members = (*balance.inward, *balance.outward)
        if not all(member in figures for member in members):
            continue
        scopes = {figures[member].scope for member in members} - {None}
        flows = set(members) - {balance.opening, balance.closing}
        periods = {figures[member].period for member in flows} - {None}
        if len(scopes) <= 1 and len(periods) <= 1:
            yield balance


def _unbalanced(balance: Balance, ledger: Ledger) -> Iterator[Issue]:
    sides = [[stated(key, ledger) for key in side] for side in (balance.inward, balance.outward)]
    inward, outward = ([one for one in side if one is not None] for side in sides)
    known = len(inward) == len(balance.inward) and len(outward) == len(balance.outward)
    if not known or not all(comparable(inward[0], one) for one in (*inward, *outward)):
        return
    if total(map(possible_values, inward)).apart(total(map(possible_values, outward))):
        left, right = (
            _sum(" + ".join(shown(key, ledger) for key in keys), parts)
            for keys, parts in ((balance.inward, inward), (balance.outward, outward))
        )
        related = tuple(("figures", key) for key in (*balance.inward, *balance.outward))
        message = f"{balance.title}的账不平：{left}，{right}"
        yield Issue(
            ("figures", balance.outward[0]), message, "核对这几个数，口径不同的在 scope 里写明", None, related
        )


@rule("FZ109", Severity.WARNING)
def last_year_that_does_not_add_up(year: Year, before: Book | None = None) -> Iterator[Issue]:
    """上年数之间不合，或者与本年的期初数不合。

    ## 查什么
    各指标的上年数（`previous`）之间，分项与总数、占比与分子分母、结转的账是不是也对得上；本年的期初结存是不是上年的期末结存
    （上年的文件里有期末结存的，由 FZ503 查）；另立的“上年数”指标（`….last_year`）是不是等于 `previous`。

    ## 为什么
    上年数抄错一个，增长率就跟着错；期初不等于上年期末，案件就对不上账。

    ## 怎么改
    核对上年公布的报告；口径变了、上年数作过调整的，在 `note` 里说明。

    ## 依据
    《党政机关公文处理工作条例》第十九条：情况确实；指标目录（随本工具发布）。
    """
    figures, old = year.figures, last_year(year.figures)
    issues = [issue for whole in wholes(figures) for issue in _too_large(whole, old)]
    issues += [
        issue
        for whole in wholes(figures)
        if len(whole.parts) > 1
        for issue in _unequal(whole, old, _LAST_YEAR)
    ]
    issues += [issue for balance in _balances(figures) for issue in _unbalanced(balance, old)]
    for issue in issues:
        yield replace(issue, message=f"上年数：{issue.message}", hint=_LAST_YEAR)
    for key, figure in figures.items():
        calculation = figure.derive or figure.claim
        if calculation is not None and calculation.share is not None:
            yield from _old_share(key, calculation.share, old)
    # Beside last year's file, FZ503 holds the openings against the closings that were published.
    held = before.entries if before is not None else {}
    pairs = [(one.opening, one.closing) for one in catalogue().balances if one.closing not in held]
    pairs += [(key, key.removesuffix(_SUFFIX)) for key in figures if key.endswith(_SUFFIX)]
    for now, then in pairs:
        yield from _handed_on(now, then, figures, old)


_LAST_YEAR = "核对上年公布的数；作过调整的，在 note 里说明"
_SUFFIX = ".last_year"


def _old_share(key: str, share: Share, before: Ledger) -> Iterator[Issue]:
    """Yield the issue of a share of last year that differs from last year's operands."""
    rate, part, whole = (stated(one, before) for one in (key, share.of, share.over))
    if rate is None or part is None or whole is None or not (is_exact(part) and is_exact(whole)):
        return
    comparison = classify_share(part.value, whole.value, rate.number)
    if rate.is_percent and not rate.hedge and comparison.verdict is PercentVerdict.WRONG:
        formula = f"{part.format()} ÷ {whole.format()} = {comparison.expected}%"
        related = (("figures", share.of, "previous"), ("figures", share.over, "previous"))
        message = f"上年数：{shown(key, before)}与所依据的数不符：{formula}"
        yield Issue(("figures", key, "previous"), message, _LAST_YEAR, related=related)


def _handed_on(now: str, then: str, figures: Figures, before: Ledger) -> Iterator[Issue]:
    """Yield the issue of a figure of last year that this year's data repeat differently."""
    written, old = figures[now].written if now in figures else None, stated(then, before)
    if (
        written is not None
        and old is not None
        and comparable(written, old)
        and possible_values(written).apart(possible_values(old))
    ):
        message = f"“{name(now, figures)}”{figures[now].value}，“{name(then, figures)}”的上年数却是{figures[then].previous}"
        yield Issue(("figures", now), message, _LAST_YEAR, related=(("figures", then, "previous"),))
