"""FZ2xx: shares above 100%, shares of a wrong whole, and shares computed otherwise than in the catalogue."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from fazhi_report.findings import Issue, Severity
from fazhi_report.ledger import Ledger
from fazhi_report.model.report import Report, Year
from fazhi_report.norms.catalogue import catalogue
from fazhi_report.numbers.interval import Interval, is_exact, possible_values, total
from fazhi_report.numbers.percent import PercentVerdict, classify_share
from fazhi_report.rules.registry import rule
from fazhi_report.rules.relations import Figures, covers, is_part, name, shown, stated, wholes
from fazhi_report.rules.told import told
from fazhi_report.sentences.reader import Identity


@rule("FZ208", Severity.WARNING)
def share_over_hundred(report: Report, ledger: Ledger) -> Iterator[Issue]:
    """占比超过 100%。

    ## 查什么
    占比（`share`）的分子是分母的一部分的，以及目录里注明最高 100% 的百分比，有没有超过 100%。

    ## 为什么
    部分不会多于全部。超过 100% 的，不是数错了，就是分子和分母口径不同（如办结数含上年结转、分母只算新收）。

    ## 怎么改
    核对分子、分母；口径不同的，换成同一口径再算。

    ## 依据
    《党政机关公文处理工作条例》第十九条：情况确实；指标目录（随本工具发布）。
    """
    found = [key for key in report.figures if _beyond_all(key, report.figures, ledger)]
    for key in found:
        yield Issue(("figures", key), f"{shown(key, ledger)}，超过了 100%", "核对分子、分母，口径要一致")
    reported = {("figures", key) for key in found}
    yield from (issue for issue in told(report, ledger, Identity.OVER) if reported.isdisjoint(issue.related))


def _beyond_all(key: str, figures: Figures, ledger: Ledger) -> bool:
    written = stated(key, ledger)
    if written is None or not written.is_percent or written.number <= _FULL:
        return False
    listed, calculation = catalogue().get(key), figures[key].derive or figures[key].claim
    share = None if calculation is None else calculation.share
    capped = listed is not None and listed.range is not None and listed.range[1] <= _FULL
    return capped or (share is not None and is_part(share.of, share.over, figures))


_FULL = 100


@rule("FZ209", Severity.WARNING)
def shares_that_do_not_fill(year: Year, ledger: Ledger) -> Iterator[Issue]:
    """各分项的占比相加不是 100%。

    ## 查什么
    总数的分项列全了（`parts`，没有 `rest`），每个分项又都有占比的，占比相加是不是 100%。取舍造成的末位出入不算。

    ## 为什么
    列全了的分项，占比加起来就是全部。

    ## 怎么改
    核对各占比；用 `derive: share` 由程序推算。

    ## 依据
    《党政机关公文处理工作条例》第十九条：情况确实；GB/T 8170—2008。
    """
    shares = _shares(year.figures)
    for whole in wholes(year.figures):
        keys = [shares.get((part, whole.key)) for part in whole.parts]
        rates = [(key, stated(key, ledger)) for key in keys if key is not None]
        numbers = [rate for _, rate in rates if rate is not None and rate.is_percent]
        if not whole.exhaustive or len(numbers) < len(whole.parts):
            continue
        if total(map(possible_values, numbers)).apart(Interval.exactly(Fraction(_FULL))):
            formula = " + ".join(rate.format() for rate in numbers)
            label, added = name(whole.key, year.figures), sum(rate.number for rate in numbers)
            message = f"“{label}”各分项占比相加不是 100%：{formula} = {added}%"
            related = tuple(("figures", key) for key, _ in rates)
            yield Issue(("figures", whole.key), message, "核对各分项的占比", related=related)


def _shares(figures: Figures) -> dict[tuple[str, str], str]:
    """Return, for each pair of part and whole, the key of the figure that states the share."""
    found: dict[tuple[str, str], str] = {}
    for key, figure in figures.items():
        calculation = figure.derive or figure.claim
        if calculation is not None and calculation.share is not None:
            found[calculation.share.of, calculation.share.over] = key
    return found


@rule("FZ211", Severity.WARNING)
def unexplained_rate(year: Year, ledger: Ledger) -> Iterator[Issue]:
    """百分比与目录所说的分子、分母不符。

    ## 查什么
    指标目录里写明了分子、分母的百分比（如纠错率＝纠错÷办结），数据里三个数都有、口径相同而没有写自述算法的，
    按目录验算。

    ## 为什么
    分母不同，百分比就不同。读者会拿报告里的两个数去除，得不出这个百分比，就会当作差错。

    ## 怎么改
    核对三个数；用了别的分母的，写 `claim: share` 说明分子、分母，并在 `scope` 里写明口径。

    ## 依据
    指标目录（随本工具发布）；《党政机关公文处理工作条例》第十九条：表述准确。
    """
    for key, figure in year.figures.items():
        listed = catalogue().get(key)
        if listed is None or listed.of is None or listed.over is None or figure.claim or figure.derive:
            continue
        yield from _unexplained(key, listed.of, listed.over, ledger)


def _unexplained(key: str, of: str, over: str, ledger: Ledger) -> Iterator[Issue]:
    rate, part, whole = (stated(one, ledger) for one in (key, of, over))
    if (
        rate is None
        or rate.hedge
        or part is None
        or whole is None
        or not (is_exact(part) and is_exact(whole))
    ):
        return
    held = [ledger[one].figure for one in (of, over)]
    if not covers(held[1], held[0]) or not rate.is_percent:
        return
    found = classify_share(part.value, whole.value, rate.number)
    if found.verdict is PercentVerdict.WRONG and found.expected is not None:
        message = f"{shown(key, ledger)}，按目录的算法是 {ledger[of].text} ÷ {ledger[over].text} = {found.expected}%"
        hint = "核对三个数；分母另有口径的，写 claim: share 说明"
        yield Issue(("figures", key), message, hint, related=(("figures", of), ("figures", over)))
