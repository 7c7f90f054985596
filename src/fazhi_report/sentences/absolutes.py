"""Words that say all or none (全部办结, 零败诉) against a count that says otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from fazhi_report.sentences.claim import Answer, Claim, Formula, Identity, NumberSize
from fazhi_report.sentences.clauses import Block, Term
from fazhi_report.sentences.quantity import Pattern

_NONE = Pattern("(?:零|无一(?:件|起|人|例)?)(败诉|纠错|撤销|逾期|超期|投诉|差错)")
_LOST = Pattern("(?:判决|被|依法)[^，。；0-9]{0,6}(?:撤销|确认违法|变更|责令履行)[^，。；0-9]{0,6}$")
_WHOLLY = Pattern(
    "^[^，。；0-9]{0,12}(?:全部|均已|均在|全都|均按)[^，。；0-9]{0,12}?(办结|审结|完成|整改|化解|回复|答复|销号|履行|落实)"
)
_OPEN = Pattern(
    "尚未|尚在|仍在|正在|未办结|未审结|未完成|未整改|未化解|未回复|未答复|未履行|未销号|至今|超期|逾期"
)
_APART = Pattern("另|上年|去年|上一年|20[0-9]{2}年|结转|新收|不")


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
            if _left_over(other, term, resumed=resumed):
                yield _against(other, f"{term.quantity.text}“全部{match[1]}”")
                break


def _left_over(other: Term, term: Term, *, resumed: bool) -> bool:
    """Whether a count is one of those said to be all done, and is not."""
    said = other.phrase + other.after
    mine = (
        resumed
        or other.sentence == term.sentence
        or other.gap.rpartition("。")[2].startswith(("其中", "这", "上述"))
    )
    small = 0 < other.quantity.value <= term.quantity.value
    return other.counted and mine and small and bool(_OPEN.search(said)) and not _APART.search(other.phrase)


def _none(block: Block) -> Iterator[Claim]:
    """零败诉 against 判决该局败诉2件."""
    match = _NONE.search(block.text)
    if match is None:
        return
    sentence = block.text.count("。", 0, match.start())
    for term in block.terms:
        place = block.text.count("。", 0, term.quantity.start - block.start)
        ends = term.before.endswith(match[1]) or (match[1] == "败诉" and _LOST.search(term.phrase))
        if (
            ends
            and not _APART.search(term.phrase)
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
