"""validate and diff give one answer to what a hedged figure may be."""

from __future__ import annotations

import pytest

from fazhi_report.comparison.years import Book, compare_years
from fazhi_report.ledger import evaluate
from fazhi_report.model.report import YearFigures
from fazhi_report.numbers.figure import parse_figure
from fazhi_report.numbers.hedges import HEDGES, Hedge, HedgePlace
from fazhi_report.rules.consistency import part_exceeds_whole

WRITTEN = {
    HedgePlace.BEFORE: "{hedge}{number}{unit}",
    HedgePlace.BETWEEN: "{number}{hedge}{unit}",
    HedgePlace.BEHIND: "{number}{unit}{hedge}",
}
BESIDE = (100, 300, 430, 469, 470, 471, 475, 480, 485, 489, 490, 500, 600)
"""Whole numbers round about the hedged 480."""


def year(number: int, figures: dict[str, object]) -> YearFigures:
    data = {"kind": "figures", "year": number, "organ": {"name": "示例市司法局"}, "figures": figures}
    return YearFigures.model_validate(data)


def told(whole: str, part: str) -> bool:
    """Whether validate says that the part exceeds the whole."""
    held = year(2023, {"own.whole": whole, "own.part": {"value": part, "part_of": "own.whole"}})
    return bool([*part_exceeds_whole(held, evaluate(held.figures))])


def moved(old: str, new: str) -> int:
    """Which way diff says that a figure surely moved."""
    before, after = (Book.of(year(2020 + at, {"own.key": text})) for at, text in enumerate((old, new)))
    (row,) = compare_years(before, after).rows
    assert row.change is not None
    sign: int = row.change.sign
    return sign


@pytest.mark.parametrize("unit", ["件", "元"])
@pytest.mark.parametrize("hedge", HEDGES, ids=lambda hedge: hedge.word)
def test_a_hedged_figure_is_the_same_to_both_commands(hedge: Hedge, unit: str) -> None:
    blurred = WRITTEN[hedge.place].format(hedge=hedge.word, number=480, unit=unit)
    assert parse_figure(blurred).hedge == hedge.word
    answers = []
    for number in BESIDE:
        plain = f"{number}{unit}"
        answers.append((told(plain, blurred), told(blurred, plain)))
        assert answers[-1] == (moved(plain, blurred) > 0, moved(plain, blurred) < 0)
    # Neither of the two is silent on everything: each hedge binds the value at one side at least.
    assert any(below or above for below, above in answers)


@pytest.mark.parametrize("part", ["近480件", "480余件", "约480件", "480件左右", "480件以上", "突破480件"])
def test_a_hedged_part_larger_than_its_whole_is_an_error(part: str) -> None:
    assert told("300件", part)
    assert told("300万元", part.replace("件", "万元"))


@pytest.mark.parametrize("whole", ["近480件", "480余件", "约480件", "480件左右", "480件以内", "低于480件"])
def test_a_part_larger_than_its_hedged_whole_is_an_error(whole: str) -> None:
    assert told(whole, "500件")
    assert told(whole.replace("件", "万元"), "5000万元")


@pytest.mark.parametrize("part", ["480件以下", "不超过480件", "低于480件"])
def test_a_part_that_is_only_bounded_above_may_be_small(part: str) -> None:
    assert not told("300件", part)
