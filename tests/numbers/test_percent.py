"""Percentages computed and judged in exact arithmetic."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_report.numbers.percent import (
    Number,
    PercentVerdict,
    classify_growth,
    classify_share,
    growth,
    points,
    share,
)

if TYPE_CHECKING:
    from fazhi_report.numbers.interval import Mode

MODES: tuple[Mode, ...] = ("round", "cut")
counts = st.integers(0, 10**6)
places = st.integers(0, 4)


@pytest.mark.parametrize(
    ("part", "whole", "digits", "mode", "expected"),
    [
        (36, 80, 0, "round", "45"),
        (33, 66, 0, "round", "50"),
        (7405, 7421, 2, "round", "99.78"),
        (140, 151, 2, "round", "92.72"),
        (140, 151, 2, "cut", "92.71"),
        (8, 12, 0, "round", "67"),
        (8, 12, 0, "cut", "66"),
        (1, 8, 0, "round", "13"),
        (1, 8, 1, "round", "12.5"),
        (1, 800, 1, "round", "0.1"),
        (0, 5, 2, "round", "0.00"),
        (Decimal("20574.58"), Decimal("41149.16"), 1, "round", "50.0"),
    ],
)
def test_shares_have_the_digits_asked_for(
    part: Number, whole: Number, digits: int, mode: Mode, expected: str
) -> None:
    assert str(share(part, whole, digits, mode)) == expected


@pytest.mark.parametrize(
    ("new", "old", "digits", "mode", "expected"),
    [
        (207, 166, 1, "round", "24.7"),
        (207, 167, 1, "round", "24.0"),
        (207, 167, 1, "cut", "23.9"),
        (90, 100, 0, "round", "-10"),
        (875, 1000, 0, "round", "-13"),
        (875, 1000, 0, "cut", "-12"),
        (999, 1000, 0, "round", "0"),
        (0, 7, 1, "round", "-100.0"),
    ],
)
def test_growth_has_a_sign_and_rounds_away_from_zero(
    new: int, old: int, digits: int, mode: Mode, expected: str
) -> None:
    assert str(growth(new, old, digits, mode)) == expected


def test_nothing_is_divided_by_zero() -> None:
    assert share(3, 0, 1) is None
    assert share(3, -2, 1) is None
    assert growth(3, 0, 1) is None
    assert growth(3, -2, 1) is None
    for comparison in (classify_share(3, 0, Decimal(100)), classify_growth(3, Decimal("0.00"), Decimal(100))):
        assert comparison.verdict is PercentVerdict.NOT_APPLICABLE
        assert comparison.expected is None


def test_long_operands_lose_no_digit() -> None:
    big = 10**40
    assert share(big - 1, big, 3, "cut") == Decimal("99.999")
    assert str(share(1, 3, 35)) == "33." + "3" * 35


@pytest.mark.parametrize(
    ("new", "old", "expected"),
    [("45.1", "41.9", "3.2"), ("45", "45.00", "0.00"), ("1.5", "3.25", "-1.75"), ("99.78", "100", "-0.22")],
)
def test_points_are_the_plain_difference(new: str, old: str, expected: str) -> None:
    assert str(points(Decimal(new), Decimal(old))) == expected


@pytest.mark.parametrize(
    ("part", "whole", "rate", "verdict", "expected"),
    [
        (36, 80, "45", PercentVerdict.ROUNDED, "45"),
        (33, 66, "50", PercentVerdict.ROUNDED, "50"),
        (7405, 7421, "99.78", PercentVerdict.ROUNDED, "99.78"),
        (8, 12, "66.7", PercentVerdict.ROUNDED, "66.7"),
        (8, 12, "66", PercentVerdict.CUT, "67"),
        (140, 151, "92.71", PercentVerdict.CUT, "92.72"),
        (75, 151, "49.66", PercentVerdict.CUT, "49.67"),
        (16, 151, "10.59", PercentVerdict.CUT, "10.60"),
        (29, 135, "19.2", PercentVerdict.WRONG, "21.5"),
        (29, 151, "19.2", PercentVerdict.ROUNDED, "19.2"),
        (36, 80, "45.1", PercentVerdict.WRONG, "45.0"),
        (7405, 7421, "100", PercentVerdict.ROUNDED, "100"),
        (7405, 7421, "100.00", PercentVerdict.WRONG, "99.78"),
    ],
)
def test_stated_shares_are_rounded_cut_or_wrong(
    part: int, whole: int, rate: str, verdict: PercentVerdict, expected: str
) -> None:
    comparison = classify_share(part, whole, Decimal(rate))
    assert comparison.verdict is verdict
    assert str(comparison.expected) == expected


@pytest.mark.parametrize(
    ("new", "old", "rate", "verdict", "expected"),
    [
        (207, 166, "24.3", PercentVerdict.WRONG, "24.7"),
        (207, 167, "24.3", PercentVerdict.WRONG, "24.0"),
        (151, 66, "128.78", PercentVerdict.CUT, "128.79"),
        (49, 94, "-47.9", PercentVerdict.ROUNDED, "-47.9"),
        (49, 94, "47.9", PercentVerdict.WRONG, "-47.9"),
        (49, 94, "-47.8", PercentVerdict.CUT, "-47.9"),
        (Decimal("6.44"), Decimal("20.86"), "-65.1", PercentVerdict.WRONG, "-69.1"),
    ],
)
def test_stated_growth_is_rounded_cut_or_wrong(
    new: Number, old: Number, rate: str, verdict: PercentVerdict, expected: str
) -> None:
    comparison = classify_growth(new, old, Decimal(rate))
    assert comparison.verdict is verdict
    assert str(comparison.expected) == expected


@given(counts, counts.filter(bool), places, st.sampled_from(MODES))
def test_a_computed_share_is_never_called_wrong(part: int, whole: int, digits: int, mode: Mode) -> None:
    rate = share(part, whole, digits, mode)
    assert rate is not None
    comparison = classify_share(part, whole, rate)
    assert comparison.verdict in (
        {PercentVerdict.ROUNDED} if mode == "round" else {PercentVerdict.ROUNDED, PercentVerdict.CUT}
    )
    assert str(comparison.expected) == str(share(part, whole, digits))


@given(counts, counts.filter(bool), places, st.sampled_from(MODES))
def test_a_computed_growth_is_never_called_wrong(new: int, old: int, digits: int, mode: Mode) -> None:
    rate = growth(new, old, digits, mode)
    assert rate is not None
    comparison = classify_growth(new, old, rate)
    assert comparison.verdict in (
        {PercentVerdict.ROUNDED} if mode == "round" else {PercentVerdict.ROUNDED, PercentVerdict.CUT}
    )


@given(counts, counts.filter(bool), places, st.integers(-50, 50).filter(lambda steps: abs(steps) > 1))
def test_a_rate_more_than_one_step_off_is_always_called_wrong(
    part: int, whole: int, digits: int, steps: int
) -> None:
    rate = share(part, whole, digits)
    assert rate is not None
    assert classify_share(part, whole, rate + steps * Decimal(10) ** -digits).verdict is PercentVerdict.WRONG
