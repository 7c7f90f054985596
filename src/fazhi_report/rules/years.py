"""FZ50x: this year's figures compared with last year's file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from fazhi_report.comparison.rows import FLOOR, LARGE, ComparisonRow, Status, change_words, rate_words
from fazhi_report.comparison.units import factor_between
from fazhi_report.comparison.years import Book, compare_years, former_keys, label
from fazhi_report.findings import Issue, Severity
from fazhi_report.ledger import Ledger, LedgerEntry
from fazhi_report.model.figure import Figure
from fazhi_report.model.prose import Chart
from fazhi_report.model.report import Report, Year
from fazhi_report.model.walk import each
from fazhi_report.norms.catalogue import catalogue
from fazhi_report.numbers.figure import WrittenFigure, parse_figure
from fazhi_report.numbers.interval import magnitude
from fazhi_report.rules.registry import rule
from fazhi_report.rules.relations import name
from fazhi_report.source.fields import nearest

LARGE_POINTS = 20
"""Change of a rate, in percentage points, above which an explanation is required."""


@rule("FZ501", Severity.WARNING)
def large_move_without_note(year: Year, before: Book) -> Iterator[Issue]:
    """指标比上年大幅变动而没有说明。

    ## 查什么
    与上年数据文件里的同一指标相比，变动超过 50%（指标写了 `threshold` 的按它的界限）、增减又不少于 10 的，有没有写
    `note`；百分比变动超过 20 个百分点的同样要写。口径、单位不同的，约数说不准的，由其他指标推算的，不查。
    上年文件是同一文件夹里的 `上年.yaml`。

    ## 为什么
    数字一下子翻倍或者腰斩，读的人先要问为什么：是工作变了、口径变了，还是录错了。

    ## 怎么改
    先核对数值；无误的，在指标里写 `note`，说明变动的原因。某个指标历来波动大的，写 `threshold: 80%` 放宽。

    ## 依据
    《统计法》关于真实、准确的要求；《党政机关公文处理工作条例》第十九条：情况确实。
    """
    for row in compare_years(before, Book.of(year)).rows:
        figure = None if row.new is None else row.new.figure
        if figure is None or _is_explained(figure) or not _is_large(row, figure):
            continue
        limit = figure.threshold or "50%"
        moved = "，".join(filter(None, (change_words(row), rate_words(row))))
        was = "" if row.old is None else row.old.text
        yield Issue(
            ("figures", row.key),
            f"“{row.label}”上年是{was}，本年是{figure.value or '0'}（{moved}），变动很大而没有说明",
            "核对数值；无误的写 note 说明原因"
            + ("" if row.points else f"（界限 {limit}，可用 threshold 另定）"),
        )


def _is_explained(figure: Figure) -> bool:
    """Whether the data explain a change: by a note, a correction of last year, or a derivation."""
    return bool(figure.note) or figure.restated is not None or figure.derive is not None


def _is_large(row: ComparisonRow, figure: Figure) -> bool:
    change = row.change
    if change is None:
        return False
    if row.points is not None:
        return row.points.least > LARGE_POINTS
    if change.least < FLOOR:
        return False
    if row.status is Status.ZERO_BASE:
        return True
    limit = LARGE if figure.threshold is None else Fraction(parse_figure(figure.threshold).value) / 100
    return row.growth is not None and row.growth.least > limit


@rule("FZ502", Severity.ERROR)
def restated_without_reason(year: Year, before: Book) -> Iterator[Issue]:
    """上年数与上年公布的不同而没有说明更正。

    ## 查什么
    本年文件里的上年数（`previous`）与上年数据文件里同一指标的数值是不是一个数；不同的，有没有写 `restated` 说明理由；
    `restated` 里写了原公布数（`published`）的，与上年文件是不是一致。

    ## 为什么
    上年公布的数是既成事实。悄悄换一个数，两年的报告就对不上，增长率也失了根据。

    ## 怎么改
    抄错的，照上年公布的改；确需更正的，写 `restated: {reason: 理由}`，并在报告里向读者交代。

    ## 依据
    《统计法》关于统计资料更正的要求；《政府信息公开条例》第六条：及时、准确公开。
    """
    for key, figure in year.figures.items():
        last = _last(key, figure, before)
        if last is None or figure.previous is None:
            continue
        route, named = ("figures", key, "previous"), name(key, year.figures)
        if figure.restated is None:
            if not _agrees(figure.previous, last):
                yield Issue(
                    route,
                    f"“{named}”的上年数是{figure.previous}，上年公布的是{last.text}",
                    "照上年公布的改；确需更正的写 restated 说明理由",
                )
        elif figure.restated.published is not None and not _agrees(figure.restated.published, last):
            yield Issue(
                ("figures", key, "restated", "published"),
                f"“{named}”更正说原公布数是{figure.restated.published}，上年文件里是{last.text}",
                "照上年公布的改 published",
            )


@rule("FZ503", Severity.ERROR)
def opening_other_than_closing(year: Year, before: Book) -> Iterator[Issue]:
    """上年结转与上年的结转下年不是一个数。

    ## 查什么
    指标目录里有结转关系的（行政复议案件、一审行政诉讼案件、依申请公开、社区矫正对象），本年的“上年结转”与上年文件的
    “结转下年”是否相等。约数不查；“上年结转”写了 `restated` 的不查。

    ## 为什么
    去年年底没有办完的，就是今年年初接着办的，差一件就是漏一件或者多一件。

    ## 怎么改
    核对两年的台账，改正错的一个；上年公布的确实有误的，在本年的“上年结转”写 `previous` 和 `restated`，说明理由。

    ## 依据
    《行政复议法》《政府信息公开条例》规定的年度统计：上年结转与上年末结存一致。
    """
    book = Book.of(year)
    for balance in catalogue().balances:
        opening, closing = year.figures.get(balance.opening), before.entries.get(balance.closing)
        if opening is None or closing is None or opening.restated is not None:
            continue
        values = before.value(balance.closing), book.value(balance.opening)
        if any(value is None or value.exact is None for value in values) or values[0] == values[1]:
            continue
        opening_text = book.entries[balance.opening].text
        yield Issue(
            ("figures", balance.opening),
            f"{balance.title}“{name(balance.opening, year.figures)}”是{opening_text}，"
            f"上年的“{label(closing)}”是{closing.text}",
            "核对两年的台账；上年公布的有误的，写 previous 和 restated 说明理由",
        )


@rule("FZ504", Severity.WARNING)
def changed_key_or_unit(year: Year, before: Book) -> Iterator[Issue]:
    """与上年相比，指标换了键或者换了单位。

    ## 查什么
    一是同一指标本年与上年的单位，既不相同、也不是同义的写法（“件”与“宗”），又不能换算（“元”与“万元”）；
    二是本年有、上年没有的指标，名称与上年有、本年没有的一个相同，或者上年数（`previous`）正是它的数值，多半只是换了键。

    ## 为什么
    键和单位是年度之间对比的根据。换了键，一个指标就断成“不再列”和“新增”两个；换了单位，两个数不能相减。

    ## 怎么改
    单位照上年写；确需改的，另起一个键。键照上年写；确需改的，在新键下写 `aliases: [旧键]`。

    ## 依据
    《统计法》关于统计标准前后一致、可比的要求；本工具的指标目录（docs/reference/indicators.md）。
    """
    rows = compare_years(before, Book.of(year)).rows
    for row in rows:
        if row.status is Status.UNIT and row.old is not None and row.new is not None:
            yield Issue(
                ("figures", row.key),
                f"“{row.label}”上年是{row.old.text}，本年是{row.new.text}，单位换了",
                "单位照上年写；口径变了的另起一个键",
            )
    gone = _Gone([row.old for row in rows if row.status is Status.GONE and row.old is not None])
    for row in rows:
        if row.status is not Status.ADDED or row.new is None:
            continue
        was = gone.before(row.new)
        if was is not None:
            yield Issue(
                ("figures", row.key),
                f"“{row.label}”（{row.key}）上年的键像是 {was.key}（{label(was)}，{was.text}）",
                f"键照上年写；确需改的写 aliases: [{was.key}]",
            )


@rule("FZ505", Severity.ERROR)
def chart_of_unlike_figures(report: Report, ledger: Ledger) -> Iterator[Issue]:
    """趋势图里的指标没有定义，或者单位不同。

    ## 查什么
    正文里的趋势图（`chart`）要画的指标，本年文件里有没有；几个指标的单位是不是同一个。没有数值的指标不比单位。

    ## 为什么
    一张图只有一条纵轴。件和万元画在一起，线的高低就没有意义。

    ## 怎么改
    核对指标键；单位不同的分成几张图。

    ## 依据
    本工具约定：一图一轴。
    """
    for route, chart in each(report, Chart):
        units: dict[str, str] = {}
        for number, key in enumerate(chart.keys):
            entry = ledger.get(key)
            if key not in report.figures:
                meant = nearest(key, report.figures)
                cure = f"是不是 {meant}？" if meant else "在 figures 里补上这个指标，或删去它"
                yield Issue((*route, "keys", number), f"趋势图要画的指标“{key}”没有定义", cure)
            elif entry is not None and entry.written is not None:
                units.setdefault(entry.written.unit, key)
        if len(units) > 1:
            listed = "、".join(f"{name(key, report.figures)}（{unit}）" for unit, key in units.items())
            yield Issue((*route, "keys"), f"一张趋势图里的指标单位不同：{listed}", "单位不同的分成几张图")


def _last(key: str, figure: Figure, before: Book) -> LedgerEntry | None:
    """Return last year's entry of a figure, under its key or a former one; None when there is none."""
    keys = (key, *former_keys(LedgerEntry(key, figure, "", None)))
    return next((before.entries[one] for one in keys if one in before.entries), None)


def _agrees(given: str, last: LedgerEntry) -> bool:
    """Whether a number given for last year equals the published one, in any unit."""
    written = parse_figure(given)
    if last.written is None:
        return last.figure.status == "zero" and not written.hedge and written.value == 0
    factor = factor_between(last, LedgerEntry(last.key, last.figure, given, written))
    if factor is None or written.hedge != last.written.hedge:
        return False
    return Fraction(written.value) == Fraction(last.written.value) * factor


class _Gone:
    """Last year's figures that this year has not, by what a renamed figure keeps: its name or its number."""

    def __init__(self, gone: Sequence[LedgerEntry]) -> None:
        self._gone = gone
        self._by_name: dict[str, int] = {}
        self._by_number: dict[tuple[str, Fraction], list[int]] = {}
        for number, old in enumerate(gone):
            self._by_name.setdefault(label(old), number)
            for value in () if old.written is None else _numbers(old.written):
                self._by_number.setdefault((_domain(old.key), value), []).append(number)

    def before(self, new: LedgerEntry) -> LedgerEntry | None:
        """Return the first of them that the new figure seems to have been; None when there is none."""
        found = []
        if label(new) != new.key and label(new) in self._by_name:
            found.append(self._by_name[label(new)])
        previous = new.figure.previous
        for value in () if previous is None else _numbers(parse_figure(previous)):
            for number in self._by_number.get((_domain(new.key), value), ()):
                if previous is not None and _agrees(previous, self._gone[number]):
                    found.append(number)
                    break
        return self._gone[min(found)] if found else None


def _domain(key: str) -> str:
    return key.partition(".")[0]


def _numbers(written: WrittenFigure) -> set[Fraction]:
    """Return the number as it is written and in its base unit: figures that agree have one of them in common."""
    return {Fraction(written.value), magnitude(written)}
