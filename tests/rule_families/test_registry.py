from __future__ import annotations

from collections.abc import Iterator

import pytest

from fazhi_report.findings import Issue, Severity
from fazhi_report.model.report import Report
from fazhi_report.rules import registry
from fazhi_report.rules.registry import RULES, matches, rule


@pytest.fixture(autouse=True)
def empty_register(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "RULES", {})


def some_fault(report: Report, previous: Report) -> Iterator[Issue]:
    """某处有错。

    ## 查什么
    某处。
    """
    del report, previous
    yield Issue((), "错")


def test_a_rule_knows_its_needs_its_title_and_its_name() -> None:
    assert rule("FZ900", Severity.NOTE)(some_fault) is some_fault
    entered = registry.RULES["FZ900"]
    assert entered.needs == ("report", "previous")
    assert entered.title == "某处有错"
    assert entered.slug == "some-fault"
    assert entered.page.startswith("某处有错。\n\n## 查什么\n某处。")
    assert entered.silenceable


def test_a_code_is_given_once() -> None:
    rule("FZ900", Severity.NOTE)(some_fault)
    with pytest.raises(ValueError, match="FZ900"):
        rule("FZ900", Severity.ERROR)(some_fault)


@pytest.mark.parametrize("code", ["", "FZ1", "fz100", "FZ1000", "100"])
def test_codes_have_one_form(code: str) -> None:
    with pytest.raises(ValueError, match="code"):
        rule(code, Severity.NOTE)


@pytest.mark.parametrize(
    ("code", "prefixes", "expected"),
    [
        ("FZ202", ["FZ2"], True),
        ("FZ202", ["FZ202"], True),
        ("FZ202", ["fz2 "], True),
        ("FZ202", ["GW", "FZ"], True),
        ("FZ202", ["FZ3", "GW"], False),
        ("FZ202", [""], False),
        ("FZ202", [], False),
    ],
)
def test_prefixes_choose_families(code: str, prefixes: list[str], expected: bool) -> None:  # noqa: FBT001
    assert matches(code, prefixes) is expected


def test_the_real_register_is_left_alone() -> None:
    assert "FZ900" not in RULES
