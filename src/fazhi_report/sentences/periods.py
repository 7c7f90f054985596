"""Words of comparison: 同比 compares with the same period of last year, 环比 with the period just before."""

from __future__ import annotations

from collections.abc import Iterator

from fazhi_report.sentences.claim import Answer, Claim, Kind
from fazhi_report.sentences.clauses import Block
from fazhi_report.sentences.quantity import Pattern

_PART = "第?[一二三四]季度|[上下]半年|1?[0-9]月份?"
_MOST_BETWEEN = 10
"""Characters between the words and the number that they speak of."""
_REACH = 40
_PERIOD = Pattern(_PART)
_BEFORE = Pattern(rf"(?P<word>同比)(?:[较比与于])?(?P<period>{_PART})")
_BEFORE_BACK = Pattern(rf"(?:与|较|比|和)(?P<period>{_PART})(?:相比)?(?P<word>同比)")
_NEAR = Pattern("(?P<word>同比)(?:[较比与于])?(?P<period>上个?季度|上个?月|上期)")
_YEARS = Pattern(
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
            near = max(0, match.start() - _REACH)
            if pattern is _BEFORE and not _PERIOD.search(block.text, near, match.start()):
                continue
            behind = [one for one in block.terms if one.quantity.start >= block.start + match.end() - 1]
            if not behind or behind[0].quantity.start - block.start - match.end() > _MOST_BETWEEN:
                continue
            means = "上年同一时期" if match["word"] == "同比" else "紧挨着的上一期"
            message = f"与{match['period']}比，写了“{match['word']}”：“{match['word']}”是与{means}比"
            at = behind[0].quantity
            yield Claim(Kind.PERIOD, answer, at, (at,), message, f"改为“{right}”，或者核对比较的时期")
