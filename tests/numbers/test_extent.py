from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_report.numbers.figure import parse_figure
from fazhi_report.numbers.interval import (
    FAR,
    Interval,
    apart,
    base_unit,
    exceeds,
    extent,
    is_exact,
    magnitude,
    negated,
    point,
    quotient,
    total,
)

bounds = st.fractions(min_value=-50, max_value=50, max_denominator=4)


@st.composite
def intervals(draw: st.DrawFn, *, positive: bool = False) -> Interval:
    low, high = sorted((draw(bounds), draw(bounds)))
    if positive:
        low, high = abs(low) + 1, abs(low) + 1 + (high - low)
    closed = low == high
    return Interval(low, high, closed or draw(st.booleans()), closed or draw(st.booleans()))


def inside(interval: Interval) -> list[Fraction]:
    """Numbers of an interval, its closed ends among them."""
    steps = [interval.low + (interval.high - interval.low) * Fraction(step, 4) for step in range(5)]
    return [step for step in steps if step in interval]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("80件", 80, 80),
        ("300元", 300, 300),
        ("-3件", -3, -3),
        ("7.06万件", 70550, 70700),
        ("20574.58万元", 205745750, 205745900),
        ("3亿元", 250000000, 400000000),
        ("45%", Fraction(89, 2), 46),
        ("80余条", 80, FAR),
        ("近480批次", -FAR, 480),
        ("90%以上", 90, FAR),
        ("约5万件", -FAR, FAR),
        ("约80余条", -FAR, FAR),
    ],
)
def test_a_figure_reaches_as_far_as_its_words_allow(text: str, low: Fraction, high: Fraction) -> None:
    found = extent(parse_figure(text))
    assert (found.low, found.high) == (low, high)


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("20574.58万元", "元", 205745800),
        ("1.2亿元", "元", 120000000),
        ("7万亿元", "元", 7 * 10**12),
        ("7.06万件", "件", 70600),
        ("45％", "%", 45),
        ("3百分点", "个百分点", 3),
    ],
)
def test_scale_belongs_to_the_number_and_not_to_the_unit(text: str, unit: str, value: int) -> None:
    assert base_unit(parse_figure(text)) == unit
    assert magnitude(parse_figure(text)) == value


@pytest.mark.parametrize("text", ["80余件", "7万件", "300万元", "45%", "5.5个工作日", "3个百分点"])
def test_what_was_shortened_is_not_exact(text: str) -> None:
    assert not is_exact(parse_figure(text))


@given(st.integers(0, 10**9))
def test_a_count_stands_for_itself_alone(number: int) -> None:
    assert is_exact(parse_figure(f"{number}件"))
    assert extent(parse_figure(f"{number}件")) == point(Fraction(number))


@given(intervals(), intervals())
def test_a_total_holds_every_sum(one: Interval, other: Interval) -> None:
    assert all(a + b in total((one, other)) for a in inside(one) for b in inside(other))
    assert all(a - b in total((one, negated(other))) for a in inside(one) for b in inside(other))


@given(intervals(positive=True), intervals(positive=True))
def test_a_quotient_holds_every_quotient(part: Interval, whole: Interval) -> None:
    found = quotient(part, whole)
    assert found is not None
    assert all(a / b in found for a in inside(part) for b in inside(whole))


def test_nothing_is_divided_by_what_may_be_zero() -> None:
    assert (
        quotient(point(Fraction(1)), Interval(Fraction(0), Fraction(2), low_closed=True, high_closed=True))
        is None
    )


@given(intervals(), intervals())
def test_apart_means_that_no_number_is_shared(one: Interval, other: Interval) -> None:
    shared = [number for number in (*inside(one), *inside(other)) if number in one and number in other]
    assert not (apart(one, other) and shared)
    assert apart(one, other) == apart(other, one)
    if exceeds(one, other):
        assert all(a > b for a in inside(one) for b in inside(other))


def test_ends_that_touch_meet_only_where_both_are_closed() -> None:
    low, high = Fraction(1), Fraction(2)
    closed, begins = (
        Interval(low, high, low_closed=True, high_closed=True),
        Interval(high, high + 1, low_closed=True, high_closed=True),
    )
    assert not apart(closed, begins)
    assert apart(Interval(low, high, low_closed=True, high_closed=False), begins)
