"""The grammar of places: scopes, sentences, clauses, and the words around each quantity.

All later modules read only the fields made here, never the text itself.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fazhi_report.sentences.marks import CLAUSE, CLOSE, ITEM, OPEN, SENTENCE, fold
from fazhi_report.sentences.quantity import Pattern, Quantity, quantities


@dataclass(slots=True, eq=False)
class Term:
    """A quantity, the words around it, and the roles those words give it.

    Args:
        quantity: The quantity.
        index: Its number in the block.
        scope: The number of its scope: 0 for the plain text, others for brackets.
        sentence: The number of its sentence in the block.
        before: The words before it, back to the last mark or quantity.
        phrase: The same, back over 、 and ： to the last comma or quantity.
        gap: Everything between the quantity before it in its scope and itself, marks included.
        after: The words behind it, up to the next mark or quantity.
        tail: The next two dozen characters behind it, to the end of its sentence.
        rest_of_sentence: All that stands behind it in its sentence, brackets left out.
        clause: All words of its clause from comma to comma, without brackets.
        clause_id: Which clause that is.
        mark: The mark that its clause begins behind; empty at the beginning.
        owner: For a quantity in brackets the one just before the bracket.
        lead: The words just before its bracket.
        change: 1 where it says by how much something rose, −1 where it fell, 0 where it is no change.
        own: The words that give a change or a rate a subject of its own; empty where it speaks of what went before.
        to: 1 or −1 where it is the value that something rose or fell to, 0 where it only became it; None where not.
        verb: The word of change that stands right before it (增长, 降幅); empty where its object stands between.
        start: Whether it is the value that something changed from.
        base: Whether it is the value of the period compared with.
        year: The year its words name; None where they name none.
        part: The quarter, month or half year that its words name, with its number in the year; None where they do not.
        rate: The name of its rate (出庭应诉率).
        share: The words of what it is a share of; empty for a bare 占比, None where it is no share.
        base_number: The quantity that it is a share of, where the words name it (占全县900名执法人员的76%).
        average: The words of what it is an average over.
        total: Whether it is called a total.
        rest: Whether it is called the rest.
        pending: Whether it counts what is not done, or was turned down.
        opener: The word that makes it a part of what stands before.
        stock: The part it plays in a stock: ``start``, ``in``, ``out``, ``end``; empty for none.
    """

    quantity: Quantity
    index: int
    scope: int
    sentence: int
    before: str = ""
    phrase: str = ""
    gap: str = ""
    after: str = ""
    tail: str = ""
    rest_of_sentence: str = ""
    clause: str = ""
    clause_id: int = 0
    mark: str = ""
    owner: Term | None = None
    lead: str = ""
    change: int = 0
    own: str = ""
    verb: str = ""
    to: int | None = None
    start: bool = False
    base: bool = False
    year: int | None = None
    part: tuple[str, int] | None = None
    rate: str = ""
    share: str | None = None
    base_number: Term | None = None
    average: str = ""
    total: bool = False
    rest: bool = False
    pending: bool = False
    opener: str = ""
    stock: str = ""

    @property
    def family(self) -> str:
        """The family of units of its quantity."""
        return self.quantity.family

    @property
    def words(self) -> str:
        """The words before and behind it: what it counts stands on either side."""
        return self.phrase + self.after

    @property
    def stated(self) -> bool:
        """True for a percentage of this period that says how large something is, not how it changed."""
        return (
            self.quantity.is_percent
            and not self.change
            and not self.quantity.planned
            and not self.base
            and not self.start
            and self.to is None
        )

    @property
    def counted(self) -> bool:
        """True for a plain count of this period: no change, no average, nothing planned, nothing of last year."""
        return (
            self.quantity.countable
            and not self.change
            and not self.average
            and not self.base
            and not self.start
            and not self.quantity.planned
        )


MOST_QUANTITIES = 40
MOST_CHARACTERS = 2500
"""A block is read as one: more quantities or characters than these begin a new one."""

_BLANK = "\0"
_BRACKET = Pattern(f"[{re.escape(OPEN + CLOSE)}]")
_STOP = Pattern(f"[{SENTENCE}]")
_STRONG, _WEAK = Pattern(f"[{CLAUSE}]"), Pattern(f"[{ITEM}]")
_LEADING = Pattern("^(?:和|及|以及|与|或|或者|并|且|而|、|：|，|的|了|“|”|‘|’|《|》|-|—)+")
_NESTED = Pattern("[（(][^（）()]*[）)]")
_MARKS = Pattern("[，。；：！？\n（）()]")
_MOST_TO_BRACKET = 14
"""Characters between a number and the bracket that it owns (128件行政复议案件（…）)."""
_LEAD = 16
_TAIL = 24


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
    """A pair of brackets, or the plain text.

    Args:
        start: Where it begins, its opening bracket included.
        end: Just behind its closing bracket.
        parent: The scope around it; -1 for the plain text.
        text: What stands in it and in no scope inside it, all else blanked.
        strong: Offsets in the text of the marks that end a clause.
        weak: Offsets of the marks inside a clause.
        ends: Offsets of the marks that end a sentence.
    """

    start: int
    end: int
    parent: int
    text: str = ""
    strong: Sequence[int] = ()
    weak: Sequence[int] = ()
    ends: Sequence[int] = ()

    def fill(self, text: str) -> None:
        """Set the text, and find its marks once for all terms in it."""
        self.text = text
        self.strong, self.weak, self.ends = (
            [match.start() for match in mark.finditer(text)] for mark in (_STRONG, _WEAK, _STOP)
        )


def blocks(text: str) -> Iterator[Block]:
    """The blocks of a text that hold quantities; every paragraph begins a new one."""
    folded = fold(text)
    found = quantities(text)
    starts = [one.start for one in found]
    for start, end in _cuts(folded, starts):
        first, last = bisect_left(starts, start), bisect_left(starts, end)
        if last > first:
            yield Block(tuple(_terms(folded, start, end, found[first:last])), folded[start:end], start)


def _cuts(folded: str, starts: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Where the blocks lie: whole sentences of one paragraph, as many as the measures allow."""
    begin = 0
    while begin < len(folded):
        paragraph = folded.find("\n", begin)
        paragraph = len(folded) if paragraph < 0 else paragraph
        yield from _of_paragraph(folded, starts, begin, paragraph)
        begin = paragraph + 1


def _of_paragraph(
    folded: str, starts: Sequence[int], begin: int, paragraph: int
) -> Iterator[tuple[int, int]]:
    ends = [match.end() for match in _STOP.finditer(folded, begin, paragraph)]
    if not ends or ends[-1] < paragraph:
        ends.append(paragraph)
    start = last = begin
    for end in ends:
        held = bisect_left(starts, end) - bisect_left(starts, start)
        if last > start and (held > MOST_QUANTITIES or end - start > MOST_CHARACTERS):
            yield start, last
            start = last
        last = end
        # One sentence of too many quantities is cut where it has had enough.
        while bisect_left(starts, end) - (first := bisect_left(starts, start)) > MOST_QUANTITIES:
            yield start, starts[first + MOST_QUANTITIES]
            start = starts[first + MOST_QUANTITIES]
    if last > start:
        yield start, last


def _scopes(folded: str, start: int, end: int) -> tuple[list[_Scope], list[int]]:
    """The scopes of a stretch, and for each of its characters the number of its scope."""
    scopes = [_Scope(start, end, -1)]
    at: list[int] = []
    stack = [0]
    for match in _BRACKET.finditer(folded, start, end):
        place = match.start()
        at += [stack[-1]] * (place - start - len(at))
        if folded[place] in OPEN:
            stack.append(len(scopes))
            scopes.append(_Scope(place, end, stack[-2]))
        at.append(stack[-1])
        if folded[place] in CLOSE and len(stack) > 1:
            scopes[stack.pop()].end = place + 1
    at += [stack[-1]] * (end - start - len(at))
    # A bracket that is never closed is none: what follows it belongs outside.
    while (unclosed := stack.pop()) > 0:
        at = [scopes[unclosed].parent if number == unclosed else number for number in at]
    return scopes, at


def _lift(scopes: Sequence[_Scope], at: list[int], found: Sequence[Quantity]) -> None:
    """Read a number that stands alone in brackets behind a noun as if it stood outside: 公安类（126件）."""
    # 占40.5%（163件）: the count in brackets behind a percentage is the part itself.
    ends = {one.end for one in found if not one.is_percent}
    first = scopes[0].start
    for one in found:
        scope = scopes[at[one.start - first]]
        if (
            scope.parent >= 0
            and (scope.start + 1, scope.end - 1) == (one.start, one.end)
            and scope.start not in ends
        ):
            at[one.start - first : one.end - first] = [scope.parent] * (one.end - one.start)


def _blank(folded: str, scope: _Scope, number: int, at: Sequence[int], first: int) -> str:
    """The characters of one scope, those of the scopes inside it blanked, its brackets read as commas."""
    stretch = folded[scope.start : scope.end]
    if not number and not any(at):
        return stretch
    chars = [
        char if at[scope.start - first + offset] == number else _BLANK for offset, char in enumerate(stretch)
    ]
    if number:
        chars[0] = chars[-1] = "，"
    return "".join(chars)


def _terms(folded: str, start: int, end: int, found: Sequence[Quantity]) -> Iterator[Term]:
    scopes, at = _scopes(folded, start, end)
    _lift(scopes, at, found)
    for number in sorted({at[one.start - start] for one in found}):
        scopes[number].fill(_blank(folded, scopes[number], number, at, start))
    stops = [match.end() for match in _STOP.finditer(folded, start, end)]
    latest: dict[int, Term] = {}
    following = _following(found, at, start)
    for index, quantity in enumerate(found):
        number = at[quantity.start - start]
        scope = scopes[number]
        term = Term(quantity, index, number, bisect_right(stops, quantity.start))
        _surround(term, scope, latest.get(number), following[index])
        if number:
            term.owner = _owner(folded, scope, latest.get(scope.parent))
            term.lead = _MARKS.pieces(folded[max(start, scope.start - _LEAD) : scope.start])[-1]
        latest[number] = term
        yield term


def _following(found: Sequence[Quantity], at: Sequence[int], first: int) -> list[int]:
    """For each quantity where the next of its scope begins; beyond the text for the last."""
    starts = [0] * len(found)
    next_in: dict[int, int] = {}
    for index in range(len(found) - 1, -1, -1):
        number = at[found[index].start - first]
        starts[index] = next_in.get(number, first + len(at))
        next_in[number] = found[index].start
    return starts


def _owner(folded: str, scope: _Scope, before: Term | None) -> Term | None:
    """The number just before a bracket, unless a mark or many words part them."""
    if before is None:
        return None
    between = _NESTED.sub("", folded[before.quantity.end : scope.start])
    return before if len(between) <= _MOST_TO_BRACKET and not _MARKS.search(between) else None


def _surround(term: Term, scope: _Scope, last: Term | None, following: int) -> None:
    """Fill in the words around a term, from the text of its scope."""
    text, offset = scope.text, scope.start
    start, end = term.quantity.start - offset, term.quantity.end - offset
    floor = 0 if last is None else last.quantity.end - offset
    opening, closing = _last(scope.strong, start), _first(scope.strong, end, len(text))
    begin = max(floor, opening + 1)
    term.phrase = _clean(text[begin:start])
    term.before = _clean(text[max(begin, _last(scope.weak, start) + 1) : start])
    term.gap = text[floor:start].replace(_BLANK, "")
    term.mark = text[opening] if opening >= 0 else ""
    term.clause = text[opening + 1 : closing].replace(_BLANK, "")
    term.clause_id = offset + opening
    stop = min(_first(scope.weak, end, closing), max(end, following - offset))
    term.after = text[end:stop].replace(_BLANK, "").strip()
    term.rest_of_sentence = text[end : _first(scope.ends, end, len(text))].replace(_BLANK, "")
    term.tail = text[end : end + _TAIL].partition("。")[0].replace(_BLANK, "")


def _last(places: Sequence[int], end: int) -> int:
    """The last of the places before an offset; -1 where there is none."""
    index = bisect_left(places, end)
    return places[index - 1] if index else -1


def _first(places: Sequence[int], start: int, end: int) -> int:
    """The first of the places from an offset on; the end where there is none before it."""
    index = bisect_left(places, start)
    return min(places[index], end) if index < len(places) else end


def _clean(words: str) -> str:
    """Words without what only joins them to those before."""
    return _LEADING.sub("", words.replace(_BLANK, "").strip().replace(" ", "").replace("　", ""))
