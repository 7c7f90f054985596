"""What a hedged figure leaves possible, and what that leaves of a difference and a growth."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_report.numbers.figure import parse_figure
from fazhi_report.numbers.interval import ValueRange, possible


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("80件", 80, 80),
        ("24.30%", Fraction("24.3"), Fraction("24.3")),
        ("1,300户", 1300, 1300),
        ("80余条", 80, 90),
        ("85多家", 85, 86),
        ("1300余户", 1300, 1400),
        ("12.6万余人次", 126000, 127000),
        ("7万余件", 70000, 80000),
        ("近480批次", 470, 480),
        ("近100件", 90, 100),
        ("将近10万人次", 90000, 100000),
        ("约300人", 250, 350),
        ("约100人", 95, 150),
        ("300人左右", 250, 350),
        ("约80余条", 75, 90),
        ("90%以上", 90, None),
        ("不少于3次", 3, None),
        ("超过1000人", 1000, None),
        ("20件以内", 0, 20),
        ("不超过5%", 0, 5),
        ("约0件", Fraction(-1, 2), Fraction(1, 2)),
    ],
)
def test_a_figure_leaves_possible(text: str, low: int | Fraction, high: int | Fraction | None) -> None:
    assert possible(parse_figure(text)) == ValueRange(Fraction(low), None if high is None else Fraction(high))


ends = st.tuples(st.integers(0, 200), st.integers(0, 200)).map(sorted)
part = st.fractions(0, 1, max_denominator=20)


def between(pair: list[int], at: Fraction) -> Fraction:
    return pair[0] + (pair[1] - pair[0]) * at


@given(ends, ends, part, part)
def test_whatever_the_numbers_are_their_difference_is_in_the_span(
    old: list[int], new: list[int], p: Fraction, q: Fraction
) -> None:
    span = ValueRange(Fraction(new[0]), Fraction(new[1])) - ValueRange(Fraction(old[0]), Fraction(old[1]))
    assert span.low is not None
    assert span.high is not None
    assert span.low <= between(new, q) - between(old, p) <= span.high


@given(ends, ends, part, part)
def test_whatever_the_numbers_are_their_growth_is_in_the_span(
    old: list[int], new: list[int], p: Fraction, q: Fraction
) -> None:
    span = ValueRange(Fraction(new[0]), Fraction(new[1])).growth_from(
        ValueRange(Fraction(old[0]), Fraction(old[1]))
    )
    if old[0] == 0:
        assert span is None
        return
    assert span is not None
    assert span.low is not None
    assert span.high is not None
    assert span.low <= between(new, q) / between(old, p) - 1 <= span.high


def test_open_ends_stay_open() -> None:
    open_above, exact = ValueRange(Fraction(90), None), ValueRange.exactly(Fraction(80))
    assert open_above - exact == ValueRange(Fraction(10), None)
    assert exact - open_above == ValueRange(None, Fraction(-10))
    assert (open_above - open_above).unknown
    assert open_above.growth_from(exact) == ValueRange(Fraction(1, 8), None)
    assert exact.growth_from(open_above) == ValueRange(Fraction(-1), Fraction(-1, 9))


@pytest.mark.parametrize(
    ("low", "high", "least"),
    [(3, 5, 3), (-5, -3, 3), (-1, 5, 0), (3, None, 3), (None, -3, 3), (None, None, 0)],
)
def test_the_least_move_is_what_is_certain(low: int | None, high: int | None, least: int) -> None:
    assert ValueRange(
        None if low is None else Fraction(low), None if high is None else Fraction(high)
    ).least == Fraction(least)
