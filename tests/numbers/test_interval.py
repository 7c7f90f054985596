"""What a rounded figure leaves possible."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_report.numbers.interval import (
    Interval,
    Mode,
    digits,
    rounding_interval,
    total,
    written_interval,
)
from fazhi_report.numbers.percent import shorten

MODES: tuple[Mode, ...] = ("round", "cut")


@pytest.mark.parametrize(
    ("number", "count"), [("24", 0), ("24.3", 1), ("24.30", 2), ("0.00", 2), ("1E+2", 0), ("-3.25", 2)]
)
def test_digits_are_counted_as_written(number: str, count: int) -> None:
    assert digits(Decimal(number)) == count


@pytest.mark.parametrize("number", ["NaN", "Infinity"])
def test_what_is_no_number_has_no_digits(number: str) -> None:
    with pytest.raises(ValueError, match="不是数字"):
        digits(Decimal(number))


@pytest.mark.parametrize(
    ("rate", "mode", "inside", "outside"),
    [
        ("24.3", "round", ["24.25", "24.3", "24.3499"], ["24.2499", "24.35"]),
        ("24.3", "cut", ["24.3", "24.3999"], ["24.2999", "24.4"]),
        ("24.30", "round", ["24.295", "24.3049"], ["24.2949", "24.305"]),
        ("-24.3", "round", ["-24.25", "-24.3499"], ["-24.2499", "-24.35"]),
        ("-24.3", "cut", ["-24.3", "-24.3999"], ["-24.2999", "-24.4"]),
        ("0", "round", ["0", "0.4999", "-0.4999"], ["0.5", "-0.5"]),
        ("0", "cut", ["0", "0.9999", "-0.9999"], ["1", "-1"]),
    ],
)
def test_intervals_are_half_open_away_from_zero(
    rate: str, mode: Mode, inside: list[str], outside: list[str]
) -> None:
    interval = rounding_interval(Decimal(rate), mode)
    assert all(Fraction(value) in interval for value in inside)
    assert not any(Fraction(value) in interval for value in outside)


rates = st.decimals(-300, 300, places=2, allow_nan=False) | st.integers(-300, 300).map(Decimal)
exact_values = st.fractions(-301, 301, max_denominator=1000)


@given(rates, exact_values, st.sampled_from(MODES))
def test_a_value_is_in_the_interval_if_and_only_if_it_is_written_so(
    rate: Decimal, exact: Fraction, mode: Mode
) -> None:
    assert (exact in rounding_interval(rate, mode)) == (shorten(exact, digits(rate), mode) == rate)


@given(exact_values, st.integers(0, 3), st.sampled_from(MODES))
def test_a_value_is_in_the_interval_of_its_own_shortening(exact: Fraction, places: int, mode: Mode) -> None:
    assert exact in rounding_interval(shorten(exact, places, mode), mode)


@given(rates, exact_values)
def test_either_way_of_shortening_is_the_union_of_both(rate: Decimal, exact: Fraction) -> None:
    # Values close to the rate are drawn too: a wide draw alone would rarely hit the interval.
    for value in (exact, Fraction(rate) + exact / 301 * 2):
        expected = any(value in rounding_interval(rate, mode) for mode in MODES)
        assert (value in written_interval(rate)) == expected


intervals = st.builds(
    lambda low, width, low_closed, high_closed: Interval(low, low + width, low_closed, high_closed),
    st.fractions(-20, 20),
    st.fractions(0, 20),
    st.booleans(),
    st.booleans(),
)


@given(intervals, st.integers(-10, 10), st.integers(-10, 30))
def test_whole_numbers_are_those_that_counting_finds(interval: Interval, first: int, last: int) -> None:
    counted = [number for number in range(first, last + 1) if Fraction(number) in interval]
    assert list(interval.whole_numbers(first, last)) == counted


@given(intervals, exact_values, st.fractions(1, 9))
def test_scaling_and_moving_keep_what_belongs(interval: Interval, value: Fraction, factor: Fraction) -> None:
    assert (value in interval) == (value * factor in interval.scaled(factor))
    assert (value in interval) == (value + factor in interval.moved(factor))


ends = st.none() | st.fractions(min_value=-50, max_value=50, max_denominator=4)


@st.composite
def any_intervals(draw: st.DrawFn, *, positive: bool = False) -> Interval:
    """Intervals with and without ends, none of them empty."""
    low, high = draw(ends), draw(ends)
    if low is not None and high is not None and low > high:
        low, high = high, low
    if positive:
        low = abs(low or Fraction(0)) + 1
        high = None if high is None else low + abs(high)
    single = low is not None and low == high
    return Interval(low, high, single or draw(st.booleans()), single or draw(st.booleans()))


def members(interval: Interval) -> list[Fraction]:
    """Numbers of an interval, its closed ends among them."""
    low = interval.low if interval.low is not None else (interval.high or Fraction(0)) - 100
    high = interval.high if interval.high is not None else low + 100
    steps = [low + (high - low) * Fraction(step, 4) for step in range(5)]
    return [step for step in steps if step in interval]


@given(any_intervals(), any_intervals())
def test_sums_and_differences_hold_every_sum_and_difference(one: Interval, other: Interval) -> None:
    assert all(a + b in one + other for a in members(one) for b in members(other))
    assert all(a - b in one - other for a in members(one) for b in members(other))
    assert total((one, other)) == one + other


@given(any_intervals(positive=True), any_intervals(positive=True))
def test_a_quotient_holds_every_quotient(part: Interval, whole: Interval) -> None:
    found, growth = part.quotient(whole), part.growth_from(whole)
    assert found is not None
    assert growth == found.moved(Fraction(-1))
    assert all(a / b in found for a in members(part) for b in members(whole))


def test_nothing_is_divided_by_what_may_be_zero() -> None:
    one = Interval.exactly(Fraction(1))
    for divisor in (Interval(Fraction(0), Fraction(2)), Interval(None, Fraction(2)), -one):
        assert one.quotient(divisor) is None
    assert (-one).quotient(one) is None


@given(any_intervals(), any_intervals())
def test_apart_means_that_no_number_is_shared(one: Interval, other: Interval) -> None:
    shared = [number for number in (*members(one), *members(other)) if number in one and number in other]
    assert not (one.apart(other) and shared)
    assert one.apart(other) == other.apart(one)
    if one.exceeds(other):
        assert all(a > b for a in members(one) for b in members(other))


@given(any_intervals(), any_intervals())
def test_a_joined_interval_holds_both_and_ends_with_them(one: Interval, other: Interval) -> None:
    joined = one.joined(other)
    assert all(number in joined for number in (*members(one), *members(other)))
    assert joined.low in {one.low, other.low}
    assert joined.high in {one.high, other.high}
    assert one.joined(one) == one


def test_ends_that_touch_meet_only_where_both_are_closed() -> None:
    low, high = Fraction(1), Fraction(2)
    begins = Interval(high, high + 1)
    assert not Interval(low, high).apart(begins)
    assert Interval(low, high, high_closed=False).apart(begins)


@pytest.mark.parametrize(
    ("low", "high", "least", "sign"),
    [(3, 5, 3, 1), (-5, -3, 3, -1), (-1, 5, 0, 0), (3, None, 3, 1), (None, -3, 3, -1), (None, None, 0, 0)],
)
def test_the_least_move_is_what_is_certain(low: int | None, high: int | None, least: int, sign: int) -> None:
    first, last = (None if end is None else Fraction(end) for end in (low, high))
    interval = Interval(first, last)
    assert (interval.least, interval.sign) == (Fraction(least), sign)
