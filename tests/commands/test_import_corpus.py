"""Two real reports and a slice of a real page, where they are at hand: what was read by eye, and what is found.

Their texts are not ours to ship; only counts stand here.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from fazhi_report.commands.import_ import Recovered, recover

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
if not CORPUS.is_dir():  # a worktree lies one floor deeper
    CORPUS = Path(__file__).parents[4] / "shared" / "corpus"

# Read by eye: parts with their sections; 一是 enumerations and their measures; paragraphs of plain text.
EXPECTED = {
    "guangming-2021.txt": {
        "parts": {"achievements": 7, "shortcomings": 0, "plans": 4},
        "enumerations": 8,
        "measures": 29,
        "paragraphs": 7,
        "figures": 42,
        "missing": set(),
    },
    "pingtan-shsyj-2022.txt": {
        "parts": {"achievements": 5, "shortcomings": 0, "plans": 4},
        "enumerations": 6,
        "measures": 22,
        "paragraphs": 6,
        "figures": 34,
        "missing": set(),
    },
    "pingtan-shsyj-2022.slice.html": {
        "parts": {"achievements": 2},
        "enumerations": 1,
        "measures": 3,
        "paragraphs": 1,
        "figures": 6,
        "missing": set(),
    },
}

pytestmark = pytest.mark.skipif(
    not CORPUS.is_dir(), reason="the real reports are not at hand: data of others, not shipped"
)


def entries(value: Any) -> list[Any]:
    """Every entry of every text."""
    if isinstance(value, list):
        return [one for inner in value for one in entries(inner)]
    if not isinstance(value, dict):
        return []
    found = []
    for name, inner in value.items():
        found += inner if name in {"text", "opening"} and isinstance(inner, list) else entries(inner)
    return found


def counted(found: Recovered) -> dict[str, Any]:
    values: Any = found.draft.values
    texts = entries(values)
    measures = [one for one in texts if isinstance(one, dict)]
    return {
        "parts": {one.get("role"): len(one.get("sections", ())) for one in values["parts"]},
        "enumerations": len(measures),
        "measures": sum(len(one["measures"]) for one in measures),
        "paragraphs": sum(isinstance(one, str) for one in texts),
        "figures": len(found.suggestions),
        "missing": set(found.draft.missing),
    }


@pytest.mark.parametrize("name", EXPECTED)
def test_a_real_report_is_taken_apart_as_by_eye(name: str) -> None:
    found = recover(CORPUS / name)
    assert found.balance.even
    assert counted(found) == EXPECTED[name]
