"""What a rounded figure leaves possible."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_report.numbers.interval import Interval, Mode, digits, rounding_interval, written_interval
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
