"""The sum of a figure over units: what is added up, what is never mixed, and what the reader is told."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_report.model.unit_sum import AnswerState, UnitAnswer, UnitSum, UnitSumError
from fazhi_report.numbers.figure import parse_figure


def answer(unit: str, text: str = "", scope: str = "", state: AnswerState = AnswerState.VALUE) -> UnitAnswer:
    return UnitAnswer(unit, state, parse_figure(text) if text else None, scope)


def summed(*answers: UnitAnswer, **way: object) -> UnitSum:
    return UnitSum.model_validate(way).answered(answers)


@given(st.lists(st.decimals("0", "99999", places=2), min_size=1, max_size=40))
def test_the_sum_is_that_of_the_numbers(numbers: list[Decimal]) -> None:
    way = summed(*(answer(f"第{at}局", f"{number:f}万元") for at, number in enumerate(numbers)))
    assert way.total().value == sum(numbers)
    assert way.total().unit == "万元"
    assert not way.lacking


def test_units_of_money_are_converted_and_the_usual_one_is_kept() -> None:
    total = summed(answer("甲", "1.5万元"), answer("乙", "2万元"), answer("丙", "300元")).total()
    assert total.format() == "3.53万元"


def test_states_are_never_taken_for_zero() -> None:
    way = summed(
        answer("甲", "80件"),
        answer("乙", state=AnswerState.ZERO),
        answer("丙", state=AnswerState.NOT_RECORDED),
        answer("丁", state=AnswerState.NOT_APPLICABLE),
        answer("戊", state=AnswerState.MISSING),
    )
    assert way.total().format() == "80件"
    assert [one.unit for one in way.lacking] == ["丙", "戊"]
    # 丁 has no such duty and owes nothing.
    assert way.answered_words == "已报 2/4 家"
    assert way.lacking_words == "没有统计：丙；没有报来：戊"


def test_a_unit_is_left_out_only_with_a_reason() -> None:
    missing = answer("乙", state=AnswerState.MISSING)
    assert not summed(answer("甲", "80件"), missing, without=["乙"], reason="乙局年中撤并").lacking
    with pytest.raises(ValueError, match="要写理由"):
        UnitSum.model_validate({"without": ["乙"]})
    with pytest.raises(ValueError, match="一起写"):
        UnitSum.model_validate({"reason": "没有用处"})


@pytest.mark.parametrize(
    ("texts", "reason"),
    [
        (("45%", "50%"), "甲、乙报的是比率，不能相加"),
        (("80余件", "50件"), "甲 80余件是约数，不能相加"),
        (("80件", "50人"), "计量单位不同（件、人）"),
    ],
)
def test_what_cannot_be_added_is_refused_with_its_reason(texts: tuple[str, str], reason: str) -> None:
    way = summed(*(answer(unit, text) for unit, text in zip("甲乙", texts, strict=True)))
    with pytest.raises(UnitSumError, match=reason):
        way.total()


def test_another_scope_is_no_other_number_of_the_same() -> None:
    answers = (answer("甲", "80件", "本级"), answer("乙", "50件", "含乡镇"))
    with pytest.raises(UnitSumError, match="口径不同（本级、含乡镇）"):
        summed(*answers).total()
    agreed = summed(*answers, mixed_scopes=True, reason="含乡镇的没有重复计算")
    assert agreed.total().format() == "130件"


def test_without_units_nothing_is_summed() -> None:
    with pytest.raises(UnitSumError, match="这里只有一个文件"):
        UnitSum().total()
    with pytest.raises(UnitSumError, match="没有要报这个指标的单位"):
        summed().total()


def test_units_of_one_meaning_are_one_and_units_outside_the_roster_owe_nothing() -> None:
    outside = UnitAnswer("丁", AnswerState.VALUE, parse_figure("900件"), outside=True)
    way = summed(
        answer("甲", "80件"), answer("乙", "3份"), answer("丙", "7份"), outside, key="contracts.reviewed"
    )
    assert way.total().format() == "90份"
    assert way.answered_words == "已报 3/3 家"
    with pytest.raises(UnitSumError, match="计量单位不同（件、人）"):
        summed(answer("甲", "80件"), answer("乙", "3人"), key="contracts.reviewed").total()
