from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_report.ledger import Ledger, evaluate
from fazhi_report.model.figure import Figure
from fazhi_report.numbers.percent import PercentVerdict, growth, share
from fazhi_report.rules.declared import Judgement, direction, judge, trend


def ledger(**figures: Any) -> Ledger:
    """Figures of the domain x."""
    return evaluate({f"x.{key}": Figure.model_validate(value) for key, value in figures.items()})


def judged(value: str, claim: Mapping[str, object], **figures: Any) -> Judgement | None:
    return judge("x.claim", ledger(claim={"value": value, "claim": claim}, **figures))


SHARE = {"share": {"of": "x.part", "over": "x.whole"}}
GROWTH = {"growth": {"of": "x.new"}}
SUM = {"sum": ["x.part", "x.whole"]}
POINTS = {"points": {"of": "x.new"}}
LESS = {"difference": {"of": "x.new"}}


@pytest.mark.parametrize(
    ("value", "part", "whole", "verdict", "expected"),
    [
        ("45%", "36件", "80件", PercentVerdict.ROUNDED, "45%"),
        ("99.78%", "7405件", "7421件", PercentVerdict.ROUNDED, "99.78%"),
        ("66%", "8人", "12人", PercentVerdict.CUT, "67%"),
        ("54%", "36件", "80件", PercentVerdict.WRONG, "45%"),
        ("50%", "1亿元", "20000万元", PercentVerdict.ROUNDED, "50%"),
    ],
)
def test_a_share_is_rounded_cut_or_wrong(
    value: str, part: str, whole: str, verdict: PercentVerdict, expected: str
) -> None:
    found = judged(value, SHARE, part=part, whole=whole)
    assert found is not None
    assert (found.verdict, found.expected) == (verdict, expected)


def test_a_fall_may_be_written_without_its_sign() -> None:
    new = {"value": "96件", "previous": "120件"}
    for value in ("20%", "-20%"):
        found = judged(value, GROWTH, new=new)
        assert found is not None
        assert found.verdict is PercentVerdict.ROUNDED
        assert found.falling
    wrong = judged("25%", GROWTH, new=new)
    assert wrong is not None
    assert (wrong.verdict, wrong.expected) == (PercentVerdict.WRONG, "20%")
    assert judged("24件", LESS, new=new) == Judgement(
        PercentVerdict.ROUNDED, "24件", "96件 − 120件", possible=False, falling=True
    )


def test_rounded_operands_may_still_give_the_stated_value() -> None:
    near = judged("3.4万人次", SUM, part="1.2万人次", whole="2.1万人次")
    far = judged("5万人次", SUM, part="1.2万人次", whole="2.1万人次")
    assert near is not None
    assert far is not None
    assert (near.verdict, near.possible, near.expected) == (PercentVerdict.WRONG, True, "3.3万人次")
    assert (far.verdict, far.possible) == (PercentVerdict.WRONG, False)


def test_a_sum_in_another_scale_is_compared_in_full() -> None:
    found = judged("3万件", SUM, part="12345件", whole="17655件")
    assert found is not None
    assert found.verdict is PercentVerdict.ROUNDED


def test_points_are_the_difference_of_percentages() -> None:
    found = judged("3个百分点", POINTS, new={"value": "8.8%", "previous": "11.8%"})
    assert found is not None
    assert found.verdict is PercentVerdict.ROUNDED


@pytest.mark.parametrize(
    ("value", "part", "whole"),
    [
        ("45%", "36余件", "80件"),
        ("45%", "36件", {"status": "not_recorded"}),
        ("约45%", "36件", "80件"),
        ("45件", "36件", "80件"),
        ("45%", "36人", "80元"),
    ],
)
def test_what_is_not_exact_is_left_alone(value: str, part: object, whole: object) -> None:
    assert judged(value, SHARE, part=part, whole=whole) is None


@given(st.integers(0, 10**6), st.integers(1, 10**6), st.integers(0, 3))
def test_what_whole_numbers_give_is_never_wrong(one: int, other: int, digits: int) -> None:
    ratio, change = share(one, other, digits), growth(one, other, digits)
    shared = judged(f"{ratio}%", SHARE, part=f"{one}件", whole=f"{other}件")
    grown = judged(f"{change}%", GROWTH, new={"value": f"{one}件", "previous": f"{other}件"})
    added = judged(f"{one + other}件", SUM, part=f"{one}件", whole=f"{other}件")
    found = [shared, grown, added]
    assert [one.verdict for one in found if one is not None] == [PercentVerdict.ROUNDED] * 3


@pytest.mark.parametrize(
    ("calculation", "want"),
    [
        ({"growth": {"of": "x.new"}}, -1),
        ({"difference": {"of": "x.new"}}, -1),
        # Last year less this year is how far it fell: the sign says nothing.
        ({"difference": {"of": "x.old", "less": "x.new"}}, None),
        ({"difference": {"of": "x.new", "less": "x.old"}}, -1),
        ({"share": {"of": "x.new", "over": "x.old"}}, None),
    ],
)
def test_the_direction_of_a_change(calculation: object, want: int | None) -> None:
    figures = ledger(new={"value": "96件", "previous": "120件"}, old="120件", change={"derive": calculation})
    assert direction("x.change", figures) == want


@pytest.mark.parametrize(
    ("value", "previous", "want"),
    [
        ("80件", "64件", 1),
        ("64件", "80件", -1),
        ("64件", "64件", 0),
        ("80余件", "81件", None),
        ("1.2亿元", "9800万元", 1),
        ("80件", "64人", None),
        ("80件", None, None),
    ],
)
def test_the_trend_against_last_year(value: str, previous: str | None, want: int | None) -> None:
    assert trend(Figure(value=value, previous=previous)) == want
