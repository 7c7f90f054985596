"""Old reports written by us after the habits and damage of real ones, each with the data file that we expect.

``FAZHI_ACCEPT=1`` writes what is found: read it before it is committed.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from fazhi_report.commands.import_ import recover
from fazhi_report.importer.account import texts
from fazhi_report.importer.suggestions import bound

FOLDER = Path(__file__).parents[1] / "old_reports"
KEY = re.compile(r"\{\{ (\S+) \}\}")
REPORTS = sorted(path for path in FOLDER.iterdir() if path.suffix in {".txt", ".md", ".html"})


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_an_old_report_becomes_the_data_file_expected(path: Path) -> None:
    found = recover(path)
    expected = path.with_suffix(".yaml")
    if os.environ.get("FAZHI_ACCEPT"):
        expected.write_text(found.text, encoding="utf-8", newline="\n")
    assert found.text == expected.read_text(encoding="utf-8")
    assert found.balance.even


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_what_is_bound_prints_the_same_words(path: Path) -> None:
    found = recover(path)
    values = bound(found.draft.values, found.suggestions)
    figures = values.pop("figures", {})
    assert isinstance(figures, dict)
    printed = {key: one["value"] if isinstance(one, dict) else one for key, one in figures.items()}
    filled = [KEY.sub(lambda match: str(printed[match[1]]), text) for text in texts(values)]
    assert filled == list(texts(found.draft.values))
    assert len(figures) == len({one.key for one in found.suggestions if one.key})


def test_there_are_ten_of_them() -> None:
    assert len(REPORTS) == 10
