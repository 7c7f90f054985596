"""Which indicator of the catalogue a figure is: weighed by the words around it, each key given once."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from fazhi_report.norms.catalogue import Indicator, catalogue
from fazhi_report.numbers.finder import FoundNumber

LEAST = 0.34
"""Below this no key of the catalogue is proposed."""
SURE = 0.6
"""From here on a proposed key is taken without asking."""
_NEAR = 24
_AFTER = 12
_STOP = "。；"
_CLAUSE = re.compile("[，。；：]")
_LABEL_EDGE = re.compile(
    "^(?:其中|对(?![口标外内])|和(?![解谐平])|与(?!会)|及(?![时格])|全年|累计|共计|共|已|并|全市|全县|全区|[0-9]{4}年)+|(?:累计|共计|共|达到?|为|了|超过|近|约|第|的)+$"
)
_GENERAL = 4
"""A label of so few characters names no domain."""
_DOUBT = 0.5
_SHORT = 2
"""Words before a figure that say too little to name it."""
_NOUN_ENDS = re.compile("和?[0-9]|进行|开展|完成|均|全部|等|已|在|组成|实现")
_WEIGHTS = (0.50, 0.22, 0.16, 0.12)
"""Of the label in the clause, the label in the sentence, the definition, the domain."""


@dataclass(frozen=True, slots=True)
class Context:
    """The words around a figure.

    Args:
        before: The clause before it, nearest words last.
        after: The words behind its unit, to the next mark.
        sentence: The whole sentence.
        heading: The headings above.
        unit: Its unit.
        percent: Whether it is a percentage or percentage points.
    """

    before: str
    after: str
    sentence: str
    heading: str
    unit: str
    percent: bool


@dataclass(frozen=True, slots=True)
class Proposal:
    """The key proposed for a figure.

    Args:
        key: Of the catalogue, or ``imported.…``.
        label: The indicator's name, or the words before the figure.
        confidence: From 0 to 1.
        context: The words that it was told by.
    """

    key: str
    label: str
    confidence: float
    context: Context


def around(text: str, number: FoundNumber, heading: str) -> Context:
    """The words around a number of a text."""
    start = max((text.rfind(mark, 0, number.start) for mark in _STOP), default=-1) + 1
    ends = [at for mark in _STOP if (at := text.find(mark, number.end)) >= 0]
    sentence = text[start : min(ends, default=len(text))]
    clause = _CLAUSE.split(text[start : number.start])
    before = clause[-1] if len(clause[-1]) > 1 or len(clause) == 1 else "".join(clause[-2:])
    after = re.split("[，。；、：]", text[number.end : number.end + _AFTER])[0]
    written = number.written
    percent = bool(written and (written.is_percent or written.is_points))
    return Context(before[-_NEAR:], after, sentence, heading, number.unit, percent)


def proposals(
    contexts: Sequence[Context], least: float = LEAST, taken: Collection[str] = ()
) -> list[Proposal]:
    """A key for every figure; the surest get theirs first.

    Args:
        contexts: In the order of the text.
        least: The confidence below which no key of the catalogue is proposed.
        taken: Keys that others have already.
    """
    ranked = sorted(
        ((score, at, one) for at, context in enumerate(contexts) for score, one in _ranked(context, least)),
        key=lambda entry: (-entry[0], entry[1], entry[2].key),
    )
    used = set(taken)
    chosen: dict[int, Proposal] = {}
    for score, at, one in ranked:
        if at not in chosen and one.key not in used:
            used.add(one.key)
            chosen[at] = Proposal(one.key, one.label, min(score, 1.0), contexts[at])
    return [chosen.get(at) or _own(at, context) for at, context in enumerate(contexts)]


def _own(at: int, context: Context) -> Proposal:
    words = _LABEL_EDGE.sub("", re.split("[、“”《》（）]", context.before)[-1]).strip()
    if len(words) <= _SHORT:
        # 建立33名法治监督员队伍: what is counted stands behind.
        behind = _NOUN_ENDS.split(context.after)[0].strip()
        words = behind if len(behind) >= _SHORT else words + behind
    return Proposal(f"imported.figure_{at + 1}", words or context.unit or "数据", 0.0, context)


def _ranked(context: Context, least: float) -> list[tuple[float, Indicator]]:
    """The indicators that the words may mean, with their scores."""
    found = []
    for one in catalogue().indicators.values():
        if (one.kind == "rate") != context.percent:
            continue
        if not context.percent and not _same_unit(one, context.unit):
            continue
        score = _score(one, context)
        if score >= least:
            found.append((score, one))
    return found


def _same_unit(one: Indicator, unit: str) -> bool:
    return unit in one.units or (one.kind == "money" and unit.endswith("元"))


def _score(one: Indicator, context: Context) -> float:
    near = context.before + context.after
    around = context.sentence + context.heading
    label = _pairs(one.label)
    said = _share(label, around)
    # Without a piece of its name nothing reaches `LEAST`: most indicators are done with here.
    if not said and not _share(label, near):
        return 0.0
    domain = catalogue().domains.get(one.domain, "")
    parts = (
        _share(label, near),
        said,
        _share(_pairs(one.definition), context.sentence),
        _share(_pairs(domain), around),
    )
    score = sum(weight * part for weight, part in zip(_WEIGHTS, parts, strict=True))
    if len(one.label) <= _GENERAL and not parts[-1]:
        # 办结率 says nothing of whose cases: where the domain is not named, it may be anybody's.
        score *= _DOUBT
    # A label that stands whole in the clause says more than its pieces.
    return score + 0.15 * (one.label in near) + 0.05 * (context.unit == one.unit)


@lru_cache(maxsize=2048)
def _pairs(words: str) -> frozenset[str]:
    """Neighbouring characters of words, marks left out; a lone character stands for itself."""
    plain = re.sub(r"[^\w]", "", words)
    return frozenset(plain[at : at + 2] for at in range(len(plain) - 1)) or frozenset({plain})


def _share(pairs: frozenset[str], text: str) -> float:
    """How much of the pairs a text holds."""
    return sum(pair in text for pair in pairs) / max(len(pairs), 1)
