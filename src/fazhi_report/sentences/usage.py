"""Words and units against the numbers beside them: 同比 and 环比, sizes of sums, rates above 100%, 全部, 零."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from fazhi_report.sentences.claim import PERCENT, Answer, Claim, Formula, Identity, NumberSize, measure
from fazhi_report.sentences.clauses import Block, Term
from fazhi_report.sentences.quantity import Pattern

_PART = "第?[一二三四]季度|[上下]半年|1?[0-9]月份?"
_MOST_BETWEEN = 10
"""Characters between the words and the number that they speak of."""
_REACH = 40
_PERIOD = Pattern(_PART)
_BEFORE = Pattern(rf"(?P<word>同比)(?:[较比与于])?(?P<period>{_PART})")
_BEFORE_BACK = Pattern(rf"(?:与|较|比|和)(?P<period>{_PART})(?:相比)?(?P<word>同比)")
_NEAR = Pattern("(?P<word>同比)(?:[较比与于])?(?P<period>上个?季度|上个?月|上期)")
_YEARS_BACK = Pattern(
    "(?:较|比|与)(?P<period>去年同期|上年同期|上年度?|去年|20[0-9]{2}年(?:同期)?)(?:相比)?(?P<word>环比)"
)
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
        (_YEARS_BACK, "同比", Answer.ASK),
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
            yield Claim(Identity.PERIOD, answer, at, (at,), message, f"改为“{right}”，或者核对比较的时期")


_BUDGET = Pattern("经费|总额|资金|收入|支出|投入|财政|入库|预算|罚没|金额合计")
_GIFT = Pattern("补贴|奖金|慰问|补助|救助|奖励|慰问品|抚恤|津贴|救济|慰问金|报酬")
_LEAST = 10_000
_MOST_EACH = 1_000_000
"""元: a sum of an office below the first, or of one person above the second, is asked."""


def sizes(block: Block) -> Iterator[Claim]:
    """The claims that a sum of money has the size of what it is for."""
    for term in block.terms:
        if term.family != "money" or term.quantity.planned or term.change or term.average:
            continue
        quantity = term.quantity
        if (
            quantity.factor == 1
            and quantity.digits
            and _BUDGET.search(term.phrase)
            and quantity.value < _LEAST
        ):
            text = Formula().beside(quantity.value, Fraction(_LEAST), NumberSize()).text
            message = f"“{term.phrase[-8:]}{quantity.text}”不足一万元（{text}），单位是不是漏了“万”？"
            yield Claim(Identity.SIZE, Answer.ASK, quantity, (quantity,), message, "核对单位")
        elif quantity.factor > 1 and _GIFT.search(term.phrase):
            yield from _each(term, block)


def _each(term: Term, block: Block) -> Iterator[Claim]:
    for other in reversed(block.terms[: term.index]):
        if other.sentence != term.sentence:
            return
        if other.counted and other.family in {"person", "case", "户", "家"} and other.quantity.value > 0:
            each = term.quantity.value / other.quantity.value
            if each > _MOST_EACH:
                formula = Formula().divided(term.quantity.value, other.quantity.value, NumberSize(), 0)
                message = f"{formula.text}，平均每{other.quantity.unit[-1]}超过百万元，单位是不是“元”？"
                yield Claim(
                    Identity.SIZE,
                    Answer.ASK,
                    term.quantity,
                    (term.quantity, other.quantity),
                    message,
                    "核对单位",
                )
            return


_ALL = 100
# 完成率 and 增长率 may lie above 100%, these may not.
_BOUNDED = Pattern(
    "(?:合格|参考|参学|参训|覆盖|化解|成功|出庭|应诉|整改|采纳|满意|好评|和解|纠错|败诉|胜诉|回复|答复|反馈|公开"
    "|备案|报备|审查|审核|知晓|协同|普及|优秀|公示|持证)率$|满意度$|占比$"
)


def beyond_all(block: Block) -> Iterator[Claim]:
    """Rates of which there cannot be more than all."""
    for term in block.terms:
        name = "占比" if term.share == "" else term.rate
        if term.stated and term.quantity.value > _ALL and _BOUNDED.search(name):
            text = Formula().beside(term.quantity.value, PERCENT.all, PERCENT).text
            message = f"{name}{term.quantity.text}，超过了 100%：{text}"
            used = (term.quantity,)
            yield Claim(
                Identity.OVER, Answer.WRONG, term.quantity, used, message, "核对分子、分母，口径要一致"
            )


_REACHED = Pattern("^(?:达到?|为|共|总计|合计)")
_SAME = Pattern("^(?:合|约合|折合|即|共计|计)$")
_PASSED = frozenset({"突破", "超过", "超", "逾", "跨越", "迈上", "高于", "多于"})


def restated(block: Block) -> Iterator[Claim]:
    """One number said twice: 突破2000件，达到1968件; 1240万元（合1.24亿元）; 近500件（512件）."""
    for term in block.terms[1:]:
        before = block.terms[term.index - 1]
        if term.family != before.family or term.sentence != before.sentence or term.change or before.change:
            continue
        same, passed = (
            _SAME.match(term.phrase),
            before.quantity.hedge in _PASSED and _REACHED.match(term.phrase),
        )
        bracketed = term.owner is before and (
            same or (not term.phrase and before.quantity.hedge and not term.base)
        )
        if not bracketed and not (passed and term.scope == before.scope):
            continue
        used = (term.quantity, before.quantity)
        if not term.quantity.span.apart(before.quantity.span):
            yield Claim(Identity.RESTATED, Answer.RIGHT, term.quantity, used)
            continue
        text = Formula().beside(term.quantity.value, before.quantity.value, measure(used)).text
        message = f"同一个数，前写{before.quantity.text}，后写{term.quantity.text}：{text}"
        answer = Answer.ASK if bracketed and not same else Answer.WRONG
        yield Claim(
            Identity.RESTATED, answer, term.quantity, used, message, "核对两处；约数、单位换算要与确数相符"
        )


_NONE = Pattern(
    "(?:零(?P<zero>败诉|投诉|事故|信访|复议|纠错|违规|差错|上访|发案|举报|违纪|超期|逾期)"
    "|无一(?:例|件|起|宗|人)?(?:被)?(?P<not_one>败诉|撤销|纠错|投诉|违规|上访|超期|逾期))(?=[”，。；、]|的?目标|$)"
)
_LOST = Pattern("(?:判决|被|依法)[^，。；0-9]{0,6}(?:撤销|确认违法|变更|责令履行)[^，。；0-9]{0,6}$")
_WHOLLY = Pattern(
    "^[^，。；0-9]{0,12}(?:全部|均已|均在|全都|均按)[^，。；0-9]{0,12}?(办结|审结|完成|整改|化解|回复|答复|销号|履行|落实)"
)
_OPEN = Pattern(
    "尚未|尚在|仍在|正在|未办结|未审结|未完成|未整改|未化解|未回复|未答复|未履行|未销号|至今|超期|逾期"
)
_FINISHED = frozenset({"办结", "审结", "完成", "整改", "化解", "销号"})
_NOT_OF_THEM = Pattern("另|上年|去年|上一年|20[0-9]{2}年|结转|新收|不")


def absolutes(block: Block) -> Iterator[Claim]:
    """The claims that a block makes by 全部 and 零."""
    yield from _none(block)
    for term in block.terms:
        match = _WHOLLY.match(term.rest_of_sentence) if term.counted else None
        if match is None:
            continue
        resumed = False
        for other in block.terms[term.index + 1 :]:
            if other.sentence - term.sentence > 1 or other.family != term.family:
                break
            # ……64件全部审结。这64件中，有3件至今未结
            resumed = resumed or (other.gap.endswith("这") and other.quantity.value == term.quantity.value)
            if _left_over(other, term, resumed=resumed) and _denies(other, match[1]):
                yield _against(other, f"{term.quantity.text}“全部{match[1]}”")
                break


def _denies(other: Term, done: str) -> bool:
    """Whether what a count is not yet is what all were said to be: 正在解决 does not deny 全部答复."""
    said = other.phrase + other.after
    return done in _FINISHED or f"未{done}" in said or "超期" in said or "逾期" in said


def _left_over(other: Term, term: Term, *, resumed: bool) -> bool:
    """Whether a count is one of those said to be all done, and is not."""
    said = other.phrase + other.after
    mine = (
        resumed
        or other.sentence == term.sentence
        or other.gap.rpartition("。")[2].startswith(("其中", "这", "上述"))
    )
    small = 0 < other.quantity.value <= term.quantity.value
    return (
        other.counted
        and mine
        and small
        and bool(_OPEN.search(said))
        and not _NOT_OF_THEM.search(other.phrase)
    )


def _none(block: Block) -> Iterator[Claim]:
    """零败诉 against 判决该局败诉2件."""
    match = _NONE.search(block.text)
    if match is None:
        return
    name = match["zero"] or match["not_one"]
    sentence = block.text.count("。", 0, match.start())
    for term in block.terms:
        place = block.text.count("。", 0, term.quantity.start - block.start)
        ends = term.phrase.endswith(name) or (name == "败诉" and _LOST.search(term.phrase))
        if (
            ends
            and not _NOT_OF_THEM.search(term.phrase)
            and term.counted
            and term.quantity.value > 0
            and 0 <= place - sentence <= 1
        ):
            yield _against(term, f"“{match[0]}”")
            return


def _against(term: Term, said: str) -> Claim:
    quantity = term.quantity
    text = Formula().beside(quantity.value, Fraction(0), NumberSize()).text
    message = f"前写{said}，这里有{quantity.text}：{text}"
    return Claim(Identity.ALL, Answer.WRONG, quantity, (quantity,), message, "核对两处，口径不同的写明")
