"""Claims without a percentage: parts of a whole, and numbers that announce a list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from fazhi_report.claims.nouns import Announced, Parts
from fazhi_report.claims.passage import Passage, same_unit
from fazhi_report.text.patterns import Pattern
from fazhi_report.text.zones import quoted_names, titles

_OF_WHICH = Pattern("其中")
_SCOPE_END = Pattern("[；;。\n]|其中")
# Steps of one business overlap: 其中受理60件，办结50件 counts most cases twice.
_STEPS = Pattern("受理|立案|审结|办结|结案|完成|处理|整改|成功|合格|通过|已|采纳|化解|调解|录用|获|查处")
_DIRECTLY = Pattern(r"[\u4e00-\u9fff]{0,8}[\s，,；;（(]{0,2}")
_CANDIDATES = 4
"""Figures before 其中 that may be its whole."""
_ASIDE = Pattern("(?:同比|比|较)[^，,；;。]{0,10}?(?:增|减|升|降)[^，,；;。]{0,2}$")

_BREAK = Pattern("[，,；;。：:！？\n]")
_ETC = Pattern("等(?:共|共计|全部)?$")
_NAMED = Pattern("[\u4e00-\u9fff]{1,10}[：:]")
_LIST_UNITS = frozenset({"大", "个", "项", "类", "种", "条", "点", "方面", "步", "档", "环"})
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


def part_claims(passage: Passage) -> Iterator[Parts]:
    """Every 其中 of a sentence with counts of the unit of what stands before it."""
    for mark in _OF_WHICH.finditer(passage.text, passage.start, passage.end):
        after = _SCOPE_END.search(passage.text, mark.end(), passage.end)
        claim = _parts(passage, mark.start(), after.start() if after else passage.end)
        if claim is not None:
            yield claim


def _parts(passage: Passage, mark: int, end: int) -> Parts | None:
    inside = [one for one in passage.inside(mark, end) if one.is_count]
    before = passage.inside(max(passage.start, mark - _LONGEST), mark)[-_CANDIDATES:]
    if not inside or not before:
        return None
    parts = tuple(
        one for one in inside if same_unit(one, inside[0]) and not _is_aside(passage, mark, one.start)
    )
    wholes = tuple(one for one in reversed(before) if parts and same_unit(one, parts[0]))
    if not wholes:
        return None
    if wholes[0] is before[-1] and _DIRECTLY.fullmatch(passage.text, wholes[0].end, mark):
        wholes = wholes[:1]
    gaps = [passage.text[mark : parts[0].start]]
    gaps += [passage.between(left, right) for left, right in pairwise(parts)]
    apart = len(parts) > 1 and not any(_STEPS.search(gap) for gap in gaps)
    return Parts(min(one.start for one in wholes), parts[-1].end, wholes, parts, apart)


def _is_aside(passage: Passage, mark: int, offset: int) -> bool:
    """Whether a count stands in brackets or says only how another changed."""
    before = passage.text[mark:offset]
    depth = sum((character in "（(") - (character in "）)") for character in before)
    return depth > 0 or _ASIDE.search(before) is not None


def announced_claims(passage: Passage) -> Iterator[Announced]:
    """Numbers with their list: before them (甲、乙等2家) or behind a colon (4个环节：甲、乙、丙、丁)."""
    for index, count in enumerate(passage.figures):
        if not count.is_count:
            continue
        claim = _summed_up(passage, index) or _spelt_out(passage, index)
        if claim is not None:
            yield claim


def _summed_up(passage: Passage, index: int) -> Announced | None:
    """A list before its number, ended by 等."""
    count, words = passage.figures[index], passage.lead(index)[-_LONGEST:]
    etc = _ETC.search(words)
    if etc is None:
        return None
    clause = _last_clause(words[: etc.start()])
    items = _items(clause)
    if not items or not clause.strip():
        return None
    start = count.start - (len(words) - etc.start()) - len(clause)
    return Announced(
        start, count.end, count, items, at_least=True, loose=0, sure=_alike(passage, index, clause, items)
    )


def _spelt_out(passage: Passage, index: int) -> Announced | None:
    """A list behind its number and a colon: items with 、, or 一是…二是…."""
    count = passage.figures[index]
    named = _NAMED.match(passage.text, count.end)
    if named is None or count.unit not in _LIST_UNITS:
        return None
    behind = passage.text[named.end() : named.end() + _LONGEST * 4].split("\n")[0]
    order = _ORDER.match(behind)
    if order:
        return _ordered(passage, index, named.end(), behind)
    words = re.split("[。；;]", behind)[0]
    open_ended = words.endswith("等")
    items = _items(words.removesuffix("等"))
    if (
        len(items) < _PAIR
        or _BREAK.search(words)
        or any(one.start < named.end() + len(words) for one in passage.figures[index + 1 : index + 2])
    ):
        return None
    loose = sum(1 for _ in _JOINED.finditer(words))
    sure = len(words) < _LONGEST
    return Announced(count.start, named.end() + len(words), count, items, open_ended, loose, sure)


def _ordered(passage: Passage, index: int, start: int, words: str) -> Announced | None:
    """The items 一是, 二是, … as far as they run on in order."""
    found: list[re.Match[str]] = []
    for match in _ORDER.finditer(words):
        if match[1] != "一二三四五六七八九十"[len(found) : len(found) + 1]:
            break
        found.append(match)
    if len(found) < _PAIR:
        return None
    items = tuple(match[0] for match in found)
    return Announced(
        passage.figures[index].start,
        start + found[-1].end(),
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


def _alike(passage: Passage, index: int, words: str, items: tuple[str, ...]) -> bool:
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
