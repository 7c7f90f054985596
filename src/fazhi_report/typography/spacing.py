"""Checks white space in Chinese text, numbers and formulas, unseen characters, look-alikes and traditional characters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from fazhi_report.findings import TextEdit
from fazhi_report.text.organ_names import LONGEST, authors_meet
from fazhi_report.text.patterns import Pattern
from fazhi_report.typography.scan import HAN, Fault, Spot, is_han, scan, together

_BLANK = " \t\u00a0\u2000-\u200a\u202f\u3000"
_EVERY_BLANK = " \t\u00a0\u202f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
_SPLIT = Pattern(
    rf"(?<![A-Za-z0-9_\-－—/:：.])([0-9]{{1,9}})[{_BLANK}]{{1,3}}([0-9]{{1,9}}(?:\.[0-9]{{1,9}})?)(?=[{HAN}%％])"
    rf"|(?<![A-Za-z0-9_\-/:.])([0-9]{{1,9}})[{_BLANK}]{{1,3}}(\.[0-9]{{1,9}})|(?<![A-Za-z0-9_\-/:.])([0-9]{{2,9}}\.)[{_BLANK}]{{1,3}}([0-9]{{1,9}})(?=[%％万亿])",
    needs=_EVERY_BLANK,
    glimpse=rf"[0-9.][{_BLANK}]{{1,3}}[0-9.]",
)
_TABLE_NUMBER = Pattern("(?:表|图|附件|附表|附图|附录)[0-9]{1,3}$")
_TABLE_NUMBER_LENGTH = 5

_MARKS = frozenset("，。、；：？！“”‘’《》〈〉（）〔〕【】—…·％")
_SPACE = Pattern(f"[{_BLANK}]+", needs=_EVERY_BLANK)
# 王　丹, set as wide as three characters; 张三　李四, names in a row.
_NAMES = Pattern(
    rf"[{HAN}]{{1,2}}[{_BLANK}]{{1,9}}[{HAN}]|(?:[{HAN}·]{{2,3}}(?:\u3000|[{_BLANK}]{{2,9}})){{1,20}}[{HAN}·]{{2,3}}",
    needs=_EVERY_BLANK,
)

_FORMULA = Pattern(
    rf"(?<![A-Za-z0-9_+＋])(?:[0-9]{{1,3}}|[A-Z]|[{HAN}]{{1,6}})(?:[{_BLANK}]{{0,3}}[+＋][{_BLANK}]{{0,3}}(?:[0-9]{{1,3}}|[A-Z](?![A-Za-z])|[{HAN}]{{1,6}})){{1,9}}",
    leap="[+＋]",
    reach=9,  # a word of six characters, and three blanks
)

_UNSEEN = {
    "\u200b": "零宽空格",
    "\u200c": "零宽不连字符",
    "\u200d": "零宽连字符",
    "\u2060": "词连接符",
    "\u00ad": "软连字符",
    "\u180e": "蒙古文元音分隔符",
    "\ufe0e": "字形选择符",
    "\ufe0f": "字形选择符",
    "\u00a0": "不换行空格",
    "\u202f": "窄空格",
    "\t": "制表符",
}
_UNSEEN_CLASS = "[\u200b-\u200d\u2060\u00ad\u180e\ufe0e\ufe0f\u00a0\u202f\u2000-\u200a\t]"
_UNSEEN_MARK = Pattern(_UNSEEN_CLASS)


@scan(rf"[{_BLANK}][0-9.]", needs=_EVERY_BLANK)
def split_numbers(text: str) -> Iterator[Fault]:
    """Find numbers that white space splits: 7 421件, 20 20年, 99 .78%."""
    for match in _SPLIT.finditer(text):
        if _numbers_a_table(text, match.start() + len(match[1] or "")):
            continue
        words, whole = match[0], "".join(one for one in match.groups() if one)
        yield Fault(
            match.start(), match.end(), f"数字“{words}”中间有空格", f"应为“{whole}”；若是两个数，中间加标点"
        )


@scan(rf"[{_BLANK}]", needs=_EVERY_BLANK)
def spaces(text: str) -> Iterator[Fault]:
    """Find white space between Chinese characters, their marks, and Latin words or digits.

    White space in names set in columns (王　丹), behind numbers of tables (表1 收案情况) and between joint authors
    (中共中央 国务院关于……) is allowed.
    """
    if _are_names(text.strip()):
        return
    split = {match.start() for match in _SPLIT.finditer(text)}
    spots: list[Spot] = []
    for match in _SPACE.finditer(text.rstrip()):
        before, behind = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        if not _is_gap(before, behind) or match.start() in split or _numbers_a_table(text, match.start()):
            continue
        # 中共中央 国务院关于……
        if _between_authors(text, match):
            continue
        around = text[match.start() - 1 : match.end() + 1]
        spots.append((match.start(), around, around[0] + around[-1]))
    if spots:
        first = spots[0]
        count = f"，这一段共 {len(spots)} 处" if len(spots) > 1 else ""
        yield Fault(
            first[0],
            first[0] + len(first[1]) - 2,
            f"中文里有空格：“{first[1]}”{count}",
            "删去空格；要分开的地方用标点",
            tuple(TextEdit(start, around[1:-1], "") for start, around, _ in spots),
        )


def _between_authors(text: str, gap: re.Match[str]) -> bool:
    """Whether white space stands between two authors, as in 中共中央 国务院关于…."""
    start, end = max(gap.start() - LONGEST, 0), gap.end() + LONGEST + 2
    return authors_meet(text[start : gap.start()], text[gap.end() : end])


def _are_names(text: str) -> bool:
    return "".join(text.split()).replace("·", "").isalnum() and _NAMES.fullmatch(text) is not None


def _is_gap(before: str, behind: str) -> bool:
    """Return whether white space between two characters separates Chinese from Chinese or from Latin words and digits."""
    if _is_chinese(before):
        return _is_chinese(behind) or _is_latin(behind)
    return (_is_latin(before) or before in {"%", "‰"}) and _is_chinese(behind)


def _is_chinese(character: str) -> bool:
    return is_han(character) or character in _MARKS


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


@scan(rf"＋|\+(?:[{_BLANK}]|(?<=[{_BLANK}]\+))", needs="+＋")
def formulas(text: str) -> Iterator[Fault]:
    """Find formulas such as 6 + N with white space inside or a full-width plus sign; 1+3 is the usual form."""
    for match in _FORMULA.finditer(text):
        words = match[0]
        right = re.sub(rf"[{_BLANK}]*[+＋][{_BLANK}]*", "+", words)
        if words != right:
            what = "用了全角加号" if re.sub(rf"[{_BLANK}]", "", words) == words else "中间有空格"
            yield Fault(
                match.start(),
                match.end(),
                f"“{words}”{what}",
                f"与通行写法统一为“{right}”",
                (TextEdit(match.start(), words, right),),
            )


@scan(_UNSEEN_CLASS, needs="".join(_UNSEEN) + "".join(map(chr, range(0x2000, 0x200B))))
def unseen(text: str) -> Iterator[Fault]:
    """Find characters that cannot be seen: zero-width spaces, soft hyphens, tabs, spaces of odd widths."""
    found = [(match.start(), match[0]) for match in _UNSEEN_MARK.finditer(text)]
    if not found:
        return
    start, character = found[0]
    count = f"，这一段共 {len(found)} 处" if len(found) > 1 else ""
    name = _UNSEEN.get(character, "特殊宽度的空格")
    message = f"文字里有看不见的字符：{name}（U+{ord(character):04X}）{count}"
    yield Fault(start, start + 1, message, "删去它，或删去前后几个字重新键入")


def _numbers_a_table(text: str, end: int) -> bool:
    """Return whether the digits that end here number a table, so that white space may follow."""
    return _TABLE_NUMBER.search(text[max(0, end - _TABLE_NUMBER_LENGTH) : end]) is not None


_FORMS = "[\u2e80-\u2fdf\uf900-\ufaff]"
_RADICAL = Pattern(_FORMS)
# Simplified writing knows these, too (通用规范汉字表, 2013): 瞭望, 涅槃, and characters of names.
_ADMITTED = frozenset("昇陞甦祕祐祇氾耑瞭伋劻洸昤晞惇堉浥湲琯奭璘璟沬谿珪珮崁煆歜睏噁槃")
_COMMON_BIG5 = range(0xA440, 0xC67F)
"""Big5's level 1, the common traditional characters; rarer ones are mostly names."""


@scan(_FORMS)
def radicals(text: str) -> Iterator[Fault]:
    """Find radicals and compatibility forms in place of the characters they look like, as in text copied from PDF files."""
    spots = [
        (match.start(), match[0], unicodedata.normalize("NFKC", match[0]))
        for match in _RADICAL.finditer(text)
        if unicodedata.normalize("NFKC", match[0]) != match[0]
    ]
    return together(spots, "形似的部首或兼容字形：")


@scan(f"[{HAN}]")
def traditional(text: str) -> Iterator[Fault]:
    """Find traditional characters: in Big5's common level and not in GB 2312."""
    odd = [character for character in set(text) if character >= "\u4e00" and _is_traditional(character)]
    if not odd:
        return
    places = [offset for offset, character in enumerate(text) if character in odd]
    shown = "".join(dict.fromkeys(text[offset] for offset in places))
    count = f"，这一段共 {len(places)} 处" if len(places) > 1 else ""
    yield Fault(
        places[0], places[0] + 1, f"有繁体字或异体字“{shown}”{count}", "改为规范的简化字；人名用字除外"
    )


def traditional_ones(characters: Iterable[str]) -> list[str]:
    """Return those characters that are traditional."""
    return list(filter(_is_traditional, characters))


@lru_cache(maxsize=8192)
def _is_traditional(character: str) -> bool:
    if not "\u4e00" <= character <= "\u9fff" or character in _ADMITTED:
        return False
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        try:
            return int.from_bytes(character.encode("big5"), "big") in _COMMON_BIG5
        except UnicodeEncodeError:
            return False
    return False
