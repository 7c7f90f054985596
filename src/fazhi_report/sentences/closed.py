"""Lists that are closed: by their rest or what is not done (其余126件), or by a total behind them (共计261件)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fazhi_report.sentences import words
from fazhi_report.sentences.clauses import Block, Term
from fazhi_report.sentences.lists import (
    MOST_WHOLES,
    NUMERALS,
    PAIR,
    Listing,
    Tie,
    alike,
    fits,
    goes_on,
    opens,
    rows,
)
from fazhi_report.sentences.quantity import Pattern

_MOST_BEFORE = 12
"""Counts before a closing part among which its whole is looked for."""
_DENIED = Pattern(r"(?:不予|未|尚未|没有?|不)([一-鿿]{2})")
_SHUT = Pattern(
    "(?:除此之外|此外)[^，。；0-9]{0,2}没有|没有(?:其他|别的)|只(?:设|有|分|归)[这一两二三四五六]|再无|仅此|一个不[落少漏]|无一遗漏"
)
_DONE = Pattern(f"已|{words.DONE}")
_WAITING = Pattern("未结|在办|未办结|在审")
_NAMED = Pattern(r"(?:^|，|；|。)在?([一-鿿]{2,8}?)(?:当)?[中里]")


def closed(block: Block) -> Iterator[Listing]:
    """The closed lists of a block."""
    for row in rows(block):
        if (shut := _shut(row)) is not None:
            yield shut
        for place, last in enumerate(row):
            if not (last.rest or last.pending):
                continue
            same = [one for one in row[: place + 1] if one.family == last.family][-_MOST_BEFORE:]
            behind = [one for one in row[place + 1 :] if one.family == last.family]
            stocked = any(one.stock == "start" for one in same)
            later = not last.rest and any(one.rest for one in behind)
            if stocked or later or (behind and behind[0].total) or not _closes(last, same, block):
                continue
            listed = _listed(last, same, behind, block)
            if listed is not None:
                yield listed


def _shut(row: Sequence[Term]) -> Listing | None:
    """A list that words say to be whole: 来源只有三类，村干部58名、网格员49名、退休教师25名."""
    same = [one for one in row if one.family == row[-1].family]
    said = "".join(one.gap for one in same[1:]) + same[-1].rest_of_sentence
    if len(same) <= PAIR or not _SHUT.search(said):
        return None
    return Listing(same[1:], same[:1], Tie.CLOSED)


def _closes(last: Term, same: Sequence[Term], block: Block) -> bool:
    """Whether a part can close the list before it: no change stands between, and what it denies it denies alone."""
    if len(same) < PAIR:
        return not last.rest
    if any(one.change for one in block.terms[same[-2].index + 1 : last.index]):
        return False
    waits = last.pending and not last.rest
    parted = {"；" in one.gap for one in same[2:] if one.index > _first_opened(same)}
    if waits and len(parted) > 1 and _named(same) is None:
        return False
    return not (waits and any(one.pending and _WAITING.search(one.phrase) for one in same[:-1]))


def _first_opened(same: Sequence[Term]) -> int:
    """The place of the part that the last opener of a row opens; of its first count where none does."""
    return next((one.index for one in reversed(same) if opens(one)), same[0].index)


def _listed(last: Term, same: Sequence[Term], behind: Sequence[Term], block: Block) -> Listing | None:
    """The list that a closing part closes, with the whole that fits, or the likeliest where none does."""
    affirmed = _affirmed(last, [*same, *behind])
    tried = [
        listed
        for head in _heads(same, block)[:MOST_WHOLES]
        if (listed := _under(head, last, same, affirmed)) is not None
    ]
    for one in tried:
        if fits(one, one.wholes[0]):
            return one
    opened = any(opens(one) for one in same)
    for one in tried:
        if all(part.quantity.value <= one.wholes[0].quantity.value for part in one.parts):
            # 其他 names a rest only of what an opener opens; 其余 is the rest of what stands before.
            loose = not opened and last.rest and "其他" in last.phrase + last.gap
            return Listing(one.parts, one.wholes, Tie.CLASSES if loose else one.tie, one.leaves)
    return tried[0] if tried and opened else None


def _under(head: Term, last: Term, same: Sequence[Term], affirmed: Term | None) -> Listing | None:
    """The list under one whole; None where it is no list."""
    parts = [one for one in same if one.index > head.index]
    if affirmed is not None and affirmed not in parts:
        if affirmed.index < last.index:
            return None
        parts.append(affirmed)
    if len(parts) < PAIR or (not last.rest and affirmed is None and not _has_done(parts)):
        return None
    # 予以公开71件、部分公开5件、不予公开28件 leaves room for a fourth; two that deny each other do not.
    three = affirmed is not None and len(parts) > PAIR and not last.rest
    leaves = not last.rest and any(goes_on(one) for one in parts[-PAIR:])
    return Listing(parts, [head], Tie.OPENED if three else Tie.CLOSED, leaves)


def _has_done(parts: Sequence[Term]) -> bool:
    return len(parts) > PAIR or any(_DONE.search(one.words) for one in parts[:-1])


def _affirmed(last: Term, row: Sequence[Term]) -> Term | None:
    """The part that says yes where the closing one says no: 受理 for 不予受理, 通过 for 未通过."""
    match = _DENIED.search(last.phrase)
    if match is None:
        return None
    yes = Pattern(f"(?:^|有|已|依法|均|正式|决定|立案|审查|审核|予以|其中){match[1]}")
    return next((one for one in row if one is not last and yes.search(one.phrase)), None)


def _heads(same: Sequence[Term], block: Block) -> list[Term]:
    """The wholes that a closed list can have, the likeliest first."""
    if holder := _named(same):
        return [holder]
    first = _head(same, block)
    rest = [one for one in reversed(same[:-1]) if one is not first]
    if first is None:
        return rest
    if any(opens(one) for one in same):
        return [first, *(one for one in rest if one.index < first.index)]
    # 发现86个，已整改82个，剩余4个: what is done is done of the count just before it.
    if len(same) > PAIR and _DONE.search(same[-2].words):
        return [*rest[1:], first]
    return [first, *reversed(rest)]


def _named(same: Sequence[Term]) -> Term | None:
    """The count that the words name as the whole: 个性问题中已整改48个，正在整改5个."""
    if len(same) < PAIR:
        return None
    match = _NAMED.search(same[-2].gap)
    if match is None or (match[1] in same[-2].phrase[: len(match[1])] and not same[:-2]):
        return None
    name = match[1].removesuffix("案件")
    holders = [one for one in same[:-2] if name in one.phrase]
    return holders[-1] if holders else None


def _head(same: Sequence[Term], block: Block) -> Term | None:
    """What stands before the opener of a list, else the first count of the sentence."""
    for place in range(len(same) - 1, 0, -1):
        if opens(same[place]):
            return same[place - 1]
    if opens(same[0]):
        earlier = alike(same[0], block.terms[: same[0].index])
        return earlier[-1] if earlier else None
    return same[0]


_MOST = 12
"""Counts before a total that can be its addends."""
_COUNT = Pattern(r"([两二三四五六七八九十])[项类个种级][^0-9，。；、]{0,3}(?:共|合计|总计|累计)")
_ADDED = Pattern("合计|共计|总计|总[人件户次]数")
_BODIES = frozenset({"个", "家"})
_ALL_BODIES = Pattern("共[^，。；]*(?:单位|部门|地区|机构|主体)")
_EVERY = Pattern("各类|各项")
_DONE_VERB = Pattern(words.DONE)
_STOCK = Pattern("新增|新建|净增|新设")
_STANDING = Pattern("现行|现有|现存|在册|在编|在库|保有|存量|有效|目前|至此|年末|年底|总数[达增升]")
_MOST_GROWN = 2
_MOVES = Pattern(f"{words.STOCK_IN}|{words.STOCK_OUT}|修订|修改|新|增")
_NOTHING = Pattern(
    "合计|共计|总计|累计|总[人件户次]?数|总量|总共|一共|总额|全部|各类|各项|[两二三四五六七八九十][项类个种级]|全年|全县|全市|全区|共|总|计"
    "|达到?|为|有|市级以上|以上|，|的|领域|案件|材料|单位|活动|开展|文件|两年|上述|等"
)
"""Words that give a total no subject of its own."""


def totals(block: Block) -> Iterator[Listing]:
    """The lists of a block that a total follows."""
    for term in block.terms:
        listed = _whole_year(term, block) if term.counted and not term.total else None
        if listed is not None:
            yield listed
        if term.total and term.counted and term.index:
            listed = _under_total(term, block)
            if listed is not None:
                yield listed


_YEAR = Pattern("^(?:全年|一年|年度|本年度?)")


def _whole_year(term: Term, block: Block) -> Listing | None:
    """上半年74份，下半年89份，全年163份: the parts of a year before the year."""
    parts = [one for one in alike(term, block.terms[: term.index], back=0) if one.part is not None]
    kinds = {one.part for one in parts}
    whole = kinds in ({("half", 1), ("half", 2)}, {("quarter", number) for number in range(1, 5)})
    fits = (
        whole and len(parts) == len(kinds) and _YEAR.match(term.phrase) and parts[-1].index == term.index - 1
    )
    return Listing(parts, [term], Tie.TOTAL) if fits else None


def _under_total(term: Term, block: Block) -> Listing | None:
    number = _COUNT.search(term.phrase)
    count = NUMERALS[number[1]] if number else 0
    parts = _addends(term, block, count)
    if len(parts) < max(PAIR, count) or term.quantity.value < max(one.quantity.value for one in parts):
        return None
    # 新增7家，总数达到41家: the total of a stock, not of the list.
    if _STOCK.search(parts[-1].phrase) or _moved(term, parts) or not _tied(term, parts, block, count):
        return None
    return Listing(parts, [term], Tie.TOTAL, count=count)


def _moved(term: Term, parts: Sequence[Term]) -> bool:
    """Whether a total counts what there is now, and the counts before it what came or went: 新编4部，废止2部，现行57部."""
    said = term.phrase
    if _STANDING.search(said) is not None and any(_MOVES.search(one.phrase) for one in parts):
        return True
    # 制定12项，修订5项，废止4项，累计发布163项: of all years; a slip of more than half is none.
    grown = "累计" in said and not _ADDED.search(said)
    return grown and term.quantity.value > _MOST_GROWN * sum(one.quantity.value for one in parts)


def _addends(term: Term, block: Block, count: int) -> list[Term]:
    """The counts before a total: of its sentence, or where it says how many of the sentence before."""
    row = [one for one in block.terms[: term.index] if one.scope == term.scope and one.counted][-_MOST:]
    here = [one for one in row if one.sentence == term.sentence]
    if not here and count:
        here = [one for one in row if one.sentence == term.sentence - 1]
    same = [one for one in here if one.family == term.family]
    bodies = (
        {one.family for one in here} <= _BODIES and term.family in _BODIES and _ALL_BODIES.search(term.phrase)
    )
    alone = {one.family for one in here} <= _BODIES
    mixed = count or bodies or (not alone and _EVERY.search(term.phrase))
    return here if mixed and len(same) < max(PAIR, count) else same


def _tied(term: Term, parts: Sequence[Term], block: Block, count: int) -> bool:
    """Whether words make a number the total of the list before it."""
    pure = _pure(parts, term, block)
    if _EVERY.search(term.phrase) and pure:
        return True
    if not (count or pure or _ADDED.search(term.phrase)):
        return False
    # 两年共审结316件 is no total of what was received: a verb of its own must stand in the list, too.
    spelt = (
        _ADDED.search(term.phrase) is not None and _DONE_VERB.search(term.phrase.replace("处理", "")) is None
    )
    return _same_subject(term, parts, count) or (pure and spelt)


def _pure(parts: Sequence[Term], term: Term, block: Block) -> bool:
    """Whether nothing but the members of a list stands between its first member and its total."""
    between = [one for one in block.terms[parts[0].index : term.index] if one.scope == term.scope]
    if not term.gap:
        # 8场312人次、14场568人次，合计22场980人次
        between = [one for one in between if one.family == term.family]
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
