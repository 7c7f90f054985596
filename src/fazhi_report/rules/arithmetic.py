"""FZ2xx: the shares, growth rates, differences and sums claimed in the data, recomputed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from fazhi_report.findings import Issue, Route, Severity
from fazhi_report.ledger import Ledger
from fazhi_report.model.figure import Calculation
from fazhi_report.model.report import Report, Year
from fazhi_report.model.walk import Same
from fazhi_report.numbers.percent import PercentVerdict
from fazhi_report.rules.declared import Judgement, judge
from fazhi_report.rules.registry import rule
from fazhi_report.rules.relations import operands, shown
from fazhi_report.rules.told import cuts


def _claims(year: Year, ledger: Ledger) -> tuple[tuple[str, Calculation, Judgement], ...]:
    """Return every claim that can be judged, with its judgement."""
    return _judged(Same(year), Same(ledger))


# Each rule of this family checks one kind of claim.
@lru_cache(maxsize=1)
def _judged(year: Same[Year], ledger: Same[Ledger]) -> tuple[tuple[str, Calculation, Judgement], ...]:
    return tuple(_found(year.held, ledger.held))


def _found(year: Year, ledger: Ledger) -> Iterator[tuple[str, Calculation, Judgement]]:
    for key, figure in year.figures.items():
        judged = None if figure.claim is None else judge(key, ledger)
        if figure.claim is not None and judged is not None:
            yield key, figure.claim, judged


def _related(claim: Calculation) -> tuple[Route, ...]:
    return tuple(("figures", key) for _, key in operands(claim))


def _wrong(key: str, claim: Calculation, judged: Judgement, ledger: Ledger) -> Issue:
    message = f"{shown(key, ledger)}与所依据的数不符：{judged.formula} = {judged.expected}"
    return Issue(
        ("figures", key), message, f"核对各数；各数无误的，改为 {judged.expected}", related=_related(claim)
    )


def _is_wrong(judged: Judgement) -> bool:
    return judged.verdict is PercentVerdict.WRONG and not judged.possible


@rule("FZ201", Severity.ERROR)
def wrong_share(year: Year, ledger: Ledger) -> Iterator[Issue]:
    """占比与分子、分母不符。

    ## 查什么
    自述算法（`claim: share`）的百分比，是不是分子除以分母得到的。按写出的小数位数，四舍五入或者截去尾数得到的都算
    相符：36÷80写45%、7405÷7421写99.78%，对；8÷12写66%是截尾，另有提示。

    ## 为什么
    百分比和它的分子、分母常在同一句话里，读者随手就能验算。

    ## 怎么改
    核对三个数；分子、分母无误的，照提示改百分比，或者改用 `derive: share` 由程序推算。

    ## 依据
    《党政机关公文处理工作条例》第十九条：情况确实；GB/T 8170—2008《数值修约规则与极限数值的表示和判定》。
    """
    for key, claim, judged in _claims(year, ledger):
        if claim.share and _is_wrong(judged):
            yield _wrong(key, claim, judged, ledger)


@rule("FZ203", Severity.ERROR)
def wrong_growth(year: Year, ledger: Ledger) -> Iterator[Issue]:
    """增长率与两年的数不符。

    ## 查什么
    自述算法（`claim: growth`）的增长率，是不是（本年数－上年数）÷上年数。上年数取 `previous` 或者另写的指标。
    下降的可以不写负号。四舍五入、截去尾数的都算相符。

    ## 为什么
    增长率错了，成绩就说大了或者说小了。

    ## 怎么改
    核对两年的数；无误的照提示改增长率，或者改用 `derive: growth` 由程序推算。

    ## 依据
    《党政机关公文处理工作条例》第十九条：情况确实；GB/T 8170—2008。
    """
    for key, claim, judged in _claims(year, ledger):
        if claim.growth and _is_wrong(judged):
            yield _wrong(key, claim, judged, ledger)


@rule("FZ205", Severity.ERROR)
def wrong_total(year: Year, ledger: Ledger) -> Iterator[Issue]:
    """合计、增减量、余额或百分点算错了。

    ## 查什么
    自述算法写作 `sum`（合计）、`difference`（增减量）、`remainder`（余额）、`points`（百分点）的数，按所列指标
    重新算一遍。万、亿和小数按它可能的范围算，差在取舍之内的由 FZ206 提示。

    ## 为什么
    加减法错了没有别的解释。

    ## 怎么改
    核对各数；无误的照提示改，或者改用 `derive` 由程序推算。

    ## 依据
    《党政机关公文处理工作条例》第十九条：情况确实。
    """
    for key, claim, judged in _claims(year, ledger):
        if not claim.share and not claim.growth and _is_wrong(judged):
            yield _wrong(key, claim, judged, ledger)


@rule("FZ206", Severity.NOTE)
def total_of_rounded_values(year: Year, ledger: Ledger) -> Iterator[Issue]:
    """照印出的数加减，与印出的得数差在取舍上。

    ## 查什么
    合计、增减量、余额、百分点，各项写作万、亿、小数或百分数的：照印出的数算，得数不同，但差别在取舍的范围之内。

    ## 为什么
    各项分别取舍，合计又单独取舍，末位常差一两个数。没有错，但读者会以为算错了。

    ## 怎么改
    多保留一位；或者加注“由于四舍五入，分项之和与合计略有出入”。

    ## 依据
    GB/T 8170—2008；国家统计局统计公报的通行注释。
    """
    for key, claim, judged in _claims(year, ledger):
        if (
            not claim.share
            and not claim.growth
            and judged.verdict is PercentVerdict.WRONG
            and judged.possible
        ):
            yield _rounded(key, claim, judged, ledger)


def _rounded(key: str, claim: Calculation, judged: Judgement, ledger: Ledger) -> Issue:
    message = f"{shown(key, ledger)}，照印出的数算是 {judged.formula} = {judged.expected}，差在取舍上"
    return Issue(
        ("figures", key), message, "多保留一位小数，或者加注说明因四舍五入略有出入", related=_related(claim)
    )


@rule("FZ207", Severity.NOTE)
def rate_of_unrounded_operands(year: Year, ledger: Ledger) -> Iterator[Issue]:
    """百分比用没有取舍的数算成，照印出的数算不出来。

    ## 查什么
    占比、增长率，分子、分母写作万、亿或小数的：照印出的数算，得数不同，但用取舍之前的数可能算得出。

    ## 为什么
    读者只看得见印出的数。照它验算得不出报告里的百分比，就会当作差错。

    ## 怎么改
    分子、分母写得更细一些，或者百分比少留一位小数。

    ## 依据
    GB/T 8170—2008。
    """
    for key, claim, judged in _claims(year, ledger):
        if (claim.share or claim.growth) and judged.verdict is PercentVerdict.WRONG and judged.possible:
            yield _rounded(key, claim, judged, ledger)


@rule("FZ210", Severity.NOTE)
def cut_figure(report: Report, ledger: Ledger) -> Iterator[Issue]:
    """数值是截去尾数得到的，不是四舍五入。

    ## 查什么
    自述算法的数，是不是把后面的数字直接截去了，如 8÷12 写作 66%（四舍五入是 67%）。在 `claim` 里写明
    `rounding: cut` 的不提示。

    ## 为什么
    截尾不算错，有的机关就这么规定；但同一份报告里有的截、有的入，就不一致了。

    ## 怎么改
    改为提示里的数；本机关统一截尾的，在 `claim` 里写 `rounding: cut`。

    ## 依据
    GB/T 8170—2008 第 3.2 节（进舍规则）。
    """
    for key, claim, judged in _claims(report, ledger):
        way = claim.share or claim.growth
        if judged.verdict is PercentVerdict.CUT and (way is None or way.rounding == "round"):
            message = f"{shown(key, ledger)}是截尾得到的，四舍五入是 {judged.expected}（{judged.formula}）"
            hint = f"改为 {judged.expected}；统一截尾的，在 claim 里写 rounding: cut"
            yield Issue(("figures", key), message, hint, related=_related(claim))
    yield from cuts(report, ledger)
