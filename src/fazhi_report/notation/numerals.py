"""Whole numbers in Chinese characters, there and back."""

from __future__ import annotations

from fazhi_report.notation.pattern import Pattern

LIMIT = 10**12
"""The first number that cannot be written: 亿 is the largest group."""

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
    """One to 9999, with every place named: 一十 for ten."""
    text = ""
    for place in reversed(range(len(_PLACES))):
        digit = group // 10**place % 10
        if digit:
            text += _DIGITS[digit] + _PLACES[place]
        elif text and not text.endswith("零"):
            text += "零"
    return text.rstrip("零")


def _add_up(text: str) -> int | None:
    """The sum of digits times places, whatever their order; None for empty text or other characters."""
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
