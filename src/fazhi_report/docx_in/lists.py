"""Automatic numbers of paragraphs."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import cycle, islice

from lxml import etree

from fazhi_report.docx_in.properties import Properties, W, child, flat, is_on, value, whole
from fazhi_report.numbers.numerals import LIMIT, to_chinese

_DEEPEST = 9
_HIGHEST = 9999
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
_ROMAN_ONES = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_CIRCLED, _CIRCLED_LAST = 0x245F, 20
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_SIGNS: Mapping[str, Sequence[str]] = {
    "ideographTraditional": _STEMS,
    "ideographZodiac": _BRANCHES,
    "ideographZodiacTraditional": [
        stem + branch for stem, branch in islice(zip(cycle(_STEMS), cycle(_BRANCHES)), 60)
    ],
    "ideographEnclosedCircle": "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉",
    "decimalEnclosedFullstop": "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛",
}
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_LEGAL = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")
_PLACE = re.compile(r"%([1-9])")


def _roman(count: int) -> str:
    text = ""
    for worth, letters in (*_ROMAN, *_ROMAN_ONES):
        times, count = divmod(count, worth)
        text += letters * times
    return text


def _letters(count: int) -> str:
    times, letter = divmod(count - 1, 26)
    return chr(ord("a") + letter) * (times + 1)


def _circled(count: int) -> str:
    return chr(_CIRCLED + count) if count <= _CIRCLED_LAST else str(count)


def _sign(signs: Sequence[str], count: int) -> str:
    return signs[count - 1] if 0 < count <= len(signs) else str(count)


def _chinese(count: int) -> str:
    return to_chinese(count) if count < LIMIT else str(count)


def _legal(count: int) -> str:
    text = _chinese(count).translate(_LEGAL)
    return f"壹{text}" if text.startswith("拾") else text


_WRITERS: Mapping[str, Callable[[int], str]] = {
    "decimalZero": lambda count: f"{count:02}",
    "decimalFullWidth": lambda count: str(count).translate(_FULL_WIDTH),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedParen": lambda count: f"({count})",
    "chineseCounting": _chinese,
    "chineseCountingThousand": _chinese,
    "japaneseCounting": _chinese,
    "taiwaneseCountingThousand": _chinese,
    "taiwaneseCounting": _chinese,
    "ideographDigital": _chinese,
    "koreanDigital2": _chinese,
    "chineseLegalSimplified": _legal,
    "lowerLetter": _letters,
    "upperLetter": lambda count: _letters(count).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda count: _roman(count).upper(),
    "none": lambda _: "",
    **{form: partial(_sign, signs) for form, signs in _SIGNS.items()},
}
_ALIKE_ONLY = frozenset(
    {*_SIGNS, "decimalEnclosedCircle", "decimalEnclosedCircleChinese", "decimalEnclosedParen"}
)
"""Number formats whose numbers are read, but printed alike only by the list itself: their signs stand in a form or a row of
their own."""


@dataclass(frozen=True, slots=True)
class ListLevel:
    """A level of a list.

    Args:
        form: Number format, such as ``chineseCounting``.
        text: Printed pattern, with ``%1`` for the number of the first level.
        start: Its first number.
        restarts: Whether it restarts after each number of a higher level.
        paragraph: Its paragraph properties.
        typed: Whether its numbers can be typed as they are printed; not so bullets and numbers such as 甲、乙 and ①.
        bullet: Whether it prints a bullet, which is no text.
    """

    form: str = "decimal"
    text: str = ""
    start: int = 1
    restarts: bool = True
    paragraph: Properties = field(default_factory=dict)
    typed: bool = True
    bullet: bool = False

    @classmethod
    def read(cls, entry: etree._Element) -> ListLevel:
        """Return the level that ``w:lvl`` defines."""
        form, text = value(entry, "numFmt") or "decimal", value(entry, "lvlText") or ""
        typed = form == "decimal" or (form in _WRITERS and form not in _ALIKE_ONLY)
        bullet = form == "bullet" and bool(text)
        if form == "bullet":
            form, typed, text = "none", not text, ""
        restarts = value(entry, "lvlRestart") != "0"
        paragraph = flat(child(entry, "pPr"))
        return cls(form, text, _start(value(entry, "start")), restarts, paragraph, typed, bullet)


def _start(written: str | None) -> int:
    start = whole(written)
    return 1 if start is None else min(max(start, 0), _HIGHEST)


@dataclass(slots=True)
class Lists:
    """The lists of a file, with counters that advance as the file is read.

    Args:
        levels: List → its levels.
        families: List → its abstract definition, whose lists share their counters.
        counts: Definition → the last number of each level; None before the first.
    """

    levels: dict[str, dict[int, ListLevel]] = field(default_factory=dict)
    families: dict[str, str] = field(default_factory=dict)
    counts: dict[str, list[int | None]] = field(default_factory=dict)

    @classmethod
    def read(cls, root: etree._Element | None) -> Lists:
        """Return the lists of ``numbering.xml``; with None, those of a file without lists."""
        lists = cls()
        if root is None:
            return lists
        abstract = {
            value(entry, name="abstractNumId") or "": {
                whole(value(level, name="ilvl")) or 0: ListLevel.read(level)
                for level in entry.findall(f"{W}lvl")
            }
            for entry in root.findall(f"{W}abstractNum")
        }
        for entry in root.findall(f"{W}num"):
            key, family = value(entry, name="numId") or "", value(entry, "abstractNumId") or ""
            levels = dict(abstract.get(family, {}))
            lists.families[key] = family
            for override in entry.findall(f"{W}lvlOverride"):
                _override(levels, override)
                lists.families[key] = f"{family}/{key}"
            lists.levels[key] = levels
        return lists

    def level(self, paragraph: Properties) -> ListLevel | None:
        """Return the list level of a paragraph; None without a list."""
        key = paragraph.get("numPr.numId.val", "0")
        return self.levels.get(key, {}).get(_depth(paragraph))

    def next(self, paragraph: Properties) -> str:
        """Count a paragraph, and return its automatic number; empty for none."""
        level = self.level(paragraph)
        if level is None:
            return ""
        key, depth = paragraph["numPr.numId.val"], _depth(paragraph)
        counts = self.counts.setdefault(self.families[key], [None] * _DEEPEST)
        last = counts[depth]
        counts[depth] = level.start if last is None else min(last + 1, _HIGHEST)
        for deeper in range(depth + 1, _DEEPEST):
            below = self.levels[key].get(deeper)
            if below is None or below.restarts:
                counts[deeper] = None
        return _PLACE.sub(lambda match: self._number(key, int(match[1]) - 1, counts), level.text)

    def _number(self, key: str, depth: int, counts: list[int | None]) -> str:
        level = self.levels[key].get(depth, ListLevel())
        count = counts[depth]
        return _WRITERS.get(level.form, str)(level.start if count is None else count)


def _depth(paragraph: Properties) -> int:
    depth = whole(paragraph.get("numPr.ilvl.val")) or 0
    return min(max(depth, 0), _DEEPEST - 1)


def _override(levels: dict[int, ListLevel], override: etree._Element) -> None:
    depth = whole(value(override, name="ilvl")) or 0
    own = child(override, "lvl")
    if own is not None:
        levels[depth] = ListLevel.read(own)
    start = value(override, "startOverride")
    if start is not None and depth in levels:
        level = levels[depth]
        levels[depth] = replace(level, start=_start(start))


def numbered(paragraph: Properties) -> bool:
    """Whether a paragraph belongs to a list."""
    key = paragraph.get("numPr.numId.val")
    return key is not None and is_on(key)
