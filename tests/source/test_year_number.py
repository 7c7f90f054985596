"""A year is written in digits, and what is wrong with it is told in a short sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from fazhi_report.source.load import load, load_text

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    "year", ["2020.0", "2_020", "+2020", "2020年", "二〇二〇", "2e3", "0x7e4", "9" * 5000]
)
def test_what_is_no_year_is_refused(year: str) -> None:
    path = ROOT / "data" / "2020.yaml"
    text = load(path).text.replace("\nyear: 2020\n", f"\nyear: {year}\n", 1)
    assert f"year: {year}" in text
    source = load_text(text, path)
    assert source.report is None
    (problem,) = source.problems
    assert "应是整数" in problem.message
    assert len(problem.message) < 80
