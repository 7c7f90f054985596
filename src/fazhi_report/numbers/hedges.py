"""The words that blur a number (约, 近, 余, 以上): one row per word, read by every module that meets a hedge."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from fazhi_report.text.patterns import Pattern


class Bound(Enum):
    """What a hedge says of the number behind it."""

    AT_LEAST = "at least"
    """下限: the number or more, without an upper end (超过, 以上)."""
    AT_MOST = "at most"
    """上限: the number or less (不超过, 以内)."""
    JUST_BELOW = "just below"
    """略少: below the number and near to it (近)."""
    JUST_ABOVE = "just above"
    """略多: above the number and near to it (余)."""
    AROUND = "around"
    """上下: near to the number on either side (约)."""


class HedgePlace(Enum):
    """Where a hedge is written."""

    BEFORE = "before"
    """Before the digits: 约80件."""
    BETWEEN = "between"
    """Behind the digits or their scale: 80余件, 7万余件."""
    BEHIND = "behind"
    """Behind the unit: 80件以上."""


@dataclass(frozen=True, slots=True)
class Hedge:
    """A word that blurs a number.

    Args:
        word: The word.
        place: Where it is written.
        bound: What it says of the number.
        not_after: Characters that make another word of it when they come before it: 最近, 预约.
        but_after: Words of two characters, ``|`` between them, that end in one of these and leave it a hedge: 化解约800件.
        guard: A regular expression that must match behind it in running text: 左右联动 is no hedge.
        asks: Whether the word is used of requirements at least as often as of results (不少于).
    """

    word: str
    place: HedgePlace
    bound: Bound
    not_after: str = ""
    but_after: str = ""
    guard: str = ""
    asks: bool = False

    @property
    def in_text(self) -> str:
        """A regular expression that finds the word in running text, and not inside another word."""
        before = f"(?<![{self.not_after}])" if self.not_after else ""
        if self.but_after:
            before = f"(?:{before}|(?<={self.but_after}))"
        return f"{before}{self.word}{self.guard}"


# 取得突破3项, 跨越2个县 count things: only before a round number do these words say “more than”.
_ROUND = r"(?=\s?(?:[0-9][0-9,]{0,15}0(?![0-9])|[0-9.,]{1,16}\s?[万亿%％]))"
# 解约, 集约, 民约 … are words of their own; behind these words their first character belongs to the word before.
_BEFORE_ABOUT = (
    "化解|调解|和解|了解|讲解|破解|疏解|排解|劝解|纾解|缓解|分解|消解|理解|征集|收集|采集|募集|归集|汇集|筹集|召集"
    "|聚集|搜集|整合|联合|结合|融合|综合|配合|符合|办公|修订|制订|签订|审订|编订|校订|增订|续签|新签|改签|损失|流失"
    "|编制|研制|印制|绘制|录制|摄制|定制|法规|违规|村民|居民|市民|农民|人民|渔民|牧民|移民|网民|惠民|便民|手续|连续"
    "|陆续|持续|后续|继续|环节|情节|调节|出租|承租|公租|精简|需要|主要|摘要|纪要|干预|特邀|结婚|离婚|遵守"
)
_NO_OTHER_WORD = "(?!联|级|贯通|协同|游|开弓|邻)"

HEDGES = (
    Hedge("不少于", HedgePlace.BEFORE, Bound.AT_LEAST, asks=True),
    Hedge("不低于", HedgePlace.BEFORE, Bound.AT_LEAST, asks=True),
    Hedge("至少", HedgePlace.BEFORE, Bound.AT_LEAST, asks=True),
    Hedge("超过", HedgePlace.BEFORE, Bound.AT_LEAST),
    Hedge("超", HedgePlace.BEFORE, Bound.AT_LEAST, not_after="高反赶", but_after="提高|拔高"),
    Hedge("逾", HedgePlace.BEFORE, Bound.AT_LEAST, not_after="催"),
    Hedge("高于", HedgePlace.BEFORE, Bound.AT_LEAST, not_after="不得"),
    Hedge("多于", HedgePlace.BEFORE, Bound.AT_LEAST, not_after="不得"),
    Hedge("突破", HedgePlace.BEFORE, Bound.AT_LEAST, guard=_ROUND),
    Hedge("跨越", HedgePlace.BEFORE, Bound.AT_LEAST, guard=_ROUND),
    Hedge("迈上", HedgePlace.BEFORE, Bound.AT_LEAST, guard=_ROUND),
    Hedge("不超过", HedgePlace.BEFORE, Bound.AT_MOST, asks=True),
    Hedge("不高于", HedgePlace.BEFORE, Bound.AT_MOST, asks=True),
    Hedge("不多于", HedgePlace.BEFORE, Bound.AT_MOST, asks=True),
    Hedge("低于", HedgePlace.BEFORE, Bound.AT_MOST, not_after="不得"),
    Hedge("少于", HedgePlace.BEFORE, Bound.AT_MOST, not_after="不得"),
    Hedge("不足", HedgePlace.BEFORE, Bound.AT_MOST, not_after="的在和与的些及补弥"),
    Hedge("不到", HedgePlace.BEFORE, Bound.AT_MOST, not_after="做达找看想受得"),
    Hedge("近", HedgePlace.BEFORE, Bound.JUST_BELOW, not_after="最附就靠邻临亲远相", but_after="成就|造就"),
    Hedge("将近", HedgePlace.BEFORE, Bound.JUST_BELOW),
    Hedge("接近", HedgePlace.BEFORE, Bound.JUST_BELOW),
    Hedge(
        "约",
        HedgePlace.BEFORE,
        Bound.AROUND,
        not_after="预合节履失公条签违解续特制契订邀相赴租婚要民规守集简",
        but_after=_BEFORE_ABOUT,
    ),
    Hedge("大约", HedgePlace.BEFORE, Bound.AROUND),
    Hedge("余", HedgePlace.BETWEEN, Bound.JUST_ABOVE, guard="(?![额款姚杭])"),
    Hedge(
        "多",
        HedgePlace.BETWEEN,
        Bound.JUST_ABOVE,
        guard="(?!元(?![，。；、）])|功能|部门|层|方|样|级|维|渠道|年来)",
    ),
    Hedge("以上", HedgePlace.BEHIND, Bound.AT_LEAST, guard=_NO_OTHER_WORD),
    Hedge("以下", HedgePlace.BEHIND, Bound.AT_MOST, guard=_NO_OTHER_WORD),
    Hedge("以内", HedgePlace.BEHIND, Bound.AT_MOST, guard=_NO_OTHER_WORD),
    Hedge("左右", HedgePlace.BEHIND, Bound.AROUND, guard=_NO_OTHER_WORD),
    Hedge("上下", HedgePlace.BEHIND, Bound.AROUND, guard=_NO_OTHER_WORD),
)
"""Every hedge that a figure may carry. 达 is none of them: 达80件 states eighty."""


def _rows(place: HedgePlace) -> tuple[Hedge, ...]:
    """Return the hedges of one place, the longest first, so that 接近 is not read as 近."""
    return tuple(sorted((row for row in HEDGES if row.place is place), key=lambda row: -len(row.word)))


BEFORE, BETWEEN, BEHIND = (
    tuple(row.word for row in _rows(place))
    for place in (HedgePlace.BEFORE, HedgePlace.BETWEEN, HedgePlace.BEHIND)
)
"""The words of one place, the longest first."""

BEFORE_IN_TEXT, BETWEEN_IN_TEXT, BEHIND_IN_TEXT = (
    "|".join(row.in_text for row in _rows(place))
    for place in (HedgePlace.BEFORE, HedgePlace.BETWEEN, HedgePlace.BEHIND)
)
"""Regular expressions that find the hedges of one place in running text."""

AROUND_BEFORE, AROUND_BEHIND = (
    "|".join(row.in_text for row in _rows(place) if row.bound is Bound.AROUND)
    for place in (HedgePlace.BEFORE, HedgePlace.BEHIND)
)
"""Regular expressions that find 约 and its like, and 左右 and its like, in running text."""

ASKING = frozenset(row.word for row in HEDGES if row.asks)
"""The words that are used of requirements at least as often as of results."""

_BY_WORD = {row.word: row for row in HEDGES}
_FORM = Pattern(f"({'|'.join(BEFORE)})?({'|'.join(BETWEEN)})?({'|'.join(BEHIND)})?")


def split_hedge(hedge: str) -> tuple[str, str, str] | None:
    """Return the words of a hedge by their place, each empty where there is none; None for no known hedge."""
    match = _FORM.fullmatch(hedge)
    if match is None:
        return None
    before, between, behind = match.groups(default="")
    return before, between, behind


def bounds(hedge: str) -> frozenset[Bound]:
    """Return the bounds that the words of a hedge set: AROUND and JUST_ABOVE for 约…余.

    Raises:
        ValueError: The text is no known hedge.
    """
    words = split_hedge(hedge)
    if words is None:
        raise ValueError(f"“{hedge}”不是约数用语，可用“{'”“'.join(_BY_WORD)}”。")
    return frozenset(_BY_WORD[word].bound for word in words if word)
