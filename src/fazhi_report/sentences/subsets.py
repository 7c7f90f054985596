"""One quantity inside another without a word such as 其中: 发现126个，整改到位171个."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi_report.sentences.claim import Answer, Claim, Kind
from fazhi_report.sentences.clauses import Block
from fazhi_report.sentences.formula import Formula, measure
from fazhi_report.sentences.terms import Term

_SUBSET = re.compile(
    "整改|采纳|收回|回收|实际|败诉|胜诉|满意|合格|通过|出庭|移送|履行|化解|反馈|销号|优秀|良好|达标|落实|完成|处置|兑现|答复|回复|调解成功"
    "|调处|建成|配备|覆盖|纠正|查实|属实|采用|采信|录用|到位|办复|签订|评为|被评|获评|受理|回函|取得|获得|领取|考取|收回|回复|按期"
)
_TAKEN = re.compile(
    "发现|排查|梳理|收到|收集|受理|接收|新收|立案|提出|出具|发放|发出|制发|下达|应|组织|征集|交办|转办|移送|抽查|检查|抽检|评查|审查|审核|审理|开庭"
    "|共有|现有|聘任|列入|办理|签订|达成|报送|制定|反馈|查出|摸排|承接|起草|收办|申请|检测|培训|调查|涉及|需|纳入|登记|建立|回访|答|参加|参考|报考|选派|安排"
)
_CARRIED = re.compile("审结|办结|结案|出具|办理|办复|结清")
_INTAKE = re.compile("收到|受理|接收|新收|立案|收案|申请|接收")
_ANAPHORA = re.compile(
    "[查访研审督]中发现|其中|这些|上述|对其|[看中里]，|经审查|经核查|经审核|该批|此类|前述|在[^，。；]{1,10}中"
)
_ALL = re.compile("全部|均已|全都|悉数")
_ZERO = re.compile(
    "零(败诉|投诉|事故|信访|复议|纠错|违规|差错|上访|发案|举报|违纪)|无一(?:例|件|起|宗)?(?:被)?(败诉|撤销|纠错|投诉|违规|上访)"
)


def subsets(block: Block) -> Iterator[Claim]:
    """The claims of parts inside wholes that no list word ties."""
    counted = [one for one in block.terms if one.counted and not one.scope]
    for place, term in enumerate(counted):
        earlier = [one for one in counted[:place] if one.family == term.family]
        if any(one.stock == "start" and one.sentence == term.sentence for one in earlier):
            continue
        named = re.search("在?([一-鿿]{2,6}?)(?:当)?[中里]，", term.gap.split("。")[-1])
        if named:
            holders = [one for one in earlier if named[1].removesuffix("案件") in one.words]
            if holders:
                earlier = holders[-1:]
        if not earlier:
            continue
        yield from _larger(term, earlier, block)
    yield from _all(block)
    yield from _zero(block)


def _larger(term: Term, earlier: list[Term], block: Block) -> Iterator[Claim]:
    near = earlier[-1]
    same = near.sentence == term.sentence
    if term.opener or term.total or term.rest or term.stock == "start" or near.stock == "start":
        if same or not _ANAPHORA.search(term.gap):
            return
    if (
        re.search(
            "累计|共计|合计|连同|含|结转|历年|往年|另|全市|全省|全国|共有|增至|新增|目前",
            term.phrase + term.after,
        )
        or term.to is not None
    ):
        return
    if term.phrase.startswith("在") and "中" in term.after:
        return
    if same and not _follows(term, near, block):
        return
    if not same and (
        term.sentence - near.sentence > 1 or not _ANAPHORA.search(term.gap.split("。")[-1] + term.after)
    ):
        return
    if re.search("任务|计划|目标|下达|指标|季度|月份|半年", near.phrase + term.phrase):
        return
    subset = (
        _SUBSET.search(term.phrase + term.after) is not None
        and _TAKEN.search(near.phrase + near.after) is not None
    )
    carried = (
        _CARRIED.search(term.phrase) is not None
        and _INTAKE.search(near.phrase) is not None
        and not subset
        and _CARRIED.search(near.phrase) is None
    )
    anaphora = not same or "其中" in term.gap
    if not (subset or carried or anaphora or _among(term, near)):
        return
    used = (term.quantity, near.quantity)
    low, high = term.quantity.span.low, near.quantity.span.high
    if low is None or high is None or low <= high:
        yield Claim(Kind.PART, Answer.RIGHT, term.quantity, used)
        return
    if any(
        one.quantity.value >= term.quantity.value and term.sentence - one.sentence <= 1 for one in earlier
    ) and not _among(term, near):
        return
    text = Formula().beside(term.quantity.value, near.quantity.value, measure(used)).text
    if carried:
        message = f"{text}：办结的比收到的多，是否含上年结转？"
        yield Claim(
            Kind.CARRIED,
            Answer.ASK,
            term.quantity,
            used,
            message,
            "含上年结转的写明“含上年结转N件”；不含的核对两个数",
        )
        return
    message = f"{text}：{term.quantity.text}不会比前面的{near.quantity.text}还多"
    yield Claim(Kind.PART, Answer.WRONG, term.quantity, used, message, "核对两个数，口径不同的写明")


def _follows(term: Term, near: Term, block: Block) -> bool:
    """Whether a count follows another as its next step, and what both count may be the same."""
    if "；" in term.gap or term.phrase.startswith(("全年", "今年", "另", "还", "同时")):
        return False
    noun = re.sub("^(?:已|均|全部|依法|督促|成功|及时|按期|被|实际|当场|共|其中|对|了|并)*", "", term.phrase)
    noun = _SUBSET.sub("", _CARRIED.sub("", noun))
    noun = re.sub("[的了到位有效完成应已不经后件份率]|法院|行政机关|负责人|出庭|现场|书面", "", noun)
    own = len(noun) >= 2
    shared = any(noun[place : place + 2] in near.clause for place in range(len(noun) - 1))
    return not own or shared


def _among(term: Term, near: Term) -> bool:
    """Whether both stand in one clause: 全县412个村中建成文化阵地的489个."""
    return (
        term.clause_id == near.clause_id
        and re.search("[中里]", term.before) is not None
        and term.before.endswith("的")
    )


def _all(block: Block) -> Iterator[Claim]:
    """23件全部通过，通过21件: all of them are as many."""
    for term in block.terms[1:]:
        before = block.terms[term.index - 1]
        if (
            term.family != before.family
            or not (term.counted and before.counted)
            or term.scope
            or before.sentence != term.sentence
        ):
            continue
        match = re.search("(?:全部|均已|全都|悉数)([一-鿿]{2,6})", term.gap)
        if match is None or term.pending or term.opener or term.rest:
            continue
        verb = match[1]
        same = any(verb[place : place + 2] in term.phrase for place in range(len(verb) - 1))
        if not same:
            continue
        used = (term.quantity, before.quantity)
        if before.quantity.may_be(term.quantity.span):
            yield Claim(Kind.PART, Answer.RIGHT, term.quantity, used)
            continue
        text = Formula().beside(term.quantity.value, before.quantity.value, measure(used)).text
        message = f"“{match[0][:4]}”的应是{before.quantity.text}，不是{term.quantity.text}：{text}"
        yield Claim(Kind.PART, Answer.WRONG, term.quantity, used, message, "核对两个数，不是全部的改写")


def _zero(block: Block) -> Iterator[Claim]:
    """败诉3件……零败诉: none is none."""
    for match in _ZERO.finditer(block.text):
        name = match[1] or match[2]
        place = match.start() + block.start
        for term in block.terms:
            ends = block.text[term.quantity.end - block.start : match.start()]
            if term.quantity.start < place and "。" not in ends and term.counted and term.quantity.value > 0:
                if re.search(f"{name}$", term.phrase) and not term.base:
                    message = f"{term.quantity.text}{name}，又说“{match[0]}”：{term.quantity.number} > 0"
                    yield Claim(
                        Kind.PART,
                        Answer.WRONG,
                        term.quantity,
                        (term.quantity,),
                        message,
                        "核对件数，或者改写“零”的说法",
                    )
