"""Shares of several kinds that no number sums up: 乡镇32件，县级部门175件，县级部门占全部的84.5%."""

from __future__ import annotations

from collections.abc import Sequence

from fazhi_report.sentences import words
from fazhi_report.sentences.claim import Answer, Claim, Formula, Identity, measure
from fazhi_report.sentences.clauses import Block, Term
from fazhi_report.sentences.quantity import Pattern, ratio, total
from fazhi_report.sentences.wholes import shared

ORDER = frozenset({"前者", "后者"})
"""Words for the first and the last of two counts."""
_ALL = 100
_GENERIC = Pattern(words.GENERIC_BASE)
_HINT = "核对这几个数"
_BOTH = Pattern("两项|两者|二者|合计|之和")
_KINDS = Pattern("(?:[划区]?分|类别?|种|看|中)(?:，|：|，分别[为是]?)|分别[为是]?")
_EACH = Pattern("分别|依次")
_LABELS = Pattern("([^，。；]+?)(?:[两二三四五六七八九十][个类种项级]|等)?，?(?:分别|依次)[为是有]?$")
_JOINT = Pattern("[、和与及]")
_JOINTS = frozenset({"、", "和", "，", "及", "与", "以及"})
_PAIR = 2


def together(term: Term, part: Term, block: Block) -> Sequence[Term]:
    """The counts that a share is of together: two that 前者 or 后者 are of, or the kinds of a division."""
    if _BOTH.search(term.share or "") and term.own.startswith(tuple(ORDER)):
        here = [one for one in block.terms[: term.index] if one.sentence == term.sentence and one.counted]
        return [one for one in here if one.family == part.family][-_PAIR:]
    run = _run_of(term, part, block)
    called = "".join(one.gap + one.after for one in run)
    base = _GENERIC.sub("", term.share or "")
    return run if shared(base, called) * 2 >= len(base) else []


def _run_of(term: Term, part: Term, block: Block) -> list[Term]:
    """The kinds that a share is one of where no number says how many they are together; none where one may.

    按层级划分：乡镇32件，县级部门175件，派出机构13件，县级部门占全部的80%: of the sum of the three.
    """
    same = [one for one in block.terms if one.sentence == term.sentence and one.family == part.family]
    run = [one for one in same if one.index < term.index and one.counted and one.scope == part.scope]
    whole = run == same and len(run) >= _PAIR and run[-1].index - run[0].index == len(run) - 1
    if not whole or part not in run or any(one.total or one.base for one in run):
        return []
    opened = any(one.opener for one in run[1:])
    if opened or not _KINDS.search(run[0].gap):
        return []
    # The first and largest may be what the others are of: then the sum is only another reading.
    first = run[0] is max(run, key=lambda one: one.quantity.value) and run[0] is not part
    if _EACH.search(run[0].gap) or (len(run) > _PAIR and (run[0].opener or not first)):
        return run
    share = ratio(part.quantity.span, total([one.quantity.span for one in run]), _ALL)
    return run if share is not None and term.quantity.rounds(share) else []


def of_sum(term: Term, part: Term, members: Sequence[Term]) -> Claim:
    """前者占两项合计的66%: of several counts together."""
    whole = total([one.quantity.span for one in members])
    share = ratio(part.quantity.span, whole, _ALL)
    stated, used = term.quantity, (term.quantity, *(one.quantity for one in members))
    if share is not None and stated.rounds(share):
        return Claim(Identity.SHARE, Answer.RIGHT, stated, used)
    size = measure([one.quantity for one in members])
    formula = Formula().plus([one.quantity.value for one in members], size)
    formula = formula.over(part.quantity.value, formula.result, size, max(stated.digits, 1))
    return Claim(Identity.SHARE, Answer.WRONG, stated, used, f"{formula.text}，不是{stated.text}", _HINT)


def labelled(subject: str, here: Sequence[Term]) -> Term | None:
    """The count of a row whose labels stand before it: 城市管理、市场监管两类，分别为3420件、2156件，城市管理类占比."""
    for place, first in enumerate(here):
        match = _LABELS.search(first.gap)
        if match is None:
            continue
        row = [first]
        for one in here[place + 1 :]:
            if one.gap not in _JOINTS:
                break
            row.append(one)
        labels = _JOINT.pieces(match[1])[-len(row) :]
        core = subject.rstrip("类的")
        at = [
            number for number, label in enumerate(labels) if label.endswith(core) or subject.startswith(label)
        ]
        return row[at[0]] if len(labels) == len(row) and len(at) == 1 and core else None
    return None
