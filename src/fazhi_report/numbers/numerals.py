"""Reads and writes whole numbers in Chinese characters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fazhi_report.numbers.hedges import BEFORE_IN_TEXT, BETWEEN_IN_TEXT
from fazhi_report.text.patterns import Pattern
from fazhi_report.text.zones import quoted_names, titles

LIMIT = 10**12
"""The smallest number that cannot be written, since 亿 is the largest group."""

_DIGITS = "零一二三四五六七八九"
_PLACES = ("", "十", "百", "千")
_GROUPS = ("", "万", "亿")
_GROUP = 10_000

_VALUES = {character: value for value, character in enumerate(_DIGITS)}
_PLACE_VALUES = {"十": 10, "百": 100, "千": 1000}

# Other ways to write the same: counting 两, numbering 〇 (often typed as the circle ○), calendar 廿 and 卅.
_VARIANTS = str.maketrans({"两": "二", "〇": "零", "○": "零", "廿": "二十", "卅": "三十"})

# Two digits without a place are an approximation (三四个, GB/T 15835), never a thirty-four.
_DIGIT_BY_DIGIT = Pattern(f"[{_DIGITS}]{{3,12}}")
_BARE_TEN = Pattern("(?<=[零百千])十")
_SPOKEN_ZERO = Pattern("(?<=[十百千][万亿])零(?=[一二三四五六七八九]千)")


def to_chinese(n: int) -> str:
    """Write a whole number in Chinese characters, as headings count: 一, 十, 十一, 一百零五.

    Args:
        n: From 0 up to, not including, `LIMIT`.

    Raises:
        ValueError: The number is negative or too large.
    """
    if not 0 <= n < LIMIT:
        raise ValueError(f"{n}写不成汉字数字：只支持0至{LIMIT - 1}的整数。")
    text, gap = "", False
    for index in reversed(range(len(_GROUPS))):
        group = n // _GROUP**index % _GROUP
        if group:
            zero = "零" if text and (gap or group < _GROUP // 10) else ""
            text += zero + _write_group(group) + _GROUPS[index]
        gap = not group
    if text.startswith("一十"):
        return text[1:]
    return text or "零"


def from_chinese(text: str) -> int:
    """Read a whole number in Chinese characters.

    Also reads 两, 〇, 廿 and 卅, the written-out 一十五, the short 一百十五, and three or more digits one
    by one as years have them (二〇二一). An approximation such as 三四百 is no number.

    Raises:
        ValueError: The text is not a number written this way.
    """
    plain = text.translate(_VARIANTS)
    if _DIGIT_BY_DIGIT.fullmatch(plain):
        return int("".join(str(_VALUES[character]) for character in plain))
    canonical = _SPOKEN_ZERO.sub("", _BARE_TEN.sub("一十", plain))
    if canonical.startswith("一十"):
        canonical = canonical[1:]
    value = _add_up(canonical)
    # Reading is lenient, so the proof is to write the value again.
    if value is None or value >= LIMIT or to_chinese(value) != canonical:
        raise ValueError(f"“{text}”不是汉字数字，应写成“二十八”“一百零五”“二〇二一”这样的形式。")
    return value


def _write_group(group: int) -> str:
    """Write a number from 1 to 9999 with every place named: 一十 for ten."""
    text = ""
    for place in reversed(range(len(_PLACES))):
        digit = group // 10**place % 10
        if digit:
            text += _DIGITS[digit] + _PLACES[place]
        elif text and not text.endswith("零"):
            text += "零"
    return text.rstrip("零")


def _add_up(text: str) -> int | None:
    """Return the sum of digits times places in whatever order; None for empty text or other characters."""
    total = section = digit = 0
    for character in text:
        if character in _VALUES:
            digit = _VALUES[character]
            continue
        if character in _PLACE_VALUES:
            section += (digit or 1) * _PLACE_VALUES[character]
        elif character == "万":
            total, section = total + (section + digit) * _GROUP, 0
        elif character == "亿":
            total, section = (total + section + digit) * _GROUP**2, 0
        else:
            return None
        digit = 0
    return total + section + digit if text else None


_CHINESE_COUNTS_DIGITS, _CHINESE_COUNTS_PLACES = "一二两三四五六七八九", "十百千万亿"
_NUMERAL = f"[{_CHINESE_COUNTS_DIGITS}{_CHINESE_COUNTS_PLACES}零〇]"
# Only words that count cases, papers, people and meetings: 个, 项, 条 and 大 stand in too many fixed words.
_UNIT = (
    "件次|人次|场次|户次|批次|家次|件(?!套)|宗(?!旨)|起(?!草|诉|来)|份(?!额)|篇(?!章)|元"
    "|名(?!单|录|誉|称|义)|人(?!民|大|才|员|事|力|社|均|口|格)|家(?!庭|园|长|门|人)|户(?!籍)|场(?!所|景|地)|次(?!数|要)"
)
_COUNT = Pattern(
    rf"(?<![0-9第每任某逐同另{_CHINESE_COUNTS_DIGITS}{_CHINESE_COUNTS_PLACES}零〇数几])(?P<before>{BEFORE_IN_TEXT}|上|数)?"
    rf"(?P<numeral>{_NUMERAL}{{1,15}})(?P<hedge>{BETWEEN_IN_TEXT}|来)?(?P<unit>{_UNIT})"
)
_REPORTED = Pattern(
    "(?:办理|受理|审理|审结|办结|结案|立案|查处|查办|纠错|审查|备案|发出|收到|接收|调处|化解|调解|制定|印发|处理|移送|共|计|为|达)(?:了|案件)?$"
)
_CASES = frozenset({"件", "宗", "起", "份"})
_REACH = 6
_FIRST_TOLD = 2
"""Smallest number that a verb makes a statistic: 一件事一次办 counts nothing."""


@dataclass(frozen=True, slots=True)
class ChineseCount:
    """A statistic in Chinese characters, which the standard wants in Arabic digits (GB/T 15835, 4.1.1).

    Args:
        start: Where it begins, characters into the text, with the hedge before it.
        end: Just behind its unit.
        text: The number exactly as written.
        value: The number; None for an approximation (近百件, 三十余场).
        unit: The measure word.
    """

    start: int
    end: int
    text: str
    value: int | None
    unit: str


def chinese_counts(text: str) -> Iterator[ChineseCount]:
    """Find the statistics that a text writes in Chinese characters.

    A numeral counts only before measure words of cases, papers, people and meetings, and only if it has places and
    digits (二十三件), is an approximation (近百件, 上千人次), or is the small object of a verb that reports (受理两件).
    Numbers in titles and quotation marks belong to names and are skipped.

    Yields:
        The counts in the order of the text; they never overlap.
    """
    names = [(zone.start, zone.end) for zone in (*titles(text), *quoted_names(text))]
    inside = bytearray(len(text))
    for start, end in names:
        inside[start:end] = b"\1" * (end - start)
    for match in _COUNT.finditer(text):
        if inside[match.start()]:
            continue
        known, value = _read(match, text)
        if known:
            yield ChineseCount(match.start(), match.end(), match[0], value, match["unit"])


def _read(match: re.Match[str], text: str) -> tuple[bool, int | None]:
    """Return whether the words state a statistic, and its value where it is exact."""
    numeral = match["numeral"]
    placed, counted = (
        not set(numeral).isdisjoint(_CHINESE_COUNTS_PLACES),
        not set(numeral).isdisjoint(_CHINESE_COUNTS_DIGITS),
    )
    if match["before"] or match["hedge"]:
        return placed, None
    try:
        value = from_chinese(numeral)
    except ValueError:
        return False, None
    if placed and counted:
        return True, value
    reported = _REPORTED.search(text[max(0, match.start() - _REACH) : match.start()]) is not None
    return reported and match["unit"] in _CASES and value >= _FIRST_TOLD, value
