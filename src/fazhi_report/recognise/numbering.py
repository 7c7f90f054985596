"""The numbers that lines open with, of all levels: 编、章、节、条, 一、（一）1.（1）1）and ①."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

from fazhi_report.numbers.numerals import from_chinese, to_chinese
from fazhi_report.recognise.markers import opening

_NUMBER = "[0-9一二三四五六七八九十百零〇○]{1,6}"
_UNIT = re.compile(rf"\s*第\s*(?P<n>{_NUMBER})\s*(?P<unit>[编篇章节条])(?P<gap>\s*)")
# 第三条规定的情形 speaks of an article; 第三条　适用范围 and 第三条 为了规范 open one.
_SPOKEN_OF = re.compile(r"[、，。；的和或至及与到]|第|规定|所列|款|项|内容")
_BRACKET = re.compile(r"\s*(?P<n>[0-9]{1,2})[)）]\s*(?=\S)")
_CIRCLED = re.compile(r"\s*(?P<n>[①-⑳])\s*(?=\S)")
# 一、二、三产业; 三、四季度; 1、2号楼; （一）、（二）项: several numbers side by side are no number of a heading.
_BESIDE = re.compile(
    r"[一二三四五六七八九十]{1,3}(?:[、是]|$|(?=[季月级楼区组批期类班年号所中小]))|[0-9]+[、号]|[、和至]?\s*[（(][0-9一二三四五六七八九十]{1,3}[)）]"
)
_IN_CONTENTS = re.compile(r"(?:\t|[.．…·]{2,}|\s{2,})\s*[0-9]{1,3}$")
# 统一、规范 and 依照第三条 hold no number that opens anything.
_BEGINS = r"(?:^|(?<=[。；：:;\s]))"
_LONGEST_CHAPTER = 40
_SENTENCE = re.compile("[。；！？]")


class OrdinalForm(IntEnum):
    """How a number is written; the value is its level, from the highest."""

    BOOK = 1
    CHAPTER = 2
    PART = 3
    ARTICLE = 4
    FIRST = 5
    SECOND = 6
    THIRD = 7
    FOURTH = 8
    BRACKET = 9
    CIRCLED = 10


_UNITS = {
    "编": OrdinalForm.BOOK,
    "篇": OrdinalForm.BOOK,
    "章": OrdinalForm.CHAPTER,
    "节": OrdinalForm.PART,
    "条": OrdinalForm.ARTICLE,
}
_STRUCTURAL = frozenset(_UNITS.values())
_HEADING_FORMS = (OrdinalForm.FIRST, OrdinalForm.SECOND, OrdinalForm.THIRD, OrdinalForm.FOURTH)
_CIRCLE_ONE, _CIRCLES = ord("①"), 20
_MARKS = {
    OrdinalForm.FIRST: ("", "、"),
    OrdinalForm.SECOND: ("（", "）"),
    OrdinalForm.THIRD: ("", "."),
    OrdinalForm.FOURTH: ("（", "）"),
    OrdinalForm.BRACKET: ("", "）"),
    OrdinalForm.CIRCLED: ("（", "）"),
}


@dataclass(frozen=True, slots=True)
class LineNumber:
    """The number that a line opens with.

    Args:
        form: How it is written.
        value: Which number it is.
        end: Where the words behind it begin, characters into the line.
        unit: 编, 篇, 章, 节 or 条; empty for the other forms.
        certain: Whether it can be nothing else; False for words such as 三、四季度.
        decimal: Whether it is written in digits.
    """

    form: OrdinalForm
    value: int
    end: int
    unit: str = ""
    certain: bool = True
    decimal: bool = False

    def written(self, value: int) -> str:
        """Return another number written in the same form."""
        if self.unit:
            return f"第{value if self.decimal else to_chinese(value)}{self.unit}"
        if self.form is OrdinalForm.CIRCLED and value <= _CIRCLES:
            return chr(_CIRCLE_ONE + value - 1)
        before, behind = _MARKS[self.form]
        han = self.form in {OrdinalForm.FIRST, OrdinalForm.SECOND}
        return f"{before}{to_chinese(value) if han else value}{behind}"

    def stands_in(self, text: str, value: int) -> bool:
        """Return whether another number of the same form is written anywhere in a text."""
        han, digits = to_chinese(value), str(value)
        match self.form:
            case OrdinalForm.FIRST:
                pattern = rf"{_BEGINS}{han}\s*[、.．，,]"
            case OrdinalForm.SECOND:
                pattern = rf"[（(]\s*{han}\s*[）)]"
            case OrdinalForm.THIRD:
                pattern = rf"(?<![0-9.．]){digits}\s*[、.．](?![0-9])"
            case OrdinalForm.FOURTH | OrdinalForm.BRACKET:
                pattern = rf"(?<![0-9]){digits}\s*[）)]"
            case OrdinalForm.CIRCLED:
                pattern = re.escape(self.written(value))
            case _:
                pattern = rf"{_BEGINS}第\s*(?:{han}|{digits})\s*{self.unit}"
        return re.search(pattern, text) is not None


def line_number(line: str) -> LineNumber | None:
    """Return the number that a line opens with, whatever its length; None for none and in a table of contents."""
    if _IN_CONTENTS.search(line):
        return None
    if unit := _UNIT.match(line):
        return _of_unit(unit, line)
    if found := opening(line):
        form = _HEADING_FORMS[found.level - 1]
        certain = _BESIDE.match(line, found.end) is None
        return LineNumber(form, found.value, found.end, certain=certain)
    if bracket := _BRACKET.match(line):
        return LineNumber(OrdinalForm.BRACKET, int(bracket["n"]), bracket.end())
    if circled := _CIRCLED.match(line):
        return LineNumber(OrdinalForm.CIRCLED, ord(circled["n"]) - _CIRCLE_ONE + 1, circled.end())
    return None


def opens_division(line: str) -> bool:
    """Return whether a line opens a 编, 章, 节 or 条."""
    found = line_number(line)
    return found is not None and found.certain and found.form in _STRUCTURAL


def _of_unit(match: re.Match[str], line: str) -> LineNumber | None:
    try:
        value = int(match["n"]) if match["n"].isdecimal() else from_chinese(match["n"])
    except ValueError:
        return None
    form, rest = _UNITS[match["unit"]], line[match.end() :]
    if form is OrdinalForm.ARTICLE:
        certain = bool(match["gap"]) or _SPOKEN_OF.match(rest) is None
    else:
        short = len(line) <= _LONGEST_CHAPTER and _SENTENCE.search(rest) is None
        certain = short and _SPOKEN_OF.match(rest) is None
    return LineNumber(form, value, match.end(), match["unit"], certain, match["n"].isdecimal())
