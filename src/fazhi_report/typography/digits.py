"""Checks numbers against GB/T 15835: ranges, dates, digits, scales, approximate numbers and ordinals."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator

from fazhi_report.numbers.hedges import AROUND_BEFORE, AROUND_BEHIND, BEFORE_IN_TEXT, BETWEEN_IN_TEXT
from fazhi_report.text.patterns import Pattern
from fazhi_report.text.zones import addresses, titles
from fazhi_report.typography.scan import HAN, Fault, covered, is_han, scan, together

_CENTURY = r"(?:19|20)[0-9]{2}"
# The full-width hyphen (U+FF0D) is as long as a dash, and offices print it as one.
_HYPHEN = r"\s?[-–‐‑~]\s?"
_ANY_DASH = r"\s?[-－–‐‑~～—]\s?"
_WORD = "A-Za-z0-9_"
_APART = rf"(?<![{_WORD}\-－–—/.〔])"
_LOST_DASH = Pattern(rf"(?<![{_WORD}\-/.])({_CENTURY})({_CENTURY})(?![{_WORD}\-/.])")
_YEARS = Pattern(rf"{_APART}({_CENTURY})(年?)({_HYPHEN})({_CENTURY})(?![{_WORD}\-－–—/.])")
_SHORT_YEARS = Pattern(
    rf"{_APART}(?:{_CENTURY}(?:年)?{_ANY_DASH}([0-9]{{2}})年|[0-9]{{2}}{_ANY_DASH}[0-9]{{2}}年(?=度|期间|规划|普法|行动))"
)
_JOINED = r"[0-9](?:[%％年]?\s?[-－–‐‑~～—]\s?[0-9]|[0-9]{7})"
_COUNTED = "[%％万亿件个人名次场家项条份月日年天小元户期类周岁分公米平宗起]"
_RANGE = Pattern(
    rf"{_APART}[0-9]{{1,9}}(?:\.[0-9]{{1,9}})?[%％]?({_HYPHEN})[0-9]{{1,9}}(?:\.[0-9]{{1,9}})?(?={_COUNTED})"
)
_HALF_SAID = Pattern(
    rf"{_APART}([0-9]{{1,9}}(?:\.[0-9]{{1,9}})?){_ANY_DASH}([0-9]{{1,9}}(?:\.[0-9]{{1,9}})?)([%％]|[万亿])"
)

# Each begins with a class, and what stands before is looked at afterwards: that is several times quicker.
_DAY = Pattern(r"[0-9]{1,4}(?:年[0-9]{1,2})?月[0-9]{1,2}[日号](?![楼线文令院])")
_PIECES = Pattern(r"(?:([0-9]{4})年)?([0-9]{1,2})月([0-9]{1,2})([日号])")
_MONTH = Pattern(r"[0-9]{4}年([0-9]{1,2})月")
_TWICE_MONTH = Pattern(r"[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}月(?!份)")
_SHORT_YEAR = Pattern(r"(?:(?<![0-9.])|[’'‘])[0-9]{2}年(?=[0-9]{1,2}月)|[’'‘][0-9]{2}年")
_NUMERIC = Pattern(
    r"(?<![A-Za-z0-9_/.\-])([0-9]{4})([-./])([0-9]{1,2})\2([0-9]{1,2})(?![A-Za-z0-9_/.\-]|\s{1,3}[0-9]{1,2}:)"
)
_CHINESE_YEAR = "[一二][九〇○零０0OＯ][一二三四五六七八九〇○零０0OＯ]{2}年"
_CHINESE_DATE = Pattern(
    rf"{_CHINESE_YEAR}(?:[0-9]{{1,2}}月|[一二三四五六七八九十]{{1,2}}月(?:[一二三四五六七八九十]{{1,3}}日)?)"
)
_MIXED_DATE = Pattern(r"[0-9]{4}年[一二三四五六七八九十]{1,2}月(?:[一二三四五六七八九十]{1,3}日)?")
_ZERO_YEAR = Pattern(_CHINESE_YEAR)
_DATE_SIGNS = (
    "月[0-9]{1,2}[日号月]",
    "年(?:0[0-9]?|1[3-9]|[2-9][0-9])月",
    "年(?<=[0-9]{2}年)(?<![0-9.][0-9]{2}年)[0-9]{1,2}月",
    *(f"{mark}[0-9]{{2}}年" for mark in "’'‘"),
    *(f"{mark}(?<=[0-9].)[0-9]{{1,2}}[-./]" for mark in ("-", r"\.", "/")),
    f"年(?<={_CHINESE_YEAR})",
    "年[一二三四五六七八九十]{1,2}月",
)
_LEAP_YEAR, _MONTHS = 2024, 12

_FULL_WIDTH = "[０-９Ａ-Ｚａ-ｚ％．]"
_WIDE = Pattern(_FULL_WIDTH)

_SCALE = Pattern(
    r"(?<![0-9.])[0-9]{1,3}(?:\.[0-9]{1,3})?\s?([千百])(?=[多余]?(?:[万亿元件个人名户家次场项条份宗起吨亩]|公里))"
)

_BEFORE = Pattern(rf"(?:{BEFORE_IN_TEXT})\s?$")
_ABOUT = Pattern(rf"(?:{AROUND_BEFORE})\s?$")
_LONGEST_BEFORE = 5
_MORE = Pattern(rf"[0-9][0-9.]{{0,11}}[万亿]?(?:{BETWEEN_IN_TEXT})")
_ABOUT_BEHIND = Pattern(rf"[0-9][0-9.]{{0,11}}[万亿%]?([余多]?)[{HAN}]{{0,2}}(?:{AROUND_BEHIND})")
_EXACT_MORE = Pattern(
    r"(?<![0-9.年])[0-9]{1,9}[1-9]余(?![姚杭额款名万亿千百])|(?<![0-9.年])[0-9]{1,9}[1-9]余名(?!下)"
)
_ARABIC_NEIGHBOURS = Pattern(
    r"(?<![0-9.、第])([1-8])、([2-9])(?=(?:个(?!月)|件|名|人(?!民)|次|天|年(?!级)|种|倍|成|家)(?!全会))"
)
_COUNT = "一二三四五六七八九"
_CHINESE_NEIGHBOURS = Pattern(
    rf"(?<![第、{_COUNT}十])([{_COUNT[:-1]}])、([{_COUNT[1:]}])"
    "(?=[十百千万]?[余多]?(?:个(?!月份)|件|名|人(?!民)|次|天|年(?![级期])|种|倍|成|家)(?!全会))"
)
_ABOUT_SIGN = (
    "余(?<=[0-9.万亿]余)|多(?<=[0-9.万亿]多)|左右|上下"
    f"|、(?:(?<=[1-8]、)[2-9]|(?<=[{_COUNT[:-1]}]、)[{_COUNT[1:]}])"
)


@scan(_JOINED)
def ranges(text: str) -> Iterator[Fault]:
    """Find ranges with a hyphen, without any mark, or with half of what both ends need (GB/T 15835, 5.1.3).

    Dates, telephone numbers, standards (GB/T 15834-2011) and addresses are no ranges.
    """
    faults = [*_year_ranges(text), *_number_ranges(text)]
    if faults:
        aside = covered(len(text), ((zone.start, zone.end) for zone in addresses(text)))
        yield from (fault for fault in faults if not aside[fault.start])


def _year_ranges(text: str) -> Iterator[Fault]:
    for match in _LOST_DASH.finditer(text):
        first, last = match.groups()
        if first < last:
            message = f"“{match[0]}”两个年份之间丢了连接号"
            yield Fault(match.start(), match.end(), message, f"应为“{first}—{last}”")
    for match in _YEARS.finditer(text):
        mark = match[3].strip()
        message = f"年份起止用了“{mark}”"
        yield Fault(match.start(), match.end(), message, f"应用一字线：“{match[1]}{match[2]}—{match[4]}”")
    for match in _SHORT_YEARS.finditer(text):
        yield Fault(
            match.start(), match.end(), f"“{match[0]}”的年份没有写全", "年份写全四位，如“2021—2025年”"
        )


def _number_ranges(text: str) -> Iterator[Fault]:
    years = (*_YEARS.finditer(text), *_SHORT_YEARS.finditer(text))
    half_said = list(_HALF_SAID.finditer(text))
    taken = covered(len(text), (match.span() for match in years))
    for match in half_said:
        if not taken[match.start()]:
            message = f"“{match[0]}”前一个数缺“{match[3]}”"
            yield Fault(
                match.start(), match.end(), message, f"应为“{match[1]}{match[3]}～{match[2]}{match[3]}”"
            )
    taken = covered(len(text), (match.span() for match in (*years, *half_said)))
    for match in _RANGE.finditer(text):
        if not taken[match.start()]:
            message = f"数值范围“{match[0]}”用了“{match[1].strip()}”"
            yield Fault(match.start(), match.end(), message, "范围用“～”或“—”，如“3～5个”“1—11月”")


@scan("|".join(_DATE_SIGNS))
def dates(text: str) -> Iterator[Fault]:
    """Find dates with leading zeros, short years, hyphens, Chinese digits, or on no calendar (GB/T 9704, 7.3.5.4).

    Titles of documents keep the form they were given; a text that is nothing but 2021-02-28 is a cell of a table.
    """
    if _NUMERIC.fullmatch(text.strip()):
        return
    faults = [*_days(text), *_months(text), *_numeric_dates(text), *_chinese_dates(text)]
    if faults:
        aside = covered(len(text), ((zone.start, zone.end) for zone in titles(text)))
        yield from (fault for fault in faults if not aside[fault.start])


def _days(text: str) -> Iterator[Fault]:
    for found in _DAY.finditer(text):
        match = _PIECES.fullmatch(found[0])
        if match and (fault := _day(match, found.start())):
            yield fault


def _day(match: re.Match[str], start: int) -> Fault | None:
    words, month, day = match[0], int(match[2]), int(match[3])
    end, year = start + len(words), int(match[1] or _LEAP_YEAR)
    if not 1 <= month <= _MONTHS or not 1 <= day <= monthrange(max(year, 1), month)[1]:
        return Fault(start, end, f"日历上没有“{words}”", "核对日期")
    right = (f"{year}年" if match[1] else "") + f"{month}月{day}日"
    if match[2].startswith("0") or match[3].startswith("0"):
        return Fault(start, end, f"日期“{words}”编了虚位", f"月、日不编虚位：“{right}”")
    if match[4] == "号":
        return Fault(start, end, f"日期写作“{words}”", f"公文里写“{right}”")
    return None


def _months(text: str) -> Iterator[Fault]:
    for match in _MONTH.finditer(text):
        if _DAY.match(text, match.start()):
            continue
        if not 1 <= int(match[1]) <= _MONTHS:
            yield Fault(match.start(), match.end(), f"“{match[0]}”：没有 {int(match[1])} 月", "核对日期")
        elif match[1].startswith("0"):
            yield Fault(
                match.start(), match.end(), f"“{match[0]}”月份编了虚位", "月、日不编虚位，如“2021年2月”"
            )
    for match in _TWICE_MONTH.finditer(text):
        yield Fault(match.start(), match.end(), f"日期“{match[0]}”有两个“月”", "核对，后一个多半是“日”")
    for match in _SHORT_YEAR.finditer(text):
        yield Fault(match.start(), match.end(), f"“{match[0]}”的年份没有写全", "年份写全四位")


def _numeric_dates(text: str) -> Iterator[Fault]:
    for match in _NUMERIC.finditer(text):
        year, month, day = int(match[1]), int(match[3]), int(match[4])
        if 1 <= month <= _MONTHS and 1 <= day <= monthrange(_LEAP_YEAR, month)[1]:
            right = f"{year}年{month}月{day}日"
            yield Fault(match.start(), match.end(), f"正文里日期写作“{match[0]}”", f"应为“{right}”")


def _chinese_dates(text: str) -> Iterator[Fault]:
    taken: set[int] = set()
    for pattern in (_CHINESE_DATE, _MIXED_DATE):
        for match in pattern.finditer(text):
            taken.add(match.start())
            message = f"日期“{match[0]}”用了汉字数字"
            yield Fault(match.start(), match.end(), message, "公文里的日期用阿拉伯数字，如“2021年2月28日”")
    for match in _ZERO_YEAR.finditer(text):
        if match.start() not in taken and any(zero in match[0] for zero in "○零０0OＯ"):
            message = f"年份“{match[0]}”里的零写法不对"
            yield Fault(match.start(), match.end(), message, "汉字年份用“〇”；公文里用阿拉伯数字更好")


@scan(_FULL_WIDTH)
def full_width(text: str) -> Iterator[Fault]:
    """Find full-width digits, letters and percent signs, which Chinese text writes in half width, too."""
    spots = [(match.start(), match[0], chr(ord(match[0]) - 0xFEE0)) for match in _WIDE.finditer(text)]
    return together(spots, "数字、字母或百分号用了全角：", safe=True)


@scan(r"[0-9]\s?[千百]")
def scales(text: str) -> Iterator[Fault]:
    """Find 千 and 百 behind Arabic digits, where only 万 and 亿 are allowed (GB/T 15835, 5.3)."""
    for match in _SCALE.finditer(text):
        yield Fault(
            match.start(),
            match.end(),
            f"“{match[0]}”：阿拉伯数字后面接了“{match[1]}”",
            "写出全部数字，或全用汉字",
        )


@scan(_ABOUT_SIGN)
def approximations(text: str) -> Iterator[Fault]:
    """Find numbers hedged twice (约80余件), exact and more (959余份), or neighbouring numbers separated by 、 (三、四个)."""
    for match in _hedged_twice(text):
        yield Fault(match.start(), match.end(), f"“{match[0]}”前后都用了表示概数的词", "只留一个")
    for match in _EXACT_MORE.finditer(text):
        yield Fault(
            match.start(), match.end(), f"“{match[0]}”：确数后面用了“余”", "用整数加“余”，或写确数、删去“余”"
        )
    for match in _ARABIC_NEIGHBOURS.finditer(text):
        if int(match[2]) == int(match[1]) + 1:
            words = _COUNT[int(match[1]) - 1] + _COUNT[int(match[2]) - 1]
            yield Fault(
                match.start(),
                match.end(),
                f"“{match[0]}”表示概数",
                f"相邻两数表示概数用汉字，不加顿号：“{words}”",
            )
    for match in _CHINESE_NEIGHBOURS.finditer(text):
        if _COUNT.index(match[2]) == _COUNT.index(match[1]) + 1:
            words = match[1] + match[2]
            yield Fault(match.start(), match.end(), f"“{match[0]}”表示概数却加了顿号", f"应为“{words}”")


def _hedged_twice(text: str) -> Iterator[re.Match[str]]:
    for match in _MORE.finditer(text):
        if _BEFORE.search(text[max(0, match.start() - _LONGEST_BEFORE) : match.start()]):
            yield match
    for match in _ABOUT_BEHIND.finditer(text) if "左右" in text or "上下" in text else ():
        if match[1] or _ABOUT.search(text[max(0, match.start() - _LONGEST_BEFORE) : match.start()]):
            yield match


_HAN_NUMBER = "[一二三四五六七八九十]{1,3}"
# The first two only before a word.
_BEFORE_WORDS = (
    (Pattern("(?:^|(?<=[。；：]))([0-9]{1,2})、"), "{0}."),
    (Pattern(f"(?:^|(?<=[。；：]))({_HAN_NUMBER})[.．,，]"), "{0}、"),
)
_FORMS = (
    *_BEFORE_WORDS,
    (Pattern(rf"[（(]({_HAN_NUMBER})[）)][、.．]"), "（{0}）"),
    (Pattern(r"[（(]([0-9]{1,2})[）)][、.．]"), "（{0}）"),
    (Pattern("(?:^|(?<=[。；]))(第[一二三四五六七八九十])、(?![第一二三四五六七八九十])"), "{0}，"),
    (Pattern(f"(?:^|(?<=[。；：，]))({_HAN_NUMBER}[是要])[、，：]"), "{0}"),
)
_SIGN = (
    "[、.．,，：](?:(?<=[0-9]、)|(?<=[）)].)|(?<=[一二三四五六七八九十].)|(?<=[一二三四五六七八九十][是要].))"
)
_TYPED = Pattern(
    rf"{_HAN_NUMBER}、|[（(](?:{_HAN_NUMBER}|[0-9]{{1,2}})[）)]|[0-9]{{1,2}}(?:、|[.．](?![0-9]))|{_HAN_NUMBER}[是要](?=[{HAN}])"
)


@scan(_SIGN)
def ordinals(text: str) -> Iterator[Fault]:
    """Find ordinals followed by the wrong mark: 1、 一. （一）、 （1）. 第一、 一是、."""
    for pattern, form in _FORMS:
        for match in pattern.finditer(text):
            behind = text[match.end() : match.end() + 1]
            if (pattern, form) in _BEFORE_WORDS and not (is_han(behind) or behind in {"《", "“"}):
                continue
            yield Fault(match.start(), match.end(), f"序号写作“{match[0]}”", f"应为“{form.format(match[1])}”")


@scan("[一二三四五六七八九十（(0-9](?<=^.)")
def typed_ordinal(text: str) -> Iterator[Fault]:
    """Find an ordinal typed before a heading or a measure, which the program numbers itself."""
    if match := _TYPED.match(text):
        yield Fault(0, match.end(), f"前面手写了序号“{match[0]}”", "删去；序号由程序编，手写的会印成两个")
