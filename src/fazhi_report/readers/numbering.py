"""Automatic numbers of a .docx, written out as Word prints them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from fazhi_report.notation.numerals import to_chinese
from fazhi_report.readers.package import Package
from fazhi_report.readers.word_styles import Styles
from fazhi_report.readers.wordml import W, attribute

_NUMBERING = "word/numbering.xml"
_CHINESE = frozenset(
    {"chineseCounting", "chineseCountingThousand", "chineseLegalSimplified", "ideographDigital",
     "japaneseCounting", "taiwaneseCounting", "taiwaneseCountingThousand", "koreanDigital2"}
)  # fmt: skip
_CIRCLED = frozenset({"decimalEnclosedCircle", "decimalEnclosedCircleChinese"})
_MOST_CIRCLED = 20
_PLACE = re.compile("%([1-9])")


@dataclass(frozen=True, slots=True)
class _Level:
    form: str
    text: str
    start: int


@dataclass(slots=True)
class Numbering:
    """Lists of a document, counted as its paragraphs come by.

    Args:
        lists: Number id → its levels.
        counts: Number id → how far each level has counted.
    """

    lists: Mapping[str, Mapping[int, _Level]]
    counts: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))

    @classmethod
    def of(cls, package: Package) -> Numbering:
        """The lists of a package; none when it has none."""
        if _NUMBERING not in package.names:
            return cls({})
        root = package.xml(_NUMBERING)
        abstract = {
            attribute(one, "abstractNumId"): {
                int(attribute(level, "ilvl") or 0): _level(level) for level in one.iterchildren(f"{W}lvl")
            }
            for one in root.iterchildren(f"{W}abstractNum")
        }
        lists = {}
        for one in root.iterchildren(f"{W}num"):
            target = one.find(f"{W}abstractNumId")
            lists[attribute(one, "numId")] = (
                {} if target is None else abstract.get(attribute(target, "val"), {})
            )
        return cls(lists)

    def prefix(self, paragraph: etree._Element, styles: Styles) -> str:
        """What Word prints before the paragraph; empty for none. Counts on."""
        found = paragraph.find(f"{W}pPr/{W}numPr")
        if found is None:
            chain = styles.ancestry(styles.paragraph(paragraph))
            found = next((styles.numbered[one] for one in chain if one in styles.numbered), None)
        if found is None:
            return ""
        identifier, depth = _child(found, "numId"), _child(found, "ilvl") or "0"
        levels = self.lists.get(identifier, {})
        level = levels.get(int(depth)) if depth.isascii() and depth.isdigit() else None
        if level is None or level.form in {"bullet", "none"}:
            return ""
        counts = self.counts[identifier]
        counts[int(depth)] = counts.get(int(depth), level.start - 1) + 1
        for deeper in [one for one in counts if one > int(depth)]:
            del counts[deeper]
        return _PLACE.sub(lambda match: self._number(identifier, int(match[1]) - 1), level.text)

    def _number(self, identifier: str, depth: int) -> str:
        level = self.lists[identifier].get(depth)
        if level is None:
            return ""
        return _written(level.form, self.counts[identifier].get(depth, level.start))


def _written(form: str, count: int) -> str:
    if form in _CHINESE:
        return to_chinese(max(count, 0))
    if form in _CIRCLED and 1 <= count <= _MOST_CIRCLED:
        return chr(0x245F + count)
    return str(count)


def _level(element: etree._Element) -> _Level:
    start = _child(element, "start")
    return _Level(
        _child(element, "numFmt"),
        _child(element, "lvlText"),
        int(start) if re.fullmatch("[0-9]{1,6}", start) else 1,
    )


def _child(element: etree._Element, name: str) -> str:
    found = element.find(f"{W}{name}")
    return "" if found is None else attribute(found, "val")
