"""FZ110 to FZ116: sentences and tables compared with the figures that they print."""

from __future__ import annotations

from collections.abc import Iterator

from fazhi_report.findings import Issue, Route, Severity
from fazhi_report.ledger import Ledger, LedgerEntry
from fazhi_report.model.figure import Difference, Growth, Points
from fazhi_report.model.prose import Table
from fazhi_report.model.report import Report
from fazhi_report.model.walk import each, texts
from fazhi_report.numbers.figure import parse_figure
from fazhi_report.numbers.hedges import BEFORE_IN_TEXT, BEHIND_IN_TEXT
from fazhi_report.numbers.interval import possible_values
from fazhi_report.rules.declared import direction, trend
from fazhi_report.rules.registry import rule
from fazhi_report.rules.relations import comparable, name, shown, stated
from fazhi_report.text.patterns import Pattern
from fazhi_report.text.references import Reference, references

_UP = "增长|上升|增加|提高|提升|上涨|扩大|增"
_DOWN = "下降|减少|降低|下滑|回落|压减|缩减|缩短|降|减"
_BEFORE = Pattern(f"(?:(?P<up>{_UP})|(?P<down>{_DOWN}))了?$")
_LAST_YEAR = "(?:同比|(?:比|较)(?:上年|去年|上一年)(?:度|同期)?)"
_BEHIND = Pattern(f"[，,]?{_LAST_YEAR}(?:(?P<up>{_UP})|(?P<down>{_DOWN})|(?P<level>持平))(?!幅)")

# Characters that make a measure word part of a longer word, as in 家庭, 项目, 人民.
_WORDS = {
    "人": "民员大才均社力口士工事选们身",
    "家": "庭长属园政校",
    "个": "人体案性别税头股",
    "项": "目",
    "条": "例款文目线件",
    "份": "额",
    "名": "单称誉录师企校医",
    "起": "草诉到来于步因",
    "期": "间刊满限内",
    "户": "籍外",
    "场": "所景地馆",
    "次": "数序日级",
    "批": "准复示",
    "件": "数",
    "宗": "旨教",
    "元": "素旦首",
    "余": "下额款地",
    "部": "门分署委队级",
}
_MEASURES = "件次|件|宗|人次|场次|户次|个百分点|百分点|[%％]|元|余|次|份|条|项|个"
_MEASURE = Pattern(_MEASURES)
_COUNTED = Pattern("[件宗起个项份人家条次名场张篇期户部元%％]|分")

_HEDGE_BEFORE = Pattern(f"(?:{BEFORE_IN_TEXT})$")
_HEDGE_BEHIND = Pattern(BEHIND_IN_TEXT)


def _printed(report: Report, ledger: Ledger) -> Iterator[tuple[Route, str, Reference, LedgerEntry]]:
    """Yield every figure that a text prints."""
    for route, text in texts(report):
        for reference in references(text):
            entry = ledger.entries.get(reference.key)
            if entry is not None:
                yield route, text, reference, entry


def _change(entry: LedgerEntry) -> Growth | Difference | Points | None:
    derive = entry.figure.derive
    return None if derive is None else derive.growth or derive.difference or derive.points


def _says_direction(entry: LedgerEntry) -> bool:
    change = _change(entry)
    return change is not None and change.wording == "direction"


@rule("FZ110", Severity.WARNING)
def table_against_figure(report: Report, ledger: Ledger) -> Iterator[Issue]:
    """表格里的数与同名指标不同。

    ## 查什么
    表格第一栏写的是指标名称的，本年数一栏（只有两栏的，就是第二栏）里写死的数，与同名指标的数值是不是一样；
    上年数一栏与 `previous` 比。

    ## 为什么
    正文一个数，附表又一个数，是最容易被看出来的差错。

    ## 怎么改
    表格里改用 `{{ 指标键 }}` 印出。

    ## 依据
    《党政机关公文处理工作条例》第十九条：情况确实，表述准确。
    """
    named = _long_names(report)
    for route, table in each(report, Table):
        years = _year_columns(table, report.year)
        for number, row in enumerate(table.rows):
            key = named.get(row[0].strip())
            for column in years if key else ():
                if key and (message := _differs(key, row[column], years[column], ledger)):
                    place = (*route, "rows", number, column)
                    hint = f"改用 {{{{ {key} }}}} 印出；不是同一个数的，改表格里的名称"
                    yield Issue(place, message, hint, 0, (("figures", key),))


_SHORTEST = 4


def _long_names(report: Report) -> dict[str, str]:
    """Return the names that identify a figure without context, each with its key."""
    keys: dict[str, list[str]] = {}
    for key, figure in report.figures.items():
        if figure.label or len(name(key, report.figures)) >= _SHORTEST:
            keys.setdefault(name(key, report.figures), []).append(key)
    return {label: found[0] for label, found in keys.items() if len(found) == 1}


def _year_columns(table: Table, year: int) -> dict[int, bool]:
    """Return the columns with the values of a year, and whether that is last year."""
    heads = list(enumerate(table.columns))[1:]
    if len(heads) == 1:
        return {1: False}
    now, before = (
        {f"{year}年", f"{year}年度", "本年", "本年度", "本年数"},
        {f"{year - 1}年", "上年", "上年度", "上年数"},
    )
    return {index: head in before for index, head in heads if head in now or head in before}


def _differs(key: str, cell: str, last_year: bool, ledger: Ledger) -> str:  # noqa: FBT001  (two columns, two meanings)
    """Return how a cell differs from the figure; empty when it agrees or has no number."""
    entry = ledger.entries.get(key)
    figure = None if entry is None else entry.figure
    text = figure.previous if figure is not None and last_year else None if entry is None else entry.text
    held = stated(key, ledger) if not last_year else parse_figure(text) if text else None
    try:
        written = parse_figure(cell.strip())
    except ValueError:
        return ""
    if held is None or (written.unit and not comparable(written, held)):
        return ""
    unit = held.unit if not written.unit else written.unit
    printed = parse_figure(f"{cell.strip()}{'' if written.unit else unit}")
    if not possible_values(printed).apart(possible_values(held)):
        return ""
    return f"表格里写作{cell.strip()}，指标“{name(key, {key: figure} if figure else {})}”是{text}"


@rule("FZ111", Severity.ERROR)
def direction_against_figure(report: Report, ledger: Ledger) -> Iterator[Issue]:
    """文字说升，数据是降；或者文字说降，数据是升。

    ## 查什么
    “增长”“上升”“增加”“下降”“减少”等词后面印出的增长率、增减量、百分点，是升是降与文字是不是一致；指标后面跟着
    “同比增长”“比上年减少”“持平”的，与本年数、上年数（`previous`）是不是一致。

    ## 为什么
    数据改了、文字没有改，升降就反了。

    ## 怎么改
    核对两年的数，改文字；或者在 `derive` 里写 `wording: direction`，让程序连升降一起印。

    ## 依据
    《党政机关公文处理工作条例》第十九条：情况确实，表述准确。
    """
    for route, text, reference, entry in _printed(report, ledger):
        before = _BEFORE.search(text, max(0, reference.start - _REACH), reference.start)
        moved = None if before is None or _says_direction(entry) else direction(reference.key, ledger)
        if before is not None and moved and (moved > 0) != bool(before["up"]):
            fact = "升" if moved > 0 else "降"
            message = f"文字写“{before[0]}”，而{shown(reference.key, ledger)}是{fact}的"
            hint = "核对两年的数，改文字；或者写 wording: direction 由程序印出升降"
            yield Issue(route, message, hint, before.start(), (("figures", reference.key),))
        yield from _trend(route, text, reference, entry, ledger)


_REACH = 4
"""Characters before a figure in which a word of direction and 了 are searched."""


def _trend(
    route: Route, text: str, reference: Reference, entry: LedgerEntry, ledger: Ledger
) -> Iterator[Issue]:
    behind, moved = _BEHIND.match(text, reference.end), trend(entry.figure)
    if behind is None or moved is None:
        return
    change = next((one for one in references(text) if one.start == behind.end()), None)
    if change is not None and direction(change.key, ledger) is not None:
        return  # The rate that follows has been held against the same words.
    stated_trend = 1 if behind["up"] else -1 if behind["down"] else 0
    if stated_trend != moved:
        figure = entry.figure
        label = name(reference.key, {reference.key: figure})
        message = f"文字写“{behind[0].lstrip('，,')}”，而“{label}”本年{figure.value}，上年{figure.previous}"
        yield Issue(route, message, "核对两年的数，改文字", behind.start(), (("figures", reference.key),))


@rule("FZ112", Severity.WARNING)
def doubled_unit(report: Report, ledger: Ledger) -> Iterator[Issue]:
    """指标的数值带了单位，后面又写了单位。

    ## 查什么
    `{{ 指标键 }}` 印出的数值已经带单位（80件）的，后面紧跟的是不是又一个量词：“80件件”“80人件”“45%%”。
    “5个个人”“3项项目”这样后面是另一个词的不算。

    ## 为什么
    印出来就是“80件件”。

    ## 怎么改
    删去后面的量词；单位写错的，改 `figures` 里的单位。

    ## 依据
    GB/T 15835—2011；本工具的约定：数值连同单位写在 `figures` 里。
    """
    for route, text, reference, entry in _printed(report, ledger):
        unit = "" if entry.written is None else entry.written.unit
        behind = _measure_behind(text, reference.end, unit)
        if unit and behind:
            message = f"印出来是“{entry.text}{behind}”，单位重复"
            yield Issue(route, message, f"删去后面的“{behind}”，或者改 figures 里的单位", reference.end)


def _measure_behind(text: str, start: int, unit: str) -> str:
    """Return the measure word at an offset; empty when there is none, or when it is part of a longer word."""
    match = _MEASURE.match(text, start)
    found = unit if text.startswith(unit, start) else match[0] if match else ""
    following = text[start + len(found) : start + len(found) + 1]
    return "" if following and following in _WORDS.get(found[-1:], "") else found


@rule("FZ113", Severity.WARNING)
def doubled_hedge(report: Report, ledger: Ledger) -> Iterator[Issue]:
    """约数词重复。

    ## 查什么
    指标的数值带了约数词（80余条、近480批次）的，前面或者后面的文字是不是又写了“近”“约”“超过”“以上”“左右”。

    ## 为什么
    “近80余条”不知道是不到80条还是80多条。

    ## 怎么改
    留一个约数词，写在 `figures` 的数值里。

    ## 依据
    GB/T 15835—2011（概数的用法）；《党政机关公文处理工作条例》第十九条：表述准确。
    """
    for route, text, reference, entry in _printed(report, ledger):
        if entry.written is None or not entry.written.hedge:
            continue
        before = _HEDGE_BEFORE.search(text, max(0, reference.start - _REACH), reference.start)
        behind = _HEDGE_BEHIND.match(text, reference.end)
        extra = before or behind
        if extra is not None:
            words = f"{before[0] if before else ''}{entry.text}{behind[0] if behind else ''}"
            yield Issue(route, f"印出来是“{words}”，约数词重复", f"删去“{extra[0]}”", extra.start())


_DENIALS = (
    (
        "litigation.lost",
        Pattern("(?:无|没有|未发生|未出现|零)(?:一件|一起)?(?:行政)?(?:诉讼|应诉)?(?:案件)?败诉(?!风险|率)"),
    ),
    ("disclosure.requests", Pattern("未收到[^，。；]{0,14}(?:申请公开|公开申请)")),
    ("disclosure.complaints", Pattern("不存在[^。；]{0,30}(?:举报|投诉)[^。；]{0,6}查实")),
    ("correction.reoffended", Pattern("(?:无|没有|未发生|零)(?:一人|一例|一起)?(?:重新|再)犯罪")),
)
_DONE = frozenset({"opening", "achievements", "leader_duties", "problems_solved", "parts", "attachments"})


@rule("FZ114", Severity.WARNING)
def denied_figure(report: Report, ledger: Ledger) -> Iterator[Issue]:
    """文字说没有，数据却有。

    ## 查什么
    写了“无败诉案件”“零败诉”“未收到政府信息公开申请”“无再犯罪”一类话的，对应的指标（败诉、新收依申请公开、
    矫正期间再犯罪等）是不是零。下一年度安排里的目标不查。

    ## 为什么
    照抄上年的“无败诉”，今年却败诉了，是实质性的失实。

    ## 怎么改
    核对数据，改文字；口径不同（如只说本级政府为被告的案件）的，在文字和 `scope` 里写明。

    ## 依据
    《党政机关公文处理工作条例》第十九条：情况确实。
    """
    denied = [(key, pattern) for key, pattern in _DENIALS if key in report.figures]
    for route, text in texts(report) if denied else ():
        for key, pattern in denied:
            match, written = pattern.search(text), stated(key, ledger)
            if match and written and report.role_at(route) in _DONE and possible_values(written).sign > 0:
                message = f"文字写“{match[0]}”，而{shown(key, ledger)}"
                yield Issue(route, message, "核对数据，改文字", match.start(), (("figures", key),))


@rule("FZ115", Severity.WARNING)
def absent_value_printed(report: Report, ledger: Ledger) -> Iterator[Issue]:
    """没有数值的指标印进了句子。

    ## 查什么
    句子里引用的指标，是不是没有统计（`not_recorded`）、不适用（`not_applicable`）、算不出（分母为零），或者确实为零
    （`zero`）而后面没有量词。表格里单独占一格的不查。

    ## 为什么
    印出来是“办结未统计，”“败诉0，”，不成话；也把“没有统计”与“没有”混在一起。

    ## 怎么改
    没有统计的，不写这一句，或者写明原因；确实为零的，写作“无”“未发生”“未收到”。

    ## 依据
    本工具的约定：空缺不等于零；《党政机关公文处理工作条例》第十九条：表述准确。
    """
    for route, text, reference, entry in _printed(report, ledger):
        alone = text.strip() == text[reference.start : reference.end]
        zero = entry.figure.status == "zero"
        if (
            entry.is_open
            or alone
            or entry.written is not None
            or (zero and _COUNTED.match(text, reference.end))
        ):
            continue
        label = name(reference.key, {reference.key: entry.figure})
        hint = "确实为零的写作“无”“未发生”" if zero else "不写这一句，或者写明原因"
        yield Issue(route, f"“{label}”没有数值，句子里印成“{entry.text}”", hint, reference.start)


@rule("FZ116", Severity.WARNING)
def doubled_direction(report: Report, ledger: Ledger) -> Iterator[Issue]:
    """升降说了两遍。

    ## 查什么
    写了 `wording: direction` 的推算连“增长”“减少”一起印出，前面的文字是不是又写了升降；“下降”“减少”后面印出的数
    是不是又带着负号。

    ## 为什么
    印出来是“增长增长24.7%”“下降-3%”。

    ## 怎么改
    删去文字里的“增长”“下降”，用 `wording: direction` 让程序印。

    ## 依据
    本工具的约定；GB/T 15835—2011。
    """
    for route, text, reference, entry in _printed(report, ledger):
        before = _BEFORE.search(text, max(0, reference.start - _REACH), reference.start)
        if before is None or entry.written is None:
            continue
        negative = bool(before["down"]) and entry.written.number < 0
        if _says_direction(entry) or negative:
            message = f"印出来是“{before[0]}{entry.text}”，升降说了两遍"
            yield Issue(route, message, f"删去“{before[0]}”，用 wording: direction 由程序印", before.start())
