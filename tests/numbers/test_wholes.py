"""Which whole numbers could stand behind a stated rate."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_report.numbers.percent import (
    UNBOUNDED,
    growth,
    integer_bases,
    integer_stocks,
    nearest_bases,
)

if TYPE_CHECKING:
    from fazhi_report.numbers.interval import Mode

MODES: tuple[Mode, ...] = ("round", "cut")
counts = st.integers(1, 10**6)
places = st.integers(0, 3)

TRIED = 10_000


def _units(numerator: int, denominator: int, digits: int, mode: Mode) -> int:
    """A percentage in units of its last digit, by whole numbers alone, unlike the code under test."""
    scaled = abs(numerator) * int(f"1{'0' * (digits + 2)}")
    units = (2 * scaled + denominator) // (2 * denominator) if mode == "round" else scaled // denominator
    return -units if numerator < 0 else units


def _rate(units: int, digits: int) -> Decimal:
    return Decimal(f"{units}E-{digits}")


def test_no_whole_base_makes_207_a_growth_of_24_3_percent() -> None:
    rate = Decimal("24.3")
    assert not integer_bases(207, rate)
    assert nearest_bases(207, rate) == ((166, Decimal("24.7")), (167, Decimal("24.0")))
    assert [str(value) for _, value in nearest_bases(207, rate)] == ["24.7", "24.0"]
    # Fewer digits claim less, and then a base is there.
    assert list(integer_bases(207, Decimal(24))) == [166, 167]


@pytest.mark.parametrize(
    ("count", "rate"),
    [
        (122, "90.3"),
        (7, "16.3"),
        (83, "39.2"),
        (40, "32"),
        (107, "17.2"),
        (384, "14.0"),
        (1027, "79.6"),
        (46, "26"),
        (346, "123.6"),
        (29, "222.0"),
        (46, "11.5"),
        (28, "59"),
    ],
)
def test_published_growth_figures_without_a_whole_base(count: int, rate: str) -> None:
    assert not integer_bases(count, Decimal(rate))


@pytest.mark.parametrize(
    ("added", "rate", "stock"),
    [
        (7, "16.3", 43),
        (83, "39.2", 212),
        (40, "32", 125),
        (107, "17.2", 622),
        (1027, "79.6", 1290),
        (46, "11.5", 400),
    ],
)
def test_published_increases_have_a_stock(added: int, rate: str, stock: int) -> None:
    assert stock in integer_stocks(added, Decimal(rate), "round")


@pytest.mark.parametrize(("added", "rate", "cut"), [(122, "90.3", 135), (28, "59", 47)])
def test_published_increases_that_only_a_cut_rate_explains(added: int, rate: str, cut: int) -> None:
    assert not integer_stocks(added, Decimal(rate), "round")
    assert list(integer_stocks(added, Decimal(rate))) == [cut]


def test_a_cut_of_45_by_47_9_percent_may_be_a_difference() -> None:
    assert 94 in integer_stocks(45, Decimal("-47.9"))


def test_ends_of_the_scale() -> None:
    assert not integer_bases(3, Decimal(-100), "cut")
    assert integer_bases(3, Decimal(-100), "round")[0] == 600
    assert integer_bases(3, Decimal(-100), "round")[-1] == UNBOUNDED
    assert integer_bases(0, Decimal(-100)) == range(1, UNBOUNDED + 1)
    assert not integer_bases(0, Decimal(-50))
    assert not integer_bases(3, Decimal(-150))
    assert not integer_bases(-3, Decimal(-100))
    assert nearest_bases(3, Decimal(-100)) == ()
    assert nearest_bases(1, Decimal(300)) == ((1, Decimal(0)),)
    assert list(integer_stocks(6, Decimal(120), "cut")) == [5]
    assert not integer_stocks(6, Decimal(-120))


def test_huge_counts_take_no_longer() -> None:
    # Counting up to the base would take days.
    assert integer_bases(10**14 + 1, Decimal("24.30"))
    assert nearest_bases(10**14 + 1, Decimal("24.30"))


@given(counts, counts, places, st.sampled_from([*MODES, None]))
def test_a_growth_of_whole_numbers_is_never_called_impossible(
    new: int, old: int, digits: int, mode: Mode | None
) -> None:
    rate = growth(new, old, digits, mode or "round")
    assert rate is not None
    assert old in integer_bases(new, rate, mode)
    assert old in integer_stocks(abs(new - old), rate, mode) or rate == 0


@given(st.integers(0, 10**5), st.decimals(-99, 900, places=1, allow_nan=False))
def test_neighbours_enclose_the_exact_base(new: int, rate: Decimal) -> None:
    values = [value for _, value in nearest_bases(new, rate)]
    if new and len(values) == 2:
        assert values[1] <= rate <= values[0]
    assert len(values) >= 1


@pytest.mark.parametrize("digits", [0, 1, 2])
@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("count", [1, 66, 207, 7421])
def test_every_whole_number_up_to_ten_thousand_agrees_with_trying(
    count: int, digits: int, mode: Mode
) -> None:
    bases = defaultdict(list)
    for number in range(1, TRIED + 1):
        bases[_units(count - number, number, digits, mode)].append(number)
    top = max(bases)
    # Every rate that trying finds near the middle and the ends, and the gaps between them.
    sample = {
        *range(-100, 101),
        *range(0, 100 * 10**digits, 97),
        *list(bases)[::61],
        top,
        top + 1,
        100 * 10**digits,
    }
    for units in sample:
        rate = _rate(units, digits)
        assert _within(integer_bases(count, rate, mode)) == bases.get(units, [])


def _within(numbers: range) -> list[int]:
    return list(range(numbers.start, min(numbers.stop, TRIED + 1)))
