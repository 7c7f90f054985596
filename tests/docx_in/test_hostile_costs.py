"""Absurd files are checked or refused within the time and memory that docs/guide/check-docx.md tells of."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from hostile_costs import COSTS, FILES, MOST_MEGABYTES, MOST_SECONDS, cost

_SLOW = {"6 万段，各有一句话"}


@pytest.mark.skipif(sys.platform != "linux", reason="the most memory held is asked of Linux")
@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=pytest.mark.faults if name in _SLOW else ()) for name in FILES]
)
def test_it_stays_within_bounds(name: str, tmp_path: Path) -> None:
    found = cost(FILES[name](), tmp_path)
    assert found.seconds < MOST_SECONDS
    assert found.megabytes < MOST_MEGABYTES
    assert found.said


def test_every_file_stands_in_the_document() -> None:
    told = [line.split("\t") for line in COSTS.read_text(encoding="utf-8").splitlines()]
    assert [row[0] for row in told] == list(FILES)
    assert all(
        float(row[2].split()[0]) < MOST_SECONDS and int(row[3].split()[0]) < MOST_MEGABYTES for row in told
    )
