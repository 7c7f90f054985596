"""Numbers that announce a list (4个环节：甲、乙、丙、丁) or sum one up (甲、乙等6大领域), against the items."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from fazhi_report.numbers.finder import FoundNumber, Kind, fold_digits, numbers
from fazhi_report.sentences.claim import Answer, Claim, Identity
from fazhi_report.sentences.quantity import quantity_of
from fazhi_report.text.patterns import Pattern
from fazhi_report.text.zones import quoted_names, titles

_ANNOUNCING = Pattern(
    "等(?:共|共计|全部)?[0-9０-９]|[0-9０-９一二三四五六七八九十两][^，。；：:0-9０-９]{1,12}(?:[：:]|，分别[为是])"
)
_END = Pattern("[。！？!?\n]|$")
_BEHIND = Pattern("[\u4e00-\u9fff]{0,6}")
_BREAK = Pattern("[，,；;。：:！？\n]")
_ETC = Pattern("等(?:共|共计|全部)?$")
_NAMED = Pattern("[\u4e00-\u9fff]{1,10}[：:]|[\u4e00-\u9fff]{0,10}，分别[为是]")
_LIST_UNITS = frozenset({"大", "个", "项", "类", "种", "条", "点", "方面", "步", "档", "环"})
_AND_SO_ON = Pattern("等[^、次级候待额]{0,8}$")
_ORDER = Pattern("([一二三四五六七八九十]{1,2})是")
_OPEN, _SHUT = frozenset("（(《“‘〈「"), frozenset("）)》”’〉」")
_JOINED = Pattern("[和与及]")
_CLASSES = frozenset({"类", "种", "批", "级", "方面", "期"})
"""Units that count kinds: five laws may be two kinds."""
_NOUN = 6
"""Characters behind a number in which its noun stands."""
_PAIR = 2
"""Items that make a list at all."""
_ROW = 3
"""Items of one length that make a list by their look alone."""
_LONGEST = 300
"""Characters of a list that are read; nobody announces more."""


@dataclass(frozen=True, slots=True)
class _Passage:
    """A sentence with its statistics and announced numbers.

    Args:
        text: The whole text, digits in half width.
        start: Where the sentence begins.
        figures: Its numbers, in order.
    """

    text: str
    start: int
    figures: tuple[FoundNumber, ...]

    def lead(self, index: int) -> str:
        """The words between a number and the one before it, or the beginning of the sentence."""
        start = self.figures[index - 1].end if index else self.start
        return self.text[start : self.figures[index].start]


@dataclass(frozen=True, slots=True)
class _Announced:
    """A number with the list that it announces.

    Args:
        count: The number.
        items: The items given, as written.
        at_least: Whether the list is open (等), so that more may be meant than given.
        loose: How many more items the words may hold (甲和乙 is one item or two).
        sure: Whether the items are alike enough to be told apart for certain.
    """

    count: FoundNumber
    items: tuple[str, ...]
    at_least: bool
    loose: int
    sure: bool


def announced(text: str) -> Iterator[Claim]:
    """The claims of numbers that announce a list of a text."""
    if _ANNOUNCING.search(text) is None:
        return
    for passage in _passages(text):
        for index, count in enumerate(passage.figures):
            found = (_summed_up(passage, index) or _spelt_out(passage, index)) if count.is_count else None
            claim = None if found is None else _judged(found, passage.text)
            if claim is not None:
                yield claim


def _passages(text: str) -> Iterator[_Passage]:
    """The sentences of a text that hold numbers; a semicolon ends none."""
    folded = fold_digits(text)
    figures = [number for number in numbers(text) if number.kind in {Kind.STATISTIC, Kind.ANNOUNCED}]
    ends = [0, *(match.end() for match in _END.finditer(folded))]
    first = 0
    for start, end in pairwise(ends):
        last = first
        while last < len(figures) and figures[last].start < end:
            last += 1
        if last > first:
            yield _Passage(folded, start, tuple(figures[first:last]))
        first = last


def _judged(found: _Announced, text: str) -> Claim | None:
    at = quantity_of(found.count)
    if at is None:
        return None
    stated, given = at.value, len(found.items)
    if given <= stated <= given + found.loose or (found.at_least and given < stated):
        return Claim(Identity.ANNOUNCED, Answer.RIGHT, at, (at,))
    if not found.sure:
        return None
    noun = _BEHIND.match(text, at.end)
    fewer = "只" if given < stated else "却"
    message = f"写明“{at.text}{noun[0] if noun else ''}”，列出来的{fewer}有{given}项"
    return Claim(Identity.ANNOUNCED, Answer.WRONG, at, (at,), message, "核对个数与所列各项")


def _summed_up(passage: _Passage, index: int) -> _Announced | None:
    """A list before its number, ended by 等."""
    count, words = passage.figures[index], passage.lead(index)[-_LONGEST:]
    etc = _ETC.search(words)
    if etc is None:
        return None
    clause = _last_clause(words[: etc.start()])
    items = _items(clause)
    if not items or not clause.strip():
        return None
    return _Announced(count, items, at_least=True, loose=0, sure=_alike(passage, index, clause, items))


def _spelt_out(passage: _Passage, index: int) -> _Announced | None:
    """A list behind its number and a colon: items with 、, or 一是…二是…."""
    count = passage.figures[index]
    named = _NAMED.match(passage.text, count.end)
    if named is None or count.unit not in _LIST_UNITS:
        return None
    behind = passage.text[named.end() : named.end() + _LONGEST * 4].split("\n")[0]
    order = _ORDER.match(behind)
    if order:
        return _ordered(passage, index, behind)
    words = re.split("[。；;]", behind)[0]
    open_ended = _AND_SO_ON.search(words) is not None
    items = _items(words.removesuffix("等"))
    if (
        len(items) < _PAIR
        or _BREAK.search(words)
        or any(one.start < named.end() + len(words) for one in passage.figures[index + 1 : index + 2])
    ):
        return None
    loose = sum(1 for _ in _JOINED.finditer(words))
    sure = len(words) < _LONGEST
    return _Announced(count, items, open_ended, loose, sure)


def _ordered(passage: _Passage, index: int, words: str) -> _Announced | None:
    """The items 一是, 二是, … as far as they run on in order."""
    found: list[re.Match[str]] = []
    for match in _ORDER.finditer(words):
        if match[1] != "一二三四五六七八九十"[len(found) : len(found) + 1]:
            break
        found.append(match)
    if len(found) < _PAIR:
        return None
    items = tuple(match[0] for match in found)
    return _Announced(
        passage.figures[index],
        items,
        at_least=False,
        loose=0,
        sure=len(words) < _LONGEST * 4,
    )


def _last_clause(words: str) -> str:
    """What stands behind the last mark that is in no bracket or quotation."""
    depth, start = 0, 0
    for offset, character in enumerate(words):
        depth = max(0, depth + (character in _OPEN) - (character in _SHUT))
        if depth == 0 and _BREAK.match(character):
            start = offset + 1
    return words[start:]


def _items(words: str) -> tuple[str, ...]:
    """The items of a list: parted by 、, and where titles or quotations follow each other directly."""
    items, depth, start = [], 0, 0
    for offset, character in enumerate(words):
        if depth == 0 and (
            character == "、" or (character in _OPEN and words[offset - 1 : offset] in ("》", "”"))
        ):
            items.append(words[start:offset])
            start = offset + (character == "、")
        depth = max(0, depth + (character in _OPEN) - (character in _SHUT))
    items.append(words[start:])
    return tuple(item.strip() for item in items if item.strip())


def _alike(passage: _Passage, index: int, words: str, items: tuple[str, ...]) -> bool:
    """Whether items are surely one list of what is counted: all named or entitled, or alike in end or length."""
    count = passage.figures[index]
    if _JOINED.search(words) or "的" in words or "（" in words or "(" in words or count.unit in _CLASSES:
        return False
    if len(titles(words)) == len(items) or len(quoted_names(words)) == len(items):
        return True
    if len({item[-1] for item in items}) == 1:
        # Three villages may lie in two towns: what is counted must be what is listed.
        return items[0][-1] in passage.text[count.end : count.end + _NOUN]
    return len(items) >= _ROW and len({len(item) for item in items[1:]}) == 1
