"""Claims with a percentage: shares, growth, reductions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi_report.claims.nouns import GrowthClaim, Reduction, ShareClaim
from fazhi_report.claims.passage import Passage, same_unit
from fazhi_report.numbers.finder import FoundNumber
from fazhi_report.text.patterns import Pattern

_HAN = "\u4e00-\u9fff"
_GAP = r"[\s，,、；;（(]{0,3}"
_REACHES = "(?:达到?|为|是|高达)?"
_RISE, _FALL = "增长|增加|上升|提高|提升|增", "下降|减少|降低|下滑|回落|减"
_THAN = r"(?:比|较|与|相较)(?:[0-9]{4}年|上一?年度?|去年|前一?年)(?:度)?(?:同期)?(?:相比)?(?:的)?"
_GROWTH = Pattern(rf"{_GAP}(?:{_THAN}[，,]?)?同?比?(?P<word>{_RISE}|{_FALL})了?(?:率|幅)?{_REACHES}")
_OLD = Pattern(rf"{_GAP}{_THAN}")
_REFERS_BACK = Pattern(rf"{_THAN}$")
_MOVED = Pattern(
    rf"[{_HAN}，,0-9]{{0,12}}?(?P<word>压缩|缩短|压减|{_RISE}|{_FALL}|增|减|降|升)?[到至为](?:[0-9]{{4}}年)?(?:度)?的?"
)
_FROM = Pattern(rf"[由从][{_HAN}0-9]{{0,12}}$")
_FALLING = Pattern("减|降|落|缩|滑")
_CUT_WORD = "减少|精简|压减|压缩|缩减|缩短|撤并|核减|裁减|清减|取消|撤销|提速"
_CUT = Pattern(rf"{_GAP}[{_HAN}]{{0,4}}?(?:{_CUT_WORD}|下降)(?:率|比例|幅度)?{_REACHES}")
_SHARE = Pattern(
    rf"(?:(?P<name>[{_HAN}]{{2,12}})率|占比?[{_HAN}]{{0,10}}?|[{_HAN}]{{0,6}}(?:占比|比例|比重)){_REACHES}$"
)
# 按期办结率 is a rate of what was concluded, not of what came in.
_NO_SHARE = Pattern(
    f"[按到如限]期|[按及限]时|当场|分别|同比|环比|均|{_CUT_WORD}|(?:{_RISE}|{_FALL})(?:率|幅)?{_REACHES}$"
)
_OF_TOTAL = Pattern(rf"占比?{_REACHES}|占[{_HAN}]{{0,4}}总[数量额]的?{_REACHES}")
_ADDED = Pattern("新增|增加|新培育|新建|新认定|减少|压减|精简|净增")
_CUMULATIVE = Pattern("累计|历年|至今|以来")
# A whole is what came in or was taken up; 审查合同200件 is none for 调解成功45件.
_TAKEN_UP = Pattern(
    "收|受理|办理|办结|调处|审理|审结|立案|处理|申请|排查|登记|发现|交办|移送|应诉|抽查|检查|参加|共|总"
)
_ALL = 100


def rate_claims(passage: Passage) -> Iterator[ShareClaim | GrowthClaim | Reduction]:
    """The claims of a sentence that end in a percentage."""
    for index, rate in enumerate(passage.figures):
        if index == 0 or rate.written is None or not rate.written.is_percent:
            continue
        claim = _growth(passage, index) or _reduction(passage, index) or _share(passage, index)
        if claim is not None:
            yield claim


def _growth(passage: Passage, index: int) -> GrowthClaim | None:
    """A count with a rate of growth, with or without what it grew from."""
    if _is_rate(passage.figures[index - 1]):
        return None
    return _moved(passage, index) or _compared(passage, index) or _lone(passage, index)


def _moved(passage: Passage, index: int) -> GrowthClaim | None:
    """由A单位增至B单位，同比增长P%."""
    rate, new = passage.figures[index], passage.figures[index - 1]
    if index == 1 or _is_rate(old := passage.figures[index - 2]) or not _FROM.search(passage.lead(index - 2)):
        return None
    words = passage.between(new, rate)
    moved, stated = _MOVED.fullmatch(passage.between(old, new)), _GROWTH.fullmatch(words)
    word = (stated or moved or {"word": None})["word"]
    if moved is None or not word or not (stated or _CUT.fullmatch(words)):
        return None
    return GrowthClaim(old.start, rate.end, new, rate, _falls(word), old=old)


def _compared(passage: Passage, index: int) -> GrowthClaim | None:
    """B单位，比上年的A单位增长P%, or B单位，同比增加D单位、增长P%."""
    rate, near = passage.figures[index], passage.figures[index - 1]
    stated = _GROWTH.fullmatch(passage.between(near, rate))
    if index == 1 or stated is None:
        return None
    new, falling = passage.figures[index - 2], _falls(stated["word"])
    words = passage.between(new, near)
    if _OLD.fullmatch(words):
        return GrowthClaim(new.start, rate.end, new, rate, falling, old=near)
    step = _GROWTH.fullmatch(words)
    if step and same_unit(new, near) and _falls(step["word"]) == falling:
        return GrowthClaim(new.start, rate.end, new, rate, falling, change=near)
    return None


def _lone(passage: Passage, index: int) -> GrowthClaim | None:
    """N单位，同比增长P%: nothing may stand between the count and the word of growth, not even a noun."""
    rate, new = passage.figures[index], passage.figures[index - 1]
    stated = _GROWTH.fullmatch(passage.between(new, rate))
    lead = passage.lead(index - 1)
    if stated is None or _REFERS_BACK.search(lead):
        return None
    return GrowthClaim(
        new.start,
        rate.end,
        new,
        rate,
        _falls(stated["word"]),
        others=passage.alike(index - 1),
        added=_ADDED.search(passage.clause(index - 1)) is not None,
        cumulative=_CUMULATIVE.search(lead) is not None,
    )


def _reduction(passage: Passage, index: int) -> Reduction | None:
    """减少N单位，精简率P%: the count is the cut, or what was left of it."""
    rate, change = passage.figures[index], passage.figures[index - 1]
    if _is_rate(change) or not _CUT.fullmatch(passage.between(change, rate)):
        return None
    if not re.search(_CUT_WORD, passage.clause(index - 1)):
        return None
    cumulative = _CUMULATIVE.search(passage.lead(index - 1)) is not None
    return Reduction(change.start, rate.end, change, rate, passage.alike(index - 1), cumulative)


def _share(passage: Passage, index: int) -> ShareClaim | None:
    """N件，其中…M件、…率P%: the part is told by the rate's own word, or by standing beside it."""
    rate = passage.figures[index]
    words = re.split(r"[\s，,、；;（(]", passage.lead(index).strip())[-1]
    named = _SHARE.search(words)
    if named is None or _NO_SHARE.search(words):
        return None
    stem = (named["name"] or "")[-2:]
    for back in range(index - 1, max(-1, index - 4), -1):
        part = passage.figures[back]
        bound = _bound(passage, back, stem) or (_OF_TOTAL.fullmatch(words) and _is_of_which(passage, back))
        beside = back == index - 1 and re.fullmatch(rf"{_GAP}[{_HAN}]{{0,14}}", passage.between(part, rate))
        wholes = _wholes(passage, back, bound=bool(bound))
        if (bound or beside) and part.is_count and wholes:
            if not bound and rate.written is not None and rate.written.number == _ALL:
                return None
            sure = bool(bound) and _is_whole(passage, back, wholes[0])
            return ShareClaim(min(one.start for one in wholes), rate.end, part, wholes, rate, sure)
    return None


def _wholes(passage: Passage, index: int, *, bound: bool) -> tuple[FoundNumber, ...]:
    """What a count may be a part of: larger counts of its unit before it, the nearest first.

    A smaller one is taken only where words tie both together: then one of the two is wrong.
    """
    part, before = passage.figures[index], passage.before(index)
    larger = tuple(one for one in before if same_unit(one, part) and _holds(one, part))
    tied = bound and bool(before) and same_unit(before[0], part) and _is_whole(passage, index, before[0])
    return larger or (tuple(before[:1]) if tied else ())


def _bound(passage: Passage, index: int, stem: str) -> bool:
    """Whether a count is named by the rate's word (化解36件、化解率), or is a 其中 that ends like it (化解33件、和解率)."""
    clause = passage.clause(index).removesuffix("了").removesuffix("案件")
    if not stem or not clause:
        return False
    return clause.endswith(stem) or (clause.startswith("其中") and clause[-1] == stem[-1])


def _is_of_which(passage: Passage, index: int) -> bool:
    return passage.clause(index).startswith("其中")


def _is_whole(passage: Passage, index: int, whole: FoundNumber) -> bool:
    """Whether words tie a count to its whole: 其中 before the count, or a verb of intake before the whole."""
    if _is_of_which(passage, index):
        return True
    place = next(back for back in range(index - 1, -1, -1) if passage.figures[back] is whole)
    return _TAKEN_UP.search(passage.clause(place)) is not None


def _holds(whole: FoundNumber, part: FoundNumber) -> bool:
    return (
        whole.written is not None and part.written is not None and whole.written.value >= part.written.value
    )


def _is_rate(figure: FoundNumber) -> bool:
    return figure.written is None or figure.written.is_percent or figure.written.is_points


def _falls(word: str) -> bool:
    return _FALLING.search(word) is not None
