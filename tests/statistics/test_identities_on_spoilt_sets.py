"""What the identities find in made-up statistics of which one thing was spoilt, and what they leave alone."""

from __future__ import annotations

import sys
from pathlib import PurePath

import pytest

from fazhi_report.findings import Finding, Severity
from fazhi_report.rules.run import Subjects, check
from fazhi_report.source.load import load_text
from properties import many
from statistics_sets import MadeUp, disagrees, made_up, spoilt


def findings(made: MadeUp) -> list[Finding]:
    return [*check(Subjects.of(load_text(made.text, PurePath("made.yaml")))).findings]


@pytest.mark.parametrize("made", made_up(), ids=lambda made: made.name)
def test_nothing_is_found_where_the_numbers_agree(made: MadeUp) -> None:
    assert disagrees(made) == []
    assert [f"{one.code} {one.message}" for one in findings(made)] == []


@pytest.mark.parametrize("seed", [2025, 7])
def test_what_arithmetic_can_show_is_found(seed: int) -> None:
    cases = spoilt(30 if seed == 2025 else many(90), seed)
    seen = [(words, bool(findings(made))) for words, made, visible in cases if visible]
    missed = [words for words, found in seen if not found]
    told = f"{len(cases)} spoilt, {len(seen)} visible to arithmetic, {len(seen) - len(missed)} found"
    sys.stdout.write(f"{told}; missed: {missed}\n")
    assert len(seen) >= len(cases) // 2
    assert len(missed) <= 0.05 * len(seen), missed


def test_what_arithmetic_cannot_show_is_no_error() -> None:
    hidden = [(words, made) for words, made, visible in spoilt(many(240), 11) if not visible]
    assert hidden
    for words, made in hidden:
        assert [one.message for one in findings(made) if one.severity is Severity.ERROR] == [], words
