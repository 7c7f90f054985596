"""The shipped catalogue of indicators is whole, closed and true to itself."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pytest
import yaml

from fazhi_report.norms.catalogue import Indicator, catalogue
from fazhi_report.norms.shipped import HERE
from fazhi_report.text.references import KEY_PATTERN

CATALOGUE = catalogue()
INDICATORS = list(CATALOGUE.indicators.values())
RATES = [one for one in INDICATORS if one.kind == "rate"]
PATH = HERE / "indicators.yaml"
RAW: dict[str, Any] = yaml.safe_load(PATH.read_text(encoding="utf-8"))
FIELDS = {"label", "unit", "definition"}
MORE_FIELDS = {"also", "kind", "of", "over", "parts", "part_of", "rest", "better", "range", "internal"}


def keys(nodes: list[tuple[Any, Any]]) -> list[str]:
    return [key.value for key, _ in nodes]


def duplicates(node: Any) -> list[str]:
    if isinstance(node, yaml.MappingNode):
        twice = [key for key, times in Counter(keys(node.value)).items() if times > 1]
        return twice + [found for _, value in node.value for found in duplicates(value)]
    if isinstance(node, yaml.SequenceNode):
        return [found for value in node.value for found in duplicates(value)]
    return []


def test_no_key_stands_twice() -> None:
    assert duplicates(yaml.compose(PATH.read_text(encoding="utf-8"))) == []
    assert duplicates(yaml.compose("a: 1\nb: {c: 1, c: 2}\na: 3\n")) == ["a", "c"]


def test_the_file_holds_nothing_that_the_loader_does_not_read() -> None:
    assert set(RAW) == {"version", "units", "qualifiers", "domains", "balances", "indicators"}
    for key, entry in RAW["indicators"].items():
        assert entry.keys() >= FIELDS, key
        assert entry.keys() <= FIELDS | MORE_FIELDS, key
        assert entry.get("rest", True) is True, key
        assert entry.get("internal", True) is True, key
    for entry in RAW["balances"]:
        assert set(entry) == {"title", "in", "out", "opening", "closing"}
    assert CATALOGUE.version == RAW["version"] >= 1


def test_keys_are_well_formed_and_stand_with_their_domain() -> None:
    for one in INDICATORS:
        assert re.fullmatch(KEY_PATTERN, one.key), one.key
        assert one.domain in CATALOGUE.domains, one.key
    order = list(dict.fromkeys(one.domain for one in INDICATORS))
    assert order == list(CATALOGUE.domains), "every domain has indicators, together and in order"


def test_words_are_chinese_and_unlike() -> None:
    for one in INDICATORS:
        assert re.search("[一-鿿]", one.label), one.key
        assert one.definition.endswith("。"), one.key
        assert one.label != one.definition.rstrip("。"), one.key
        assert not re.search("[,;:()]", one.label + one.definition), one.key
    labels = Counter((one.domain, one.label) for one in INDICATORS)
    assert [label for label, times in labels.items() if times > 1] == []


@pytest.mark.parametrize("field", ["of", "over", "part_of"])
def test_named_indicators_exist(field: str) -> None:
    for one in INDICATORS:
        named = getattr(one, field)
        assert named is None or (named in CATALOGUE.indicators and named != one.key), one.key


def test_units_fit_the_kind() -> None:
    for one in INDICATORS:
        assert one.kind in {"count", "money", "rate"}, one.key
        assert (one.unit == "%") is (one.kind == "rate"), one.key
        assert ("元" in one.unit) is (one.kind == "money"), one.key
        assert len(set(one.units)) == len(one.units), one.key


def test_only_rates_have_operands_and_a_range() -> None:
    for one in INDICATORS:
        if one.kind != "rate":
            assert (one.of, one.over, one.range) == (None, None, None), one.key
        if one.range is not None:
            low, high = one.range
            assert 0 <= low <= high <= 100, one.key
        if one.of is not None and one.over is not None:
            part, whole = CATALOGUE.indicators[one.of], CATALOGUE.indicators[one.over]
            assert set(part.units) & set(whole.units), one.key


def wholes(one: Indicator) -> list[str]:
    """Keys above an indicator, from the nearest up; stops where it would go round."""
    above: list[str] = []
    while one.part_of is not None and one.part_of not in above:
        above.append(one.part_of)
        one = CATALOGUE.indicators[one.part_of]
    return above


def test_parts_are_counted_like_their_whole_and_belong_to_one_alone() -> None:
    named = Counter(part for one in INDICATORS for part in one.parts)
    assert [part for part, times in named.items() if times > 1] == []
    for one in INDICATORS:
        assert one.key not in wholes(one), one.key
        assert not one.rest or one.parts, one.key
        for part in one.parts:
            assert CATALOGUE.indicators[part].part_of == one.key
            assert set(CATALOGUE.indicators[part].units) & set(one.units), part
            assert "part_of" not in RAW["indicators"][part], "said once is enough"


def test_balances_close_and_carry_on() -> None:
    assert len(CATALOGUE.balances) >= 4
    for balance in CATALOGUE.balances:
        assert balance.opening in balance.inward
        assert balance.closing in balance.outward
        involved = [*balance.inward, *balance.outward]
        assert len(set(involved)) == len(involved)
        assert len({CATALOGUE.indicators[key].unit for key in involved}) == 1


def test_a_qualifier_makes_a_new_indicator() -> None:
    growth = CATALOGUE.get("disclosure.portal.growth")
    assert growth is not None
    assert (growth.label, growth.unit, growth.kind) == ("网站主动公开信息同比增长率", "%", "rate")
    change = CATALOGUE.get("mediation.total.change")
    assert change is not None
    assert change.units == CATALOGUE.indicators["mediation.total"].units
    assert CATALOGUE.get("litigation.lost.rate.points") is not None


@pytest.mark.parametrize("key", ["", "leader", "growth", "no.such", "no.such.growth", "mediation.total.no"])
def test_what_is_not_listed_is_not_known(key: str) -> None:
    assert CATALOGUE.get(key) is None
    assert CATALOGUE.label(key) is None


def test_names_are_found_by_key() -> None:
    assert CATALOGUE.label("reconsideration.received") == "收到行政复议申请"
    assert CATALOGUE.domain("litigation.lost") == "行政应诉"
    assert CATALOGUE.domain("litigation.our_own") == "行政应诉"
    assert CATALOGUE.domain("our_own.thing") is None


def test_common_units_stand_for_one_another() -> None:
    assert CATALOGUE.indicators["mediation.deaths"].units == ("件", "宗", "起")
    assert "件次" in CATALOGUE.indicators["litigation.cases"].units
    assert "名" in CATALOGUE.indicators["supervisors.appointed"].units


def test_it_is_read_once() -> None:
    assert catalogue() is catalogue()
    assert RATES
    with pytest.raises(TypeError):
        CATALOGUE.indicators["x.y"] = INDICATORS[0]  # type: ignore[index]
