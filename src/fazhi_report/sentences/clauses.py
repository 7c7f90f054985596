"""The grammar of places: scopes, sentences, clauses, and the words around each quantity.

All later modules read only the fields made here, never the text itself.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from fazhi_report.sentences.quantity import Quantity, fold_digits, quantities
from fazhi_report.sentences.terms import Term

MOST_QUANTITIES = 40
MOST_CHARACTERS = 2500
"""A block is read as one: more quantities or characters than these begin a new one."""

_BLANK = "\0"
_OPEN = "（(〔［【["
_CLOSE = "）)〕］】]"
_FULL = str.maketrans({";": "；", "!": "！", "?": "？", "％": "%", "﹪": "%"})
_COMMA = re.compile("(?<![0-9])[,]|[,](?![0-9])")
_COLON = re.compile("(?<![0-9])[:]|[:](?![0-9])")
_STOP = re.compile("[。！？\n]")
_STRONG = frozenset("，；。！？\n")
_WEAK = frozenset("、：")
_LEADING = re.compile("^(?:和|及|以及|与|或|或者|并|且|而|、|：|，|的|了|“|”|‘|’|《|》|-|—)+")


@dataclass(frozen=True, slots=True)
class Block:
    """Neighbouring sentences that are read together.

    Args:
        terms: Their quantities in the order of the text.
        text: The sentences.
        start: Where they begin in the whole text.
    """

    terms: tuple[Term, ...]
    text: str
    start: int


@dataclass(slots=True)
class _Scope:
    start: int
    end: int
    parent: int
    chars: list[str]


def blocks(text: str) -> Iterator[Block]:
    """The blocks of a text; every paragraph begins a new one."""
    folded = _fold(text)
    found = quantities(text)
    starts = [one.start for one in found]
    for start, end in _cuts(folded, starts):
        first, last = bisect_right(starts, start - 1), bisect_right(starts, end - 1)
        if last > first:
            terms = tuple(_terms(folded, start, end, found[first:last]))
            yield Block(terms, folded[start:end], start)


def _fold(text: str) -> str:
    folded = fold_digits(text).translate(_FULL)
    if "," in folded:
        folded = _COMMA.sub("，", folded)
    if ":" in folded:
        folded = _COLON.sub("：", folded)
    return folded


def _cuts(folded: str, starts: list[int]) -> Iterator[tuple[int, int]]:
    """Where the blocks lie: whole sentences of one paragraph, as many as the measures allow."""
    begin = 0
    while begin < len(folded):
        paragraph = folded.find("\n", begin)
        paragraph = len(folded) if paragraph < 0 else paragraph
        start = begin
        ends = [match.end() for match in _STOP.finditer(folded, begin, paragraph)]
        if not ends or ends[-1] < paragraph:
            ends.append(paragraph)
        last = start
        for end in ends:
            count = bisect_right(starts, end - 1) - bisect_right(starts, start - 1)
            if last > start and (count > MOST_QUANTITIES or end - start > MOST_CHARACTERS):
                yield start, last
                start = last
            last = end
            while bisect_right(starts, end - 1) - bisect_right(starts, start - 1) > MOST_QUANTITIES:
                cut = starts[bisect_right(starts, start - 1) + MOST_QUANTITIES]
                yield start, cut
                start = cut
        if last > start:
            yield start, last
        begin = paragraph + 1


def _scopes(folded: str, start: int, end: int) -> tuple[list[_Scope], list[int]]:
    """The scopes of a stretch, each with what other scopes hold blanked, and for each character its scope."""
    scopes = [_Scope(start, end, -1, [])]
    at: list[int] = []
    stack = [0]
    for place in range(start, end):
        char = folded[place]
        if char in _OPEN:
            at.append(len(scopes))
            scopes.append(_Scope(place, end, stack[-1], []))
            stack.append(len(scopes) - 1)
        elif char in _CLOSE and len(stack) > 1:
            at.append(stack[-1])
            scopes[stack.pop()].end = place + 1
        elif char == "\n" and len(stack) > 1:
            # A bracket that is never closed ends with its line.
            stack = [0]
            at.append(0)
        else:
            at.append(stack[-1])
    # A bracket that is never closed is none: what follows it belongs outside.
    for number in stack[1:]:
        for place, owner in enumerate(at):
            if owner == number:
                at[place] = scopes[number].parent
    return scopes, at


def _lift(folded: str, start: int, scopes: list[_Scope], at: list[int], found: tuple[Quantity, ...]) -> None:
    """Read a number that stands alone in brackets behind a noun as if it stood outside: 公安类（126件）."""
    ends = {one.end for one in found}
    for one in found:
        number = at[one.start - start]
        scope = scopes[number]
        if number and scope.end - 1 == one.end and scope.start + 1 == one.start and scope.start not in ends:
            for place in range(one.start - start, one.end - start):
                at[place] = scope.parent


def _terms(folded: str, start: int, end: int, found: tuple[Quantity, ...]) -> list[Term]:
    scopes, at = _scopes(folded, start, end)
    _lift(folded, start, scopes, at, found)
    stops = [match.end() for match in _STOP.finditer(folded, start, end)]
    texts: dict[int, str] = {}
    terms: list[Term] = []
    latest: dict[int, Term] = {}
    for index, quantity in enumerate(found):
        number = at[quantity.start - start]
        if number not in texts:
            scope = scopes[number]
            chars = [
                char if at[scope.start - start + offset] == number else _BLANK
                for offset, char in enumerate(folded[scope.start : scope.end])
            ]
            if number:
                chars[0] = chars[-1] = "，"
            texts[number] = "".join(chars)
        term = Term(quantity, index, number, bisect_right(stops, quantity.start))
        _surround(term, texts[number], scopes[number].start, latest.get(number), found, index, number == 0)
        if number:
            parent = scopes[number].parent
            before = latest.get(parent)
            bracket = scopes[number].start
            if before is not None:
                between = folded[before.quantity.end : bracket]
                # The words right before the bracket: a mark or another clause between them frees it.
                if not re.search("[，。；：！？\n]", _outside(between)) and len(_outside(between)) <= 14:
                    term.owner = before
            lead = folded[max(start, bracket - 16) : bracket]
            term.lead = re.split("[，。；！？\n（）()]", lead)[-1]
        latest[number] = term
        terms.append(term)
    return terms


def _outside(words: str) -> str:
    """Words without what brackets among them hold."""
    return re.sub("[（(][^（）()]*[）)]", "", words)


def _surround(
    term: Term,
    text: str,
    offset: int,
    last: Term | None,
    found: tuple[Quantity, ...],
    index: int,
    plain: bool,
) -> None:
    """Fill in the words around a term, from the text of its scope."""
    start, end = term.quantity.start - offset, term.quantity.end - offset
    floor = 0 if last is None else last.quantity.end - offset
    strong = max((text.rfind(mark, floor, start) for mark in _STRONG), default=-1)
    weak = max((text.rfind(mark, floor, start) for mark in _WEAK), default=-1)
    begin = max(floor, strong + 1)
    term.phrase = _clean(text[begin:start])
    term.before = _clean(text[max(begin, weak + 1) : start])
    term.gap = text[floor:start].replace(_BLANK, "")
    opening = max(text.rfind(mark, 0, start) for mark in _STRONG)
    closing = min((place for mark in _STRONG if (place := text.find(mark, end)) >= 0), default=len(text))
    term.mark = text[opening] if opening >= 0 else ""
    term.clause = text[opening + 1 : closing].replace(_BLANK, "")
    term.clause_id = offset + opening
    stop = min((place for mark in _WEAK if (place := text.find(mark, end, closing)) >= 0), default=closing)
    for other in found[index + 1 : index + 8]:
        if other.start - offset < stop and text[other.start - offset : other.start - offset + 1] != _BLANK:
            stop = min(stop, other.start - offset)
            break
    term.tail = text[end : min(end + 24, text.find("。", end) if "。" in text[end:] else len(text))].replace(
        _BLANK, ""
    )
    term.after = text[end:stop].replace(_BLANK, "").strip()


def _clean(words: str) -> str:
    return _LEADING.sub("", words.replace(_BLANK, "").strip().replace(" ", "").replace("　", ""))
