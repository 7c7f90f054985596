"""The opening of a report against its body: the same thing counted with another number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from fazhi_report.sentences.claim import Answer, Claim, Formula, Identity, measure
from fazhi_report.sentences.clauses import Term
from fazhi_report.sentences.quantity import Pattern
from fazhi_report.sentences.rates import rates
from fazhi_report.sentences.roles import read
from fazhi_report.sentences.wholes import shared

_SCOPE = Pattern(
    "(?:20[0-9]{2}年(?:度)?|全年|一年来|今年以来|今年|本年度?|年内|共计?|累计|总计|合计|了|已|[全我][县市区镇乡州局]|达到?|为|[，、的])"
)
_OTHER_SCOPE = Pattern("其中|本级|专项|期间|季度|半年|月|首批|试点|新增|同比")
_LONGER = Pattern("近[一二三四五两0-9]年|以来|历年|[三五]年[来间]")
_VERBS = Pattern("办理|受理|审结|收到|接收|新收|办结|研究|审议|培训|开展|举办|组织|立案|审查|审核")
_QUOTES = Pattern("[“”（）()]")
_VAGUE = Pattern("相关|有关|各类|各级")
_DOER = Pattern("[一-鿿]{0,8}(?:局|委|办|政府|院|部门|中心|所|机关|系统|单位|支队|大队|队)")
_SHORTEST = 4
_STOP = Pattern("[。！？\n]")


def opening_claims(opening: str | Sequence[str], body: str | Sequence[str]) -> Iterator[Claim]:
    """The claims that the numbers of an opening stand in the body, too; places count in the opening's paragraphs.

    Args:
        opening: The paragraphs of the opening.
        body: The paragraphs of the body.
    """
    opening, body = ([one] if isinstance(one, str) else one for one in (opening, body))
    stated = [term for text in opening for block in read(text) for term in block.terms if _usable(term)]
    if not stated:
        return
    rows = [(text, term) for text in body for block in read(text) for term in block.terms if _usable(term)]
    for term in stated:
        name = _name(term)
        if len(name) < _SHORTEST:
            if len(name) == _SHORTEST - 1 and term.rate:
                yield from _against_counts(term, body)
            continue
        same = [other for _, other in rows if _matches(term, name, other)]
        if same:
            yield from _judged(term, same)
        elif term.rate:
            yield from _against_counts(term, body)
        else:
            near = [other for _, other in rows if _near(term, name, other)]
            if near:
                yield from _asked(term, near)


def _against_counts(term: Term, body: Iterable[str]) -> Iterator[Claim]:
    """A rate of the opening against the counts of the body: read as if it stood behind the sentence of its part."""
    stem = term.rate.removesuffix("率")[-_SHORTEST:]
    found: list[Claim] = []
    for text in body:
        for sentence in _STOP.pieces(text):
            if shared(stem, sentence) * 2 < len(stem) or not stem:
                continue
            words = f"{sentence}，{term.rate}{term.quantity.text}"
            place = len(sentence) + 1 + len(term.rate)
            found += [one for block in read(words) for one in rates(block) if one.at.start == place]
    if any(one.answer is Answer.RIGHT for one in found):
        yield Claim(Identity.OPENING, Answer.RIGHT, term.quantity, (term.quantity,))
        return
    for one in found[:1]:
        if one.answer is Answer.WRONG:
            message = f"开头写{term.rate}{term.quantity.text}，正文的数算出来：{one.message}"
            hint = "核对开头的百分比与正文的数"
            yield Claim(Identity.OPENING, Answer.WRONG, term.quantity, (term.quantity,), message, hint)


def _usable(term: Term) -> bool:
    if term.change or term.base or term.average or term.quantity.planned or term.start:
        return False
    if _LONGER.search(term.gap.rpartition("。")[2]):
        return False
    return (term.counted and term.scope == 0) or (bool(term.rate) and term.share is None)


def _name(term: Term) -> str:
    words = term.rate or term.phrase
    return _SCOPE.sub("", _QUOTES.sub("", words))


def _matches(term: Term, name: str, other: Term) -> bool:
    if term.family != other.family or _OTHER_SCOPE.search(other.phrase) or other.opener:
        return False
    found = _name(other)
    if term.rate:
        return (
            bool(other.rate)
            and (found.endswith(name[-5:]) or name.endswith(found[-5:]))
            and len(found) >= _SHORTEST
        )
    if found == name:
        return True
    # 县司法局……审查政府合同128份, and 县司法局共审查政府合同118份: the body names who it was again.
    doer = found.removesuffix(name)
    return doer != found and _DOER.fullmatch(doer) is not None and doer in term.gap


def _near(term: Term, name: str, other: Term) -> bool:
    """Whether two counts are of one thing in other words: 办理行政复议案件 and 受理行政复议案件."""
    if (
        term.family != other.family
        or term.rate
        or other.rate
        or _OTHER_SCOPE.search(other.phrase)
        or other.opener
    ):
        return False
    one, two = _bare(name), _bare(_name(other))
    if len(one) < _SHORTEST or len(two) <= 1:
        return False
    return (
        one == two
        or (len(two) >= _SHORTEST and (one.endswith(two) or two.endswith(one)))
        or (term.family == "人次" and one[-4:] == two[-4:])
    )


def _bare(name: str) -> str:
    """A name without verbs, 相关 and the like."""
    return _VAGUE.sub("", _VERBS.sub("", name))


def _judged(term: Term, same: Sequence[Term]) -> Iterator[Claim]:
    used = (term.quantity, same[0].quantity)
    if any(term.quantity.may_be(other.quantity.span) for other in same):
        yield Claim(Identity.OPENING, Answer.RIGHT, term.quantity, used)
        return
    text = Formula().beside(term.quantity.value, same[0].quantity.value, measure(used)).text
    message = f"开头写{term.quantity.text}，正文写{same[0].quantity.text}：{text}"
    if term.quantity.hedge or same[0].quantity.hedge:
        yield Claim(
            Identity.OPENING, Answer.ASK, term.quantity, used, message, "核对两处的数，约数与确数应相符"
        )
        return
    yield Claim(Identity.OPENING, Answer.WRONG, term.quantity, used, message, "核对两处的数，口径不同的写明")


def _asked(term: Term, near: Sequence[Term]) -> Iterator[Claim]:
    if any(term.quantity.may_be(other.quantity.span) for other in near):
        return
    other = near[0].quantity
    text = Formula().beside(term.quantity.value, other.value, measure((term.quantity, other))).text
    message = f"开头写{term.quantity.text}，正文写{other.text}，说法不同：{text}"
    yield Claim(
        Identity.OPENING,
        Answer.ASK,
        term.quantity,
        (term.quantity, other),
        message,
        "同一件事的，两处应一致；不同的，写明口径",
    )
