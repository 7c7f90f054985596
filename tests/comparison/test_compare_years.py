"""Two years side by side: each kind of change, and what must hold of any two years."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_report.comparison import years as module
from fazhi_report.comparison.rows import (
    Comparison,
    ComparisonRow,
    Status,
    biggest_first,
    change_words,
    changed_only,
    rate_words,
)
from fazhi_report.comparison.years import Book, compare_years
from fazhi_report.ledger import LedgerEntry
from fazhi_report.model.report import YearFigures
from fazhi_report.norms.catalogue import catalogue

KEYS = (
    "reconsideration.received",
    "contracts.reviewed",
    "mediation.amount",
    "mediation.succeeded.rate",
    "own.key",
)


def book(year: int, figures: Mapping[str, Any], *, internal: bool = True) -> Book:
    data = {"kind": "figures", "year": year, "organ": {"name": "示例市司法局"}, "figures": figures}
    return Book.of(YearFigures.model_validate(data), internal=internal)


def rows(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[ComparisonRow, ...]:
    filler = {"zz.zz": "1件"}
    found = compare_years(book(2022, {**old, **filler}), book(2023, {**new, **filler})).rows
    return tuple(row for row in found if row.key != "zz.zz")


def row(old: Any, new: Any, key: str = "own.key") -> ComparisonRow:
    (found,) = rows({key: old}, {key: new})
    return found


@pytest.mark.parametrize(
    ("old", "new", "status", "change", "rate"),
    [
        ("62件", "44件", Status.CHANGED, "-18件", "-29.0%"),
        ("80件", "80件", Status.SAME, "0", "0.0%"),
        ("7.06万件", "7.5万件", Status.CHANGED, "+0.44万件", "+6.2%"),
        ("9800件", "1.2万件", Status.CHANGED, "+2200件", "+22.4%"),
        ("24.3%", "20%", Status.CHANGED, "-4.3个百分点", ""),
        ("100%", "100%", Status.SAME, "0", ""),
        ("2个百分点", "3个百分点", Status.CHANGED, "+1个百分点", ""),
        ({"status": "zero"}, "5件", Status.ZERO_BASE, "+5件", "不适用"),
        ("0件", "5件", Status.ZERO_BASE, "+5件", "不适用"),
        ("5件", {"status": "zero"}, Status.CHANGED, "-5件", "-100.0%"),
        ({"status": "zero"}, {"status": "zero"}, Status.SAME, "0", ""),
        ({"status": "zero"}, "12%", Status.CHANGED, "+12个百分点", ""),
        ("80余条", "80余条", Status.SAME, "", ""),
        ("80余条", "100条", Status.HEDGED, "+10～+20条", "+11～+25%"),
        ("90%以上", "95%", Status.HEDGED, "至多+5个百分点", ""),
        ("80条", "100条以上", Status.HEDGED, "至少+20条", "至少+25%"),
        ("不超过80条", "100条以上", Status.HEDGED, "至少+20条", "说不准"),
        ("80条以上", "100条以上", Status.HEDGED, "说不准", "至少-100%"),
        ("3.12亿元", "33480.5万元", Status.CHANGED, "+2280.5万元", "+7.3%"),
        ("500元", "1万元", Status.CHANGED, "+0.95万元", "+1900.0%"),
    ],
)
def test_a_move_is_told(old: Any, new: Any, status: Status, change: str, rate: str) -> None:
    found = row(old, new)
    assert (found.status, change_words(found), rate_words(found)) == (status, change, rate)


@pytest.mark.parametrize(
    ("old", "new", "status", "remark"),
    [
        ("80件", "80人", Status.UNIT, "单位由“件”改为“人”"),
        ("80万美元", "80万元", Status.UNIT, "单位由“万美元”改为“万元”"),
        ("80%", "80件", Status.UNIT, "单位由“%”改为“件”"),
        ("5个百分点", "5%", Status.UNIT, "单位由“个百分点”改为“%”"),
        (
            {"value": "8件", "scope": "全市"},
            {"value": "9件", "scope": "市本级"},
            Status.SCOPE,
            "口径由“全市”改为“市本级”",
        ),
        (
            {"value": "8件", "period": "上半年"},
            {"value": "9件", "period": "全年"},
            Status.SCOPE,
            "时段由“上半年”改为“全年”",
        ),
        ({"status": "not_recorded"}, "9件", Status.NO_NUMBER, "2022年没有统计"),
        ("9件", {"status": "not_applicable"}, Status.NO_NUMBER, "2023年不适用"),
        (
            "9件",
            {"derive": {"sum": ["no.such", "nor.this"]}},
            Status.NO_NUMBER,
            "推算要用的指标“no.such”不在 figures 里",
        ),
    ],
)
def test_what_cannot_be_compared_says_why(old: Any, new: Any, status: Status, remark: str) -> None:
    found = row(old, new)
    assert found.status is status
    assert remark in "".join(found.remarks)
    assert (found.change, found.growth, found.points) == (None, None, None)
    assert (change_words(found), rate_words(found)) == ("", "")


def test_periods_that_name_their_own_year_are_the_same() -> None:
    old, new = ({"value": f"{n}件", "period": f"截至{year}年12月31日"} for n, year in ((8, 2022), (9, 2023)))
    assert row(old, new).status is Status.CHANGED


def test_a_scope_that_only_one_year_tells_is_remarked_and_compared() -> None:
    found = row("8件", {"value": "9件", "scope": "全市"})
    assert (found.status, found.remarks) == (Status.CHANGED, ("只有2023年写明口径（全市）",))


def test_synonyms_of_the_catalogue_compare() -> None:
    found = row("8件", "9宗", key="reconsideration.received")
    assert (change_words(found), found.remarks) == ("+1宗", ("单位写法由“件”改为“宗”",))


def test_parts_move_with_the_scope_of_their_whole() -> None:
    old = {
        "own.all": {"value": "9件", "scope": "全市", "parts": ["own.a", "own.b"]},
        "own.a": "4件",
        "own.b": "5件",
    }
    new = {**old, "own.all": {**old["own.all"], "scope": "市本级"}}  # type: ignore[dict-item]
    found = {one.key: one for one in rows(old, new)}
    assert found["own.a"].status is found["own.b"].status is Status.SCOPE
    assert found["own.a"].remarks == ("随“own.all”改了口径",)


@pytest.mark.parametrize("teller", ["old", "new"])
def test_a_renamed_key_is_one_figure_whichever_year_says_so(teller: str) -> None:
    was, now = {"value": "8件"}, {"value": "9件"}
    if teller == "old":
        was["aliases"] = ["own.now"]  # type: ignore[assignment]
    else:
        now["aliases"] = ["own.was"]  # type: ignore[assignment]
    (found,) = rows({"own.was": was}, {"own.now": now})
    assert (found.status, found.key, change_words(found)) == (Status.RENAMED, "own.now", "+1件")


def test_a_key_that_both_years_hold_is_never_renamed() -> None:
    found = rows(
        {"own.a": "1件", "own.b": "2件"}, {"own.a": "3件", "own.b": {"value": "4件", "aliases": ["own.a"]}}
    )
    assert [one.status for one in found] == [Status.CHANGED, Status.CHANGED]


def test_the_catalogue_may_tell_a_former_key(monkeypatch: pytest.MonkeyPatch) -> None:
    listed = dict(catalogue().indicators)
    listed["contracts.reviewed"] = replace(listed["contracts.reviewed"], aliases=("contracts.checked",))
    renamed = replace(catalogue(), indicators=listed)
    monkeypatch.setattr(module, "catalogue", lambda: renamed)
    (found,) = rows({"contracts.checked": "8件"}, {"contracts.reviewed": "9件"})
    assert found.status is Status.RENAMED


def test_derived_figures_are_computed_anew() -> None:
    rate = {"derive": {"share": {"of": "own.part", "over": "own.all", "digits": 1}}}
    old = {"own.part": "8件", "own.all": "10件", "own.rate": rate}
    (found,) = (one for one in rows(old, {**old, "own.part": "9件"}) if one.key == "own.rate")
    assert change_words(found) == "+10个百分点"
    assert found.points is not None
    assert found.points.exact == 10


def test_figures_that_only_compare_are_left_out() -> None:
    figures = {
        "own.key": {"value": "8件", "previous": "7件"},
        "own.key.growth": {"derive": {"growth": {"of": "own.key"}}},
    }
    assert [one.key for one in rows(figures, figures)] == ["own.key"]


def test_what_is_internal_stays_inside_unless_asked_for() -> None:
    figures = {"own.key": {"value": "8件", "internal": True}, "own.other": "1件"}
    assert list(book(2022, figures, internal=False).entries) == ["own.other"]
    assert list(book(2022, figures).entries) == ["own.key", "own.other"]


def test_rows_stand_in_the_order_of_the_catalogue() -> None:
    figures = {
        "own.key": "1件",
        "mediation.total": "1件",
        "contracts.reviewed": "1件",
        "reconsideration.received": "1件",
    }
    assert [one.key for one in rows(figures, figures)] == list(reversed(figures))


def test_the_biggest_move_comes_first_and_what_is_unsure_last() -> None:
    old = {"own.a": "100件", "own.b": "10件", "own.c": "50%", "own.d": "约10件"}
    new = {"own.a": "110件", "own.b": "3件", "own.c": "80%", "own.d": "约12件"}
    assert [one.key for one in biggest_first(rows(old, new))] == ["own.b", "own.c", "own.a", "own.d"]
    assert [one.key for one in changed_only(rows(old, {**new, "own.b": "10件"}))] == [
        "own.a",
        "own.c",
        "own.d",
    ]


written = st.one_of(
    st.integers(0, 400).map(lambda n: f"{n}件"),
    st.integers(0, 400).map(lambda n: f"{n}余件"),
    st.integers(1, 400).map(lambda n: f"约{n}件"),
    st.decimals(0, 100, places=2).map(lambda n: f"{n}%"),
    st.decimals(0, 9999, places=2).map(lambda n: f"{n}万元"),
    st.decimals(0, 9, places=3).map(lambda n: f"{n}亿元"),
)
figure = st.one_of(
    written.map(lambda text: {"value": text}),
    st.tuples(written, st.sampled_from(["全市", "市本级"])).map(
        lambda one: {"value": one[0], "scope": one[1]}
    ),
    st.sampled_from(["zero", "not_recorded", "not_applicable"]).map(lambda status: {"status": status}),
)
years = st.dictionaries(st.sampled_from(KEYS), figure, min_size=1)


def compared(old: Mapping[str, Any], new: Mapping[str, Any]) -> Comparison:
    return compare_years(book(2022, old), book(2023, new))


@given(years)
def test_a_year_against_itself_moves_nothing(year: dict[str, Any]) -> None:
    found = compare_years(book(2022, year), book(2022, year)).rows
    assert {one.status for one in found} <= {Status.SAME, Status.NO_NUMBER}
    assert all(one.move == 0 for one in found)
    assert changed_only(tuple(one for one in found if one.status is not Status.NO_NUMBER)) == ()


MIRRORED = {Status.ADDED: Status.GONE, Status.GONE: Status.ADDED}


@given(years, years)
def test_the_other_way_round_is_the_mirror(old: dict[str, Any], new: dict[str, Any]) -> None:
    there = {one.key: one for one in compared(old, new).rows}
    back = {one.key: one for one in compare_years(book(2023, new), book(2022, old)).rows}
    assert there.keys() == back.keys()
    for key, one in there.items():
        other = back[key]
        assert [texts(one.old), texts(one.new)] == [texts(other.new), texts(other.old)]
        if one.status in {Status.CHANGED, Status.ZERO_BASE}:
            assert other.status in {Status.CHANGED, Status.ZERO_BASE}
        else:
            assert other.status is MIRRORED.get(one.status, one.status)
        if one.points is not None and other.points is not None:
            assert one.points == -other.points
        if one.growth is not None and other.growth is not None and one.growth.exact and other.growth.exact:
            assert (1 + one.growth.exact) * (1 + other.growth.exact) == 1


def texts(entry: LedgerEntry | None) -> str | None:
    return None if entry is None else entry.text


@given(years, years)
def test_the_changes_applied_to_the_old_year_give_the_new(old: dict[str, Any], new: dict[str, Any]) -> None:
    state = {key: entry.text for key, entry in book(2022, old).entries.items()}
    for one in compared(old, new).rows:
        if one.old is not None:
            assert state.pop(one.old.key) == one.old.text
        if one.new is not None:
            state[one.new.key] = one.new.text
    assert state == {key: entry.text for key, entry in book(2023, new).entries.items()}


@given(years, years)
def test_old_and_change_make_new(old: dict[str, Any], new: dict[str, Any]) -> None:
    for one in compared(old, new).rows:
        if one.change is None or one.change.exact is None or one.points is not None:
            continue
        numbers = [None if side is None else side.written for side in (one.old, one.new)]
        values = [Fraction(0) if number is None else Fraction(number.value) for number in numbers]
        units = ["" if number is None else number.unit for number in numbers]
        in_yuan = {"亿元": 10**8, "万元": 10**4}
        was, now = (value * in_yuan.get(unit, 1) for value, unit in zip(values, units, strict=True))
        assert was + one.change.exact * in_yuan.get(one.unit, 1) == now


@given(st.integers(1, 10**6), st.integers(0, 10**6))
def test_percentages_agree_with_exact_fractions_at_the_printed_digit(old: int, new: int) -> None:
    printed = rate_words(row(f"{old}件", f"{new}件")).removesuffix("%")
    exact = Fraction(new - old, old) * 100
    assert abs(Fraction(Decimal(printed)) - exact) <= Fraction(1, 20)
    by_decimal = (Decimal(new - old) * 100 / Decimal(old)).quantize(Decimal("0.1"), ROUND_HALF_UP)
    assert Decimal(printed) == by_decimal or abs(exact * 10 % 1) == Fraction(1, 2)


def test_what_only_says_how_another_figure_moved_is_compared_with_nothing() -> None:
    moved = {
        "contracts.reviewed.growth": "12%",
        "own.nabcdefgh.growth": "3%",
        "contracts.reviewed.change": "9件",
    }
    assert rows(moved, dict.fromkeys(moved, "40%")) == ()


def test_figures_numbered_by_place_are_the_same_only_where_their_names_are() -> None:
    key = "imported.figure_3"
    parted = rows({key: {"value": "9件", "label": "走访"}}, {key: {"value": "80件", "label": "培训"}})
    assert [one.status for one in parted] == [Status.GONE, Status.ADDED]
    assert (
        row({"value": "9件", "label": "走访"}, {"value": "12件", "label": "走访"}, key).status
        is Status.CHANGED
    )
