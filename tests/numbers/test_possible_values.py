"""What a written figure may stand for: one answer for the checks and for the comparison of years."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from fazhi_report.numbers.figure import SCALES, WrittenFigure, parse_figure
from fazhi_report.numbers.hedges import BEFORE, BEHIND, BETWEEN, HEDGES, Bound, HedgePlace
from fazhi_report.numbers.interval import (
    Interval,
    base_unit,
    is_exact,
    magnitude,
    possible_values,
    written_interval,
)


def bracketed(interval: Interval) -> str:
    """An interval as mathematics writes it."""
    low, high = ("∞" if end is None else f"{float(end):g}" for end in (interval.low, interval.high))
    return f"{'(['[interval.low_closed]}{low}, {high}{')]'[interval.high_closed]}"


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("80件", "[80, 80]"),
        ("-3件", "[-3, -3]"),
        ("1,300户", "[1300, 1300]"),
        ("7.06万件", "[70550, 70700)"),
        ("45%", "[44.5, 46)"),
        ("24.30%", "[24.295, 24.31)"),
        ("3亿元", "[2.5e+08, 4e+08)"),
        ("80余条", "[80, 90)"),
        ("85多家", "[85, 90)"),
        ("1300余户", "[1300, 1400)"),
        ("12.6万余人次", "[126000, 127000)"),
        ("7万余件", "[70000, 80000)"),
        ("300余万元", "[3e+06, 4e+06)"),
        ("-80余件", "(-90, -80]"),
        ("近480批次", "(470, 480]"),
        ("近485批次", "(480, 485]"),
        ("近10件", "[9, 10]"),
        ("近100件", "[90, 100]"),
        ("将近10万人次", "[90000, 100000]"),
        ("约300人", "[250, 350]"),
        ("约100人", "[95, 150]"),
        ("约485人", "[482.5, 487.5]"),
        ("300人左右", "[250, 350]"),
        ("约7.06万件", "[70550, 70700)"),
        ("约85%", "[84.5, 86)"),
        ("约80余条", "[75, 90)"),
        ("近80余条", "(70, 90)"),
        ("约0件", "[-0.5, 0.5]"),
        ("90%以上", "[90, ∞)"),
        ("不少于3次", "[3, ∞)"),
        ("超过1000人", "[1000, ∞)"),
        ("突破3亿元", "[3e+08, ∞)"),
        ("超过80余件", "[80, ∞)"),
        ("20件以内", "[0, 20]"),
        ("低于5%", "[0, 5]"),
        ("不超过-3%", "(∞, -3]"),
    ],
)
def test_a_figure_leaves_possible(text: str, values: str) -> None:
    assert bracketed(possible_values(parse_figure(text))) == values


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


def test_each_hedge_has_one_row() -> None:
    words = [row.word for row in HEDGES]
    assert sorted(words) == sorted({*BEFORE, *BETWEEN, *BEHIND})
    assert len(words) == len(set(words))


numbers = st.one_of(
    st.integers(0, 10**7).map(str),
    st.decimals(0, 10**4, places=2).map(lambda number: f"{number:f}"),
    st.builds(lambda digit, zeros: f"{digit}{'0' * zeros}", st.integers(1, 99), st.integers(0, 6)),
)
hedges = st.sampled_from([*((word, "", "") for word in BEFORE), *(("", word, "") for word in BETWEEN)]) | (
    st.tuples(st.sampled_from(["", *BEFORE]), st.sampled_from(["", *BETWEEN]), st.sampled_from(["", *BEHIND]))
)
units = st.sampled_from(["", "件", "元", "%", "个百分点", "人次"])


@st.composite
def figures(draw: st.DrawFn, *, hedged: bool = True) -> WrittenFigure:
    scale = draw(st.sampled_from(list(SCALES)))
    hedge = "".join(draw(hedges)) if hedged else ""
    return WrittenFigure(draw(numbers), draw(units), scale, hedge)


@given(figures())
def test_the_written_number_is_always_possible(figure: WrittenFigure) -> None:
    assert magnitude(figure) in possible_values(figure)


@given(figures(hedged=False))
def test_without_a_hedge_all_is_possible_that_is_rounded_or_cut_to_the_number(figure: WrittenFigure) -> None:
    factor = magnitude(WrittenFigure("1", figure.unit, figure.scale))
    expected = written_interval(figure.number).scaled(factor)
    found = possible_values(figure)
    assert found == (Interval.exactly(magnitude(figure)) if is_exact(figure) else expected)


@given(figures())
def test_about_leaves_possible_what_the_bare_number_does(figure: WrittenFigure) -> None:
    bare, about = replace(figure, hedge=""), possible_values(replace(figure, hedge="约"))
    assert about.joined(possible_values(bare)) == about


@given(figures(), st.sampled_from(["万", "亿"]))
def test_a_scale_multiplies_what_is_possible(figure: WrittenFigure, scale: str) -> None:
    # A bare count has lost no digits, 万 has: only among figures that have is the scale a mere factor.
    assume("." in figure.text_number or figure.is_percent or figure.text_number.endswith("00"))
    bounded = bool(figure.hedge) and "约" not in figure.hedge and not set("左右上下") & set(figure.hedge)
    assume(bounded or not is_exact(replace(figure, hedge="", scale="")))
    plain = possible_values(replace(figure, scale=""))
    assert possible_values(replace(figure, scale=scale)) == plain.scaled(Fraction(SCALES[scale]))


@given(
    st.sampled_from(["", *BEFORE, *BETWEEN]),
    st.integers(2, 8),
    st.integers(0, 5),
    st.sampled_from(["件", "万元", "%"]),
)
def test_a_larger_number_is_not_possibly_smaller(hedge: str, digit: int, zeros: int, unit: str) -> None:
    one, other = (
        possible_values(WrittenFigure(f"{number}{'0' * zeros}", unit, hedge=hedge))
        for number in (digit, digit + 1)
    )
    for first, second in ((one.low, other.low), (one.high, other.high)):
        assert first is None or second is None or first <= second


@given(figures(hedged=False))
def test_a_hedge_says_on_which_side_the_value_lies(figure: WrittenFigure) -> None:
    value = Interval.exactly(magnitude(figure))
    for row in HEDGES:
        if row.place is HedgePlace.BEHIND and not figure.unit:
            continue
        found = possible_values(replace(figure, hedge=row.word))
        if row.bound in {Bound.AT_LEAST, Bound.JUST_ABOVE}:
            assert found.low == value.low
        if row.bound in {Bound.AT_MOST, Bound.JUST_BELOW}:
            assert found.high == value.high
        assert (found.high is None) == (row.bound is Bound.AT_LEAST)
