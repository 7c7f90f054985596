"""What was asked, told from what was done: 不低于50%, 每年不少于40学时, 力争达到35%, 40学时的要求."""

from __future__ import annotations

import re

from fazhi_report.notation.pattern import Pattern

_LEAST_OR_MOST = frozenset({"不少于", "不低于", "不超过", "至少"})
_BOUNDS = frozenset({"以上", "以下", "以内"})
_FORBIDDEN = Pattern("不得(?:少于|低于|超过|高于|多于|晚于)$|(?:规定|要求|法定|目标)的$")
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
_NAMED = Pattern(
    "[^，。；、0-9]{0,4}的[^，。；、0-9]{0,6}(?:要求|标准|目标|规定|任务|指标|底线|期限)"
    "|的?为(?:不?合格|优秀|良好|及格|达标)"
)
_CRITERION = Pattern(
    "的?[\u4e00-\u9fff]{0,6}?(?:案件|罚款|处罚|项目|合同|工程|采购|企业|单位|事件|团伙|资金|支出|经营户|纠纷|争议"
    "|建筑|场所|设备)"
)
_REACH = 200
"""Characters before a figure among which a word of asking is looked for."""
_CLAUSE_ENDS = "，,："
_SENTENCE_ENDS = "。；;\n"


def asked(text: str, start: int, end: int, *, before: str = "", behind: str = "", unit: str = "") -> bool:
    """Whether a figure says what was to be reached, and not what was.

    A bound (不低于, 以上) is a requirement where a word of asking stands over it and no word of result after that;
    a rate or a time with a lower or upper bound is one anyway, for whoever knows it writes it. A bound of money or people
    before a noun (5万元以上的案件) says which things are meant.

    Args:
        text: The text, digits in half width.
        start: Where the figure begins, its hedge included.
        end: Just behind it, its hedge included.
        before: The hedge before it.
        behind: The hedge behind it.
        unit: Its measure word, with the scale.
    """
    if _NAMED.match(text, end):
        return True
    sentence = text[_after_last(_SENTENCE_ENDS, text, start) : start]
    clause = text[_after_last(_SENTENCE_ENDS + _CLAUSE_ENDS, text, start) : start]
    if _FORBIDDEN.search(clause) or _over(_AHEAD, clause):
        return True
    if before in _LEAST_OR_MOST:
        limits = unit in {"%", "％"} or _TIMES.search(unit) is not None
        return _over(_ASKING, sentence) or (limits and not _DONE.search(clause))
    if behind in _BOUNDS:
        criterion = unit.endswith(("元", "人", "吨", "米")) and _CRITERION.match(text, end) is not None
        return criterion or _over(_ASKING, clause)
    return False


def _over(asking: Pattern, words: str) -> bool:
    """Whether a word of asking stands in the words and no word of result behind the last such."""
    last: re.Match[str] | None = None
    for match in asking.finditer(words):
        last = match
    return last is not None and _DONE.search(words, last.end()) is None


def _after_last(marks: str, text: str, end: int) -> int:
    first = max(0, end - _REACH)
    return max(first, *(text.rfind(mark, first, end) + 1 for mark in marks))
