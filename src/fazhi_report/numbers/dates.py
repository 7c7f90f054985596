"""Reads and writes dates as official documents print them and as people type them."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date, datetime, time

from fazhi_report.numbers.numerals import from_chinese
from fazhi_report.text.patterns import Pattern
from fazhi_report.text.references import OpenDay

_HAN = "〇○零一二三四五六七八九十廿卅"
_NUMERIC = Pattern(r"([0-9]{4})(?P<mark>[-/.])([0-9]{1,2})(?P=mark)([0-9]{1,2})")
_YEAR, _SHORT = f"([0-9]{{4}}|[{_HAN}]{{4}})", f"([0-9]{{1,2}}|[{_HAN}]{{1,3}})"
_NAMED = Pattern(f"{_YEAR}年{_SHORT}月{_SHORT}日")
_CLOCK = r"(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2}))?"
_MOMENT = Pattern(f"(?P<day>[^ T]+)(?: +|T){_CLOCK}")

_MONTHS = 12


def format_date(day: date) -> str:
    """Write a date as it is printed under a document: 2021年2月28日.

    Full year, no leading zeros, Arabic digits (GB/T 9704-2012, 7.3.5.4). A day that is still to be filled in is written as
    its placeholder.
    """
    if isinstance(day, OpenDay):
        return day.words
    return f"{day.year}年{day.month}月{day.day}日"


def parse_date(text: str) -> date:
    """Read a date: 2021-02-28, 2021/2/28, 2021.2.28, 2021年2月28日 or 二〇二一年二月二十八日.

    Leading zeros and full-width digits are read too; two-digit years are not (GB/T 15835).

    Raises:
        ValueError: The text is no date, or the calendar has no such day.
    """
    written = unicodedata.normalize("NFKC", text).strip()
    if match := _NUMERIC.fullmatch(written):
        year, month, day = match.group(1, 3, 4)
    elif match := _NAMED.fullmatch(written):
        year, month, day = match.groups()
    else:
        raise ValueError(f"“{text}”不是完整的日期，应写成“2021年2月28日”或“2021-02-28”。")
    return _on_calendar(written, _number(text, year), _number(text, month), _number(text, day))


def parse_datetime(text: str) -> datetime:
    """Read a date with a time of day, as websites print it: 2021-03-09 09:33, also with seconds.

    The result has no time zone: pages print the local time and say no more.

    Raises:
        ValueError: The text is no date with a time, or there is no such day or minute.
    """
    written = unicodedata.normalize("NFKC", text).strip()
    match = _MOMENT.fullmatch(written)
    if match is None:
        raise ValueError(f"“{text}”不是带时刻的日期，应写成“2021-03-09 09:33”。")
    day = parse_date(match["day"])
    try:
        clock = time(int(match["hour"]), int(match["minute"]), int(match["second"] or 0))
    except ValueError:
        raise ValueError(f"“{text}”里没有这样的时刻：小时为0至23，分和秒为0至59。") from None
    return datetime.combine(day, clock)


def _number(text: str, digits: str) -> int:
    """Return the value of Arabic or Chinese digits inside a date."""
    if digits.isdecimal():
        return int(digits)
    try:
        return from_chinese(digits)
    except ValueError:
        raise ValueError(f"“{text}”不是完整的日期：“{digits}”不是汉字数字。") from None


def _on_calendar(written: str, year: int, month: int, day: int) -> date:
    """Return the day.

    Raises:
        ValueError: The calendar has no such day; the message says why.
    """
    if not MINYEAR <= year <= MAXYEAR:
        raise ValueError(f"“{written}”不是日历上的日期：没有{year}年。")
    if not 1 <= month <= _MONTHS:
        raise ValueError(f"“{written}”不是日历上的日期：月份为1至12，没有{month}月。")
    last = monthrange(year, month)[1]
    if not 1 <= day <= last:
        raise ValueError(f"“{written}”不是日历上的日期：{year}年{month}月只有{last}天，没有{day}日。")
    return date(year, month, day)


# A title in 《》 keeps its year; so does a span of years (2021—2025年).
_TITLE_OR_YEAR = re.compile(
    r"《[^《》]{0,200}》"
    r"|(?<![0-9—–\-－])(?<![0-9年]至)(?P<year>20[0-9]{2})(?=年)(?!年?(?:[—–\-－]|至\s?20))"
)


_DAY = re.compile(r"年(?:[2-9]|10|11|1月(?!1日)|12月(?!31日))")


def moved(text: str, year: int, *, days: bool = True) -> str:
    """Return the words with the report's year, the year before and the year after each increased by one.

    Args:
        text: A heading, a title, a caption or a text.
        year: The year that the words were written for.
        days: Whether the years of months and days are increased, too; the first and the last day of a year always are.
    """

    def move(match: re.Match[str]) -> str:
        if match["year"] is None or abs(int(match["year"]) - year) > 1:
            return match[0]
        if not days and _DAY.match(text, match.end()):
            return match[0]
        return str(int(match["year"]) + 1)

    return _TITLE_OR_YEAR.sub(move, text)
