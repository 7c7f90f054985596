"""Marks that come in pairs: quotation marks, title marks, brackets; balance, contents and nesting (GB/T 15834)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from fazhi_report.notation.fault import Fault, scan
from fazhi_report.notation.pattern import Pattern

_CLOSING = {"”": "“", "’": "‘", "》": "《", "〉": "〈", "）": "（", "〕": "〔", "】": "【", "］": "［"}
_OPENING = {opening: closing for closing, opening in _CLOSING.items()}
_ANY = "[()" + "".join(_CLOSING) + "".join(_OPENING) + "]"
_MARK = Pattern(_ANY)
_WIDE = {"(": "（", ")": "）"}

# A pair with nothing but words in it, side by side with others: nearly all pairs are, and then nothing is wrong.
_FLAT = re.compile("“”|《》|（）|〔〕|【】|［］")
_HOLLOW = Pattern(r"[“《（(〔【［]\s*[”》）)〕】］]")

_ORDINAL = Pattern(r"(?:^|[\s。；，、：“‘（(])(?:[0-9]{1,3}|[A-Za-z]|[一二三四五六七八九十]{1,3})$")
_APOSTROPHE = Pattern(r"[A-Za-z0-9]’[A-Za-z]|(?:^|[^“‘])’[0-9]{2}年", needs="’")

_LEVELS = {"“": ("“", "‘"), "‘": ("“", "‘"), "《": ("《", "〈"), "〈": ("《", "〈")}
"""Mark → the outer and the inner mark of its family."""
_SHOWN = {"“": "“ ”", "‘": "‘ ’", "《": "《 》", "〈": "〈 〉"}


@dataclass(frozen=True, slots=True)
class _Open:
    """An opening mark, with the nearest mark of each family that it stands in; empty for none."""

    start: int
    mark: str
    quoted: str
    titled: str

    def enclosing(self) -> str:
        return self.quoted if self.mark in "“‘" else self.titled


@scan(_ANY)
def unpaired(text: str) -> Iterator[Fault]:
    """Marks without their partner, marks that cross, and pairs with nothing in them.

    A closing bracket that belongs to a number, as in 1）, is none.
    """
    if _is_flat(text) and not _HOLLOW.search(text):
        return
    pairs, alone = _read(text)
    crossed = _crossed(alone)
    closed = set(crossed.values())
    for start, mark in alone:
        if start in closed:
            continue
        if start in crossed:
            words = f"“{mark}”和“{_OPENING[mark]}”之间，别的标号只有一半"
            yield Fault(start, start + 1, f"标号交叉：{words}", "里层的先闭合，外层的后闭合")
        elif mark in _CLOSING:
            yield Fault(start, start + 1, f"“{mark}”前面没有“{_CLOSING[mark]}”", "补上缺的一半，或删去它")
        else:
            yield Fault(start, start + 1, f"“{mark}”后面没有“{_OPENING[mark]}”", "补上缺的一半，或删去它")
    for pair, end in pairs:
        if not text[pair.start + 1 : end - 1].strip():
            yield Fault(pair.start, end, f"“{text[pair.start : end]}”里面没有字", "补上内容，或删去这对标号")


def _crossed(alone: Iterable[tuple[int, str]]) -> dict[int, int]:
    """Opening mark → closing mark, where both stand alone because another pair closed between them."""
    waiting: dict[str, list[int]] = {}
    crossed: dict[int, int] = {}
    for start, mark in alone:
        if mark in _OPENING:
            waiting.setdefault(mark, []).append(start)
        elif waiting.get(_CLOSING[mark]):
            crossed[waiting[_CLOSING[mark]].pop()] = start
    return crossed


@scan(_ANY)
def misnested(text: str) -> Iterator[Fault]:
    """Quotation and title marks on the wrong level: “ ” and 《 》 outside, ‘ ’ and 〈 〉 inside, then again.

    A text whose marks are unpaired is left alone: its levels cannot be told.
    """
    if _is_flat(text):
        return
    pairs, alone = _read(text)
    if any(mark in _LEVELS or mark in "”’》〉" for _, mark in alone):
        return
    for pair, end in sorted(pairs, key=lambda one: one[0].start):
        if pair.mark not in _LEVELS:
            continue
        outer, inner = _LEVELS[pair.mark]
        enclosing = pair.enclosing()
        wanted = inner if enclosing == outer else outer
        if pair.mark != wanted:
            where = f"“{enclosing}”里面" if enclosing else "最外层"
            yield Fault(pair.start, end, f"{where}用了“{pair.mark}”", f"这一层应为“{_SHOWN[wanted]}”")


@lru_cache(maxsize=512)
def _is_flat(text: str) -> bool:
    """Whether all marks are outer ones in pairs, none inside another; a quick look before the slow one."""
    marks = "".join(_MARK.compiled().findall(text)).replace("(", "（").replace(")", "）")
    return not _FLAT.sub("", marks)


@lru_cache(maxsize=512)
def _read(text: str) -> tuple[tuple[tuple[_Open, int], ...], tuple[tuple[int, str], ...]]:
    """The pairs of a text with their ends, and the marks that stand alone in the order of the text."""
    stack: list[_Open] = []
    depth: Counter[str] = Counter()
    pairs: list[tuple[_Open, int]] = []
    alone: list[tuple[int, str]] = []
    for start, mark in _marks(text):
        if mark in _OPENING:
            stack.append(_opened(start, mark, stack[-1] if stack else None))
            depth[mark] += 1
        elif depth[_CLOSING[mark]]:
            while (last := stack.pop()).mark != _CLOSING[mark]:
                depth[last.mark] -= 1
                alone.append((last.start, last.mark))
            depth[last.mark] -= 1
            pairs.append((last, start + 1))
        elif mark != "）" or not _ORDINAL.search(text[max(0, start - 5) : start]):
            alone.append((start, mark))
    return tuple(pairs), tuple(sorted([*alone, *((one.start, one.mark) for one in stack)]))


def _marks(text: str) -> Iterator[tuple[int, str]]:
    apostrophes = {match.start() + match[0].index("’") for match in _APOSTROPHE.finditer(text)}
    for match in _MARK.finditer(text):
        if match.start() not in apostrophes:
            yield match.start(), _WIDE.get(match[0], match[0])


def _opened(start: int, mark: str, around: _Open | None) -> _Open:
    if around is None:
        return _Open(start, mark, "", "")
    quoted = around.mark if around.mark in "“‘" else around.quoted
    titled = around.mark if around.mark in "《〈" else around.titled
    return _Open(start, mark, quoted, titled)
