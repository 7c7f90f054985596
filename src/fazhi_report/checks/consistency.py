"""FZ101 to FZ108: figures against each other: parts and wholes, stocks carried over, the same thing twice."""

from __future__ import annotations

from collections.abc import Iterator

from fazhi_report.checks.registry import rule
from fazhi_report.checks.relations import (
    Figures,
    Whole,
    comparable,
    name,
    operands,
    same_coverage,
    shown,
    stated,
    wholes,
)
from fazhi_report.findings import Issue, Severity
from fazhi_report.ledger.evaluate import Ledger
from fazhi_report.model.calculation import Share
from fazhi_report.model.report import Report
from fazhi_report.norms.catalogue import Balance, catalogue
from fazhi_report.notation.extent import apart, base_unit, exceeds, extent, is_exact, magnitude, total
from fazhi_report.notation.figure import WrittenFigure, parse_figure
from fazhi_report.notation.percent import Verdict, classify_share


@rule("FZ101", Severity.ERROR)
def part_exceeds_whole(report: Report, ledger: Ledger) -> Iterator[Issue]:
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
    for whole in wholes(report.figures):
        if whole.declared:
            yield from _too_large(whole, ledger)


def _too_large(whole: Whole, ledger: Ledger) -> Iterator[Issue]:
    above = stated(whole.key, ledger)
    for part in whole.parts:
        below = stated(part, ledger)
        if above is None or below is None or not comparable(above, below):
            continue
        if exceeds(extent(below), extent(above)):
            message = f"{shown(part, ledger)}，比它所属的{shown(whole.key, ledger)}还多"
            hint = "核对这两个数；不是包含关系的，不写作其中或分项"
            yield Issue(("figures", part), message, hint, related=(("figures", whole.key),))


@rule("FZ102", Severity.ERROR)
def parts_that_do_not_add_up(report: Report, ledger: Ledger) -> Iterator[Issue]:
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
    for whole in wholes(report.figures):
        if whole.declared and len(whole.parts) > 1:
            yield from _unequal(whole, ledger, "核对总数和各分项；分项没有列全的写 rest: true")


def _unequal(whole: Whole, ledger: Ledger, hint: str) -> Iterator[Issue]:
    above = stated(whole.key, ledger)
    terms = [stated(part, ledger) for part in whole.parts]
    parts = [term for term in terms if term is not None]
    if above is None or len(parts) < len(terms) or not all(comparable(above, part) for part in parts):
        return
    added = total(extent(part) for part in parts)
    wrong = apart(added, extent(above)) if whole.exhaustive else exceeds(added, extent(above))
    if wrong:
        formula = " + ".join(ledger[part].text for part in whole.parts)
        relation = "不等于" if whole.exhaustive else "超过了"
        message = f"分项相加 {_sum(formula, parts)}，{relation}{shown(whole.key, ledger)}"
        related = tuple(("figures", part) for part in whole.parts)
        yield Issue(("figures", whole.key), message, hint, related=related)


def _sum(formula: str, parts: list[WrittenFigure]) -> str:
    """The sum as written, with its result where there is exactly one."""
    if not all(is_exact(part) for part in parts):
        return formula
    unit = next((base_unit(part) for part in parts if part.unit), "")
    return f"{formula} = {sum(magnitude(part) for part in parts)}{unit}"


@rule("FZ103", Severity.WARNING)
def unusual_parts(report: Report, ledger: Ledger) -> Iterator[Issue]:
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
    for whole in wholes(report.figures):
        if whole.declared:
            continue
        larger = list(_too_large(whole, ledger))
        yield from larger
        if not larger and len(whole.parts) > 1:
            yield from _unequal(whole, ledger, hint)


@rule("FZ104", Severity.WARNING)
def unbalanced_stock(report: Report, ledger: Ledger) -> Iterator[Issue]:
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
    for balance in catalogue().balances:
        members = (*balance.inward, *balance.outward)
        if all(member in report.figures for member in members) and _one_coverage(members, report.figures):
            yield from _unbalanced(balance, ledger)


def _one_coverage(keys: tuple[str, ...], figures: Figures) -> bool:
    return all(same_coverage(figures[keys[0]], figures[key]) for key in keys)


def _unbalanced(balance: Balance, ledger: Ledger) -> Iterator[Issue]:
    sides = [[stated(key, ledger) for key in side] for side in (balance.inward, balance.outward)]
    inward, outward = ([one for one in side if one is not None] for side in sides)
    known = len(inward) == len(balance.inward) and len(outward) == len(balance.outward)
    if not known or not all(comparable(inward[0], one) for one in (*inward, *outward)):
        return
    if apart(total(map(extent, inward)), total(map(extent, outward))):
        left, right = (
            _sum(" + ".join(shown(key, ledger) for key in keys), parts)
            for keys, parts in ((balance.inward, inward), (balance.outward, outward))
        )
        related = tuple(("figures", key) for key in (*balance.inward, *balance.outward))
        message = f"{balance.title}的账不平：{left}，{right}"
        yield Issue(
            ("figures", balance.outward[0]), message, "核对这几个数，口径不同的在 scope 里写明", None, related
        )


@rule("FZ105", Severity.WARNING)
def same_figure_two_values(report: Report, ledger: Ledger) -> Iterator[Issue]:
    """名称、口径、时段都相同的两个指标，数值不同。

    ## 查什么
    同一领域里有没有名称、口径、时段、单位都一样而数值不同的两个指标。

    ## 为什么
    同一个数在报告里前后不一，是最常见也最容易被看出来的差错。

    ## 怎么改
    是同一个数的，留一个键，各处都引用它；不是的，在名称或口径里写明区别。

    ## 依据
    《党政机关公文处理工作条例》第十九条：情况确实，表述准确。
    """
    first: dict[tuple[str | None, ...], str] = {}
    for key, figure in report.figures.items():
        written = stated(key, ledger)
        if written is None:
            continue
        domain = key.partition(".")[0]
        label = name(key, report.figures)
        same = first.setdefault((domain, label, figure.scope, figure.period, base_unit(written)), key)
        other = stated(same, ledger)
        if other is not None and apart(extent(written), extent(other)):
            message = f"“{label}”有两个数：{ledger[same].text}（{same}）和{ledger[key].text}（{key}）"
            hint = "是同一个数的留一个键；不是的，在名称或口径里写明区别"
            yield Issue(("figures", key), message, hint, related=(("figures", same),))


@rule("FZ106", Severity.WARNING)
def full_share_with_remainder(report: Report, ledger: Ledger) -> Iterator[Issue]:
    """写作 100%，却不是全部。

    ## 查什么
    占比写成或算成 100% 的，分子是不是等于分母。9999件占10000件，四舍五入是 100%，但还有 1 件。

    ## 为什么
    100% 说的是全部，一件不落。取舍凑成的 100% 与事实不符，检查、审计一对就露。

    ## 怎么改
    多保留一位小数，或者截去尾数（`rounding: cut`），如 99.99%；也可以直接写出未完成的件数。

    ## 依据
    《党政机关公文处理工作条例》第十九条：情况确实，表述准确。
    """
    for key, figure in report.figures.items():
        calculation = figure.derive or figure.claim
        written = stated(key, ledger)
        if calculation is None or calculation.share is None or written is None or written.hedge:
            continue
        yield from _remainder(key, calculation.share, written, ledger)


def _remainder(key: str, share: Share, rate: WrittenFigure, ledger: Ledger) -> Iterator[Issue]:
    part, whole = stated(share.of, ledger), stated(share.over, ledger)
    if rate.number != _FULL or part is None or whole is None or not (is_exact(part) and is_exact(whole)):
        return
    left = magnitude(whole) - magnitude(part)
    # A share that is not even rounded right is said by FZ201.
    if left > 0 and classify_share(part.value, whole.value, rate.number).verdict is Verdict.ROUNDED:
        message = f"{shown(key, ledger)}，但{shown(share.of, ledger)}比{shown(share.over, ledger)}少{left}{whole.unit}"
        related = (("figures", share.of), ("figures", share.over))
        yield Issue(("figures", key), message, "多保留一位小数，或者写出没有完成的数", None, related)


_FULL = 100


@rule("FZ107", Severity.WARNING)
def previous_of_another_unit(report: Report) -> Iterator[Issue]:
    """上年数与本年数的单位不同。

    ## 查什么
    `previous`（上年数）的单位与 `value`（数值）是不是相同或者同义。没有写单位的不查。

    ## 为什么
    单位不同的两个数不能比较，算出的增长没有意义；多半是上年数抄错了行。

    ## 怎么改
    核对上年公布的数；统计单位确实变了的，删去 `previous`，在 `note` 里说明。

    ## 依据
    GB/T 15835—2011；《党政机关公文处理工作条例》第十九条：表述准确。
    """
    for key, figure in report.figures.items():
        if figure.previous is None or figure.written is None:
            continue
        old, new = parse_figure(figure.previous), figure.written
        if old.unit and new.unit and not comparable(old, new):
            message = f"“{name(key, report.figures)}”本年是{figure.value}，上年是{figure.previous}，单位不同"
            yield Issue(
                ("figures", key, "previous"),
                message,
                "核对上年数；统计单位变了的，不写 previous，在 note 里说明",
            )


@rule("FZ108", Severity.NOTE)
def exact_rate_of_hedged(report: Report) -> Iterator[Issue]:
    """用约数得出了精确的百分比。

    ## 查什么
    自述算法（`claim`）里的占比、增长，分子、分母、上年数有没有是约数（如 80余条）的，而百分比却写到小数。

    ## 为什么
    约数算不出精确的百分比。百分比若是真的，当初用的就是准确的数，应当把它写出来。

    ## 怎么改
    有准确数的写准确数；没有的，百分比也写成约数，如“约98%”“近四成”。

    ## 依据
    GB/T 15835—2011（概数的用法）；《党政机关公文处理工作条例》第十九条：表述准确。
    """
    for key, figure in report.figures.items():
        claim, rate = figure.claim, figure.written
        if claim is None or rate is None or not rate.is_percent or rate.hedge or "." not in rate.text_number:
            continue
        for _, other in operands(claim):
            held = report.figures.get(other)
            written = None if held is None else held.written
            if written is not None and written.hedge:
                label, base = name(key, report.figures), name(other, report.figures)
                message = f"“{label}”{figure.value}写得精确，依据的“{base}”{written.format()}却是约数"
                hint = "写出准确的数，或者把百分比写成约数"
                yield Issue(("figures", key), message, hint, related=(("figures", other),))
