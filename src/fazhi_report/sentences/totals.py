"""Totals behind their list: A、B、C，共计N."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fazhi_report.sentences import words
from fazhi_report.sentences.clauses import Block
from fazhi_report.sentences.listing import NUMERALS, PAIR, Listing, Tie
from fazhi_report.sentences.quantity import Pattern
from fazhi_report.sentences.terms import Term

_MOST = 12
"""Counts before a total that can be its addends."""
_COUNT = Pattern(r"([两二三四五六七八九十])[项类个种级][^0-9，。；、]{0,3}(?:共|合计|总计|累计)")
_ADDED = Pattern("合计|共计|总计")
_EVERY = Pattern("各类|各项")
_DONE = Pattern(words.DONE)
_STOCK = Pattern("新增|新建|净增|新设")
_NOTHING = Pattern(
    "合计|共计|总计|累计|总数|总量|总共|一共|总额|全部|各类|各项|[两二三四五六七八九十][项类个种级]|全年|全县|全市|全区|共|总|计"
    "|达到?|为|有|市级以上|以上|，|的|领域|案件|材料|单位|活动|开展|文件|两年|上述|等"
)
"""Words that give a total no subject of its own."""


def totals(block: Block) -> Iterator[Listing]:
    """The lists of a block that a total follows."""
    for term in block.terms:
        if term.total and term.counted and term.index:
            listed = _listed(term, block)
            if listed is not None:
                yield listed


def _listed(term: Term, block: Block) -> Listing | None:
    number = _COUNT.search(term.phrase)
    count = NUMERALS[number[1]] if number else 0
    parts = _addends(term, block, count)
    if len(parts) < max(PAIR, count) or term.quantity.value < max(one.quantity.value for one in parts):
        return None
    # 新增7家，总数达到41家: the total of a stock, not of the list.
    if _STOCK.search(parts[-1].phrase) or not _tied(term, parts, block, count):
        return None
    return Listing(parts, [term], Tie.TOTAL, count=count)


def _addends(term: Term, block: Block, count: int) -> list[Term]:
    """The counts before a total: of its sentence, or where it says how many of the sentence before."""
    row = [one for one in block.terms[: term.index] if one.scope == term.scope and one.counted][-_MOST:]
    here = [one for one in row if one.sentence == term.sentence]
    if not here and count:
        here = [one for one in row if one.sentence == term.sentence - 1]
    same = [one for one in here if one.family == term.family]
    mixed = count or _EVERY.search(term.phrase)
    return here if mixed and len(same) < max(PAIR, count) else same


def _tied(term: Term, parts: Sequence[Term], block: Block, count: int) -> bool:
    """Whether words make a number the total of the list before it."""
    pure = _pure(parts, term, block)
    if _EVERY.search(term.phrase) and pure:
        return True
    if not (count or pure or _ADDED.search(term.phrase)):
        return False
    # 两年共审结316件 is no total of what was received: a verb of its own must stand in the list, too.
    spelt = _ADDED.search(term.phrase) is not None and _DONE.search(term.phrase) is None
    return _same_subject(term, parts, count) or (pure and spelt)


def _pure(parts: Sequence[Term], term: Term, block: Block) -> bool:
    """Whether nothing but the members of a list stands between its first member and its total."""
    between = [one for one in block.terms[parts[0].index : term.index] if one.scope == term.scope]
    return len(between) == len(parts) and not any("；" in one.gap for one in [*parts[1:], term])


def _same_subject(term: Term, parts: Sequence[Term], count: int) -> bool:
    """Whether a total speaks of what its list speaks of, or of nothing in particular."""
    left = _NOTHING.sub("", term.phrase)
    if not left or (count and count == len(parts)):
        return True
    listed = "".join(one.clause for one in parts)
    pairs = {left[place : place + 2] for place in range(len(left) - 1)} or {left}
    return any(pair in listed for pair in pairs)


def outermost(parts: Sequence[Term]) -> list[Term]:
    """The parts of a list without those that 其中 makes parts of another, up to the next semicolon."""
    found: list[Term] = []
    inside = False
    for part in parts:
        if part is not parts[0] and part.opener:
            inside = True
        elif "；" in part.gap or "另" in part.gap:
            inside = False
        if not inside:
            found.append(part)
    return found
