"""GW601 to GW603: the numbers of headings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi_report.document.markup import heading_number
from fazhi_report.findings import Issue
from fazhi_report.norms import placement
from fazhi_report.numbers.numerals import from_chinese
from fazhi_report.recognise.anatomy import HEADINGS, Anatomy, Element
from fazhi_report.recognise.recognise import ordinal
from fazhi_report.rules.page.clause import Breach, clause, has, issues

_COUNT = re.compile("[一二三四五六七八九十]+|[0-9]+")
_THIRD = 2


def _count(element: Element) -> int | None:
    match = _COUNT.search(ordinal(element.paragraph.printed))
    if match is None:
        return None
    try:
        return int(match[0]) if match[0].isdecimal() else from_chinese(match[0])
    except ValueError:
        return None


@clause("GW601", placement.SEQUENCE, applies=has(*HEADINGS))
def gap_in_sequence(layout: Anatomy) -> Iterator[Issue]:
    """结构层次序数跳号或重号。

    ## 查什么
    每一层的序数是不是从一起，逐个加一；第三层“1.”既可以在每个“（一）”下重新编起，也可以通篇连续编。附件各自编号。

    ## 为什么
    增删段落以后忘了改后面的序数，是最常见的差错。

    ## 怎么改
    从头核对这一层的序数。

    ## 依据
    GB/T 9704—2012 第 7.3.3 条。
    """

    def breaches() -> Iterator[Breach]:
        counts, running, attachment = [0, 0, 0, 0], 0, False
        for one in layout.of(*HEADINGS):
            if one.attached and not attachment:
                counts, running, attachment = [0, 0, 0, 0], 0, True
            level, count = HEADINGS.index(one.role), _count(one)
            if count is None:
                continue
            wanted = counts[level] + 1
            follows_on = level == _THIRD and count == running + 1
            # In the second attachment and the third, counting begins anew as well.
            if count != wanted and not follows_on and not (one.attached and count == 1):
                asked = heading_number(level + 1, wanted)
                found = heading_number(level + 1, count)
                yield Breach(one, f"“{asked}”", f"“{found}”", "核对这一层的序数，看是否漏了、重了一条", 0)
            counts[level] = count
            counts[level + 1 :] = [0] * (len(counts) - level - 1)
            running = count if level == _THIRD else running

    yield from issues(placement.SEQUENCE, breaches())


@clause("GW602", placement.LEVELS, applies=has(*HEADINGS))
def skipped_level(layout: Anatomy) -> Iterator[Issue]:
    """结构层次跳了级。

    ## 查什么
    “一、”下面直接用“（1）”、“（一）”下面直接用“（1）”、文首就用“（一）”这样隔着用的；“一、”下面用“1.”的，只有两层时许可，不报。

    ## 为什么
    文中结构层次序数依次可以用“一、”“（一）”“1.”“（1）”标注。

    ## 怎么改
    改用紧接着的下一层序数。

    ## 依据
    GB/T 9704—2012 第 7.3.3 条。
    """

    def breaches() -> Iterator[Breach]:
        deepest, attached = -1, False
        for one in layout.of(*HEADINGS):
            if one.attached != attached:
                deepest, attached = -1, one.attached
            level = HEADINGS.index(one.role)
            two_levels = deepest == 0 and level == _THIRD
            if level > deepest + 1 and not two_levels and deepest >= 0:
                yield Breach(
                    one,
                    f"“{heading_number(deepest + 2, 1)}”一层",
                    f"“{ordinal(one.paragraph.printed)}”",
                    "改用紧接着的下一层",
                    0,
                )
            deepest = level

    yield from issues(placement.LEVELS, breaches())


@clause("GW603", placement.ORDINAL_MARKS, applies=has(*HEADINGS))
def wrong_mark_behind_ordinal(layout: Anatomy) -> Iterator[Issue]:
    """结构层次序数的标点不对。

    ## 查什么
    序数是不是“一、”“（一）”“1.”“（1）”：“一.”“（一）、”“1、”“1．”和半角括号“(一)”都不对。

    ## 为什么
    标准规定的就是这四种写法；“（一）”“（1）”后面不再加标点。

    ## 怎么改
    照标准的写法改；自动编号的，改编号格式。

    ## 依据
    GB/T 9704—2012 第 7.3.3 条；GB/T 15834—2011 附录 B。
    """

    def breaches() -> Iterator[Breach]:
        for one in layout.of(*HEADINGS):
            count, written = _count(one), ordinal(one.paragraph.printed)
            if count is None or not written:
                continue
            right = heading_number(HEADINGS.index(one.role) + 1, count)
            if written != right:
                yield Breach(one, f"“{right}”", f"“{written}”", f"改为“{right}”", 0)

    yield from issues(placement.ORDINAL_MARKS, breaches())
