"""The comparison of two documents: blocks are paired, and the text of a pair is compared by sentence and figure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import TypeVar

from rapidfuzz import fuzz

from fazhi_report.document.nodes import (
    Block,
    ChartBlock,
    Datum,
    Document,
    Heading,
    Inline,
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
)

T = TypeVar("T")

_SAME_BLOCK = 50.0
"""Least similarity, in per cent, of two blocks that count as versions of the same block."""
_SAME_SENTENCE = 60.0
_LONGEST = 120
"""Changed blocks in a row that are compared each with each; no report known to us has half as many."""
_PIECE = re.compile(r"[0-9][0-9.,]*[%％]?|[^，。；：！？、0-9]+|[，。；：！？、]")
_ENDS = ("。", "；", "！", "？")


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
    return fuzz.ratio("\n".join(lines(old)), "\n".join(lines(new)))


def paired(
    before: Sequence[T], after: Sequence[T], key: Callable[[T], object], similarity: Callable[[T, T], float]
) -> Iterator[tuple[T | None, T | None]]:
    """Yield the items of both sequences in pairs, equal and changed ones; None for a missing side, deletions first."""
    matcher = SequenceMatcher(None, list(map(key, before)), list(map(key, after)), autojunk=False)
    for kind, first, last, start, end in matcher.get_opcodes():
        if kind == "equal":
            yield from zip(before[first:last], after[start:end], strict=True)
        else:
            for old, new in _stretches(before[first:last], after[start:end]):
                yield from _changed(old, new, similarity, _SAME_BLOCK)


def _stretches(before: Sequence[T], after: Sequence[T]) -> Iterator[tuple[Sequence[T], Sequence[T]]]:
    """Yield two sequences in stretches that can be compared each with each, cut at the same share of both."""
    parts = -(-max(len(before), len(after)) // _LONGEST)
    for part in range(parts):
        old, new = (
            side[len(side) * part // parts : len(side) * (part + 1) // parts] for side in (before, after)
        )
        yield old, new


def _changed(
    before: Sequence[T], after: Sequence[T], similarity: Callable[[T, T], float], least: float
) -> Iterator[tuple[T | None, T | None]]:
    """Yield the pairs, in order, with the greatest total similarity; items without partner come alone."""
    similarities = [[similarity(old, new) for new in after] for old in before]
    best = [[0.0] * (len(after) + 1) for _ in range(len(before) + 1)]
    for row in range(len(before) - 1, -1, -1):
        for column in range(len(after) - 1, -1, -1):
            similar = similarities[row][column]
            joined = best[row + 1][column + 1] + similar if similar >= least else 0.0
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
    """Return the diff of two texts: by sentence, and inside a changed sentence by token."""
    before, after = list(_sentences(old)), list(_sentences(new))
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    marked: list[tuple[Mark, str]] = []
    for kind, first, last, start, end in matcher.get_opcodes():
        if kind == "equal":
            marked += ((Mark.KEPT, "".join(sentence)) for sentence in before[first:last])
            continue
        for was, now in _changed(before[first:last], after[start:end], _alike, _SAME_SENTENCE):
            marked += _pieces(was or (), now or ())
    return tuple(_joined(marked))


def _alike(was: tuple[str, ...], now: tuple[str, ...]) -> float:
    return fuzz.ratio("".join(was), "".join(now))


def _pieces(was: tuple[str, ...], now: tuple[str, ...]) -> Iterator[tuple[Mark, str]]:
    for kind, first, last, start, end in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Mark.KEPT, "".join(was[first:last])
        else:
            yield Mark.DELETED, "".join(was[first:last])
            yield Mark.INSERTED, "".join(now[start:end])


def _sentences(content: Inlines) -> Iterator[tuple[str, ...]]:
    """Yield the tokens of each sentence; a figure, a number and the words between two marks are a token each."""
    sentence: list[str] = []
    for piece in (piece for part in content for piece in _cut(part)):
        sentence.append(piece)
        if piece.endswith(_ENDS):
            yield tuple(sentence)
            sentence = []
    if sentence:
        yield tuple(sentence)


def _cut(part: Inline) -> list[str]:
    if isinstance(part, Datum):
        return [part.text] if part.text else []
    return _PIECE.findall(part.text)


def _joined(marked: Sequence[tuple[Mark, str]]) -> Iterator[tuple[Mark, str]]:
    """Yield neighbouring items of the same mark joined, without empty ones."""
    pending: tuple[Mark, str] | None = None
    for mark, text in marked:
        if not text:
            continue
        if pending is not None and pending[0] is mark:
            pending = (mark, pending[1] + text)
            continue
        if pending is not None:
            yield pending
        pending = (mark, text)
    if pending is not None:
        yield pending
