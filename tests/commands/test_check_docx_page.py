"""What docs/guide/check-docx.md tells is what happens: our own files, spoilt copies, clauses, files of others."""

from __future__ import annotations

import pytest

from check_docx_page import (
    PAGE,
    REASONS,
    STANDARD,
    TOLD,
    UNTRIED,
    covered,
    others,
    own_findings,
    page,
)
from fazhi_report.findings import Severity
from fazhi_report.rules.run import page_rules

# What the fixtures and documents earn is asked once for all.
pytestmark = pytest.mark.xdist_group("check_docx")
AS_PUBLISHED = {("data/2020.yaml", "GW608")}
"""Faults of a text that is printed as it was published."""


def test_our_own_files_earn_nothing_but_explained_notes() -> None:
    found = own_findings()
    assert len({(path, edition) for path, edition, _ in found}) >= 10
    for path, _, code in found:
        assert code in REASONS
        assert page_rules()[code].severity is Severity.NOTE or (path, code) in AS_PUBLISHED


def test_every_clause_is_tried_or_told_why_not() -> None:
    found = covered()
    assert {number for number, codes in found.items() if not codes} == set(UNTRIED)
    assert set(found) == set(STANDARD)
    # No rule is left out of the table.
    assert {code for codes in found.values() for code in codes} == set(page_rules())


def test_documents_of_others_are_read() -> None:
    found = others()
    assert set(found) == set(TOLD)
    assert {"GW102", "GW103", "GW106", "GW402", "GW501", "GW517"} < set(found["typed"])
    assert "GW306" not in found["typed"], "two full-width blanks are an indent of two characters"
    assert found["28-points"] == ["GW106", "GW107", "GW313", "GW401", "GW518"]
    assert {"GW306", "GW307"} < set(found["automatic-numbers"])
    assert {"GW501", "GW502", "GW503"} < set(found["by-theme"])
    assert "GW502" not in found["red-head-as-table"], "cells are no body"
    assert "GW502" not in found["text-box"], "a text box is no body"
    assert "GW402" in found["number-in-box"]
    assert "GW401" not in found["number-in-box"], "a number in a text box is a number"


def test_the_page_is_fresh() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "make docs"
