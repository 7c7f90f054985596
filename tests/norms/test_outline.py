from __future__ import annotations

import re
from typing import get_args

import pytest

from fazhi_report.model.report import PartName
from fazhi_report.norms.outline import outline
from fazhi_report.norms.shipped import Years


def test_the_contents_and_their_order_are_the_decrees_of_2019() -> None:
    order = outline().order(2020)
    assert order is not None
    assert order.parts == ("achievements", "shortcomings", "leader_duties", "plans", "other")
    assert "督察工作规定" in order.source


def test_before_2019_no_order_was_decreed() -> None:
    assert outline().order(2018) is None
    assert outline().order(2019) is not None


def test_every_part_of_the_model_is_known() -> None:
    assert set(outline().parts) >= set(get_args(PartName))


def test_a_tell_tale_word_belongs_to_one_part_alone() -> None:
    known = outline().parts
    for name, norm in known.items():
        for word in norm.tell_tales:
            assert not [other for other in known if other != name and word in known[other].tell_tales]


def test_the_four_personal_efforts_stand_to_the_letter() -> None:
    phrase = next(phrase for phrase in outline().phrases if "重要工作亲自部署" in phrase.clauses)
    assert phrase.text == "重要工作亲自部署、重大问题亲自过问、重点环节亲自协调、重要任务亲自督办"


def test_one_phrase_follows_another_without_overlap() -> None:
    goals = [phrase for phrase in outline().phrases if phrase.clauses[0] == "职能科学"]
    assert [sum(year in phrase.years for phrase in goals) for year in (2015, 2020, 2021, 2025)] == [
        1,
        1,
        1,
        1,
    ]


def test_there_are_six_duties_each_with_words() -> None:
    assert len(outline().duties) == 6
    assert all(duty.words for duty in outline().duties)


def test_the_patterns_are_patterns() -> None:
    norms = outline()
    for pattern in (*norms.request_patterns, norms.persons, norms.lower):
        re.compile(pattern)
    assert norms.version >= 1


@pytest.mark.parametrize(
    ("written", "inside", "outside"),
    [
        ({"from": "2019"}, [2019, 2100], [2018]),
        ({"to": "2020"}, [1999, 2020], [2021]),
        ({"from": "2015", "to": "2018"}, [2015, 2018], [2014, 2019]),
        ({}, [1999, 2100], []),
    ],
)
def test_years_hold_from_the_first_to_the_last(
    written: dict[str, str], inside: list[int], outside: list[int]
) -> None:
    years = Years.of(written)
    assert all(year in years for year in inside)
    assert not any(year in years for year in outside)
