from __future__ import annotations

import pytest

from fazhi_report.composition.facts import change, facts
from fazhi_report.composition.report import file_stem
from fazhi_report.ledger import evaluate
from fazhi_report.model.figure import Figure
from fazhi_report.model.internal import is_internal
from fazhi_report.norms.catalogue import catalogue
from fazhi_report.numbers.figure import parse_figure


@pytest.mark.parametrize(
    ("new", "old", "words"),
    [
        ("80件", "64件", "增长25.0%"),
        ("64件", "80件", "下降20.0%"),
        ("80件", "80件", "持平"),
        ("7.06万件", "70600件", "持平"),
        ("99.78%", "97.3%", "提高2.48个百分点"),
        ("45%", "50%", "下降5个百分点"),
        ("5件", "0件", "增加5件"),
        ("0件", "5件", "下降100.0%"),
        ("80余件", "64件", ""),
        ("80件", "64余件", ""),
        ("80件", "64份", ""),
        ("2.4个百分点", "1.2个百分点", ""),
    ],
)
def test_change_since_last_year(new: str, old: str, words: str) -> None:
    assert change(parse_figure(new), parse_figure(old)) == words


def test_nothing_changes_against_nothing() -> None:
    assert change(None, parse_figure("1件")) == change(parse_figure("1件"), None) == ""


def test_a_fact_takes_what_is_missing_from_the_catalogue() -> None:
    (fact,) = facts(
        evaluate({"reconsideration.received": Figure(value="80件", previous="64件")}), internal=False
    )
    assert (fact.label, fact.domain, fact.unit, fact.number) == ("收到行政复议申请", "行政复议", "件", "80")
    assert fact.definition == "本年度收到的行政复议申请，不含上年结转。"
    assert (fact.previous, fact.previous_number, fact.change) == ("64件", "64", "增长25.0%")


def test_a_figure_of_the_offices_own_is_called_as_the_office_calls_it() -> None:
    own, bare = facts(
        evaluate({"own.thing": Figure(value="3项", label="自定事项"), "own.other": Figure(value="4项")}),
        internal=False,
    )
    assert (own.label, own.domain) == ("自定事项", "其他")
    assert bare.label == "own.other"


def test_shares_are_told_from_growth() -> None:
    made = facts(
        evaluate(
            {
                "reconsideration.settled.rate": Figure(value="50%"),
                "disclosure.portal.growth": Figure(value="24.3%"),
                "own.rate": Figure(value="124%"),
            }
        ),
        internal=False,
    )
    assert [fact.share for fact in made] == [True, False, False]


def test_inside_the_office_by_the_data_or_by_the_catalogue() -> None:
    usual = next(key for key, one in catalogue().indicators.items() if one.internal)
    assert is_internal(usual, Figure(value="1件"))
    assert not is_internal(usual, Figure(value="1件", internal=False))
    assert is_internal("own.thing", Figure(value="1件", internal=True))
    assert not is_internal("own.thing", Figure(value="1件"))
    ledger = evaluate({usual: Figure(value="1件")})
    assert facts(ledger, internal=False) == ()
    assert len(facts(ledger, internal=True)) == 1


@pytest.mark.parametrize(
    ("name", "stem"), [("报告", "报告"), ("a/b:c", "a_b_c"), (" . ", "2024"), ("长" * 99, "长" * 60)]
)
def test_file_stems(name: str, stem: str) -> None:
    assert file_stem(name, "2024", "publish") == stem
    assert file_stem(name, "2024", "submit") == f"{stem}（报送版）"
