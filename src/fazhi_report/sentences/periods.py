"""Words of comparison: 同比 compares with the same period of last year, 环比 with the period just before."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi_report.sentences.claim import Answer, Claim, Kind
from fazhi_report.sentences.clauses import Block

_PART = "第?[一二三四]季度|[上下]半年|1?[0-9]月份?"
_BEFORE = re.compile(rf"(?P<word>同比)(?:[较比与于])?(?P<period>{_PART})")
_BEFORE_BACK = re.compile(rf"(?:与|较|比|和)(?P<period>{_PART})(?:相比)?(?P<word>同比)")
_NEAR = re.compile("(?P<word>同比)(?:[较比与于])?(?P<period>上个?季度|上个?月|上期)")
_YEARS = re.compile(
    "(?P<word>环比)(?:[较比与于])?(?P<period>去年同期|上年同期|上年度?|去年|20[0-9]{2}年(?:同期)?)"
)


def periods(block: Block) -> Iterator[Claim]:
    """The claims of 同比 and 环比 of a block, at the number that follows."""
    for pattern, right, answer in (
        (_BEFORE, "环比", Answer.WRONG),
        (_BEFORE_BACK, "环比", Answer.WRONG),
        (_NEAR, "环比", Answer.ASK),
        (_YEARS, "同比", Answer.ASK),
    ):
        for match in pattern.finditer(block.text):
            if pattern is _BEFORE and not re.search(
                _PART, block.text[max(0, match.start() - 40) : match.start()]
            ):
                continue
            behind = [one for one in block.terms if one.quantity.start >= block.start + match.end() - 1]
            if not behind or behind[0].quantity.start - block.start - match.end() > 10:
                continue
            same = "同一季度、月份" if match["word"] == "同比" else "上一季度、月份"
            message = f"与{match['period']}比用“{match['word']}”：“{match['word']}”是与{'上年' if match['word'] == '同比' else ''}{same}比"
            at = behind[0].quantity
            yield Claim(Kind.PERIOD, answer, at, (at,), message, f"改为“{right}”，或者核对比较的时期")
