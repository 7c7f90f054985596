"""Dates as documents write them and people type them."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_report.numbers.dates import format_date, parse_date, parse_datetime
from fazhi_report.numbers.numerals import to_chinese

FEBRUARY = date(2021, 2, 28)


def test_a_date_is_written_in_full_without_leading_zeros() -> None:
    assert format_date(FEBRUARY) == "2021年2月28日"
    assert format_date(date(2021, 12, 1)) == "2021年12月1日"


@pytest.mark.parametrize(
    "text",
    [
        "2021-02-28",
        "2021/2/28",
        "2021.2.28",
        "2021年2月28日",
        "2021年02月28日",
        "二〇二一年二月二十八日",
        "二○二一年二月廿八日",
        "２０２１年２月２８日",
        " 2021-2-28 ",
    ],
)
def test_every_usual_form_is_read(text: str) -> None:
    assert parse_date(text) == FEBRUARY


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2019年11月31日", "2019年11月只有30天，没有31日"),
        ("2021-02-30", "2021年2月只有28天，没有30日"),
        ("2021-02-29", "2021年2月只有28天"),
        ("2100年2月29日", "2100年2月只有28天"),
        ("2021年13月1日", "月份为1至12，没有13月"),
        ("2021.0.1", "没有0月"),
        ("2021-01-00", "没有0日"),
        ("0000-01-01", "没有0年"),
        ("二〇二一年二月三十日", "没有30日"),
    ],
)
def test_a_day_that_the_calendar_lacks_is_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        parse_date(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2021",
        "21-02-28",
        "2021-02",
        "2021-2/28",
        "2021年2月",
        "2021年2月28",
        "20210228",
        "二一年二月二日",
        "明天",
        "2021-02-28 09:33",
        "二〇十一年二月二日",
        "二〇二一年二月三十十日",
    ],
)
def test_what_is_no_full_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="不是完整的日期"):
        parse_date(text)


@given(st.dates(min_value=date(1000, 1, 1)))
def test_written_dates_are_read_back(day: date) -> None:
    assert parse_date(format_date(day)) == day
    assert parse_date(day.isoformat()) == day


@given(st.dates(min_value=date(1000, 1, 1)))
def test_dates_in_chinese_numerals_are_read(day: date) -> None:
    year = "".join("〇一二三四五六七八九"[int(digit)] for digit in str(day.year))
    assert parse_date(f"{year}年{to_chinese(day.month)}月{to_chinese(day.day)}日") == day


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("2021-03-09 09:33", time(9, 33)),
        ("2021-03-09 09:33:05", time(9, 33, 5)),
        ("2021-03-09T23:59:59", time(23, 59, 59)),
        ("2021年3月9日 9:33", time(9, 33)),
        ("2021年3月9日　09：33", time(9, 33)),
    ],
)
def test_a_time_of_publication_is_read(text: str, clock: time) -> None:
    moment = parse_datetime(text)
    assert moment.date() == date(2021, 3, 9)
    assert moment.time() == clock
    assert moment.tzinfo is None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2021-03-09", "不是带时刻的日期"),
        ("2021-03-09 9时33分", "不是带时刻的日期"),
        ("2021-03-09 24:00", "没有这样的时刻"),
        ("2021-03-09 09:60", "没有这样的时刻"),
        ("2021-02-29 09:33", "2021年2月只有28天"),
        ("昨天 09:33", "不是完整的日期"),
    ],
)
def test_a_wrong_time_of_publication_is_refused(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        parse_datetime(text)
