"""FZ012 to FZ018 and FZ023: the definition, naming and use of figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fazhi_report.findings import Issue, Route, Severity
from fazhi_report.indicators.documents import Passage, read
from fazhi_report.indicators.readings import Certainty
from fazhi_report.indicators.scope import Scope
from fazhi_report.ledger import Ledger
from fazhi_report.model.prose import Chart
from fazhi_report.model.report import PART_FIELDS, Report, Year
from fazhi_report.model.settings import Settings
from fazhi_report.model.walk import each, texts
from fazhi_report.norms.catalogue import Indicator, catalogue
from fazhi_report.numbers.finder import Kind, numbers
from fazhi_report.numbers.interval import base_unit
from fazhi_report.rules.registry import rule
from fazhi_report.rules.relations import Figures, name, operands
from fazhi_report.source.fields import nearest
from fazhi_report.text.references import references


@rule("FZ012", Severity.NOTE)
def unused_figure(report: Report) -> Iterator[Issue]:
    """指标定义了却没有用。

    ## 查什么
    `figures` 里的指标，正文、表格里有没有印出来，别的指标推算、核对时有没有用到。没有统计、不适用和确实为零的
    不查：它们本来就是记下备查的。

    ## 为什么
    没有印出来的数据，多半是改稿时正文删了、数据忘了删，或者正文里仍写着固定的数，改数据时不会跟着变。

    ## 怎么改
    在正文里用 `{{ 指标键 }}` 印出来；不再需要的删去；只留作下一年度比较的，可以不管这条提示。

    ## 依据
    本工具的约定：报告里的数出自数据，一数一源。
    """
    used = {reference.key for _, text in texts(report) for reference in references(text)}
    used.update(key for _, chart in each(report, Chart) for key in chart.keys)
    used.update(report.publication.highlights if report.publication else ())
    for key, figure in report.figures.items():
        used.update(other for _, other in _mentions(key, report.figures))
        if figure.part_of or figure.parts or figure.claim:
            used.add(key)
    for balance in catalogue().balances:
        members = (*balance.inward, *balance.outward)
        if all(member in report.figures for member in members):
            used.update(members)
    for key, figure in report.figures.items():
        if key not in used and figure.status == "value":
            hint = f"在正文里写上 {{{{ {key} }}}}，不需要的删去"
            yield Issue(
                ("figures", key, "[key]"),
                f"指标“{name(key, report.figures)}”没有印出来，也没有别处用到",
                hint,
            )


def _mentions(key: str, figures: Figures) -> Iterator[tuple[Route, str]]:
    """Yield every key of another figure that a figure refers to, with its route."""
    figure = figures[key]
    route: Route = ("figures", key)
    if figure.part_of:
        yield (*route, "part_of"), figure.part_of
    for index, part in enumerate(figure.parts):
        yield (*route, "parts", index), part
    for way, calculation in (("derive", figure.derive), ("claim", figure.claim)):
        if calculation is not None:
            for place, operand in operands(calculation):
                yield (*route, way, *place), operand


@rule("FZ013", Severity.WARNING)
def unusual_unit(year: Year, settings: Settings) -> Iterator[Issue]:
    """指标的单位与目录不同。

    ## 查什么
    目录里有的指标，和本机关在 fazhi-report.toml 里写了单位的指标，数值的单位是不是那里的单位或者与它同义的
    单位（如 件、宗、起）。不带单位的数不查。

    ## 为什么
    “件”和“人”、“人”和“人次”数的不是一回事，单位写错，比较、求占比就都错了。

    ## 怎么改
    核对数值和单位；确实按另一种单位统计的，另起一个指标键，并写上名称（label）。

    ## 依据
    指标目录（随本工具发布）；GB/T 15835—2011 第 5.1 节（计量用数字与单位）。
    """
    own = {one.key: Indicator(one.key, one.label, one.unit, "") for one in settings.listed if one.unit}
    for key, figure in year.figures.items():
        listed, written = catalogue().get(key) or own.get(key), figure.written
        if listed is None or written is None or not written.unit or _usual(base_unit(written), listed):
            continue
        units = "”或“".join(listed.units)
        where = "设置" if key in own else "目录"
        yield Issue(
            ("figures", key, "value"),
            f"“{name(key, year.figures)}”的单位写作“{written.unit}”，{where}里是“{listed.unit}”",
            f"核对这个数；单位可用“{units}”，按别的单位统计的另起指标键",
        )


def _usual(unit: str, listed: Indicator) -> bool:
    """Whether a unit is one of the catalogue's, alone or followed by the counted noun (31个部门)."""
    if listed.kind == "money":
        return unit.endswith("元") or unit in listed.units
    return any(
        unit == usual or (unit.startswith(usual) and unit[len(usual)] != "次") for usual in listed.units
    )


@rule("FZ014", Severity.NOTE)
def nameless_figure(year: Year) -> Iterator[Issue]:
    """指标不在目录里，也没有写名称。

    ## 查什么
    指标键是不是目录里的；不是的，有没有用 `label` 写上中文名称。

    ## 为什么
    没有名称，清单、比较表和核对结果里就只能印英文的键；键拼错了的，也就失去了目录里的单位、分项和核对。

    ## 怎么改
    键拼错的按提示改；本机关自己的指标补上 `label: 名称`。

    ## 依据
    本工具的约定；指标目录（随本工具发布）。
    """
    for key, figure in year.figures.items():
        if figure.label is None and catalogue().get(key) is None:
            meant = nearest(key, catalogue().indicators)
            cure = f"是不是 {meant}？不是的，补上 label（名称）" if meant else "补上 label（名称）"
            yield Issue(("figures", key, "[key]"), f"指标“{key}”不在目录里，也没有写名称", cure)


@rule("FZ015", Severity.ERROR)
def uncomputable_figure(year: Year, ledger: Ledger) -> Iterator[Issue]:
    """推算的指标算不出来。

    ## 查什么
    写了 `derive` 的指标，要用的指标是不是都有、是不是准确的数、单位合不合，推算有没有绕成圈。一个算不出，
    连带算不出的不再重复指出。

    ## 为什么
    算不出的数印不出来。约数、没有统计的数不能拿来推算，凑出来的结果没有依据。

    ## 怎么改
    按提示补数据、改键名；依据的是约数的，不推算，把公布的说法写作 `value`。

    ## 依据
    本工具的数据格式；《党政机关公文处理工作条例》第十九条：情况确实，表述准确。
    """
    seen: set[str] = set()
    for key, message in ledger.troubles.items():
        calculation = year.figures[key].derive
        if calculation is not None and seen.isdisjoint(calculation.operands):
            subject = f"“{name(key, year.figures)}”算不出来：{message}"
            yield Issue(("figures", key, "derive"), subject, "补上或者改正推算要用的指标")
        seen.add(key)


@rule("FZ023", Severity.WARNING)
def incomplete_total(year: Year, ledger: Ledger) -> Iterator[Issue]:
    """各单位的合计不全。

    ## 查什么
    用 `sum_units` 合计的指标，要报的单位是不是都报了数。没有报来的、空着的、待填的、没有统计的，各算各的，都不当作
    0；不适用的单位不算要报。

    ## 为什么
    少了几家的“合计”不是合计，印出去就是错数。不全的，正文里印成“……件（已报 68/70 家）”，缺哪几家写在指标的说明里。

    ## 怎么改
    催报；确定不报的，写进 `without`（不计的单位）并写 `reason`（理由），理由随指标的说明一起公开。

    ## 依据
    《统计法》关于真实、准确、完整的要求；《党政机关公文处理工作条例》第十九条：情况确实。
    """
    for key, figure in year.figures.items():
        way = None if figure.derive is None else figure.derive.sum_units
        if way is not None and key in ledger and way.lacking:
            yield Issue(
                ("figures", key, "derive"),
                f"“{name(key, year.figures)}”{way.answered_words}，还不是合计；{way.lacking_words}",
                "催报；确定不报的，写进 without 并写 reason",
            )


@rule("FZ016", Severity.ERROR)
def undefined_relation(year: Year) -> Iterator[Issue]:
    """指标之间的关系写到了没有的指标上。

    ## 查什么
    `part_of`、`parts`、`claim` 里写的指标键，在 `figures` 里有没有。`derive` 里缺的由 FZ015 指出。

    ## 为什么
    键写错了，这一条关系就核对不了，却看不出来。

    ## 怎么改
    按提示改键名，或者在 `figures` 里补上这个指标。

    ## 依据
    本工具的数据格式。
    """
    for key in year.figures:
        for route, other in _mentions(key, year.figures):
            if other not in year.figures and route[2] != "derive":
                meant = nearest(other, year.figures)
                cure = f"是不是 {meant}？" if meant else f"在 figures 里补上“{other}: 数值”"
                yield Issue(route, f"“{name(key, year.figures)}”说到的指标“{other}”没有定义", cure)


@rule("FZ017", Severity.WARNING)
def loose_figure(report: Report) -> Iterator[Issue]:
    """统计数直接写在文字里，没有用指标印出。

    ## 查什么
    开头、各部分、附件的文字里有没有写死的统计数（数和量词、百分数、金额）。年份、日期、文号、序号、
    “1+N”一类提法、书名号和引号里的名称、“近3年”一类时长、“应不低于90%”一类要求都不算。

    ## 为什么
    写死的数没有来源，不参加核对，也不进入历年比较；下一年度照抄时最容易漏改。

    ## 怎么改
    照提示写进 `figures`，文字里改成 `{{ 指标键 }}`。一份文件只报一处，写明有几个数；提示里只列有把握的键。其余各处的位置
    见 `validate --format json` 的 `related`。都是有意写死的，在第一个数那一行用 `# fazhi: ignore[FZ017] 原因` 放过。

    ## 依据
    本工具的约定：报告里的数出自数据，一数一源；《党政机关公文处理工作条例》第十九条：情况确实。
    """
    passages = [(route, text) for route, text in texts(report) if route[0] in _PROSE]
    loose = [
        (route, number)
        for route, text in passages
        for number in numbers(text)
        if number.kind is Kind.STATISTIC and number.written is not None
    ]
    if not loose:
        return
    (first, number), *others = loose
    count = (
        f"有 {len(loose)} 个数没有用指标印出，第一个是“{number.text}”"
        if others
        else f"“{number.text}”没有用指标印出"
    )
    related = tuple(dict.fromkeys(route for route, _ in others if route != first))
    yield Issue(first, count, _binding(report, [text for _, text in passages]), number.start, related)


_PROSE = PART_FIELDS | {"opening", "attachments"}
_PROPOSED = 5
"""Most keys listed in the hint; they serve as examples for the rest."""


def _binding(report: Report, found: Sequence[str]) -> str:
    """Return the hint with the YAML lines to paste, for certain keys only; a general hint when there are none."""
    scope = Scope(report.organ.lead.name, report.year)
    sure = {
        reading.key: reading.spot.number.written.format()
        for readings in read([Passage(text) for text in found], scope)
        for reading in readings
        if reading.certainty is Certainty.SURE and reading.spot.number.written is not None
    }
    if not sure:
        return "写进 figures，文字里改成 {{ 指标键 }}"
    lines = [
        f"“{key}: {value}”" + ("（已有）" if key in report.figures else "")
        for key, value in list(sure.items())[:_PROPOSED]
    ]
    more = f"等 {len(sure)} 行" if len(sure) > _PROPOSED else ""
    return f"在 figures 里写 {'、'.join(lines)}{more}，文字里改成 {{{{ 指标键 }}}}；别的数自己定键"


@rule("FZ018", Severity.ERROR)
def highlight_without_figure(report: Report) -> Iterator[Issue]:
    """网页要先列出的指标没有定义，或者不公开。

    ## 查什么
    `publication.highlights`（网页正文之前的“主要数据一览”）里的指标键，本年文件里有没有；是不是内部掌握的指标。

    ## 为什么
    一览是网页上最先看到的数。键写错了，网页就缺这一项；内部掌握的指标不上网页，写了也不能列。

    ## 怎么改
    核对指标键；内部掌握的从一览里删去。

    ## 依据
    本工具约定：一览只列公开的数。
    """
    for number, key in enumerate(report.publication.highlights if report.publication else ()):
        route: Route = ("publication", "highlights", number)
        figure = report.figures.get(key)
        if figure is None:
            meant = nearest(key, report.figures)
            cure = f"是不是 {meant}？" if meant else "在 figures 里补上这个指标，或删去它"
            yield Issue(route, f"主要数据一览要列的指标“{key}”没有定义", cure)
        elif figure.internal:
            yield Issue(
                route, f"主要数据一览要列的指标“{name(key, report.figures)}”是内部掌握的", "从一览里删去"
            )
