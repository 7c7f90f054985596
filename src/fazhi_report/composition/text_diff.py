"""The comparison of two documents: blocks are paired, and the text of a pair is compared by sentence and word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby, zip_longest
from typing import TypeVar

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

from fazhi_report.document.edits import common_ends, sentence_script
from fazhi_report.document.nodes import (
    Block,
    ChartBlock,
    Document,
    Heading,
    Inlines,
    Paragraph,
    TableBlock,
    Text,
    lines,
    words,
)
from fazhi_report.document.revision import (
    Change,
    Mark,
    Redline,
    Revised,
    RevisedAttachment,
    RevisedRow,
    RevisedTable,
    Script,
    changed_length,
    joined,
)
from fazhi_report.document.tokens import sentences

T = TypeVar("T")

_SAME_BLOCK = 50.0
"""Least similarity, in per cent, of two blocks that count as versions of the same block."""
_CONTAINED, _SHORTEST, _MOST_ADDED = 0.9, 12, 4
"""Share of a text, of at least so many characters, that stands in another of at most so many times its length."""
_LONGEST = 120
"""Changed blocks in a row that are compared each with each; no report known to us has half as many."""
_MOST_MATCHED = 1000
"""Blocks between the first and the last change among which equal ones are looked for."""
_MOST_REPEATED = 20
"""Equal blocks that each block may have on average."""
_Pair = tuple[tuple[str, ...] | None, tuple[str, ...] | None]


def redline(before: Document, after: Document) -> Redline:
    """Return the differences of two documents."""
    attachments = tuple(
        RevisedAttachment(old, new, _changes(old.blocks if old else (), new.blocks if new else ()))
        for old, new in zip_longest(before.attachments, after.attachments)
    )
    return Redline(before, after, _changes(before.blocks, after.blocks), attachments)


def _changes(before: Sequence[Block], after: Sequence[Block]) -> tuple[Change, ...]:
    pairs = paired(before, after, _key, _similarity)
    return tuple(change for old, new in pairs for change in _change(old, new))


def _change(old: Block | None, new: Block | None) -> Iterator[Change]:
    if isinstance(old, TableBlock) and isinstance(new, TableBlock):
        yield RevisedTable(old, new, tuple(_rows(old, new)))
    elif old is None or new is None:
        yield Revised(old, new)
    else:
        yield Revised(old, new, _script(_inlines(old), _inlines(new)))


def _rows(old: TableBlock, new: TableBlock) -> Iterator[RevisedRow]:
    before, after = list(enumerate((old.header, *old.rows))), list(enumerate((new.header, *new.rows)))

    def alike(one: tuple[int, tuple[Inlines, ...]], other: tuple[int, tuple[Inlines, ...]]) -> float:
        # The header row is paired with the header row, other rows by their first cell.
        if (one[0] == 0) != (other[0] == 0):
            return 0.0
        return 100.0 if one[0] == 0 else fuzz.ratio(words(one[1][0]), words(other[1][0]))

    for one, other in paired(before, after, lambda row: (row[0] == 0, *map(words, row[1])), alike):
        if one is None or other is None:
            yield RevisedRow(None if one is None else one[0], None if other is None else other[0])
        else:
            cells = zip(one[1], other[1], strict=True)
            yield RevisedRow(one[0], other[0], tuple(_script(was, now) for was, now in cells))


def _key(block: Block) -> object:
    """Return a value that is equal for equal blocks; the number of a heading is ignored, as insertions change it."""
    if isinstance(block, Heading):
        return (block.level, words(block.title), None if block.body is None else words(block.body))
    if isinstance(block, ChartBlock):
        # Charts are only compared for equality, as their text does not identify them.
        return block
    return (type(block).__name__, *lines(block))


def _similarity(old: Block, new: Block) -> float:
    """Return the similarity of two blocks in per cent; 0 when they cannot be versions of the same block."""
    match old, new:
        case Heading(), Heading():
            if old.level != new.level or (old.body is None) != (new.body is None):
                return 0.0
        case TableBlock(), TableBlock():
            fits = (bool(old.caption), bool(old.note)) == (bool(new.caption), bool(new.note))
            # Tables at the same place are versions of the same table, however much changed.
            return (
                max(_SAME_BLOCK, _text_similarity(old, new))
                if fits and len(old.header) == len(new.header)
                else 0.0
            )
        case Paragraph(), Paragraph():
            pass
        case _:
            return 0.0
    return _text_similarity(old, new)


def _text_similarity(old: Block, new: Block) -> float:
    return _likeness("\n".join(lines(old)), "\n".join(lines(new)))


def _likeness(old: str, new: str) -> float:
    """Return the similarity of two texts in per cent; a text that was only added to or cut is the same text."""
    ratio = fuzz.ratio(old, new)
    shorter, longer = sorted((len(old), len(new)))
    if ratio >= _SAME_BLOCK or shorter < _SHORTEST or longer > shorter * _MOST_ADDED:
        return ratio
    return _SAME_BLOCK if LCSseq.similarity(old, new) >= shorter * _CONTAINED else ratio


def paired(
    before: Sequence[T],
    after: Sequence[T],
    key: Callable[[T], object],
    similarity: Callable[[T, T], float],
) -> Iterator[tuple[T | None, T | None]]:
    """Yield the items of both sequences in pairs, equal and changed ones; None for a missing side, deletions first.

    Args:
        before: The old items.
        after: The new items.
        key: Gives a value that is equal for equal items.
        similarity: Gives the similarity of two items in per cent.
    """
    front, back = common_ends(list(map(key, before)), list(map(key, after)))
    yield from zip(before[:front], after[:front], strict=True)
    core = range(front, len(before) - back), range(front, len(after) - back)
    for was, now in _stretches(*core, _MOST_MATCHED):
        old, new = before[was.start : was.stop], after[now.start : now.stop]
        yield from _matched(old, new, key, similarity)
    yield from zip(before[len(before) - back :], after[len(after) - back :], strict=True)


def _matched(
    before: Sequence[T],
    after: Sequence[T],
    key: Callable[[T], object],
    similarity: Callable[[T, T], float],
) -> Iterator[tuple[T | None, T | None]]:
    """Yield the pairs of a stretch: equal items first, what lies between them by similarity."""
    for kind, first, last, start, end in _opcodes(list(map(key, before)), list(map(key, after))):
        if kind == "equal":
            yield from zip(before[first:last], after[start:end], strict=True)
            continue
        for was, now in _stretches(range(first, last), range(start, end), _LONGEST):
            old, new = before[was.start : was.stop], after[now.start : now.stop]
            yield from _changed(old, new, similarity)


def _opcodes(old: Sequence[object], new: Sequence[object]) -> Sequence[tuple[str, int, int, int, int]]:
    """Return the opcodes of two sequences; items that repeat very often are left to their similarity.

    Why: the matcher tries every pair of equal items.
    """
    counted = Counter(new)
    if sum(counted[one] for one in old) > _MOST_REPEATED * (len(old) + len(new)):
        return [("replace", 0, len(old), 0, len(new))]
    return SequenceMatcher(None, old, new, autojunk=False).get_opcodes()


def _stretches(before: range, after: range, longest: int) -> Iterator[tuple[range, range]]:
    """Yield two ranges in stretches of at most that length, cut at the same share of both."""
    parts = -(-max(len(before), len(after)) // longest)
    for part in range(parts):
        old, new = (
            side[len(side) * part // parts : len(side) * (part + 1) // parts] for side in (before, after)
        )
        yield old, new


def _changed(
    before: Sequence[T], after: Sequence[T], similarity: Callable[[T, T], float]
) -> Iterator[tuple[T | None, T | None]]:
    """Yield the pairs, in order, with the greatest total similarity; items without partner come alone."""
    similarities = [[similarity(old, new) for new in after] for old in before]
    best = [[0.0] * (len(after) + 1) for _ in range(len(before) + 1)]
    for row in range(len(before) - 1, -1, -1):
        for column in range(len(after) - 1, -1, -1):
            similar = similarities[row][column]
            joined = best[row + 1][column + 1] + similar if similar >= _SAME_BLOCK else 0.0
            best[row][column] = max(joined, best[row + 1][column], best[row][column + 1])
    row = column = 0
    while row < len(before) or column < len(after):
        here = best[row][column]
        if column == len(after) or (row < len(before) and best[row + 1][column] == here):
            yield before[row], None
            row += 1
        elif row == len(before) or best[row][column + 1] == here:
            yield None, after[column]
            column += 1
        else:
            yield before[row], after[column]
            row, column = row + 1, column + 1


def _inlines(block: Block) -> Inlines:
    match block:
        case Heading():
            return (Text(block.number), *block.title, *(block.body or ()))
        case Paragraph(content):
            return content
        case _:
            return ()


def _script(old: Inlines, new: Inlines) -> Script:
    """Return the diff of two texts: by sentence, and inside a changed sentence by word."""
    pairs = paired(list(sentences(old)), list(sentences(new)), tuple, _alike)
    runs = groupby(pairs, lambda pair: pair[0] == pair[1])
    return tuple(joined(piece for is_same, run in runs for piece in _run_script(list(run), is_same=is_same)))


def _alike(was: Sequence[str], now: Sequence[str]) -> float:
    return _likeness("".join(was), "".join(now))


def _run_script(run: Sequence[_Pair], *, is_same: bool) -> Iterable[tuple[Mark, str]]:
    """Return the marked words of a run of sentences that are all equal, or all changed."""
    if is_same:
        return [(Mark.KEPT, "".join(was or ())) for was, _ in run]
    one_by_one = [piece for was, now in run for piece in sentence_script(was or (), now or ())]
    if len(run) == 1:
        return one_by_one
    # Where sentences were joined or parted, they are compared as one.
    was, now = ([word for pair in run for word in pair[side] or ()] for side in (0, 1))
    return min(one_by_one, list(sentence_script(was, now)), key=changed_length)
