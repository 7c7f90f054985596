"""Finds the Arabic numbers of a text and says what each is used for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from fazhi_report.numbers.figure import COUNTED, MEASURED, WrittenFigure, parse_figure
from fazhi_report.numbers.hedges import ASKING, BEFORE_IN_TEXT, BEHIND_IN_TEXT, BETWEEN_IN_TEXT
from fazhi_report.numbers.shapes import Kind, possible
from fazhi_report.text.patterns import Pattern
from fazhi_report.text.references import tokens
from fazhi_report.text.zones import addresses, quoted_names, titles

_BOUNDS = frozenset({"以上", "以下", "以内"})
_FORBIDDEN = Pattern("不得(?:少于|低于|超过|高于|多于|晚于)?$|(?<![由从比较])(?:规定|要求|法定|目标)的$")
_TIMES = Pattern("分钟|小时|工作日|[天日年秒]$|个月|学时")
# 按照要求 and 落实规定 name a source and ask nothing themselves.
_ASKING = Pattern(
    "(?<![按依根据照落合到新了])(?:要求|规定|明确|原则上|目标)|应当|(?<![相反响适供效对回感])应(?![对用急诉答])|须|不得|力争|争取|确保"
    "|每[人年月季周旬日半个名村社镇乡街单]|人均每|每一"
)
_AHEAD = Pattern(
    "力争|争取(?=[^，]{0,16}(?:达|实现|完成|突破))|拟(?=[于在新建开到])|计划(?=[于在用到新建开]|完成|投入)|预计"
    "|(?:目标|任务|指标)(?:值?[是为]|数[是为])"
)
_DONE = Pattern(
    "已|(?<![人平])均|(?<!成)都|累计|(?<!公)共(?![享同建治有])|实际|平均|始终|保持|连续|稳定"
    "|完成了|达到了|实现了|今年以来|全年[^，]{0,12}开展"
)
_NAMED = Pattern("[^，。；、0-9]{0,4}的[^，。；、0-9]{0,6}(?:要求|标准|目标|规定|任务|指标|底线|期限)")
# 80分以上为合格 sets a mark, 其余18宗为不合格 reports.
_MARK = Pattern("的?为(?:不?合格|优秀|良好|及格|达标)")
_CRITERION = Pattern(
    "的?[\u4e00-\u9fff]{0,6}?(?:案件|罚款|处罚|项目|合同|工程|采购|企业|单位|事件|团伙|资金|支出|经营户|纠纷|争议"
    "|建筑|场所|设备)"
)
_REQUIREMENTS_REACH = 200
"""Characters before a figure among which a word of asking is looked for."""
_CLAUSE_ENDS = "，,："
_SENTENCE_ENDS = "。；;\n"


def asked(text: str, start: int, end: int, *, before: str = "", behind: str = "", unit: str = "") -> bool:
    """Return whether a figure states a requirement or a target, and not a result.

    A figure with a bound (不低于, 以上) is a requirement where a word of asking comes before it and no word of result
    comes between. A rate or a length of time with a bound is a requirement without a word of asking, too: an office that
    knows the result writes the result. A bound of money or people before a noun (5万元以上的案件) selects things and
    counts as a requirement.

    Args:
        text: The text, digits in half width.
        start: Where the figure begins, its hedge included.
        end: Just behind it, its hedge included.
        before: The hedge before it.
        behind: The hedge behind it.
        unit: Its measure word, with the scale.
    """
    if _NAMED.match(text, end) or (behind in _BOUNDS and _MARK.match(text, end)):
        return True
    sentence = text[_after_last(_SENTENCE_ENDS, text, start) : start]
    clause = text[_after_last(_SENTENCE_ENDS + _CLAUSE_ENDS, text, start) : start]
    if _FORBIDDEN.search(clause) or _over(_AHEAD, clause):
        return True
    if before in ASKING:
        limits = unit in {"%", "％"} or _TIMES.search(unit) is not None
        return _over(_ASKING, sentence) or (limits and not _DONE.search(clause))
    if behind in _BOUNDS:
        criterion = unit.endswith(("元", "人", "吨", "米")) and _CRITERION.match(text, end) is not None
        return criterion or _over(_ASKING, clause)
    return False


def _over(asking: Pattern, words: str) -> bool:
    """Return whether the words contain a word of asking and, behind the last of them, no word of result."""
    last: re.Match[str] | None = None
    for match in asking.finditer(words):
        last = match
    return last is not None and _DONE.search(words, last.end()) is None


def _after_last(marks: str, text: str, end: int) -> int:
    first = max(0, end - _REQUIREMENTS_REACH)
    return max(first, *(text.rfind(mark, first, end) + 1 for mark in marks))


__all__ = ["FoundNumber", "Kind", "fold_digits", "numbers"]

_FOLD = str.maketrans("０１２３４５６７８９．", "0123456789.")
_WIDE = Pattern("[０-９．]")
_DIGIT = Pattern("[0-9]")
_RUN = Pattern(r"(?:[A-Za-z][A-Za-z\-]{0,20})?[0-9]+(?:[.,:·\-/][0-9]+)*[A-Za-z]{0,20}[年月日号]?")

_DIGITS = r"(?:[0-9]{1,3}(?:,[0-9]{3}){1,4}|[0-9]{1,15})(?:\.[0-9]{1,9})?(?![0-9])"
_SCALE = "万亿|万|亿"
# A figure can be counted on only once: 近…余 is written, 余万余 is not.
_FIGURE = Pattern(
    rf"(?:(?P<before>{BEFORE_IN_TEXT})\s?)?(?<![0-9])(?P<sign>(?<![0-9A-Za-z—\-%％])[-−])?(?P<digits>{_DIGITS})"
    rf"(?:\s?(?P<first>{BETWEEN_IN_TEXT}))?(?:\s?(?P<scale>{_SCALE}|[百千]))?(?(first)|(?:\s?(?P<second>{BETWEEN_IN_TEXT}))?)"
    rf"(?:\s?(?:(?P<measured>{MEASURED})|(?P<counted>{COUNTED})))?(?:\s?(?P<behind>{BEHIND_IN_TEXT}))?",
    leap="[0-9]",
    reach=5,  # a hedge of three characters, white space, a sign
)
# 压缩至5.5个工作日 reports a figure, 近3年 does not.
_REPORTED = Pattern(
    "压缩|缩短|压减|提速|缩减|减少|平均|人均|其中|用时|耗时|时长|时限|累计|共|总|合计|达|查获|收缴|清运|里程|建成|拆除|(?:稳定|控制|保持)在"
)
# 11条268公里, 43处5260吨: the measure goes on with a count.
_COUNTED_BEFORE = Pattern(f"[0-9](?:{COUNTED})$")
_REACH = 10
"""Characters before a measure in which such a word is looked for."""
_STATED = Pattern("(?:达到?|共计?|总计|合计|得分|指数|分数|[数量额率比]为|(?:之比|比值)(?:为|是|达到?))$")
_STARTING = Pattern("[由从](?:原来|平均|法定|规定|法律规定)?的?$")
# 由1200增至1500件: the unit is written once, with the second figure.
_CHANGED = Pattern(r"(?:增加?|增长|上升|提[高升]|减少?|下降|降低?|压[缩减]|缩[短减])?[到至为]\s?[0-9]")
# 3个环节 and 6项争议化解类型 say how a thing is divided, 3个项目 what was done.
_ANNOUNCING = Pattern("(?<=[个项类种])[\u4e00-\u9fff]{0,6}?(?:环节|类型|方面|层面|维度|阶段|步骤|板块)")
# 07版, 001号: nobody counts with leading zeros.
_PADDED = Pattern("0[0-9]")
_COUNTING = frozenset({Kind.STATISTIC, Kind.REQUIREMENT, Kind.ANNOUNCED})
_CALENDAR = Pattern(r"(?:0?[1-9]|1[0-2])\.(?:0?[1-9]|[12][0-9]|3[01])")
_BARE_YEAR = Pattern("(?:19|20)[0-9]{2}")


@dataclass(frozen=True, slots=True)
class FoundNumber:
    """A number in a text.

    Args:
        start: Where it begins, characters into the text, with the hedge before it.
        end: Just behind it, with scale, unit and the hedge behind it.
        text: The number exactly as written.
        kind: What it is used for.
        reason: The name of the form by which it was recognised.
        written: The figure that a statistic, a requirement or an announced number writes; None for all else, and
            for one whose form the standard forbids (3千件).
    """

    start: int
    end: int
    text: str
    kind: Kind
    reason: str
    written: WrittenFigure | None = None

    @property
    def is_count(self) -> bool:
        """Whether the number is a whole number of things without hedge and scale, which allows exact arithmetic."""
        return self.written is not None and self.written.is_count

    @property
    def unit(self) -> str:
        """The measure word; empty where there is none."""
        return self.written.unit if self.written else ""


def fold_digits(text: str) -> str:
    """Return the text with full-width digits and decimal points in half width; offsets stay the same."""
    # To translate a text takes longer than to see that it needs none.
    return text.translate(_FOLD) if _WIDE.search(text) else text


@lru_cache(maxsize=1024)
def numbers(text: str) -> tuple[FoundNumber, ...]:
    """Find the Arabic numbers of a text and what each is used for.

    The use is read from the neighbours of a number: measure words, signs, brackets, titles and quotation marks. Digits
    inside references (``{{ key }}``) are skipped. The latest results are cached, since many rules ask for the same texts.

    Returns:
        The numbers in the order of the text; they never overlap, and every digit outside references lies in one.
    """
    folded = fold_digits(text)
    if _DIGIT.search(folded) is None:
        return ()
    return tuple(sorted(_find(text, folded), key=lambda number: number.start))


def _find(text: str, folded: str) -> Iterator[FoundNumber]:
    """Yield every number once; kinds that are recognised most surely are looked for first."""
    # What is taken becomes a wall that no figure reaches across.
    taken, rest = bytearray(len(folded)), list(folded)
    for token in tokens(folded):
        _wall(taken, rest, token.start, token.end)
    for start, end, kind, reason in _recognised(folded):
        if taken.find(1, start, end) < 0:
            _wall(taken, rest, start, end)
            yield FoundNumber(start, end, text[start:end], kind, reason)
    for match in _FIGURE.finditer("".join(rest)):
        yield _figure(match, text, folded)


def _wall(taken: bytearray, rest: list[str], start: int, end: int) -> None:
    taken[start:end] = b"\1" * (end - start)
    rest[start:end] = "\n" * (end - start)


def _recognised(folded: str) -> Iterator[tuple[int, int, Kind, str]]:
    """Yield the numbers whose form alone shows their kind: start, end, kind and reason."""
    formulas, shapes = possible(folded)
    for zone in addresses(folded):
        yield zone.start, zone.end, Kind.NAME, "address"
    yield from _inside(folded, ((zone.start, zone.end) for zone in titles(folded)), "title")
    for shape in formulas:
        for start, end in shape.finditer(folded):
            yield start, end, shape.kind, shape.name
    yield from _inside(folded, ((zone.start, zone.end) for zone in quoted_names(folded)), "quoted name")
    for shape in shapes:
        for start, end in shape.finditer(folded):
            yield start, end, shape.kind, shape.name


def _inside(
    folded: str, zones: Iterable[tuple[int, int]], reason: str
) -> Iterator[tuple[int, int, Kind, str]]:
    """Yield the numbers inside names, all of kind NAME."""
    for start, end in zones:
        for match in _RUN.finditer(folded, start, end):
            yield match.start(), match.end(), Kind.NAME, reason


def _figure(match: re.Match[str], text: str, folded: str) -> FoundNumber:
    """Return a number that no form explains: a statistic, a measure, or one of unclear kind."""
    start, end = match.span()
    kind, reason = _judge(match, folded)
    counts = kind in _COUNTING
    if not counts and kind is not Kind.MEASURE:
        start, end = match.start("digits"), match.end("digits")
    written = _written(match[0]) if counts else None
    return FoundNumber(start, end, text[start:end], kind, reason, written)


def _judge(match: re.Match[str], folded: str) -> tuple[Kind, str]:
    """Return the kind of a number that no form explains, and the reason."""
    kind, reason = _plain(match, folded)
    if kind is Kind.STATISTIC and _asked(match, folded):
        return Kind.REQUIREMENT, "requirement"
    return kind, reason


def _asked(match: re.Match[str], folded: str) -> bool:
    part = match.groupdict(default="")
    unit = part["scale"] + part["measured"] + part["counted"]
    return asked(folded, *match.span(), before=part["before"], behind=part["behind"], unit=unit)


def _plain(match: re.Match[str], folded: str) -> tuple[Kind, str]:
    """Return the kind that the number, its measure word and its nearest neighbours show, and the reason."""
    if _PADDED.match(match["digits"]):
        return Kind.ORDINAL, "leading zero"
    before = folded[max(0, match.start() - _REACH) : match.start()]
    changed = _STARTING.search(before) is not None and _CHANGED.match(folded, match.end()) is not None
    if match["measured"]:
        clause = re.split("[，。；,;\n]", before)[-1]
        reported = changed or match["scale"] or _REPORTED.search(clause) or _COUNTED_BEFORE.search(clause)
        return (Kind.STATISTIC, "measure reported") if reported else (Kind.MEASURE, "measure")
    blurred = match["before"] or match["first"] or match["second"] or match["behind"]
    if match["counted"] == "大" or _ANNOUNCING.match(folded, match.end()):
        return Kind.ANNOUNCED, "announced list"
    if match["counted"] or blurred or match["scale"]:
        return Kind.STATISTIC, "measure word" if match["counted"] else "hedge or scale"
    if changed or _STATED.search(before):
        return Kind.STATISTIC, "stated value"
    return _lone(match["digits"])


def _lone(digits: str) -> tuple[Kind, str]:
    """Return the kind of a number without measure word, judged by its digits alone, and the reason."""
    if _CALENDAR.fullmatch(digits):
        return Kind.NAME, "month and day"
    if _BARE_YEAR.fullmatch(digits):
        return Kind.YEAR, "bare year"
    return Kind.UNCLEAR, "bare number"


def _written(words: str) -> WrittenFigure | None:
    """Return the figure without the white space inside it; None where the standard allows no such form."""
    try:
        return parse_figure("".join(words.split()))
    except ValueError:
        return None
