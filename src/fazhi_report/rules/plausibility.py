"""FZ105 to FZ108: implausible values: duplicate figures, 100% with a remainder, other units, false precision."""

from __future__ import annotations

from collections.abc import Iterator

from fazhi_report.findings import Issue, Severity
from fazhi_report.ledger import Ledger
from fazhi_report.model.figure import Share
from fazhi_report.model.report import Year
from fazhi_report.norms.catalogue import catalogue
from fazhi_report.numbers.figure import WrittenFigure, parse_figure
from fazhi_report.numbers.interval import base_unit, is_exact, magnitude, possible_values
from fazhi_report.numbers.percent import PercentVerdict, classify_share
from fazhi_report.rules.registry import rule
from fazhi_report.rules.relations import comparable, name, operands, shown, stated
from fazhi_report.text.references import is_own


@rule("FZ105", Severity.WARNING)
def same_figure_two_values(year: Year, ledger: Ledger) -> Iterator[Issue]:
    """名称、口径、时段都相同的两个指标，数值不同。

    ## 查什么
    同一领域里有没有名称、口径、时段、单位都一样而数值不同的两个指标。导入时按原文用语编的键（`own.…`）不查：用语相近，说的未必
    是一件事。

    ## 为什么
    同一个数在报告里前后不一，是最常见也最容易被看出来的差错。

    ## 怎么改
    是同一个数的，留一个键，各处都引用它；不是的，在名称或口径里写明区别。

    ## 依据
    《党政机关公文处理工作条例》第十九条：情况确实，表述准确。
    """
    first: dict[tuple[str | None, ...], str] = {}
    for key, figure in year.figures.items():
        written = stated(key, ledger)
        # Keys made from words are as distinct as the words, and a change is not its count, so similar names are no fault.
        if written is None or is_own(key) or key.rpartition(".")[2] in catalogue().qualifiers:
            continue
        domain = key.partition(".")[0]
        label = name(key, year.figures)
        same = first.setdefault((domain, label, figure.scope, figure.period, base_unit(written)), key)
        other = stated(same, ledger) if same != key else None
        if other is not None and possible_values(written).apart(possible_values(other)):
            message = f"“{label}”有两个数：{ledger[same].text}（{same}）和{ledger[key].text}（{key}）"
            hint = "是同一个数的留一个键；不是的，在名称或口径里写明区别"
            yield Issue(("figures", key), message, hint, related=(("figures", same),))


@rule("FZ106", Severity.WARNING)
def full_share_with_remainder(year: Year, ledger: Ledger) -> Iterator[Issue]:
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
    for key, figure in year.figures.items():
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
    # A wrongly rounded share is reported by FZ201.
    if left > 0 and classify_share(part.value, whole.value, rate.number).verdict is PercentVerdict.ROUNDED:
        message = f"{shown(key, ledger)}，但{shown(share.of, ledger)}比{shown(share.over, ledger)}少{left}{whole.unit}"
        related = (("figures", share.of), ("figures", share.over))
        yield Issue(("figures", key), message, "多保留一位小数，或者写出没有完成的数", None, related)


_FULL = 100


@rule("FZ107", Severity.WARNING)
def previous_of_another_unit(year: Year) -> Iterator[Issue]:
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
    for key, figure in year.figures.items():
        if figure.previous is None or figure.written is None:
            continue
        old, new = parse_figure(figure.previous), figure.written
        if old.unit and new.unit and not comparable(old, new):
            message = f"“{name(key, year.figures)}”本年是{figure.value}，上年是{figure.previous}，单位不同"
            yield Issue(
                ("figures", key, "previous"),
                message,
                "核对上年数；统计单位变了的，不写 previous，在 note 里说明",
            )


@rule("FZ108", Severity.NOTE)
def exact_rate_of_hedged(year: Year) -> Iterator[Issue]:
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
    for key, figure in year.figures.items():
        claim, rate = figure.claim, figure.written
        if claim is None or rate is None or not rate.is_percent or rate.hedge or "." not in rate.text_number:
            continue
        for _, other in operands(claim):
            held = year.figures.get(other)
            written = None if held is None else held.written
            if written is not None and written.hedge:
                label, base = name(key, year.figures), name(other, year.figures)
                message = f"“{label}”{figure.value}写得精确，依据的“{base}”{written.format()}却是约数"
                hint = "写出准确的数，或者把百分比写成约数"
                yield Issue(("figures", key), message, hint, related=(("figures", other),))
